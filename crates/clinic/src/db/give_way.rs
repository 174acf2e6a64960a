//! Two histories under one number: the server's stands, and what was written here goes on under a fresh origin.

use super::arrive::keep_signatures;
use super::held::number_of;
use super::log;
use crate::error::Result;
use crate::record::Record;
use healthsync_sync::{ChangeId, Entry, OriginKey, Place, reissue};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What stood in logs after the places where they are cut.
#[derive(Default)]
struct Branch {
    entries: Vec<Entry>,
    /// One arrival of each change.
    arrivals: HashMap<ChangeId, i64>,
    cut_off: BTreeSet<i64>,
}

/// Cuts logs after places and puts what stood there, and nowhere else, into the log of a fresh origin. What is held
/// stays the same, and so does every row; each change keeps its arrival, so that a form that is open keeps its basis.
/// Returns how many changes moved.
pub(crate) fn give_way(conn: &Connection, cuts: &[Place], fresh: &OriginKey) -> Result<usize> {
    let mut branch = Branch::default();
    for cut in cuts {
        branch.take(conn, cut)?;
    }
    let elsewhere = branch.held_elsewhere(conn)?;
    let moved = reissue(&branch.entries, fresh, |id| elsewhere.contains(id));
    let mut kept = BTreeSet::new();
    for one in &moved.arrivals {
        let log = log::open(conn, one.place.log.scope, one.place.log.origin)?;
        let arrival = branch.arrivals[&one.id];
        conn.prepare_cached("UPDATE changes SET log = ?1, seq = ?2, chain = ?3 WHERE arrival = ?4")?.execute((
            log,
            one.place.seq.cast_signed(),
            one.chain.as_bytes(),
            arrival,
        ))?;
        kept.insert(arrival);
    }
    for arrival in branch.cut_off.difference(&kept) {
        conn.prepare_cached("DELETE FROM changes WHERE arrival = ?1")?.execute([arrival])?;
    }
    keep_signatures(conn, &moved.signatures)?;
    Ok(moved.arrivals.len())
}

/// Forgets records and their changes. Only for logs that are re-issued as a whole in the same transaction: a log that is
/// held elsewhere, or signed, has no gaps.
pub(crate) fn leave_behind<R: Record>(conn: &Connection, records: &[Uuid]) -> Result<()> {
    let row = format!("DELETE FROM {} WHERE id = ?1", R::TABLE);
    let told = "DELETE FROM changes WHERE record = ?1";
    let stood = ["DELETE FROM heads WHERE record = ?1", "DELETE FROM standing WHERE record = ?1"];
    for id in records {
        for sql in [row.as_str(), told].into_iter().chain(stood) {
            conn.prepare_cached(sql)?.execute([id.to_string()])?;
        }
    }
    Ok(())
}

impl Branch {
    fn take(&mut self, conn: &Connection, cut: &Place) -> Result<()> {
        let Some(log) = number_of(conn, &cut.log)? else { return Ok(()) };
        let mut statement = conn.prepare_cached(
            "SELECT arrival, seq, id, body FROM changes INDEXED BY changes_by_place WHERE log = ?1 AND seq > ?2",
        )?;
        let mut rows = statement.query((log, cut.seq.cast_signed()))?;
        while let Some(row) = rows.next()? {
            let (arrival, seq): (i64, i64) = (row.get(0)?, row.get(1)?);
            self.entries.push(Entry { place: cut.log.at(seq.cast_unsigned()), body: row.get(3)? });
            self.arrivals.entry(ChangeId::from_bytes(row.get(2)?)).or_insert(arrival);
            self.cut_off.insert(arrival);
        }
        // A signature beyond the cut speaks of what is no longer this log's.
        conn.prepare_cached("DELETE FROM signatures WHERE log = ?1 AND seq > ?2")?
            .execute((log, cut.seq.cast_signed()))?;
        Ok(())
    }

    fn held_elsewhere(&self, conn: &Connection) -> Result<BTreeSet<ChangeId>> {
        let mut statement = conn.prepare_cached("SELECT arrival FROM changes WHERE id = ?1")?;
        let mut elsewhere = BTreeSet::new();
        for id in self.arrivals.keys() {
            let held =
                statement.query_map([id.as_bytes()], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            if held.iter().any(|arrival| !self.cut_off.contains(arrival)) {
                elsewhere.insert(*id);
            }
        }
        Ok(elsewhere)
    }
}
