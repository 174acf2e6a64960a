//! One's own readings: the latest, those over time, adding some taken at home, and what they came to.

use super::own_patient;
use crate::accounts::Nothing;
use crate::alerts::{AlertQuery, AlertState, alerts};
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::OfPatient;
use crate::thresholds::Severity;
use crate::vitals::{
    LatestBody, Metric, NewVitals, Origin, Trend, Trends, Vitals, VitalsQuery, VitalsSource, latest_vitals,
    record_vitals_from, trends_of_patient, vitals_of_patient,
};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The latest of one of one's readings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyReading {
    /// What it is.
    pub metric: Metric,
    /// The value, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// When it was true.
    pub at: Millis,
    /// Which way it goes; none where there is nothing to compare with.
    pub trend: Option<Trend>,
    /// How far past the limits that the clinic set, if it is.
    pub severity: Option<Severity>,
    /// Whether it is above, where it is past one.
    pub is_above: bool,
}

/// One's latest readings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyLatestVitals {
    /// The latest of each reading that there is.
    pub readings: Vec<MyReading>,
    /// Weight and height.
    pub body: LatestBody,
}

/// Which of one's readings.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MyVitalsQuery {
    /// From this instant on.
    pub from: Option<Millis>,
    /// Up to this instant.
    pub to: Option<Millis>,
    /// At most so many, the latest; 200, if none.
    pub limit: Option<u32>,
}

/// One of one's sets of readings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MySet {
    /// The readings.
    pub vitals: Vitals,
    /// One recorded it oneself, at home.
    pub is_own: bool,
}

/// Readings that were taken at home, in canonical units.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MyNewVitals {
    /// When they were taken; now, if none.
    pub effective_at: Option<Millis>,
    /// Heart rate, /min.
    #[schemars(with = "Option<f64>")]
    pub heart_rate_bpm: Option<Decimal>,
    /// Systolic blood pressure, mmHg.
    #[schemars(with = "Option<f64>")]
    pub systolic_mmhg: Option<Decimal>,
    /// Diastolic blood pressure, mmHg.
    #[schemars(with = "Option<f64>")]
    pub diastolic_mmhg: Option<Decimal>,
    /// Temperature, °C.
    #[schemars(with = "Option<f64>")]
    pub temperature_c: Option<Decimal>,
    /// Oxygen saturation, %.
    #[schemars(with = "Option<f64>")]
    pub spo2_percent: Option<Decimal>,
    /// Respiratory rate, /min.
    #[schemars(with = "Option<f64>")]
    pub respiratory_rate_bpm: Option<Decimal>,
    /// Weight, kg.
    #[schemars(with = "Option<f64>")]
    pub weight_kg: Option<Decimal>,
    /// Glucose, mg/dL.
    #[schemars(with = "Option<f64>")]
    pub glucose_mg_dl: Option<Decimal>,
    /// Anything else.
    pub notes: Option<String>,
    /// What is unlikely was confirmed.
    pub is_confirmed: bool,
}

/// What one's readings came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyRecordedVitals {
    /// The set.
    pub id: Uuid,
    /// What the clinic was told of.
    pub alerts: Vec<MyAlert>,
}

/// A reading of one's own past a limit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyAlert {
    /// Of what.
    pub metric: Metric,
    /// How bad.
    pub severity: Severity,
    /// Above the limit, not below.
    pub is_above: bool,
    /// The latest reading, in canonical units.
    #[schemars(with = "f64")]
    pub value: Decimal,
    /// The limit that it passes.
    #[schemars(with = "f64")]
    pub limit: Decimal,
    /// When it was true.
    pub effective_at: Millis,
    /// Somebody at the clinic has seen it.
    pub is_seen: bool,
}

/// One's latest readings.
///
/// # Errors
/// When no record was found yet.
pub fn my_latest_vitals(read: &Read<'_>, _: Nothing) -> Result<MyLatestVitals> {
    let latest = latest_vitals(read, OfPatient { patient_id: own_patient(read)? })?;
    let shown = latest.readings.into_iter().map(|one| MyReading {
        metric: one.metric,
        value: one.value,
        at: one.at,
        trend: one.trend,
        severity: one.severity,
        is_above: one.is_above,
    });
    Ok(MyLatestVitals { readings: shown.collect(), body: latest.body })
}

