//! Walk-ins: patients who come without an appointment get a token and a place in the queue.

use super::{AppointmentPriority, AppointmentView};
use crate::db::Write;
use crate::error::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// Somebody who came without an appointment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewWalkIn {
    /// The patient.
    pub patient_id: Uuid,
    /// The practitioner's account; none if anybody will do.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// What is to be done.
    pub service_id: Option<Uuid>,
    /// How soon the patient must be seen.
    #[serde(default)]
    pub priority: AppointmentPriority,
    /// Why the patient comes.
    pub reason: Option<String>,
    /// Anything that the front desk should know.
    pub notes: Option<String>,
    /// The patient has an appointment today and does not come for that.
    #[serde(default)]
    pub is_beside_appointment: bool,
}

/// Whom a patient who is here is to see.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct QueueAssignment {
    /// The appointment.
    pub id: Uuid,
    /// The practitioner's account; none if anybody will do.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
}

/// Takes a walk-in into the queue: checked in, with a token.
///
/// # Errors
/// When the patient is in the queue already, or has an appointment today and nobody said that this is another matter.
pub fn register_walk_in(_write: &mut Write<'_>, _input: NewWalkIn) -> Result<AppointmentView> {
    Err(super::not_yet())
}

/// Says whom a waiting patient is to see, and where.
///
/// # Errors
/// When the patient is not waiting.
pub fn assign_in_queue(_write: &mut Write<'_>, _input: QueueAssignment) -> Result<AppointmentView> {
    Err(super::not_yet())
}
