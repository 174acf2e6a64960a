//! What the clinic has now that a backup has not: what restoring it would leave behind.

use crate::db::{Anchor, Db, open_reader};
use crate::error::Result;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The work since a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Newer {
    /// Changes that the backup has not; readings of charts are not counted.
    pub changes: i64,
    /// Records that they belong to.
    pub records: i64,
    /// Patients who were registered since.
    pub patients: i64,
}

/// Counts what the open file holds past the places where the backup's logs stood.
///
/// # Errors
/// When the database fails.
pub fn newer(db: &Db, backup: &[Anchor]) -> Result<Newer> {
    let conn = open_reader(db)?;
    let mut found = Newer::default();
    let mut records = BTreeSet::new();
    let logs: Vec<(i64, String, [u8; 32])> = conn
        .prepare("SELECT no, scope, origin FROM logs")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (log, scope, origin) in logs {
        let held = backup.iter().find(|anchor| anchor.scope == scope && anchor.origin == origin);
        count(&conn, log, held.map_or(0, |anchor| anchor.seq), &mut found, &mut records)?;
    }
    found.records = i64::try_from(records.len()).unwrap_or(i64::MAX);
    Ok(found)
}

fn count(conn: &Connection, log: i64, seq: i64, found: &mut Newer, records: &mut BTreeSet<String>) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT c.kind, c.record, NOT EXISTS (SELECT 1 FROM changes e WHERE e.record = c.record AND e.arrival < c.arrival)
         FROM changes c WHERE c.log = ?1 AND c.seq > ?2 AND c.kind <> 'access'",
    )?;
    let mut rows = statement.query((log, seq))?;
    while let Some(row) = rows.next()? {
        let (kind, record, is_first): (String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.changes += 1;
        found.patients += i64::from(kind == "patient" && is_first);
        records.insert(record);
    }
    Ok(())
}
