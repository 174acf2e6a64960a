//! Two histories under one number: where they part, who gives way, and what is re-issued.
//!
//! The server's branch stands. The other side, owner or mere carrier, cuts its branch where they part and re-issues the
//! changes that it holds nowhere else, ids and clocks unchanged, under a fresh origin.

use crate::rules::{Rule, holds};
use crate::{Arrival, Chain, Change, ChangeId, Entry, Log, OriginKey, Signature, Tip};
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// So many chains are compared at once: three round trips search a quarter of a million changes.
const RUNGS: u64 = 64;

/// The server's chains at some numbers of a log of which it holds another history.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Ladder {
    /// The log.
    #[n(0)]
    pub log: Log,
    /// Numbers and chains, rising; at the last they differ.
    #[n(1)]
    pub rungs: Vec<(u64, Chain)>,
}

/// A question for a ladder between two numbers: they agree at the first and differ at the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Probe {
    /// The log.
    #[n(0)]
    pub log: Log,
    /// Here the histories are the same.
    #[n(1)]
    pub same: u64,
    /// Here they differ.
    #[n(2)]
    pub differs: u64,
}

impl Probe {
    /// The numbers at which to compare chains: all, or some evenly apart and the last.
    #[must_use]
    pub fn numbers(&self) -> Vec<u64> {
        let width = self.differs.saturating_sub(self.same);
        let rungs = width.min(RUNGS);
        (1..=rungs).map(|nth| self.same + (u128::from(width) * u128::from(nth) / u128::from(rungs)) as u64).collect()
    }
}

/// What comparing a ladder with my own chains comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowed {
    /// The histories are the same up to this number, and part after it.
    Parts { log: Log, after: u64 },
    /// Not known exactly yet: ask again.
    Ask(Probe),
    /// They do not part at all.
    Same { log: Log },
}

/// Compares a ladder with my own chains, given by number.
pub fn narrow(ladder: &Ladder, same: u64, chain_at: impl Fn(u64) -> Option<Chain>) -> Narrowed {
    let mut same = same;
    for (seq, chain) in &ladder.rungs {
        if chain_at(*seq) == Some(*chain) {
            same = same.max(*seq);
        } else if *seq <= same + 1 {
            return Narrowed::Parts { log: ladder.log, after: same };
        } else {
            return Narrowed::Ask(Probe { log: ladder.log, same, differs: *seq });
        }
    }
    Narrowed::Same { log: ladder.log }
}

/// Changes that stand in new places, under a fresh origin.
#[derive(Clone, Debug, Default)]
pub struct Reissue {
    /// To be stored; they are held already (unless a file brought them), so the projection stays as it is.
    pub arrivals: Vec<Arrival>,
    /// The fresh origin's word for them.
    pub signatures: Vec<Signature>,
}

/// Re-issues branches under a fresh origin: all that are cut at once (or, importing, all that a file brought) in one go.
/// `is_held` says whether a change stands in another log here. Bodies that cannot be read stay behind.
///
/// The key may be thrown away afterwards, unless the replica itself wrote one of the branches: it then writes on
/// under the fresh origin.
pub fn reissue(branches: &[Entry], fresh: &OriginKey, is_held: impl Fn(&ChangeId) -> bool) -> Reissue {
    let mut changes: Vec<(Change, ChangeId, &Entry)> = branches
        .iter()
        .filter_map(|entry| Some((Change::from_canonical(&entry.body).ok()?, ChangeId::of(&entry.body), entry)))
        .collect();
    changes.sort_by_key(|(change, _, entry)| (change.clock, change.maker, entry.place));
    let mut ends: BTreeMap<Log, Tip> = BTreeMap::new();
    let mut reissue = Reissue::default();
    let mut done = BTreeSet::new();
    for (change, id, entry) in changes {
        if !holds(Rule::Reissue) || holds(Rule::ReissueOnce) && (is_held(&id) || !done.insert(id)) {
            continue;
        }
        let log = Log { scope: entry.place.log.scope, origin: fresh.origin() };
        let end = ends.entry(log).or_default();
        (end.seq, end.chain) = (end.seq + 1, end.chain.then(&id));
        let place = log.at(end.seq);
        reissue.arrivals.push(Arrival { place, id, chain: end.chain, change, body: entry.body.clone() });
    }
    reissue.signatures = ends.iter().map(|(log, end)| fresh.sign(*log, end.seq, &end.chain)).collect();
    reissue
}
