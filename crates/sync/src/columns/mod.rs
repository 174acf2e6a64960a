//! Many changes in few bytes, and back to the exact canonical bytes of each.
//!
//! Every part of a change is a column with its own model: clocks as steps, ids of records as what of them does not follow
//! from maker and time, what comes again as a number in a dictionary, readings as steps from the same patient's usual ones.

mod change;
mod coder;
mod ids;
mod models;
mod values;

use crate::wire::damaged;
use crate::{Change, ChangeId, MAX_INFLATED, Place, Vector, WireError};
use change::Columns;
use coder::Coder;
use std::collections::HashMap;

/// How a chunk names a change that another builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ref {
    /// By its id.
    Id(ChangeId),
    /// The change at this position of the same chunk.
    Within(usize),
    /// By the place where the receiver holds it.
    At(Place),
}

/// A change whose bases are not looked up yet.
#[derive(Clone, Debug)]
pub(crate) enum Draft {
    /// The bytes as they are.
    Raw(Vec<u8>),
    /// All but the bases and what was seen, which follow.
    Change { change: Box<Change>, bases: Vec<Vec<Ref>>, seen: Vec<Ref> },
}

/// A change to be written.
#[derive(Clone, Copy)]
pub(crate) enum Given<'a> {
    /// The bytes as they are.
    Raw(&'a [u8]),
    /// A change, its bases and what was seen as the chunk names them.
    Change { change: &'a Change, bases: &'a [Vec<Ref>], seen: &'a [Ref] },
}

/// Writes a chunk's changes.
pub(crate) struct Writer<'a> {
    coder: Coder,
    columns: Columns,
    within: HashMap<ChangeId, usize>,
    count: usize,
    theirs: &'a Vector,
    places: &'a HashMap<ChangeId, Place>,
}

impl<'a> Writer<'a> {
    pub fn new(theirs: &'a Vector, places: &'a HashMap<ChangeId, Place>) -> Self {
        let makers = theirs.iter().map(|(log, _)| log.origin);
        let (coder, columns) = (Coder::writer(), Columns::knowing(makers));
        Writer { coder, columns, within: HashMap::new(), count: 0, theirs, places }
    }

    pub fn add(&mut self, run: usize, body: &[u8], id: ChangeId, change: Option<&Change>) {
        let (mut bases, mut seen) = (vec![], vec![]);
        if let Some(change) = change {
            bases = change.sets.iter().map(|set| self.refs(&set.bases)).collect();
            seen = self.refs(&change.seen);
        }
        let given = match change {
            None => Given::Raw(body),
            Some(change) => Given::Change { change, bases: &bases, seen: &seen },
        };
        self.columns
            .code(&mut self.coder, self.count, Some((run, given)))
            .expect("a writer has no budget, and what is written is not damaged");
        self.within.insert(id, self.count);
        self.count += 1;
    }

    fn refs(&self, ids: &[ChangeId]) -> Vec<Ref> {
        let held = |place: &&Place| place.seq <= self.theirs.tip(&place.log).seq;
        let named = |id: &ChangeId| match (self.within.get(id), self.places.get(id).filter(held)) {
            (Some(at), _) => Ref::Within(*at),
            (None, Some(place)) => Ref::At(*place),
            (None, None) => Ref::Id(*id),
        };
        ids.iter().map(named).collect()
    }

    pub fn changes(&self) -> usize {
        self.count
    }

    /// How long it is, before texts are deflated.
    pub fn bytes(&self) -> usize {
        self.coder.len()
    }

    /// About what it takes where it is read.
    pub fn memory(&self) -> usize {
        self.coder.spent()
    }

    /// The columns and the texts.
    pub fn finish(self) -> (Vec<u8>, Vec<u8>) {
        self.coder.finish()
    }
}

/// The changes of a chunk, each with the run that it belongs to.
pub(crate) fn read(
    bytes: Vec<u8>,
    texts: Vec<u8>,
    runs: usize,
    count: usize,
) -> Result<Vec<(usize, Draft)>, WireError> {
    let mut coder = Coder::reader(bytes, texts, MAX_INFLATED);
    let mut columns = Columns::default();
    let mut drafts = vec![];
    for at in 0..count {
        let (run, draft) = columns.code(&mut coder, at, None)?;
        if run >= runs {
            return Err(damaged("a change of no log"));
        }
        drafts.push((run, draft));
    }
    Ok(drafts)
}
