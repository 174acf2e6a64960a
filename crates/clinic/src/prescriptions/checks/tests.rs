//! Checks held to what they promise, for any dose, age and weight.

use super::dose::{Ranges, against};
use super::*;
use crate::formulary::{DoseUnit, Drug, DrugForm, PregnancyAdvice};
use crate::prescriptions::Frequency;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A drug of which nothing is known but its name.
pub(in crate::prescriptions) fn bare_drug(name: &str, form: DrugForm) -> Drug {
    Drug {
        id: uuid::Uuid::nil(),
        name: name.into(),
        atc_code: None,
        form,
        strength: "500 mg".into(),
        unit: DoseUnit::Tablet,
        strength_value: None,
        strength_unit: None,
        routes: "oral".into(),
        classes: String::new(),
        pack_size: None,
        price_minor: None,
        tax_basis_points: 0,
        adult_single_min: None,
        adult_single_max: None,
        adult_daily_max: None,
        child_single_min_per_kg: None,
        child_single_max_per_kg: None,
        child_daily_max_per_kg: None,
        max_times_per_day: None,
        min_age_months: None,
        child_note: None,
        pregnancy: PregnancyAdvice::NotStated,
        pregnancy_note: None,
        source: None,
        dose_source: None,
        is_active: true,
    }
}

fn codes(found: &[Found]) -> Vec<FindingCode> {
    found.iter().map(|one| one.code).collect()
}

proptest! {
    #[test]
    fn a_dose_is_found_exactly_where_it_leaves_its_range(
        dose in 1_i64..5_000, low in 1_i64..1_000, more in 0_i64..2_000, daily in 1_i64..10_000,
        frequency in proptest::sample::select(Frequency::ALL.to_vec()),
    ) {
        let (dose, low, high) = (Decimal::from(dose), Decimal::from(low), Decimal::from(low + more));
        let daily = Decimal::from(daily);
        let ranges = Ranges { single_min: Some(low), single_max: Some(high), daily_max: Some(daily) };
        let found = against(&ranges, dose, DoseUnit::Milligram, Some(frequency), "Drug");
        let a_day = dose * Decimal::from(frequency.times_per_day());
        prop_assert_eq!(codes(&found).contains(&FindingCode::DoseAbove), dose > high);
        prop_assert_eq!(codes(&found).contains(&FindingCode::DoseBelow), dose < low);
        prop_assert_eq!(codes(&found).contains(&FindingCode::DailyDoseAbove), a_day > daily);
        for one in &found {
            let is_far = match one.code {
                FindingCode::DoseAbove => dose > high * Decimal::new(11, 1),
                FindingCode::DailyDoseAbove => a_day > daily * Decimal::new(11, 1),
                _ => false,
            };
            prop_assert_eq!(one.severity == FindingSeverity::Serious, is_far, "more than a tenth above stops");
        }
    }

    #[test]
    fn no_child_may_have_more_than_an_adult(weight in 1_i64..2_000, per_kg in 1_i64..500, adult in 1_i64..5_000) {
        let mut drug = bare_drug("Drug", DrugForm::Tablet);
        drug.child_single_max_per_kg = Some(Decimal::new(per_kg, 1));
        drug.child_daily_max_per_kg = Some(Decimal::new(per_kg * 4, 1));
        drug.adult_single_max = Some(Decimal::from(adult));
        drug.adult_daily_max = Some(Decimal::from(adult * 4));
        let weight = Decimal::new(weight, 1);
        let ranges = Ranges::of_child(&drug, weight).expect("ranges");
        prop_assert!(ranges.single_max <= drug.adult_single_max);
        prop_assert!(ranges.daily_max <= drug.adult_daily_max);
        prop_assert!(ranges.single_max <= Some(Decimal::new(per_kg, 1) * weight));
        prop_assert!(ranges.single_min <= ranges.single_max);
    }

    #[test]
    fn a_heavier_child_may_have_as_much_or_more(lighter in 10_i64..900, more in 0_i64..100) {
        let mut drug = bare_drug("Drug", DrugForm::Tablet);
        drug.child_single_max_per_kg = Some(Decimal::from(15));
        drug.adult_single_max = Some(Decimal::from(1000));
        let of = |tenths: i64| Ranges::of_child(&drug, Decimal::new(tenths, 1)).and_then(|ranges| ranges.single_max);
        prop_assert!(of(lighter) <= of(lighter + more));
    }
}

#[test]
fn every_interaction_is_of_classes_that_have_members() {
    let classes = crate::formulary::classes();
    let of_panel = pairs().iter().filter(|pair| pair.source.starts_with("Phansalkar")).map(|pair| pair.code.as_str());
    assert_eq!(of_panel.collect::<std::collections::BTreeSet<&str>>().len(), 15, "the 15 pairs of the panel");
    let lines = include_str!("../../../data/interactions.csv").lines().count();
    assert_eq!(pairs().len(), lines - 1, "every line is read");
    for class in pairs().iter().flat_map(|pair| pair.classes()) {
        assert!(classes.get(class).is_some(), "{class} is a class");
        assert!(classes.members.iter().any(|member| member.class == *class), "{class} has members");
    }
}
