//! The chart of 2017, band by band, and the rules around it.

use super::*;
use proptest::prelude::*;

fn tenths(value: i64) -> Decimal {
    Decimal::new(value, 1)
}

fn well() -> Readings {
    Readings {
        respiratory_rate: Some((tenths(160), 10)),
        spo2: Some((tenths(970), 10)),
        is_on_oxygen: Some((false, 10)),
        systolic: Some((tenths(1200), 10)),
        heart_rate: Some((tenths(700), 10)),
        consciousness: Some((Consciousness::Alert, 10)),
        temperature: Some((tenths(370), 10)),
    }
}

fn adult() -> Subject {
    Subject { age: Some(Age { years: 50, months: 0, days: 0 }), is_pregnant: false, uses_scale_2: false }
}

#[test]
fn every_band_of_the_chart_has_its_points() {
    let check = |points: fn(Decimal) -> u8, name: &str, cases: &[(i64, u8)]| {
        for (value, expected) in cases {
            assert_eq!(points(tenths(*value)), *expected, "{name} of {}", tenths(*value));
        }
    };
    check(
        respiratory_rate,
        "respiration",
        &[(80, 3), (90, 1), (110, 1), (120, 0), (200, 0), (210, 2), (240, 2), (250, 3)],
    );
    check(spo2_scale_1, "SpO2 scale 1", &[(910, 3), (920, 2), (930, 2), (940, 1), (950, 1), (960, 0), (1000, 0)]);
    check(
        systolic,
        "systolic",
        &[(900, 3), (910, 2), (1000, 2), (1010, 1), (1100, 1), (1110, 0), (2190, 0), (2200, 3)],
    );
    check(
        heart_rate,
        "pulse",
        &[(400, 3), (410, 1), (500, 1), (510, 0), (900, 0), (910, 1), (1100, 1), (1110, 2), (1300, 2), (1310, 3)],
    );
    check(
        temperature,
        "temperature",
        &[(350, 3), (351, 1), (360, 1), (361, 0), (380, 0), (381, 1), (390, 1), (391, 2)],
    );
}

#[test]
fn scale_2_depends_on_oxygen_above_its_target() {
    let on = |value, oxygen| spo2_scale_2(tenths(value), oxygen);
    for (value, points) in [(830, 3), (840, 2), (850, 2), (860, 1), (870, 1), (880, 0), (920, 0)] {
        assert_eq!(on(value, None), Some(points), "{value} needs no word about oxygen");
    }
    assert_eq!(on(930, Some(false)), Some(0), "93 on air");
    for (value, points) in [(930, 1), (940, 1), (950, 2), (960, 2), (970, 3)] {
        assert_eq!(on(value, Some(true)), Some(points), "{value} on oxygen");
    }
    assert_eq!(on(950, None), None, "above the target nobody can say without knowing");
}

#[test]
fn temperature_is_rounded_to_a_tenth_before_banding() {
    assert_eq!(temperature(Decimal::new(3804, 2)), 0, "38.04 is 38.0");
    assert_eq!(temperature(Decimal::new(3806, 2)), 1, "38.06 is 38.1");
}

#[test]
fn a_missing_parameter_makes_the_score_incomplete() {
    let mut readings = well();
    readings.temperature = None;
    let result = news2(&readings, adult(), 0);
    assert_eq!((result.score, result.known), (None, 6), "six of seven is no score");
}

#[test]
fn a_single_three_is_low_medium_but_the_two_for_oxygen_is_not() {
    let mut readings = well();
    readings.consciousness = Some((Consciousness::Confusion, 10));
    assert_eq!(news2(&readings, adult(), 0).risk, Some(Risk::LowMedium), "new confusion scores 3");
    let mut readings = well();
    readings.is_on_oxygen = Some((true, 10));
    let result = news2(&readings, adult(), 0);
    assert_eq!((result.score, result.risk), (Some(2), Some(Risk::Low)), "oxygen scores 2");
}

#[test]
fn the_risk_follows_the_sum() {
    let mut readings = well();
    readings.respiratory_rate = Some((tenths(220), 10));
    readings.heart_rate = Some((tenths(1150), 10));
    readings.temperature = Some((tenths(385), 10));
    assert_eq!(news2(&readings, adult(), 0).risk, Some(Risk::Medium), "2 + 2 + 1 = 5");
    readings.systolic = Some((tenths(950), 10));
    assert_eq!(news2(&readings, adult(), 0).risk, Some(Risk::High), "7");
}

#[test]
fn it_is_not_for_children_or_pregnancy() {
    let child = Subject { age: Some(Age { years: 15, months: 11, days: 30 }), ..adult() };
    assert_eq!(news2(&well(), child, 0).not_applicable, Some(NotApplicable::Child), "15");
    assert_eq!(news2(&well(), child, 0).score, None, "nothing is scored");
    let grown = Subject { age: Some(Age { years: 16, months: 0, days: 0 }), ..adult() };
    assert_eq!(news2(&well(), grown, 0).score, Some(0), "16");
    let pregnant = Subject { is_pregnant: true, ..adult() };
    assert_eq!(news2(&well(), pregnant, 0).not_applicable, Some(NotApplicable::Pregnancy), "pregnancy");
}

#[test]
fn an_old_reading_makes_it_stale() {
    assert!(!news2(&well(), adult(), 10).is_stale, "within the window");
    assert!(news2(&well(), adult(), 11).is_stale, "before the window");
}

proptest! {
    #[test]
    fn the_score_is_the_sum_of_its_parts_and_never_past_20(
        rate in 0i64..1200, spo2 in 0i64..1000, oxygen: bool, systolic in 200i64..3500, pulse in 0i64..3000,
        temperature in 230i64..460, scale2: bool,
    ) {
        let readings = Readings {
            respiratory_rate: Some((tenths(rate), 1)), spo2: Some((tenths(spo2), 1)), is_on_oxygen: Some((oxygen, 1)),
            systolic: Some((tenths(systolic), 1)), heart_rate: Some((tenths(pulse), 1)),
            consciousness: Some((Consciousness::Alert, 1)), temperature: Some((tenths(temperature), 1)),
        };
        let result = news2(&readings, Subject { uses_scale_2: scale2, ..adult() }, 0);
        let sum: u32 = result.parts.iter().filter_map(|part| part.points).map(u32::from).sum();
        prop_assert_eq!(result.score, Some(sum));
        prop_assert!(sum <= 20);
    }
}
