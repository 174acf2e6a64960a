//! Reading what somebody lacks, a log at a time as far as it is needed.

use super::logs::{log_number, place_of};
use crate::Result;
use crate::hub::ReadLimit;
use crate::hub::kept::{clock, number};
use crate::hub::weave::Weave;
use healthsync_sync::{Entry, Log, Outgoing, Signature, Span};
use rusqlite::{Connection, OptionalExtension, Rows, params};

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
    let mut outgoing = Outgoing::new(entries, is_all);
    for base in outgoing.bases() {
        if let Some(place) = place_of(connection, organization, &base)? {
            outgoing.places.insert(base, place);
        }
    }
    for log in logs {
        outgoing.signatures.extend(signature(connection, organization, log)?);
    }
    Ok(outgoing)
}

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
    let mut weave = Weave::new(limit);
    for (nth, (log, rows)) in logs.iter_mut().enumerate() {
        offer_next(&mut weave, rows, log, nth)?;
    }
    while let Some(nth) = weave.take() {
        let (log, rows) = &mut logs[nth];
        offer_next(&mut weave, rows, log, nth)?;
    }
    Ok(weave.finish())
}

fn offer_next(weave: &mut Weave, rows: &mut Rows<'_>, log: &Log, nth: usize) -> Result<()> {
    if let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        weave.offer(nth, clock(row.get(1)?)?, Entry { place: log.at(seq.cast_unsigned()), body: row.get(2)? });
    }
    Ok(())
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
