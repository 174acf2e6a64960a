//! Settling what two people have said differently: one of the values, or a third that a person writes.

use crate::command::Call;
use crate::db::Pick;
use crate::error::{Error, Invalid, Result};
use crate::record::Kind;
use healthsync_sync::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The choice between rivals.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Choice {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// The field, or the group of fields.
    pub field: String,
    /// What the person was shown.
    pub version: i64,
    /// The change whose value is right; if none is, the value below.
    pub change: Option<String>,
    /// What is right instead: of a group of fields, all of them. Null empties the field.
    #[serde(default)]
    pub value: serde_json::Value,
}

/// Settles rivals. Returns the fields of the record that still have some.
///
/// # Errors
/// When who asks may not write such records, there is no such record, field or value, or a value that was written
/// cannot be.
pub fn resolve_conflict(call: &Call<'_>, input: Choice) -> Result<Vec<String>> {
    let kind = allowed(call, &input.kind)?;
    let pick = match &input.change {
        Some(change) => Pick::Change(change.parse().map_err(|_| Error::NotFound { kind: "value" })?),
        None => Pick::Written(Value::from_json(&input.value).map_err(|_| {
            Error::from(Invalid::new("value", "not_a_value", "This cannot be written here. Correct it."))
        })?),
    };
    call.write(|write| (kind.resolve)(write, input.record, input.version, &input.field, pick))
}

/// Which of the values is right in each record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// What was said last.
    Latest,
    /// What was said first.
    Earliest,
}

/// A record as the person was shown it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Shown {
    /// The record.
    pub record: Uuid,
    /// What the person was shown.
    pub version: i64,
}

/// One choice for the same field of many records.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChoiceForAll {
    /// The kind of records.
    pub kind: String,
    /// The field, or the group of fields.
    pub field: String,
    /// Which value is right in each.
    pub take: Take,
    /// The records.
    pub records: Vec<Shown>,
}

/// What a choice for many came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Settled {
    /// So many records have no rivals in the field any more.
    pub settled: usize,
    /// In these somebody has said something new meanwhile.
    pub left: Vec<Uuid>,
}

/// Settles the same field of many records at once: all of them, or none.
///
/// # Errors
/// As [`resolve_conflict`].
pub fn resolve_conflicts(call: &Call<'_>, input: ChoiceForAll) -> Result<Settled> {
    let kind = allowed(call, &input.kind)?;
    call.write(|write| {
        let mut left = vec![];
        for Shown { record, version } in &input.records {
            let pick = if input.take == Take::Latest { Pick::Latest } else { Pick::Earliest };
            let fields = (kind.resolve)(write, *record, *version, &input.field, pick)?;
            if fields.contains(&input.field) {
                left.push(*record);
            }
        }
        Ok(Settled { settled: input.records.len() - left.len(), left })
    })
}

/// The kind, if who calls may write its records.
fn allowed(call: &Call<'_>, kind: &str) -> Result<&'static Kind> {
    let kind = Kind::named(kind).ok_or(Error::NotFound { kind: "kind of record" })?;
    call.check("resolve_conflict", kind.writes, &serde_json::Value::Null)?;
    Ok(kind)
}
