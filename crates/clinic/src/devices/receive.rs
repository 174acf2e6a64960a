//! Measurements as they come in: each is recorded once, set aside with the reason, or refused with the reason.

use super::keep::refused;
use super::measured::{NewMeasurement, Unusable};
use super::{Device, DeviceAssignment, QuarantineReason, QuarantinedMeasurement, key};
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::record::Stored;
use crate::vitals::{NewVitals, Origin, Vitals, VitalsSource, take_vitals};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Measurements of a device, sent by somebody who is signed in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewMeasurements {
    /// The device.
    pub device_id: Uuid,
    /// The measurements, at most 500, in any order.
    pub measurements: Vec<NewMeasurement>,
}

/// Measurements that a device sends itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SentMeasurements {
    /// The device.
    pub device_id: Uuid,
    /// Its key.
    pub key: String,
    /// The measurements, at most 500, in any order.
    pub measurements: Vec<NewMeasurement>,
}

/// What became of a measurement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "became", rename_all = "snake_case")]
pub enum MeasurementOutcome {
    /// It is in the chart.
    Recorded {
        /// The set of vitals.
        vitals_id: Uuid,
        /// The alerts that it raised.
        alerts: Vec<Uuid>,
    },
    /// It was here already, in the chart or set aside.
    Duplicate {
        /// The set of vitals that it is, or would be.
        vitals_id: Uuid,
    },
    /// It is set aside until somebody looks at it.
    Quarantined {
        /// Why.
        reason: QuarantineReason,
    },
    /// Nothing was kept of it.
    Refused {
        /// Stable: what a program branches on.
        code: String,
        /// What is wrong.
        message: String,
    },
}

/// So many come at once at most.
const MOST: usize = 500;
/// So many of one device wait in quarantine at most: a device gone mad does not fill the disk.
const MOST_QUARANTINED: u32 = 1000;

/// Takes measurements from somebody who is signed in.
///
/// # Errors
/// When there is no such device, or nothing or too much is sent.
pub fn record_measurements(write: &mut Write<'_>, input: NewMeasurements) -> Result<Vec<MeasurementOutcome>> {
    let device = write.get::<Device>(input.device_id)?;
    take_all(write, &device, input.measurements)
}

/// Takes measurements from a device that shows its key.
///
/// # Errors
/// When the key is not this device's, or nothing or too much is sent.
pub fn receive_measurements(write: &mut Write<'_>, input: SentMeasurements) -> Result<Vec<MeasurementOutcome>> {
    let device = write.find::<Device>(input.device_id)?.filter(|device| key::is(&input.key, &device.key_hash));
    // Who does not know the key is not told whether there is such a device.
    let device = device.ok_or_else(wrong_key)?;
    take_all(write, &device, input.measurements)
}

/// The refusal of a key that is not the device's.
fn wrong_key() -> Error {
    refused("wrong_device_key", "There is no device here with this id and key. Register it, or check its key.")
}

fn take_all(
    write: &mut Write<'_>,
    device: &Stored<Device>,
    measurements: Vec<NewMeasurement>,
) -> Result<Vec<MeasurementOutcome>> {
    if measurements.is_empty() || measurements.len() > MOST {
        let sentence = format!("Send 1 to {MOST} measurements at once.");
        return Err(Invalid::new("measurements", "bad_count", sentence).into());
    }
    measurements.into_iter().map(|one| take(write, device, one)).collect()
}

fn take(write: &mut Write<'_>, device: &Stored<Device>, measurement: NewMeasurement) -> Result<MeasurementOutcome> {
    let measurement = match tidied(measurement) {
        Ok(measurement) => measurement,
        Err(reason) => return refusal(reason),
    };
    let vitals_id = measurement.vitals_id(device.id);
    let aside_id = Uuid::new_v5(&vitals_id, b"quarantine");
    if write.find::<Vitals>(vitals_id)?.is_some() || write.find::<QuarantinedMeasurement>(aside_id)?.is_some() {
        return Ok(MeasurementOutcome::Duplicate { vitals_id });
    }
    if device.meta.entered_in_error.is_some() || device.revoked_at.is_some_and(|at| measurement.effective_at >= at) {
        return refusal(refused("device_revoked", "This device was revoked. Register it anew to use it again."));
    }
    if device.revoked_at.is_some() {
        return set_aside(write, device.id, (aside_id, vitals_id), measurement, QuarantineReason::Revoked);
    }
    let patient = patient_at(write, device.id, measurement.effective_at)?;
    let set = match measurement.readings(patient.unwrap_or_default()) {
        Ok(set) => set,
        Err(Unusable::Quarantine(reason)) => {
            return set_aside(write, device.id, (aside_id, vitals_id), measurement, reason);
        }
        Err(Unusable::NoReading) => {
            let sentence = "The reading is missing: a value, or systolic and diastolic of a blood pressure.";
            return refusal(Invalid::new("value", "nothing_read", sentence).into());
        }
    };
    // What cannot be at all is refused whoever it belongs to, so that nobody has to look at it.
    if let Err(reason) = set.clone().possible(write.now) {
        return refusal(reason);
    }
    if patient.is_none() {
        let is_several = !assignments_at(write, device.id, measurement.effective_at)?.is_empty();
        let reason = if is_several { QuarantineReason::AssignedTwice } else { QuarantineReason::Unassigned };
        return set_aside(write, device.id, (aside_id, vitals_id), measurement, reason);
    }
    match into_chart(write, device.id, vitals_id, set) {
        Ok(outcome) => Ok(outcome),
        Err(Error::Invalid(Invalid { code: "unlikely", .. })) => {
            set_aside(write, device.id, (aside_id, vitals_id), measurement, QuarantineReason::Unlikely)
        }
        Err(reason) => refusal(reason),
    }
}

