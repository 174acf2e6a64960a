//! What devices sent that was set aside: the list, and what people make of it; and what was taken from a device.

use super::keep::{reads_charts, refused};
use super::measured::NewMeasurement;
use super::receive::{MeasurementOutcome, into_chart, patient_at};
use super::{Device, QuarantineOutcome, QuarantinedMeasurement};
use crate::accounts::Nothing;
use crate::command::Call;
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::patients::Patient;
use crate::record::Stored;
use crate::vitals::{NewVitals, Vitals};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A measurement that waits for somebody to look at it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuarantinedRow {
    /// The measurement; without its readings where they are a patient's and who asks may not read charts.
    pub measurement: Stored<QuarantinedMeasurement>,
    /// What people call the device.
    pub device_name: String,
    /// The patient to whom the device was assigned at the time.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// What is to be handed back when it is decided.
    pub version: i64,
}

/// Into whose chart a measurement goes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MeasurementAcceptance {
    /// The measurement in quarantine.
    pub id: Uuid,
    /// The patient, where the device was not assigned to one at the time.
    #[serde(default)]
    pub into_patient_id: Option<Uuid>,
    /// Why it is right.
    #[serde(default)]
    pub note: Option<String>,
}

/// Why a measurement is of no use.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MeasurementRemoval {
    /// The measurement in quarantine.
    pub id: Uuid,
    /// Why.
    pub reason: String,
}

/// Which measurements of a device.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MeasurementQuery {
    /// The device.
    pub device_id: Uuid,
    /// At most so many, the latest.
    #[serde(default = "hundred")]
    pub limit: u32,
}

fn hundred() -> u32 {
    100
}

/// A measurement that was taken from a device.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasurementRow {
    /// The set of vitals.
    pub vitals: Stored<Vitals>,
    /// The patient's name.
    pub patient_name: String,
}

/// What waits for somebody to look at it, the latest first.
///
/// # Errors
/// When the database fails.
pub fn quarantined_measurements(call: &Call<'_>, _: Nothing) -> Result<Vec<QuarantinedRow>> {
    let sees_readings = reads_charts(call)?;
    call.read(|read| {
        let sql = "outcome IS NULL AND entered_in_error IS NULL ORDER BY effective_at DESC, id LIMIT 1000";
        let open: Vec<Stored<QuarantinedMeasurement>> = read.all(sql, [])?;
        open.into_iter().map(|one| row(read, one, sees_readings)).collect()
    })
}

fn row(
    read: &Read<'_>,
    mut measurement: Stored<QuarantinedMeasurement>,
    sees_readings: bool,
) -> Result<QuarantinedRow> {
    let patient_id = patient_at(read, measurement.device_id, measurement.effective_at)?;
    let patient_name = match patient_id {
        None => None,
        Some(id) => read.find::<Patient>(id)?.map(|patient| patient.display_name()),
    };
    if patient_id.is_some() && !sees_readings {
        let record = &mut measurement.record;
        (record.reading, record.systolic, record.diastolic) = (None, None, None);
    }
    let device_name = super::name_of(read, measurement.device_id)?.unwrap_or_default();
    let version = read.version(measurement.id)?;
    Ok(QuarantinedRow { measurement, device_name, patient_id, patient_name, version })
}

/// Takes a measurement into a chart after all: somebody looked at it and says it is right.
///
/// # Errors
/// When it is decided already, nobody knows whose it is, or what was measured is not known here.
pub fn accept_measurement(write: &mut Write<'_>, input: MeasurementAcceptance) -> Result<MeasurementOutcome> {
    let (aside, version) = undecided(write, input.id)?;
    let assigned = patient_at(write, aside.device_id, aside.effective_at)?;
    let patient_id = input.into_patient_id.or(assigned).ok_or_else(|| {
        let sentence = "The device was assigned to nobody then. Say whose this is, or discard it.";
        Invalid::new("into_patient_id", "required", sentence)
    })?;
    let sent = NewMeasurement {
        id: aside.own_id.clone(),
        measured: aside.measured.clone(),
        value: aside.reading,
        systolic: aside.systolic,
        diastolic: aside.diastolic,
        unit: aside.unit.clone(),
        effective_at: aside.effective_at,
    };
    let set = sent.readings(patient_id).map_err(|_| {
        refused("not_understood", "Nobody here knows what was measured, or its unit. It can only be discarded.")
    })?;
    let outcome = match write.find::<Vitals>(aside.vitals_id)? {
        // Accepted elsewhere, and that came first.
        Some(_) => MeasurementOutcome::Duplicate { vitals_id: aside.vitals_id },
        None => into_chart(write, aside.device_id, aside.vitals_id, NewVitals { is_confirmed: true, ..set })?,
    };
    let note = optional("note", input.note.as_deref(), 500)?;
    decide(write, aside, version, QuarantineOutcome::Accepted, note)?;
    Ok(outcome)
}

/// Puts a measurement away for good: it is of no use.
///
/// # Errors
/// When it is decided already or the reason is missing.
pub fn discard_measurement(write: &mut Write<'_>, input: MeasurementRemoval) -> Result<Nothing> {
    let (aside, version) = undecided(write, input.id)?;
    let reason = required("reason", &input.reason, 500)?;
    decide(write, aside, version, QuarantineOutcome::Discarded, Some(reason))?;
    Ok(Nothing {})
}

fn undecided(write: &Write<'_>, id: Uuid) -> Result<(QuarantinedMeasurement, i64)> {
    let aside = write.get::<QuarantinedMeasurement>(id)?.record;
    if aside.outcome.is_some() {
        return Err(refused("already_decided", "Somebody has decided about this measurement already."));
    }
    Ok((aside, write.version(id)?))
}

fn decide(
    write: &mut Write<'_>,
    aside: QuarantinedMeasurement,
    version: i64,
    outcome: QuarantineOutcome,
    note: Option<String>,
) -> Result<()> {
    let decided = QuarantinedMeasurement { outcome: Some(outcome), note, ..aside };
    write.save(decided, Basis::Shown(version)).map(drop)
}

/// What was taken from a device, the latest first.
///
/// # Errors
/// When there is no such device.
pub fn measurements_of_device(read: &Read<'_>, input: MeasurementQuery) -> Result<Vec<MeasurementRow>> {
    read.get::<Device>(input.device_id)?;
    let sql = "device_id = ?1 AND entered_in_error IS NULL ORDER BY effective_at DESC, id DESC LIMIT ?2";
    let sets: Vec<Stored<Vitals>> = read.all(sql, (input.device_id.to_string(), input.limit.min(10_000)))?;
    let named = |vitals: Stored<Vitals>| {
        let patient_name = read.get::<Patient>(vitals.patient_id)?.display_name();
        Ok(MeasurementRow { vitals, patient_name })
    };
    sets.into_iter().map(named).collect()
}
