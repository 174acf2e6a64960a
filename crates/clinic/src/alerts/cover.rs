//! When a new alert only continues an old one: ten bad readings are not ten notifications.
//!
//! An alert is covered by an earlier one of the same patient, metric and direction that was at least as grave and about
//! as far past its limit, if in between no reading had come back inside the limits by more than wavering.

use super::Alert;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::of_person;
use crate::record::Stored;
use rusqlite::params;
use uuid::Uuid;

/// What was acknowledged rings again after so long, if it still holds.
const ACKNOWLEDGED_COVERS_MS: Millis = 4 * 3_600_000;
/// An open alert does not silence a new one for longer than this.
const OPEN_COVERS_MS: Millis = 3_600_000;

/// Whether who knows of `earlier` knows of `later`: it is no graver, and no further past its limit than wavering.
pub(super) fn covers(earlier: &Alert, later: &Alert) -> bool {
    let step = if later.is_above { later.value - earlier.value } else { earlier.value - later.value };
    earlier.severity >= later.severity && step <= later.metric.hysteresis()
}

/// Whether an acknowledgement stands for this alert too.
pub(super) fn is_covered_by_acknowledgement(read: &Read<'_>, alert: &Stored<Alert>) -> Result<bool> {
    let at = alert.meta.recorded_at;
    let sql = "patient_id = ?1 AND metric = ?2 AND is_above = ?3 AND id <> ?4 AND entered_in_error IS NULL
         AND effective_at <= ?5 AND EXISTS (SELECT 1 FROM alert_actions d WHERE d.alert_id = alerts.id
             AND d.action = 'acknowledged' AND d.recorded_at BETWEEN ?6 AND ?7) ORDER BY effective_at DESC, id";
    let answered: Vec<Stored<Alert>> = read.all(
        &of_person(read, alert.patient_id, sql)?,
        params![
            alert.patient_id.to_string(),
            alert.metric.code(),
            alert.is_above,
            alert.id.to_string(),
            alert.effective_at,
            at - ACKNOWLEDGED_COVERS_MS,
            at,
        ],
    )?;
    for earlier in answered.iter().filter(|earlier| covers(earlier, alert)) {
        if !has_recovered(read, alert, earlier.effective_at)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether people must be told of this alert: none of the open ones of which they were told stands for it. One that
/// was itself kept quiet keeps no other quiet.
pub(super) fn is_news(read: &Read<'_>, alert: &Stored<Alert>, open: &[Uuid]) -> Result<bool> {
    let mut group: Vec<Stored<Alert>> = vec![];
    for id in open.iter().filter(|id| **id != alert.id) {
        let earlier = read.find::<Alert>(*id)?.filter(|one| one.vitals_id != alert.vitals_id);
        group.extend(earlier.filter(|one| one.meta.recorded_at <= alert.meta.recorded_at));
    }
    group.sort_by_key(|one| (one.meta.recorded_at, one.effective_at, one.id));
    let mut told: Vec<&Stored<Alert>> = vec![];
    for one in group.iter().chain([alert]) {
        let mut is_known = false;
        for earlier in &told {
            let is_near = one.meta.recorded_at - earlier.meta.recorded_at < OPEN_COVERS_MS;
            is_known |= is_near && covers(earlier, one) && !has_recovered(read, one, earlier.effective_at)?;
        }
        if !is_known {
            told.push(one);
        }
    }
    Ok(told.last().is_some_and(|last| last.id == alert.id))
}

/// Whether a reading since then was inside the limit by more than wavering.
fn has_recovered(read: &Read<'_>, alert: &Alert, since: Millis) -> Result<bool> {
    let margin = alert.metric.hysteresis();
    let (side, limit) =
        if alert.is_above { ("<=", alert.limit_value - margin) } else { (">=", alert.limit_value + margin) };
    let field = alert.metric.field();
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM vitals WHERE patient_id = ?1 AND entered_in_error IS NULL
         AND effective_at > ?2 AND effective_at < ?3 AND {field} {side} ?4)"
    );
    let limit: f64 = limit.try_into().unwrap_or(f64::NAN);
    Ok(read
        .conn
        .prepare_cached(&of_person(read, alert.patient_id, &sql)?)?
        .query_row(params![alert.patient_id.to_string(), since, alert.effective_at, limit], |row| row.get(0))?)
}
