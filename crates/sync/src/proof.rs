//! What is safe where: a proof from the server's last hello, never a stored flag.

use crate::chunk::{Known, Needs};
use crate::rules::{Rule, holds};
use crate::{Log, Peer, Vector};
use std::collections::BTreeMap;

/// How many of the changes held here are where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Saved here.
    pub here: u64,
    /// Sent, as far as I know; not proven.
    pub sent: u64,
    /// On the server, proven.
    pub on_server: u64,
}

/// What is safe on the server.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Proof {
    /// Of every log that I hold, up to which number the server's chain is mine.
    pub safe: BTreeMap<Log, u64>,
    /// All of it together.
    pub counts: Counts,
    /// The same, of logs that the server has closed: counted apart.
    pub closed: Counts,
}

impl Proof {
    /// "Everything is safe on the server."
    #[must_use]
    pub fn is_all_safe(&self) -> bool {
        self.counts.here == self.counts.on_server
    }
}

impl Peer {
    /// The places of which my chains are wanted for [`Peer::proof`].
    #[must_use]
    pub fn proof_needs(&self, mine: &Vector) -> Needs {
        let both = mine.iter().flat_map(|(log, tip)| {
            let shared = [self.theirs.tip(log).seq, self.compared.tip(log).seq];
            shared.into_iter().filter(|seq| *seq > 0 && *seq < tip.seq).map(|seq| log.at(seq)).collect::<Vec<_>>()
        });
        Needs { places: both.collect(), ids: vec![] }
    }

    /// What is safe, by the server's last hello. `sent` is how far I pushed; `is_closed` tells the logs that the
    /// server takes no more of.
    #[must_use]
    pub fn proof(&self, mine: &Vector, sent: &Vector, known: &Known, is_closed: impl Fn(&Log) -> bool) -> Proof {
        let mut proof = Proof::default();
        for (log, tip) in mine.iter() {
            let safe = self.safe_upto(log, mine, known);
            let safe = if holds(Rule::Proof) { safe } else { sent.tip(log).seq.max(safe).min(tip.seq) };
            let counts = if is_closed(log) { &mut proof.closed } else { &mut proof.counts };
            counts.here += tip.seq;
            counts.sent += sent.tip(log).seq.max(safe).min(tip.seq);
            counts.on_server += safe;
            proof.safe.insert(*log, safe);
        }
        proof
    }

    fn safe_upto(&self, log: &Log, mine: &Vector, known: &Known) -> u64 {
        let (theirs, tip, compared) = (self.theirs.tip(log), mine.tip(log), self.compared.tip(log));
        if theirs.seq <= tip.seq {
            // The server's end lies within what I hold: its chain there must be mine.
            let is_mine = known.chain(log.at(theirs.seq), &tip) == Some(theirs.chain);
            return if is_mine { theirs.seq } else { 0 };
        }
        // The server is further on. When it said so it had compared its chain with mine at my end of then.
        let still_stands = known.chain(log.at(compared.seq), &tip) == Some(compared.chain);
        if compared.seq <= tip.seq && still_stands { compared.seq } else { 0 }
    }
}
