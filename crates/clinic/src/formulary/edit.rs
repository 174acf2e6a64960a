//! Keeping the formulary.

use super::{DoseUnit, Drug, DrugForm, PregnancyAdvice, Route};
use crate::db::Write;
use crate::error::{Result, not_yet};
use crate::record::Stored;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A drug as a form or a list needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DrugView {
    /// The record.
    pub drug: Stored<Drug>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Its name and strength.
    pub label: String,
    /// Its routes, the usual first.
    pub routes: Vec<Route>,
    /// The codes of its classes.
    pub classes: Vec<String>,
}

/// What a form about a drug holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DrugDetails {
    /// Its generic name (INN).
    pub name: String,
    /// Its ATC code of the fifth level.
    #[serde(default)]
    pub atc_code: Option<String>,
    /// Its form.
    pub form: DrugForm,
    /// Its strength as on the box.
    pub strength: String,
    /// What doses and quantities are counted in.
    pub unit: DoseUnit,
    /// How much of the substance is in one `unit`, in `strength_unit`.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub strength_value: Option<Decimal>,
    /// mg, mcg, g, IU or mmol: what the strength and all doses below are in.
    #[serde(default)]
    pub strength_unit: Option<DoseUnit>,
    /// Its routes, the usual first.
    pub routes: Vec<Route>,
    /// The codes of its classes.
    #[serde(default)]
    pub classes: Vec<String>,
    /// How many `unit`s are in a pack.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub pack_size: Option<Decimal>,
    /// The price of one `unit`, in minor units of the clinic's currency.
    #[serde(default)]
    pub price_minor: Option<i64>,
    /// The tax on it, in hundredths of a percent.
    #[serde(default)]
    pub tax_basis_points: u32,
    /// The least single dose of an adult, in `strength_unit`.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub adult_single_min: Option<Decimal>,
    /// The greatest single dose of an adult, in `strength_unit`.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub adult_single_max: Option<Decimal>,
    /// The greatest dose of an adult in a day, in `strength_unit`.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub adult_daily_max: Option<Decimal>,
    /// The least single dose of a child, in `strength_unit` per kg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub child_single_min_per_kg: Option<Decimal>,
    /// The greatest single dose of a child, in `strength_unit` per kg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub child_single_max_per_kg: Option<Decimal>,
    /// The greatest dose of a child in a day, in `strength_unit` per kg.
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub child_daily_max_per_kg: Option<Decimal>,
    /// It is given at most so many times a day.
    #[serde(default)]
    pub max_times_per_day: Option<u32>,
    /// It is not for the younger, in months.
    #[serde(default)]
    pub min_age_months: Option<u32>,
    /// What is to be known of giving it to children.
    #[serde(default)]
    pub child_note: Option<String>,
    /// What is known of pregnancy.
    pub pregnancy: PregnancyAdvice,
    /// What is to be known of giving it in pregnancy.
    #[serde(default)]
    pub pregnancy_note: Option<String>,
    /// Where name, form and strength are from.
    #[serde(default)]
    pub source: Option<String>,
    /// Where doses, ages and the advice on pregnancy are from.
    #[serde(default)]
    pub dose_source: Option<String>,
    /// It can be prescribed.
    pub is_active: bool,
}

/// A drug to save: a new one where it has no id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DrugForSaving {
    /// The drug; none for a new one.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// What the form was shown; 0 for a new one.
    #[serde(default)]
    pub version: i64,
    /// The form.
    pub details: DrugDetails,
}

/// Adds or changes a drug. What was prescribed before keeps the name and the strength that it was written with.
///
/// # Errors
/// When a field is wrong.
pub fn save_drug(_write: &mut Write<'_>, _input: DrugForSaving) -> Result<DrugView> {
    not_yet()
}
