//! What the desktop is told: new alerts that do not only continue an old one, and critical ones that nobody answered.

use super::cover::{is_covered_by_acknowledgement, is_news};
use super::list::{groups, open_group};
use super::{Action, Alert, AlertAction, AlertQuery, AlertState};
use crate::db::{Read, Write};
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::Stored;
use crate::sites;
use crate::thresholds::Severity;
use crate::vitals::Metric;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// What the desktop is told of an alert.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Notice {
    /// The alert.
    pub alert_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name, where the clinic allows names outside the window.
    pub patient_name: Option<String>,
    /// Of what.
    pub metric: Metric,
    /// How bad.
    pub severity: Severity,
    /// Above the limit, not below.
    pub is_above: bool,
    /// The reading, in canonical units.
    pub value: f64,
    /// Nobody answered in time.
    pub is_escalated: bool,
}

fn notice(read: &Read<'_>, alert: &Alert, is_escalated: bool) -> Result<Notice> {
    let has_names = sites::own_site(read)?.has_names_on_lock_screen;
    let patient_name = match has_names {
        true => read.find::<Patient>(alert.patient_id)?.map(|patient| patient.display_name()),
        false => None,
    };
    Ok(Notice {
        alert_id: alert.id,
        patient_id: alert.patient_id,
        patient_name,
        metric: alert.metric,
        severity: alert.severity,
        is_above: alert.is_above,
        value: alert.value.try_into().unwrap_or(f64::NAN),
        is_escalated,
    })
}

/// Of alerts that were just raised, those that people must be told of.
pub(crate) fn notices(read: &Read<'_>, raised: &[Uuid]) -> Result<Vec<Notice>> {
    let mut told = vec![];
    for id in raised {
        let Some(alert) = read.find::<Alert>(*id)?.filter(|alert| alert.meta.entered_in_error.is_none()) else {
            continue;
        };
        // What was written elsewhere and came late stands on the list; nobody is called for it now.
        if alert.meta.recorded_at < read.now - NEWS_MS {
            continue;
        }
        let open = open_group(read, &alert)?;
        if !is_covered_by_acknowledgement(read, &alert)? && is_news(read, &alert, &open)? {
            told.push(notice(read, &alert, false)?);
        }
    }
    Ok(told)
}

/// What is older is not news to anybody.
const NEWS_MS: Millis = 60 * 60_000;

/// Raises critical alerts again that nobody has answered within the clinic's time: once, and once more after a snooze.
pub(crate) fn escalate_due(write: &mut Write<'_>) -> Result<Vec<Notice>> {
    let wait = Millis::from(sites::own_site(write)?.escalate_after_min) * 60_000;
    let query = AlertQuery { state: Some(AlertState::Open), ..AlertQuery::default() };
    let mut told = vec![];
    for group in groups(write, &query)? {
        let last = |action: Action, at: fn(&Stored<AlertAction>) -> Option<Millis>| {
            group.actions.iter().filter(|one| one.action == action).filter_map(at).max().unwrap_or(Millis::MIN)
        };
        let escalated_at = last(Action::Escalated, |one| Some(one.meta.recorded_at));
        let snoozed_until = last(Action::Snoozed, |one| one.until_at);
        // What came, or came back, after people were last told so.
        let is_due = |alert: &&Stored<Alert>| {
            let since = alert.meta.recorded_at.max(snoozed_until.min(write.now));
            alert.severity == Severity::Critical && alert.meta.recorded_at + wait <= write.now && escalated_at < since
        };
        let Some(alert) = group.alerts.iter().find(is_due) else { continue };
        // Derived, so that two computers that escalate at once have done it once.
        let id = Uuid::new_v5(&alert.id, format!("escalated:{snoozed_until}").as_bytes());
        if group.state(write.now) != AlertState::Open || write.find::<AlertAction>(id)?.is_some() {
            continue;
        }
        let (alert_id, action) = (alert.id, Action::Escalated);
        write.create(AlertAction { id, alert_id, action, note: None, until_at: None })?;
        told.push(notice(write, alert, true)?);
    }
    Ok(told)
}
