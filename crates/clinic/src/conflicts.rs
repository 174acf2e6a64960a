//! Fields that two people have changed without seeing each other: both values are kept until somebody chooses.

use crate::accounts;
use crate::db::{Read, Write, entries_of};
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient};
use healthsync_sync::merge;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A field with rivals.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Conflict {
    /// The field, or the group of fields.
    pub field: String,
    /// The values, the one that is shown first.
    pub rivals: Vec<Rival>,
    /// What the person who chooses was shown.
    pub version: i64,
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rival {
    /// The change that set it.
    pub change: String,
    /// The value.
    pub value: serde_json::Value,
    /// Who set it.
    pub account: Option<String>,
    /// When.
    pub at: Millis,
}

/// The names of a record's fields that have rivals, as the projection keeps them.
pub(crate) fn fields_in_conflict(read: &Read<'_>, record: Uuid) -> Result<Vec<String>> {
    let fields: Option<String> = read
        .conn
        .prepare_cached("SELECT conflicts FROM standing WHERE record = ?1")?
        .query_row([record.to_string()], |row| row.get(0))
        .optional()?;
    Ok(fields.unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

/// What two people have said differently of a patient.
///
/// # Errors
/// When the database fails.
pub fn conflicts_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<Conflict>> {
    read.get::<Patient>(input.patient_id)?;
    let entries = entries_of(read.conn, input.patient_id)?;
    let merged = merge(entries.iter().map(|entry| (entry.id, &entry.change)));
    let version = read.version(input.patient_id)?;
    let mut found = vec![];
    for (field, heads) in merged.conflicts() {
        let mut rivals: Vec<Rival> = vec![];
        for head in &heads.heads {
            let value = head.value.to_json();
            let Some(entry) = entries.iter().find(|entry| entry.id == head.id) else { continue };
            if rivals.iter().any(|rival| rival.value == value) {
                continue;
            }
            let account = accounts::name_of(read, entry.change.author)?;
            rivals.push(Rival { change: head.id.to_string(), value, account, at: entry.change.recorded_at_ms });
        }
        found.push(Conflict { field: field.clone(), rivals, version });
    }
    Ok(found)
}

/// The choice between rivals.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Choice {
    /// The patient.
    pub patient_id: Uuid,
    /// The field, or the group of fields.
    pub field: String,
    /// The change whose value is right.
    pub change: String,
    /// What the person was shown.
    pub version: i64,
}

/// Settles rivals. Returns the fields that still have some.
///
/// # Errors
/// When there is no such record, field or value.
pub fn resolve_patient_conflict(write: &mut Write<'_>, input: Choice) -> Result<Vec<String>> {
    let chosen = input.change.parse().map_err(|_| Error::NotFound { kind: "value" })?;
    Ok(write.resolve::<Patient>(input.patient_id, input.version, &input.field, chosen)?.conflicts)
}
