//! What courses come to, by example and for any course.

use super::*;
use crate::formulary::{DrugForm, PregnancyAdvice};
use crate::prescriptions::checks::bare_drug;
use proptest::prelude::*;

fn drug(unit: DoseUnit, value: Option<i64>, pack: Option<i64>) -> Drug {
    let mut drug = bare_drug("Amoxicillin", DrugForm::Other);
    drug.unit = unit;
    drug.strength_value = value.map(Decimal::from);
    drug.strength_unit = value.map(|_| DoseUnit::Milligram);
    drug.pack_size = pack.map(Decimal::from);
    drug.pregnancy = PregnancyAdvice::NotStated;
    drug
}

fn quantity(dose: &str, unit: DoseUnit, frequency: Frequency, days: Option<u32>, drug: &Drug) -> Option<String> {
    let dose = dose.parse().expect("a number");
    quantity_of(dose, unit, frequency, days, drug).map(|all| all.normalize().to_string())
}

#[test]
fn courses_come_to_what_a_pharmacist_counts() {
    use DoseUnit::*;
    use Frequency::*;
    let tablet = drug(Tablet, Some(500), None);
    let says = |all: &str| Some(all.to_owned());
    assert_eq!(quantity("1", Tablet, ThreeTimesDaily, Some(7), &tablet), says("21"), "21 tablets");
    assert_eq!(quantity("0.5", Tablet, OnceDaily, Some(7), &tablet), says("4"), "halves are broken, the rest kept");
    assert_eq!(quantity("1", Gram, TwiceDaily, Some(5), &tablet), says("20"), "1 g is two tablets");
    assert_eq!(quantity("1", Tablet, OnceWeekly, Some(28), &tablet), says("4"), "once a week");
    assert_eq!(quantity("1", Tablet, EveryOtherDay, Some(7), &tablet), says("4"), "days 1, 3, 5 and 7");
    assert_eq!(quantity("2", Tablet, Once, None, &tablet), says("2"), "once needs no days");
    assert_eq!(quantity("1", Tablet, OnceDaily, None, &tablet), None, "what goes on has no end");
    assert_eq!(quantity("1", Puff, OnceDaily, Some(5), &tablet), None, "not in a unit that it does not have");
    let liquid = drug(Millilitre, Some(25), None);
    assert_eq!(quantity("7.5", Millilitre, ThreeTimesDaily, Some(5), &liquid), says("113"), "112.5 mL, rounded up");
    assert_eq!(quantity("125", Milligram, ThreeTimesDaily, Some(5), &liquid), says("75"), "5 mL each");
    let vial = drug(Vial, Some(1000), None);
    assert_eq!(quantity("750", Milligram, OnceDaily, Some(3), &vial), says("3"), "an opened vial is not kept");
    let drops = drug(Drop, None, Some(100));
    assert_eq!(quantity("2", Drop, FourTimesDaily, Some(14), &drops), says("2"), "112 drops are two bottles of 100");
    let cream = drug(Application, None, None);
    assert_eq!(quantity("1", Application, TwiceDaily, Some(14), &cream), says("1"), "one tube");
}

fn any_frequency() -> impl Strategy<Value = Frequency> {
    proptest::sample::select(Frequency::ALL.to_vec())
}

proptest! {
    #[test]
    fn the_quantity_is_enough_and_not_more_than_one_too_many(
        quarters in 1_i64..80, frequency in any_frequency(), days in 1_u32..366,
    ) {
        let tablet = drug(DoseUnit::Tablet, Some(500), None);
        let dose = Decimal::new(quarters * 25, 2);
        let all = quantity_of(dose, DoseUnit::Tablet, frequency, Some(days), &tablet).expect("a quantity");
        let needed = dose * frequency.doses_in(days);
        prop_assert!(all >= needed, "{all} is enough for {needed}");
        prop_assert!(all - needed < Decimal::ONE, "{all} is not a whole tablet more than {needed}");
        prop_assert!(all.fract().is_zero(), "whole tablets");
    }

    #[test]
    fn a_dose_in_milligrams_and_in_tablets_is_the_same_course(
        tablets in 1_i64..8, strength in 1_i64..1000, frequency in any_frequency(), days in 1_u32..366,
    ) {
        let drug = drug(DoseUnit::Tablet, Some(strength), None);
        let by_tablet = quantity_of(Decimal::from(tablets), DoseUnit::Tablet, frequency, Some(days), &drug);
        let by_weight = quantity_of(Decimal::from(tablets * strength), DoseUnit::Milligram, frequency, Some(days), &drug);
        let by_micrograms = Decimal::from(tablets * strength * 1000);
        prop_assert_eq!(by_tablet, by_weight);
        prop_assert_eq!(by_tablet, quantity_of(by_micrograms, DoseUnit::Microgram, frequency, Some(days), &drug));
        let amount = amount_of(Decimal::from(tablets), DoseUnit::Tablet, &drug);
        prop_assert_eq!(amount, Some((Decimal::from(tablets * strength), DoseUnit::Milligram)));
    }

    #[test]
    fn a_longer_course_never_needs_less(frequency in any_frequency(), days in 1_u32..365, dose in 1_i64..10) {
        let tablet = drug(DoseUnit::Tablet, Some(500), None);
        let of = |days| quantity_of(Decimal::from(dose), DoseUnit::Tablet, frequency, Some(days), &tablet);
        prop_assert!(of(days) <= of(days + 1));
    }

    #[test]
    fn nothing_that_is_typed_makes_it_panic(
        dose in any::<i64>(), scale in 0_u32..10, days in any::<u32>(), frequency in any_frequency(),
        unit in proptest::sample::select(DoseUnit::ALL.to_vec()), value in any::<i64>(),
    ) {
        let drug = drug(DoseUnit::Tablet, Some(value), Some(value));
        let dose = Decimal::new(dose, scale);
        let _ = quantity_of(dose, unit, frequency, Some(days), &drug);
        let _ = amount_of(dose, unit, &drug);
    }
}
