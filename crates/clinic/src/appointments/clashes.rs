//! Clashes: what speaks against a slot. Whoever may can book over them, and says why.

use super::AppointmentView;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What speaks against a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClashKind {
    /// The patient is somewhere else then.
    PatientBusy,
    /// The practitioner has somebody else then.
    PractitionerBusy,
    /// The room is taken then.
    RoomBusy,
    /// The practitioner does not work then.
    OutsideHours,
    /// The practitioner has a break then.
    InBreak,
    /// The practitioner is on leave.
    OnLeave,
    /// The clinic is closed.
    OnHoliday,
    /// Nothing is booked with the practitioner at all.
    NotBookable,
}

/// One thing that speaks against a slot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Clash {
    /// What.
    pub kind: ClashKind,
    /// Of whom or what: the other patient, the room, the holiday, the leave's reason.
    pub name: Option<String>,
    /// The other appointment.
    pub appointment_id: Option<Uuid>,
    /// When what speaks against it begins.
    pub starts_at: Option<Millis>,
    /// When it ends.
    pub ends_at: Option<Millis>,
    /// What is wrong, in English.
    pub sentence: String,
}

/// A slot, before it is booked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SlotQuery {
    /// The patient, if one was chosen already.
    pub for_patient: Option<Uuid>,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The room.
    pub room_id: Option<Uuid>,
    /// When it begins.
    pub starts_at: Millis,
    /// How long it takes, in minutes.
    pub duration_min: u32,
    /// The appointment that is to be moved there, if it is one.
    pub appointment_id: Option<Uuid>,
}

/// What speaks against a slot.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SlotCheck {
    /// What speaks against it; empty where nothing does.
    pub clashes: Vec<Clash>,
    /// It has begun or is over: nobody can book it.
    pub is_past: bool,
    /// Who asks may book over clashes, with a reason.
    pub may_override: bool,
}

/// What speaks against a slot: for a form, while it is filled in.
///
/// # Errors
/// When there is no such practitioner or room.
pub fn check_slot(_read: &Read<'_>, _query: SlotQuery) -> Result<SlotCheck> {
    Err(super::not_yet())
}

/// The appointments that take somebody's time between two instants.
pub(crate) fn occupying_between(
    read: &Read<'_>,
    practitioner_id: Option<Uuid>,
    from: Millis,
    to: Millis,
) -> Result<Vec<AppointmentView>> {
    let reach = from - Millis::from(super::LONGEST_MIN) * 60_000;
    let found = read.all(
        "starts_at > ?1 AND starts_at < ?3 AND ends_at > ?2 AND is_walk_in = 0
         AND (?4 IS NULL OR practitioner_id = ?4) AND status NOT IN ('waitlist', 'cancelled', 'noshow', 'fulfilled')
         AND entered_in_error IS NULL ORDER BY starts_at, id",
        (reach, from, to, practitioner_id.map(|id| id.to_string())),
    )?;
    AppointmentView::all(read, found)
}
