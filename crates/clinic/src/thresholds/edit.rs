//! Setting limits, going back to the ones behind them, and who set what when.

use super::{AgeBand, AppliedLimits, DefaultThreshold, Limits, Threshold, defaults, limits_of_patient};
use crate::accounts::{self, Account, Nothing};
use crate::db::{Basis, Read, Write, entries_of};
use crate::error::{Error, Invalid, Result};
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, face, is_same_person, of_person};
use crate::quantity;
use crate::record::Stored;
use crate::vitals::Metric;
use healthsync_sync::{VOID_FIELD, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A threshold in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThresholdView {
    /// The threshold.
    pub threshold: Stored<Threshold>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The practitioner's name.
    pub practitioner: Option<String>,
    /// The patient's name.
    pub patient: Option<String>,
}

/// All limits: those that were set, and those that ship.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThresholdList {
    /// Limits that somebody has set and that stand.
    pub set: Vec<ThresholdView>,
    /// Limits that ship with the program.
    pub defaults: Vec<DefaultThreshold>,
}

/// Which limits.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ThresholdQuery {
    /// Only those of this practitioner; of the site and of all practitioners, if none.
    pub practitioner_id: Option<Uuid>,
}

/// All limits of the site and its practitioners, and those that ship.
///
/// # Errors
/// When the database fails.
pub fn thresholds(read: &Read<'_>, input: ThresholdQuery) -> Result<ThresholdList> {
    let set = read.all::<Threshold>(
        "entered_in_error IS NULL AND patient_id IS NULL AND (site_id IS NULL OR site_id = ?1)
         AND (?2 IS NULL OR practitioner_id = ?2)
         ORDER BY metric, age_band, practitioner_id, id",
        (read.place.site_id.to_string(), input.practitioner_id.map(|id| id.to_string())),
    )?;
    let set = set.into_iter().map(|threshold| view(read, threshold)).collect::<Result<_>>()?;
    Ok(ThresholdList { set, defaults: defaults().to_vec() })
}

fn view(read: &Read<'_>, threshold: Stored<Threshold>) -> Result<ThresholdView> {
    let practitioner = match threshold.practitioner_id {
        Some(id) => accounts::name_of(read, id)?,
        None => None,
    };
    let patient = match threshold.patient_id {
        Some(id) => read.find::<Patient>(id)?.map(|patient| patient.display_name()),
        None => None,
    };
    Ok(ThresholdView { version: read.version(threshold.id)?, threshold, practitioner, patient })
}

/// The limits of a patient: what applies, and the patient's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PatientThresholds {
    /// What applies now to each reading, and whose it is.
    pub applied: Vec<AppliedLimits>,
    /// The patient's own.
    pub own: Vec<ThresholdView>,
}

/// The limits of a patient.
///
/// # Errors
/// When there is no such patient.
pub fn thresholds_of_patient(read: &Read<'_>, input: OfPatient) -> Result<PatientThresholds> {
    let patient = face(read, input.patient_id)?.record;
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY metric, id";
    let own = read.all::<Threshold>(&of_person(read, input.patient_id, sql)?, [input.patient_id.to_string()])?;
    let own = own.into_iter().map(|threshold| view(read, threshold)).collect::<Result<_>>()?;
    let held = limits_of_patient(read, &patient, read.now)?;
    let of = |metric| held.iter().find(|one| one.metric == metric).cloned();
    Ok(PatientThresholds {
        applied: Metric::ALL.into_iter().map(|one| of(one).unwrap_or(AppliedLimits::none(one))).collect(),
        own,
    })
}

/// Limits for an owner, a metric and an age band.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewThreshold {
    /// The patient whose own they are.
    #[serde(default)]
    pub patient_id: Option<Uuid>,
    /// The practitioner for whose panel they are; with neither, they are the site's.
    #[serde(default)]
    pub practitioner_id: Option<Uuid>,
    /// Of what.
    pub metric: Metric,
    /// For which ages; a patient's own are for any.
    pub age_band: AgeBand,
    /// The limits; with none of the four, no reading breaches.
    pub limits: Limits,
    /// What the form was shown; 0 where it was new.
    #[serde(default)]
    pub version: i64,
}

