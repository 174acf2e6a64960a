//! What checks need to know of the patient, read once.

use super::Beside;
use crate::age::{Age, day_at};
use crate::allergies::{Allergy, AllergySeverity};
use crate::conflicts::rivals_of;
use crate::db::Read;
use crate::error::Result;
use crate::formulary::{Drug, Route, classes, names};
use crate::patients::{Patient, flags_of, of_person};
use crate::prescriptions::PrescriptionItem;
use crate::prescriptions::current::current_items;
use crate::sites;
use healthsync_matching::fold;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The patient, for checks.
#[derive(Default)]
pub(in crate::prescriptions) struct Subject {
    /// The age today; none where the birth date is not known.
    pub age: Option<Age>,
    /// The latest weight in kg and how many days ago it was taken.
    pub weight: Option<(Decimal, i64)>,
    pub is_pregnant: bool,
    /// She is of an age to be pregnant, and nobody has said whether she is.
    pub can_be_pregnant: bool,
    pub allergies: Vec<Allergen>,
    pub has_no_known_allergies: bool,
    pub taken: Vec<Taken>,
}

/// What a patient does not tolerate.
pub(in crate::prescriptions) struct Allergen {
    /// As it was written.
    pub substance: String,
    pub code: Option<String>,
    pub severity: AllergySeverity,
    pub reaction: Option<String>,
}

/// A drug that the patient takes.
pub(in crate::prescriptions) struct Taken {
    pub item_id: Uuid,
    pub label: String,
    pub drug_id: Option<Uuid>,
    pub name: String,
    pub atc_code: Option<String>,
    pub classes: BTreeSet<String>,
    pub route: Route,
}

impl Taken {
    pub fn beside(&self) -> Beside<'_> {
        Beside {
            key: self.item_id.to_string(),
            label: self.label.clone(),
            drug_id: self.drug_id,
            substances: self.substances(),
            atc_code: self.atc_code.as_deref(),
            classes: self.classes.iter().map(String::as_str).collect(),
            route: Some(self.route),
            is_on_sheet: false,
        }
    }

    fn substances(&self) -> Vec<String> {
        match self.drug_id {
            Some(_) => substances_of(&self.name),
            None => substances_as_written(&self.name),
        }
    }

    fn of(read: &Read<'_>, item: PrescriptionItem) -> Result<Taken> {
        let mut codes: BTreeSet<String> = BTreeSet::new();
        if let Some(drug) = item.drug_id.map(|id| read.find::<Drug>(id)).transpose()?.flatten() {
            codes.extend(drug.class_codes().map(str::to_owned));
        }
        codes.extend(classes().of_atc(item.atc_code.as_deref().unwrap_or_default()).map(str::to_owned));
        if item.drug_id.is_none() {
            for part in substances_as_written(&item.drug_name) {
                codes.extend(classes().of_name(&part).map(str::to_owned));
            }
        }
        Ok(Taken {
            item_id: item.id,
            label: item.label(),
            drug_id: item.drug_id,
            name: item.drug_name,
            atc_code: item.atc_code,
            classes: codes,
            route: item.route,
        })
    }
}

/// Between these ages one asks whether a patient is pregnant, in years.
const CHILDBEARING: std::ops::RangeInclusive<u32> = 12..=50;

impl Subject {
    /// Reads what is known of a patient.
    pub fn of(read: &Read<'_>, patient: &Patient) -> Result<Subject> {
        let today = crate::age::today(read)?;
        let age = patient.age_on(today);
        let flags = flags_of(read, patient.id)?;
        let sql = "patient_id = ?1 AND status = 'active' AND entered_in_error IS NULL ORDER BY recorded_at, id";
        let recorded = read.all::<Allergy>(&of_person(read, patient.id, sql)?, [patient.id.to_string()])?;
        let mut allergies = vec![];
        for allergy in recorded {
            allergies.extend(allergens(read, allergy.record)?);
        }
        let is_of_age = age.is_none_or(|age| CHILDBEARING.contains(&age.years));
        let is_male = patient.sex == crate::patients::Sex::Male;
        let taken = current_items(read, patient.id)?;
        Ok(Subject {
            age,
            weight: weight(read, patient)?,
            is_pregnant: flags.is_pregnant,
            can_be_pregnant: !is_male && is_of_age && !flags.is_pregnant,
            allergies,
            has_no_known_allergies: flags.has_no_known_allergies,
            taken: taken.into_iter().map(|item| Taken::of(read, item.record)).collect::<Result<_>>()?,
        })
    }
}

/// What an allergy is to. Where two people have written different substances, it is to each until that is settled.
fn allergens(read: &Read<'_>, allergy: Allergy) -> Result<Vec<Allergen>> {
    let rivals = rivals_of(read, allergy.id)?;
    let words = |field: &str, shown: Option<String>| {
        let said =
            rivals.get(field).map(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect());
        said.unwrap_or_else(|| vec![shown])
    };
    let codes: Vec<Option<String>> = words("code", allergy.code.clone());
    let mut found = vec![];
    for substance in words("substance", Some(allergy.substance.clone())).into_iter().flatten() {
        found.extend(codes.iter().map(|code| Allergen {
            substance: substance.clone(),
            code: code.clone(),
            severity: allergy.severity,
            reaction: allergy.reaction.clone(),
        }));
    }
    Ok(found)
}

/// The latest weight among the vitals, and how many days ago it was taken. The weight of the registration form has no
/// date and is not used.
fn weight(read: &Read<'_>, patient: &Patient) -> Result<Option<(Decimal, i64)>> {
    let sql = "patient_id = ?1 AND weight_kg IS NOT NULL AND entered_in_error IS NULL
         ORDER BY effective_at DESC, recorded_at DESC LIMIT 1";
    let latest: Vec<crate::record::Stored<crate::vitals::Vitals>> =
        read.all(&of_person(read, patient.id, sql)?, [patient.id.to_string()])?;
    let Some(vitals) = latest.into_iter().next() else { return Ok(None) };
    let zone = sites::own_site(read)?.record.time_zone;
    let days = (day_at(read.now, &zone) - day_at(vitals.effective_at, &zone)).num_days().max(0);
    Ok(vitals.weight_kg.map(|weight| (weight, days)))
}

/// The substances of what somebody wrote by hand, as far as data tell: `Aspirin 75 mg` is acetylsalicylic acid, and
/// `Augmentin` has amoxicillin in it.
pub(in crate::prescriptions) fn substances_as_written(name: &str) -> Vec<String> {
    let mut found = vec![];
    for part in substances_of(name) {
        let strength = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
        let bare: Vec<&str> = part.split(' ').take_while(|word| !strength(word)).collect();
        let bare = bare.join(" ");
        let generic = names::international(&part);
        for text in [Some(&part), generic.as_ref()].into_iter().flatten() {
            found.extend(classes().named_in(text).into_iter().map(str::to_owned));
        }
        found.extend(generic);
        found.push(if bare.is_empty() { part } else { bare });
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The substances of a generic name, folded: those of a combination one by one.
pub(in crate::prescriptions) fn substances_of(name: &str) -> Vec<String> {
    name.split(['+', '/']).map(fold).filter(|part| !part.is_empty()).collect()
}
