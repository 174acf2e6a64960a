//! Booking: one appointment or a series, or a place on the waiting list.

use super::{AppointmentPriority, AppointmentView, Clash, Repeat};
use crate::db::Write;
use crate::error::Result;
use crate::outside::Millis;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How firmly an appointment is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookAs {
    /// Agreed.
    #[default]
    Booked,
    /// Held until the patient agrees.
    Pending,
    /// Suggested.
    Proposed,
}

/// A new appointment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewAppointment {
    /// The patient.
    pub patient_id: Uuid,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The room; that of the practitioner's hours then, if none.
    pub room_id: Option<Uuid>,
    /// What is to be done.
    pub service_id: Option<Uuid>,
    /// When it begins.
    pub starts_at: Millis,
    /// How long it takes, in minutes; as long as the service, if none.
    pub duration_min: Option<u32>,
    /// How firmly.
    #[serde(default)]
    pub book_as: BookAs,
    /// How soon the patient must be seen.
    #[serde(default)]
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// Anything that the front desk should know.
    pub notes: Option<String>,
    /// Whether it comes again.
    pub repeat: Option<Repeat>,
    /// Of a series: leave out those that clash, instead of booking none.
    #[serde(default)]
    pub is_skipping_clashes: bool,
    /// Why it is booked over clashes, by who may.
    pub override_reason: Option<String>,
}

/// An appointment of a series that was left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SkippedAppointment {
    /// When it would begin.
    pub starts_at: Millis,
    /// What speaks against it.
    pub clashes: Vec<Clash>,
}

/// What was booked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BookedAppointments {
    /// The appointments, the first first.
    pub appointments: Vec<AppointmentView>,
    /// Those of the series that were left out.
    pub skipped: Vec<SkippedAppointment>,
}

/// Somebody who waits for a time.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewWaitlistEntry {
    /// The patient.
    pub patient_id: Uuid,
    /// The practitioner's account; none if anybody will do.
    pub practitioner_id: Option<Uuid>,
    /// What is to be done.
    pub service_id: Option<Uuid>,
    /// The first day that would do.
    pub wanted_from_on: Option<NaiveDate>,
    /// The last day that would do.
    pub wanted_until_on: Option<NaiveDate>,
    /// How soon the patient must be seen.
    #[serde(default)]
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// Anything that the front desk should know.
    pub notes: Option<String>,
}

/// Books an appointment, or a series of them.
///
/// # Errors
/// When a field is wrong, the time is past, or something speaks against it and is not booked over.
pub fn book_appointment(_write: &mut Write<'_>, _input: NewAppointment) -> Result<BookedAppointments> {
    Err(super::not_yet())
}

/// Puts a patient on the waiting list.
///
/// # Errors
/// When a field is wrong.
pub fn add_to_waitlist(_write: &mut Write<'_>, _input: NewWaitlistEntry) -> Result<AppointmentView> {
    Err(super::not_yet())
}
