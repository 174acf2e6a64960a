//! The logs and the vectors kept beside them: every query names the organization.

use crate::hub::kept::{KEPT, clock, log, number};
use crate::{HubError, Result};
use healthsync_sync::{Arrival, Chain, ChangeId, Known, Log, Needs, Place, Signature, Standing, Tip, Vector};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) fn log_of(row: &Row<'_>, scope: usize, origin: usize) -> Result<Log> {
    log(&row.get::<_, String>(scope)?, row.get(origin)?)
}

pub(super) fn vector(connection: &Connection, organization: i64) -> Result<Vector> {
    let mut query = connection.prepare_cached(
        "SELECT scope, origin, seq, chain, clock, proven FROM logs WHERE organization = ?1 AND seq > 0",
    )?;
    let mut rows = query.query([organization])?;
    let mut vector = Vector::default();
    while let Some(row) = rows.next()? {
        let (seq, proven): (i64, i64) = (row.get(2)?, row.get(5)?);
        let tip = Tip {
            seq: seq.cast_unsigned(),
            chain: Chain::from_bytes(row.get(3)?),
            clock: clock(row.get(4)?)?,
            proven: proven.cast_unsigned(),
        };
        vector.set(log_of(row, 0, 1)?, tip);
    }
    Ok(vector)
}

pub(super) fn kept(connection: &Connection, organization: i64, id: Uuid) -> Result<HashMap<[u8; 32], Vector>> {
    let mut query = connection
        .prepare_cached("SELECT hash, vector FROM kept_vectors WHERE organization = ?1 AND workstation_id = ?2")?;
    let mut rows = query.query(params![organization, id.to_string()])?;
    let mut kept = HashMap::new();
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(1)?;
        kept.insert(row.get(0)?, Vector::from_bytes(&bytes).map_err(|_| HubError::Damaged("a vector"))?);
    }
    Ok(kept)
}

