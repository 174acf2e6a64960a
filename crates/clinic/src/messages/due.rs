//! Messages that the program writes by itself: of alerts that were raised, and of patients to be reminded.

use super::{Message, MessageKind};
use crate::accounts::Role;
use crate::alerts::Alert;
use crate::appointments::{Appointment, AppointmentStatus};
use crate::db::Write;
use crate::error::Result;
use crate::patients::Patient;
use crate::record::Stored;
use crate::sites;
use chrono::{DateTime, Days, NaiveTime, TimeZone};
use uuid::Uuid;

/// Tells the patient's practitioner of alerts; where there is none, all practitioners.
pub(crate) fn tell_of_alerts(write: &mut Write<'_>, patient: &Patient, alerts: &[Alert]) -> Result<()> {
    for alert in alerts {
        let id = Uuid::new_v5(&alert.id, b"message");
        if write.find::<Message>(id)?.is_some() {
            continue;
        }
        write.create(Message {
            id,
            kind: MessageKind::Alert,
            to_account_id: patient.practitioner_id,
            to_role: patient.practitioner_id.is_none().then_some(Role::Practitioner),
            patient_id: Some(patient.id),
            subject_id: Some(alert.id),
            text: None,
            due_at: None,
        })?;
    }
    Ok(())
}

/// The patient is still to come.
pub(super) fn is_expected(appointment: &Appointment) -> bool {
    matches!(appointment.status, AppointmentStatus::Proposed | AppointmentStatus::Pending | AppointmentStatus::Booked)
}

/// Asks the front desk to remind the patients of tomorrow. The id follows from the appointment and its time: two
/// computers that remind at once have done it once, and an appointment that was moved is reminded of anew.
pub(crate) fn post_due_reminders(write: &mut Write<'_>) -> Result<()> {
    let zone = sites::own_site(write)?.time_zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::UTC);
    let today = DateTime::from_timestamp_millis(write.now).unwrap_or_default().with_timezone(&zone).date_naive();
    let end_of_tomorrow = today
        .checked_add_days(Days::new(2))
        .and_then(|day| zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest())
        .map_or(write.now, |end| end.timestamp_millis());
    let coming: Vec<Stored<Appointment>> = write.all(
        "starts_at >= ?1 AND starts_at < ?2 AND status IN ('proposed', 'pending', 'booked')
         AND entered_in_error IS NULL ORDER BY starts_at, id",
        (write.now, end_of_tomorrow),
    )?;
    for appointment in coming {
        let Some(starts_at) = appointment.starts_at else { continue };
        let id = Uuid::new_v5(&appointment.id, format!("reminder:{starts_at}").as_bytes());
        // Who booked it for today or tomorrow has just been told.
        let is_fresh = appointment.meta.recorded_at + 60 * 60_000 > write.now;
        if is_fresh || write.find::<Message>(id)?.is_some() {
            continue;
        }
        write.create(Message {
            id,
            kind: MessageKind::Reminder,
            to_account_id: None,
            to_role: Some(Role::FrontDesk),
            patient_id: Some(appointment.patient_id),
            subject_id: Some(appointment.id),
            text: None,
            due_at: Some(starts_at),
        })?;
    }
    Ok(())
}
