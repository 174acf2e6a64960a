//! Keeping the formulary.

use super::{DoseUnit, Drug, DrugForm, PregnancyAdvice, Route};
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::record::Stored;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
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
/// `same_drug` where there is one of this name, form and strength; or when a field is wrong.
pub fn save_drug(write: &mut Write<'_>, input: DrugForSaving) -> Result<DrugView> {
    let id = match input.id {
        Some(id) => write.get::<Drug>(id)?.record.id,
        None => new_id(write, &input.details.name, input.details.form, &input.details.strength)?,
    };
    let drug = into_drug(input.details, id)?;
    if let Some(other) = known(write, &drug)?.filter(|other| other.record.id != id) {
        let sentence = format!("{} is in the formulary already. Change that entry.", other.record.label());
        let details = json!({ "label": other.record.label(), "id": other.record.id });
        return Err(Invalid::new("name", "same_drug", sentence).with(details).into());
    }
    let basis = if input.id.is_some() { Basis::Shown(input.version) } else { Basis::New };
    let stored = write.save(drug, basis)?.stored;
    view(write, stored)
}

/// What makes two entries one drug: the name, the form and the strength, however they are written.
pub(super) fn key_of(name: &str, form: DrugForm, strength: &str) -> String {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    format!("{}|{}|{}", healthsync_matching::fold(name), form.code(), plain(strength))
}

/// The id of a drug follows from its key, so that two computers that add the same drug add one.
pub(super) fn new_id(read: &Read<'_>, name: &str, form: DrugForm, strength: &str) -> Result<Uuid> {
    let key = key_of(name, form, strength);
    let id = Uuid::new_v5(&read.place.organization_id, format!("drug:{key}").as_bytes());
    // An entry that was renamed since keeps its id.
    Ok(if read.find::<Drug>(id)?.is_some() { read.outside.record_id(&read.place.origin) } else { id })
}

/// A drug as it is prescribed now: where its own entry can be no longer, the entry of the same name, form and strength
/// that can.
pub(crate) fn current(read: &Read<'_>, id: Uuid) -> Result<Stored<Drug>> {
    let own = read.get::<Drug>(id)?;
    if own.is_active && own.meta.entered_in_error.is_none() {
        return Ok(own);
    }
    let other = known(read, &own)?.filter(|other| other.is_active);
    Ok(other.unwrap_or(own))
}

/// The entry of the same key.
fn known(read: &Read<'_>, drug: &Drug) -> Result<Option<Stored<Drug>>> {
    let key = key_of(&drug.name, drug.form, &drug.strength);
    let same_form = read.all::<Drug>(
        "form = ?1 AND entered_in_error IS NULL ORDER BY is_active DESC, recorded_at, id",
        [drug.form.code()],
    )?;
    Ok(same_form.into_iter().find(|other| key_of(&other.name, other.form, &other.strength) == key))
}

pub(crate) fn view(read: &Read<'_>, drug: Stored<Drug>) -> Result<DrugView> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    Ok(DrugView {
        version: read.version(drug.record.id)?,
        label: drug.label(),
        routes: drug.route_list(),
        classes: words(&drug.classes),
        drug,
    })
}

fn wrong(field: &str, code: &'static str, sentence: &str) -> Error {
    Invalid::new(field, code, sentence).into()
}

