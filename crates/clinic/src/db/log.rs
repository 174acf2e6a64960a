//! The log: every change in the order in which it came, each in its place and under its chain.

use crate::error::Result;
use healthsync_sync::{Chain, Change, ChangeId, Origin, Scope};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of the records' fields that this program writes.
#[must_use]
pub const fn schema_version() -> u32 {
    1
}

/// A change in its place.
pub struct Entry {
    /// The order in which it came to this database.
    pub arrival: i64,
    pub id: ChangeId,
    pub change: Change,
}

/// Where a log stood: kept outside the database, it shows if the end of the log was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    pub scope: String,
    pub origin: [u8; 32],
    pub seq: i64,
    pub chain: [u8; 32],
}

/// The end of a log.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    pub log: i64,
    pub seq: i64,
    pub chain: Chain,
}

/// The number of a log in the file; it gets one if it has none.
pub(super) fn open(conn: &Connection, scope: Scope, origin: Origin) -> Result<i64> {
    let known: Option<i64> = conn
        .prepare_cached("SELECT no FROM logs WHERE scope = ?1 AND origin = ?2")?
        .query_row((scope.to_string(), origin.as_bytes()), |row| row.get(0))
        .optional()?;
    match known {
        Some(log) => Ok(log),
        None => Ok(conn
            .prepare_cached("INSERT INTO logs (scope, origin) VALUES (?1, ?2) RETURNING no")?
            .query_row((scope.to_string(), origin.as_bytes()), |row| row.get(0))?),
    }
}

pub(super) fn tail(conn: &Connection, scope: Scope, origin: Origin) -> Result<Tail> {
    let log = open(conn, scope, origin)?;
    let last = conn
        .prepare_cached("SELECT seq, chain FROM changes WHERE log = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([log], |row| Ok(Tail { log, seq: row.get(0)?, chain: Chain::from_bytes(row.get(1)?) }))
        .optional()?;
    Ok(last.unwrap_or(Tail { log, seq: 0, chain: Chain::default() }))
}

/// Appends a change to the end of its log and moves the tail on. Returns its arrival.
pub(super) fn append(conn: &Connection, tail: &mut Tail, id: ChangeId, change: &Change, body: &[u8]) -> Result<i64> {
    let next = Tail { log: tail.log, seq: tail.seq + 1, chain: tail.chain.then(&id) };
    conn.prepare_cached(
        "INSERT INTO changes (log, seq, clock, kind, record, id, chain, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        next.log,
        next.seq,
        change.clock.number(),
        &change.kind,
        change.record.to_string(),
        id.as_bytes(),
        next.chain.as_bytes(),
        body,
    ))?;
    *tail = next;
    Ok(conn.last_insert_rowid())
}

/// All changes of a record, in the order in which they came.
///
/// # Errors
/// When the database fails or a body is damaged.
pub fn entries_of(conn: &Connection, record: Uuid) -> Result<Vec<Entry>> {
    let mut statement =
        conn.prepare_cached("SELECT arrival, id, body FROM changes WHERE record = ?1 ORDER BY arrival")?;
    let rows = statement.query_map([record.to_string()], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, Vec<u8>>(2)?))
    })?;
    rows.map(|row| {
        let (arrival, id, body) = row?;
        Ok(Entry { arrival, id: ChangeId::from_bytes(id), change: Change::from_canonical(&body)? })
    })
    .collect()
}

/// Where every log stands. `CROSS JOIN` holds SQLite to the order: of itself it would go through all changes.
///
/// # Errors
/// When the database fails.
pub fn anchors(conn: &Connection) -> Result<Vec<Anchor>> {
    let mut statement = conn.prepare(
        "SELECT l.scope, l.origin, c.seq, c.chain FROM logs l CROSS JOIN changes c ON c.log = l.no
         WHERE c.seq = (SELECT max(seq) FROM changes WHERE log = l.no) ORDER BY l.no",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Anchor { scope: row.get(0)?, origin: row.get(1)?, seq: row.get(2)?, chain: row.get(3)? })
    };
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The chain that stands at an anchor's place now, if the place is there.
pub(super) fn chain_at(conn: &Connection, anchor: &Anchor) -> Result<Option<[u8; 32]>> {
    Ok(conn
        .prepare_cached(
            "SELECT c.chain FROM changes c JOIN logs l ON l.no = c.log WHERE l.scope = ?1 AND l.origin = ?2 AND c.seq = ?3",
        )?
        .query_row((&anchor.scope, anchor.origin, anchor.seq), |row| row.get(0))
        .optional()?)
}

/// The anchors to keep from now on: today's, but of a log that is shorter or other than it was, the old one, so that
/// a removed end is not forgotten by opening the file once more.
pub(super) fn still_true_or_kept(conn: &Connection, old: &[Anchor], new: &[Anchor]) -> Result<Vec<Anchor>> {
    let mut kept = new.to_vec();
    for anchor in old {
        if chain_at(conn, anchor)? != Some(anchor.chain) {
            kept.retain(|now| (&now.scope, now.origin) != (&anchor.scope, anchor.origin));
            kept.push(anchor.clone());
        }
    }
    Ok(kept)
}
