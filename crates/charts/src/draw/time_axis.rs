//! The labels of the time axis, in two rows below the last plot.

use egui::{Align, Painter, Rect};

use super::Drawing;
use super::label::{self, Face, Label};
use crate::calendar::Ticks;
use crate::layout::{AXIS_GAP, AXIS_ROW};

/// A label that runs over the edge of the picture may move this far to fit, px.
const MAY_MOVE: f32 = 6.0;
/// Baseline of a row, px below its top.
const BASELINE: f32 = 12.0;
const LABEL_GAP: f32 = 12.0;

impl Drawing<'_> {
    pub(super) fn time_labels(&self, painter: &Painter, area: Rect, ticks: &Ticks) {
        let top = area.bottom() + AXIS_GAP;
        let (from_ms, to_ms) = self.range;
        let x = |at_ms: i64| {
            let share = (at_ms - from_ms) as f64 / (to_ms - from_ms) as f64;
            (area.left() + share as f32 * area.width()).round()
        };
        for tick in &ticks.fine {
            let middle = x(tick.at_ms);
            if let Some(middle) = self.fitted(painter, middle, &tick.label) {
                self.time_label(painter, middle, top + BASELINE, &tick.label);
            }
        }

        // A larger unit is named below the first tick that lies in it.
        let mut named: Vec<(f32, usize)> = Vec::new();
        for (index, coarse) in ticks.coarse.iter().enumerate() {
            let next = ticks.coarse.get(index + 1).map_or(i64::MAX, |c| c.at_ms);
            let mut within = ticks.fine.iter().map(|tick| tick.at_ms);
            let first = within.find(|at_ms| (coarse.at_ms..next).contains(at_ms));
            match first {
                Some(at_ms) => named.push((x(at_ms), index)),
                None if ticks.fine.is_empty() => named.push((x(coarse.at_ms.max(from_ms)), index)),
                None => {}
            }
        }
        // What the range begins in gives way to the first that begins within it.
        if let [(first, index), (second, next), ..] = named[..] {
            let widths = [index, next].map(|index| label::width(painter, &ticks.coarse[index].label, Face::Tick));
            if second - first < (widths[0] + widths[1]) * 0.5 + LABEL_GAP {
                named.remove(0);
            }
        }
        let mut end = f32::NEG_INFINITY;
        for (middle, index) in named {
            let coarse = &ticks.coarse[index];
            let text = if end.is_finite() { &coarse.short } else { &coarse.label };
            let half = label::width(painter, text, Face::Tick) * 0.5;
            let middle = middle.clamp(half.min(self.size.x * 0.5), (self.size.x - half).max(self.size.x * 0.5));
            if middle - half < end + LABEL_GAP {
                continue;
            }
            end = middle + half;
            self.time_label(painter, middle.round(), top + AXIS_ROW + BASELINE, text);
        }
    }

    /// Where the middle of a label goes so that all of it is in the picture.
    fn fitted(&self, painter: &Painter, middle: f32, text: &str) -> Option<f32> {
        let half = label::width(painter, text, Face::Tick) * 0.5;
        let over = (half - middle).max(0.0) - (middle + half - self.size.x).max(0.0);
        (over.abs() <= MAY_MOVE).then_some((middle + over).round())
    }

    fn time_label(&self, painter: &Painter, x: f32, baseline: f32, text: &str) {
        Label { text, face: Face::Tick, colour: self.colours.muted, x, baseline, align: Align::Center }.show(painter);
    }
}
