//! The diagnoses of an encounter, and how they feed the problem list.

use super::EncounterView;
use crate::allergies::Void;
use crate::db::Write;
use crate::error::{Result, not_yet};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// A diagnosis to add.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewDiagnosis {
    /// The encounter.
    pub encounter_id: Uuid,
    /// What it is called.
    pub name: String,
    /// The ICD-10 code, where it was chosen from the list.
    #[serde(default)]
    pub code: Option<String>,
    /// It is put on the problem list, or linked where it stands there already.
    #[serde(default)]
    pub is_on_problem_list: bool,
}

/// Adds a diagnosis to an encounter that is not signed.
///
/// # Errors
/// `encounter_signed`, `same_diagnosis`; or when a field is wrong.
pub fn add_diagnosis(_write: &mut Write<'_>, _input: NewDiagnosis) -> Result<EncounterView> {
    not_yet()
}

/// Takes a diagnosis out of an encounter that is not signed; its entry of the problem list stays.
///
/// # Errors
/// `encounter_signed`; or when the reason is missing.
pub fn remove_diagnosis(_write: &mut Write<'_>, _input: Void) -> Result<EncounterView> {
    not_yet()
}
