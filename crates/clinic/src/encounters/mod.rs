//! Encounters: one contact for care, from its opening to the signature; what was signed is amended, never changed.

mod amend;
mod diagnoses;
mod note;
mod views;
mod visit;

pub use amend::*;
pub use diagnoses::*;
pub use note::*;
pub(crate) use views::view;
pub use views::*;

use crate::db::Place;
use crate::outside::Millis;
use crate::record::{Merge, Record, Together};
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One contact for care (FHIR Encounter) and its note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Encounter {
    /// The encounter.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The account that gives care.
    pub practitioner_id: Uuid,
    /// The appointment that it keeps; none for who came without one.
    pub appointment_id: Option<Uuid>,
    /// What kind of contact.
    pub kind: EncounterKind,
    /// When it began.
    pub started_at: Millis,
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
    /// Where it stands.
    pub status: EncounterStatus,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// When the note was signed.
    pub signed_at: Option<Millis>,
    /// Who signed it.
    pub signed_by: Option<Uuid>,
}

/// What kind of contact an encounter is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EncounterKind {
    /// A consultation.
    #[default]
    Consultation,
    /// A follow-up of an earlier one.
    FollowUp,
    /// Triage by a nurse.
    Triage,
    /// A procedure: a dressing, a removal of stitches.
    Procedure,
    /// An emergency.
    Emergency,
    /// By telephone.
    Phone,
    /// At the patient's home.
    HomeVisit,
}

/// Where an encounter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EncounterStatus {
    /// The note is being written.
    InProgress,
    /// The note is signed and stands.
    Signed,
}

impl Record for Encounter {
    const KIND: &'static str = "encounter";
    const TABLE: &'static str = "encounters";
    const MERGE: Merge = Merge::PerField;
    // A signature signs the whole note as its signer saw it, so the note and its signature are one: what another
    // computer wrote meanwhile stands beside it and never slips in under it.
    const TOGETHER: &'static [Together] = &[(
        "note",
        &["complaint", "history", "examination", "assessment", "plan", "status", "ended_at", "signed_at", "signed_by"],
    )];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    /// While people have not decided, what was signed counts.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let is_signed =
            |value: &&Value| matches!(value, Value::Map(parts) if parts.get("status") == Some(&Value::from("signed")));
        (field == "note").then(|| rivals.iter().position(is_signed)).flatten()
    }
}

/// A section of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteSection {
    /// Why the patient came.
    Complaint,
    /// What the patient tells.
    History,
    /// What was found.
    Examination,
    /// What it is thought to be.
    Assessment,
    /// What is to be done.
    Plan,
}

/// A diagnosis of an encounter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnosis {
    /// The diagnosis.
    pub id: Uuid,
    /// The encounter.
    pub encounter_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// What it is called.
    pub name: String,
    /// The ICD-10 code, where it is known.
    pub code: Option<String>,
    /// Its entry of the problem list, where it has one.
    pub condition_id: Option<Uuid>,
}

impl Record for Diagnosis {
    const KIND: &'static str = "diagnosis";
    const TABLE: &'static str = "diagnoses";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// What was added to a note after it was signed: by whom and when are in its meta.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amendment {
    /// The amendment.
    pub id: Uuid,
    /// The encounter.
    pub encounter_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The section that it amends.
    pub section: NoteSection,
    /// What is to be read now.
    pub text: String,
    /// Why.
    pub reason: String,
}

impl Record for Amendment {
    const KIND: &'static str = "amendment";
    const TABLE: &'static str = "amendments";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
