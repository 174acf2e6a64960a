//! Lists of appointments: of a patient, of a day, of those who wait for a time.

use super::{Appointment, AppointmentStatus, AppointmentView};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, of_person};
use crate::schedules::holidays;
use crate::schedules::local::{bounds, shown, zone};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// At most so many appointments gone by are listed with a patient.
const GONE_BY: u32 = 200;

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
/// When there is no such patient.
pub fn appointments_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<AppointmentView>> {
    let id = read.get::<Patient>(input.patient_id)?.id.to_string();
    let zone = zone(read)?;
    let today = bounds(zone, shown(zone, read.now).0).0;
    let sql = "patient_id = ?1 AND (starts_at >= ?2 OR (starts_at IS NULL AND status = 'waitlist'))
         AND entered_in_error IS NULL ORDER BY starts_at IS NULL, starts_at, id";
    let mut found = read.all::<Appointment>(&of_person(read, input.patient_id, sql)?, (&id, today))?;
    let sql = "patient_id = ?1 AND (starts_at < ?2 OR (starts_at IS NULL AND status <> 'waitlist'))
         AND entered_in_error IS NULL ORDER BY coalesce(starts_at, recorded_at) DESC, id LIMIT ?3";
    found.extend(read.all::<Appointment>(&of_person(read, input.patient_id, sql)?, (&id, today, GONE_BY))?);
    AppointmentView::all(read, found)
}

/// A day's list.
///
/// # Errors
/// When the database fails.
pub fn day_list(read: &Read<'_>, query: DayQuery) -> Result<DayList> {
    let zone = zone(read)?;
    let day_on = query.day_on.unwrap_or_else(|| shown(zone, read.now).0);
    let (starts_at, ends_at) = bounds(zone, day_on);
    let found = read.all::<Appointment>(
        "starts_at >= ?1 AND starts_at < ?2 AND (?3 IS NULL OR practitioner_id = ?3) AND entered_in_error IS NULL
         ORDER BY starts_at, id",
        (starts_at, ends_at, query.practitioner_id.map(|id| id.to_string())),
    )?;
    let count = |status| found.iter().filter(|one| one.status == status).count();
    let counts = AppointmentStatus::ALL.into_iter().map(|status| StatusCount { status, count: count(status) });
    let holiday = holidays::known(read)?.into_iter().find(|holiday| holiday.falls_on(day_on));
    Ok(DayList {
        day_on,
        starts_at,
        ends_at,
        holiday: holiday.map(|holiday| holiday.record.name),
        counts: counts.filter(|one| one.count > 0).collect(),
        appointments: AppointmentView::all(read, found)?,
    })
}

/// The waiting list: who must be seen soonest first, then who has waited longest.
///
/// # Errors
/// When the database fails.
pub fn waitlist(read: &Read<'_>, query: WaitlistQuery) -> Result<Vec<AppointmentView>> {
    let mut found = read.all::<Appointment>(
        "status = 'waitlist' AND entered_in_error IS NULL
         AND (?1 IS NULL OR practitioner_id = ?1 OR practitioner_id IS NULL)
         AND (?2 IS NULL OR (coalesce(wanted_from_on, ?2) <= ?2 AND coalesce(wanted_until_on, ?2) >= ?2))",
        (query.practitioner_id.map(|id| id.to_string()), query.day_on.map(|day| day.to_string())),
    )?;
    found.sort_by_key(|one| (one.priority, one.meta.recorded_at, one.id));
    AppointmentView::all(read, found)
}
