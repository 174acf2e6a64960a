//! The problem list.

use crate::accounts::Nothing;
use crate::allergies::{ClinicalStatus, Void};
use crate::conflicts::rivals_of;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::patients::{OfPatient, Patient, of_person};
use crate::record::{Merge, Record, Stored};
use chrono::NaiveDate;
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An entry of the problem list (FHIR Condition).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Condition {
    /// The condition.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// What it is called.
    pub name: String,
    /// The ICD-10 code, where it is known.
    pub code: Option<String>,
    /// Whether it still holds.
    pub status: ClinicalStatus,
    /// Since when.
    pub onset_on: Option<NaiveDate>,
    /// Anything else.
    pub notes: Option<String>,
}

impl Record for Condition {
    const KIND: &'static str = "condition";
    const TABLE: &'static str = "conditions";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn checked(self, read: &Read<'_>) -> Result<Self> {
        let (id, patient_id) = (self.id, self.patient_id);
        ConditionDetails {
            name: self.name,
            code: self.code,
            status: self.status,
            onset_on: self.onset_on,
            notes: self.notes,
        }
        .into_condition(read, id, patient_id)
    }

    /// While people have not decided, a problem still holds.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let is_active = |value: &&Value| **value == Value::from("active");
        (field == "status").then(|| rivals.iter().position(is_active)).flatten()
    }
}

/// What a form about a condition holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ConditionDetails {
    /// What it is called.
    pub name: String,
    /// The ICD-10 code, where it was chosen from the list.
    pub code: Option<String>,
    /// Whether it still holds.
    pub status: ClinicalStatus,
    /// Since when.
    pub onset_on: Option<NaiveDate>,
    /// Anything else.
    pub notes: Option<String>,
}

/// A new condition of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewCondition {
    /// The patient.
    pub patient_id: Uuid,
    /// The form.
    pub details: ConditionDetails,
}

/// A change to a condition.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ConditionChange {
    /// The condition.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The form.
    pub details: ConditionDetails,
}

/// A condition as a form needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConditionView {
    /// The record.
    pub condition: Stored<Condition>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Of each field that two people have said differently, all that was said.
    pub rivals: BTreeMap<String, Vec<serde_json::Value>>,
}

impl ConditionView {
    fn of(read: &Read<'_>, condition: Stored<Condition>) -> Result<ConditionView> {
        Ok(ConditionView { version: read.version(condition.id)?, rivals: rivals_of(read, condition.id)?, condition })
    }
}

/// A patient's conditions, those that hold first.
///
/// # Errors
/// When the database fails.
pub fn conditions_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<ConditionView>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY status, coalesce(onset_on, '') DESC, recorded_at DESC, id";
    let sql = of_person(read, input.patient_id, sql)?;
    let found = read.all::<Condition>(&sql, [input.patient_id.to_string()])?;
    found.into_iter().map(|condition| ConditionView::of(read, condition)).collect()
}

/// Records a condition.
///
/// # Errors
/// When a field is wrong or there is no such patient.
pub fn record_condition(write: &mut Write<'_>, input: NewCondition) -> Result<ConditionView> {
    write.get::<Patient>(input.patient_id)?;
    let condition = input.details.into_condition(write, write.new_id(), input.patient_id)?;
    let stored = write.create(condition)?;
    ConditionView::of(write, stored)
}

/// Changes a condition.
///
/// # Errors
/// When a field is wrong.
pub fn update_condition(write: &mut Write<'_>, input: ConditionChange) -> Result<ConditionView> {
    let before = write.get::<Condition>(input.id)?;
    let condition = input.details.into_condition(write, input.id, before.patient_id)?;
    let stored = write.save(condition, Basis::Shown(input.version))?.stored;
    ConditionView::of(write, stored)
}

/// Marks a condition as entered in error.
///
/// # Errors
/// When the reason is missing.
pub fn void_condition(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    write.void::<Condition>(input.id, input.version, &input.reason)?;
    Ok(Nothing {})
}

impl ConditionDetails {
    fn into_condition(self, read: &Read<'_>, id: Uuid, patient_id: Uuid) -> Result<Condition> {
        if self.onset_on.is_some_and(|day| crate::age::today(read).is_ok_and(|today| day > today)) {
            return Err(Invalid::new("onset_on", "in_future", "This day is in the future.").into());
        }
        Ok(Condition {
            id,
            patient_id,
            name: required("name", &self.name, 160)?,
            code: optional("code", self.code.as_deref(), 20)?,
            status: self.status,
            onset_on: self.onset_on,
            notes: optional("notes", self.notes.as_deref(), 1000)?,
        })
    }
}
