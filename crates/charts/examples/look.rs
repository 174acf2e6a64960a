//! Writes charts of made-up readings as SVG, to be looked at: `cargo run --example look -- <folder>`.

use std::path::Path;

use healthsync_charts::{Limit, Mark, Painter, Point, Series, Severity, Spec, Theme, Track, Words};

const DAY_MS: i64 = 86_400_000;
/// 2026-03-10 09:30 UTC
const NOW_MS: i64 = 1_773_135_000_000;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let month = spec(30 * DAY_MS, 120, 900.0, 640.0);
    let narrow = Spec { width: 360.0, ..month.clone() };
    let empty = Spec { tracks: month.tracks.iter().cloned().map(without_readings).collect(), ..month.clone() };
    let lone = Spec { tracks: month.tracks.iter().cloned().map(with_one_reading).collect(), ..month.clone() };
    let pictures = [
        ("month", month.clone()),
        ("month-dark", dark(month.clone())),
        ("day", spec(DAY_MS, 48, 900.0, 640.0)),
        ("hour", spec(DAY_MS / 24, 60, 900.0, 640.0)),
        ("week", spec(7 * DAY_MS, 300, 900.0, 640.0)),
        ("two-years", spec(730 * DAY_MS, 100_000, 900.0, 640.0)),
        ("two-years-dark", dark(spec(730 * DAY_MS, 100_000, 900.0, 640.0))),
        ("two-years-sparse", spec(730 * DAY_MS, 60, 900.0, 640.0)),
        ("decades", spec(40 * 365 * DAY_MS, 400, 900.0, 640.0)),
        ("narrow", narrow),
        ("arabic", arabic(month.clone())),
        ("hindi", hindi(month)),
        ("empty", empty),
        ("lone", lone),
    ];
    let mut painter = Painter::new();
    for (name, spec) in pictures {
        let frame = painter.frame(&spec);
        println!("{name}: {} bytes", frame.svg.len());
        std::fs::write(folder.join(format!("{name}.svg")), frame.svg)?;
    }
    Ok(())
}

fn spec(span_ms: i64, count: i64, width: f32, height: f32) -> Spec {
    let mut noise = Noise(7);
    let mut series = |key: &str, label: &str, middle: f64, swing: f64, low: f64, high: f64| {
        let points = (0..count).map(|i| {
            let at_ms = NOW_MS - span_ms
                + span_ms * i / (count - 1).max(1)
                + (noise.next() * 0.4 * span_ms as f64 / count as f64) as i64;
            let slow = (i as f64 / count as f64 * 14.0).sin() * swing * 0.6;
            let spike = if noise.next() > 1.0 - 12.0 / count as f64 { noise.next() * swing * 3.4 } else { 0.0 };
            let value = middle + slow + noise.next() * swing * 0.7 + spike;
            let mark = if value > high || value < low {
                Mark::Critical
            } else if value > high - swing * 0.5 || value < low + swing * 0.5 {
                Mark::Warning
            } else {
                Mark::None
            };
            Point { at_ms: at_ms.min(NOW_MS), value: (value * 10.0).round() / 10.0, mark }
        });
        Series { key: key.to_owned(), label: label.to_owned(), points: points.collect() }
    };
    let tracks = vec![
        track(
            "Heart rate",
            "/min",
            vec![series("hr", "Heart rate", 78.0, 14.0, 50.0, 110.0)],
            (60.0, 100.0),
            &[(50.0, false), (110.0, true)],
            7.0,
            (50.0, 110.0),
        ),
        track(
            "Blood pressure",
            "mmHg",
            vec![
                series("sys", "Systolic", 128.0, 16.0, 90.0, 160.0),
                series("dia", "Diastolic", 82.0, 9.0, 50.0, 100.0),
            ],
            (60.0, 140.0),
            &[(160.0, true), (90.0, false)],
            8.0,
            (60.0, 160.0),
        ),
        track(
            "Temperature",
            "°C",
            vec![series("t", "Temperature", 36.8, 0.5, 35.0, 38.5)],
            (36.1, 37.5),
            &[(38.5, true), (35.0, false)],
            0.3,
            (35.5, 38.5),
        ),
        track(
            "SpO₂",
            "%",
            vec![series("o2", "SpO₂", 96.0, 1.8, 92.0, 101.0)],
            (95.0, 100.0),
            &[(92.0, false)],
            -1.5,
            (90.0, 100.0),
        ),
        track(
            "Respiratory rate",
            "/min",
            vec![series("rr", "Respiratory rate", 16.0, 3.0, 9.0, 24.0)],
            (12.0, 20.0),
            &[(9.0, false), (24.0, true)],
            2.0,
            (8.0, 24.0),
        ),
    ];
    Spec {
        width,
        height,
        theme: Theme::Light,
        is_right_to_left: false,
        from_ms: NOW_MS - span_ms,
        to_ms: NOW_MS,
        time_zone: "Africa/Nairobi".to_owned(),
        words: Words::default(),
        tracks,
    }
}