/// Sets limits. They hold from the next reading on.
///
/// # Errors
/// When the limits do not rise or cannot be.
pub fn set_threshold(write: &mut Write<'_>, input: NewThreshold) -> Result<ThresholdView> {
    check(input.metric, &input.limits)?;
    if let Some(patient) = input.patient_id {
        write.get::<Patient>(patient)?;
    }
    if let Some(practitioner) = input.practitioner_id {
        write.get::<Account>(practitioner)?;
    }
    let (practitioner_id, age_band) = match input.patient_id {
        Some(_) => (None, AgeBand::Any),
        None => (input.practitioner_id, input.age_band),
    };
    let owner = input.patient_id.or(practitioner_id).unwrap_or(write.place.site_id);
    let name = format!("threshold:{}:{}", input.metric.code(), age_band.code());
    let threshold = Threshold {
        id: Uuid::new_v5(&owner, name.as_bytes()),
        site_id: (input.patient_id.is_none() && practitioner_id.is_none()).then_some(write.place.site_id),
        patient_id: input.patient_id,
        practitioner_id,
        metric: input.metric,
        age_band,
        critical_low: input.limits.critical_low,
        warning_low: input.limits.warning_low,
        warning_high: input.limits.warning_high,
        critical_high: input.limits.critical_high,
    };
    let id = threshold.id;
    let current = write.version(id)?;
    let saved = match current {
        0 => write.save(threshold, Basis::New)?,
        _ => {
            // Limits that were taken away come back by being set again.
            let is_void = write.get::<Threshold>(id)?.meta.entered_in_error.is_some();
            write.unvoid::<Threshold>(id)?;
            let shown = if is_void && input.version == 0 { current } else { input.version };
            write.save(threshold, Basis::Shown(shown))?
        }
    };
    view(write, saved.stored)
}

fn check(metric: Metric, limits: &Limits) -> Result<()> {
    let named = [
        ("critical_low", limits.critical_low),
        ("warning_low", limits.warning_low),
        ("warning_high", limits.warning_high),
        ("critical_high", limits.critical_high),
    ];
    for (name, limit) in named {
        quantity::check(name, limit, quantity::Bounds { digits: 2, ..metric.bounds() })?;
    }
    if let Some((first, second)) = limits.out_of_order() {
        let sentence = "The limits must rise: critical low, warning low, warning high, critical high.";
        return Err(Invalid::new(second, "limits_out_of_order", sentence).with(json!({ "after": first })).into());
    }
    Ok(())
}

/// Limits that are to be taken away.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ThresholdRemoval {
    /// The threshold.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Takes limits away, so that those behind them apply again.
///
/// # Errors
/// When the reason is missing.
pub fn remove_threshold(write: &mut Write<'_>, input: ThresholdRemoval) -> Result<Nothing> {
    write.void::<Threshold>(input.id, input.version, &input.reason)?;
    Ok(Nothing {})
}

/// A threshold.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ThresholdId {
    /// The threshold.
    pub id: Uuid,
}

/// One decision about limits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThresholdDecision {
    /// When.
    pub at: Millis,
    /// Who.
    pub account: Option<String>,
    /// The limits from then on; none where they were taken away.
    pub limits: Option<Limits>,
    /// Why they were taken away.
    pub reason: Option<String>,
}

/// A threshold of a patient's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PatientThresholdId {
    /// The patient.
    pub patient_id: Uuid,
    /// The threshold.
    pub id: Uuid,
}

/// Who set the site's or a practitioner's limits to what, the latest first.
///
/// # Errors
/// When they are a patient's own: those belong to the chart.
pub fn threshold_history(read: &Read<'_>, input: ThresholdId) -> Result<Vec<ThresholdDecision>> {
    history(read, input.id, None)
}

/// Who set a patient's own limits to what, the latest first.
///
/// # Errors
/// When they are not the patient's.
pub fn threshold_history_of_patient(read: &Read<'_>, input: PatientThresholdId) -> Result<Vec<ThresholdDecision>> {
    history(read, input.id, Some(input.patient_id))
}

fn history(read: &Read<'_>, id: Uuid, patient: Option<Uuid>) -> Result<Vec<ThresholdDecision>> {
    // Limits that ship have no history.
    let Some(threshold) = read.find::<Threshold>(id)? else { return Ok(vec![]) };
    let is_asked = match (threshold.patient_id, patient) {
        (Some(one), Some(other)) => is_same_person(read, one, other)?,
        (one, other) => one == other,
    };
    if !is_asked {
        return Err(Error::NotFound { kind: "threshold" });
    }
    let mut decisions = vec![];
    for entry in entries_of(read.conn, id)?.into_iter().rev() {
        let (at, account) = (entry.change.recorded_at(), accounts::name_of(read, entry.change.author)?);
        if let Some(set) = entry.change.set(super::LIMITS) {
            let limits = serde_json::from_value(set.value.to_json()).ok();
            decisions.push(ThresholdDecision { at, account: account.clone(), limits, reason: None });
        }
        if let Some(Value::Text(reason)) = entry.change.set(VOID_FIELD).map(|set| &set.value) {
            decisions.push(ThresholdDecision { at, account, limits: None, reason: Some(reason.clone()) });
        }
    }
    Ok(decisions)
}
