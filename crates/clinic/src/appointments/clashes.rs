//! Clashes: what speaks against a slot. Whoever may can book over them, and says why.

use super::slot::{GRACE_MS, Slot, countable};
use super::{AppointmentView, LONGEST_MIN, check_duration};
use crate::accounts::{Account, Right};
use crate::db::Read;
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::practitioners::practitioner;
use crate::schedules::local::MINUTE_MS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
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

impl ClashKind {
    /// The kind's name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ClashKind::PatientBusy => "patient_busy",
            ClashKind::PractitionerBusy => "practitioner_busy",
            ClashKind::RoomBusy => "room_busy",
            ClashKind::OutsideHours => "outside_hours",
            ClashKind::InBreak => "in_break",
            ClashKind::OnLeave => "on_leave",
            ClashKind::OnHoliday => "on_holiday",
            ClashKind::NotBookable => "not_bookable",
        }
    }
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
    /// The room; that of the practitioner's hours then, if none.
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
    /// The room that it would be in.
    pub room_id: Option<Uuid>,
}

/// What speaks against a slot: for a form, while it is filled in.
///
/// # Errors
/// When there is no such practitioner or room.
pub fn check_slot(read: &Read<'_>, query: SlotQuery) -> Result<SlotCheck> {
    practitioner(read, query.practitioner_id)?;
    let minutes = check_duration(query.duration_min)?;
    let starts_at = countable(query.starts_at);
    let slot = Slot {
        patient_id: query.for_patient,
        practitioner_id: query.practitioner_id,
        room_id: query.room_id,
        starts_at,
        ends_at: starts_at + Millis::from(minutes) * MINUTE_MS,
        except: query.appointment_id,
    }
    .in_its_room(read)?;
    Ok(SlotCheck {
        clashes: slot.clashes(read)?,
        is_past: slot.starts_at < read.now - GRACE_MS,
        may_override: may_override(read)?,
        room_id: slot.room_id,
    })
}

/// What a slot is booked over, if anything, and why.
pub(super) type Over = (Option<String>, Option<String>);

/// Settles clashes: none, or booked over for a reason by who may; otherwise refused.
pub(super) fn settle(read: &Read<'_>, clashes: &[Clash], reason: Option<&str>) -> Result<Over> {
    if clashes.is_empty() {
        return Ok((None, None));
    }
    let may = may_override(read)?;
    let reason = optional("override_reason", reason, 300)?;
    let Some(reason) = reason.filter(|_| may) else { return Err(refusal(clashes, may)) };
    let mut kinds: Vec<&str> = clashes.iter().map(|clash| clash.kind.code()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    Ok((Some(kinds.join(" ")), Some(reason)))
}

pub(super) fn refusal(clashes: &[Clash], may_override: bool) -> Error {
    let what = clashes.iter().map(|clash| clash.sentence.as_str()).collect::<Vec<_>>().join(" ");
    let way_out = match may_override {
        true => "Choose another time, or say why it must be booked all the same.",
        false => "Choose another time, or ask somebody who may book over it.",
    };
    let details = json!({ "clashes": clashes, "may_override": may_override });
    Invalid::new("starts_at", "clash", format!("{what} {way_out}")).with(details).into()
}

/// Whether who asks may book over clashes. The program itself may.
pub(super) fn may_override(read: &Read<'_>) -> Result<bool> {
    if read.account_id.is_nil() {
        return Ok(true);
    }
    let account = read.get::<Account>(read.account_id)?;
    Ok(account.rights().contains(&Right::OverrideBooking))
}

/// The appointments that take somebody's time between two instants.
pub(crate) fn occupying_between(
    read: &Read<'_>,
    practitioner_id: Option<Uuid>,
    from: Millis,
    to: Millis,
) -> Result<Vec<AppointmentView>> {
    let reach = from - Millis::from(LONGEST_MIN) * MINUTE_MS - 1;
    let found = read.all(
        "starts_at > ?1 AND starts_at < ?3 AND ends_at > ?2 AND is_walk_in = 0
         AND (?4 IS NULL OR practitioner_id = ?4) AND status NOT IN ('waitlist', 'cancelled', 'noshow', 'fulfilled')
         AND entered_in_error IS NULL ORDER BY starts_at, id",
        (reach, from, to, practitioner_id.map(|id| id.to_string())),
    )?;
    AppointmentView::all(read, found)
}
