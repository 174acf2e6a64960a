//! Schedules: when practitioners are there: weekly hours and breaks, leave, and the clinic's holidays.

pub(crate) mod holidays;
mod hours;
mod leave;
pub(crate) mod local;
pub(crate) mod open;

pub use holidays::*;
pub use hours::*;
pub use leave::*;

use crate::db::Place;
use crate::record::{Merge, Record, Together};
use chrono::NaiveDate;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Minutes of a day.
pub const DAY_MIN: u32 = 24 * 60;

/// Hours of every week in which a practitioner works, or a break within them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkingBlock {
    /// The block.
    pub id: Uuid,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The day of the week: 1 is Monday, 7 is Sunday (ISO 8601).
    pub weekday: u8,
    /// When it begins, in minutes after the site's midnight.
    pub from_min: u32,
    /// When it ends, in minutes after the site's midnight; 1440 is the next midnight.
    pub to_min: u32,
    /// The room; the practitioner's usual one, if none.
    pub room_id: Option<Uuid>,
    /// A break, not work.
    pub is_break: bool,
    /// The first day on which it holds; always, if none.
    pub valid_from_on: Option<NaiveDate>,
    /// The last day on which it holds; for good, if none.
    pub valid_until_on: Option<NaiveDate>,
}

impl Record for WorkingBlock {
    const KIND: &'static str = "working_block";
    const TABLE: &'static str = "working_blocks";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] =
        &[("time", &["weekday", "from_min", "to_min"]), ("validity", &["valid_from_on", "valid_until_on"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Days, or hours of one day, on which a practitioner is away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Leave {
    /// The leave.
    pub id: Uuid,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    /// Of leave within one day: when it begins, in minutes after midnight.
    pub from_min: Option<u32>,
    /// Of leave within one day: when it ends, in minutes after midnight.
    pub to_min: Option<u32>,
    /// Why.
    pub reason: Option<String>,
}

impl Record for Leave {
    const KIND: &'static str = "leave";
    const TABLE: &'static str = "leaves";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("time", &["from_on", "until_on", "from_min", "to_min"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A day on which the clinic is closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Holiday {
    /// The holiday.
    pub id: Uuid,
    /// The day.
    pub day_on: NaiveDate,
    /// What it is called.
    pub name: String,
    /// It comes again on this day of every later year.
    pub is_every_year: bool,
}

impl Record for Holiday {
    const KIND: &'static str = "holiday";
    const TABLE: &'static str = "holidays";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("day", &["day_on", "is_every_year"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Leave or a holiday that is to be taken away.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ScheduleRemoval {
    /// The record.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// Why, if anybody asks.
    pub reason: Option<String>,
}

impl ScheduleRemoval {
    fn words(&self) -> &str {
        self.reason.as_deref().map(str::trim).filter(|words| !words.is_empty()).unwrap_or("Taken away")
    }
}
