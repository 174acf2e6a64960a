//! Allergies and intolerances.

use crate::accounts::Nothing;
use crate::conflicts::rivals_of;
use crate::db::{Basis, Place, Read, Write};
use crate::error::Result;
use crate::fields::{optional, required};
use crate::patients::{OfPatient, Patient, of_person};
use crate::record::{Merge, Record, Stored};
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Something that a patient does not tolerate (FHIR AllergyIntolerance).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Allergy {
    /// The allergy.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// To what.
    pub substance: String,
    /// The substance's ATC code, where it is known.
    pub code: Option<String>,
    /// What kind of thing it is.
    pub category: AllergyCategory,
    /// How bad the reaction was.
    pub severity: AllergySeverity,
    /// What happened.
    pub reaction: Option<String>,
    /// Whether it still holds.
    pub status: ClinicalStatus,
}

/// What kind of thing a substance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AllergyCategory {
    /// A drug or vaccine.
    Medication,
    /// A food.
    Food,
    /// Something around us: pollen, latex, venom.
    Environment,
    /// Anything else.
    Other,
}

/// How bad the worst reaction was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AllergySeverity {
    /// Not known.
    Unknown,
    /// A rash, a runny nose.
    Mild,
    /// It needed treatment.
    Moderate,
    /// It threatened life.
    Severe,
}

/// Whether a condition or allergy still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClinicalStatus {
    /// It holds.
    Active,
    /// It is past.
    Resolved,
}

impl Record for Allergy {
    const KIND: &'static str = "allergy";
    const TABLE: &'static str = "allergies";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn checked(self, _read: &Read<'_>) -> Result<Self> {
        let (id, patient_id) = (self.id, self.patient_id);
        AllergyDetails {
            substance: self.substance,
            code: self.code,
            category: self.category,
            severity: self.severity,
            reaction: self.reaction,
            status: self.status,
        }
        .into_allergy(id, patient_id)
    }

    /// While people have not decided, the most severe allergy counts, and that it still holds.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let rank = |value: &Value| match value {
            Value::Text(word) => ["unknown", "mild", "moderate", "severe"].iter().position(|known| word == known),
            _ => None,
        };
        match field {
            "severity" => (0..rivals.len()).max_by_key(|index| rank(rivals[*index])),
            "status" => rivals.iter().position(|value| **value == Value::from("active")),
            _ => None,
        }
    }
}

/// What a form about an allergy holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AllergyDetails {
    /// To what.
    pub substance: String,
    /// The substance's ATC code, where it was chosen from the list.
    pub code: Option<String>,
    /// What kind of thing it is.
    pub category: AllergyCategory,
    /// How bad the reaction was.
    pub severity: AllergySeverity,
    /// What happened.
    pub reaction: Option<String>,
    /// Whether it still holds.
    pub status: ClinicalStatus,
}

/// A new allergy of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewAllergy {
    /// The patient.
    pub patient_id: Uuid,
    /// The form.
    pub details: AllergyDetails,
}

/// A change to an allergy.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AllergyChange {
    /// The allergy.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The form.
    pub details: AllergyDetails,
}

/// An allergy as a form needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AllergyView {
    /// The record.
    pub allergy: Stored<Allergy>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Of each field that two people have said differently, all that was said: none of it is left out until it is settled.
    pub rivals: BTreeMap<String, Vec<serde_json::Value>>,
}

impl AllergyView {
    fn of(read: &Read<'_>, allergy: Stored<Allergy>) -> Result<AllergyView> {
        Ok(AllergyView { version: read.version(allergy.id)?, rivals: rivals_of(read, allergy.id)?, allergy })
    }
}

/// Why a record was a mistake.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Void {
    /// The record.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// A patient's allergies, those that hold first.
///
/// # Errors
/// When the database fails.
pub fn allergies_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<AllergyView>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY status, recorded_at DESC, id";
    let sql = of_person(read, input.patient_id, sql)?;
    let found = read.all::<Allergy>(&sql, [input.patient_id.to_string()])?;
    found.into_iter().map(|allergy| AllergyView::of(read, allergy)).collect()
}

/// Records an allergy.
///
/// # Errors
/// When a field is wrong or there is no such patient.
pub fn record_allergy(write: &mut Write<'_>, input: NewAllergy) -> Result<AllergyView> {
    write.get::<Patient>(input.patient_id)?;
    let allergy = input.details.into_allergy(write.new_id(), input.patient_id)?;
    let stored = write.create(allergy)?;
    AllergyView::of(write, stored)
}

/// Changes an allergy.
///
/// # Errors
/// When a field is wrong.
pub fn update_allergy(write: &mut Write<'_>, input: AllergyChange) -> Result<AllergyView> {
    let before = write.get::<Allergy>(input.id)?;
    let allergy = input.details.into_allergy(input.id, before.patient_id)?;
    let stored = write.save(allergy, Basis::Shown(input.version))?.stored;
    AllergyView::of(write, stored)
}

/// Marks an allergy as entered in error.
///
/// # Errors
/// When the reason is missing.
pub fn void_allergy(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    write.void::<Allergy>(input.id, input.version, &input.reason)?;
    Ok(Nothing {})
}

impl AllergyDetails {
    fn into_allergy(self, id: Uuid, patient_id: Uuid) -> Result<Allergy> {
        Ok(Allergy {
            id,
            patient_id,
            substance: required("substance", &self.substance, 120)?,
            code: optional("code", self.code.as_deref(), 20)?,
            category: self.category,
            severity: self.severity,
            reaction: optional("reaction", self.reaction.as_deref(), 500)?,
            status: self.status,
        })
    }
}
