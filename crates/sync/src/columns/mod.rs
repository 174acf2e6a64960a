//! Many changes in few bytes, and back to the exact canonical bytes of each.

use crate::wire::damaged;
use crate::{Change, ChangeId, Entry, Place, Vector, WireError};
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

/// Writes a chunk's changes.
pub(crate) struct Writer<'a> {
    bodies: Vec<(usize, Vec<u8>)>,
    bytes: usize,
    _theirs: &'a Vector,
    _places: &'a HashMap<ChangeId, Place>,
}

impl<'a> Writer<'a> {
    pub fn new(theirs: &'a Vector, places: &'a HashMap<ChangeId, Place>) -> Self {
        Writer { bodies: vec![], bytes: 0, _theirs: theirs, _places: places }
    }

    pub fn add(&mut self, run: usize, entry: &Entry, _change: Option<&Change>) {
        self.bytes += entry.body.len();
        self.bodies.push((run, entry.body.clone()));
    }

    pub fn changes(&self) -> usize {
        self.bodies.len()
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }

    pub fn canonical_bytes(&self) -> usize {
        self.bytes
    }

    pub fn mark(&self) -> usize {
        self.bodies.len()
    }

    pub fn back_to(&mut self, mark: usize) {
        self.bodies.truncate(mark);
    }

    pub fn finish(self) -> Vec<u8> {
        let plain: Vec<(u32, minicbor::bytes::ByteVec)> =
            self.bodies.into_iter().map(|(run, body)| (run as u32, body.into())).collect();
        minicbor::to_vec(&plain).expect("writing to memory does not fail")
    }
}

/// The changes of a chunk, each with the run that it belongs to.
pub(crate) fn read(bytes: &[u8], runs: usize) -> Result<Vec<(usize, Draft)>, WireError> {
    let plain: Vec<(u32, minicbor::bytes::ByteVec)> = minicbor::decode(bytes)?;
    plain
        .into_iter()
        .map(|(run, body)| match run as usize {
            run if run < runs => Ok((run, Draft::Raw(body.into()))),
            _ => Err(damaged("a change of no log")),
        })
        .collect()
}
