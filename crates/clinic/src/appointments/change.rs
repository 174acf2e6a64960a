//! Steps in an appointment's life, and what each of them leaves behind.

use super::clashes::settle;
use super::reschedule::{give_slot, keep, live};
use super::slot::Slot;
use super::walk_in::check_back;
use super::{Appointment, AppointmentStatus, AppointmentStep, AppointmentView, NIGHT_MS, after, possible, tokens};
use crate::accounts::Account;
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::practitioners::gives_care;
use crate::schedules::local::{shown, words, zone};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn change_appointment(write: &mut Write<'_>, input: AppointmentMove) -> Result<AppointmentView> {
    let mut appointment = live(write, input.id)?.record;
    let step = input.step;
    legal(&appointment, step)?;
    check_time(write, &appointment, step)?;
    let reason = optional("reason", input.reason.as_deref(), 300)?;
    match step {
        AppointmentStep::Cancel if reason.is_none() => {
            return Err(Invalid::new("reason", "required", "Say why this is cancelled.").into());
        }
        AppointmentStep::Book | AppointmentStep::Reschedule if input.slot.is_none() => {
            return Err(Invalid::new("slot", "required", "Choose a time.").into());
        }
        AppointmentStep::Reinstate if input.slot.is_none() && appointment.starts_at.is_none() => {
            return Err(Invalid::new("slot", "required", "Choose a time.").into());
        }
        AppointmentStep::Arrive | AppointmentStep::CheckIn => tokens::give(write, &mut appointment)?,
        AppointmentStep::Start => take_over(write, &mut appointment)?,
        AppointmentStep::UndoLeave => check_back(write, &appointment)?,
        _ => {}
    }
    let was = appointment.starts_at;
    let is_taken_again = matches!(step, AppointmentStep::Reinstate | AppointmentStep::UndoNoShow);
    match input.slot {
        Some(slot) if is_taken_again || matches!(step, AppointmentStep::Book | AppointmentStep::Reschedule) => {
            give_slot(write, &mut appointment, slot, input.override_reason.as_deref())?;
        }
        _ if is_taken_again => check_again(write, &mut appointment, input.override_reason.as_deref())?,
        _ => {}
    }
    if step == AppointmentStep::Cancel && input.is_rest_of_series {
        cancel_rest(write, &appointment, reason.as_deref())?;
    }
    appointment.step(step, reason, write.now)?;
    if was != appointment.starts_at && step != AppointmentStep::PutOnWaitlist {
        appointment.confirmed_at = None;
    }
    keep(write, appointment)
}

/// Starts an appointment because its encounter was opened; does nothing where it has started already.
///
/// # Errors
/// When the patient has not arrived, or it is over.
pub(crate) fn start_for_encounter(write: &mut Write<'_>, appointment_id: Uuid) -> Result<()> {
    let mut appointment = live(write, appointment_id)?.record;
    if appointment.status == AppointmentStatus::Started {
        return Ok(());
    }
    take_over(write, &mut appointment)?;
    appointment.step(AppointmentStep::Start, None, write.now)?;
    keep(write, appointment).map(drop)
}

/// Ends an appointment because its encounter was signed. What was signed is never held up by the front desk's list:
/// from wherever the patient is here it is brought to its end, and from anywhere else it is left alone.
///
/// # Errors
/// When there is no such appointment.
pub(crate) fn fulfil_for_encounter(write: &mut Write<'_>, appointment_id: Uuid) -> Result<()> {
    let stored = write.get::<Appointment>(appointment_id)?;
    if stored.meta.entered_in_error.is_some() || !stored.status.is_here() {
        return Ok(());
    }
    let mut appointment = stored.record;
    if appointment.status != AppointmentStatus::Started {
        appointment.step(AppointmentStep::Start, None, write.now)?;
    }
    appointment.step(AppointmentStep::Fulfil, None, write.now)?;
    keep(write, appointment).map(drop)
}

/// Refuses a step that cannot be taken, and says which can.
pub(super) fn legal(appointment: &Appointment, step: AppointmentStep) -> Result<AppointmentStatus> {
    let (status, is_walk_in) = (appointment.status, appointment.is_walk_in);
    if let Some(next) = after(status, step, is_walk_in) {
        return Ok(next);
    }
    let possible = possible(status, is_walk_in);
    let ways: Vec<&str> = possible.iter().map(|step| step.words()).collect();
    let way_out = match ways.split_last() {
        None => "Nothing more can be done with it.".to_owned(),
        Some((only, [])) => format!("You can {only}."),
        Some((last, others)) => format!("You can {} or {last}.", others.join(", ")),
    };
    let what = if is_walk_in { "This walk-in" } else { "This appointment" };
    let sentence = format!("{what} is {}. {way_out}", status.words());
    let details = json!({ "status": status, "step": step, "possible": possible, "is_walk_in": is_walk_in });
    Err(Invalid::new("step", "illegal_step", sentence).with(details).into())
}

