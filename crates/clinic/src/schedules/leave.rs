//! Leave: days on which a practitioner is away, and the appointments that it strands.

use super::local::{bounds, clock, instant, zone};
use super::{DAY_MIN, Leave, ScheduleRemoval};
use crate::accounts::{self, Nothing};
use crate::appointments::{AppointmentView, occupying_between};
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::practitioners::practitioner;
use crate::record::Stored;
use chrono::NaiveDate;
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// Which leave.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LeaveQuery {
    /// Of this practitioner; of all, if none.
    pub practitioner_id: Option<Uuid>,
    /// Ending on this day or later; today, if none.
    pub from_on: Option<NaiveDate>,
    /// Beginning on this day or before.
    pub until_on: Option<NaiveDate>,
}

/// Leave as lists need it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeaveView {
    /// The leave.
    pub leave: Stored<Leave>,
    /// The practitioner's name.
    pub practitioner_name: String,
    /// What was on the screen.
    pub version: i64,
}

/// New leave.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewLeave {
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; the first, if none.
    pub until_on: Option<NaiveDate>,
    /// Of leave within one day: when it begins, in minutes after midnight.
    pub from_min: Option<u32>,
    /// Of leave within one day: when it ends, in minutes after midnight.
    pub to_min: Option<u32>,
    /// Why.
    pub reason: Option<String>,
}

/// Leave that was added.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeaveAdded {
    /// The leave.
    pub leave: LeaveView,
    /// The appointments that fall into it and must be moved.
    pub stranded: Vec<AppointmentView>,
}

/// Leave that has not ended, or that of other days, by its first day.
///
/// # Errors
/// When the database fails.
pub fn leave(read: &Read<'_>, query: LeaveQuery) -> Result<Vec<LeaveView>> {
    let from = query.from_on.map_or_else(|| crate::age::today(read), Ok)?;
    let all = between(read, query.practitioner_id, from, query.until_on.unwrap_or(NaiveDate::MAX))?;
    all.into_iter().map(|leave| view(read, leave)).collect()
}

/// Adds leave. Appointments that fall into it stay, and are named.
///
/// # Errors
/// When it ends before it begins or the practitioner is on leave then already.
pub fn add_leave(write: &mut Write<'_>, input: NewLeave) -> Result<LeaveAdded> {
    let account = practitioner(write, input.practitioner_id)?;
    let leave = Leave {
        id: write.new_id(),
        practitioner_id: account.id,
        from_on: input.from_on,
        until_on: input.until_on.unwrap_or(input.from_on),
        from_min: input.from_min,
        to_min: input.to_min,
        reason: optional("reason", input.reason.as_deref(), 200)?,
    };
    check(&leave)?;
    let zone = zone(write)?;
    let (from, to) = leave.span(zone);
    for other in between(write, Some(account.id), leave.from_on, leave.until_on)? {
        let (other_from, other_to) = other.span(zone);
        if from < other_to && other_from < to {
            let (first, last) = (other.from_on, other.until_on);
            let sentence = format!("{} is on leave from {first} to {last} already.", account.name);
            let details = json!({ "name": account.name, "from": first, "to": last });
            return Err(Invalid::new("from_on", "on_leave_already", sentence).with(details).into());
        }
    }
    let leave = write.create(leave)?;
    let stranded = occupying_between(write, Some(account.id), from.max(write.now), to)?;
    Ok(LeaveAdded { leave: view(write, leave)?, stranded })
}

/// Takes leave away.
///
/// # Errors
/// When it is not there.
pub fn remove_leave(write: &mut Write<'_>, input: ScheduleRemoval) -> Result<Nothing> {
    write.void::<Leave>(input.id, input.version, input.words())?;
    Ok(Nothing {})
}

impl Leave {
    /// From which instant to which.
    pub(crate) fn span(&self, zone: Tz) -> (Millis, Millis) {
        match (self.from_min, self.to_min) {
            (Some(from), Some(to)) => (instant(zone, self.from_on, from), instant(zone, self.from_on, to)),
            _ => (bounds(zone, self.from_on).0, bounds(zone, self.until_on).1),
        }
    }
}

/// Leave that touches these days.
pub(crate) fn between(
    read: &Read<'_>,
    practitioner_id: Option<Uuid>,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Stored<Leave>>> {
    // Years beyond 9999 do not sort as text.
    let until = until.min(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(until));
    read.all(
        "until_on >= ?1 AND from_on <= ?2 AND (?3 IS NULL OR practitioner_id = ?3) AND entered_in_error IS NULL
         ORDER BY from_on, practitioner_id, id",
        (from.to_string(), until.to_string(), practitioner_id.map(|id| id.to_string())),
    )
}

fn view(read: &Read<'_>, leave: Stored<Leave>) -> Result<LeaveView> {
    let practitioner_name = accounts::name_of(read, leave.practitioner_id)?.unwrap_or_default();
    Ok(LeaveView { version: read.version(leave.id)?, practitioner_name, leave })
}

fn check(leave: &Leave) -> Result<()> {
    if leave.until_on < leave.from_on {
        let (from, to) = (leave.from_on, leave.until_on);
        let sentence = format!("This leave ends on {to}, before it begins on {from}.");
        return Err(Invalid::new("until_on", "ends_before_start", sentence)
            .with(json!({ "from": from, "to": to }))
            .into());
    }
    match (leave.from_min, leave.to_min) {
        (None, None) => Ok(()),
        (Some(from), Some(to)) if to <= from || to > DAY_MIN => {
            let sentence = format!("This leave ends at {}, before it begins at {}.", clock(to), clock(from));
            let details = json!({ "from": clock(from), "to": clock(to) });
            Err(Invalid::new("to_min", "ends_before_start", sentence).with(details).into())
        }
        (Some(_), Some(_)) if leave.from_on == leave.until_on => Ok(()),
        (Some(_), Some(_)) => {
            let sentence = "Hours are for leave within one day. Add the first or last day on its own.";
            Err(Invalid::new("from_min", "hours_of_several_days", sentence).into())
        }
        _ => Err(Invalid::new("to_min", "required", "Say when the leave begins and when it ends.").into()),
    }
}