/// Records a set as this device's.
pub(super) fn into_chart(
    write: &mut Write<'_>,
    device_id: Uuid,
    vitals_id: Uuid,
    set: NewVitals,
) -> Result<MeasurementOutcome> {
    let from = Origin { id: vitals_id, source: VitalsSource::Device, device_id: Some(device_id) };
    let (_, _, alerts) = take_vitals(write, set, from)?;
    Ok(MeasurementOutcome::Recorded { vitals_id, alerts: alerts.iter().map(|alert| alert.id).collect() })
}

/// Texts trimmed, and not longer than anybody's names are.
fn tidied(mut one: NewMeasurement) -> Result<NewMeasurement> {
    one.id = optional("id", one.id.as_deref(), 200)?;
    one.measured = crate::fields::required("type", &one.measured, 80)?;
    one.unit = optional("unit", one.unit.as_deref(), 40)?;
    Ok(one)
}

/// A refusal is an outcome; what fails underneath fails the whole.
fn refusal(reason: Error) -> Result<MeasurementOutcome> {
    match reason {
        Error::Invalid(_) | Error::Refused { .. } | Error::NotFound { .. } => {
            let public = reason.public();
            Ok(MeasurementOutcome::Refused { code: public.code, message: public.message })
        }
        other => Err(other),
    }
}

fn set_aside(
    write: &mut Write<'_>,
    device_id: Uuid,
    (id, vitals_id): (Uuid, Uuid),
    measurement: NewMeasurement,
    reason: QuarantineReason,
) -> Result<MeasurementOutcome> {
    let open = "SELECT count(*) FROM quarantined_measurements
        WHERE device_id = ?1 AND outcome IS NULL AND entered_in_error IS NULL";
    let waiting: u32 = write.conn.prepare_cached(open)?.query_row([device_id.to_string()], |row| row.get(0))?;
    if waiting >= MOST_QUARANTINED {
        let sentence = "Too many measurements of this device wait for somebody to look at them. Look at those first.";
        return refusal(refused("quarantine_full", sentence));
    }
    let NewMeasurement { id: own_id, measured, value: reading, systolic, diastolic, unit, effective_at } = measurement;
    write.create(QuarantinedMeasurement {
        id,
        device_id,
        vitals_id,
        own_id,
        measured,
        reading,
        systolic,
        diastolic,
        unit,
        effective_at,
        reason,
        outcome: None,
        note: None,
    })?;
    Ok(MeasurementOutcome::Quarantined { reason })
}

/// The patient to whom a device was assigned at an instant; none where it was nobody or more than one.
pub(super) fn patient_at(read: &Read<'_>, device_id: Uuid, at: Millis) -> Result<Option<Uuid>> {
    let mut patients = assignments_at(read, device_id, at)?;
    let first = patients.pop();
    // Two computers that knew nothing of each other can assign a device twice: then nobody knows whose it was.
    Ok(first.filter(|first| patients.iter().all(|other| other == first)))
}

fn assignments_at(read: &Read<'_>, device_id: Uuid, at: Millis) -> Result<Vec<Uuid>> {
    let sql = "device_id = ?1 AND entered_in_error IS NULL AND from_at <= ?2 AND (until_at IS NULL OR until_at > ?2)";
    let all: Vec<Stored<DeviceAssignment>> = read.all(sql, (device_id.to_string(), at))?;
    Ok(all.into_iter().map(|one| one.record.patient_id).collect())
}