/// Nobody arrives on another day, and nobody has missed what has not begun.
fn check_time(read: &Read<'_>, appointment: &Appointment, step: AppointmentStep) -> Result<()> {
    let Some(at) = appointment.starts_at.filter(|_| !appointment.is_walk_in) else { return Ok(()) };
    let zone = zone(read)?;
    let details = json!({ "starts_at": at, "now": read.now });
    let is_coming = matches!(step, AppointmentStep::Arrive | AppointmentStep::CheckIn);
    let is_today = shown(zone, at).0 == shown(zone, read.now).0 || (read.now - at).abs() <= NIGHT_MS;
    if is_coming && appointment.status == AppointmentStatus::Booked && !is_today {
        let sentence = format!("This appointment is at {}. Move it to today, or register a walk-in.", words(zone, at));
        return Err(Invalid::new("step", "not_today", sentence).with(details).into());
    }
    if step == AppointmentStep::NoShow && at > read.now {
        let sentence = format!("This appointment begins at {}. Until then the patient can come.", words(zone, at));
        return Err(Invalid::new("step", "not_yet_begun", sentence).with(details).into());
    }
    Ok(())
}

/// A walk-in whom anybody may see is now the patient of the practitioner who starts.
fn take_over(read: &Read<'_>, appointment: &mut Appointment) -> Result<()> {
    if appointment.practitioner_id.is_none() {
        let account = read.find::<Account>(read.account_id)?;
        appointment.practitioner_id = account.filter(|account| gives_care(account)).map(|account| account.id);
    }
    Ok(())
}

/// Others may have taken the slot while it was given up.
fn check_again(read: &Read<'_>, appointment: &mut Appointment, override_reason: Option<&str>) -> Result<()> {
    let (Some(practitioner_id), Some(starts_at), Some(ends_at)) =
        (appointment.practitioner_id, appointment.starts_at, appointment.ends_at)
    else {
        return Ok(());
    };
    // What is over clashes with nothing that could still be moved.
    if ends_at <= read.now {
        return Ok(());
    }
    let (patient_id, except) = (Some(appointment.patient_id), Some(appointment.id));
    let slot = Slot { patient_id, practitioner_id, room_id: appointment.room_id, starts_at, ends_at, except };
    let over = settle(read, &slot.clashes(read)?, override_reason)?;
    appointment.take(slot, over);
    Ok(())
}

fn cancel_rest(write: &mut Write<'_>, first: &Appointment, reason: Option<&str>) -> Result<()> {
    let (Some(series_id), Some(starts_at)) = (first.series_id, first.starts_at) else { return Ok(()) };
    let later = write.all::<Appointment>(
        "series_id = ?1 AND starts_at > ?2 AND status IN ('proposed', 'pending', 'booked')
         AND entered_in_error IS NULL ORDER BY starts_at, id",
        (series_id.to_string(), starts_at),
    )?;
    for one in later {
        let mut appointment = one.record;
        appointment.step(AppointmentStep::Cancel, reason.map(str::to_owned), write.now)?;
        keep(write, appointment)?;
    }
    Ok(())
}

impl Appointment {
    /// Takes a step: the status that the table says, and the instants that go with it.
    pub(super) fn step(&mut self, step: AppointmentStep, reason: Option<String>, now: Millis) -> Result<()> {
        use AppointmentStep::*;
        let next = legal(self, step)?;
        match step {
            Hold | Reschedule => {}
            Confirm => {
                self.confirmed_at = Some(now);
                self.booked_at = self.booked_at.or(Some(now));
            }
            Book => self.booked_at = Some(now),
            Arrive => self.arrived_at = Some(now),
            CheckIn => {
                self.arrived_at = self.arrived_at.or(Some(now));
                self.checked_in_at = Some(now);
            }
            Start => {
                self.checked_in_at = self.checked_in_at.or(Some(now));
                self.started_at = Some(now);
            }
            Fulfil => self.fulfilled_at = Some(now),
            NoShow => self.cancelled_at = Some(now),
            Cancel => (self.cancelled_at, self.cancel_reason) = (Some(now), reason),
            PutOnWaitlist => {
                (self.starts_at, self.ends_at, self.room_id) = (None, None, None);
                (self.overridden, self.override_reason) = (None, None);
                (self.booked_at, self.confirmed_at) = (None, None);
            }
            UndoArrive => (self.arrived_at, self.checked_in_at) = (None, None),
            UndoCheckIn => self.checked_in_at = None,
            UndoStart => self.started_at = None,
            UndoFulfil => self.fulfilled_at = None,
            UndoLeave => {
                (self.cancelled_at, self.cancel_reason) = (None, None);
                self.checked_in_at = self.checked_in_at.or(Some(now));
            }
            UndoNoShow | Reinstate => {
                (self.cancelled_at, self.cancel_reason) = (None, None);
                (self.arrived_at, self.checked_in_at) = (None, None);
                self.booked_at = self.booked_at.or(Some(now));
            }
        }
        self.status = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
