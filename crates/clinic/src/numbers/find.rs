//! What a number stands on: scanned from a paper, or typed as it is read there.

use super::NumberSeries;
use crate::accounts::{Account, Right};
use crate::db::Read;
use crate::error::Result;
use crate::patients::Patient;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A number to look for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NumberQuery {
    /// The whole number, however it is spaced and cased.
    pub number: String,
}

/// What bears a number.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Numbered {
    /// What it is.
    pub kind: NumberSeries,
    /// The record.
    pub id: Uuid,
    /// Its number, as it is written on it.
    pub number: String,
    /// Whose it is; none where an insurer paid.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
}

/// What bears a number, of what one may see: one thing at most, but for papers from before numbers had letters of their
/// own, and copied computers.
///
/// # Errors
/// When the database fails.
pub fn find_number(read: &Read<'_>, input: NumberQuery) -> Result<Vec<Numbered>> {
    let rights = read.find::<Account>(read.account_id)?.map(|account| account.rights()).unwrap_or_default();
    let written = ways_to_write(&input.number);
    let mut found = vec![];
    for (kind, right) in [
        (NumberSeries::Patient, Right::ReadPatients),
        (NumberSeries::Prescription, Right::ReadChart),
        (NumberSeries::Invoice, Right::ReadBilling),
        (NumberSeries::Receipt, Right::ReadBilling),
        (NumberSeries::CreditNote, Right::ReadBilling),
    ] {
        if rights.contains(&right) {
            found.extend(of_kind(read, kind, &written)?);
        }
    }
    Ok(found)
}

fn of_kind(read: &Read<'_>, kind: NumberSeries, written: &[String]) -> Result<Vec<Numbered>> {
    let (table, column) = kind.column();
    let patient = if kind == NumberSeries::Patient { "id" } else { "patient_id" };
    let sql = format!("SELECT id, {column}, {patient} FROM {table} WHERE {column} = ?1 ORDER BY id LIMIT 5");
    let mut statement = read.conn.prepare_cached(&sql)?;
    let mut found = vec![];
    for number in written {
        let mut rows = statement.query([number])?;
        while let Some(row) = rows.next()? {
            let id =
                |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.and_then(|id| id.parse().ok()));
            let (Some(own), patient_id): (Option<Uuid>, Option<Uuid>) = (id(0)?, id(2)?) else { continue };
            let patient = patient_id.map(|id| read.find::<Patient>(id)).transpose()?.flatten();
            let patient_name = patient.map(|patient| patient.display_name());
            found.push(Numbered { kind, id: own, number: row.get(1)?, patient_id, patient_name });
        }
    }
    Ok(found)
}

/// How a number may be written that was read without its dashes: with and without a letter for what it stands on.
fn ways_to_write(typed: &str) -> Vec<String> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let Some((body, check)) = plain.split_at_checked(plain.len().saturating_sub(1)) else { return vec![] };
    let letters = body.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (code, counter) = body.split_at(letters);
    let mut ways = vec![format!("{code}-{counter}-{check}")];
    if let Some((code, mark)) = code.split_at_checked(code.len().saturating_sub(1)) {
        ways.push(format!("{code}-{mark}{counter}-{check}"));
    }
    ways
}
