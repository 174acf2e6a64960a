//! Recording a set: what is impossible is refused, what is unlikely is asked, what breaches a limit becomes an alert.

use super::latest::{assess, subject_of};
use super::{Consciousness, News2, Readings, Suspect, Vitals, VitalsSource, news2, suspects};
use crate::alerts::{self, Alert};
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::quantity::{self as q, check};
use crate::record::Stored;
use crate::thresholds::{self, Breach};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A set as a form holds it, in canonical units.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct NewVitals {
    /// The patient.
    pub patient_id: Uuid,
    /// When it was true of the patient; now, if left out.
    #[serde(default)]
    pub effective_at: Option<Millis>,
    /// Heart rate, /min.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub heart_rate_bpm: Option<Decimal>,
    /// Systolic blood pressure, mmHg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub systolic_mmhg: Option<Decimal>,
    /// Diastolic blood pressure, mmHg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub diastolic_mmhg: Option<Decimal>,
    /// Body temperature, °C.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub temperature_c: Option<Decimal>,
    /// Oxygen saturation, %.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub spo2_percent: Option<Decimal>,
    /// Respiratory rate, /min.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub respiratory_rate_bpm: Option<Decimal>,
    /// On supplemental oxygen, not air.
    #[serde(default)]
    pub is_on_oxygen: Option<bool>,
    /// Level of consciousness.
    #[serde(default)]
    pub consciousness: Option<Consciousness>,
    /// Weight, kg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub weight_kg: Option<Decimal>,
    /// Height, cm.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub height_cm: Option<Decimal>,
    /// Glucose, mg/dL.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub glucose_mg_dl: Option<Decimal>,
    /// Pain, from 0 to 10.
    #[serde(default)]
    pub pain_score: Option<u8>,
    /// Anything else.
    #[serde(default)]
    pub notes: Option<String>,
    /// The person has confirmed what is unlikely.
    #[serde(default)]
    pub is_confirmed: bool,
}

/// A set that was recorded.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordedVitals {
    /// The set.
    pub vitals: Stored<Vitals>,
    /// The alerts that it raised.
    pub alerts: Vec<Alert>,
    /// The score now.
    pub news2: News2,
}

/// What a set that is being typed comes to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VitalsAssessment {
    /// The score of what is typed so far.
    pub news2: News2,
    /// Readings to be confirmed.
    pub suspects: Vec<Suspect>,
    /// Limits that it breaches.
    pub breaches: Vec<Breach>,
    /// Body mass index, kg/m², where weight and height are both typed.
    pub bmi: Option<f64>,
}

/// A clock may be a little ahead of who typed the time.
const AHEAD_MS: Millis = 5 * 60_000;
const HUNDRED_YEARS_MS: Millis = 100 * 366 * 86_400_000;

impl NewVitals {
    /// Whether it can be at all, whoever it belongs to.
    ///
    /// # Errors
    /// When a reading or its time is impossible.
    pub(crate) fn possible(self, now: Millis) -> Result<()> {
        self.into_vitals(Uuid::nil(), now).map(drop)
    }

    fn into_vitals(self, id: Uuid, now: Millis) -> Result<Vitals> {
        let effective_at = self.effective_at.unwrap_or(now);
        if effective_at > now + AHEAD_MS {
            return Err(Invalid::new("effective_at", "in_future", "This time is in the future.").into());
        }
        if effective_at < now - HUNDRED_YEARS_MS {
            return Err(Invalid::new("effective_at", "too_long_ago", "This time is too long ago.").into());
        }
        let vitals = Vitals {
            id,
            patient_id: self.patient_id,
            effective_at,
            heart_rate_bpm: check("heart_rate_bpm", self.heart_rate_bpm, q::HEART_RATE_BPM)?,
            systolic_mmhg: check("systolic_mmhg", self.systolic_mmhg, q::SYSTOLIC_MMHG)?,
            diastolic_mmhg: check("diastolic_mmhg", self.diastolic_mmhg, q::DIASTOLIC_MMHG)?,
            temperature_c: check("temperature_c", self.temperature_c, q::TEMPERATURE_C)?,
            spo2_percent: check("spo2_percent", self.spo2_percent, q::SPO2_PERCENT)?,
            respiratory_rate_bpm: check("respiratory_rate_bpm", self.respiratory_rate_bpm, q::RESPIRATORY_RATE_BPM)?,
            is_on_oxygen: self.is_on_oxygen,
            consciousness: self.consciousness,
            weight_kg: check("weight_kg", self.weight_kg, q::WEIGHT_KG)?,
            height_cm: check("height_cm", self.height_cm, q::HEIGHT_CM)?,
            glucose_mg_dl: check("glucose_mg_dl", self.glucose_mg_dl, q::GLUCOSE_MG_DL)?,
            pain_score: self.pain_score,
            notes: optional("notes", self.notes.as_deref(), 2000)?,
            source: VitalsSource::Staff,
            device_id: None,
        };
        if vitals.pain_score.is_some_and(|pain| pain > 10) {
            let sentence = "Pain is a number from 0 to 10.";
            return Err(Invalid::new("pain_score", "impossible", sentence)
                .with(json!({ "low": 0, "high": 10 }))
                .into());
        }
        if let (Some(systolic), Some(diastolic)) = (vitals.systolic_mmhg, vitals.diastolic_mmhg)
            && diastolic >= systolic
        {
            let sentence = "The diastolic pressure must be below the systolic. Were the two swapped?";
            return Err(Invalid::new("diastolic_mmhg", "diastolic_not_below_systolic", sentence).into());
        }
        Ok(vitals)
    }
}

