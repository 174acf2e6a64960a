//! Rescheduling, and what else of an appointment can be edited.

use super::{Appointment, AppointmentPriority, AppointmentView};
use crate::allergies::Void;
use crate::db::Write;
use crate::error::Result;
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// Another time, practitioner or room. What is left out stays.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Rescheduling {
    /// The appointment.
    pub id: Uuid,
    /// When the screen showed that it begins: if somebody has moved it meanwhile, they are not overruled unseen.
    pub shown_starts_at: Option<Millis>,
    /// When it is to begin.
    pub starts_at: Option<Millis>,
    /// How long it takes, in minutes.
    pub duration_min: Option<u32>,
    /// The practitioner's account.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// Why it is booked over clashes, by who may.
    pub override_reason: Option<String>,
}

/// What a form about an appointment holds beside the slot.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AppointmentChange {
    /// The appointment.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// What is to be done.
    pub service_id: Option<Uuid>,
    /// How soon the patient must be seen.
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// Anything that the front desk should know.
    pub notes: Option<String>,
}

/// Moves an appointment.
///
/// # Errors
/// When it can no longer be moved, somebody has moved it meanwhile, or something speaks against the slot.
pub fn reschedule_appointment(_write: &mut Write<'_>, _input: Rescheduling) -> Result<AppointmentView> {
    Err(super::not_yet())
}

/// Edits what an appointment is about.
///
/// # Errors
/// When a field is wrong.
pub fn update_appointment(_write: &mut Write<'_>, _input: AppointmentChange) -> Result<AppointmentView> {
    Err(super::not_yet())
}

/// Marks an appointment as entered in error: it was never meant.
///
/// # Errors
/// When the reason is missing.
pub fn void_appointment(write: &mut Write<'_>, input: Void) -> Result<AppointmentView> {
    let saved = write.void::<Appointment>(input.id, input.version, &input.reason)?;
    AppointmentView::of(write, saved.stored)
}
