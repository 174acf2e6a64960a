//! What a record is about, in words that a list can show, whatever its kind.

use crate::db::Read;
use crate::error::Result;
use crate::patients::Patient;
use crate::record::{Kind, Record};
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use std::collections::HashMap;
use uuid::Uuid;

/// The columns that name a record, the most telling first.
const NAMING: [&str; 10] =
    ["drug_name", "substance", "name", "number", "username", "mrn", "metric", "code", "token", "assessed_on"];

/// What a record is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct About {
    /// What it is called: a drug, a substance, a number; empty where nothing names it.
    pub words: String,
    /// The patient whom it hangs on.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// When it begins, of what has a time.
    pub at: Option<i64>,
}

/// What a record of a kind is about; nothing where it is not shown.
pub(crate) fn about(read: &Read<'_>, kind: &Kind, record: Uuid) -> Result<About> {
    let mut statement = read.conn.prepare_cached(&format!("SELECT * FROM {} WHERE id = ?1", kind.table))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row: Option<HashMap<String, Sql>> = statement
        .query_row([record.to_string()], |row| {
            names.iter().enumerate().map(|(at, name)| Ok((name.clone(), row.get(at)?))).collect()
        })
        .optional()?;
    let Some(row) = row else { return Ok(About::default()) };
    let text = |name: &str| match row.get(name) {
        Some(Sql::Text(text)) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    let column = if kind.name == Patient::KIND { "id" } else { "patient_id" };
    let patient_id = text(column).and_then(|id| Uuid::parse_str(&id).ok());
    let patient = patient_id.map(|id| read.find::<Patient>(id)).transpose()?.flatten();
    Ok(About {
        words: NAMING.iter().find_map(|name| text(name)).unwrap_or_default(),
        patient_id,
        patient_name: patient.map(|patient| patient.display_name()),
        at: ["starts_at", "effective_at", "started_at", "written_at"].iter().find_map(|name| match row.get(*name) {
            Some(Sql::Integer(at)) => Some(*at),
            _ => None,
        }),
    })
}
