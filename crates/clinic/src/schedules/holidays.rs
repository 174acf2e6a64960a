//! Holidays: days on which the clinic is closed, once or every year.

use super::local::{bounds, zone};
use super::{Holiday, ScheduleRemoval};
use crate::accounts::Nothing;
use crate::appointments::{AppointmentView, occupying_between};
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::required;
use crate::record::Stored;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A holiday as lists need it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HolidayView {
    /// The holiday.
    pub holiday: Stored<Holiday>,
    /// What was on the screen.
    pub version: i64,
}

/// A new holiday.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewHoliday {
    /// The day.
    pub day_on: NaiveDate,
    /// What it is called.
    pub name: String,
    /// It comes again on this day of every later year.
    #[serde(default)]
    pub is_every_year: bool,
}

/// A holiday that was added.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HolidayAdded {
    /// The holiday.
    pub holiday: HolidayView,
    /// The appointments that fall on it and must be moved.
    pub stranded: Vec<AppointmentView>,
}

/// All holidays, the latest day first.
///
/// # Errors
/// When the database fails.
pub fn holidays(read: &Read<'_>, _: Nothing) -> Result<Vec<HolidayView>> {
    let all = read.all::<Holiday>("entered_in_error IS NULL ORDER BY day_on DESC, id", [])?;
    all.into_iter().map(|holiday| view(read, holiday)).collect()
}

/// Adds a holiday. Appointments that fall on it stay, and are named.
///
/// # Errors
/// When the name is missing or the day is a holiday already.
pub fn add_holiday(write: &mut Write<'_>, input: NewHoliday) -> Result<HolidayAdded> {
    let holiday = Holiday {
        id: write.new_id(),
        day_on: input.day_on,
        name: required("name", &input.name, 80)?,
        is_every_year: input.is_every_year,
    };
    if let Some(other) = known(write)?.into_iter().find(|other| other.falls_on(holiday.day_on)) {
        let sentence = format!("{} is a holiday already: {}.", holiday.day_on, other.name);
        let details = json!({ "day": holiday.day_on, "name": other.name });
        return Err(Invalid::new("day_on", "holiday_already", sentence).with(details).into());
    }
    let (from, to) = bounds(zone(write)?, holiday.day_on);
    let holiday = write.create(holiday)?;
    let stranded = occupying_between(write, None, from.max(write.now), to)?;
    Ok(HolidayAdded { holiday: view(write, holiday)?, stranded })
}

/// Takes a holiday away.
///
/// # Errors
/// When it is not there.
pub fn remove_holiday(write: &mut Write<'_>, input: ScheduleRemoval) -> Result<Nothing> {
    write.void::<Holiday>(input.id, input.version, input.words())?;
    Ok(Nothing {})
}

impl Holiday {
    /// Whether it is on that day. One of 29 February comes only in leap years.
    pub(crate) fn falls_on(&self, day: NaiveDate) -> bool {
        let is_anniversary = (day.month(), day.day()) == (self.day_on.month(), self.day_on.day());
        self.day_on == day || (self.is_every_year && is_anniversary && self.day_on < day)
    }
}

/// All holidays: there are few.
pub(crate) fn known(read: &Read<'_>) -> Result<Vec<Stored<Holiday>>> {
    read.all("entered_in_error IS NULL ORDER BY day_on, id", [])
}

fn view(read: &Read<'_>, holiday: Stored<Holiday>) -> Result<HolidayView> {
    Ok(HolidayView { version: read.version(holiday.id)?, holiday })
}
