//! Long lists, a page at a time: `limit` rows after the row `after`, and a link to the next page. What a command cannot
//! cut itself is cut here; those lists are short by nature.

use super::ROOT;
use super::operations::Operation;
use super::problem::Problem;
use axum::http::HeaderValue;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A list that comes in pages.
pub(super) struct Paged {
    operation: &'static str,
    /// Where the rows are in the answer.
    rows: &'static str,
    /// Where a row says which it is.
    pub id: &'static str,
    /// So many rows where nobody says; none: the command does not cut, all come where nobody says.
    usual: Option<usize>,
}

const fn cut(operation: &'static str, id: &'static str) -> Paged {
    Paged { operation, rows: "", id, usual: None }
}

const PAGED: &[Paged] = &[
    Paged { operation: "audit_entries", rows: "", id: "/entry", usual: Some(100) },
    Paged { operation: "invoices", rows: "/rows", id: "/id", usual: Some(50) },
    Paged { operation: "messages", rows: "", id: "/message/id", usual: Some(100) },
    Paged { operation: "patients", rows: "/rows", id: "/id", usual: Some(50) },
    Paged { operation: "payments", rows: "/rows", id: "/id", usual: Some(50) },
    Paged { operation: "stroke_assessments", rows: "/rows", id: "/assessment/id", usual: Some(200) },
    Paged { operation: "vitals_of_patient", rows: "", id: "/vitals/id", usual: Some(1000) },
    cut("accounts", "/id"),
    cut("alerts", "/id"),
    cut("appointments_of_patient", "/appointment/id"),
    cut("colleagues", "/id"),
    cut("encounters_of_patient", "/id"),
    cut("history_of_patient", "/entry"),
    cut("invoices_of_patient", "/id"),
    cut("prescriptions_of_patient", "/prescription/id"),
];

/// How an operation's list comes in pages, if it does.
pub(super) fn paged(operation: &Operation) -> Option<&'static Paged> {
    PAGED.iter().find(|paged| paged.operation == operation.command.name)
}

impl Paged {
    /// Whether this room cuts the list, not the command.
    pub(super) fn is_cut_here(&self) -> bool {
        self.usual.is_none()
    }
}

/// A list as it is answered.
#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    rows: Vec<&'a RawValue>,
    has_more: Option<bool>,
}

/// The page that a request asks for.
pub(super) struct Page {
    paged: &'static Paged,
    limit: Option<usize>,
    after: Option<String>,
}

/// Takes from a query what the command does not know of pages.
pub(super) fn split(operation: &Operation, query: &str) -> Result<(Option<Page>, String), Problem> {
    let Some(paged) = paged(operation) else { return Ok((None, query.to_owned())) };
    let mut page = Page { paged, limit: paged.usual, after: None };
    if !paged.is_cut_here() {
        return Ok((Some(page), query.to_owned()));
    }
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "after" => page.after = Some(text.into_owned()),
            "limit" => {
                let limit = text.parse().ok().filter(|limit| (1..=1000).contains(limit));
                page.limit = Some(limit.ok_or_else(|| Problem::bad_input("'limit' is a number from 1 to 1000"))?);
            }
            _ => drop(rest.append_pair(&name, &text)),
        }
    }
    Ok((Some(page), rest.finish()))
}

impl Page {
    /// The page, where the command knows of pages itself: of its input.
    pub(super) fn of(mut self, input: &Value) -> Page {
        let asked = input.get("limit").and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
        if !self.paged.is_cut_here() {
            self.limit = asked.filter(|limit| *limit > 0).or(self.limit);
        }
        self
    }

    /// Leaves the page's rows of an answer, and says after which row the next page begins, if there is one.
    ///
    /// # Errors
    /// When the answer is no such list.
    pub(super) fn turn(&self, output: &mut String) -> serde_json::Result<Option<String>> {
        let Some(limit) = self.limit.or(self.after.as_ref().map(|_| usize::MAX)) else { return Ok(None) };
        // Rows are counted and handed on as they are written: most pages are never taken apart.
        let list = match self.paged.rows {
            "" => List { rows: serde_json::from_str::<Vec<&RawValue>>(output)?, has_more: None },
            _ => serde_json::from_str::<List<'_>>(output)?,
        };
        if !self.paged.is_cut_here() {
            let is_more = list.has_more.unwrap_or(list.rows.len() >= limit);
            return list.rows.last().filter(|_| is_more).map_or(Ok(None), |row| self.id(row));
        }
        let mut rows = list.rows.as_slice();
        if let Some(after) = &self.after {
            let ids: Vec<_> = rows.iter().map(|row| self.id(row)).collect::<serde_json::Result<_>>()?;
            // A row that is gone has nothing after it: who asks begins anew.
            let at = ids.iter().position(|id| id.as_ref() == Some(after));
            rows = &rows[at.map_or(rows.len(), |at| at + 1)..];
        }
        let page = &rows[..rows.len().min(limit)];
        let next = page.last().filter(|_| rows.len() > limit).map_or(Ok(None), |row| self.id(row))?;
        *output = serde_json::to_string(page)?;
        Ok(next)
    }

    fn id(&self, row: &RawValue) -> serde_json::Result<Option<String>> {
        let row: Value = serde_json::from_str(row.get())?;
        Ok(match row.pointer(self.paged.id) {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        })
    }
}

/// The link to the page after a row.
pub(super) fn link(path: &str, query: &str, after: &str) -> Result<HeaderValue, Problem> {
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.extend_pairs(form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "after" && name != "offset"));
    next.append_pair("after", after);
    HeaderValue::from_str(&format!("<{ROOT}{path}?{}>; rel=\"next\"", next.finish())).map_err(Problem::broken)
}