impl Vitals {
    /// Whether nothing at all was read.
    fn is_empty(&self) -> bool {
        super::Metric::ALL.iter().all(|metric| metric.of(self).is_none())
            && self.is_on_oxygen.is_none()
            && self.consciousness.is_none()
            && self.weight_kg.is_none()
            && self.height_cm.is_none()
            && self.pain_score.is_none()
    }

    /// Body mass index, kg/m², to a tenth.
    #[must_use]
    pub fn bmi(&self) -> Option<Decimal> {
        let metres = self.height_cm? / Decimal::ONE_HUNDRED;
        self.weight_kg?.checked_div(metres * metres).map(|bmi| bmi.round_dp(1))
    }
}

/// What a set that is being typed comes to: nothing is kept.
///
/// # Errors
/// When a reading is impossible or there is no such patient.
pub fn check_vitals(read: &Read<'_>, input: NewVitals) -> Result<VitalsAssessment> {
    let patient = read.get::<Patient>(input.patient_id)?;
    let vitals = input.into_vitals(Uuid::nil(), read.now)?;
    let subject = subject_of(read, &patient, vitals.effective_at)?;
    Ok(VitalsAssessment {
        news2: news2(&Readings::of(&vitals), subject, Millis::MIN),
        suspects: suspects(&vitals),
        breaches: thresholds::breaches(read, &patient, &vitals)?,
        bmi: vitals.bmi().and_then(|bmi| bmi.try_into().ok()),
    })
}

/// Records a set that somebody of the clinic typed. What breaches a limit becomes an alert in the same transaction.
///
/// # Errors
/// When a reading is impossible, nothing was read, or something unlikely was not confirmed.
pub fn record_vitals(write: &mut Write<'_>, input: NewVitals) -> Result<RecordedVitals> {
    let from = Origin { id: write.new_id(), source: VitalsSource::Staff, device_id: None };
    record_vitals_from(write, input, from)
}

/// Where a set comes from, which who calls does not choose, and the id that follows from it.
pub(crate) struct Origin {
    /// The set's id: a new one, or one derived from what the source calls the set, so that it is stored once.
    pub id: Uuid,
    /// Where it comes from.
    pub source: VitalsSource,
    /// The device, where it comes from one.
    pub device_id: Option<Uuid>,
}

/// [`record_vitals`], of a set that comes from elsewhere: a device, or the patient at home.
///
/// # Errors
/// As [`record_vitals`].
pub(crate) fn record_vitals_from(write: &mut Write<'_>, input: NewVitals, from: Origin) -> Result<RecordedVitals> {
    let (patient, vitals, alerts) = take_vitals(write, input, from)?;
    let news2 = assess(write, &patient)?;
    Ok(RecordedVitals { vitals, alerts, news2 })
}

/// Records a set and raises its alerts, without working out the score that nobody sees.
pub(crate) fn take_vitals(
    write: &mut Write<'_>,
    input: NewVitals,
    from: Origin,
) -> Result<(Stored<Patient>, Stored<Vitals>, Vec<Alert>)> {
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        let sentence = "This registration was entered in error. Open the right patient.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    let is_confirmed = input.is_confirmed;
    let typed = input.into_vitals(from.id, write.now)?;
    let vitals = Vitals { source: from.source, device_id: from.device_id, ..typed };
    if vitals.is_empty() {
        return Err(Invalid::new("heart_rate_bpm", "nothing_read", "Type at least one reading.").into());
    }
    if let (false, Some(suspect)) = (is_confirmed, suspects(&vitals).first()) {
        let sentence = format!("{} is unlikely. If it is right, confirm it.", suspect.value);
        let details = json!({ "value": suspect.value, "low": suspect.low, "high": suspect.high });
        return Err(Invalid::new(&suspect.field, "unlikely", sentence).with(details).into());
    }
    let stored = write.create(vitals)?;
    let alerts = alerts::raise(write, &patient, &stored)?;
    crate::messages::tell_of_alerts(write, &patient, &alerts)?;
    Ok((patient, stored, alerts))
}

/// Why a set was a mistake.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct VitalsVoid {
    /// The set.
    pub id: Uuid,
    /// Why.
    pub reason: String,
}

/// Marks a set as entered in error, and the alerts that it raised with it.
///
/// # Errors
/// When the reason is missing or the set unknown.
pub fn void_vitals(write: &mut Write<'_>, input: VitalsVoid) -> Result<Stored<Vitals>> {
    let version = write.version(input.id)?;
    let saved = write.void::<Vitals>(input.id, version, &input.reason)?;
    alerts::void_of_vitals(write, input.id, &input.reason)?;
    Ok(saved.stored)
}
