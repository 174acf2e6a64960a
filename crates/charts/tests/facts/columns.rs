//! Columns stand on zero and on one another.

use super::sample::{spec, track};
use healthsync_charts::{Mark, Point, Series, frame};

const DAY_MS: i64 = 86_400_000;

#[test]
fn columns_stand_on_zero_and_on_one_another() {
    let series = |key: &str, values: [f64; 3]| Series {
        key: key.to_owned(),
        label: key.to_owned(),
        points: (0..).zip(values).map(|(day, value)| Point { at_ms: day * DAY_MS, value, mark: Mark::None }).collect(),
    };
    let mut counted = track("visits", vec![series("booked", [4.0, 0.0, 9.0]), series("walk_in", [3.0, 2.0, 8.0])]);
    counted.at_least = (0.0, 0.0);
    counted.normal = None;
    counted.limits = vec![];
    counted.column_ms = Some(DAY_MS);
    let mut spec = spec(vec![counted]);
    (spec.from_ms, spec.to_ms) = (0, 3 * DAY_MS);
    let frame = frame(&spec);
    let plot = &frame.plots[0];
    assert_eq!(plot.low, 0.0, "a column that does not begin at zero lies about its size");
    assert!((17.0..21.0).contains(&plot.high), "the tallest pile is 9 + 8: {}", plot.high);
    let colours: Vec<&str> = plot.series.iter().map(|series| series.colour.as_str()).collect();
    for colour in colours {
        assert!(frame.svg.contains(colour), "both series are drawn: {colour}");
    }
}
