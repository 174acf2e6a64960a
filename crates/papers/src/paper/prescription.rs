//! The prescription: what the patient takes to a pharmacy.

use super::{Allergies, Person, Practitioner};
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serialize;

/// A sheet of what was prescribed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prescription {
    /// The number of the sheet.
    pub number: String,
    /// When it was written, by the clinic's clock.
    pub written_at: NaiveDateTime,
    /// Whom it is for.
    pub patient: Person,
    /// The latest weight in kg: a pharmacist checks a child's doses by it.
    pub weight_kg: Option<Decimal>,
    /// What is known of allergies.
    pub allergies: Allergies,
    /// What it is for, where that is said.
    pub diagnosis: Option<String>,
    /// The medicines.
    pub items: Vec<PrescribedItem>,
    /// A word to the pharmacist or the patient.
    pub note: Option<String>,
    /// Who prescribed.
    pub prescriber: Practitioner,
}

/// One medicine of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrescribedItem {
    /// The generic name.
    pub drug: String,
    /// The strength, e.g. `500 mg`.
    pub strength: Option<String>,
    /// The code of the form, e.g. `modified_release_tablet`; one that the crate has no word for is left out.
    pub form: Option<String>,
    /// How to take it, in the patient's language.
    pub instructions: String,
    /// How much to hand out.
    pub quantity: Option<PrescribedQuantity>,
    /// What was handed out of it already, where something was: a pharmacist hands out no more than the rest.
    pub handed_out: Option<HandedOut>,
    /// Why it is not to be handed out any more, where it was stopped.
    pub stopped: Option<String>,
    /// Why it is not to be handed out for now, where it is on hold.
    pub on_hold: Option<String>,
    /// Warnings that the prescriber overrode.
    pub overrides: Vec<OverriddenWarning>,
}

/// How much to hand out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrescribedQuantity {
    /// How many.
    pub count: Decimal,
    /// The code of what is counted, e.g. `tablet` or `ml`; one that the crate has no word for is said as it is.
    pub unit: String,
}

/// What was handed out of a medicine before the sheet was printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandedOut {
    /// How much in all, in the unit that is prescribed.
    pub quantity: PrescribedQuantity,
    /// The last day, by the clinic's clock.
    pub last_on: NaiveDate,
}

/// A warning that the prescriber overrode: printed for audit, and for the pharmacist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverriddenWarning {
    /// What the warning said.
    pub warning: String,
    /// Why it was overridden.
    pub reason: String,
    /// By whom.
    pub by: String,
}
