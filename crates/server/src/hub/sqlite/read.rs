//! Reading what somebody lacks: the logs woven together by their clocks, so that any cut leaves whole causes.

use super::logs::{clock, log_number, number, place_of};
use crate::Result;
use crate::hub::ReadLimit;
use healthsync_sync::{Clock, Entry, Log, Outgoing, Signature, Span, bases_of};
use rusqlite::{Connection, OptionalExtension, Rows, params};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const CHANGES: &str = "SELECT seq, clock, body FROM changes
    WHERE organization = ?1 AND log = ?2 AND seq > ?3 AND seq <= ?4 ORDER BY seq";

pub(super) fn outgoing(
    connection: &Connection,
    organization: i64,
    spans: &[Span],
    logs: &[Log],
    limit: ReadLimit,
) -> Result<Outgoing> {
    let (entries, is_all) = entries(connection, organization, spans, limit)?;
    let mut outgoing = Outgoing { entries, is_all, ..Outgoing::default() };
    for base in bases_of(&outgoing.entries) {
        if let Some(place) = place_of(connection, organization, &base)? {
            outgoing.places.insert(base, place);
        }
    }
    for log in logs {
        outgoing.signatures.extend(signature(connection, organization, log)?);
    }
    Ok(outgoing)
}

/// A clock never falls along a log, so the least of the logs' next clocks is the next of all; no log is read further
/// than it is needed.
fn entries(connection: &Connection, organization: i64, spans: &[Span], limit: ReadLimit) -> Result<(Vec<Entry>, bool)> {
    let mut statements = vec![];
    for span in spans {
        if let Some(no) = log_number(connection, organization, &span.log)? {
            statements.push((*span, no, connection.prepare_cached(CHANGES)?));
        }
    }
    let mut logs: Vec<(Log, Rows<'_>)> = vec![];
    for (span, no, statement) in &mut statements {
        let rows = statement.query(params![organization, *no, number(span.after), number(span.upto)])?;
        logs.push((span.log, rows));
    }
    let mut heads = BinaryHeap::new();
    for (nth, (log, rows)) in logs.iter_mut().enumerate() {
        heads.extend(next(rows, log, nth)?);
    }
    let (mut entries, mut bytes, mut first) = (vec![], 0, None);
    while let Some(Head(Reverse((clock, _)), nth, entry)) = heads.pop() {
        let first = *first.get_or_insert(clock);
        // The last clock read may be incomplete and is left out, so it must not be the only one.
        let is_enough = entries.len() >= limit.changes || bytes >= limit.bytes;
        bytes += entry.body.len();
        entries.push(entry);
        if is_enough && clock != first {
            return Ok((entries, false));
        }
        let (log, rows) = &mut logs[nth];
        heads.extend(next(rows, log, nth)?);
    }
    Ok((entries, true))
}

/// The next change of a log; the greatest of a heap is the one with the least clock.
struct Head(Reverse<(Clock, Log)>, usize, Entry);

impl PartialEq for Head {
    fn eq(&self, other: &Head) -> bool {
        self.0 == other.0
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Head) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

fn next(rows: &mut Rows<'_>, log: &Log, nth: usize) -> Result<Option<Head>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    let seq: i64 = row.get(0)?;
    let entry = Entry { place: log.at(seq.cast_unsigned()), body: row.get(2)? };
    Ok(Some(Head(Reverse((clock(row.get(1)?)?, *log)), nth, entry)))
}

fn signature(connection: &Connection, organization: i64, log: &Log) -> Result<Option<Signature>> {
    let mut query = connection.prepare_cached(
        "SELECT proven, public_key, signature FROM logs
         WHERE organization = ?1 AND scope = ?2 AND origin = ?3 AND signature IS NOT NULL",
    )?;
    let found = query.query_row(params![organization, log.scope.to_string(), log.origin.as_bytes()], |row| {
        let seq: i64 = row.get(0)?;
        Ok(Signature { log: *log, seq: seq.cast_unsigned(), key: row.get(1)?, signature: row.get(2)? })
    });
    Ok(found.optional()?)
}
