//! Specs to begin from.

use healthsync_charts::{Limit, Mark, Point, Series, Severity, Spec, Theme, Track, Words};

pub const HOUR_MS: i64 = 3_600_000;
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// 2026-03-01 00:00 UTC
pub const FROM_MS: i64 = 1_772_323_200_000;

pub fn point(at_ms: i64, value: f64) -> Point {
    Point { at_ms, value, mark: Mark::None }
}

pub fn series(key: &str, points: Vec<Point>) -> Series {
    Series { key: key.to_owned(), label: key.to_owned(), points }
}

pub fn track(key: &str, series: Vec<Series>) -> Track {
    Track {
        key: key.to_owned(),
        title: key.to_owned(),
        unit: "/min".to_owned(),
        series,
        normal: Some((60.0, 100.0)),
        limits: vec![Limit { value: 120.0, severity: Severity::Critical, is_upper: true }],
        at_least: (50.0, 130.0),
        column_ms: None,
    }
}

/// Thirty days in UTC on 800 × 300 px.
pub fn spec(tracks: Vec<Track>) -> Spec {
    Spec {
        width: 800.0,
        height: 300.0,
        theme: Theme::Light,
        is_right_to_left: false,
        from_ms: FROM_MS,
        to_ms: FROM_MS + 30 * DAY_MS,
        time_zone: "UTC".to_owned(),
        words: Words::default(),
        tracks,
    }
}

/// `count` calm readings, evenly over the thirty days.
pub fn calm(count: i64) -> Vec<Point> {
    (0..count).map(|i| point(FROM_MS + 30 * DAY_MS * i / count, 75.0 + (i % 10) as f64)).collect()
}
