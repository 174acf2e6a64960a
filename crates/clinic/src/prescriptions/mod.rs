//! Prescriptions: a sheet of items, each a drug with its dose, checked as it is written and followed until it ends.

mod amount;
mod change;
mod check;
mod checks;
mod current;
mod draft;
mod favourites;
mod frequency;
mod instructions;
mod prescribe;
mod views;

pub use amount::{amount_of, quantity_of, quantity_unit_of, units_of};
pub(crate) use change::set_status;
pub use change::*;
pub use check::*;
pub(crate) use current::{dispenses_of, is_renewed};
pub use favourites::*;
pub use frequency::{Food, Frequency};
pub use instructions::{Directions, instructions};
pub use prescribe::*;
pub use views::*;
pub(crate) use views::{item_view, view};

use crate::db::{Place, Read};
use crate::error::{Invalid, Result};
use crate::fields::required;
use crate::formulary::{DoseUnit, DrugForm, Route};
use crate::outside::Millis;
use crate::record::{Merge, Record, Together};
use healthsync_sync::{Scope, Value};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A sheet: what one practitioner wrote for one patient at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Prescription {
    /// The prescription.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The patient.
    pub patient_id: Uuid,
    /// The encounter that it was written in.
    pub encounter_id: Option<Uuid>,
    /// The account that prescribes.
    pub prescriber_id: Uuid,
    /// When it was written.
    pub written_at: Millis,
    /// The language of its instructions: `en` or `ar`.
    pub language: String,
    /// A note for who dispenses.
    pub note: Option<String>,
}

impl Record for Prescription {
    const KIND: &'static str = "prescription";
    const TABLE: &'static str = "prescriptions";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// One drug of a prescription (FHIR MedicationRequest). The drug is written out, so that a prescription says for ever
/// what it said when it was signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrescriptionItem {
    /// The item.
    pub id: Uuid,
    /// The sheet.
    pub prescription_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// Its place on the sheet, from 1.
    pub position: u32,
    /// The drug of the formulary; none for one that was written by hand.
    pub drug_id: Option<Uuid>,
    /// Its generic name.
    pub drug_name: String,
    /// Its ATC code.
    pub atc_code: Option<String>,
    /// Its form.
    pub form: Option<DrugForm>,
    /// Its strength, as on the box.
    pub strength: Option<String>,
    /// A single dose.
    #[schemars(with = "f64")]
    pub dose: Decimal,
    /// What the dose is counted in.
    pub dose_unit: DoseUnit,
    /// How much is to be handed out in all.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// What the quantity is counted in.
    pub quantity_unit: DoseUnit,
    /// The way by which it is given.
    pub route: Route,
    /// How often.
    pub frequency: Frequency,
    /// Only when it is needed; the frequency is then the most.
    pub is_as_needed: bool,
    /// What it is needed for.
    pub as_needed_for: Option<String>,
    /// For so many days; none where it goes on.
    pub duration_days: Option<u32>,
    /// Before, with or after food.
    pub food: Option<Food>,
    /// What else the patient is told, in the sheet's language.
    pub instructions: Option<String>,
    /// The item that it renews.
    pub renews_item_id: Option<Uuid>,
    /// Where it stands.
    pub status: ItemStatus,
    /// Why it stands there.
    pub status_reason: Option<String>,
    /// Since when it stands there.
    pub status_at: Millis,
}

/// Where an item stands (FHIR MedicationRequest.status; entered in error is told by the record's meta).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// It is to be taken.
    Active,
    /// Not to be taken for now.
    OnHold,
    /// All of it was handed out, or the course is over.
    Completed,
    /// It was ended before its time.
    Stopped,
    /// It was called off before it began.
    Cancelled,
}

impl Record for PrescriptionItem {
    const KIND: &'static str = "prescription_item";
    const TABLE: &'static str = "prescription_items";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[
        (
            "medication",
            &["drug_id", "drug_name", "atc_code", "form", "strength", "dose", "dose_unit", "quantity", "quantity_unit"],
        ),
        ("state", &["status", "status_reason", "status_at"]),
    ];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn checked(self, _read: &Read<'_>) -> Result<Self> {
        let impossible = |sentence: &str| Err(Invalid::new("value", "not_positive", sentence).into());
        if self.dose <= Decimal::ZERO {
            return impossible("A dose is greater than 0.");
        }
        if self.quantity < Decimal::ZERO {
            return impossible("A quantity is not less than 0.");
        }
        if self.duration_days == Some(0) {
            return impossible("A course lasts at least one day.");
        }
        Ok(PrescriptionItem { drug_name: required("value", &self.drug_name, 200)?, ..self })
    }

    /// While people have not decided, what stops a drug counts more than what goes on with it.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        let rank = |value: &&Value| match value {
            Value::Map(parts) => {
                let status = parts.get("status");
                ["active", "completed", "on_hold", "cancelled", "stopped"]
                    .iter()
                    .position(|known| status == Some(&Value::from(*known)))
            }
            _ => None,
        };
        (field == "state").then(|| (0..rivals.len()).max_by_key(|index| rivals.get(*index).and_then(rank))).flatten()
    }
}

impl PrescriptionItem {
    /// The drug's name and strength.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.drug_name, self.strength.as_deref().unwrap_or_default()).trim_end().to_owned()
    }

    /// The parts of its instructions.
    #[must_use]
    pub fn directions(&self) -> Directions<'_> {
        Directions {
            dose: self.dose,
            dose_unit: self.dose_unit,
            route: self.route,
            frequency: self.frequency,
            is_as_needed: self.is_as_needed,
            as_needed_for: self.as_needed_for.as_deref(),
            duration_days: self.duration_days,
            food: self.food,
            extra: self.instructions.as_deref(),
        }
    }
}

/// A warning that was passed over when an item was prescribed: by whom and when are in its meta.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrescriptionOverride {
    /// The record.
    pub id: Uuid,
    /// The item.
    pub item_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The key of the finding.
    pub finding: String,
    /// What was found.
    pub code: FindingCode,
    /// How grave it was.
    pub severity: FindingSeverity,
    /// The finding in words, as it was shown.
    pub sentence: String,
    /// Why it was passed over.
    pub reason: String,
}

impl Record for PrescriptionOverride {
    const KIND: &'static str = "prescription_override";
    const TABLE: &'static str = "prescription_overrides";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
