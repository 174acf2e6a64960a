//! The calendar of days and weeks: appointments, open hours, breaks, leave and holidays.

use super::{AppointmentPriority, AppointmentStatus};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which days, and of whom.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CalendarQuery {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day: at most 62 days in all.
    pub to_on: NaiveDate,
    /// Of this practitioner; of all, if none.
    pub practitioner_id: Option<Uuid>,
    /// In this room; in all, if none.
    pub room_id: Option<Uuid>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CalendarSpan {
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// In which room.
    pub room_id: Option<Uuid>,
    /// What it is called: the reason for leave.
    pub name: Option<String>,
}

/// A practitioner's day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PractitionerDay {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// When the practitioner works; breaks, leave and holidays are taken out.
    pub open: Vec<CalendarSpan>,
    /// Breaks.
    pub breaks: Vec<CalendarSpan>,
    /// Leave.
    pub leave: Vec<CalendarSpan>,
}

/// A day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarDay {
    /// The day.
    pub day_on: NaiveDate,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// The holiday that it is.
    pub holiday: Option<String>,
    /// Who works when.
    pub practitioners: Vec<PractitionerDay>,
}

/// A practitioner whom the calendar shows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarPractitioner {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// What the practitioner specializes in.
    pub specialization: Option<String>,
    /// Which of the calendar's colours, from 0.
    pub colour: u8,
    /// Appointments can be booked.
    pub is_bookable: bool,
    /// Working hours are kept; where none are, no time is outside them.
    pub has_hours: bool,
}

/// A room that the calendar shows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarRoom {
    /// The room.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
}

/// An appointment in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CalendarEntry {
    /// The appointment.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's number.
    pub mrn: String,
    /// The practitioner's account.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// What is to be done.
    pub service_name: Option<String>,
    /// When it begins; of a walk-in, when the patient came.
    pub starts_at: Millis,
    /// When it ends; none for walk-ins.
    pub ends_at: Option<Millis>,
    /// Where in its life it is.
    pub status: AppointmentStatus,
    /// The patient came without an appointment.
    pub is_walk_in: bool,
    /// What the patient is called up by.
    pub token: Option<String>,
    /// How soon the patient must be seen.
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// The patient has said that they will come.
    pub is_confirmed: bool,
    /// It was booked over a clash.
    pub is_overridden: bool,
    /// It is one of a series.
    pub is_of_series: bool,
}

/// Days of the clinic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Calendar {
    /// The IANA name of the site's time zone: times are shown in it.
    pub time_zone: String,
    /// Now, by the clinic's clock.
    pub now: Millis,
    /// The practitioners concerned, by name.
    pub practitioners: Vec<CalendarPractitioner>,
    /// The rooms in use, by name.
    pub rooms: Vec<CalendarRoom>,
    /// The days.
    pub days: Vec<CalendarDay>,
    /// The appointments and walk-ins, cancelled ones too, by time.
    pub appointments: Vec<CalendarEntry>,
}

/// Days of the clinic.
///
/// # Errors
/// When the days end before they begin or are too many.
pub fn calendar(_read: &Read<'_>, _query: CalendarQuery) -> Result<Calendar> {
    Err(super::not_yet())
}
