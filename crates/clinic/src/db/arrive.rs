//! What other replicas said: stored in its place, and shown once the rows that it changes can be made.

use super::aside;
use super::log;
use super::project::Rows;
use super::write::Changed;
use crate::error::Result;
use crate::record::Kind;
use healthsync_sync::{Arrival, ChangeId, Entry, Log, OriginKey, Received, Reissue, Signature, Vector, reissue};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Records that changes arrived of, by kind.
pub(crate) type Touched = BTreeSet<(String, Uuid)>;

/// Stores what was received. Returns the records of which something is held now that was not held before.
pub(crate) fn store(conn: &Connection, received: &Received) -> Result<Touched> {
    let mut touched = Touched::new();
    let mut numbers = HashMap::new();
    for arrival in &received.arrivals {
        if !is_held(conn, arrival)? {
            touched.insert((arrival.change.kind.clone(), arrival.change.record));
        }
        insert(conn, &mut numbers, arrival)?;
    }
    keep_signatures(conn, &received.signatures)?;
    Ok(touched)
}

fn is_held(conn: &Connection, arrival: &Arrival) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM changes WHERE id = ?1 LIMIT 1")?.exists([arrival.id.as_bytes()])?)
}

fn insert(conn: &Connection, numbers: &mut HashMap<Log, i64>, arrival: &Arrival) -> Result<()> {
    let Arrival { place, id, chain, change, body } = arrival;
    let log = match numbers.get(&place.log) {
        Some(log) => *log,
        None => *numbers.entry(place.log).or_insert(log::open(conn, place.log.scope, place.log.origin)?),
    };
    conn.prepare_cached(
        "INSERT INTO changes (log, seq, clock, kind, record, id, chain, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        log,
        place.seq.cast_signed(),
        change.clock.number(),
        &change.kind,
        change.record.to_string(),
        id.as_bytes(),
        chain.as_bytes(),
        body,
    ))?;
    Ok(())
}

pub(super) fn keep_signatures(conn: &Connection, signatures: &[Signature]) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO signatures (log, seq, public_key, signature) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, public_key = excluded.public_key,
             signature = excluded.signature",
    )?;
    for signature in signatures {
        let log = log::open(conn, signature.log.scope, signature.log.origin)?;
        statement.execute((log, signature.seq.cast_signed(), signature.key, signature.signature))?;
    }
    Ok(())
}

/// Signs this key's logs up to their ends, where they grew since they were last signed.
pub(crate) fn sign(conn: &Connection, vector: &mut Vector, key: &OriginKey) -> Result<()> {
    let origin = key.origin();
    let grown = vector.iter().filter(|(log, tip)| log.origin == origin && tip.proven < tip.seq);
    let grown: Vec<_> = grown.map(|(log, tip)| (*log, *tip)).collect();
    for (log, mut tip) in grown {
        keep_signatures(conn, &[key.sign(log, tip.seq, &tip.chain)])?;
        tip.proven = tip.seq;
        vector.set(log, tip);
    }
    Ok(())
}

/// Makes the rows of records of which changes arrived, parents before children, and tries those again that could not
/// be shown before. A record that cannot be shown is set aside with the reason, and stops no other.
pub(crate) fn show(conn: &Connection, kinds: &[Kind], touched: &Touched) -> Result<Vec<Changed>> {
    let mut changed = vec![];
    if touched.is_empty() {
        return Ok(changed);
    }
    let before: Touched = aside::unreadable(conn)?.into_iter().collect();
    for (kind, record) in touched.iter().filter(|(name, _)| kinds.iter().all(|kind| kind.name != name)) {
        Rows::new(conn).note_newer(kind, *record)?;
    }
    for kind in kinds {
        let of_kind = |(name, record): &(String, Uuid)| (name == kind.name).then_some(*record);
        let records: BTreeSet<Uuid> = touched.iter().chain(&before).filter_map(of_kind).collect();
        let records: Vec<Uuid> = records.into_iter().collect();
        aside::show_all(conn, kind, &records)?;
        changed.extend(records.into_iter().map(|id| Changed { kind: kind.name.into(), id }));
    }
    Ok(changed)
}

/// Stores branches that a file brought under a fresh origin, beside the history that is held here.
pub(crate) fn adopt(conn: &Connection, branches: &[Entry], fresh: &OriginKey) -> Result<Touched> {
    let mut held = BTreeSet::new();
    for entry in branches {
        let id = ChangeId::of(&entry.body);
        if conn.prepare_cached("SELECT 1 FROM changes WHERE id = ?1 LIMIT 1")?.exists([id.as_bytes()])? {
            held.insert(id);
        }
    }
    let Reissue { arrivals, signatures } = reissue(branches, fresh, |id| held.contains(id));
    store(conn, &Received { arrivals, signatures, ..Received::default() })
}
