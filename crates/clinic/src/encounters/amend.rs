//! Amending what was signed.

use super::note::LONGEST_SECTION;
use super::{Amendment, Encounter, EncounterStatus, EncounterView, NoteSection, view};
use crate::db::Write;
use crate::error::{Error, Result};
use crate::fields::required;
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
pub fn amend_encounter(write: &mut Write<'_>, input: NewAmendment) -> Result<EncounterView> {
    let encounter = write.get::<Encounter>(input.encounter_id)?;
    if encounter.meta.entered_in_error.is_some() {
        let sentence = "This encounter was entered in error. Open a new one.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    if encounter.status != EncounterStatus::Signed {
        let sentence = "This note is not signed yet. Change it instead.";
        return Err(Error::Refused { code: "encounter_not_signed", sentence: sentence.into() });
    }
    let amendment = Amendment {
        id: write.new_id(),
        encounter_id: input.encounter_id,
        patient_id: encounter.patient_id,
        section: input.section,
        text: required("text", &input.text, LONGEST_SECTION)?,
        reason: required("reason", &input.reason, 500)?,
    };
    write.create(amendment)?;
    view(write, input.encounter_id)
}
