//! The logs as an exchange reads them: where each ends, what stands at a place, and what somebody lacks.

use crate::error::{Result, StoreError};
use healthsync_sync::{
    Chain, ChangeId, Clock, Entry, Known, Log, Needs, Origin, Outgoing, Place, Signature, Span, Standing, Tip, Vector,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;

/// Where every log ends. `CROSS JOIN` holds SQLite to the order: of itself it would go through all changes.
pub(crate) fn vector(conn: &Connection) -> Result<Vector> {
    let mut statement = conn.prepare_cached(
        "SELECT l.scope, l.origin, c.seq, c.chain, c.clock, coalesce(s.seq, 0)
         FROM logs l CROSS JOIN changes c ON c.log = l.no LEFT JOIN signatures s ON s.log = l.no
         WHERE c.seq = (SELECT max(seq) FROM changes WHERE log = l.no)",
    )?;
    let mut rows = statement.query([])?;
    let mut vector = Vector::default();
    while let Some(row) = rows.next()? {
        let (seq, proven): (i64, i64) = (row.get(2)?, row.get(5)?);
        let chain = Chain::from_bytes(row.get(3)?);
        let tip = Tip { seq: seq.cast_unsigned(), chain, clock: clock(row.get(4)?)?, proven: proven.cast_unsigned() };
        vector.set(log_of(row, 0, 1)?, tip);
    }
    Ok(vector)
}

/// The answers to what the engine must know.
pub(crate) fn look_up(conn: &Connection, needs: &Needs) -> Result<Known> {
    let mut known = Known::default();
    let mut numbers: HashMap<Log, Option<i64>> = HashMap::new();
    let mut standing = conn.prepare_cached(
        "SELECT id, chain, clock FROM changes INDEXED BY changes_by_place WHERE log = ?1 AND seq = ?2",
    )?;
    for place in &needs.places {
        let number = match numbers.get(&place.log) {
            Some(number) => *number,
            None => *numbers.entry(place.log).or_insert(number_of(conn, &place.log)?),
        };
        let Some(log) = number else { continue };
        let mut rows = standing.query((log, place.seq.cast_signed()))?;
        if let Some(row) = rows.next()? {
            let (id, chain) = (ChangeId::from_bytes(row.get(0)?), Chain::from_bytes(row.get(1)?));
            known.places.insert(*place, Standing { id, chain, clock: clock(row.get(2)?)? });
        }
    }
    let mut clocks = conn.prepare_cached("SELECT clock FROM changes WHERE id = ?1 LIMIT 1")?;
    for id in &needs.ids {
        if let Some(found) = clocks.query_row([id.as_bytes()], |row| row.get(0)).optional()? {
            known.clocks.insert(*id, clock(found)?);
        }
    }
    Ok(known)
}

/// Reads what somebody lacks, about `limit` changes of it, in the order of clocks, and the latest signatures of logs.
pub(crate) fn outgoing(conn: &Connection, spans: &[Span], logs: &[Log], limit: usize) -> Result<Outgoing> {
    let (entries, is_all) = lacked(conn, spans, limit)?;
    let mut outgoing = Outgoing::new(entries, is_all);
    for base in outgoing.bases() {
        if let Some(place) = place_of(conn, &base)? {
            outgoing.places.insert(base, place);
        }
    }
    for log in logs {
        outgoing.signatures.extend(signature(conn, log)?);
    }
    Ok(outgoing)
}

/// A clock never falls along a log, so the first `limit` changes of each log hold the first `limit` of all together.
/// Of what is not all, one change of the next clock is read too: the engine leaves the last clock for the next chunk.
fn lacked(conn: &Connection, spans: &[Span], limit: usize) -> Result<(Vec<Entry>, bool)> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, clock, body FROM changes INDEXED BY changes_by_place
         WHERE log = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
    )?;
    let limit = limit.max(1);
    let mut found: Vec<(i64, Entry)> = vec![];
    for span in spans {
        let Some(log) = number_of(conn, &span.log)? else { continue };
        let mut rows = statement.query((log, span.after.cast_signed(), span.upto.cast_signed()))?;
        let (mut count, mut last) = (0, None);
        while let Some(row) = rows.next()? {
            let (seq, clock): (i64, i64) = (row.get(0)?, row.get(1)?);
            found.push((clock, Entry { place: span.log.at(seq.cast_unsigned()), body: row.get(2)? }));
            if count >= limit && last != Some(clock) {
                break;
            }
            (count, last) = (count + 1, Some(clock));
        }
    }
    found.sort_by_key(|(clock, entry)| (*clock, entry.place));
    let bound = found.get(limit - 1).map_or(i64::MAX, |(clock, _)| *clock);
    let beyond = found.iter().position(|(clock, _)| *clock > bound);
    found.truncate(beyond.map_or(found.len(), |at| at + 1));
    Ok((found.into_iter().map(|(_, entry)| entry).collect(), beyond.is_none()))
}

/// The number of a log in the file, if it has one.
pub(super) fn number_of(conn: &Connection, log: &Log) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT no FROM logs WHERE scope = ?1 AND origin = ?2")?;
    Ok(statement.query_row((log.scope.to_string(), log.origin.as_bytes()), |row| row.get(0)).optional()?)
}

/// Where a change stands, in any log.
pub(crate) fn place_of(conn: &Connection, id: &ChangeId) -> Result<Option<Place>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.scope, l.origin, c.seq FROM changes c JOIN logs l ON l.no = c.log WHERE c.id = ?1 LIMIT 1",
    )?;
    let mut rows = statement.query([id.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let seq: i64 = row.get(2)?;
    Ok(Some(log_of(row, 0, 1)?.at(seq.cast_unsigned())))
}

fn signature(conn: &Connection, log: &Log) -> Result<Option<Signature>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.seq, s.public_key, s.signature FROM signatures s JOIN logs l ON l.no = s.log
         WHERE l.scope = ?1 AND l.origin = ?2",
    )?;
    let found = statement.query_row((log.scope.to_string(), log.origin.as_bytes()), |row| {
        let seq: i64 = row.get(0)?;
        Ok(Signature { log: *log, seq: seq.cast_unsigned(), key: row.get(1)?, signature: row.get(2)? })
    });
    Ok(found.optional()?)
}

pub(super) fn log_of(row: &Row<'_>, scope: usize, origin: usize) -> Result<Log> {
    let scope: String = row.get(scope)?;
    let scope = scope.parse().map_err(|_| StoreError::Unreadable("the name of a log's scope".into()))?;
    Ok(Log { scope, origin: Origin::from_bytes(row.get(origin)?) })
}

fn clock(number: i64) -> Result<Clock> {
    Ok(Clock::from_number(number).map_err(|reason| StoreError::Unreadable(reason.to_string()))?)
}
