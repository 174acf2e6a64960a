//! The trends of a report: the window's own charts, in ink on paper.

use crate::PaperOrder;
use crate::asking::{Asking, list};
use crate::plots::{self, ChartOrder, Picture, TrackTitle};
use crate::report::unit;
use chrono::{Days, Months};
use healthsync_charts::{Theme, Words};
use healthsync_clinic::Result;
use healthsync_papers::{Chart, Language, ReadingName, months, pressures, reading_name};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The tracks of a report, and the fields of the readings that they draw.
const TRACKS: [(&str, ReadingName, &[&str]); 6] = [
    ("blood_pressure", ReadingName::BloodPressure, &["systolic_mmhg", "diastolic_mmhg"]),
    ("heart_rate", ReadingName::HeartRate, &["heart_rate_bpm"]),
    ("temperature", ReadingName::Temperature, &["temperature_c"]),
    ("spo2", ReadingName::Spo2, &["spo2_percent"]),
    ("glucose", ReadingName::Glucose, &["glucose_mg_dl"]),
    ("weight", ReadingName::Weight, &["weight_kg"]),
];

/// A point alone is no trend.
const LEAST_POINTS: usize = 2;

/// The charts of what was read more than once between the days of the order; the last year, where it names none.
pub(super) fn charts(asking: &Asking<'_>, patient_id: Uuid, order: &PaperOrder) -> Result<Vec<Chart>> {
    let to_on = order.to_on.unwrap_or_else(|| asking.now().date());
    let from_on = order.from_on.or_else(|| to_on.checked_sub_months(Months::new(12))).unwrap_or(to_on);
    let from_ms = asking.start_of(from_on);
    let to_ms = asking.start_of(to_on.checked_add_days(Days::new(1)).unwrap_or(to_on));
    let trends = asking.ask("trends_of_patient", json!({ "patient_id": patient_id }))?;
    let count = |field: &str| {
        let series = list(&trends["series"]).iter().find(|series| series["field"] == field);
        let points = series.map(|series| list(&series["points"])).unwrap_or_default();
        points.iter().filter(|point| point[0].as_i64().is_some_and(|at| (from_ms..to_ms).contains(&at))).count()
    };
    // Where two lines share a picture it says which is which.
    let labels: BTreeMap<String, String> = TRACKS[0]
        .2
        .iter()
        .map(|field| (*field).to_owned())
        .zip(pressures(asking.language).map(str::to_owned))
        .collect();
    let mut charts = vec![];
    for (track, name, fields) in TRACKS {
        if fields.iter().all(|field| count(field) < LEAST_POINTS) {
            continue;
        }
        let title = reading_name(asking.language, name).to_owned();
        let unit = unit(name, &asking.site).to_owned();
        let picture = Picture {
            tracks: vec![track.to_owned()],
            titles: BTreeMap::from([(track.to_owned(), TrackTitle { title: String::new(), unit })]),
            labels: labels.clone(),
            from_ms,
            to_ms,
            width: 680.0,
            height: 150.0,
            theme: Theme::Light,
            is_right_to_left: asking.language == Language::Arabic,
            words: words(asking),
        };
        let chart = ChartOrder { patient_id, picture };
        let svg = plots::frame(&asking.caller, chart)?.svg;
        charts.push(Chart { title, svg });
    }
    Ok(charts)
}

/// Months and digits of the paper's language.
fn words(asking: &Asking<'_>) -> Words {
    let is_arabic = asking.manner(None).digits == healthsync_papers::Digits::Arabic;
    Words {
        months: months(asking.language).map(str::to_owned),
        digits: is_arabic.then(|| "٠١٢٣٤٥٦٧٨٩".to_owned()),
        decimal_mark: if is_arabic { "٫" } else { "." }.to_owned(),
        ..Words::default()
    }
}
