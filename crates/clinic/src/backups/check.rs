//! Whether a copy of the database is well: it opens, its pages are whole, its logs are as they were written, and its
//! rows are what its logs come to. What differs is told, never put right.

use super::Pace;
use super::make::counts;
use crate::db::{Anchor, Difference, Fault, Key, differences_of_copy, released, unlock, verify};
use crate::error::{Error, Result, StoreError};
use crate::outside::Millis;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// No more than so many of each kind are told.
const TOLD: usize = 20;
/// The steps of SQLite's machine between two breaths: some milliseconds of work.
const STEPS: std::ffi::c_int = 50_000;

/// What checking a copy found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// How many patients it has.
    pub patients: i64,
    /// How many changes its logs hold.
    pub entries: i64,
    /// When the latest was written.
    pub newest_at: Option<Millis>,
    /// Pages and trees that are damaged, in SQLite's words.
    pub damage: Vec<String>,
    /// Places of the logs that are not as they were written.
    pub faults: Vec<Fault>,
    /// Rows that the logs do not come to.
    pub differences: Vec<Difference>,
    /// The rows were compared with the logs; those of another version are not.
    pub is_compared: bool,
}

impl Checked {
    /// Nothing differs.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.damage.is_empty() && self.faults.is_empty() && self.differences.is_empty()
    }
}

/// Opens a copy that nobody else has open.
///
/// # Errors
/// When the key does not open it.
pub fn open_copy(path: &Path, key: &Key) -> Result<Connection> {
    let conn = Connection::open(path).map_err(|_| StoreError::NotWritable(path.display().to_string()))?;
    unlock(&conn, Some(key))?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -16_384)?;
    Ok(conn)
}

/// Checks a copy, which is used up by it: rows are made anew in it. `anchors` is where its logs stood when it was made.
///
/// # Errors
/// When the key does not open it, the disk fails, or `pace` stops the work. What is wrong is not an error but the
/// result.
pub fn check(path: &Path, key: &Key, anchors: &[Anchor], pace: Pace<'_>) -> Result<Checked> {
    let mut conn = open_copy(path, key)?;
    // It is a copy: a power cut may take it.
    for (name, value) in [("journal_mode", "MEMORY"), ("synchronous", "OFF"), ("foreign_keys", "OFF")] {
        conn.pragma_update(None, name, value)?;
    }
    // The connection ends in here, and with it the thread that answers it.
    std::thread::scope(move |scope| {
        // SQLite's machine asks at every so many steps whether to go on; the answer may take its time. It must own
        // what it asks, so the pace stays on this thread's side of two channels.
        let (ask, asked) = std::sync::mpsc::channel::<()>();
        let (answer, answered) = std::sync::mpsc::channel::<bool>();
        scope.spawn(move || {
            let mut count = 0;
            while asked.recv().is_ok() {
                count += 1;
                if answer.send(pace(count, 0).is_err()).is_err() {
                    return;
                }
            }
        });
        let answered = std::sync::Mutex::new(answered);
        let stop = move || {
            let answered = answered.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            ask.send(()).is_ok() && answered.recv().unwrap_or(false)
        };
        conn.progress_handler(STEPS, Some(stop))?;
        let found = look(&conn, anchors);
        conn.progress_handler(STEPS, None::<fn() -> bool>)?;
        found.map_err(|reason| match reason {
            Error::Store(StoreError::Sqlite(reason))
                if reason.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) =>
            {
                Error::Cancelled
            }
            other => other,
        })
    })
}

fn look(conn: &Connection, anchors: &[Anchor]) -> Result<Checked> {
    let (patients, entries, newest_at) = match counts(conn) {
        Ok(counts) => counts,
        // Damage in the way of counting is told below.
        Err(Error::Store(StoreError::Sqlite(reason))) if is_damage(&reason) => (0, 0, None),
        Err(other) => return Err(other),
    };
    let mut checked = Checked { patients, entries, newest_at, ..Checked::default() };
    checked.damage = damage(conn, "cipher_integrity_check")?;
    if checked.damage.is_empty() {
        checked.damage = damage(conn, "integrity_check")?;
        checked.damage.retain(|told| told != "ok");
    }
    if !checked.damage.is_empty() {
        return Ok(checked);
    }
    checked.faults = verify(conn, anchors)?;
    checked.faults.truncate(TOLD);
    let version: i64 = conn.query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))?;
    checked.is_compared = version == released().version();
    if checked.is_compared && checked.faults.is_empty() {
        checked.differences = differences_of_copy(conn, crate::RECORDS)?;
        checked.differences.truncate(TOLD);
    }
    Ok(checked)
}

fn is_damage(reason: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(reason.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

fn damage(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(&format!("PRAGMA {pragma}"))?;
    let told = statement.query_map([], |row| row.get::<_, String>(0))?.take(TOLD).collect::<rusqlite::Result<_>>();
    match told {
        Err(reason) if is_damage(&reason) => Ok(vec![reason.to_string()]),
        told => Ok(told?),
    }
}
