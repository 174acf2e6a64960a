//! One's own appointments: what is agreed, what is free, asking for one, and cancelling.

use super::own_patient;
use crate::accounts::{Nothing, Role};
use crate::appointments::{
    Appointment, AppointmentMove, AppointmentPriority, AppointmentStatus, AppointmentStep, AppointmentView, BookAs,
    FreeSlotQuery, NewAppointment, NewWaitlistEntry, add_to_waitlist, appointments_of_patient, book_appointment,
    change_appointment, free_slots, possible,
};
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::messages::{Message, MessageKind};
use crate::outside::Millis;
use crate::patients::{OfPatient, is_same_person};
use crate::practitioners::practitioner_profiles;
use crate::services::services;
use crate::sites;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many of one's requests may wait at a time.
const OPEN: usize = 3;

/// An appointment of one's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyAppointment {
    /// The appointment.
    pub id: Uuid,
    /// When it begins; none while one waits for a time.
    pub starts_at: Option<Millis>,
    /// When it ends.
    pub ends_at: Option<Millis>,
    /// Where in its life it is.
    pub status: AppointmentStatus,
    /// With whom.
    pub practitioner_name: Option<String>,
    /// In which room.
    pub room_name: Option<String>,
    /// For what.
    pub service_name: Option<String>,
    /// Why one comes, as one said.
    pub reason: Option<String>,
    /// The first day that would do, while one waits.
    pub wanted_from_on: Option<NaiveDate>,
    /// The last day that would do, while one waits.
    pub wanted_until_on: Option<NaiveDate>,
    /// It is still to come and can be cancelled.
    pub can_cancel: bool,
    /// It is still to come.
    pub is_coming: bool,
}

/// A service that one can come for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ServiceChoice {
    /// The service.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// How long it takes, in minutes.
    pub duration_min: u32,
}

/// Somebody whom one can see.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PractitionerChoice {
    /// The practitioner's account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// What the person specializes in.
    pub specialization: Option<String>,
}

/// What can be asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BookingChoices {
    /// The services.
    pub services: Vec<ServiceChoice>,
    /// The practitioners.
    pub practitioners: Vec<PractitionerChoice>,
}

/// What kind of slot is looked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MySlotQuery {
    /// With this practitioner; with anybody, if none.
    pub practitioner_id: Option<Uuid>,
    /// For this service.
    pub service_id: Option<Uuid>,
    /// From this day on; today, if none.
    pub from_on: Option<NaiveDate>,
}

/// A free time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MySlot {
    /// When it begins.
    pub starts_at: Millis,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The practitioner's name.
    pub practitioner_name: String,
}

/// A request for an appointment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AppointmentRequest {
    /// The time that was chosen, with a practitioner; none to wait for one.
    pub starts_at: Option<Millis>,
    /// The practitioner's account; needed with a time.
    pub practitioner_id: Option<Uuid>,
    /// For what.
    pub service_id: Option<Uuid>,
    /// Without a time: the first day that would do.
    pub wanted_from_on: Option<NaiveDate>,
    /// Without a time: the last day that would do.
    pub wanted_until_on: Option<NaiveDate>,
    /// Why one wants to come.
    pub reason: String,
}

/// An appointment of one's own that is cancelled.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MyCancellation {
    /// The appointment.
    pub id: Uuid,
    /// Why, if one likes to say.
    pub reason: Option<String>,
}

fn mine(read: &Read<'_>, view: AppointmentView) -> MyAppointment {
    use AppointmentStatus::{Booked, Pending, Proposed, Waitlist};
    let appointment = view.appointment.record;
    let is_open = matches!(appointment.status, Waitlist | Proposed | Pending | Booked);
    let is_coming = is_open && appointment.starts_at.is_none_or(|at| at > read.now);
    let may_cancel = possible(appointment.status, appointment.is_walk_in).contains(&AppointmentStep::Cancel);
    MyAppointment {
        id: appointment.id,
        starts_at: appointment.starts_at,
        ends_at: appointment.ends_at,
        status: appointment.status,
        practitioner_name: view.practitioner_name,
        room_name: view.room_name,
        service_name: view.service_name,
        reason: appointment.reason,
        wanted_from_on: appointment.wanted_from_on,
        wanted_until_on: appointment.wanted_until_on,
        can_cancel: is_coming && may_cancel,
        is_coming,
    }
}

