//! Appointments: who comes when, to whom, in which room, and what became of it; walk-ins and the waiting list too.

mod book;
mod calendar;
mod change;
mod clashes;
mod double;
mod free_slots;
mod life;
mod lists;
mod queue;
mod repeat;
mod reschedule;
mod slot;
mod tokens;
mod view;
mod walk_in;

pub use book::*;
pub use calendar::*;
pub use change::*;
pub use clashes::*;
pub(crate) use double::double_booked;
pub use free_slots::*;
pub use life::{AppointmentStatus, AppointmentStep, after, possible};
pub use lists::*;
pub use queue::*;
pub use repeat::{Repeat, RepeatUnit};
pub use reschedule::*;
pub use view::{AppointmentView, appointment};
pub use walk_in::*;

use crate::db::Place;
use crate::error::{Invalid, Result};
use crate::outside::Millis;
use crate::record::{Merge, Record, Together};
use chrono::NaiveDate;
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// The shortest appointment, in minutes.
pub const SHORTEST_MIN: u32 = 5;
/// The longest appointment, in minutes: what overlaps a time began at most so long before it.
pub const LONGEST_MIN: u32 = 12 * 60;
/// How long an appointment takes where neither it nor its service says so, in minutes.
pub const USUAL_MIN: u32 = 15;
/// A clinic that is open at night: who is here at midnight has not gone, in milliseconds before and after it.
pub(crate) const NIGHT_MS: Millis = 6 * 60 * 60_000;

/// How soon somebody must be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentPriority {
    /// At once.
    Emergency,
    /// Before the others.
    Urgent,
    /// In turn.
    #[default]
    Routine,
}

impl AppointmentPriority {
    /// The priority of that name in records.
    #[must_use]
    pub fn named(code: &str) -> Option<AppointmentPriority> {
        match code {
            "emergency" => Some(AppointmentPriority::Emergency),
            "urgent" => Some(AppointmentPriority::Urgent),
            "routine" => Some(AppointmentPriority::Routine),
            _ => None,
        }
    }
}

/// Somebody is to come, or has come (FHIR Appointment).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Appointment {
    /// The appointment.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The practitioner's account; none while anybody will do.
    pub practitioner_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// When it begins; of a walk-in, when the patient came; none on the waiting list.
    pub starts_at: Option<Millis>,
    /// When it ends; none for walk-ins and on the waiting list.
    pub ends_at: Option<Millis>,
    /// What is to be done.
    pub service_id: Option<Uuid>,
    /// Where in its life it is.
    pub status: AppointmentStatus,
    /// When it was booked, for the time that it has now.
    pub booked_at: Option<Millis>,
    /// When the patient confirmed it.
    pub confirmed_at: Option<Millis>,
    /// When the patient came.
    pub arrived_at: Option<Millis>,
    /// When the patient was checked in.
    pub checked_in_at: Option<Millis>,
    /// When the consultation began.
    pub started_at: Option<Millis>,
    /// When it was over.
    pub fulfilled_at: Option<Millis>,
    /// When it was cancelled, or noted that nobody came.
    pub cancelled_at: Option<Millis>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The patient came without an appointment.
    pub is_walk_in: bool,
    /// What the patient is called up by, e.g. `K7`.
    pub token: Option<String>,
    /// The day that the token is of.
    pub token_on: Option<NaiveDate>,
    /// How soon the patient must be seen.
    pub priority: AppointmentPriority,
    /// Why the patient comes, as told to the front desk.
    pub reason: Option<String>,
    /// Anything that the front desk should know.
    pub notes: Option<String>,
    /// On the waiting list: the first day that would do.
    pub wanted_from_on: Option<NaiveDate>,
    /// On the waiting list: the last day that would do.
    pub wanted_until_on: Option<NaiveDate>,
    /// What it was booked over: the kinds of clashes, one space between.
    pub overridden: Option<String>,
    /// Why it was booked over a clash.
    pub override_reason: Option<String>,
    /// What all appointments of a series have in common.
    pub series_id: Option<Uuid>,
}

impl Record for Appointment {
    const KIND: &'static str = "appointment";
    const TABLE: &'static str = "appointments";
    const MERGE: Merge = Merge::PerField;
    /// A slot is somebody's time in a room: halves of two people's choices would be a slot that nobody checked.
    const TOGETHER: &'static [Together] = &[
        ("slot", &["practitioner_id", "room_id", "starts_at", "ends_at", "overridden", "override_reason"]),
        (
            "life",
            &[
                "status",
                "booked_at",
                "confirmed_at",
                "arrived_at",
                "checked_in_at",
                "started_at",
                "fulfilled_at",
                "cancelled_at",
                "cancel_reason",
            ],
        ),
        ("called_by", &["token", "token_on"]),
        ("wanted", &["wanted_from_on", "wanted_until_on"]),
    ];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    /// While two workstations contradict each other, who was seen to be here is not lost from the queue.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let status = |value: &Value| match value {
            Value::Map(members) => match members.get("status") {
                Some(Value::Text(code)) => AppointmentStatus::named(code),
                _ => None,
            },
            _ => None,
        };
        let rank = |index: &usize| rivals.get(*index).and_then(|value| status(value)).map(AppointmentStatus::rank);
        (field == "life").then(|| (0..rivals.len()).max_by_key(rank)).flatten()
    }
}

/// An appointment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AppointmentId {
    /// The appointment.
    pub id: Uuid,
}

/// A duration that an appointment can have, in minutes.
pub(crate) fn check_duration(duration_min: u32) -> Result<u32> {
    if (SHORTEST_MIN..=LONGEST_MIN).contains(&duration_min) {
        return Ok(duration_min);
    }
    let sentence = format!("Choose a duration from {SHORTEST_MIN} to {LONGEST_MIN} minutes.");
    let details = json!({ "low": SHORTEST_MIN, "high": LONGEST_MIN });
    Err(Invalid::new("duration_min", "out_of_range", sentence).with(details).into())
}
