//! Rescheduling, and what else of an appointment can be edited.

use super::book::duration;
use super::change::{SlotChoice, legal};
use super::clashes::settle;
use super::slot::{Slot, countable, usual_room};
use super::{Appointment, AppointmentPriority, AppointmentStep, AppointmentView};
use crate::allergies::Void;
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::practitioners::practitioner;
use crate::record::Stored;
use crate::rooms;
use crate::schedules::local::{MINUTE_MS, words, zone};
use crate::services::{self, Service};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn reschedule_appointment(write: &mut Write<'_>, input: Rescheduling) -> Result<AppointmentView> {
    let before = live(write, input.id)?;
    legal(&before, AppointmentStep::Reschedule)?;
    if input.shown_starts_at.is_some() && input.shown_starts_at != before.starts_at {
        let at = before.starts_at.unwrap_or_default();
        let sentence = format!("Somebody has moved this to {} meanwhile. Look again.", words(zone(write)?, at));
        return Err(Invalid::new("starts_at", "moved_meanwhile", sentence).with(json!({ "starts_at": at })).into());
    }
    let slot = SlotChoice {
        starts_at: input.starts_at.or(before.starts_at).unwrap_or_default(),
        duration_min: input.duration_min,
        practitioner_id: input.practitioner_id,
        room_id: input.room_id,
    };
    let mut after = before.record.clone();
    give_slot(write, &mut after, slot, input.override_reason.as_deref())?;
    if after.starts_at != before.starts_at {
        // What the patient agreed to was the other time.
        after.confirmed_at = None;
        after.booked_at = after.booked_at.map(|_| write.now);
    }
    keep(write, after)
}

/// Edits what an appointment is about.
///
/// # Errors
/// When a field is wrong.
pub fn update_appointment(write: &mut Write<'_>, input: AppointmentChange) -> Result<AppointmentView> {
    live(write, input.id)?;
    let shown = write.shown::<Appointment>(input.id, input.version)?;
    if input.service_id != shown.service_id {
        services::chosen(write, input.service_id)?;
    }
    let appointment = Appointment {
        service_id: input.service_id,
        priority: input.priority,
        reason: optional("reason", input.reason.as_deref(), 300)?,
        notes: optional("notes", input.notes.as_deref(), 1000)?,
        ..shown
    };
    let saved = write.save(appointment, Basis::Shown(input.version))?;
    AppointmentView::of(write, saved.stored)
}

/// Gives an appointment another slot, if nothing speaks against it or it is booked over that. What was not chosen
/// stays; a room that was the practitioner's then gives way to the one of the new time.
pub(super) fn give_slot(
    read: &Read<'_>,
    appointment: &mut Appointment,
    choice: SlotChoice,
    override_reason: Option<&str>,
) -> Result<()> {
    let Some(practitioner_id) = choice.practitioner_id.or(appointment.practitioner_id) else {
        return Err(Invalid::new("practitioner_id", "required", "Choose a practitioner.").into());
    };
    if Some(practitioner_id) != appointment.practitioner_id || appointment.starts_at.is_none() {
        practitioner(read, practitioner_id)?;
    }
    if choice.room_id != appointment.room_id {
        rooms::chosen(read, choice.room_id)?;
    }
    let length = match (appointment.starts_at, appointment.ends_at) {
        (Some(from), Some(to)) if choice.duration_min.is_none() => to - from,
        _ => {
            let service = appointment.service_id.map(|id| read.find::<Service>(id)).transpose()?.flatten();
            Millis::from(duration(choice.duration_min, service.as_deref())?) * MINUTE_MS
        }
    };
    let slot = Slot {
        patient_id: Some(appointment.patient_id),
        practitioner_id,
        room_id: choice.room_id.or(chosen_room(read, appointment)?),
        starts_at: countable(choice.starts_at),
        ends_at: countable(choice.starts_at) + length,
        except: Some(appointment.id),
    }
    .in_its_room(read)?;
    if Some(slot.starts_at) != appointment.starts_at {
        slot.check_time(read)?;
    }
    let is_same = appointment.practitioner_id == Some(practitioner_id)
        && (appointment.room_id, appointment.starts_at, appointment.ends_at)
            == (slot.room_id, Some(slot.starts_at), Some(slot.ends_at));
    if !is_same {
        let over = settle(read, &slot.clashes(read)?, override_reason)?;
        appointment.take(slot, over);
    }
    Ok(())
}

/// The room of an appointment, where somebody chose it and it is not simply that of the practitioner's hours.
fn chosen_room(read: &Read<'_>, appointment: &Appointment) -> Result<Option<Uuid>> {
    match (appointment.room_id, appointment.practitioner_id, appointment.starts_at) {
        (Some(room), Some(practitioner), Some(at)) if usual_room(read, practitioner, at)? == Some(room) => Ok(None),
        (room, _, _) => Ok(room),
    }
}

/// Saves what became of an appointment, over what is known now.
pub(super) fn keep(write: &mut Write<'_>, appointment: Appointment) -> Result<AppointmentView> {
    let version = write.version(appointment.id)?;
    let saved = write.save(appointment, Basis::Shown(version))?;
    AppointmentView::of(write, saved.stored)
}

/// An appointment that was not entered in error.
pub(super) fn live(read: &Read<'_>, id: Uuid) -> Result<Stored<Appointment>> {
    let found = read.get::<Appointment>(id)?;
    if found.meta.entered_in_error.is_none() {
        return Ok(found);
    }
    Err(Invalid::new("id", "entered_in_error", "This appointment was entered in error. Book another one.").into())
}

/// Marks an appointment as entered in error: it was never meant.
///
/// # Errors
/// When the reason is missing.
pub fn void_appointment(write: &mut Write<'_>, input: Void) -> Result<AppointmentView> {
    let saved = write.void::<Appointment>(input.id, input.version, &input.reason)?;
    AppointmentView::of(write, saved.stored)
}
