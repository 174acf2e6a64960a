//! Frames of the clinic's figures over time: columns of days, weeks or months.

use crate::Caller;
use healthsync_charts::{Frame, Mark, Point, Series, Spec, Theme, Track, Words};
use healthsync_clinic::figures::{Figure, FigureKind, Figures, Step, column_ms};
use healthsync_clinic::{Error, Result, money};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use std::sync::PoisonError;

/// A picture of figures over time, one track each.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct FigureOrder {
    /// From this day at the site.
    pub from_on: chrono::NaiveDate,
    /// Up to and with this day.
    pub until_on: chrono::NaiveDate,
    /// Which figure.
    pub kind: FigureKind,
    /// What it is called on the picture.
    pub title: String,
    /// The unit of the columns, such as the currency; may be empty.
    pub unit: String,
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

/// The picture.
///
/// # Errors
/// As the commands that it asks say.
pub fn frame(caller: &Caller<'_>, order: FigureOrder) -> Result<Frame> {
    let Caller { clinic, session, .. } = *caller;
    let query = json!({ "from_on": order.from_on, "until_on": order.until_on, "kinds": [order.kind] });
    let answer = clinic.call(session, "figures", query)?;
    let figures: Figures = serde_json::from_value(answer).map_err(|reason| Error::BadInput(reason.to_string()))?;
    let figure = figures.figures.iter().find(|figure| figure.kind == order.kind);
    let figure = figure.ok_or_else(|| Error::BadInput("there is no such figure".into()))?;
    let site = clinic.call(session, "site_settings", serde_json::Value::Null)?;
    let is_of_money =
        matches!(order.kind, FigureKind::Revenue | FigureKind::Payers | FigureKind::Payments | FigureKind::Unpaid);
    let scale = if is_of_money { 10f64.powi(-(money::digits_of(&figures.currency).cast_signed())) } else { 1.0 };
    let track = track(&order, figure, figures.step, is_of_money.then_some(scale));
    let (from_ms, to_ms) = ends(figure, figures.step);
    let spec = Spec {
        width: order.width,
        height: order.height,
        theme: order.theme,
        is_right_to_left: order.is_right_to_left,
        from_ms,
        to_ms,
        time_zone: site["site"]["time_zone"].as_str().unwrap_or("UTC").to_owned(),
        words: order.words,
        tracks: vec![track],
    };
    Ok(caller.painter.lock().unwrap_or_else(PoisonError::into_inner).frame(&spec))
}

fn track(order: &FigureOrder, figure: &Figure, step: Step, money: Option<f64>) -> Track {
    let points = figure.columns.iter().map(|column| {
        let value = match money {
            Some(scale) => column.amount_minor as f64 * scale,
            None => column.count as f64,
        };
        Point { at_ms: column.at_ms, value, mark: Mark::None }
    });
    let key = json!(figure.kind).as_str().unwrap_or_default().to_owned();
    Track {
        title: order.title.clone(),
        unit: order.unit.clone(),
        series: vec![Series { key: key.clone(), label: order.title.clone(), points: points.collect() }],
        key,
        normal: None,
        limits: vec![],
        // A day on which little happened must not look like a busy one.
        at_least: (0.0, if money.is_some() { 0.0 } else { 4.0 }),
        column_ms: Some(column_ms(step)),
    }
}

fn ends(figure: &Figure, step: Step) -> (i64, i64) {
    let first = figure.columns.first().map_or(0, |column| column.at_ms);
    let last = figure.columns.last().map_or(first, |column| column.at_ms);
    (first, last + column_ms(step))
}
