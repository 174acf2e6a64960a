//! What a chart is made from: sizes, a range of time, words and readings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that decides how a chart looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spec {
    /// Width of the picture in CSS px; held to 1–8192.
    pub width: f32,
    /// Height of the picture in CSS px; held to 1–8192.
    pub height: f32,
    pub theme: Theme,
    /// Puts titles and the value axis on the right. Time still runs left to right.
    pub is_right_to_left: bool,
    /// Start of the shared time axis, UTC epoch milliseconds.
    pub from_ms: i64,
    /// End of the shared time axis, UTC epoch milliseconds. Held to at least
    /// one second after `from_ms`.
    pub to_ms: i64,
    /// IANA name of the zone whose calendar the ticks follow. An unknown name is read as UTC.
    pub time_zone: String,
    #[serde(default)]
    pub words: Words,
    /// Drawn from top to bottom over one time axis.
    pub tracks: Vec<Track>,
}

/// The background that the picture will lie on; the picture itself has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ChartTheme")]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// The words and customs of a language, handed in ready made.
///
/// In the patterns `{day}`, `{month}` and `{year}` are replaced; the month is
/// the name from `months`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Words {
    /// Short names of the months, January first.
    pub months: [String; 12],
    /// The ten digits from zero to nine of another script, such as `٠١٢٣٤٥٦٧٨٩`.
    pub digits: Option<String>,
    /// Stands between the whole and the parts of a number.
    pub decimal_mark: String,
    /// A whole date, `{day} {month} {year}`.
    pub date: String,
    /// A date whose year is understood, `{day} {month}`.
    pub day_month: String,
    /// A month of a year, `{month} {year}`.
    pub month_year: String,
    /// Which day weeks begin on: 0 is Monday, 6 is Sunday.
    pub first_weekday: u8,
    /// Said inside a track that has nothing in the range, such as "No readings".
    pub empty: String,
}

impl Default for Words {
    /// English, with weeks from Monday.
    fn default() -> Self {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        Self {
            months: months.map(str::to_owned),
            digits: None,
            decimal_mark: ".".to_owned(),
            date: "{day} {month} {year}".to_owned(),
            day_month: "{day} {month}".to_owned(),
            month_year: "{month} {year}".to_owned(),
            first_weekday: 0,
            empty: "No readings".to_owned(),
        }
    }
}

/// One value axis: a vital sign, or several in the same unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Track {
    /// Comes back in the frame; the crate reads nothing into it.
    pub key: String,
    pub title: String,
    /// Written after the title, such as `mmHg`. May be empty.
    pub unit: String,
    pub series: Vec<Series>,
    /// The usual range, drawn as a band.
    pub normal: Option<(f64, f64)>,
    /// The thresholds, drawn as thin lines.
    pub limits: Vec<Limit>,
    /// Values that are always in view, whatever the readings.
    pub at_least: (f64, f64),
    /// Draws columns from zero, each standing for so many milliseconds from its point on, one series upon the
    /// other, instead of lines. For counts and sums of days, weeks or months.
    #[serde(default)]
    pub column_ms: Option<i64>,
}

/// One line of a track.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Comes back in the frame; the crate reads nothing into it.
    pub key: String,
    /// Shown beside the title when a track has several series.
    pub label: String,
    /// In any order. Values that are not finite, or past ±10¹², are not drawn.
    pub points: Vec<Point>,
}

/// One reading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// When it was true, UTC epoch milliseconds.
    pub at_ms: i64,
    /// In the unit of its track.
    pub value: f64,
    #[serde(default)]
    pub mark: Mark,
}

/// Whether a reading is past a threshold, and how gravely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    #[default]
    None,
    /// Drawn as ◆.
    Warning,
    /// Drawn as ▲.
    Critical,
}

/// A threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Limit {
    /// In the unit of its track.
    pub value: f64,
    pub severity: Severity,
    /// True where readings above the value are the breach, false where those below are.
    pub is_upper: bool,
}

/// How grave a breach of a threshold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Warning,
    Critical,
}