/// One's own appointments: those to come first, then those gone by, the latest first.
///
/// # Errors
/// When no record was found yet.
pub fn my_appointments(read: &Read<'_>, _: Nothing) -> Result<Vec<MyAppointment>> {
    let found = appointments_of_patient(read, OfPatient { patient_id: own_patient(read)? })?;
    let mut shown: Vec<MyAppointment> = found.into_iter().map(|view| mine(read, view)).collect();
    shown.sort_by_key(|one| !one.is_coming);
    Ok(shown)
}

/// What can be asked for.
///
/// # Errors
/// When no record was found yet.
pub fn my_booking_choices(read: &Read<'_>, _: Nothing) -> Result<BookingChoices> {
    own_patient(read)?;
    let services = services(read, Nothing {})?.into_iter().map(|view| view.service.record);
    let services = services.filter(|service| service.is_active).map(|service| ServiceChoice {
        id: service.id,
        name: service.name,
        duration_min: service.duration_min,
    });
    let people = practitioner_profiles(read, Nothing {})?.into_iter();
    let people = people.filter(|view| !view.is_disabled && view.profile.is_bookable).map(|view| PractitionerChoice {
        id: view.profile.account_id,
        name: view.name,
        specialization: view.profile.specialization,
    });
    Ok(BookingChoices { services: services.collect(), practitioners: people.collect() })
}

/// The next times that are free, for the clinic and for oneself.
///
/// # Errors
/// When no record was found yet, or a field is wrong.
pub fn my_free_slots(read: &Read<'_>, input: MySlotQuery) -> Result<Vec<MySlot>> {
    let query = FreeSlotQuery {
        practitioner_id: input.practitioner_id,
        service_id: input.service_id,
        from_on: input.from_on,
        for_patient: Some(own_patient(read)?),
        limit: Some(60),
        ..FreeSlotQuery::default()
    };
    let slots = free_slots(read, query)?.slots.into_iter().map(|slot| MySlot {
        starts_at: slot.starts_at,
        practitioner_id: slot.practitioner_id,
        practitioner_name: slot.practitioner_name,
    });
    Ok(slots.collect())
}

/// Asks for an appointment: at a free time, or at any time that the front desk finds. It is agreed once they say so.
///
/// # Errors
/// When the time is taken, a field is wrong, or several requests wait already.
pub fn request_appointment(write: &mut Write<'_>, input: AppointmentRequest) -> Result<MyAppointment> {
    let patient_id = own_patient(write)?;
    let reason = Some(required("reason", &input.reason, 300)?);
    check_open(write, patient_id)?;
    let view = match input.starts_at {
        Some(starts_at) => {
            let missing = || Invalid::new("practitioner_id", "required", "Choose whom you want to see.");
            let new = NewAppointment {
                patient_id,
                practitioner_id: input.practitioner_id.ok_or_else(missing)?,
                room_id: None,
                service_id: input.service_id,
                starts_at,
                duration_min: None,
                book_as: BookAs::Proposed,
                priority: AppointmentPriority::Routine,
                reason,
                notes: None,
                repeat: None,
                is_skipping_clashes: false,
                override_reason: None,
            };
            let booked = book_appointment(write, new).map_err(without_names)?;
            booked.appointments.into_iter().next().ok_or_else(taken)?
        }
        None => {
            let new = NewWaitlistEntry {
                patient_id,
                practitioner_id: input.practitioner_id,
                service_id: input.service_id,
                wanted_from_on: input.wanted_from_on,
                wanted_until_on: input.wanted_until_on,
                priority: AppointmentPriority::Routine,
                reason,
                notes: None,
            };
            add_to_waitlist(write, new)?
        }
    };
    tell_the_desk(write, &view.appointment)?;
    Ok(mine(write, view))
}

