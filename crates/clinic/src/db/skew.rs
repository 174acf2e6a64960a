//! How far this computer's wall is off, as the server's wall says.

use super::Db;
use crate::outside::{Millis, Outside};

/// A wall that is off by less than this is right: links are slow, and people read minutes.
pub const TOLERATED_MS: Millis = 2 * 60_000;

/// What a comparison of two walls showed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skew {
    /// To be added to the wall here.
    ms: Millis,
    wall: Millis,
    watch: Millis,
}

impl Db {
    /// Notes how far the wall here was found to be off, now.
    pub(crate) fn note_skew(&self, outside: &Outside, ms: Millis) {
        *self.skew() = Some(Skew { ms, wall: outside.now(), watch: outside.watch() });
    }

    /// What must be added to the wall here to be right: 0 while that is little or not known. It is known only to the
    /// run of the program that compared, and only until somebody sets the wall.
    #[must_use]
    pub fn skew_ms(&self, outside: &Outside) -> Millis {
        let Some(skew) = *self.skew() else { return 0 };
        let went_by = (outside.now().saturating_sub(skew.wall), outside.watch().saturating_sub(skew.watch));
        let is_set = went_by.0.abs_diff(went_by.1) > TOLERATED_MS.unsigned_abs();
        if is_set || skew.ms.abs() <= TOLERATED_MS { 0 } else { skew.ms }
    }
}
