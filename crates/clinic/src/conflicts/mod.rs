//! Fields that two people have changed without seeing each other: both values are kept until somebody chooses.

mod list;
mod resolve;

pub use list::{Conflict, ConflictQuery, Rival, conflicts};
pub(crate) use list::{count_of_person, may_see};
pub use resolve::{Choice, ChoiceForAll, Settled, Shown, Take, resolve_conflict, resolve_conflicts};

use crate::db::{Read, entries_of};
use crate::error::{Error, Result};
use healthsync_sync::{Value, merge};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The names of a record's fields that have rivals, as the projection keeps them.
pub(crate) fn fields_in_conflict(read: &Read<'_>, record: Uuid) -> Result<Vec<String>> {
    let fields: Option<String> = read
        .conn
        .prepare_cached("SELECT conflicts FROM standing WHERE record = ?1")?
        .query_row([record.to_string()], |row| row.get(0))
        .optional()?;
    Ok(fields.unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

/// Of each field of a record that has rivals, all the values that stand, the latest first.
pub(crate) fn rivals_of(read: &Read<'_>, record: Uuid) -> Result<BTreeMap<String, Vec<serde_json::Value>>> {
    if fields_in_conflict(read, record)?.is_empty() {
        return Ok(BTreeMap::new());
    }
    let entries = entries_of(read.conn, record)?;
    let merged = merge(entries.iter().map(|entry| (entry.id, &entry.change)));
    let values = merged.conflicts().map(|(field, heads)| {
        let mut values: Vec<&Value> = vec![];
        for head in &heads.heads {
            if !values.contains(&&head.value) {
                values.push(&head.value);
            }
        }
        (field.clone(), values.into_iter().map(Value::to_json).collect())
    });
    Ok(values.collect())
}

/// Refuses to go on from a record on which two people have said different things.
///
/// # Errors
/// `unsettled` with the fields.
pub(crate) fn refuse_unsettled(read: &Read<'_>, record: Uuid, label: &str) -> Result<()> {
    let fields = fields_in_conflict(read, record)?;
    if fields.is_empty() {
        return Ok(());
    }
    let sentence =
        format!("Two people have written {label} differently. Settle on the chart which is right, then go on.");
    Err(Error::Refused { code: "unsettled", sentence })
}
