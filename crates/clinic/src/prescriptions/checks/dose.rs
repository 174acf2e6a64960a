//! Doses outside the formulary's ranges, by age and weight; and ages that a drug is not for.

use super::{Draft, FindingCode, FindingSeverity, Found, Subject};
use crate::formulary::{DoseUnit, Drug};
use crate::prescriptions::Frequency;
use rust_decimal::Decimal;

/// From this age the ranges of adults hold, in years; from `TEEN` where a drug has none for children.
const ADULT: u32 = 18;
const TEEN: u32 = 12;

/// What is found of dose and age.
pub(super) fn check(subject: &Subject, draft: &Draft) -> Vec<Found> {
    let label = draft.label();
    let Some(drug) = &draft.drug else {
        let sentence = format!("{label} is not in the formulary: of it only the name was checked against allergies.");
        return vec![Found::new(FindingSeverity::Caution, FindingCode::NotInFormulary, sentence)];
    };
    let mut found = vec![];
    if !drug.is_active {
        let sentence = format!("{label} can no longer be prescribed here.");
        found.push(Found::new(FindingSeverity::Caution, FindingCode::Inactive, sentence));
    }
    if let Some(route) = draft.route.filter(|route| !drug.route_list().contains(route)) {
        let sentence = format!("{label} is not usually given by this route.");
        found.push(
            Found::new(FindingSeverity::Caution, FindingCode::RouteUnusual, sentence).with("route", route.code()),
        );
    }
    found.extend(age(subject, drug, &label));
    found.extend(amounts(subject, draft, drug, &label));
    let source = &drug.dose_source;
    found.into_iter().map(|one| if one.source.is_none() { one.from(source.clone()) } else { one }).collect()
}

fn age(subject: &Subject, drug: &Drug, label: &str) -> Vec<Found> {
    let mut found = vec![];
    let Some(age) = subject.age else {
        let depends = drug.min_age_months.is_some() || drug.child_note.is_some() || Ranges::of_children(drug).is_some();
        if depends {
            let sentence = format!("The patient's age is not known, so {label} was not checked by age.");
            found.push(Found::new(FindingSeverity::Caution, FindingCode::AgeUnknown, sentence));
        }
        return found;
    };
    let months = age.in_months();
    if let Some(limit) = drug.min_age_months.filter(|limit| months < *limit) {
        let sentence = format!("{label} is not for patients under {}.", age_words(limit));
        found.push(
            Found::new(FindingSeverity::Serious, FindingCode::TooYoung, sentence)
                .with("age_months", months)
                .with("limit_months", limit),
        );
    }
    if let Some(note) = drug.child_note.as_deref().filter(|_| age.years < ADULT) {
        let sentence = format!("{label} for a child: {note}");
        found.push(Found::new(FindingSeverity::Info, FindingCode::ChildNote, sentence).with("note", note));
    }
    found
}

fn age_words(months: u32) -> String {
    match months {
        1 => "1 month".into(),
        _ if months < 24 => format!("{months} months"),
        _ if months.is_multiple_of(12) => format!("{} years", months / 12),
        _ => format!("{} years and {} months", months / 12, months % 12),
    }
}

/// The doses that a patient may have, in the strength's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ranges {
    pub single_min: Option<Decimal>,
    pub single_max: Option<Decimal>,
    pub daily_max: Option<Decimal>,
}

impl Ranges {
    fn some(self) -> Option<Ranges> {
        (self != Ranges::default()).then_some(self)
    }

    pub fn of_adults(drug: &Drug) -> Option<Ranges> {
        let (single_min, single_max) = (drug.adult_single_min, drug.adult_single_max);
        Ranges { single_min, single_max, daily_max: drug.adult_daily_max }.some()
    }

    /// Per kg.
    fn of_children(drug: &Drug) -> Option<Ranges> {
        let (single_min, single_max) = (drug.child_single_min_per_kg, drug.child_single_max_per_kg);
        Ranges { single_min, single_max, daily_max: drug.child_daily_max_per_kg }.some()
    }

    /// For a child of so many kg: no more than an adult has.
    pub fn of_child(drug: &Drug, weight_kg: Decimal) -> Option<Ranges> {
        let each = Ranges::of_children(drug)?;
        let times = |per_kg: Option<Decimal>| per_kg.and_then(|dose| dose.checked_mul(weight_kg));
        let least = |one: Option<Decimal>, other: Option<Decimal>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let single_max = least(times(each.single_max), drug.adult_single_max);
        let daily_max = least(times(each.daily_max), drug.adult_daily_max);
        let single_min = least(times(each.single_min), single_max);
        Some(Ranges { single_min, single_max, daily_max })
    }
}

