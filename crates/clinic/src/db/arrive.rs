//! What other replicas said: stored in its place, and shown once the rows that it changes can be made.

use super::aside;
use super::log::{self, Entry};
use super::project::Rows;
use super::write::Changed;
use crate::error::Result;
use crate::record::Kind;
use healthsync_sync::{self as sync, Arrival, ChangeId, Log, OriginKey, Received, Reissue, Signature, Vector, reissue};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Records that changes arrived of, by kind, each with the change if that is all that is held of it: most records are made
/// once and never changed, and their rows are made of what is in hand.
pub(crate) type Touched = BTreeMap<(String, Uuid), Option<Entry>>;

/// Stores what was received. Returns the records of which something is held now that was not held before.
pub(crate) fn store(conn: &Connection, received: Received) -> Result<Touched> {
    let mut touched = Touched::new();
    let mut numbers = HashMap::new();
    for arrival in received.arrivals {
        let is_new = !is_held(conn, arrival.id)?;
        let is_first = is_new && !is_known(conn, arrival.change.record)?;
        let row = insert(conn, &mut numbers, &arrival)?;
        if is_new {
            let record = (arrival.change.kind.clone(), arrival.change.record);
            // A second change of a record finds the first, and is not the only one.
            let only = is_first.then_some(Entry { arrival: row, id: arrival.id, change: arrival.change });
            touched.insert(record, only);
        }
    }
    keep_signatures(conn, &received.signatures)?;
    Ok(touched)
}

fn is_held(conn: &Connection, id: ChangeId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM changes WHERE id = ?1 LIMIT 1")?.exists([id.as_bytes()])?)
}

fn is_known(conn: &Connection, record: Uuid) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM changes WHERE record = ?1 LIMIT 1")?.exists([record.to_string()])?)
}

/// Returns the arrival.
fn insert(conn: &Connection, numbers: &mut HashMap<Log, i64>, arrival: &Arrival) -> Result<i64> {
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
    Ok(conn.last_insert_rowid())
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
    let before = aside::unreadable(conn)?;
    for (kind, record) in touched.keys().filter(|(name, _)| kinds.iter().all(|kind| kind.name != name)) {
        Rows::new(conn).note_newer(kind, *record)?;
    }
    for kind in kinds {
        let again = before.iter().filter(|(name, _)| name == kind.name).map(|(_, id)| (*id, None));
        let arrived = touched.iter().filter(|((name, _), _)| name == kind.name);
        let arrived = arrived.map(|((_, id), only)| (*id, only.as_ref()));
        let records: BTreeMap<Uuid, Option<&Entry>> = again.chain(arrived).collect();
        changed.extend(records.keys().map(|id| Changed { kind: kind.name.into(), id: *id }));
        aside::show_all(conn, kind, &records.into_iter().collect::<Vec<_>>())?;
    }
    Ok(changed)
}

/// Stores branches that a file brought under a fresh origin, beside the history that is held here.
pub(crate) fn adopt(conn: &Connection, branches: &[sync::Entry], fresh: &OriginKey) -> Result<Touched> {
    let mut held = BTreeSet::new();
    for entry in branches {
        let id = ChangeId::of(&entry.body);
        if is_held(conn, id)? {
            held.insert(id);
        }
    }
    let Reissue { arrivals, signatures } = reissue(branches, fresh, |id| held.contains(id));
    store(conn, Received { arrivals, signatures, ..Received::default() })
}
