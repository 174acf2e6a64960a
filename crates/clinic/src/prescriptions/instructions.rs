//! What the patient is told, composed from coded parts in the patient's language.

mod arabic;
mod english;

use super::{Food, Frequency};
use crate::formulary::{DoseUnit, Route};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The coded parts of an instruction.
#[derive(Debug, Clone, Copy)]
pub struct Directions<'d> {
    /// A single dose.
    pub dose: Decimal,
    /// What the dose is counted in.
    pub dose_unit: DoseUnit,
    /// The way by which it is given.
    pub route: Route,
    /// How often.
    pub frequency: Frequency,
    /// Only when it is needed; the frequency is then the most.
    pub is_as_needed: bool,
    /// What it is needed for, as it was typed.
    pub as_needed_for: Option<&'d str>,
    /// For so many days.
    pub duration_days: Option<u32>,
    /// Before, with or after food.
    pub food: Option<Food>,
    /// What else, as it was typed.
    pub extra: Option<&'d str>,
}

/// What the patient is told, as one or two sentences; a language that is not known gets English.
#[must_use]
pub fn instructions(language: &str, directions: &Directions<'_>) -> String {
    let told = match language {
        "ar" => arabic::sentence(directions),
        _ => english::sentence(directions),
    };
    match directions.extra.map(str::trim).filter(|extra| !extra.is_empty()) {
        Some(extra) => format!("{told} {extra}"),
        None => told,
    }
}

/// What the patient is told, by language.
#[must_use]
pub fn in_all_languages(directions: &Directions<'_>) -> BTreeMap<String, String> {
    crate::sites::LANGUAGES
        .into_iter()
        .map(|language| (language.to_owned(), instructions(language, directions)))
        .collect()
}

/// How a dose is given, for choosing a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Take,
    UnderTongue,
    InCheek,
    Inject,
    Inhale,
    Nose,
    Eye,
    Ear,
    Skin,
    Patch,
    Rectum,
    Vagina,
    Womb,
}

impl Way {
    fn of(route: Route) -> Way {
        match route {
            Route::Oral => Way::Take,
            Route::Sublingual => Way::UnderTongue,
            Route::Buccal => Way::InCheek,
            Route::Intravenous | Route::Intramuscular | Route::Subcutaneous | Route::Intradermal => Way::Inject,
            Route::Inhaled => Way::Inhale,
            Route::Nasal => Way::Nose,
            Route::Ophthalmic => Way::Eye,
            Route::Otic => Way::Ear,
            Route::Topical => Way::Skin,
            Route::Transdermal => Way::Patch,
            Route::Rectal => Way::Rectum,
            Route::Vaginal => Way::Vagina,
            Route::Intrauterine => Way::Womb,
        }
    }
}

/// A number as people read it: ½ and ¼ where a tablet is broken, no trailing zeros.
fn number(amount: Decimal) -> String {
    let whole = amount.trunc();
    let part = match (amount - whole).normalize().to_string().as_str() {
        "0.5" => "½",
        "0.25" => "¼",
        "0.75" => "¾",
        _ => return amount.normalize().to_string(),
    };
    if whole.is_zero() { part.to_owned() } else { format!("{whole}{part}") }
}

#[cfg(test)]
mod tests;
