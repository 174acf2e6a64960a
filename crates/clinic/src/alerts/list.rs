//! Alerts as people see them: one row for what belongs together.

use super::cover::{covers, is_covered_by_acknowledgement};
use super::{Action, Alert, AlertAction};
use crate::accounts::{self, Nothing};
use crate::age;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{Patient, PatientRow, of_person};
use crate::record::Stored;
use crate::thresholds::Severity;
use crate::vitals::Metric;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How alerts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has answered.
    Open,
    /// Put off.
    Snoozed,
    /// Somebody takes care.
    Acknowledged,
}

/// Which alerts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AlertQuery {
    /// How they stand; all, if left out.
    pub state: Option<AlertState>,
    /// How bad; all, if left out.
    pub severity: Option<Severity>,
    /// Of what; all, if left out.
    pub metric: Option<Metric>,
    /// Of one patient.
    pub of_patient: Option<Uuid>,
    /// Of the patients on this practitioner's panel.
    pub practitioner_id: Option<Uuid>,
    /// From this instant on; of answered alerts, the last 30 days if left out.
    pub from: Option<Millis>,
}

/// Alerts of one patient, metric and direction that belong together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AlertRow {
    /// The alert that was recorded last: to be named in an answer, which is for it and those before it.
    pub id: Uuid,
    /// The patient.
    pub patient: PatientRow,
    /// Of what.
    pub metric: Metric,
    /// The worst of them.
    pub severity: Severity,
    /// Above the limit, not below.
    pub is_above: bool,
    /// The latest reading, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// The limit that it passes.
    #[schemars(with = "f64")]
    pub limit_value: Decimal,
    /// When the latest reading was true.
    pub effective_at: Millis,
    /// When the first was.
    pub first_at: Millis,
    /// How many readings.
    pub count: usize,
    /// How they stand.
    pub state: AlertState,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<Millis>,
    /// What the person noted.
    pub note: Option<String>,
    /// Until when they are put off.
    pub snoozed_until: Option<Millis>,
    /// Nobody answered in time.
    pub is_escalated: bool,
}

/// How many alerts wait for an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlertCounts {
    /// Critical ones.
    pub critical: usize,
    /// Warnings.
    pub warning: usize,
}

const MONTH_MS: Millis = 30 * 86_400_000;

/// Alerts, what waits first, then the worst, then the latest.
///
/// # Errors
/// When the database fails.
pub fn alerts(read: &Read<'_>, query: AlertQuery) -> Result<Vec<AlertRow>> {
    let today = age::today(read)?;
    let mut rows = vec![];
    for group in groups(read, &query)? {
        let state = group.state(read.now);
        if query.state.is_some_and(|wanted| wanted != state) {
            continue;
        }
        let Some(latest) = group.alerts.last() else { continue };
        let severity = group.severity();
        let is_wanted = query.severity.is_none_or(|wanted| wanted == severity)
            && query.metric.is_none_or(|wanted| wanted == latest.metric);
        let Some(patient) = read.find::<Patient>(latest.patient_id)? else { continue };
        let is_on_panel = query.practitioner_id.is_none_or(|wanted| patient.practitioner_id == Some(wanted));
        if !is_wanted || !is_on_panel || patient.meta.entered_in_error.is_some() {
            continue;
        }
        let answer = group.answer(state);
        rows.push(AlertRow {
            id: group.named(),
            patient: PatientRow::of(patient, today, None),
            metric: latest.metric,
            severity,
            is_above: latest.is_above,
            value: latest.value,
            limit_value: latest.limit_value,
            effective_at: latest.effective_at,
            first_at: group.alerts.first().map_or(latest.effective_at, |first| first.effective_at),
            count: group.alerts.len(),
            state,
            answered_by: answer.map(|answer| accounts::name_of(read, answer.meta.recorded_by)).transpose()?.flatten(),
            answered_at: answer.map(|answer| answer.meta.recorded_at),
            note: answer.and_then(|answer| answer.note.clone()),
            snoozed_until: answer.and_then(|answer| answer.until_at),
            is_escalated: group.actions.iter().any(|action| action.action == Action::Escalated),
        });
    }
    rows.sort_by_key(|row| (row.state as u8, std::cmp::Reverse(row.severity), std::cmp::Reverse(row.effective_at)));
    Ok(rows)
}

/// How many alerts wait for an answer.
///
/// # Errors
/// When the database fails.
pub fn alert_counts(read: &Read<'_>, _: Nothing) -> Result<AlertCounts> {
    let mut counts = AlertCounts::default();
    for group in groups(read, &AlertQuery { state: Some(AlertState::Open), ..AlertQuery::default() })? {
        match group.severity() {
            _ if group.state(read.now) != AlertState::Open => {}
            Severity::Critical => counts.critical += 1,
            Severity::Warning => counts.warning += 1,
        }
    }
    Ok(counts)
}

/// Alerts that belong together, in time, with all that was done about them.
pub(super) struct Group {
    pub alerts: Vec<Stored<Alert>>,
    pub actions: Vec<Stored<AlertAction>>,
    is_answered: bool,
}

