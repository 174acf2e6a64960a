//! A patient's trends as a picture: the clinic's readings in the clinic's units, as the charts want them. The window, the
//! patient report and the portal draw the same.

use healthsync_charts::{Limit, Mark, Point, Severity, Spec, Theme, Track, Words};
use healthsync_clinic::sites::{GlucoseUnit, TemperatureUnit, WeightUnit};
use healthsync_clinic::thresholds::{AppliedLimits, Limits};
use healthsync_clinic::vitals::{Series, Trends};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a picture of trends is to look.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Picture {
    /// Which tracks, from the top: `heart_rate`, `blood_pressure`, `temperature`, `spo2`, `respiratory_rate`,
    /// `glucose`, `weight`.
    pub tracks: Vec<String>,
    /// What each track is called on the picture, and its unit there.
    pub titles: BTreeMap<String, TrackTitle>,
    /// What each series is called: `systolic_mmhg` and so on.
    pub labels: BTreeMap<String, String>,
    /// The left end, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// The right end.
    pub to_ms: i64,
    /// Width in CSS pixels.
    pub width: f32,
    /// Height in CSS pixels.
    pub height: f32,
    /// Light or dark.
    pub theme: Theme,
    /// The words are written from right to left.
    pub is_right_to_left: bool,
    /// Months and digits.
    pub words: Words,
}

/// How the clinic counts: of its settings, what a picture needs.
#[derive(Debug, Deserialize)]
pub struct Customs {
    /// The IANA name of the time zone.
    pub time_zone: String,
    /// How temperature is written.
    pub temperature_unit: TemperatureUnit,
    /// How weight is written.
    pub weight_unit: WeightUnit,
    /// How glucose is written.
    pub glucose_unit: GlucoseUnit,
}

/// What a track is called.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct TrackTitle {
    /// Its name.
    pub title: String,
    /// The unit, as the clinic writes it.
    pub unit: String,
}

/// The fields of a track, and a range that is always shown, in canonical units.
fn fields(track: &str) -> Option<(&'static [&'static str], (f64, f64))> {
    Some(match track {
        "heart_rate" => (&["heart_rate_bpm"], (50.0, 110.0)),
        "blood_pressure" => (&["systolic_mmhg", "diastolic_mmhg"], (60.0, 150.0)),
        "temperature" => (&["temperature_c"], (36.0, 38.5)),
        "spo2" => (&["spo2_percent"], (90.0, 100.0)),
        "respiratory_rate" => (&["respiratory_rate_bpm"], (10.0, 24.0)),
        "glucose" => (&["glucose_mg_dl"], (70.0, 140.0)),
        "weight" => (&["weight_kg"], (f64::NAN, f64::NAN)),
        _ => return None,
    })
}

/// What the charts draw.
#[must_use]
pub fn spec(picture: Picture, trends: &Trends, customs: &Customs) -> Spec {
    let tracks = picture.tracks.iter().filter_map(|key| track(key, &picture, trends, customs)).collect();
    Spec {
        width: picture.width,
        height: picture.height,
        theme: picture.theme,
        is_right_to_left: picture.is_right_to_left,
        from_ms: picture.from_ms,
        to_ms: picture.to_ms,
        time_zone: customs.time_zone.clone(),
        words: picture.words,
        tracks,
    }
}

fn track(key: &str, picture: &Picture, trends: &Trends, customs: &Customs) -> Option<Track> {
    let (fields, at_least) = fields(key)?;
    let to_shown = |value: f64| shown(key, value, customs);
    let series: Vec<&Series> =
        fields.iter().filter_map(|field| trends.series.iter().find(|series| series.field == *field)).collect();
    let drawn = series.iter().map(|series| healthsync_charts::Series {
        key: series.field.clone(),
        label: picture.labels.get(&series.field).cloned().unwrap_or_default(),
        points: series.points.iter().map(|(at, value)| point(*at, *value, &series.field, trends, &to_shown)).collect(),
    });
    let title = picture.titles.get(key);
    let first = limits_of(fields[0], trends);
    let at_least = match (at_least.0.is_nan(), &series[..]) {
        (false, _) => at_least,
        (true, series) => around(series),
    };
    Some(Track {
        key: key.to_owned(),
        title: title.map(|title| title.title.clone()).unwrap_or_default(),
        unit: title.map(|title| title.unit.clone()).unwrap_or_default(),
        normal: first
            .and_then(|applied| normal(key, &applied.limits))
            .map(|(low, high)| (to_shown(low), to_shown(high))),
        limits: first.map(|applied| lines(&applied.limits, &to_shown)).unwrap_or_default(),
        at_least: (to_shown(at_least.0), to_shown(at_least.1)),
        column_ms: None,
        series: drawn.collect(),
    })
}

/// Of a reading without usual bounds, such as weight: what was read, and a tenth about it.
fn around(series: &[&Series]) -> (f64, f64) {
    let values = series.iter().flat_map(|series| series.points.iter().map(|(_, value)| *value));
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    if low > high { (0.0, 100.0) } else { (low * 0.95, high * 1.05) }
}

fn limits_of<'t>(field: &str, trends: &'t Trends) -> Option<&'t AppliedLimits> {
    trends.limits.iter().find(|applied| applied.metric.field() == field)
}

fn point(at_ms: i64, value: f64, field: &str, trends: &Trends, to_shown: &dyn Fn(f64) -> f64) -> Point {
    use healthsync_clinic::thresholds::Severity::{Critical, Warning};
    let exact = Decimal::try_from(value).unwrap_or_default();
    let breach = limits_of(field, trends).and_then(|applied| applied.limits.breach(applied.metric.as_read(exact)));
    let mark = match breach.map(|breach| breach.severity) {
        Some(Critical) => Mark::Critical,
        Some(Warning) => Mark::Warning,
        None => Mark::None,
    };
    Point { at_ms, value: to_shown(value), mark }
}

/// The range within all limits; where one side has none, the end of the scale.
fn normal(key: &str, limits: &Limits) -> Option<(f64, f64)> {
    let low = limits.warning_low.or(limits.critical_low).and_then(|limit| f64::try_from(limit).ok());
    let high = limits.warning_high.or(limits.critical_high).and_then(|limit| f64::try_from(limit).ok());
    match (low, high) {
        (None, None) => None,
        (low, high) => {
            Some((low.unwrap_or(0.0), high.unwrap_or(if key == "spo2" { 100.0 } else { f64::from(u16::MAX) })))
        }
    }
}

fn lines(limits: &Limits, to_shown: &dyn Fn(f64) -> f64) -> Vec<Limit> {
    let line = |limit: Option<Decimal>, severity, is_upper| {
        let value = to_shown(f64::try_from(limit?).ok()?);
        Some(Limit { value, severity, is_upper })
    };
    [
        line(limits.critical_low, Severity::Critical, false),
        line(limits.warning_low, Severity::Warning, false),
        line(limits.warning_high, Severity::Warning, true),
        line(limits.critical_high, Severity::Critical, true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A value in the unit that the clinic writes.
fn shown(track: &str, value: f64, customs: &Customs) -> f64 {
    match track {
        "temperature" if customs.temperature_unit == TemperatureUnit::Fahrenheit => value * 9.0 / 5.0 + 32.0,
        "weight" if customs.weight_unit == WeightUnit::Pound => value / 0.453_592_37,
        "glucose" if customs.glucose_unit == GlucoseUnit::MmolL => value / 18.0,
        _ => value,
    }
}
