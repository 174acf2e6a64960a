//! What was written in a patient's registration, by whom and when.

use super::{OfPatient, Patient, records_of_person};
use crate::accounts;
use crate::audit::{action, words};
use crate::db::{Read, entries_of};
use crate::error::Result;
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One writing of a record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RecordEntry {
    /// The order in which it came here.
    pub entry: i64,
    /// When, by the wall of the computer that wrote it.
    pub at: Millis,
    /// Who; none for the program itself.
    pub account: Option<String>,
    /// The record: a person may have several.
    pub record_id: Uuid,
    /// Created, updated or voided.
    pub action: String,
    /// What was set, in the record's own fields.
    pub fields: BTreeMap<String, String>,
}

/// What was written in a patient's registration, the latest first.
///
/// # Errors
/// When there is no such patient.
pub fn history_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<RecordEntry>> {
    read.get::<Patient>(input.patient_id)?;
    let mut found = vec![];
    for record_id in records_of_person(read, input.patient_id)? {
        for entry in entries_of(read.conn, record_id)? {
            found.push(RecordEntry {
                entry: entry.arrival,
                at: entry.change.recorded_at(),
                account: accounts::name_of(read, entry.change.author)?,
                record_id,
                action: action(&entry.change),
                fields: words(&entry.change),
            });
        }
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.entry));
    Ok(found)
}