fn amounts(subject: &Subject, draft: &Draft, drug: &Drug, label: &str) -> Vec<Found> {
    let mut found = vec![];
    if let (Some(limit), Some(frequency)) = (drug.max_times_per_day, draft.frequency)
        && frequency.times_per_day() > limit
    {
        let sentence = format!("{label} is given at most {limit} times a day.");
        found.push(
            Found::new(FindingSeverity::Caution, FindingCode::TooOften, sentence)
                .with("times", frequency.times_per_day())
                .with("limit", limit),
        );
    }
    let is_child = subject.age.is_some_and(|age| age.years < ADULT);
    let is_small = subject.age.is_some_and(|age| age.years < TEEN);
    let is_by_weight = is_child && Ranges::of_children(drug).is_some();
    let ranges = match (is_by_weight, subject.weight) {
        (true, None) => {
            let sentence = format!("There is no weight of this child, so the dose of {label} was not checked by it.");
            found.push(Found::new(FindingSeverity::Caution, FindingCode::WeightMissing, sentence));
            only_most(drug)
        }
        (true, Some((weight, days))) => {
            if days > fresh_for(subject) {
                let sentence = format!("The weight that {label} was checked by ({weight} kg) is {days} days old.");
                found.push(
                    Found::new(FindingSeverity::Caution, FindingCode::WeightOld, sentence)
                        .with("weight_kg", weight)
                        .with("days", days),
                );
            }
            Ranges::of_child(drug, weight)
        }
        (false, _) if is_small => only_most(drug),
        (false, _) => Ranges::of_adults(drug),
    };
    let (Some(ranges), Some((dose, unit))) = (ranges, draft.amount) else {
        if draft.dose.is_some() {
            let sentence = format!("The formulary has no dose to check {label} against.");
            found.push(Found::new(FindingSeverity::Info, FindingCode::DoseNotChecked, sentence));
        }
        return found;
    };
    if is_small && !is_by_weight {
        let sentence = format!("The formulary has no child's dose of {label}: only the adult's most was checked.");
        found.push(Found::new(FindingSeverity::Caution, FindingCode::DoseNotChecked, sentence));
    }
    found.extend(against(&ranges, dose, unit, draft.frequency, label));
    found
}

/// Where a child's own range is not known, still no more than an adult has.
fn only_most(drug: &Drug) -> Option<Ranges> {
    let adults = Ranges::of_adults(drug)?;
    Ranges { single_min: None, ..adults }.some()
}

/// For so many days a child's weight is good: an infant's changes by the week.
fn fresh_for(subject: &Subject) -> i64 {
    match subject.age.map(|age| age.in_months()) {
        Some(months) if months < 12 => 30,
        Some(months) if months < 60 => 90,
        _ => 180,
    }
}

/// A dose against ranges. Up to a tenth above is a matter of rounding: a caution.
pub(super) fn against(
    ranges: &Ranges,
    dose: Decimal,
    unit: DoseUnit,
    frequency: Option<Frequency>,
    label: &str,
) -> Vec<Found> {
    let unit = unit.code();
    let plain = |amount: Decimal| amount.round_dp(3).normalize();
    let say = |severity, code, what: &str, dose: Decimal, limit: Decimal| {
        let (dose, limit) = (plain(dose), plain(limit));
        let sentence = format!("{label}: {dose} {unit} {what} {limit} {unit}.");
        // Who passes over 3 g has not passed over 30 g: the finding is of this dose.
        let about = format!("{dose}>{limit}{unit}");
        Found::new(severity, code, sentence).about(about).with("dose", dose).with("limit", limit).with("unit", unit)
    };
    let grave = |dose: Decimal, limit: Decimal| match dose * Decimal::TEN > limit * Decimal::from(11) {
        true => FindingSeverity::Serious,
        false => FindingSeverity::Caution,
    };
    let mut found = vec![];
    if let Some(limit) = ranges.single_max.filter(|limit| dose > *limit) {
        let what = "a dose is more than the greatest single dose,";
        found.push(say(grave(dose, limit), FindingCode::DoseAbove, what, dose, limit));
    }
    if let Some(limit) = ranges.single_min.filter(|limit| dose < *limit) {
        let what = "a dose is less than the least single dose,";
        found.push(say(FindingSeverity::Caution, FindingCode::DoseBelow, what, dose, limit));
    }
    let daily = frequency.and_then(|frequency| dose.checked_mul(Decimal::from(frequency.times_per_day())));
    if let (Some(daily), Some(limit)) = (daily, ranges.daily_max)
        && daily > limit
    {
        let what = "a day is more than the greatest daily dose,";
        found.push(say(grave(daily, limit), FindingCode::DailyDoseAbove, what, daily, limit));
    }
    found
}
