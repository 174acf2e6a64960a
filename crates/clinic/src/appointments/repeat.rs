//! Appointments that come again: the same time on the wall, days or weeks apart.

use crate::db::Read;
use crate::error::{Invalid, Result};
use crate::outside::Millis;
use crate::schedules::local::{instant, shown, zone};
use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What lies between the appointments of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
}

/// How an appointment comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Repeat {
    /// So many days or weeks lie between two of them: 1 to 26.
    pub every: u32,
    /// Days or weeks.
    pub unit: RepeatUnit,
    /// So many appointments in all: 2 to 60.
    pub count: u32,
}

/// When the appointments of a series begin, the first first; only that one where nothing repeats. The clock on the
/// wall shows the same each time, even when summer time begins between them.
pub(super) fn starts(read: &Read<'_>, first: Millis, repeat: Option<Repeat>) -> Result<Vec<Millis>> {
    let Some(repeat) = repeat else { return Ok(vec![first]) };
    let within = |field: &str, value: u32, low: u32, high: u32| -> Result<u32> {
        if (low..=high).contains(&value) {
            return Ok(value);
        }
        let sentence = format!("Choose a number from {low} to {high}.");
        Err(Invalid::new(field, "out_of_range", sentence).with(json!({ "low": low, "high": high })).into())
    };
    let every = within("repeat.every", repeat.every, 1, 26)?;
    let count = within("repeat.count", repeat.count, 2, 60)?;
    let zone = zone(read)?;
    let (day, minute) = shown(zone, first);
    let rest = first - instant(zone, day, minute);
    let step = match repeat.unit {
        RepeatUnit::Day => every,
        RepeatUnit::Week => every * 7,
    };
    let later = (1..count).filter_map(|number| day.checked_add_days(Days::new(u64::from(number * step))));
    Ok(std::iter::once(first).chain(later.map(|day| instant(zone, day, minute) + rest)).collect())
}
