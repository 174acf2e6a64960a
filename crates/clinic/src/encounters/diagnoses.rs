//! The diagnoses of an encounter, and how they feed the problem list.

use super::note::in_progress;
use super::{Diagnosis, EncounterView, view};
use crate::allergies::{ClinicalStatus, Void};
use crate::conditions::Condition;
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::patients::of_person;
use crate::record::Stored;
use healthsync_matching::fold;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn add_diagnosis(write: &mut Write<'_>, input: NewDiagnosis) -> Result<EncounterView> {
    let encounter = in_progress(write, input.encounter_id)?;
    let name = required("name", &input.name, 160)?;
    let code = optional("code", input.code.as_deref(), 20)?.map(|code| code.to_uppercase());
    let here = standing(write, input.encounter_id)?;
    if here.iter().any(|other| is_same((&name, code.as_deref()), (&other.name, other.code.as_deref()))) {
        let sentence = format!("{name} is a diagnosis of this encounter already.");
        return Err(Invalid::new("name", "same_diagnosis", sentence).with(json!({ "name": name })).into());
    }
    let id = write.new_id();
    let condition_id = match input.is_on_problem_list {
        true => Some(problem(write, id, encounter.patient_id, &name, code.as_deref())?),
        false => None,
    };
    let patient_id = encounter.patient_id;
    write.create(Diagnosis { id, encounter_id: input.encounter_id, patient_id, name, code, condition_id })?;
    view(write, input.encounter_id)
}

/// Takes a diagnosis out of an encounter that is not signed, and the entry of the problem list that it made.
///
/// # Errors
/// `encounter_signed`; or when the reason is missing.
pub fn remove_diagnosis(write: &mut Write<'_>, input: Void) -> Result<EncounterView> {
    let diagnosis = write.get::<Diagnosis>(input.id)?.record;
    in_progress(write, diagnosis.encounter_id)?;
    withdraw(write, &diagnosis, &input.reason)?;
    view(write, diagnosis.encounter_id)
}

/// The diagnoses of an encounter that stand, in the order in which they were made.
pub(super) fn standing(read: &Read<'_>, encounter_id: Uuid) -> Result<Vec<Stored<Diagnosis>>> {
    read.all("encounter_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id", [encounter_id.to_string()])
}

/// Marks a diagnosis as entered in error, with the problem that it made, unless another diagnosis names that too.
pub(super) fn withdraw(write: &mut Write<'_>, diagnosis: &Diagnosis, reason: &str) -> Result<()> {
    let version = write.version(diagnosis.id)?;
    write.void::<Diagnosis>(diagnosis.id, version, reason)?;
    let made = condition_made_by(diagnosis.id);
    if diagnosis.condition_id != Some(made) {
        return Ok(());
    }
    let others: i64 = write
        .conn
        .prepare_cached("SELECT count(*) FROM diagnoses WHERE condition_id = ?1 AND entered_in_error IS NULL")?
        .query_row([made.to_string()], |row| row.get(0))?;
    if others == 0 && write.find::<Condition>(made)?.is_some_and(|made| made.meta.entered_in_error.is_none()) {
        let version = write.version(made)?;
        write.void::<Condition>(made, version, reason)?;
    }
    Ok(())
}

fn condition_made_by(diagnosis_id: Uuid) -> Uuid {
    Uuid::new_v5(&diagnosis_id, b"condition")
}

/// The entry of the problem list that a diagnosis stands for: the one that is there, or a new one.
fn problem(write: &mut Write<'_>, diagnosis: Uuid, patient_id: Uuid, name: &str, code: Option<&str>) -> Result<Uuid> {
    let sql = "patient_id = ?1 AND status = 'active' AND entered_in_error IS NULL ORDER BY recorded_at, id";
    let active: Vec<Stored<Condition>> = write.all(&of_person(write, patient_id, sql)?, [patient_id.to_string()])?;
    let known = active.iter().find(|known| is_same((name, code), (&known.name, known.code.as_deref())));
    if let Some(known) = known {
        return Ok(known.record.id);
    }
    let condition = Condition {
        id: condition_made_by(diagnosis),
        patient_id,
        name: name.to_owned(),
        code: code.map(str::to_owned),
        status: ClinicalStatus::Active,
        onset_on: None,
        notes: None,
    };
    Ok(write.create(condition)?.record.id)
}

/// Whether two names and codes are one: by code where both have one, by name otherwise.
fn is_same(one: (&str, Option<&str>), other: (&str, Option<&str>)) -> bool {
    match (one.1, other.1) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => fold(one.0) == fold(other.0),
    }
}
