//! Steps in an appointment's life, and what each of them leaves behind.

use super::{AppointmentStep, AppointmentView};
use crate::db::Write;
use crate::error::Result;
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// A slot to go with a step that needs one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SlotChoice {
    /// When it begins.
    pub starts_at: Millis,
    /// How long it takes, in minutes; as long as the service, if none.
    pub duration_min: Option<u32>,
    /// The practitioner's account; the one it has, if none.
    pub practitioner_id: Option<Uuid>,
    /// The room; the one it has, if none.
    pub room_id: Option<Uuid>,
}

/// A step in an appointment's life.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AppointmentMove {
    /// The appointment.
    pub id: Uuid,
    /// The step.
    pub step: AppointmentStep,
    /// Why: needed to cancel.
    pub reason: Option<String>,
    /// The slot: needed to give a time to who waits for one.
    pub slot: Option<SlotChoice>,
    /// To cancel: the later ones of its series too.
    #[serde(default)]
    pub is_rest_of_series: bool,
    /// Why it is booked over clashes, by who may.
    pub override_reason: Option<String>,
}

/// Takes a step.
///
/// # Errors
/// When the step cannot be taken now (the sentence says what can), a reason or a slot is missing, or something speaks
/// against the slot.
pub fn change_appointment(_write: &mut Write<'_>, _input: AppointmentMove) -> Result<AppointmentView> {
    Err(super::not_yet())
}

/// Starts an appointment because its encounter was opened; does nothing where it has started already.
///
/// # Errors
/// When the patient has not arrived, or it is over.
pub(crate) fn start_for_encounter(_write: &mut Write<'_>, _appointment_id: Uuid) -> Result<()> {
    Err(super::not_yet())
}

/// Ends an appointment because its encounter was signed. What was signed is never held up by the front desk's list:
/// from wherever the patient is here it is brought to its end, and from anywhere else it is left alone.
///
/// # Errors
/// When there is no such appointment.
pub(crate) fn fulfil_for_encounter(_write: &mut Write<'_>, _appointment_id: Uuid) -> Result<()> {
    Err(super::not_yet())
}
