//! What was typed and not yet saved: kept in the encrypted file, so that a crash or a locked screen loses nothing.

use crate::accounts::Nothing;
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::outside::Millis;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A form's draft is at most this long, in bytes of JSON.
const LONGEST: usize = 256 * 1024;

/// What a form holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewDraft {
    /// Which form, e.g. `vitals:<patient>`.
    pub key: String,
    /// What was typed, in the form's own shape.
    pub body: serde_json::Value,
}

/// A draft as it was kept.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Draft {
    /// Which form.
    pub key: String,
    /// What was typed.
    pub body: serde_json::Value,
    /// When it was kept.
    pub saved_at: Millis,
}

/// Which form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DraftKey {
    /// Which form.
    pub key: String,
}

/// Keeps a draft of one's own, in place of the one before.
///
/// # Errors
/// When it is too long.
pub fn save_draft(write: &mut Write<'_>, input: NewDraft) -> Result<Nothing> {
    let body = input.body.to_string();
    if body.len() > LONGEST {
        return Err(Invalid::new("body", "too_long", "This form is too long to keep a draft of.").into());
    }
    write.conn.execute(
        "INSERT OR REPLACE INTO drafts (account_id, key, body, saved_at) VALUES (?1, ?2, ?3, ?4)",
        (write.account_id.to_string(), &input.key, body, write.now),
    )?;
    Ok(Nothing {})
}

/// One's own draft of a form.
///
/// # Errors
/// When the database fails.
pub fn draft(read: &Read<'_>, input: DraftKey) -> Result<Option<Draft>> {
    let row = read
        .conn
        .prepare_cached("SELECT key, body, saved_at FROM drafts WHERE account_id = ?1 AND key = ?2")?
        .query_row((read.account_id.to_string(), &input.key), from_row)
        .optional()?;
    Ok(row)
}

/// All of one's own drafts, the latest first.
///
/// # Errors
/// When the database fails.
pub fn drafts(read: &Read<'_>, _: Nothing) -> Result<Vec<Draft>> {
    let mut statement = read
        .conn
        .prepare_cached("SELECT key, body, saved_at FROM drafts WHERE account_id = ?1 ORDER BY saved_at DESC, key")?;
    Ok(statement.query_map([read.account_id.to_string()], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// Throws one's own draft of a form away.
///
/// # Errors
/// When the database fails.
pub fn discard_draft(write: &mut Write<'_>, input: DraftKey) -> Result<Nothing> {
    let sql = "DELETE FROM drafts WHERE account_id = ?1 AND key = ?2";
    write.conn.execute(sql, (write.account_id.to_string(), &input.key))?;
    Ok(Nothing {})
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Draft> {
    let body: String = row.get(1)?;
    Ok(Draft { key: row.get(0)?, body: serde_json::from_str(&body).unwrap_or_default(), saved_at: row.get(2)? })
}
