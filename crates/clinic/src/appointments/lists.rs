//! Lists of appointments: of a patient, of a day, of those who wait for a time.

use super::{AppointmentStatus, AppointmentView};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::OfPatient;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which day's list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DayQuery {
    /// The day; today, if none.
    pub day_on: Option<NaiveDate>,
    /// Of this practitioner; of all, if none.
    pub practitioner_id: Option<Uuid>,
}

/// So many of a day's appointments are in this state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StatusCount {
    /// The state.
    pub status: AppointmentStatus,
    /// How many.
    pub count: usize,
}

/// A day's list, as on the screen and on paper.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DayList {
    /// The day.
    pub day_on: NaiveDate,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// The holiday that it is.
    pub holiday: Option<String>,
    /// Appointments and walk-ins, by time.
    pub appointments: Vec<AppointmentView>,
    /// How many are in which state; states that no appointment is in are left out.
    pub counts: Vec<StatusCount>,
}

/// Which part of the waiting list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WaitlistQuery {
    /// For this practitioner, and those for whom anybody will do.
    pub practitioner_id: Option<Uuid>,
    /// For whom this day would do.
    pub day_on: Option<NaiveDate>,
}

/// A patient's appointments: those to come first, the next first, then those gone by, the latest first.
///
/// # Errors
/// When the database fails.
pub fn appointments_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Vec<AppointmentView>> {
    Err(super::not_yet())
}

/// A day's list.
///
/// # Errors
/// When the database fails.
pub fn day_list(_read: &Read<'_>, _query: DayQuery) -> Result<DayList> {
    Err(super::not_yet())
}

/// The waiting list: who must be seen soonest first, then who has waited longest.
///
/// # Errors
/// When the database fails.
pub fn waitlist(_read: &Read<'_>, _query: WaitlistQuery) -> Result<Vec<AppointmentView>> {
    Err(super::not_yet())
}
