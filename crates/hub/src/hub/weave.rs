//! Weaving logs together by their clocks, so that wherever the reading stops what was read holds all of its causes.

use super::ReadLimit;
use healthsync_sync::{Clock, Entry, Log};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What has been read of some logs, and what stands at the front of each. A clock never falls along a log, so the least
/// of the fronts' clocks is the next of all; no log is read further than it is needed.
pub(super) struct Weave {
    fronts: BinaryHeap<Front>,
    entries: Vec<Entry>,
    bytes: usize,
    first: Option<Clock>,
    limit: ReadLimit,
    is_all: bool,
}

impl Weave {
    pub(super) fn new(limit: ReadLimit) -> Weave {
        Weave { fronts: BinaryHeap::new(), entries: vec![], bytes: 0, first: None, limit, is_all: true }
    }

    /// Puts the next change of the nth log at its front.
    pub(super) fn offer(&mut self, nth: usize, clock: Clock, entry: Entry) {
        self.fronts.push(Front(Reverse((clock, entry.place.log)), nth, entry));
    }

    /// Takes the next change of all. Returns whose it was: offer the one after it, if there is one, before asking
    /// again. `None`: nothing is left, or it is enough.
    pub(super) fn take(&mut self) -> Option<usize> {
        let Front(Reverse((clock, _)), nth, entry) = self.fronts.pop()?;
        let first = *self.first.get_or_insert(clock);
        // The last clock read may be incomplete and is left out, so it must not be the only one.
        let is_enough = self.entries.len() >= self.limit.changes || self.bytes >= self.limit.bytes;
        self.bytes += entry.body.len();
        self.entries.push(entry);
        if is_enough && clock != first {
            self.is_all = false;
            return None;
        }
        Some(nth)
    }

    /// What was taken, and whether it is all that there was.
    pub(super) fn finish(self) -> (Vec<Entry>, bool) {
        (self.entries, self.is_all)
    }
}

/// The next change of a log; the greatest of a heap is the one with the least clock.
struct Front(Reverse<(Clock, Log)>, usize, Entry);

impl PartialEq for Front {
    fn eq(&self, other: &Front) -> bool {
        self.0 == other.0
    }
}

impl Eq for Front {}

impl PartialOrd for Front {
    fn partial_cmp(&self, other: &Front) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Front {
    fn cmp(&self, other: &Front) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
