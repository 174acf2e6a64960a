//! Whatever is handed in, a well-formed frame comes out.

use std::cell::RefCell;

use healthsync_charts::{Limit, Mark, Painter, Point, Series, Severity, Spec, Theme, Track, Words};
use proptest::prelude::*;

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -50.0..250.0f64,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![
            0.0, -0.0, 1e308, -1e308, 1e12, 1e-300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY,
        ]),
    ]
}

fn any_time() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => 1_600_000_000_000..1_800_000_000_000i64,
        1 => any::<i64>(),
        1 => prop::sample::select(vec![0, i64::MIN, i64::MAX, -62_135_596_800_000]),
    ]
}

fn any_size() -> impl Strategy<Value = f32> {
    prop_oneof![
        4 => 1.0..1200.0f32,
        1 => any::<f32>(),
        1 => prop::sample::select(vec![0.0, -5.0, 10.0, 1e30, f32::NAN, f32::INFINITY]),
    ]
}

fn any_mark() -> impl Strategy<Value = Mark> {
    prop::sample::select(vec![Mark::None, Mark::Warning, Mark::Critical])
}

prop_compose! {
    fn any_point()(at_ms in any_time(), value in any_value(), mark in any_mark()) -> Point {
        Point { at_ms, value, mark }
    }
}

prop_compose! {
    fn any_series()(key in ".{0,8}", label in ".{0,20}", points in prop::collection::vec(any_point(), 0..60)) -> Series {
        Series { key, label, points }
    }
}

prop_compose! {
    fn any_limit()(value in any_value(), is_upper in any::<bool>(), is_critical in any::<bool>()) -> Limit {
        let severity = if is_critical { Severity::Critical } else { Severity::Warning };
        Limit { value, severity, is_upper }
    }
}

prop_compose! {
    fn any_track()(
        title in ".{0,40}",
        unit in ".{0,8}",
        series in prop::collection::vec(any_series(), 0..4),
        normal in prop::option::of((any_value(), any_value())),
        limits in prop::collection::vec(any_limit(), 0..5),
        at_least in (any_value(), any_value()),
    ) -> Track {
        Track { key: title.clone(), title, unit, series, normal, limits, at_least, column_ms: None }
    }
}

prop_compose! {
    fn any_words()(
        digits in prop::option::of(".{0,12}"),
        decimal_mark in ".{0,2}",
        date in ".{0,20}",
        month in ".{0,12}",
        first_weekday in any::<u8>(),
        empty in ".{0,20}",
    ) -> Words {
        let months = std::array::from_fn(|_| month.clone());
        Words { months, digits, decimal_mark, date, first_weekday, empty, ..Words::default() }
    }
}

prop_compose! {
    fn any_spec()(
        (width, height) in (any_size(), any_size()),
        is_dark in any::<bool>(),
        is_right_to_left in any::<bool>(),
        (from_ms, to_ms) in (any_time(), any_time()),
        time_zone in prop::sample::select(vec!["UTC", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo", "no/such zone"]),
        words in any_words(),
        tracks in prop::collection::vec(any_track(), 0..4),
    ) -> Spec {
        Spec {
            width,
            height,
            theme: if is_dark { Theme::Dark } else { Theme::Light },
            is_right_to_left,
            from_ms,
            to_ms,
            time_zone: time_zone.to_owned(),
            words,
            tracks,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_spec_gives_a_well_formed_frame(spec in any_spec()) {
        thread_local!(static PAINTER: RefCell<Painter> = RefCell::new(Painter::new()));
        let frame = PAINTER.with(|painter| painter.borrow_mut().frame(&spec));
        let document = roxmltree::Document::parse(&frame.svg);
        prop_assert!(document.is_ok(), "{:?} in {}", document.err(), frame.svg);
        prop_assert!(!frame.svg.contains("NaN") && !frame.svg.contains("inf\""), "only numbers are drawn");
        prop_assert_eq!(frame.plots.len(), spec.tracks.len(), "every track has its place");
        for plot in &frame.plots {
            let edges = [plot.x, plot.y, plot.width, plot.height];
            prop_assert!(edges.iter().all(|edge| edge.is_finite()), "{:?}", edges);
            prop_assert!(plot.low.is_finite() && plot.low < plot.high, "{} to {}", plot.low, plot.high);
            prop_assert!(plot.from_ms < plot.to_ms, "time runs onwards");
        }
    }
}