/// The drug that a form or a line of a file comes to.
pub(super) fn into_drug(details: DrugDetails, id: Uuid) -> Result<Drug> {
    let atc_code = optional("atc_code", details.atc_code.as_deref(), 7)?.map(|code| code.to_uppercase());
    if atc_code.as_deref().is_some_and(|code| !is_atc(code)) {
        return Err(wrong("atc_code", "bad_atc_code", "An ATC code looks like J01CA04: seven letters and digits."));
    }
    check_amounts(&details)?;
    if details.routes.is_empty() {
        return Err(wrong("routes", "required", "Choose at least one route."));
    }
    let mut routes: Vec<&str> = vec![];
    for route in &details.routes {
        if !routes.contains(&route.code()) {
            routes.push(route.code());
        }
    }
    let mut classes: Vec<String> = details.classes.iter().map(|code| code.trim().to_lowercase()).collect();
    classes.retain(|code| !code.is_empty());
    classes.sort();
    classes.dedup();
    if let Some(unknown) = classes.iter().find(|code| !super::classes::is_known(code)) {
        let sentence = format!("There is no class '{unknown}'. Choose from the list of classes.");
        return Err(Invalid::new("classes", "unknown_class", sentence).with(json!({ "class": unknown })).into());
    }
    Ok(Drug {
        id,
        name: required("name", &details.name, 120)?,
        atc_code,
        form: details.form,
        strength: required("strength", &details.strength, 60)?,
        unit: details.unit,
        strength_value: details.strength_value.map(|value| value.normalize()),
        strength_unit: details.strength_unit,
        routes: routes.join(" "),
        classes: classes.join(" "),
        pack_size: details.pack_size.map(|size| size.normalize()),
        price_minor: details.price_minor,
        tax_basis_points: details.tax_basis_points,
        adult_single_min: details.adult_single_min.map(|dose| dose.normalize()),
        adult_single_max: details.adult_single_max.map(|dose| dose.normalize()),
        adult_daily_max: details.adult_daily_max.map(|dose| dose.normalize()),
        child_single_min_per_kg: details.child_single_min_per_kg.map(|dose| dose.normalize()),
        child_single_max_per_kg: details.child_single_max_per_kg.map(|dose| dose.normalize()),
        child_daily_max_per_kg: details.child_daily_max_per_kg.map(|dose| dose.normalize()),
        max_times_per_day: details.max_times_per_day,
        min_age_months: details.min_age_months,
        child_note: optional("child_note", details.child_note.as_deref(), 300)?,
        pregnancy: details.pregnancy,
        pregnancy_note: optional("pregnancy_note", details.pregnancy_note.as_deref(), 300)?,
        source: optional("source", details.source.as_deref(), 300)?,
        dose_source: optional("dose_source", details.dose_source.as_deref(), 300)?,
        is_active: details.is_active,
    })
}

/// Whether a code is one of the fifth level of the ATC classification: a letter, two digits, two letters, two digits.
fn is_atc(code: &str) -> bool {
    let kinds: String = code.chars().map(|letter| if letter.is_ascii_digit() { '9' } else { letter }).collect();
    let is_upper = |at: usize| code.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    code.len() == 7
        && code.is_ascii()
        && is_upper(0)
        && is_upper(3)
        && is_upper(4)
        && kinds.get(1..3) == Some("99")
        && kinds.get(5..7) == Some("99")
}

/// No amount is nothing or less, and what is less does not stand where what is more should.
fn check_amounts(details: &DrugDetails) -> Result<()> {
    let doses = [
        ("adult_single_min", details.adult_single_min),
        ("adult_single_max", details.adult_single_max),
        ("adult_daily_max", details.adult_daily_max),
        ("child_single_min_per_kg", details.child_single_min_per_kg),
        ("child_single_max_per_kg", details.child_single_max_per_kg),
        ("child_daily_max_per_kg", details.child_daily_max_per_kg),
    ];
    let others = [("strength_value", details.strength_value), ("pack_size", details.pack_size)];
    for (field, amount) in doses.into_iter().chain(others) {
        if amount.is_some_and(|amount| amount <= Decimal::ZERO || amount > Decimal::from(1_000_000_000)) {
            return Err(wrong(field, "not_positive", "An amount is greater than 0."));
        }
    }
    let is_amount = |unit: DoseUnit| unit.is_of_substance();
    if details.strength_unit.is_some_and(|unit| !is_amount(unit)) {
        return Err(wrong("strength_unit", "not_a_strength_unit", "A strength is in mg, mcg, g, IU or mmol."));
    }
    let has_amounts = details.strength_value.is_some() || doses.iter().any(|(_, dose)| dose.is_some());
    if has_amounts && details.strength_unit.is_none() {
        return Err(wrong("strength_unit", "required", "Say in what the strength and the doses are."));
    }
    for (low, high) in [(0, 1), (0, 2), (1, 2), (3, 4), (4, 5)] {
        let (Some((field, Some(low))), Some((_, Some(high)))) = (doses.get(low), doses.get(high)) else { continue };
        if low > high {
            return Err(wrong(field, "greater_than_most", "The lesser dose is greater than the greater one."));
        }
    }
    if details.price_minor.is_some_and(|price| !(0..=1_000_000_000_000).contains(&price)) {
        return Err(wrong("price_minor", "negative", "A price is 0 or more."));
    }
    if details.tax_basis_points > 10_000 {
        return Err(wrong("tax_basis_points", "out_of_range", "A tax lies between 0 and 100 %."));
    }
    if details.max_times_per_day.is_some_and(|times| !(1..=24).contains(&times)) {
        return Err(wrong("max_times_per_day", "out_of_range", "Choose from 1 to 24 times a day."));
    }
    if details.min_age_months.is_some_and(|months| months > 18 * 12) {
        return Err(wrong("min_age_months", "out_of_range", "The youngest age is at most 216 months."));
    }
    Ok(())
}