pub(super) fn keep(connection: &Connection, organization: i64, id: Uuid, vector: &Vector) -> Result<()> {
    let id = id.to_string();
    let mut query = connection.prepare_cached(
        "SELECT COALESCE(MAX(nth), 0), COALESCE(MAX(CASE WHEN hash = ?3 THEN nth END), -1)
         FROM kept_vectors WHERE organization = ?1 AND workstation_id = ?2",
    )?;
    let (last, same): (i64, i64) =
        query.query_row(params![organization, id, vector.hash()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if last == same {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO kept_vectors (organization, workstation_id, hash, nth, vector) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (organization, workstation_id, hash) DO UPDATE SET nth = excluded.nth",
        )?
        .execute(params![organization, id, vector.hash(), last + 1, vector.to_bytes()])?;
    connection
        .prepare_cached("DELETE FROM kept_vectors WHERE organization = ?1 AND workstation_id = ?2 AND nth <= ?3")?
        .execute(params![organization, id, last + 1 - KEPT])?;
    Ok(())
}

/// The number of a log in the file.
pub(super) fn log_number(connection: &Connection, organization: i64, log: &Log) -> Result<Option<i64>> {
    let mut query =
        connection.prepare_cached("SELECT no FROM logs WHERE organization = ?1 AND scope = ?2 AND origin = ?3")?;
    let found = query.query_row(params![organization, log.scope.to_string(), log.origin.as_bytes()], |row| row.get(0));
    Ok(found.optional()?)
}

pub(super) fn look_up(connection: &Connection, organization: i64, needs: &Needs) -> Result<Known> {
    let mut known = Known::default();
    let mut numbers: HashMap<Log, Option<i64>> = HashMap::new();
    let mut standing = connection
        .prepare_cached("SELECT id, chain, clock FROM changes WHERE organization = ?1 AND log = ?2 AND seq = ?3")?;
    for place in &needs.places {
        let number_of = match numbers.get(&place.log) {
            Some(number) => *number,
            None => *numbers.entry(place.log).or_insert(log_number(connection, organization, &place.log)?),
        };
        let Some(no) = number_of else { continue };
        let mut rows = standing.query(params![organization, no, number(place.seq)])?;
        if let Some(row) = rows.next()? {
            let (id, chain) = (ChangeId::from_bytes(row.get(0)?), Chain::from_bytes(row.get(1)?));
            known.places.insert(*place, Standing { id, chain, clock: clock(row.get(2)?)? });
        }
    }
    let mut clocks =
        connection.prepare_cached("SELECT clock FROM changes WHERE organization = ?1 AND id = ?2 LIMIT 1")?;
    for id in &needs.ids {
        let found = clocks.query_row(params![organization, id.as_bytes()], |row| row.get(0)).optional()?;
        if let Some(found) = found {
            known.clocks.insert(*id, clock(found)?);
        }
    }
    Ok(known)
}

/// Where a change stands, in any of the organization's logs.
pub(super) fn place_of(connection: &Connection, organization: i64, id: &ChangeId) -> Result<Option<Place>> {
    let mut query = connection.prepare_cached(
        "SELECT logs.scope, logs.origin, changes.seq FROM changes JOIN logs ON logs.no = changes.log
         WHERE changes.organization = ?1 AND logs.organization = ?1 AND changes.id = ?2 LIMIT 1",
    )?;
    let mut rows = query.query(params![organization, id.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let seq: i64 = row.get(2)?;
    Ok(Some(log_of(row, 0, 1)?.at(seq.cast_unsigned())))
}

/// Stores changes in their places, moves the ends of their logs, and keeps the latest signatures.
pub(super) fn store(
    connection: &Connection,
    organization: i64,
    arrivals: &[Arrival],
    signatures: &[Signature],
) -> Result<()> {
    let mut numbers: HashMap<Log, i64> = HashMap::new();
    let mut ends: HashMap<i64, &Arrival> = HashMap::new();
    let mut insert = connection.prepare_cached(
        "INSERT INTO changes (organization, log, seq, clock, id, chain, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for arrival in arrivals {
        let log = match numbers.get(&arrival.place.log) {
            Some(log) => *log,
            None => {
                let log = open_log(connection, organization, &arrival.place.log)?;
                *numbers.entry(arrival.place.log).or_insert(log)
            }
        };
        insert.execute(params![
            organization,
            log,
            number(arrival.place.seq),
            arrival.change.clock.number(),
            arrival.id.as_bytes(),
            arrival.chain.as_bytes(),
            arrival.body,
        ])?;
        ends.insert(log, arrival);
    }
    let mut end = connection
        .prepare_cached("UPDATE logs SET seq = ?3, chain = ?4, clock = ?5 WHERE organization = ?1 AND no = ?2")?;
    for (log, last) in ends {
        let (seq, clock) = (number(last.place.seq), last.change.clock.number());
        end.execute(params![organization, log, seq, last.chain.as_bytes(), clock])?;
    }
    let mut sign = connection.prepare_cached(
        "UPDATE logs SET proven = ?4, public_key = ?5, signature = ?6
         WHERE organization = ?1 AND scope = ?2 AND origin = ?3",
    )?;
    for signature in signatures {
        let (scope, origin) = (signature.log.scope.to_string(), signature.log.origin.as_bytes());
        let seq = number(signature.seq);
        sign.execute(params![organization, scope, origin, seq, signature.key, signature.signature])?;
    }
    Ok(())
}

fn open_log(connection: &Connection, organization: i64, log: &Log) -> Result<i64> {
    if let Some(number) = log_number(connection, organization, log)? {
        return Ok(number);
    }
    connection
        .prepare_cached(
            "INSERT INTO logs (organization, scope, origin, seq, chain, clock, proven) VALUES (?1, ?2, ?3, 0, ?4, 0, 0)",
        )?
        .execute(params![
            organization,
            log.scope.to_string(),
            log.origin.as_bytes(),
            Chain::default().as_bytes()
        ])?;
    Ok(connection.last_insert_rowid())
}
