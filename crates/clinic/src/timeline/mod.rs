//! The timeline of a chart: everything that happened to a patient, the latest first, page by page.

mod lines;
mod page;
mod visit;

pub use page::timeline_of_patient;
pub use visit::last_visit;

use crate::encounters::{EncounterKind, EncounterStatus, EncounterView};
use crate::outside::Millis;
use crate::prescriptions::{ItemStatus, PrescriptionView};
use crate::record::Stored;
use crate::vitals::Vitals;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an entry of the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// An encounter.
    Encounter,
    /// A set of vitals.
    Vitals,
    /// A prescription.
    Prescription,
    /// Something handed out.
    Dispense,
    /// A stroke assessment.
    StrokeAssessment,
    /// An appointment.
    Appointment,
    /// A paper that was issued.
    Paper,
    /// An invoice; only for who may see bills.
    Invoice,
    /// A payment; only for who may see bills.
    Payment,
}

/// Where a page of the timeline ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineMark {
    /// The instant of the last entry.
    pub at: Millis,
    /// The last entry.
    pub id: Uuid,
}

/// What to show of a timeline.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct TimelineQuery {
    /// The patient.
    pub patient_id: Uuid,
    /// Only these kinds; all that the caller may see, if left out or empty.
    #[serde(default)]
    pub kinds: Vec<TimelineKind>,
    /// Only what came before this mark: for the next page.
    #[serde(default)]
    pub before: Option<TimelineMark>,
    /// So many entries; 50, if left out.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A page of a timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Timeline {
    /// The entries, the latest first.
    pub entries: Vec<TimelineEntry>,
    /// The mark to ask for the next page with; none where this is the last.
    pub next: Option<TimelineMark>,
}

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineEntry {
    /// What it is about.
    pub kind: TimelineKind,
    /// The record that it is about: what opens when it is chosen.
    pub id: Uuid,
    /// When it was true of the patient.
    pub at: Millis,
    /// Who did it.
    pub by: Option<String>,
    /// What one line says of it.
    pub line: TimelineLine,
}

/// What one line says of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum TimelineLine {
    /// An encounter.
    Encounter {
        /// What kind of contact.
        kind: EncounterKind,
        /// Where it stands.
        status: EncounterStatus,
        /// Why the patient came.
        complaint: Option<String>,
        /// The names of its diagnoses.
        diagnoses: Vec<String>,
        /// How often it was amended.
        amendments: u32,
    },
    /// A set of vitals, in canonical units.
    Vitals {
        /// The readings.
        vitals: Box<Stored<Vitals>>,
    },
    /// A prescription.
    Prescription {
        /// Its number.
        number: String,
        /// The encounter that it was written in.
        encounter_id: Option<Uuid>,
        /// Its drugs with their status.
        drugs: Vec<TimelineDrug>,
    },
    /// Something handed out.
    Dispense {
        /// The prescription.
        prescription_id: Uuid,
        /// The drug.
        drug_name: String,
        /// How much.
        #[schemars(with = "f64")]
        quantity: Decimal,
        /// In what.
        unit: crate::formulary::DoseUnit,
    },
    /// A stroke assessment.
    StrokeAssessment {
        /// Average glucose, mg/dL.
        #[schemars(with = "f64")]
        avg_glucose_mg_dl: Decimal,
        /// Body mass index, kg/m².
        #[schemars(with = "Option<f64>")]
        bmi: Option<Decimal>,
        /// Hypertension.
        has_hypertension: bool,
        /// Heart disease.
        has_heart_disease: bool,
        /// The person had a stroke.
        had_stroke: bool,
    },
    /// An appointment.
    Appointment {
        /// Its status.
        status: String,
        /// It was made at the desk, with no slot.
        is_walk_in: bool,
        /// The service.
        service_name: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// A paper that was issued.
    Paper {
        /// What paper.
        paper: String,
        /// Its number, where it has one.
        number: Option<String>,
        /// A reprint.
        is_copy: bool,
    },
    /// An invoice.
    Invoice {
        /// Its number, once issued.
        number: Option<String>,
        /// Where it stands.
        status: String,
        /// Its total, in minor units of the clinic's currency.
        total_minor: i64,
    },
    /// A payment.
    Payment {
        /// The receipt's number.
        number: Option<String>,
        /// Payment, advance or refund.
        kind: String,
        /// How it was paid.
        method: String,
        /// How much, in minor units of the clinic's currency.
        amount_minor: i64,
    },
}

/// A drug of a prescription, in a line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineDrug {
    /// Its name and strength.
    pub name: String,
    /// Where it stands.
    pub status: ItemStatus,
}

/// The last visit in full.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LastVisit {
    /// The encounter.
    pub encounter: EncounterView,
    /// The vitals that were taken at it, the latest first.
    pub vitals: Vec<Stored<Vitals>>,
    /// What was prescribed at it.
    pub prescriptions: Vec<PrescriptionView>,
}
