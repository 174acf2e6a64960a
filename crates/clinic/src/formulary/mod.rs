//! The formulary: the drugs that can be prescribed here, with what checks need to know of them.

mod classes;
mod edit;
mod import;
pub(crate) mod names;
mod proposals;
mod search;
mod sheet;
mod shipped;
mod units;

pub(crate) use classes::{classes, rows};
pub(crate) use edit::current;
pub use edit::*;
pub use import::*;
pub(crate) use proposals::propose;
pub use search::*;
pub use shipped::load_formulary;
pub(crate) use units::words;
pub use units::{DoseUnit, DrugForm, PregnancyAdvice, Route};

use crate::db::Place;
use crate::record::{Merge, Record, Together};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A drug in one form and strength.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Drug {
    /// The drug.
    pub id: Uuid,
    /// Its generic name (INN).
    pub name: String,
    /// Its ATC code of the fifth level, e.g. `J01CA04`.
    pub atc_code: Option<String>,
    /// Its form.
    pub form: DrugForm,
    /// Its strength as on the box, e.g. `250 mg/5 mL`.
    pub strength: String,
    /// What doses and quantities are counted in: tablets, mL.
    pub unit: DoseUnit,
    /// How much of the substance is in one `unit`, in `strength_unit`; of a combination, its first substance.
    #[schemars(with = "Option<f64>")]
    pub strength_value: Option<Decimal>,
    /// mg, mcg, g, IU or mmol: what the strength and all doses below are in.
    pub strength_unit: Option<DoseUnit>,
    /// The codes of its routes, one space between, the usual first.
    pub routes: String,
    /// The codes of its classes, one space between.
    pub classes: String,
    /// How many `unit`s are in a pack.
    #[schemars(with = "Option<f64>")]
    pub pack_size: Option<Decimal>,
    /// The price of one `unit`, in minor units of the clinic's currency.
    pub price_minor: Option<i64>,
    /// The tax on it, in hundredths of a percent.
    pub tax_basis_points: u32,
    /// The least single dose of an adult, in `strength_unit`.
    #[schemars(with = "Option<f64>")]
    pub adult_single_min: Option<Decimal>,
    /// The greatest single dose of an adult, in `strength_unit`.
    #[schemars(with = "Option<f64>")]
    pub adult_single_max: Option<Decimal>,
    /// The greatest dose of an adult in a day, in `strength_unit`; no child is given more.
    #[schemars(with = "Option<f64>")]
    pub adult_daily_max: Option<Decimal>,
    /// The least single dose of a child, in `strength_unit` per kg.
    #[schemars(with = "Option<f64>")]
    pub child_single_min_per_kg: Option<Decimal>,
    /// The greatest single dose of a child, in `strength_unit` per kg.
    #[schemars(with = "Option<f64>")]
    pub child_single_max_per_kg: Option<Decimal>,
    /// The greatest dose of a child in a day, in `strength_unit` per kg.
    #[schemars(with = "Option<f64>")]
    pub child_daily_max_per_kg: Option<Decimal>,
    /// It is given at most so many times a day.
    pub max_times_per_day: Option<u32>,
    /// It is not for the younger, in months.
    pub min_age_months: Option<u32>,
    /// What is to be known of giving it to children.
    pub child_note: Option<String>,
    /// What is known of pregnancy.
    pub pregnancy: PregnancyAdvice,
    /// What is to be known of giving it in pregnancy.
    pub pregnancy_note: Option<String>,
    /// Where name, form and strength are from.
    pub source: Option<String>,
    /// Where doses, ages and the advice on pregnancy are from.
    pub dose_source: Option<String>,
    /// It can be prescribed.
    pub is_active: bool,
}

impl Record for Drug {
    const KIND: &'static str = "drug";
    const TABLE: &'static str = "drugs";
    const MERGE: Merge = Merge::PerField;
    // A dose without its unit is no dose.
    const TOGETHER: &'static [Together] = &[
        (
            "amounts",
            &[
                "strength",
                "unit",
                "strength_value",
                "strength_unit",
                "adult_single_min",
                "adult_single_max",
                "adult_daily_max",
                "child_single_min_per_kg",
                "child_single_max_per_kg",
                "child_daily_max_per_kg",
            ],
        ),
        ("pregnancy_advice", &["pregnancy", "pregnancy_note"]),
    ];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, _place: &Place) -> Scope {
        Scope::Org
    }
}

impl Drug {
    /// The drug as people read it: `Amoxicillin 250 mg`. Its form is said beside it, in the reader's language.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.strength).trim_end().to_owned()
    }

    /// Its routes, the usual first; what is unknown (from a newer version) is passed over.
    #[must_use]
    pub fn route_list(&self) -> Vec<Route> {
        self.routes.split_whitespace().filter_map(Route::of).collect()
    }

    /// The codes of its classes.
    pub fn class_codes(&self) -> impl Iterator<Item = &str> {
        self.classes.split_whitespace()
    }
}
