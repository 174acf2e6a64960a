//! The hybrid logical clock: later than all that was seen, and near the wall's time where the wall can be believed.

use crate::rules::{Rule, holds};

/// Milliseconds are shifted by this many bits; the low bits count what happens within one.
const COUNTER_BITS: u32 = 16;
/// 2026-01-01: a wall before the program was released is wrong.
const RELEASED_MS: i64 = 1_767_225_600_000;
const TWENTY_YEARS_MS: i64 = 20 * 365 * 86_400_000;
/// 2200-01-01: a clock past it is malformed.
const LAST_MS: i64 = 7_258_118_400_000;

/// One 64-bit number: wall milliseconds × 65,536, or the last one + 1 (the counter carries into the milliseconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clock(i64);

/// Why a number is no clock.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ClockError {
    /// Before 1970 or past the year 2200.
    #[error("the clock {0} lies outside the years that are possible")]
    Impossible(i64),
}

impl Clock {
    /// The clock of the next transaction of a database whose greatest clock so far is `last`. A wall (milliseconds
    /// since 1970) that cannot be right is not used: the clock then only counts on.
    #[must_use]
    pub fn next(last: Clock, wall_ms: i64) -> Clock {
        let wall = if Clock::is_plausible(wall_ms) { wall_ms << COUNTER_BITS } else { 0 };
        if !holds(Rule::ClockAboveHeld) {
            return Clock(wall.max(1));
        }
        let counted = if holds(Rule::ClockCounts) { last.0 + 1 } else { last.0 };
        Clock(wall.max(counted))
    }

    /// Whether a wall (milliseconds since 1970) can be right: not before the program, not 20 years after it.
    #[must_use]
    pub fn is_plausible(wall_ms: i64) -> bool {
        (RELEASED_MS..RELEASED_MS + TWENTY_YEARS_MS).contains(&wall_ms)
    }

    /// The clock's time in milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0 >> COUNTER_BITS
    }

    /// A stored clock.
    ///
    /// # Errors
    /// [`ClockError::Impossible`] below zero or past the year 2200.
    pub fn from_number(number: i64) -> Result<Clock, ClockError> {
        if (0..=LAST_MS << COUNTER_BITS).contains(&number) {
            Ok(Clock(number))
        } else {
            Err(ClockError::Impossible(number))
        }
    }

    /// The number that is stored.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = RELEASED_MS + 1_000;

    #[test]
    fn a_clock_follows_the_wall_and_never_falls() {
        let first = Clock::next(Clock::default(), NOW);
        let second = Clock::next(first, NOW - 500);
        assert_eq!(first.number() >> COUNTER_BITS, NOW, "the wall is believed");
        assert_eq!(second.number(), first.number() + 1, "a wall that went back only counts on");
    }

    #[test]
    fn the_counter_carries_into_the_milliseconds() {
        let mut clock = Clock::next(Clock::default(), NOW);
        for _ in 0..70_000 {
            clock = Clock::next(clock, NOW);
        }
        assert!(clock.number() >> COUNTER_BITS > NOW, "65,536 changes in one millisecond reach into the next");
    }

    #[test]
    fn a_wall_that_cannot_be_right_is_not_used() {
        let last = Clock::next(Clock::default(), NOW);
        for wall in [0, RELEASED_MS - 1, NOW + TWENTY_YEARS_MS, i64::MAX, i64::MIN] {
            assert_eq!(Clock::next(last, wall).number(), last.number() + 1, "wall {wall} is implausible");
        }
    }

    #[test]
    fn a_clock_past_2200_is_malformed() {
        assert!(Clock::from_number((LAST_MS << COUNTER_BITS) + 1).is_err(), "past 2200");
        assert!(Clock::from_number(-1).is_err(), "before 1970");
    }
}