/// Cancels one's own appointment that is still to come.
///
/// # Errors
/// When it is not one's own (then it does not exist, as far as one is told), or not to come any more.
pub fn cancel_my_appointment(write: &mut Write<'_>, input: MyCancellation) -> Result<MyAppointment> {
    let patient_id = own_patient(write)?;
    let not_found = || Error::NotFound { kind: "appointment" };
    let own = write.find::<Appointment>(input.id)?.filter(|one| one.meta.entered_in_error.is_none());
    let own = own.ok_or_else(not_found)?;
    if !is_same_person(write, own.patient_id, patient_id)? {
        return Err(not_found());
    }
    if !mine(write, AppointmentView::of(write, own)?).can_cancel {
        let sentence = "This appointment cannot be cancelled any more. Call the clinic.";
        return Err(Error::Refused { code: "not_to_come", sentence: sentence.into() });
    }
    let said = optional("reason", input.reason.as_deref(), 300)?;
    let step = AppointmentMove {
        id: input.id,
        step: AppointmentStep::Cancel,
        reason: Some(said.unwrap_or_else(|| words(write, "Cancelled by the patient", "ألغاه المريض"))),
        slot: None,
        is_rest_of_series: false,
        override_reason: None,
    };
    let view = change_appointment(write, step)?;
    Ok(mine(write, view))
}

fn check_open(read: &Read<'_>, patient_id: Uuid) -> Result<()> {
    let found = appointments_of_patient(read, OfPatient { patient_id })?.into_iter();
    let is_request = |view: &AppointmentView| {
        matches!(view.appointment.status, AppointmentStatus::Proposed | AppointmentStatus::Waitlist)
            && view.appointment.meta.recorded_by == read.account_id
            && view.appointment.starts_at.is_none_or(|at| at > read.now)
    };
    if found.filter(is_request).count() < OPEN {
        return Ok(());
    }
    let sentence = format!("{OPEN} of your requests wait for the clinic already. Cancel one, or wait for an answer.");
    Err(Error::Refused { code: "too_many_requests_wait", sentence })
}

fn taken() -> Error {
    Invalid::new("starts_at", "slot_taken", "This time is no longer free. Choose another.").into()
}

/// What speaks against a time names other patients: for a patient it is not free, and that is all.
fn without_names(reason: Error) -> Error {
    match reason {
        Error::Invalid(one) if ["in_past", "too_far", "required", "out_of_range"].contains(&one.code) => one.into(),
        Error::Invalid(one) if one.field == "practitioner_id" || one.field == "service_id" => one.into(),
        Error::Invalid(_) | Error::Refused { .. } => taken(),
        other => other,
    }
}

/// The front desk learns of it in its inbox, in the site's language: it is the desk that agrees.
fn tell_the_desk(write: &mut Write<'_>, appointment: &Appointment) -> Result<()> {
    let what = words(write, "Appointment asked for in the portal", "طلب موعد من البوابة");
    let text = [Some(what), appointment.reason.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
    let message = Message {
        id: Uuid::new_v5(&appointment.id, b"portal_request"),
        kind: MessageKind::Task,
        to_account_id: None,
        to_role: Some(Role::FrontDesk),
        patient_id: Some(appointment.patient_id),
        subject_id: Some(appointment.id),
        text: Some(text),
        due_at: appointment.starts_at,
    };
    write.create(message).map(drop)
}

fn words(read: &Read<'_>, english: &str, arabic: &str) -> String {
    let is_arabic = sites::own_site(read).is_ok_and(|site| site.language == "ar");
    if is_arabic { arabic.into() } else { english.into() }
}
