//! How far a replica is in every log: the only cursor there is, and the proof of what it holds.

use crate::{Chain, Clock, Origin, Scope};
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// One log: what one origin wrote in one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Log {
    /// The scope.
    #[n(0)]
    pub scope: Scope,
    /// The origin.
    #[n(1)]
    pub origin: Origin,
}

impl Log {
    /// The place at a number of this log.
    #[must_use]
    pub fn at(self, seq: u64) -> Place {
        Place { log: self, seq }
    }
}

/// Where a change stands: 1, 2, 3 … in its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The log.
    pub log: Log,
    /// The number; 0 is before the first.
    pub seq: u64,
}

/// The end of a log as a replica holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct Tip {
    /// The number of the last change; 0 for an empty log.
    #[n(0)]
    pub seq: u64,
    /// The running hash there.
    #[n(1)]
    pub chain: Chain,
    /// The clock of the last change.
    #[n(2)]
    pub clock: Clock,
    /// Up to which number a signature of the origin is held; what comes after it is unproven.
    #[n(3)]
    pub proven: u64,
}

/// A part of a log: the numbers above `after` up to and with `upto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The log.
    pub log: Log,
    /// The last number that is not part of it.
    pub after: u64,
    /// The last number that is.
    pub upto: u64,
}

/// The end of every log that a replica holds. Equal vectors are equal logs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Vector(BTreeMap<Log, Tip>);

impl Vector {
    /// The end of a log; the empty end where nothing of it is held.
    #[must_use]
    pub fn tip(&self, log: &Log) -> Tip {
        self.0.get(log).copied().unwrap_or_default()
    }

    /// Whether a place stands before the end of its log: only there the chain has to be looked up, the last one is here.
    pub(crate) fn is_before_end(&self, place: &Place) -> bool {
        place.seq < self.tip(&place.log).seq
    }

    /// Says where a log ends. An empty end takes the log out.
    pub fn set(&mut self, log: Log, tip: Tip) {
        if tip.seq == 0 {
            self.0.remove(&log);
        } else {
            self.0.insert(log, tip);
        }
    }

    /// Every log that is not empty, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Log, &Tip)> {
        self.0.iter()
    }

    /// How many changes it stands for.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.0.values().map(|tip| tip.seq).sum()
    }

    /// The one sequence of bytes of this vector, for keeping it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// A vector that was kept.
    ///
    /// # Errors
    /// When the bytes are not a vector.
    pub fn from_bytes(bytes: &[u8]) -> Result<Vector, crate::WireError> {
        Ok(minicbor::decode(bytes)?)
    }

    /// The hash of the canonical bytes: equal hashes are equal logs.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.to_bytes()).as_bytes()
    }

    /// The entries that differ from `before`; those that are gone have an empty end.
    #[must_use]
    pub fn changed_since(&self, before: &Vector) -> Vec<(Log, Tip)> {
        let logs: BTreeSet<&Log> = self.0.keys().chain(before.0.keys()).collect();
        let differing = logs.into_iter().filter(|log| self.tip(log) != before.tip(log));
        differing.map(|log| (*log, self.tip(log))).collect()
    }

    /// This vector with some entries replaced: the inverse of [`Vector::changed_since`].
    #[must_use]
    pub fn with(&self, changed: &[(Log, Tip)]) -> Vector {
        let mut whole = self.clone();
        changed.iter().for_each(|(log, tip)| whole.set(*log, *tip));
        whole
    }

    /// What of my logs somebody at `theirs` lacks.
    #[must_use]
    pub fn lacked_by(&self, theirs: &Vector) -> Vec<Span> {
        let spans = self.0.iter().map(|(log, tip)| Span { log: *log, after: theirs.tip(log).seq, upto: tip.seq });
        spans.filter(|span| span.after < span.upto).collect()
    }

    /// Only the entries of which `keep` says so.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Log) -> bool) -> Vector {
        Vector(self.0.iter().filter(|(log, _)| keep(log)).map(|(log, tip)| (*log, *tip)).collect())
    }
}

impl FromIterator<(Log, Tip)> for Vector {
    fn from_iter<I: IntoIterator<Item = (Log, Tip)>>(entries: I) -> Self {
        Vector(entries.into_iter().filter(|(_, tip)| tip.seq > 0).collect())
    }
}

impl<C> Encode<C> for Vector {
    fn encode<W: minicbor::encode::Write>(
        &self,
        out: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        out.array(self.0.len() as u64 * 2)?;
        self.0.iter().try_for_each(|(log, tip)| {
            log.encode(out, ctx)?;
            tip.encode(out, ctx)
        })
    }
}

impl<'b, C> Decode<'b, C> for Vector {
    fn decode(input: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
        let length = input.array()?.ok_or_else(|| minicbor::decode::Error::message("a length is missing"))?;
        let entries = (0..length / 2).map(|_| Ok((Log::decode(input, ctx)?, Tip::decode(input, ctx)?)));
        entries.collect()
    }
}
