//! The list behind a figure, on the screen and as a file.

use super::rows::{Row, rows};
use super::{FigureKind, FigureQuery, Span, day_of, span};
use crate::accounts;
use crate::audit;
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::Patient;
pub use crate::stroke::ExportedFile;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// So many rows a screen is shown; the file has all.
const MOST: usize = 1_000;

/// The list behind a figure or a part of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct FigureListQuery {
    /// The figure.
    pub kind: FigureKind,
    /// From this day at the site.
    pub from_on: NaiveDate,
    /// Up to and with this day.
    pub until_on: NaiveDate,
    /// Only this part of it.
    pub key: Option<String>,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FigureRow {
    /// The record: an appointment, an encounter, an invoice.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// When.
    pub at: Millis,
    /// The day at the site.
    pub day_on: NaiveDate,
    /// Who had to do with it.
    pub account: Option<String>,
    /// Which part of the figure it belongs to.
    pub key: String,
    /// More about it.
    pub words: Option<String>,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// How long it took, in minutes.
    pub minutes: Option<i64>,
}

/// The list behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FigureList {
    /// How many there are; at most the first 1,000 are shown.
    pub count: usize,
    /// The rows, the latest first.
    pub rows: Vec<FigureRow>,
}

/// The list behind a figure.
///
/// # Errors
/// When the days are the wrong way round or too many.
pub fn figure_list(read: &Read<'_>, query: FigureListQuery) -> Result<FigureList> {
    let (span, found) = found(read, &query)?;
    let count = found.len();
    let mut names = Names::default();
    let rows = found.into_iter().take(MOST).map(|row| names.row(read, row, &span)).collect::<Result<_>>()?;
    Ok(FigureList { count, rows })
}

fn found(read: &Read<'_>, query: &FigureListQuery) -> Result<(Span, Vec<Row>)> {
    let span = span(read, &FigureQuery { from_on: query.from_on, until_on: query.until_on, kinds: vec![] })?;
    let mut found = rows(read, query.kind, &span)?;
    if let Some(key) = &query.key {
        found.retain(|row| row.key == *key);
    }
    Ok((span, found))
}

/// The list behind a figure as CSV. That it left the program is noted in the audit.
///
/// # Errors
/// When the days are the wrong way round or too many.
pub fn export_figure(write: &mut Write<'_>, query: FigureListQuery) -> Result<ExportedFile> {
    let (span, found) = found(write, &query)?;
    let digits = crate::money::digits_of(&crate::sites::own_site(write)?.currency);
    let failed = |reason: csv::Error| Error::Refused { code: "export_failed", sentence: reason.to_string() };
    let mut sheet = csv::Writer::from_writer(vec![]);
    sheet.write_record(["day", "patient", "part", "about", "who", "amount", "minutes"]).map_err(failed)?;
    let mut names = Names::default();
    let rows = found.len();
    for row in found {
        let row = names.row(write, row, &span)?;
        let amount = rust_decimal::Decimal::new(row.amount_minor, digits).to_string();
        let cells = [
            row.day_on.to_string(),
            plain(row.patient_name.unwrap_or_default()),
            plain(row.key),
            plain(row.words.unwrap_or_default()),
            plain(row.account.unwrap_or_default()),
            if super::rows::is_by_day(query.kind) { amount } else { String::new() },
            row.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        ];
        sheet.write_record(cells).map_err(failed)?;
    }
    let bytes = sheet.into_inner().map_err(|reason| failed(reason.into_error().into()))?;
    let kind =
        serde_json::to_value(query.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    audit::note(write, audit::Event::Export, None, Some(format!("figures, {kind}: {rows} rows")))?;
    let name = format!("{kind}-{}-{}.csv", query.from_on, query.until_on);
    Ok(ExportedFile { name, text: String::from_utf8_lossy(&bytes).into_owned(), rows })
}

/// A cell that no spreadsheet takes for a formula.
fn plain(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// Names that were looked up already.
#[derive(Default)]
struct Names {
    patients: HashMap<String, Option<String>>,
    accounts: HashMap<String, Option<String>>,
}

impl Names {
    fn row(&mut self, read: &Read<'_>, row: Row, span: &Span) -> Result<FigureRow> {
        let uuid = |id: &Option<String>| id.as_deref().and_then(|id| Uuid::parse_str(id).ok());
        Ok(FigureRow {
            id: Uuid::parse_str(&row.id).unwrap_or_default(),
            patient_id: uuid(&row.patient_id),
            patient_name: self.patient(read, row.patient_id)?,
            at: row.at,
            day_on: day_of(row.at, span.zone),
            account: self.account(read, row.account_id)?,
            key: row.key,
            words: row.words,
            amount_minor: row.amount_minor,
            minutes: row.minutes,
        })
    }

    fn patient(&mut self, read: &Read<'_>, id: Option<String>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(name) = self.patients.get(&id) {
            return Ok(name.clone());
        }
        let uuid = Uuid::parse_str(&id).unwrap_or_default();
        let name = read.find::<Patient>(uuid)?.map(|patient| patient.display_name());
        self.patients.insert(id, name.clone());
        Ok(name)
    }

    fn account(&mut self, read: &Read<'_>, id: Option<String>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(name) = self.accounts.get(&id) {
            return Ok(name.clone());
        }
        let name = accounts::name_of(read, Uuid::parse_str(&id).unwrap_or_default())?;
        self.accounts.insert(id, name.clone());
        Ok(name)
    }
}
