//! Registering a patient, changing what is known, and voiding a registration that was a mistake.

use super::{OfPatient, Patient, PatientDetails, PatientView};
use crate::db::{Basis, Write};
use crate::error::{Error, Result};
use crate::numbers::{self, NumberSeries};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// A change to a patient: the whole form, and what it was shown.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PatientChange {
    /// The patient.
    pub patient_id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The form.
    pub details: PatientDetails,
}

/// Why a record was a mistake.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PatientVoid {
    /// The patient.
    pub patient_id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Registers a patient under the next number of this workstation's series.
///
/// # Errors
/// When a field is wrong.
pub fn register_patient(write: &mut Write<'_>, details: PatientDetails) -> Result<PatientView> {
    let today = crate::age::today(write)?;
    let mut patient = details.into_patient(write.new_id(), String::new(), today)?;
    check_practitioner(write, &patient)?;
    patient.mrn = numbers::next(write, NumberSeries::Patient)?;
    let stored = write.create(patient)?;
    PatientView::of(write, stored)
}

/// Changes what is known of a patient. A field that somebody else has changed meanwhile keeps both values.
///
/// # Errors
/// When a field is wrong or the patient was voided.
pub fn update_patient(write: &mut Write<'_>, input: PatientChange) -> Result<PatientView> {
    let before = write.get::<Patient>(input.patient_id)?;
    if before.meta.entered_in_error.is_some() {
        let sentence = "This registration was entered in error. Register the patient anew.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    let today = crate::age::today(write)?;
    let patient = input.details.into_patient(before.id, before.mrn.clone(), today)?;
    check_practitioner(write, &patient)?;
    let saved = write.save(patient, Basis::Shown(input.version))?;
    PatientView::of(write, saved.stored)
}

/// Marks a registration as entered in error: it is no longer found, and stays in the audit for ever.
///
/// # Errors
/// When the reason is missing.
pub fn void_patient(write: &mut Write<'_>, input: PatientVoid) -> Result<PatientView> {
    let saved = write.void::<Patient>(input.patient_id, input.version, &input.reason)?;
    PatientView::of(write, saved.stored)
}

/// Takes back that a registration was entered in error: the patient is found again, with all that was recorded.
///
/// # Errors
/// When there is no such patient.
pub fn unvoid_patient(write: &mut Write<'_>, input: OfPatient) -> Result<PatientView> {
    write.unvoid::<Patient>(input.patient_id)?;
    let stored = write.get::<Patient>(input.patient_id)?;
    PatientView::of(write, stored)
}

fn check_practitioner(write: &Write<'_>, patient: &Patient) -> Result<()> {
    let Some(id) = patient.practitioner_id else { return Ok(()) };
    write.get::<crate::accounts::Account>(id).map(drop)
}
