//! What is found in a sheet before it is signed, and what is looked for at all.

use super::draft::Draft;
use super::instructions::in_all_languages;
use super::{Frequency, NewOverride, NewPrescription, checks};
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use crate::formulary::{DoseUnit, classes, words};
use crate::patients::Patient;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingSeverity {
    /// Good to know.
    Info,
    /// To be thought about.
    Caution,
    /// It stops the sheet unless it is overridden with a reason.
    Serious,
}

words! {
    /// What was found.
    FindingCode {
        /// The patient is allergic to this substance. Details: `substance`, `reaction`, `drug`.
        AllergySubstance = "allergy_substance",
        /// The patient is allergic to a drug of the same class. Details: `substance`, `class`, `drug`.
        AllergyClass = "allergy_class",
        /// The patient is allergic to a class with which this one may cross-react. Details: `substance`, `class`,
        /// `other_class`, `drug`.
        AllergyCross = "allergy_cross",
        /// It was not asked whether the patient has allergies.
        AllergiesUnknown = "allergies_unknown",
        /// The patient has this substance already. Details: `drug`, `other`.
        DuplicateSubstance = "duplicate_substance",
        /// The patient has a drug of the same ATC group already. Details: `drug`, `other`, `group`.
        DuplicateClass = "duplicate_class",
        /// Two drugs that interact. Details: `drug`, `other`, `pair` (the code of the pair), `effect`.
        Interaction = "interaction",
        /// A single dose is greater than the formulary's. Details: `drug`, `dose`, `limit`, `unit`.
        DoseAbove = "dose_above",
        /// A single dose is less than the formulary's. Details: `drug`, `dose`, `limit`, `unit`.
        DoseBelow = "dose_below",
        /// The dose of a day is greater than the formulary's. Details: `drug`, `dose`, `limit`, `unit`.
        DailyDoseAbove = "daily_dose_above",
        /// It is given more often than the formulary says. Details: `drug`, `times`, `limit`.
        TooOften = "too_often",
        /// It is not for this age. Details: `drug`, `age_months`, `limit_months`.
        TooYoung = "too_young",
        /// Something to know of giving it to a child. Details: `drug`, `note`.
        ChildNote = "child_note",
        /// The dose of a child cannot be checked: there is no weight. Details: `drug`.
        WeightMissing = "weight_missing",
        /// The weight by which a child's dose was checked is old. Details: `drug`, `weight_kg`, `days`.
        WeightOld = "weight_old",
        /// The age is not known, so nothing that depends on it was checked. Details: `drug`.
        AgeUnknown = "age_unknown",
        /// It is to be avoided in pregnancy. Details: `drug`, `note`.
        PregnancyAvoid = "pregnancy_avoid",
        /// It is to be avoided in pregnancy, and nobody has said whether she is pregnant. Details: `drug`, `note`.
        PregnancyPossible = "pregnancy_possible",
        /// It needs thought in pregnancy. Details: `drug`, `note`.
        PregnancyCaution = "pregnancy_caution",
        /// The formulary says nothing of pregnancy. Details: `drug`.
        PregnancyNotStated = "pregnancy_not_stated",
        /// The formulary has no dose to check against. Details: `drug`.
        DoseNotChecked = "dose_not_checked",
        /// The drug is not in the formulary: only its name was checked against allergies. Details: `drug`.
        NotInFormulary = "not_in_formulary",
        /// The drug can no longer be prescribed. Details: `drug`.
        Inactive = "inactive",
        /// The route is not one of the drug's. Details: `drug`, `route`.
        RouteUnusual = "route_unusual",
    }
}

/// Something found in a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Names it while the sheet and the chart stay as they are: an override hands it back.
    pub key: String,
    /// The item of the sheet, from 0.
    pub item: u32,
    /// How grave it is.
    pub severity: FindingSeverity,
    /// What was found.
    pub code: FindingCode,
    /// The finding in English.
    pub sentence: String,
    /// What the sentence mentions, for translating it.
    pub details: BTreeMap<String, String>,
    /// Where the rule is from.
    pub source: Option<String>,
    /// It was overridden in what was sent.
    pub is_overridden: bool,
}

/// What was found in a sheet, and what its items come to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SheetCheck {
    /// The findings, the gravest first.
    pub findings: Vec<Finding>,
    /// What each item comes to, in the order of the sheet.
    pub items: Vec<ItemCheck>,
    /// A serious finding is not overridden: the sheet cannot be signed.
    pub is_stopped: bool,
}

/// What an item comes to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemCheck {
    /// How much is to be handed out; none where it must be typed (no duration, or an unknown strength).
    #[schemars(with = "Option<f64>")]
    pub quantity: Option<Decimal>,
    /// What the quantity is counted in.
    pub quantity_unit: DoseUnit,
    /// The single dose in the strength's unit, where it can be said.
    #[schemars(with = "Option<f64>")]
    pub dose_amount: Option<Decimal>,
    /// The unit of that dose.
    pub dose_amount_unit: Option<DoseUnit>,
    /// The most doses that fall on one day.
    pub times_per_day: u32,
    /// What the patient is told, by language: `en`, `ar`.
    pub instructions: BTreeMap<String, String>,
    /// Fields that are missing or wrong, by their code; the rest is checked all the same.
    pub problems: BTreeMap<String, String>,
}

/// A check that is made.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckMade {
    /// What is checked: `allergy`, `duplicate`, `interaction`, `dose`, `pregnancy`, `childhood`.
    pub code: String,
    /// How many rules, classes or drugs it has to go by.
    pub count: usize,
    /// Of how many, where that is known: drugs of the formulary.
    pub of: Option<usize>,
    /// What they are, in English: the 15 pairs, the classes.
    pub rules: Vec<CheckRule>,
}

