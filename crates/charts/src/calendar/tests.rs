//! Facts about ticks, most of them about days that are not 24 hours long.

use super::*;

const WIDTHS: Widths = Widths { time: 32.0, day: 14.0, month: 24.0, year: 28.0 };

fn at(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).expect("a test names real instants").timestamp_millis()
}

fn of(from: &str, to: &str, zone: Tz, width: f32) -> Ticks {
    ticks((at(from), at(to)), zone, width, WIDTHS, &Words::default())
}

fn labels(ticks: &Ticks) -> Vec<&str> {
    ticks.fine.iter().map(|tick| tick.label.as_str()).collect()
}

#[test]
fn ticks_fall_on_local_midnight_across_a_daylight_saving_change() {
    // Berlin puts its clocks forward on 29 March 2026.
    let ticks = of("2026-03-27T12:00:00Z", "2026-03-31T12:00:00Z", Tz::Europe__Berlin, 200.0);
    let midnights: Vec<i64> = ticks.fine.iter().map(|tick| tick.at_ms).collect();
    assert_eq!(
        midnights,
        [
            at("2026-03-28T00:00:00+01:00"),
            at("2026-03-29T00:00:00+01:00"),
            at("2026-03-30T00:00:00+02:00"),
            at("2026-03-31T00:00:00+02:00"),
        ],
        "midnight on the wall, though one of the days has 23 hours"
    );
    assert_eq!(labels(&ticks), ["28", "29", "30", "31"], "named by their day");
}

#[test]
fn an_hour_that_is_skipped_has_no_tick_and_one_that_is_repeated_has_two() {
    let spring = of("2026-03-29T00:00:00+01:00", "2026-03-29T05:00:00+02:00", Tz::Europe__Berlin, 300.0);
    assert_eq!(labels(&spring), ["00:00", "01:00", "03:00", "04:00", "05:00"], "two o'clock never was");
    let autumn = of("2026-10-25T01:00:00+02:00", "2026-10-25T03:00:00+01:00", Tz::Europe__Berlin, 200.0);
    assert_eq!(labels(&autumn), ["01:00", "02:00", "02:00", "03:00"], "two o'clock came twice");
}

#[test]
fn a_day_whose_midnight_is_skipped_begins_after_the_gap() {
    // Cairo skips from 00:00 to 01:00 on 24 April 2026.
    let start = start_of(NaiveDate::from_ymd_opt(2026, 4, 24).expect("a real day"), Tz::Africa__Cairo);
    assert_eq!(
        start.map(|start| start.timestamp_millis()),
        Some(at("2026-04-24T01:00:00+03:00")),
        "the first instant that the clocks there showed on that day"
    );
}

#[test]
fn a_zone_of_three_quarters_of_an_hour_has_its_own_round_hours() {
    let ticks = of("2026-01-05T00:00:00Z", "2026-01-05T06:00:00Z", Tz::Asia__Kathmandu, 500.0);
    assert!(
        ticks.fine.iter().all(|tick| tick.at_ms.rem_euclid(3_600_000) == 15 * MINUTE_MS),
        "whole hours in Nepal are a quarter past in Greenwich"
    );
}

#[test]
fn the_unit_grows_with_the_range() {
    let from = "2026-01-01T00:00:00Z";
    let count = |to, expected: &str| {
        let ticks = of(from, to, Tz::UTC, 800.0);
        let distance = ticks.fine[1].at_ms - ticks.fine[0].at_ms;
        assert!((3..=40).contains(&ticks.fine.len()), "{expected}: {} ticks on 800 px", ticks.fine.len());
        distance
    };
    assert_eq!(count("2026-01-01T00:30:00Z", "minutes"), 2 * MINUTE_MS, "half an hour");
    assert_eq!(count("2026-01-02T00:00:00Z", "hours"), 120 * MINUTE_MS, "a day");
    assert_eq!(count("2026-01-31T00:00:00Z", "days"), DAY_MS, "a month");
    assert_eq!(count("2026-04-11T00:00:00Z", "weeks"), 7 * DAY_MS, "a hundred days");
    assert_eq!(count("2027-01-01T00:00:00Z", "months"), 31 * DAY_MS, "a year");
    assert_eq!(count("2041-01-01T00:00:00Z", "years"), 365 * DAY_MS, "fifteen years");
}

#[test]
fn weeks_begin_on_the_day_that_the_words_say() {
    let words = Words { first_weekday: 6, ..Words::default() };
    let range = (at("2026-01-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
    for tick in ticks(range, Tz::UTC, 600.0, WIDTHS, &words).fine {
        let date = local(tick.at_ms, Tz::UTC).expect("in range").date_naive();
        assert_eq!(date.weekday(), chrono::Weekday::Sun, "{date} should be a Sunday");
    }
}

#[test]
fn larger_units_name_their_year_once() {
    let ticks = of("2025-12-20T00:00:00Z", "2026-02-10T00:00:00Z", Tz::UTC, 800.0);
    let shorts: Vec<&str> = ticks.coarse.iter().map(|tick| tick.short.as_str()).collect();
    assert_eq!(shorts, ["Dec", "Jan 2026", "Feb"], "the year where it begins");
    assert_eq!(ticks.coarse[0].label, "Dec 2025", "and at the start of the axis");
}
