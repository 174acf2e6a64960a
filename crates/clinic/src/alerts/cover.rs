//! When a new alert only continues an old one: ten bad readings are not ten notifications.
//!
//! An alert is covered by an earlier one of the same patient, metric and direction that was at least as severe, if in
//! between no reading had come back inside the limits by more than wavering.

use super::Alert;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::record::Stored;
use crate::thresholds::Severity;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

/// What was acknowledged rings again after so long, if it still holds.
const ACKNOWLEDGED_COVERS_MS: Millis = 4 * 3_600_000;
/// An open alert does not silence a new one for longer than this.
const OPEN_COVERS_MS: Millis = 3_600_000;

/// Whether an acknowledgement stands for this alert too.
pub(super) fn is_covered_by_acknowledgement(read: &Read<'_>, alert: &Stored<Alert>) -> Result<bool> {
    let sql = "SELECT a.effective_at FROM alerts a JOIN alert_actions d ON d.alert_id = a.id
         WHERE a.patient_id = ?1 AND a.metric = ?2 AND a.is_above = ?3 AND a.id <> ?4 AND a.entered_in_error IS NULL
           AND d.action = 'acknowledged' AND d.recorded_at <= ?5 AND d.recorded_at >= ?6
           AND (a.severity = 'critical' OR ?7 = 'warning') AND a.effective_at <= ?8
         ORDER BY a.effective_at DESC LIMIT 1";
    let severity = if alert.severity == Severity::Critical { "critical" } else { "warning" };
    let at = alert.meta.recorded_at;
    let since: Option<Millis> = read
        .conn
        .prepare_cached(sql)?
        .query_row(
            params![
                alert.patient_id.to_string(),
                alert.metric.code(),
                alert.is_above,
                alert.id.to_string(),
                at,
                at - ACKNOWLEDGED_COVERS_MS,
                severity,
                alert.effective_at,
            ],
            |row| row.get(0),
        )
        .optional()?;
    since.map_or(Ok(false), |since| Ok(!has_recovered(read, alert, since)?))
}

/// Whether an earlier alert that is still open has told people already.
pub(super) fn is_covered_by_open(read: &Read<'_>, alert: &Stored<Alert>, open: &[Uuid]) -> Result<bool> {
    for id in open.iter().filter(|id| **id != alert.id) {
        let Some(earlier) = read.find::<Alert>(*id)? else { continue };
        let is_near = alert.meta.recorded_at - earlier.meta.recorded_at < OPEN_COVERS_MS;
        let came_before = (earlier.meta.recorded_at, earlier.effective_at)
            <= (alert.meta.recorded_at, alert.effective_at)
            && earlier.vitals_id != alert.vitals_id;
        let covers = is_near && came_before && earlier.severity >= alert.severity;
        if covers && !has_recovered(read, alert, earlier.effective_at)? {
            return Ok(true);
        }
    }
    Ok(false)
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
        .prepare_cached(&sql)?
        .query_row(params![alert.patient_id.to_string(), since, alert.effective_at, limit], |row| row.get(0))?)
}
