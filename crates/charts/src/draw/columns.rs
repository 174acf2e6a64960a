//! Columns for counts and sums of days, weeks or months, one series upon the other.

use super::Drawing;
use crate::spec::Track;
use egui::Stroke;
use egui_plot::{Bar, BarChart, PlotUi};
use std::collections::BTreeMap;

/// How much of its time a column fills, so that neighbours stay apart.
const FILLED: f64 = 0.8;

/// Draws every series of a track; a column begins where the one below it ends.
pub(super) fn show(plot: &mut PlotUi<'_>, drawing: &Drawing, track: &Track, width_ms: i64) {
    let width = width_ms as f64 * FILLED;
    let mut tops: BTreeMap<i64, f64> = BTreeMap::new();
    for (index, series) in track.series.iter().enumerate() {
        let colour = drawing.colours.series(index);
        let drawn = series.points.iter().filter(|point| point.value.is_finite() && point.value != 0.0);
        let bars = drawn.map(|point| {
            let base = tops.entry(point.at_ms).or_insert(0.0);
            let middle = point.at_ms as f64 + width_ms as f64 / 2.0;
            let bar = Bar::new(middle, point.value).width(width).base_offset(*base).fill(colour).stroke(Stroke::NONE);
            *base += point.value;
            bar
        });
        let bars = bars.collect();
        plot.bar_chart(BarChart::new("", bars));
    }
}

/// The highest top of a column.
pub fn highest(track: &Track) -> f64 {
    let mut tops: BTreeMap<i64, f64> = BTreeMap::new();
    for point in track.series.iter().flat_map(|series| &series.points).filter(|point| point.value.is_finite()) {
        *tops.entry(point.at_ms).or_insert(0.0) += point.value;
    }
    tops.into_values().fold(0.0, f64::max)
}