fn track(
    title: &str,
    unit: &str,
    series: Vec<Series>,
    normal: (f64, f64),
    critical: &[(f64, bool)],
    margin: f64,
    at_least: (f64, f64),
) -> Track {
    let limits = critical.iter().flat_map(|&(value, is_upper)| {
        let inwards = if is_upper { -margin } else { margin.abs() };
        [
            Limit { value, severity: Severity::Critical, is_upper },
            Limit { value: value + inwards, severity: Severity::Warning, is_upper },
        ]
    });
    Track {
        key: title.to_lowercase(),
        title: title.to_owned(),
        unit: unit.to_owned(),
        normal: Some(normal),
        limits: limits.collect(),
        at_least,
        column_ms: None,
        series,
    }
}

fn dark(spec: Spec) -> Spec {
    Spec { theme: Theme::Dark, ..spec }
}

fn arabic(mut spec: Spec) -> Spec {
    spec.is_right_to_left = true;
    spec.words = Words {
        months: [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ]
        .map(str::to_owned),
        digits: Some("٠١٢٣٤٥٦٧٨٩".to_owned()),
        decimal_mark: "٫".to_owned(),
        empty: "لا توجد قراءات".to_owned(),
        first_weekday: 5,
        ..Words::default()
    };
    let titles = [
        ("معدل ضربات القلب", "نبضة/دقيقة"),
        ("ضغط الدم", "ملم زئبق"),
        ("درجة الحرارة", "°م"),
        ("تشبع الأكسجين", "٪"),
        ("معدل التنفس", "نفس/دقيقة"),
    ];
    for (track, (title, unit)) in spec.tracks.iter_mut().zip(titles) {
        track.title = title.to_owned();
        track.unit = unit.to_owned();
    }
    spec.tracks[1].series[0].label = "الانقباضي".to_owned();
    spec.tracks[1].series[1].label = "الانبساطي".to_owned();
    spec
}

fn hindi(mut spec: Spec) -> Spec {
    spec.words.months =
        ["जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुल॰", "अग॰", "सित॰", "अक्तू॰", "नव॰", "दिस॰"].map(str::to_owned);
    let titles = ["हृदय गति", "रक्तचाप", "तापमान", "ऑक्सीजन संतृप्ति", "श्वसन दर"];
    for (track, title) in spec.tracks.iter_mut().zip(titles) {
        track.title = title.to_owned();
    }
    spec
}

fn without_readings(mut track: Track) -> Track {
    track.series.iter_mut().for_each(|series| series.points.clear());
    track
}

fn with_one_reading(mut track: Track) -> Track {
    for series in &mut track.series {
        series.points = series.points[60..61].to_vec();
    }
    track
}

/// Numbers between −1 and 1 that look random and are the same on every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 30) as f64 - 1.0
    }
}
