//! Encounters as screens need them.

use super::{Amendment, Diagnosis, Encounter, EncounterKind, EncounterStatus};
use crate::accounts::{self, Nothing};
use crate::conflicts::fields_in_conflict;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, is_same_person, of_person};
use crate::record::{Record, Stored};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An encounter as a note or a form needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EncounterView {
    /// The record.
    pub encounter: Stored<Encounter>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Who gives care.
    pub practitioner_name: Option<String>,
    /// Who signed.
    pub signed_by_name: Option<String>,
    /// Its diagnoses, in the order in which they were made.
    pub diagnoses: Vec<DiagnosisView>,
    /// What was added after the signature, the oldest first.
    pub amendments: Vec<AmendmentView>,
    /// It is the caller's own, and so the caller may sign it.
    pub is_own: bool,
    /// Groups of fields that two people have written differently: `note`.
    pub conflicts: Vec<String>,
}

/// A diagnosis as a list needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DiagnosisView {
    /// The record.
    pub diagnosis: Stored<Diagnosis>,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// An amendment with its author.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AmendmentView {
    /// The record.
    pub amendment: Stored<Amendment>,
    /// Who amended.
    pub author_name: Option<String>,
}

/// One line about an encounter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EncounterRow {
    /// The encounter.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's number.
    pub mrn: String,
    /// What kind of contact.
    pub kind: EncounterKind,
    /// Where it stands.
    pub status: EncounterStatus,
    /// When it began.
    pub started_at: Millis,
    /// Who gives care.
    pub practitioner_name: Option<String>,
    /// Why the patient came.
    pub complaint: Option<String>,
    /// The names of its diagnoses.
    pub diagnoses: Vec<String>,
}

/// An encounter of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct EncounterId {
    /// The patient.
    pub patient_id: Uuid,
    /// The encounter.
    pub id: Uuid,
}

/// The caller's own encounters that are not signed, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn open_encounters(read: &Read<'_>, _: Nothing) -> Result<Vec<EncounterRow>> {
    let open = read.all(
        "practitioner_id = ?1 AND status = 'in_progress' AND entered_in_error IS NULL ORDER BY started_at, id LIMIT 200",
        [read.account_id.to_string()],
    )?;
    rows(read, open)
}

/// A patient's encounters, the latest first.
///
/// # Errors
/// When the database fails.
pub fn encounters_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<EncounterRow>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY started_at DESC, id DESC";
    let found = read.all(&of_person(read, input.patient_id, sql)?, [input.patient_id.to_string()])?;
    rows(read, found)
}

/// An encounter.
///
/// # Errors
/// When the patient has none with this id.
pub fn encounter(read: &Read<'_>, input: EncounterId) -> Result<EncounterView> {
    if !is_same_person(read, read.get::<Encounter>(input.id)?.patient_id, input.patient_id)? {
        return Err(Error::NotFound { kind: Encounter::KIND });
    }
    view(read, input.id)
}

fn rows(read: &Read<'_>, found: Vec<Stored<Encounter>>) -> Result<Vec<EncounterRow>> {
    found.into_iter().map(|encounter| row(read, encounter.record)).collect()
}

fn row(read: &Read<'_>, encounter: Encounter) -> Result<EncounterRow> {
    let patient = read.get::<Patient>(encounter.patient_id)?.record;
    let diagnoses = super::diagnoses::standing(read, encounter.id)?;
    Ok(EncounterRow {
        id: encounter.id,
        patient_id: encounter.patient_id,
        patient_name: patient.display_name(),
        mrn: patient.mrn,
        kind: encounter.kind,
        status: encounter.status,
        started_at: encounter.started_at,
        practitioner_name: accounts::name_of(read, encounter.practitioner_id)?,
        complaint: encounter.complaint,
        diagnoses: diagnoses.into_iter().map(|diagnosis| diagnosis.record.name).collect(),
    })
}

/// An encounter as screens and papers need it.
pub(crate) fn view(read: &Read<'_>, id: Uuid) -> Result<EncounterView> {
    let encounter = read.get::<Encounter>(id)?;
    let diagnoses = super::diagnoses::standing(read, id)?;
    let diagnoses = diagnoses
        .into_iter()
        .map(|diagnosis| Ok(DiagnosisView { version: read.version(diagnosis.record.id)?, diagnosis }))
        .collect::<Result<_>>()?;
    let amendments: Vec<Stored<Amendment>> =
        read.all("encounter_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id", [id.to_string()])?;
    let amendments = amendments
        .into_iter()
        .map(|amendment| {
            Ok(AmendmentView { author_name: accounts::name_of(read, amendment.meta.recorded_by)?, amendment })
        })
        .collect::<Result<_>>()?;
    let signed_by_name = match encounter.signed_by {
        Some(account) => accounts::name_of(read, account)?,
        None => None,
    };
    Ok(EncounterView {
        version: read.version(id)?,
        practitioner_name: accounts::name_of(read, encounter.practitioner_id)?,
        signed_by_name,
        diagnoses,
        amendments,
        is_own: encounter.practitioner_id == read.account_id,
        conflicts: fields_in_conflict(read, id)?,
        encounter,
    })
}
