//! A chunk: whole transactions in the order of causes, with what is needed to check them.

use crate::columns::{self, Draft, Ref};
use crate::send::MAX_CHANGES;
use crate::wire::{Kind, damaged, frame, unframe};
use crate::{Chain, Change, ChangeId, Clock, Log, Place, Signature, Tip, Vector, WireError};
use minicbor::{Decode, Encode};
use std::collections::HashMap;

/// The part of one log that a chunk carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Run {
    #[n(0)]
    pub log: Log,
    /// It continues after this number …
    #[n(1)]
    pub after: u64,
    /// … with this chain there,
    #[n(2)]
    pub start: Chain,
    #[n(3)]
    pub count: u64,
    /// and comes to this chain.
    #[n(4)]
    pub end: Chain,
}

impl Run {
    /// About what one costs.
    pub const BYTES: usize = 240;

    pub fn starting(log: Log, tip: &Tip) -> Run {
        Run { log, after: tip.seq, start: tip.chain, count: 0, end: tip.chain }
    }
}

/// What to look up in the database before a chunk can be received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Places of which the change's id, the chain and the clock are wanted. Not all of them need to be held.
    pub places: Vec<Place>,
    /// Changes whose clock is wanted. Not all of them need to be held.
    pub ids: Vec<ChangeId>,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The change.
    pub id: ChangeId,
    /// The chain there.
    pub chain: Chain,
    /// The change's clock.
    pub clock: Clock,
}

/// The answers to [`Needs`]: what is not held is left out.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What stands at places.
    pub places: HashMap<Place, Standing>,
    /// The clocks of changes.
    pub clocks: HashMap<ChangeId, Clock>,
}

impl Known {
    /// The chain at a place of a log whose end is known.
    #[must_use]
    pub fn chain(&self, place: Place, tip: &Tip) -> Option<Chain> {
        match place.seq {
            0 => Some(Chain::default()),
            seq if seq == tip.seq => Some(tip.chain),
            _ => self.places.get(&place).map(|standing| standing.chain),
        }
    }
}

/// A chunk that was read: its form is sound, its content is not checked yet.
#[derive(Clone, Debug)]
pub struct Chunk {
    pub(crate) runs: Vec<Run>,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) drafts: Vec<(usize, Draft)>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Whole {
    #[n(0)]
    runs: Vec<Run>,
    #[n(1)]
    signatures: Vec<Signature>,
    #[cbor(n(2), with = "minicbor::bytes")]
    columns: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    texts: Vec<u8>,
}

impl Chunk {
    pub(crate) fn write(runs: Vec<Run>, signatures: Vec<Signature>, writer: columns::Writer<'_>) -> Vec<u8> {
        let (columns, texts) = writer.finish();
        let whole = Whole { runs, signatures, columns, texts };
        frame(Kind::Chunk, &minicbor::to_vec(&whole).expect("writing to memory does not fail"))
    }

    /// Reads a chunk. Nothing that it says is believed yet.
    ///
    /// # Errors
    /// When it is not a whole chunk of this version, or larger than is allowed.
    pub fn read(bytes: &[u8]) -> Result<Chunk, WireError> {
        let payload = unframe(Kind::Chunk, bytes)?;
        let whole: Whole = minicbor::decode(&payload)?;
        let mut logs: Vec<&Log> = whole.runs.iter().map(|run| &run.log).collect();
        logs.sort_unstable();
        if logs.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(damaged("a log comes twice"));
        }
        if whole.runs.iter().any(|run| run.after.checked_add(run.count).is_none_or(|end| end > i64::MAX as u64)) {
            return Err(damaged("a number beyond all numbers"));
        }
        let count = whole.runs.iter().fold(0u64, |count, run| count.saturating_add(run.count));
        let count = usize::try_from(count).ok().filter(|count| *count <= MAX_CHANGES).ok_or(WireError::TooLarge)?;
        let drafts = columns::read(whole.columns, whole.texts, whole.runs.len(), count)?;
        let mut counts = vec![0u64; whole.runs.len()];
        drafts.iter().for_each(|(run, _)| counts[*run] += 1);
        if whole.runs.iter().zip(&counts).any(|(run, count)| run.count != *count) {
            return Err(damaged("a run that is not as long as it says"));
        }
        Ok(Chunk { runs: whole.runs, signatures: whole.signatures, drafts })
    }

    /// How many changes it carries.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.drafts.len()
    }

    pub(crate) fn carries(&self, log: &Log) -> bool {
        self.runs.iter().any(|run| run.log == *log)
    }

    /// What must be looked up before it can be received by somebody who is at `mine`.
    #[must_use]
    pub fn needs(&self, mine: &Vector) -> Needs {
        let mut needs = Needs::default();
        for run in &self.runs {
            let held = mine.tip(&run.log).seq;
            needs.places.push(run.log.at(held.min(run.after + run.count)));
            needs.places.push(run.log.at(run.after));
        }
        for signature in &self.signatures {
            needs.places.push(signature.log.at(signature.seq));
        }
        // Of these only the chains are wanted.
        needs.places.retain(|place| mine.is_before_end(place));
        for (_, draft) in &self.drafts {
            match draft {
                Draft::Raw(body) => {
                    let change = Change::from_canonical(body).ok();
                    needs.ids.extend(change.iter().flat_map(Change::causes));
                }
                Draft::Change { bases, seen, .. } => {
                    for base in bases.iter().flatten().chain(seen) {
                        match base {
                            Ref::Id(id) => needs.ids.push(*id),
                            Ref::At(place) => needs.places.push(*place),
                            Ref::Within(_) => {}
                        }
                    }
                }
            }
        }
        needs.places.retain(|place| place.seq > 0 && place.seq <= mine.tip(&place.log).seq);
        needs.places.sort_unstable();
        needs.places.dedup();
        needs.ids.sort_unstable();
        needs.ids.dedup();
        needs
    }
}
