//! Writing a sheet.

use super::{Food, Frequency, PrescriptionView};
use crate::db::Write;
use crate::error::{Result, not_yet};
use crate::formulary::{DoseUnit, Route};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A sheet to check or to sign.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewPrescription {
    /// The patient.
    pub patient_id: Uuid,
    /// The encounter that it is written in.
    #[serde(default)]
    pub encounter_id: Option<Uuid>,
    /// The language of its instructions; the clinic's, if left out.
    #[serde(default)]
    pub language: Option<String>,
    /// A note for who dispenses.
    #[serde(default)]
    pub note: Option<String>,
    /// Its items.
    pub items: Vec<NewItem>,
}

/// An item to prescribe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewItem {
    /// The drug of the formulary.
    #[serde(default)]
    pub drug_id: Option<Uuid>,
    /// The drug's name, where it is not in the formulary.
    #[serde(default)]
    pub drug_name: Option<String>,
    /// Its strength, where it is not in the formulary.
    #[serde(default)]
    pub strength: Option<String>,
    /// A single dose.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub dose: Option<Decimal>,
    /// What the dose is counted in; the drug's unit, if left out.
    #[serde(default)]
    pub dose_unit: Option<DoseUnit>,
    /// The way by which it is given; the drug's usual one, if left out.
    #[serde(default)]
    pub route: Option<Route>,
    /// How often.
    #[serde(default)]
    pub frequency: Option<Frequency>,
    /// Only when it is needed.
    #[serde(default)]
    pub is_as_needed: bool,
    /// What it is needed for.
    #[serde(default)]
    pub as_needed_for: Option<String>,
    /// For so many days; none where it goes on.
    #[serde(default)]
    pub duration_days: Option<u32>,
    /// How much is to be handed out, where it is not what is computed.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub quantity: Option<Decimal>,
    /// Before, with or after food.
    #[serde(default)]
    pub food: Option<Food>,
    /// What else the patient is told.
    #[serde(default)]
    pub instructions: Option<String>,
    /// The item that it renews.
    #[serde(default)]
    pub renews_item_id: Option<Uuid>,
    /// The findings that are passed over, and why.
    #[serde(default)]
    pub overrides: Vec<NewOverride>,
}

/// A finding that is passed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewOverride {
    /// The key of the finding.
    pub finding: String,
    /// Why.
    pub reason: String,
}

/// Signs a sheet. A serious finding stops it unless it is overridden with a reason.
///
/// # Errors
/// `serious_findings` with the findings in its details; or when a field is wrong.
pub fn prescribe(_write: &mut Write<'_>, _input: NewPrescription) -> Result<PrescriptionView> {
    not_yet()
}
