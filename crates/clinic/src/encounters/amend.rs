//! Amending what was signed.

use super::{EncounterView, NoteSection};
use crate::db::Write;
use crate::error::{Result, not_yet};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// An amendment to add.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewAmendment {
    /// The encounter.
    pub encounter_id: Uuid,
    /// The section that it amends.
    pub section: NoteSection,
    /// What is to be read now.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// Amends a section of a signed note: what was signed stays readable.
///
/// # Errors
/// `encounter_not_signed`; or when a field is wrong.
pub fn amend_encounter(_write: &mut Write<'_>, _input: NewAmendment) -> Result<EncounterView> {
    not_yet()
}