/// One's readings, the latest first. Those that were entered in error are left out.
///
/// # Errors
/// When no record was found yet.
pub fn my_vitals(read: &Read<'_>, input: MyVitalsQuery) -> Result<Vec<MySet>> {
    let limit = input.limit.unwrap_or(200).min(1000);
    let query = VitalsQuery { patient_id: own_patient(read)?, from: input.from, to: input.to, limit, after: None };
    let rows = vitals_of_patient(read, query)?.into_iter().map(|row| row.vitals);
    let standing = rows.filter(|set| set.meta.entered_in_error.is_none());
    // What staff noted about a set was written for staff.
    let set = |set: crate::record::Stored<Vitals>| {
        let is_own = set.source == VitalsSource::Patient;
        MySet { vitals: Vitals { notes: set.record.notes.clone().filter(|_| is_own), ..set.record }, is_own }
    };
    Ok(standing.map(set).collect())
}

/// One's readings over time, for a chart, with the limits that the clinic set.
///
/// # Errors
/// When no record was found yet.
pub fn my_trends(read: &Read<'_>, input: MyVitalsQuery) -> Result<Trends> {
    let (patient_id, limit) = (own_patient(read)?, 1000);
    trends_of_patient(read, VitalsQuery { patient_id, from: input.from, to: input.to, limit, after: None })
}

/// Records readings that were taken at home. What passes a limit raises an alert at the clinic as any other reading.
///
/// # Errors
/// When a reading is impossible, nothing was read, or something unlikely was not confirmed.
pub fn record_my_vitals(write: &mut Write<'_>, input: MyNewVitals) -> Result<MyRecordedVitals> {
    let vitals = NewVitals {
        patient_id: own_patient(write)?,
        effective_at: input.effective_at,
        heart_rate_bpm: input.heart_rate_bpm,
        systolic_mmhg: input.systolic_mmhg,
        diastolic_mmhg: input.diastolic_mmhg,
        temperature_c: input.temperature_c,
        spo2_percent: input.spo2_percent,
        respiratory_rate_bpm: input.respiratory_rate_bpm,
        weight_kg: input.weight_kg,
        glucose_mg_dl: input.glucose_mg_dl,
        notes: input.notes,
        is_confirmed: input.is_confirmed,
        ..NewVitals::default()
    };
    let from = Origin { id: write.new_id(), source: VitalsSource::Patient, device_id: None };
    let recorded = record_vitals_from(write, vitals, from)?;
    let alerts = recorded.alerts.into_iter().map(|alert| MyAlert {
        metric: alert.metric,
        severity: alert.severity,
        is_above: alert.is_above,
        value: alert.value,
        limit: alert.limit_value,
        effective_at: alert.effective_at,
        is_seen: false,
    });
    Ok(MyRecordedVitals { id: recorded.vitals.id, alerts: alerts.collect() })
}

/// One's own readings past a limit, those that nobody has seen first; of those that were seen, the last 30 days.
///
/// # Errors
/// When no record was found yet.
pub fn my_alerts(read: &Read<'_>, _: Nothing) -> Result<Vec<MyAlert>> {
    let patient_id = own_patient(read)?;
    let rows = alerts(read, AlertQuery { of_patient: Some(patient_id), ..AlertQuery::default() })?;
    let mine = rows.into_iter().map(|row| MyAlert {
        metric: row.metric,
        severity: row.severity,
        is_above: row.is_above,
        value: row.value,
        limit: row.limit_value,
        effective_at: row.effective_at,
        is_seen: row.state == AlertState::Acknowledged,
    });
    Ok(mine.collect())
}

/// Takes back a set that one recorded oneself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MySetRemoval {
    /// The set.
    pub id: Uuid,
}

/// Takes back a set that one recorded oneself, and the alerts that it raised.
///
/// # Errors
/// When it is not one's own: then it does not exist, as far as one is told.
pub fn take_back_my_vitals(write: &mut Write<'_>, input: MySetRemoval) -> Result<Nothing> {
    let patient_id = own_patient(write)?;
    let set = write.find::<Vitals>(input.id)?.filter(|set| set.meta.recorded_by == write.account_id);
    let set = set.ok_or(Error::NotFound { kind: "vitals" })?;
    if !crate::patients::is_same_person(write, set.patient_id, patient_id)? {
        return Err(Error::NotFound { kind: "vitals" });
    }
    let reason = "taken back by the patient".to_owned();
    crate::vitals::void_vitals(write, crate::vitals::VitalsVoid { id: input.id, reason }).map(|_| Nothing {})
}
