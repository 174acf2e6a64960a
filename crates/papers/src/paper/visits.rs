//! The papers about appointments.

use super::{Age, Person};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Serialize;

/// When to come again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AppointmentSlip {
    /// Whom it is for.
    pub patient: Person,
    /// When, by the clinic's clock.
    pub starts_at: NaiveDateTime,
    /// With whom.
    pub practitioner: Option<String>,
    /// Where.
    pub room: Option<String>,
    /// For what.
    pub service: Option<String>,
    /// The place in the queue, of who came without an appointment.
    pub token: Option<String>,
    /// What to bring or to mind.
    pub note: Option<String>,
}

/// How a patient comes into the portal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PortalInvitation {
    /// Whom it is for.
    pub patient: Person,
    /// The code, in groups.
    pub code: String,
    /// Where it is typed in, where that is known.
    pub address: Option<String>,
    /// The address with the code in it: it stands there as a QR code.
    pub link: Option<String>,
    /// Until when it is good, by the clinic's clock.
    pub expires_at: NaiveDateTime,
}

/// The appointments of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayList {
    /// The day.
    pub on: NaiveDate,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// The practitioners who have any, each with theirs.
    pub practitioners: Vec<PractitionerDay>,
}

/// The day of one practitioner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PractitionerDay {
    /// The practitioner's name.
    pub name: String,
    /// The appointments, by time.
    pub rows: Vec<DayRow>,
}

/// An appointment on the list of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayRow {
    /// When it starts; none for who came without an appointment.
    pub at: Option<NaiveTime>,
    /// The place in the queue.
    pub token: Option<String>,
    /// The patient's name.
    pub patient: String,
    /// The patient's number.
    pub mrn: String,
    /// The patient's age.
    pub age: Option<Age>,
    /// The patient's telephone.
    pub phone: Option<String>,
    /// For what: the service, the reason.
    pub purpose: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// How it stands, in a word.
    pub state: VisitState,
}

/// How an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// On the waiting list.
    Waitlist,
    /// Proposed, or waiting to be confirmed.
    Proposed,
    /// Booked.
    Booked,
    /// In the house.
    Arrived,
    /// Being seen.
    Started,
    /// Done.
    Fulfilled,
    /// Cancelled.
    Cancelled,
    /// Did not come.
    Noshow,
}
