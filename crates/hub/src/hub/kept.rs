//! What both stores have in common in how they keep things: numbers, clocks, the names of logs.

use crate::{HubError, Result};
use healthsync_sync::{Clock, Log, Origin};

/// Of the vectors that a hello may start from the last two are enough; two more cost little and spare a round trip to
/// who was cut off twice.
pub(super) const KEPT: i64 = 4;

/// A number of a log as a database keeps it: the engine never lets a larger one pass.
pub(super) fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

pub(super) fn clock(number: i64) -> Result<Clock> {
    Clock::from_number(number).map_err(|_| HubError::Damaged("a clock"))
}

pub(super) fn log(scope: &str, origin: [u8; 32]) -> Result<Log> {
    let scope = scope.parse().map_err(|_| HubError::Damaged("the name of a scope"))?;
    Ok(Log { scope, origin: Origin::from_bytes(origin) })
}
