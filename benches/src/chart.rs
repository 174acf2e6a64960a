//! Drawing a chart of 100,000 readings, against a bare loop that only looks at them.

use std::hint::black_box;
use std::time::{Duration, Instant};

use healthsync_charts::{Mark, Painter, Point, Series, Spec, Theme, Track, Words};
use serde_json::{Value, json};

const READINGS: i64 = 100_000;
const ROUNDS: usize = 15;
const MINUTE_MS: i64 = 60_000;

/// Milliseconds of a frame and of the loop, and the median of their ratios.
///
/// The two take turns, so that whatever else the machine does falls on both.
pub fn run() -> Value {
    let spec = spec();
    let mut painter = Painter::new();
    // The first frame lays out every word; later ones have them at hand.
    let bytes = painter.frame(&spec).svg.len();

    let (mut frames, mut loops, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let frame = timed(|| painter.frame(black_box(&spec)).svg.len());
        let bare = timed(|| extremes(black_box(&spec.tracks[0].series[0].points)));
        frames.push(millis(frame));
        loops.push(millis(bare));
        ratios.push(frame.as_secs_f64() / bare.as_secs_f64());
    }
    json!({
        "readings": READINGS,
        "svg_bytes": bytes,
        "frame_ms": median(frames),
        "bare_loop_ms": median(loops),
        "frame_to_bare_loop": median(ratios),
    })
}

fn extremes(points: &[Point]) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for point in points {
        low = low.min(point.value);
        high = high.max(point.value);
    }
    (low, high)
}

fn spec() -> Spec {
    let points = (0..READINGS).map(|i| Point {
        at_ms: i * MINUTE_MS,
        value: 75.0 + (i as f64 / 997.0).sin() * 12.0 + (i % 17) as f64,
        mark: if i % 9973 == 0 { Mark::Critical } else { Mark::None },
    });
    let series = Series { key: "heart_rate".to_owned(), label: "Heart rate".to_owned(), points: points.collect() };
    let track = Track {
        key: "heart_rate".to_owned(),
        title: "Heart rate".to_owned(),
        unit: "/min".to_owned(),
        series: vec![series],
        normal: Some((60.0, 100.0)),
        limits: Vec::new(),
        at_least: (50.0, 110.0),
        column_ms: None,
    };
    Spec {
        width: 900.0,
        height: 240.0,
        theme: Theme::Light,
        is_right_to_left: false,
        from_ms: 0,
        to_ms: READINGS * MINUTE_MS,
        time_zone: "Africa/Nairobi".to_owned(),
        words: Words::default(),
        tracks: vec![track],
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
