//! Whose chart it is: the patient of the account that calls, and nobody else's.

use super::{PortalAccount, tie_of};
use crate::accounts::{Account, Nothing};
use crate::conflicts::fields_in_conflict;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::patients::{Patient, Sex, face};
use crate::record::Stored;
use crate::sites::{self, Digits, GlucoseUnit, TemperatureUnit, WeightUnit};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// The patient of an account; none while the front desk has not found the record, or two people found different ones.
pub(crate) fn patient_of(read: &Read<'_>, account_id: Uuid) -> Result<Option<Uuid>> {
    let tie = read.find::<PortalAccount>(tie_of(account_id))?;
    let Some(tie) = tie.filter(|tie| tie.meta.entered_in_error.is_none()) else { return Ok(None) };
    let Some(patient_id) = tie.patient_id else { return Ok(None) };
    if fields_in_conflict(read, tie.id)?.iter().any(|field| field == "patient_id") {
        return Ok(None);
    }
    let patient = read.find::<Patient>(patient_id)?;
    Ok(patient.filter(|patient| patient.meta.entered_in_error.is_none()).map(|patient| patient.id))
}

/// The patient whose account calls.
///
/// # Errors
/// When no record was found yet, or access was withdrawn.
pub(crate) fn own_patient(read: &Read<'_>) -> Result<Uuid> {
    patient_of(read, read.account_id)?.ok_or_else(|| {
        let sentence = "The front desk has not found your record yet. You can see it as soon as they have.";
        Error::Refused { code: "not_tied_yet", sentence: sentence.into() }
    })
}

/// How the clinic writes and counts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClinicWords {
    /// The clinic's name.
    pub name: String,
    /// The IANA name of its time zone.
    pub time_zone: String,
    /// The digits that numbers are shown in.
    pub digits: Digits,
    /// How temperature is written.
    pub temperature_unit: TemperatureUnit,
    /// How weight is written.
    pub weight_unit: WeightUnit,
    /// How glucose is written.
    pub glucose_unit: GlucoseUnit,
}

/// Who a patient is, as the patient sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyRecord {
    /// The account's name: what was typed or is written in the record.
    pub name: String,
    /// The language of the account.
    pub language: String,
    /// The record was found: without it there is nothing else to see.
    pub is_tied: bool,
    /// The patient's number.
    pub mrn: Option<String>,
    /// The birth date, where it is known.
    pub birth_on: Option<NaiveDate>,
    /// The patient's sex.
    pub sex: Option<Sex>,
    /// The name of the practitioner on whose panel the patient is.
    pub practitioner_name: Option<String>,
    /// The clinic.
    pub clinic: ClinicWords,
}

/// One's own record.
///
/// # Errors
/// When the database fails.
pub fn my_record(read: &Read<'_>, _: Nothing) -> Result<MyRecord> {
    let account = read.get::<Account>(read.account_id)?;
    let site = sites::own_site(read)?.record;
    let patient: Option<Stored<Patient>> = patient_of(read, read.account_id)?.map(|id| face(read, id)).transpose()?;
    let practitioner = patient.as_ref().and_then(|patient| patient.practitioner_id);
    let practitioner_name = practitioner.map(|id| crate::accounts::name_of(read, id)).transpose()?.flatten();
    Ok(MyRecord {
        name: patient.as_ref().map_or_else(|| account.name.clone(), |patient| patient.display_name()),
        language: account.record.language,
        is_tied: patient.is_some(),
        mrn: patient.as_ref().map(|patient| patient.mrn.clone()),
        birth_on: patient.as_ref().and_then(|patient| patient.birth_on),
        sex: patient.as_ref().map(|patient| patient.sex),
        practitioner_name,
        clinic: ClinicWords {
            name: site.name,
            time_zone: site.time_zone,
            digits: site.digits,
            temperature_unit: site.temperature_unit,
            weight_unit: site.weight_unit,
            glucose_unit: site.glucose_unit,
        },
    })
}
