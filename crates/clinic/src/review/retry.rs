//! Trying once more to show what could not be shown.

use crate::db::{Write, retry, unreadable};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is tried again.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Retry {
    /// Only this record; all that could not be shown, if left out.
    pub record: Option<Uuid>,
}

/// What trying again came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Retried {
    /// So many records are shown now.
    pub shown: usize,
    /// So many still cannot be.
    pub left: usize,
}

/// Tries to show again what could not be shown: what it lacked may have arrived. Parents are tried before children.
///
/// # Errors
/// When the database fails.
pub fn retry_unreadable(write: &mut Write<'_>, input: Retry) -> Result<Retried> {
    let mut retried = Retried { shown: 0, left: 0 };
    for (kind, record) in unreadable(write.conn)? {
        if input.record.is_some_and(|asked| asked != record) {
            continue;
        }
        if retry(write, &kind, record)? {
            retried.shown += 1;
        } else {
            retried.left += 1;
        }
    }
    Ok(retried)
}
