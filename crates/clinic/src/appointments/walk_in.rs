//! Walk-ins: patients who come without an appointment get a token and a place in the queue.

use super::book::{blank, check_patient};
use super::queue::queue_begins;
use super::reschedule::{keep, live};
use super::{Appointment, AppointmentPriority, AppointmentStatus, AppointmentView, tokens};
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::patients::of_person;
use crate::practitioners::practitioner;
use crate::schedules::local::{bounds, clock, shown, zone};
use crate::{rooms, services};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn register_walk_in(write: &mut Write<'_>, input: NewWalkIn) -> Result<AppointmentView> {
    check_patient(write, input.patient_id)?;
    input.practitioner_id.map(|id| practitioner(write, id)).transpose()?;
    rooms::chosen(write, input.room_id)?;
    services::chosen(write, input.service_id)?;
    check_not_here(write, input.patient_id)?;
    if !input.is_beside_appointment {
        check_not_booked_today(write, input.patient_id)?;
    }
    let mut walk_in = Appointment {
        practitioner_id: input.practitioner_id,
        room_id: input.room_id,
        starts_at: Some(write.now),
        service_id: input.service_id,
        arrived_at: Some(write.now),
        checked_in_at: Some(write.now),
        is_walk_in: true,
        priority: input.priority,
        reason: optional("reason", input.reason.as_deref(), 300)?,
        notes: optional("notes", input.notes.as_deref(), 1000)?,
        ..blank(write, input.patient_id, AppointmentStatus::CheckedIn)
    };
    tokens::give(write, &mut walk_in)?;
    let walk_in = write.create(walk_in)?;
    AppointmentView::of(write, walk_in)
}

/// Says whom a waiting patient is to see, and where.
///
/// # Errors
/// When the patient is not waiting.
pub fn assign_in_queue(write: &mut Write<'_>, input: QueueAssignment) -> Result<AppointmentView> {
    let before = live(write, input.id)?;
    if !matches!(before.status, AppointmentStatus::Arrived | AppointmentStatus::CheckedIn) {
        let sentence = format!("This patient is not waiting: the appointment is {}.", before.status.words());
        let details = json!({ "status": before.status });
        return Err(Invalid::new("id", "not_waiting", sentence).with(details).into());
    }
    if input.practitioner_id != before.practitioner_id {
        input.practitioner_id.map(|id| practitioner(write, id)).transpose()?;
    }
    if input.practitioner_id.is_none() && !before.is_walk_in {
        return Err(Invalid::new("practitioner_id", "required", "Choose a practitioner.").into());
    }
    if input.room_id != before.room_id {
        rooms::chosen(write, input.room_id)?;
    }
    let appointment = Appointment { practitioner_id: input.practitioner_id, room_id: input.room_id, ..before.record };
    keep(write, appointment)
}

/// Who left comes back into the queue of the same day, unless they wait anew already.
pub(super) fn check_back(read: &Read<'_>, appointment: &Appointment) -> Result<()> {
    let begins = queue_begins(read)?;
    if appointment.arrived_at.is_none_or(|at| at < begins) {
        let sentence = "This patient left on another day. Register a walk-in.";
        return Err(Invalid::new("step", "left_another_day", sentence).into());
    }
    check_not_here(read, appointment.patient_id)
}

/// Nobody waits twice.
fn check_not_here(read: &Read<'_>, patient_id: Uuid) -> Result<()> {
    let sql = "patient_id = ?1 AND arrived_at >= ?2 AND status IN ('arrived', 'checked_in', 'started')
         AND entered_in_error IS NULL ORDER BY arrived_at, id";
    let here =
        read.all::<Appointment>(&of_person(read, patient_id, sql)?, (patient_id.to_string(), queue_begins(read)?))?;
    let Some(one) = here.first() else { return Ok(()) };
    let token = one.token.clone().unwrap_or_default();
    let sentence = format!("This patient is in the queue already, with the token {token}.");
    let details = json!({ "token": token, "appointment_id": one.id, "status": one.status });
    Err(Invalid::new("patient_id", "in_queue_already", sentence).with(details).into())
}

/// Who has an appointment today most likely comes for that.
fn check_not_booked_today(read: &Read<'_>, patient_id: Uuid) -> Result<()> {
    let zone = zone(read)?;
    let (from, to) = bounds(zone, shown(zone, read.now).0);
    let sql = "patient_id = ?1 AND starts_at >= ?2 AND starts_at < ?3 AND status IN ('proposed', 'pending', 'booked')
         AND entered_in_error IS NULL ORDER BY starts_at, id";
    let booked = read.all::<Appointment>(&of_person(read, patient_id, sql)?, (patient_id.to_string(), from, to))?;
    let Some(one) = booked.first() else { return Ok(()) };
    let at = one.starts_at.unwrap_or_default();
    let sentence = format!(
        "This patient has an appointment today at {}. Check the patient in for that, or say that this is another matter.",
        clock(shown(zone, at).1)
    );
    let details = json!({ "appointment_id": one.id, "starts_at": at });
    Err(Invalid::new("patient_id", "booked_today", sentence).with(details).into())
}