/// A rule that is checked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckRule {
    /// Its code.
    pub code: String,
    /// What it says, in English.
    pub name: String,
    /// Where it is from.
    pub source: String,
}

/// What is checked and what is not.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckedList {
    /// The checks that are made.
    pub checked: Vec<CheckMade>,
    /// The codes of what is not checked, e.g. `kidneys`, `liver`, `food`.
    pub not_checked: Vec<String>,
}

/// Checks a sheet while it is typed. Nothing is kept.
///
/// # Errors
/// When there is no such patient or drug.
pub fn check_prescription(read: &Read<'_>, input: NewPrescription) -> Result<SheetCheck> {
    let drafts = input.items.iter().map(|item| Draft::of(read, item)).collect::<Result<Vec<_>>>()?;
    let findings = find(read, &input, &drafts)?;
    let is_stopped = findings.iter().any(is_stopping);
    Ok(SheetCheck { is_stopped, findings, items: drafts.iter().map(item_check).collect() })
}

/// Whether a finding stops a sheet.
pub(super) fn is_stopping(finding: &Finding) -> bool {
    finding.severity == FindingSeverity::Serious && !finding.is_overridden
}

/// What is found in a sheet, with what the sheet overrides.
pub(super) fn find(read: &Read<'_>, input: &NewPrescription, drafts: &[Draft]) -> Result<Vec<Finding>> {
    let patient = read.get::<Patient>(input.patient_id)?;
    let subject = checks::Subject::of(read, &patient)?;
    let mut findings = checks::findings(&subject, drafts);
    for finding in &mut findings {
        let item = input.items.get(finding.item as usize);
        let overrides = item.map(|item| item.overrides.as_slice()).unwrap_or_default();
        let named = |one: &&NewOverride| one.finding == finding.key && !one.reason.trim().is_empty();
        finding.is_overridden = overrides.iter().any(|one| named(&one));
    }
    Ok(findings)
}

fn item_check(draft: &Draft) -> ItemCheck {
    let mut problems: BTreeMap<String, String> = BTreeMap::new();
    for problem in &draft.problems {
        problems.entry(problem.field.to_owned()).or_insert_with(|| problem.code.to_owned());
    }
    ItemCheck {
        quantity: draft.computed,
        quantity_unit: draft.quantity_unit,
        dose_amount: draft.amount.map(|(amount, _)| amount),
        dose_amount_unit: draft.amount.map(|(_, unit)| unit),
        times_per_day: draft.frequency.map_or(0, Frequency::times_per_day),
        instructions: draft.directions().map(|parts| in_all_languages(&parts)).unwrap_or_default(),
        problems,
    }
}

/// What no check looks at: a screen says so in its own words.
const NOT_CHECKED: [&str; 10] = [
    "other_interactions",
    "kidneys",
    "liver",
    "breastfeeding",
    "conditions",
    "food_and_herbs",
    "bought_elsewhere",
    "recently_stopped",
    "added_doses",
    "laboratory",
];

/// What is checked and what is not, with counts, for the screen to say.
///
/// # Errors
/// When the database fails.
pub fn what_is_checked(read: &Read<'_>, _: Nothing) -> Result<CheckedList> {
    let count = |condition: &str| -> Result<usize> {
        let sql =
            format!("SELECT count(*) FROM drugs WHERE entered_in_error IS NULL AND is_active = 1 AND ({condition})");
        Ok(read
            .conn
            .prepare_cached(&sql)?
            .query_row([], |row| row.get::<_, i64>(0))
            .map(|count| count.max(0) as usize)?)
    };
    let all = count("TRUE")?;
    let rule = |code: &str, name: &str, source: &str| CheckRule {
        code: code.to_owned(),
        name: name.to_owned(),
        source: source.to_owned(),
    };
    let made = |code: &str, count: usize, of: Option<usize>, rules: Vec<CheckRule>| CheckMade {
        code: code.to_owned(),
        count,
        of,
        rules,
    };
    let allergies: Vec<CheckRule> = classes()
        .classes
        .iter()
        .filter(|class| class.is_of_allergies)
        .map(|class| rule(&class.code, &class.name, &class.source))
        .collect();
    let mut interactions: Vec<CheckRule> = vec![];
    for pair in checks::pairs() {
        if !interactions.iter().any(|known| known.code == pair.code) {
            interactions.push(rule(&pair.code, &pair.name, &pair.source));
        }
    }
    let doses = count(
        "adult_single_min IS NOT NULL OR adult_single_max IS NOT NULL OR adult_daily_max IS NOT NULL
         OR child_single_min_per_kg IS NOT NULL OR child_single_max_per_kg IS NOT NULL
         OR child_daily_max_per_kg IS NOT NULL",
    )?;
    let childhood = count("min_age_months IS NOT NULL OR child_note IS NOT NULL")?;
    Ok(CheckedList {
        checked: vec![
            made("allergy", allergies.len(), None, allergies),
            made("duplicate", count("atc_code IS NOT NULL")?, Some(all), vec![]),
            made("interaction", interactions.len(), None, interactions),
            made("dose", doses, Some(all), vec![]),
            made("pregnancy", count("pregnancy <> 'not_stated'")?, Some(all), vec![]),
            made("childhood", childhood, Some(all), vec![]),
        ],
        not_checked: NOT_CHECKED.map(str::to_owned).to_vec(),
    })
}
