//! Lists of invoices.

use super::price::bill_of;
use super::show::lines_of_draft;
use super::standing::{InvoiceStatus, Standing, status_of};
use super::{InvoiceDraft, InvoiceFilter, InvoiceList, InvoiceQuery, InvoiceRow};
use crate::age;
use crate::billing;
use crate::db::Read;
use crate::error::Result;
use crate::insurers::{self, Coverage};
use crate::patients::{OfPatient, Patient, of_person};
use crate::sites;
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};
use uuid::Uuid;

/// So many rows a page, where nothing is asked.
const PAGE: u32 = 50;
/// What the rows of issued invoices are read from.
const ISSUED: &str = "SELECT standing.*, invoice.number, invoice.currency, patient.mrn, patient.given_name,
         patient.family_name, patient.other_names, insurer.name AS insurer_name
     FROM invoice_standings standing JOIN invoices invoice ON invoice.id = standing.invoice_id
     JOIN patients patient ON patient.id = standing.patient_id
     LEFT JOIN insurers insurer ON insurer.id = standing.insurer_id";

/// A page of invoices.
///
/// # Errors
/// When the database fails.
pub fn invoices(read: &Read<'_>, input: InvoiceQuery) -> Result<InvoiceList> {
    let limit = if input.limit == 0 { PAGE } else { input.limit.min(500) };
    if input.filter == InvoiceFilter::Drafts {
        return drafts(read, &input, limit);
    }
    let today = age::today(read)?;
    let (condition, params) = condition(read, &input, today)?;
    let is_unpaid = matches!(input.filter, InvoiceFilter::Unpaid | InvoiceFilter::Overdue);
    let order = if is_unpaid {
        "standing.due_on, standing.invoice_id"
    } else {
        "standing.issued_on DESC, standing.invoice_id DESC"
    };
    let (mut page, mut bound) = (condition.clone(), params.clone());
    if let Some(after) = input.after {
        let (column, sign) = if is_unpaid { ("due_on", '>') } else { ("issued_on", '<') };
        bound.push(Sql::Text(after.to_string()));
        page += &format!(
            " AND (standing.{column}, standing.invoice_id) {sign} (SELECT last.{column}, last.invoice_id
             FROM invoice_standings last WHERE last.invoice_id = ?{})",
            bound.len()
        );
    }
    let sql = format!("{ISSUED} WHERE {page} ORDER BY {order} LIMIT {} OFFSET {}", limit + 1, input.offset);
    let mut rows = issued_rows(read, &sql, &bound, today)?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let (mut count, mut due_minor) = (0, 0);
    if is_unpaid {
        let sql = format!(
            "SELECT count(*), coalesce(sum(patient_due_minor + insurer_due_minor), 0)
             FROM invoice_standings standing {} WHERE {condition}",
            if input.number.is_some() { "JOIN invoices invoice ON invoice.id = standing.invoice_id" } else { "" }
        );
        let all = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        (count, due_minor) = read.conn.prepare_cached(&sql)?.query_row(params_from_iter(&params), all)?;
    }
    Ok(InvoiceList { rows, has_more, due_minor, count })
}

fn condition(read: &Read<'_>, input: &InvoiceQuery, today: NaiveDate) -> Result<(String, Vec<Sql>)> {
    let mut parts = vec![];
    let mut params = vec![];
    let mut add = |sql: &str, value: String| {
        params.push(Sql::Text(value));
        parts.push(sql.replace('?', &format!("?{}", params.len())));
    };
    if let Some(id) = input.patient_id {
        add(&of_person(read, id, "standing.patient_id = ?")?, id.to_string());
    }
    if let Some(id) = input.insurer_id {
        add("standing.insurer_id = ?", id.to_string());
    }
    if let Some(day) = input.from_on {
        add("standing.issued_on >= ?", day.to_string());
    }
    if let Some(day) = input.to_on {
        add("standing.issued_on <= ?", day.to_string());
    }
    if let Some(number) = input.number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
        add("instr(upper(invoice.number), upper(?)) > 0", number.to_owned());
    }
    if input.filter == InvoiceFilter::Overdue {
        add("standing.due_on < ?", today.to_string());
    }
    let status = match input.filter {
        InvoiceFilter::Unpaid | InvoiceFilter::Overdue => "standing.status = 'issued'",
        InvoiceFilter::Balanced => "standing.status = 'balanced'",
        InvoiceFilter::Cancelled => "standing.status = 'cancelled'",
        InvoiceFilter::All | InvoiceFilter::Drafts => "true",
    };
    parts.push(status.into());
    Ok((parts.join(" AND "), params))
}