impl Group {
    pub fn severity(&self) -> Severity {
        self.alerts.iter().map(|alert| alert.severity).max().unwrap_or(Severity::Warning)
    }

    /// The alert that stands for all that are here: the one that was recorded last.
    fn named(&self) -> Uuid {
        self.alerts.iter().max_by_key(|alert| (alert.meta.recorded_at, alert.id)).map_or(Uuid::nil(), |alert| alert.id)
    }

    pub fn state(&self, now: Millis) -> AlertState {
        if self.is_answered {
            return AlertState::Acknowledged;
        }
        // One reading that is worse than what was put off wakes them all.
        let live = self
            .actions
            .iter()
            .filter(|action| action.action == Action::Snoozed && action.until_at.is_some_and(|until| until > now));
        let put_off: Vec<&Stored<Alert>> =
            live.filter_map(|action| self.alerts.iter().find(|alert| alert.id == action.alert_id)).collect();
        let is_put_off = |alert: &Stored<Alert>| put_off.iter().any(|one| one.id == alert.id || covers(one, alert));
        if self.alerts.iter().all(is_put_off) { AlertState::Snoozed } else { AlertState::Open }
    }

    fn answer(&self, state: AlertState) -> Option<&Stored<AlertAction>> {
        let wanted = match state {
            AlertState::Open => return None,
            AlertState::Snoozed => Action::Snoozed,
            AlertState::Acknowledged => Action::Acknowledged,
        };
        self.actions.iter().filter(|action| action.action == wanted).max_by_key(|action| action.meta.recorded_at)
    }
}

/// The groups that a query can mean: all that wait, and of the answered those that are recent.
pub(super) fn groups(read: &Read<'_>, query: &AlertQuery) -> Result<Vec<Group>> {
    let patient = query.of_patient.map(|id| id.to_string());
    let from = query.from.unwrap_or(read.now - MONTH_MS);
    let person = |sql: &'static str| of_person(read, query.of_patient.unwrap_or_default(), sql);
    let waiting: Vec<Stored<Alert>> = read.all(
        &person(
            "entered_in_error IS NULL AND (?1 IS NULL OR patient_id = ?1) AND NOT EXISTS (SELECT 1 FROM alert_actions d
         WHERE d.alert_id = alerts.id AND d.action = 'acknowledged') AND EXISTS (SELECT 1 FROM patients p
         WHERE p.id = alerts.patient_id AND p.entered_in_error IS NULL) ORDER BY effective_at, id",
        )?,
        [&patient],
    )?;
    let (mut open, mut answered) = (vec![], vec![]);
    for alert in waiting {
        let target = if is_covered_by_acknowledgement(read, &alert)? { &mut answered } else { &mut open };
        target.push(alert);
    }
    let mut groups = together(read, open, false, |_| 0)?;
    if query.state.is_none_or(|state| state == AlertState::Acknowledged) {
        answered.retain(|alert| alert.effective_at >= from);
        answered.extend(read.all::<Alert>(
            &person(
                "entered_in_error IS NULL AND (?1 IS NULL OR patient_id = ?1) AND effective_at >= ?2
             AND EXISTS (SELECT 1 FROM alert_actions d WHERE d.alert_id = alerts.id AND d.action = 'acknowledged')
             ORDER BY effective_at, id",
            )?,
            (&patient, from),
        )?);
        answered.sort_by_key(|alert| (alert.effective_at, alert.id));
        // What was answered on different days was not one event.
        groups.extend(together(read, answered, true, |alert| alert.effective_at.div_euclid(86_400_000))?);
    }
    Ok(groups)
}

fn together(
    read: &Read<'_>,
    alerts: Vec<Stored<Alert>>,
    is_answered: bool,
    part: impl Fn(&Alert) -> Millis,
) -> Result<Vec<Group>> {
    let mut groups: BTreeMap<(Uuid, Metric, bool, Millis), Group> = BTreeMap::new();
    for alert in alerts {
        let key = (alert.patient_id, alert.metric, alert.is_above, part(&alert));
        let group = groups.entry(key).or_insert_with(|| Group { alerts: vec![], actions: vec![], is_answered });
        group
            .actions
            .extend(read.all::<AlertAction>("alert_id = ?1 ORDER BY recorded_at, id", [alert.id.to_string()])?);
        group.alerts.push(alert);
    }
    Ok(groups.into_values().collect())
}

/// The open alerts that an answer to `alert` is for: those that were there when it was the last.
pub(super) fn open_group(read: &Read<'_>, alert: &Stored<Alert>) -> Result<Vec<Uuid>> {
    let query =
        AlertQuery { state: Some(AlertState::Open), of_patient: Some(alert.patient_id), ..AlertQuery::default() };
    let same = |first: &Alert| first.metric == alert.metric && first.is_above == alert.is_above;
    let group = groups(read, &query)?.into_iter().find(|group| group.alerts.first().is_some_and(|first| same(first)));
    let was_there = |one: &&Stored<Alert>| one.meta.recorded_at <= alert.meta.recorded_at;
    Ok(group.map_or(vec![], |group| group.alerts.iter().filter(was_there).map(|one| one.id).collect()))
}
