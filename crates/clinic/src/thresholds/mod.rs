//! Limits of readings: the patient's own, the practitioner's for their panel, the site's, or the default by age.

mod bands;
mod defaults;
mod edit;
mod limits;

pub use bands::AgeBand;
pub use defaults::{DefaultThreshold, defaults};
pub use edit::*;
pub use limits::{Limits, LimitsBreach, Severity};

use crate::age::{Age, day_at};
use crate::db::{Place, Read, entries_of};
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::record::{Merge, Record, Stored, Together};
use crate::sites;
use crate::vitals::{Metric, Vitals};
use healthsync_sync::{Scope, merge};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Limits that a clinician has set. One an owner, metric and age band: its id is derived from them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threshold {
    /// The threshold.
    pub id: Uuid,
    /// The site for which it is, where it is neither a patient's nor a practitioner's.
    pub site_id: Option<Uuid>,
    /// The patient whose own it is.
    pub patient_id: Option<Uuid>,
    /// The practitioner for whose panel it is.
    pub practitioner_id: Option<Uuid>,
    /// Of what.
    pub metric: Metric,
    /// For which ages.
    pub age_band: AgeBand,
    /// At or below: critical.
    #[schemars(with = "Option<f64>")]
    pub critical_low: Option<Decimal>,
    /// At or below: a warning.
    #[schemars(with = "Option<f64>")]
    pub warning_low: Option<Decimal>,
    /// At or above: a warning.
    #[schemars(with = "Option<f64>")]
    pub warning_high: Option<Decimal>,
    /// At or above: critical.
    #[schemars(with = "Option<f64>")]
    pub critical_high: Option<Decimal>,
}

/// The four limits are one decision.
const LIMITS: &str = "limits";

impl Record for Threshold {
    const KIND: &'static str = "threshold";
    const TABLE: &'static str = "thresholds";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] =
        &[(LIMITS, &["critical_low", "warning_low", "warning_high", "critical_high"])];

    fn id(&self) -> Uuid {
        self.id
    }

    /// A patient's own lives with the patient; the others are the organization's.
    fn scope(&self, place: &Place) -> Scope {
        if self.patient_id.is_some() { place.site() } else { Scope::Org }
    }
}

impl Threshold {
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            critical_low: self.critical_low,
            warning_low: self.warning_low,
            warning_high: self.warning_high,
            critical_high: self.critical_high,
        }
    }
}

/// Whose limits apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitsOwner {
    /// The patient's own.
    Patient,
    /// The practitioner's for their panel.
    Practitioner,
    /// The site's.
    Site,
    /// What ships with the program.
    Default,
}

/// The limits that apply to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AppliedLimits {
    /// Of what.
    pub metric: Metric,
    /// Whose they are.
    pub owner: LimitsOwner,
    /// The threshold; nil where there is none.
    pub threshold_id: Uuid,
    /// The limits.
    pub limits: Limits,
}

impl AppliedLimits {
    /// Nobody has set any, and none shipped.
    fn none(metric: Metric) -> AppliedLimits {
        AppliedLimits { metric, owner: LimitsOwner::Default, threshold_id: Uuid::nil(), limits: Limits::default() }
    }
}

/// A reading past a limit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Breach {
    /// Of what.
    pub metric: Metric,
    /// The reading, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// The limit that it passes.
    #[schemars(with = "f64")]
    pub limit: Decimal,
    /// How bad.
    pub severity: Severity,
    /// Above a limit, not below.
    pub is_above: bool,
    /// The threshold.
    pub threshold_id: Uuid,
}

/// The limits of each metric that apply to a patient at an instant: the nearest owner's decision counts.
pub(crate) fn limits_of_patient(read: &Read<'_>, patient: &Patient, at: Millis) -> Result<Vec<AppliedLimits>> {
    let day = day_at(at, &sites::own_site(read)?.time_zone);
    let band = AgeBand::of(patient.age_on(day));
    let sql = "entered_in_error IS NULL AND (patient_id = ?1 OR (patient_id IS NULL AND
         (site_id = ?3 OR practitioner_id = ?2))) ORDER BY id";
    let mut set = read.all::<Threshold>(
        &of_person(read, patient.id, sql)?,
        (patient.id.to_string(), patient.practitioner_id.map(|id| id.to_string()), read.place.site_id.to_string()),
    )?;
    set.retain(|threshold| threshold.age_band == band || threshold.age_band == AgeBand::Any);
    Ok(Metric::ALL.into_iter().filter_map(|metric| nearest(&set, metric, band)).collect())
}

fn nearest(set: &[Stored<Threshold>], metric: Metric, band: AgeBand) -> Option<AppliedLimits> {
    let rank = |threshold: &Threshold| match (threshold.patient_id, threshold.practitioner_id) {
        (Some(_), _) => (0, LimitsOwner::Patient),
        (None, Some(_)) => (1, LimitsOwner::Practitioner),
        (None, None) => (2, LimitsOwner::Site),
    };
    let candidates = set.iter().filter(|threshold| threshold.metric == metric);
    // Limits for the age itself come before limits for any age.
    let best = candidates.min_by_key(|threshold| (rank(threshold).0, threshold.age_band == AgeBand::Any));
    if let Some(threshold) = best {
        let (threshold_id, owner, limits) = (threshold.id, rank(threshold).1, threshold.limits());
        return Some(AppliedLimits { metric, owner, threshold_id, limits });
    }
    let shipped = defaults().iter().find(|shipped| shipped.metric == metric && shipped.age_band == band)?;
    Some(AppliedLimits {
        metric,
        owner: LimitsOwner::Default,
        threshold_id: shipped.id,
        limits: shipped.limits.clone(),
    })
}

/// The limits that a set breaches, by the age that the patient had then.
pub(crate) fn breaches(read: &Read<'_>, patient: &Patient, vitals: &Vitals) -> Result<Vec<Breach>> {
    let mut found = vec![];
    for applied in limits_of_patient(read, patient, vitals.effective_at)? {
        let Some(value) = applied.metric.of(vitals) else { continue };
        if let Some(LimitsBreach { severity, is_above, limit }) = applied.limits.breach(applied.metric.as_read(value)) {
            let (metric, threshold_id) = (applied.metric, applied.threshold_id);
            found.push(Breach { metric, value, limit, severity, is_above, threshold_id });
        }
    }
    Ok(found)
}

/// What names the decision behind limits: the id of the change that set them, or the version that shipped.
pub(crate) fn decision(read: &Read<'_>, threshold_id: Uuid) -> Result<String> {
    if let Some(shipped) = defaults().iter().find(|shipped| shipped.id == threshold_id) {
        return Ok(shipped.decision());
    }
    let entries = entries_of(read.conn, threshold_id)?;
    let merged = merge(entries.iter().map(|entry| (entry.id, &entry.change)));
    let head = merged.fields.get(LIMITS).and_then(|field| field.shown().map(|head| head.id.to_string()));
    Ok(head.unwrap_or_default())
}

/// An age that nobody knows is taken for an adult's.
impl AgeBand {
    /// The band of an age.
    #[must_use]
    pub fn of(age: Option<Age>) -> AgeBand {
        match age.map(Age::in_months) {
            Some(0 | 1) => AgeBand::Under2Months,
            Some(2..=11) => AgeBand::Months2To11,
            Some(12..=59) => AgeBand::Months12To59,
            Some(60..=191) => AgeBand::Years5To15,
            _ => AgeBand::Adult,
        }
    }
}