/// The rows of issued invoices that a question finds.
pub(crate) fn issued_rows(read: &Read<'_>, sql: &str, params: &[Sql], today: NaiveDate) -> Result<Vec<InvoiceRow>> {
    let mut statement = read.conn.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(params), |row| issued_row(row, today))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn issued_row(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<InvoiceRow> {
    let id = |column: &str| -> rusqlite::Result<Uuid> {
        Ok(Uuid::parse_str(&row.get::<_, String>(column)?).unwrap_or_default())
    };
    let day =
        |column: &str| -> rusqlite::Result<NaiveDate> { Ok(row.get::<_, String>(column)?.parse().unwrap_or_default()) };
    let status = status_of(&row.get::<_, String>("status")?);
    let due_on = day("due_on")?;
    Ok(InvoiceRow {
        id: id("invoice_id")?,
        status,
        is_overdue: status == InvoiceStatus::Issued && due_on < today,
        number: row.get("number")?,
        patient_id: id("patient_id")?,
        mrn: row.get("mrn")?,
        patient_name: name_of_row(row)?,
        insurer_name: row.get("insurer_name")?,
        issued_on: Some(day("issued_on")?),
        due_on: Some(due_on),
        currency: row.get("currency")?,
        total_minor: row.get("total_minor")?,
        standing: Standing::from_row(row)?,
    })
}

/// A patient's name from the columns of `patients`, as [`Patient::display_name`] says it.
pub(crate) fn name_of_row(row: &Row<'_>) -> rusqlite::Result<String> {
    let parts: [Option<String>; 2] = [row.get("given_name")?, row.get("family_name")?];
    let name: Vec<String> = parts.into_iter().flatten().collect();
    if name.is_empty() {
        return Ok(row.get::<_, Option<String>>("other_names")?.unwrap_or_default());
    }
    Ok(name.join(" "))
}

fn drafts(read: &Read<'_>, input: &InvoiceQuery, limit: u32) -> Result<InvoiceList> {
    let open = "entered_in_error IS NULL AND issued_id IS NULL AND (?1 IS NULL OR patient_id = ?1)";
    let open = of_person(read, input.patient_id.unwrap_or_default(), open)?;
    let patient = input.patient_id.map(|id| id.to_string());
    let count: i64 = read
        .conn
        .prepare_cached(&format!("SELECT count(*) FROM invoice_drafts WHERE {open}"))?
        .query_row([&patient], |row| row.get(0))?;
    let condition = format!(
        "{open} AND (?2 IS NULL OR (updated_at, id) < (SELECT last.updated_at, last.id FROM invoice_drafts last
         WHERE last.id = ?2)) ORDER BY updated_at DESC, id DESC LIMIT {} OFFSET {}",
        limit + 1,
        input.offset
    );
    let found = read.all::<InvoiceDraft>(&condition, (&patient, input.after.map(|id| id.to_string())))?;
    let has_more = found.len() > limit as usize;
    let page = found.into_iter().take(limit as usize);
    let rows = page.map(|draft| draft_row(read, &draft.record)).collect::<Result<_>>()?;
    Ok(InvoiceList { rows, has_more, due_minor: 0, count })
}

fn draft_row(read: &Read<'_>, draft: &InvoiceDraft) -> Result<InvoiceRow> {
    let patient = read.get::<Patient>(draft.patient_id)?;
    let coverage = draft.coverage_id.map(|id| read.get::<Coverage>(id)).transpose()?;
    let lines = lines_of_draft(read, draft.id)?;
    let is_tax_included = billing::settings_of(read)?.is_tax_included;
    let bill = bill_of(&lines, is_tax_included, coverage.as_ref().map(|coverage| coverage.terms()))?;
    let insurer = coverage.map(|coverage| insurers::insurer_name(read, coverage.insurer_id)).transpose()?;
    Ok(InvoiceRow {
        id: draft.id,
        status: InvoiceStatus::Draft,
        is_overdue: false,
        number: None,
        patient_id: draft.patient_id,
        mrn: patient.mrn.clone(),
        patient_name: patient.display_name(),
        insurer_name: insurer,
        issued_on: None,
        due_on: draft.due_on,
        currency: sites::own_site(read)?.record.currency,
        total_minor: bill.sums.total_minor,
        standing: Standing::due_of(bill.parts.patient_minor, bill.parts.insurer_minor),
    })
}

/// A patient's drafts and invoices, the latest first.
///
/// # Errors
/// When there is no such patient.
pub fn invoices_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<InvoiceRow>> {
    read.get::<Patient>(input.patient_id)?;
    let query = InvoiceQuery { patient_id: Some(input.patient_id), ..InvoiceQuery::default() };
    let mut rows = drafts(read, &query, 100)?.rows;
    let one = of_person(read, input.patient_id, "standing.patient_id = ?1")?;
    let sql = format!("{ISSUED} WHERE {one} ORDER BY standing.issued_on DESC, standing.invoice_id DESC");
    let params = [Sql::Text(input.patient_id.to_string())];
    rows.extend(issued_rows(read, &sql, &params, age::today(read)?)?);
    Ok(rows)
}

/// The invoices that were issued on a day, the first first.
pub(crate) fn issued_on(read: &Read<'_>, day: NaiveDate) -> Result<Vec<InvoiceRow>> {
    let sql = format!("{ISSUED} WHERE standing.issued_on = ?1 ORDER BY standing.invoice_id");
    issued_rows(read, &sql, &[Sql::Text(day.to_string())], age::today(read)?)
}
