//! Opening an encounter, writing its note and signing it.

use super::{EncounterKind, EncounterView};
use crate::accounts::Nothing;
use crate::allergies::Void;
use crate::db::Write;
use crate::error::{Result, not_yet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An encounter to open.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewEncounter {
    /// The patient.
    pub patient_id: Uuid,
    /// The appointment that it keeps: it is started.
    #[serde(default)]
    pub appointment_id: Option<Uuid>,
    /// What kind of contact.
    #[serde(default)]
    pub kind: EncounterKind,
}

/// The sections of a note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EncounterNote {
    /// Why the patient came.
    pub complaint: Option<String>,
    /// What the patient tells.
    pub history: Option<String>,
    /// What was found.
    pub examination: Option<String>,
    /// What it is thought to be.
    pub assessment: Option<String>,
    /// What is to be done.
    pub plan: Option<String>,
}

/// A change to an encounter that is not signed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct EncounterChange {
    /// The encounter.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// What kind of contact.
    pub kind: EncounterKind,
    /// The note.
    pub note: EncounterNote,
}

/// Opens an encounter; one that the caller has open with this patient is gone on with.
///
/// # Errors
/// When there is no such patient or appointment.
pub fn open_encounter(_write: &mut Write<'_>, _input: NewEncounter) -> Result<EncounterView> {
    not_yet()
}

/// Saves the note of an encounter that is not signed.
///
/// # Errors
/// `encounter_signed` where it is; or when a field is wrong.
pub fn save_encounter(_write: &mut Write<'_>, _input: EncounterChange) -> Result<EncounterView> {
    not_yet()
}

/// Saves the note and signs it: from now on it is amended, never changed. Its appointment is fulfilled.
///
/// # Errors
/// `note_empty`, `not_own_encounter`, `encounter_signed`; or when a field is wrong.
pub fn sign_encounter(_write: &mut Write<'_>, _input: EncounterChange) -> Result<EncounterView> {
    not_yet()
}

/// Marks an encounter as entered in error, with its diagnoses and amendments.
///
/// # Errors
/// When it is somebody else's, or the reason is missing.
pub fn void_encounter(_write: &mut Write<'_>, _input: Void) -> Result<Nothing> {
    not_yet()
}
