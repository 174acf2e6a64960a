//! What happened on the way, for people: the last few hundred entries, each a stable word and what it mentions.

use crate::Clinic;
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::{Result, StoreError};
use crate::outside::Millis;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is exchanged within so long is one entry: else a busy day would push everything else out.
const TOGETHER_MS: Millis = 10 * 60 * 1_000;
/// So many entries are kept.
const KEPT: i64 = 500;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// This workstation was enrolled at the server.
    Enrolled,
    /// This workstation left the server.
    Left,
    /// Changes were exchanged.
    Exchanged,
    /// The server could not be reached; the reason is a stable code.
    Failed,
    /// The server answers again.
    Reached,
    /// The server did not take some changes.
    Refused,
    /// Some changes that came could not be taken.
    SetAside,
    /// Two histories were found under one name (a copied or restored computer); this side goes on under a new one.
    GaveWay,
    /// Changes were written to a file.
    Exported,
    /// Changes of a file were taken.
    Imported,
    /// Somebody made a file with everything, for a new computer.
    Prepared,
    /// The clinic came to an organization that was there already, with all it had.
    Moved,
}

/// An entry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SyncEvent {
    /// When, in milliseconds since 1970.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// What it mentions.
    pub details: serde_json::Value,
}

/// Writes down what a host saw: that the server cannot be reached, or answers again.
///
/// # Errors
/// When the database fails.
pub fn note_event(clinic: &Clinic, event: Event, details: &serde_json::Value) -> Result<()> {
    let at = clinic.outside().now();
    note(&clinic.db().writer(), at, event, details)
}

/// Writes an entry.
pub(crate) fn note(conn: &Connection, at: Millis, event: Event, details: &serde_json::Value) -> Result<()> {
    let unreadable = |reason: serde_json::Error| StoreError::Unreadable(reason.to_string());
    let word = serde_json::to_value(event).map_err(unreadable)?;
    conn.prepare_cached("INSERT INTO sync_events (at, event, details) VALUES (?1, ?2, ?3)")?.execute((
        at,
        word.as_str().unwrap_or_default(),
        details.to_string(),
    ))?;
    conn.prepare_cached("DELETE FROM sync_events WHERE no <= (SELECT max(no) FROM sync_events) - ?1")?
        .execute([KEPT])?;
    Ok(())
}

/// Writes down that changes were exchanged, in one entry with what was exchanged just before.
pub(crate) fn note_exchanged(conn: &Connection, at: Millis, sent: usize, received: usize) -> Result<()> {
    let joined = conn
        .prepare_cached(
            "UPDATE sync_events SET at = ?1,
                 details = json_set(details, '$.sent', (details ->> 'sent') + ?2, '$.received', (details ->> 'received') + ?3)
             WHERE no = (SELECT max(no) FROM sync_events) AND event = 'exchanged'
                 AND ?1 - (details ->> 'since') BETWEEN 0 AND ?4",
        )?
        .execute((at, sent.cast_signed(), received.cast_signed(), TOGETHER_MS))?;
    if joined == 0 {
        note(conn, at, Event::Exchanged, &json!({ "since": at, "sent": sent, "received": received }))?;
    }
    Ok(())
}

/// What happened, the latest first.
///
/// # Errors
/// When the database fails.
pub fn sync_events(read: &Read<'_>, _: Nothing) -> Result<Vec<SyncEvent>> {
    let mut statement = read.conn.prepare_cached("SELECT at, event, details FROM sync_events ORDER BY no DESC")?;
    let mut rows = statement.query([])?;
    let mut events = vec![];
    while let Some(row) = rows.next()? {
        let (event, details): (String, String) = (row.get(1)?, row.get(2)?);
        let event = serde_json::from_value(event.into());
        let event = event.map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        let details = serde_json::from_str(&details).unwrap_or_default();
        events.push(SyncEvent { at: row.get(0)?, event, details });
    }
    Ok(events)
}
