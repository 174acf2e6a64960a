//! What patients are told, in words.

use super::*;

fn told(language: &str, dose: &str, unit: DoseUnit, route: Route, frequency: Frequency, days: Option<u32>) -> String {
    let directions = Directions {
        dose: dose.parse().expect("a number"),
        dose_unit: unit,
        route,
        frequency,
        is_as_needed: false,
        as_needed_for: None,
        duration_days: days,
        food: None,
        extra: None,
    };
    instructions(language, &directions)
}

#[test]
fn english_says_dose_way_frequency_and_days() {
    use Frequency::*;
    let english = |dose, unit, route, frequency, days| told("en", dose, unit, route, frequency, days);
    let text = english("2", DoseUnit::Tablet, Route::Oral, ThreeTimesDaily, Some(7));
    assert_eq!(text, "Take 2 tablets by mouth three times a day for 7 days.", "tablets");
    let text = english("0.5", DoseUnit::Tablet, Route::Oral, AtNight, None);
    assert_eq!(text, "Take ½ tablet by mouth once a day at bedtime.", "half a tablet");
    let text = english("7.5", DoseUnit::Millilitre, Route::Oral, Every12Hours, Some(1));
    assert_eq!(text, "Take 7½ mL by mouth every 12 hours for 1 day.", "a liquid");
    let text = english("1", DoseUnit::Application, Route::Topical, TwiceDaily, Some(14));
    assert_eq!(text, "Apply a thin layer to the skin twice a day for 14 days.", "a cream");
    let text = english("250", DoseUnit::Microgram, Route::Intramuscular, Once, Some(1));
    assert_eq!(text, "250 micrograms injected into a muscle once only.", "micrograms are written out");
}

#[test]
fn arabic_counts_as_arabic_does() {
    use Frequency::*;
    let arabic = |dose, days| told("ar", dose, DoseUnit::Tablet, Route::Oral, ThreeTimesDaily, days);
    assert_eq!(arabic("1", Some(1)), "تناول قرصًا واحدًا عن طريق الفم ثلاث مرات في اليوم لمدة يوم واحد.", "one");
    assert_eq!(arabic("2", Some(2)), "تناول قرصين عن طريق الفم ثلاث مرات في اليوم لمدة يومين.", "two");
    assert_eq!(arabic("3", Some(7)), "تناول 3 أقراص عن طريق الفم ثلاث مرات في اليوم لمدة 7 أيام.", "a few");
    assert_eq!(arabic("12", Some(30)), "تناول 12 قرصًا عن طريق الفم ثلاث مرات في اليوم لمدة 30 يومًا.", "many");
    assert_eq!(arabic("0.5", None), "تناول نصف قرص عن طريق الفم ثلاث مرات في اليوم.", "a half");
    let drops = told("ar", "2", DoseUnit::Drop, Route::Ophthalmic, FourTimesDaily, Some(100));
    assert_eq!(drops, "ضع قطرتين في العين أربع مرات في اليوم لمدة 100 يوم.", "drops, a hundred days");
}

#[test]
fn what_is_needed_only_now_and_then_names_the_most() {
    let mut directions = Directions {
        dose: Decimal::from(1),
        dose_unit: DoseUnit::Tablet,
        route: Route::Oral,
        frequency: Frequency::Every6Hours,
        is_as_needed: true,
        as_needed_for: Some("pain"),
        duration_days: Some(3),
        food: Some(Food::After),
        extra: Some("Drink plenty of water."),
    };
    assert_eq!(
        instructions("en", &directions),
        "Take 1 tablet by mouth when needed for pain (at most every 6 hours) after food for 3 days. Drink plenty of water.",
        "with a reason"
    );
    directions.as_needed_for = None;
    directions.extra = None;
    assert_eq!(
        instructions("ar", &directions),
        "تناول قرصًا واحدًا عن طريق الفم عند اللزوم (بحد أقصى كل 6 ساعات) بعد الأكل لمدة 3 أيام.",
        "without"
    );
}
