//! Encounters as screens need them.

use super::{Amendment, Diagnosis, Encounter, EncounterKind, EncounterStatus};
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::{Result, not_yet};
use crate::outside::Millis;
use crate::patients::OfPatient;
use crate::record::Stored;
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
pub fn open_encounters(_read: &Read<'_>, _: Nothing) -> Result<Vec<EncounterRow>> {
    not_yet()
}

/// A patient's encounters, the latest first.
///
/// # Errors
/// When the database fails.
pub fn encounters_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Vec<EncounterRow>> {
    not_yet()
}

/// An encounter.
///
/// # Errors
/// When the patient has none with this id.
pub fn encounter(_read: &Read<'_>, _input: EncounterId) -> Result<EncounterView> {
    not_yet()
}
