//! Booking: one appointment or a series, or a place on the waiting list.

use super::clashes::{Over, settle};
use super::slot::{Slot, countable};
use super::{
    Appointment, AppointmentPriority, AppointmentStatus, AppointmentView, Clash, Repeat, USUAL_MIN, check_duration,
    repeat,
};
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::practitioners::practitioner;
use crate::rooms;
use crate::schedules::local::MINUTE_MS;
use crate::services::{self, Service};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
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
pub fn book_appointment(write: &mut Write<'_>, input: NewAppointment) -> Result<BookedAppointments> {
    check_patient(write, input.patient_id)?;
    practitioner(write, input.practitioner_id)?;
    rooms::chosen(write, input.room_id)?;
    let service = services::chosen(write, input.service_id)?;
    let minutes = duration(input.duration_min, service.as_deref())?;
    let starts = repeat::starts(write, countable(input.starts_at), input.repeat)?;
    let mut found = vec![];
    for starts_at in starts {
        let slot = Slot {
            patient_id: Some(input.patient_id),
            practitioner_id: input.practitioner_id,
            room_id: input.room_id,
            starts_at,
            ends_at: starts_at + Millis::from(minutes) * MINUTE_MS,
            except: None,
        };
        let slot = slot.in_its_room(write)?;
        slot.check_time(write)?;
        let clashes = slot.clashes(write)?;
        found.push((slot, clashes));
    }
    let is_any_free = found.iter().any(|(_, clashes)| clashes.is_empty());
    let (kept, left): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, clashes)| clashes.is_empty() || !input.is_skipping_clashes || !is_any_free);
    let all: Vec<Clash> = kept.iter().flat_map(|(_, clashes)| clashes.clone()).collect();
    settle(write, &all, input.override_reason.as_deref())?;
    let series_id = (kept.len() > 1).then(|| write.new_id());
    let blank = Appointment {
        service_id: input.service_id,
        priority: input.priority,
        reason: optional("reason", input.reason.as_deref(), 300)?,
        notes: optional("notes", input.notes.as_deref(), 1000)?,
        series_id,
        ..blank(write, input.patient_id, input.book_as.status())
    };
    let mut appointments = vec![];
    for (slot, clashes) in kept {
        let over = settle(write, &clashes, input.override_reason.as_deref())?;
        let mut appointment = Appointment { id: write.new_id(), ..blank.clone() };
        appointment.take(slot, over);
        appointment.booked_at = (input.book_as == BookAs::Booked).then_some(write.now);
        appointments.push(write.create(appointment)?);
    }
    let skipped = left.into_iter().map(|(slot, clashes)| SkippedAppointment { starts_at: slot.starts_at, clashes });
    Ok(BookedAppointments { skipped: skipped.collect(), appointments: AppointmentView::all(write, appointments)? })
}

/// Puts a patient on the waiting list.
///
/// # Errors
/// When a field is wrong.
pub fn add_to_waitlist(write: &mut Write<'_>, input: NewWaitlistEntry) -> Result<AppointmentView> {
    check_patient(write, input.patient_id)?;
    input.practitioner_id.map(|id| practitioner(write, id)).transpose()?;
    services::chosen(write, input.service_id)?;
    if let (Some(from), Some(until)) = (input.wanted_from_on, input.wanted_until_on)
        && until < from
    {
        let sentence = format!("The last day that would do, {until}, is before the first, {from}.");
        let details = json!({ "from": from, "to": until });
        return Err(Invalid::new("wanted_until_on", "ends_before_start", sentence).with(details).into());
    }
    let appointment = Appointment {
        practitioner_id: input.practitioner_id,
        service_id: input.service_id,
        priority: input.priority,
        reason: optional("reason", input.reason.as_deref(), 300)?,
        notes: optional("notes", input.notes.as_deref(), 1000)?,
        wanted_from_on: input.wanted_from_on,
        wanted_until_on: input.wanted_until_on,
        ..blank(write, input.patient_id, AppointmentStatus::Waitlist)
    };
    let appointment = write.create(appointment)?;
    AppointmentView::of(write, appointment)
}

impl BookAs {
    fn status(self) -> AppointmentStatus {
        match self {
            BookAs::Booked => AppointmentStatus::Booked,
            BookAs::Pending => AppointmentStatus::Pending,
            BookAs::Proposed => AppointmentStatus::Proposed,
        }
    }
}

impl Appointment {
    /// Gives it a slot, and says what that was booked over.
    pub(super) fn take(&mut self, slot: Slot, (overridden, override_reason): Over) {
        self.practitioner_id = Some(slot.practitioner_id);
        self.room_id = slot.room_id;
        self.starts_at = Some(slot.starts_at);
        self.ends_at = Some(slot.ends_at);
        self.overridden = overridden;
        self.override_reason = override_reason;
    }
}

/// An appointment of which only the patient is known.
pub(super) fn blank(write: &Write<'_>, patient_id: Uuid, status: AppointmentStatus) -> Appointment {
    Appointment {
        id: write.new_id(),
        patient_id,
        practitioner_id: None,
        room_id: None,
        starts_at: None,
        ends_at: None,
        service_id: None,
        status,
        booked_at: None,
        confirmed_at: None,
        arrived_at: None,
        checked_in_at: None,
        started_at: None,
        fulfilled_at: None,
        cancelled_at: None,
        cancel_reason: None,
        is_walk_in: false,
        token: None,
        token_on: None,
        priority: AppointmentPriority::Routine,
        reason: None,
        notes: None,
        wanted_from_on: None,
        wanted_until_on: None,
        overridden: None,
        override_reason: None,
        series_id: None,
    }
}

/// How long it takes: as was chosen, as the service does, or as usual. In minutes.
pub(super) fn duration(chosen: Option<u32>, service: Option<&Service>) -> Result<u32> {
    check_duration(chosen.or(service.map(|service| service.duration_min)).unwrap_or(USUAL_MIN))
}

/// Whether anything can be booked for a patient.
pub(super) fn check_patient(read: &Read<'_>, patient_id: Uuid) -> Result<()> {
    let patient = read.get::<Patient>(patient_id)?;
    if patient.meta.entered_in_error.is_none() {
        return Ok(());
    }
    let sentence = "This patient was entered in error. Book for the right one.";
    Err(Invalid::new("patient_id", "entered_in_error", sentence).into())
}
