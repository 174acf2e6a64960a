//! Whether the log is as it was written: every hash, every chain, no gap, and no end removed since the last opening.

use super::log::{self, Anchor};
use crate::error::Result;
use healthsync_sync::{Chain, Change, ChangeId};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in the log that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The log: its scope.
    pub scope: String,
    /// The number in the log, from 1.
    pub seq: i64,
    /// What is wrong there.
    pub problem: Problem,
    /// The record concerned, where it is known.
    pub record: Option<String>,
}

/// What is wrong at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The bytes are not those that were written.
    Altered,
    /// The columns beside the bytes say something else.
    Mislabelled,
    /// Something that stood here is missing, or the order is another.
    BrokenChain,
    /// The end of the log was removed since the last opening.
    EndRemoved,
}

struct Row {
    log: i64,
    scope: String,
    seq: i64,
    clock: i64,
    kind: String,
    record: String,
    id: [u8; 32],
    chain: [u8; 32],
    body: Vec<u8>,
}

/// Walks every log from its start. `anchors` is where the logs stood at the last opening.
///
/// # Errors
/// When the database fails; what is wrong with the log is not an error but the result.
pub fn verify(conn: &Connection, anchors: &[Anchor]) -> Result<Vec<Fault>> {
    let mut faults = vec![];
    let mut statement = conn.prepare(
        "SELECT c.log, l.scope, c.seq, c.clock, c.kind, c.record, c.id, c.chain, c.body
         FROM changes c JOIN logs l ON l.no = c.log ORDER BY c.log, c.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut at = (0, 0, Chain::default(), 0);
    while let Some(row) = rows.next()? {
        let row = Row {
            log: row.get(0)?,
            scope: row.get(1)?,
            seq: row.get(2)?,
            clock: row.get(3)?,
            kind: row.get(4)?,
            record: row.get(5)?,
            id: row.get(6)?,
            chain: row.get(7)?,
            body: row.get(8)?,
        };
        let (log, seq, chain, clock) = at;
        let (expected, before, clock) = if row.log == log { (seq + 1, chain, clock) } else { (1, Chain::default(), 0) };
        let found = problem(&row, expected, before, clock);
        if let Some(problem) = found {
            faults.push(Fault { scope: row.scope, seq: row.seq, problem, record: Some(row.record) });
        }
        at = (row.log, row.seq, Chain::from_bytes(row.chain), row.clock);
    }
    for anchor in anchors {
        if log::chain_at(conn, anchor)? != Some(anchor.chain) {
            let problem = Problem::EndRemoved;
            faults.push(Fault { scope: anchor.scope.clone(), seq: anchor.seq, problem, record: None });
        }
    }
    Ok(faults)
}

fn problem(row: &Row, expected_seq: i64, before: Chain, clock_before: i64) -> Option<Problem> {
    let id = ChangeId::of(&row.body);
    let Ok(change) = Change::from_canonical(&row.body) else { return Some(Problem::Altered) };
    if *id.as_bytes() != row.id {
        return Some(Problem::Altered);
    }
    let labels = (change.clock.number(), change.kind.as_str(), change.record.to_string());
    if labels != (row.clock, row.kind.as_str(), row.record.clone()) {
        return Some(Problem::Mislabelled);
    }
    let is_broken = row.seq != expected_seq || *before.then(&id).as_bytes() != row.chain || row.clock < clock_before;
    is_broken.then_some(Problem::BrokenChain)
}
