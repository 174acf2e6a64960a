//! The words around one plot: title, unit, names of the lines, numbers of its axis and thresholds.

use egui::{Align, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::label::{self, Face, HALF_CAP, Label};
use super::{Drawing, ValueAxis};
use crate::layout::{GUTTER_GAP, OVERHANG, TITLE_BASELINE, TITLE_HEIGHT};
use crate::spec::{Limit, Severity, Track};

/// Width of the sign before the number of a threshold, with its space, px.
pub const SIGN: f32 = 12.0;
/// Half the width of that sign, px.
const SIGN_RADIUS: f32 = 3.5;
/// Two numbers of thresholds nearer than this would touch, px.
const LIMIT_SPACING: f32 = 13.0;
const SWATCH: f32 = 14.0;
const WORD_GAP: f32 = 6.0;
const LEGEND_GAP: f32 = 14.0;

/// The number of a threshold beside a plot.
pub struct LimitLabel {
    pub value: f64,
    severity: Severity,
    /// px below the top of the plot
    y: f32,
}

/// The thresholds that lie on the axis and whose numbers have room, the gravest first.
pub fn limit_labels(limits: &[Limit], axis: &ValueAxis, height: f32) -> Vec<LimitLabel> {
    let mut labels: Vec<LimitLabel> = limits
        .iter()
        .filter(|limit| limit.value > axis.low && limit.value < axis.high)
        .map(|limit| LimitLabel { value: limit.value, severity: limit.severity, y: axis.y(limit.value, height) })
        .collect();
    labels.sort_by(|a, b| b.severity.cmp(&a.severity).then(a.y.total_cmp(&b.y)));
    let mut kept: Vec<LimitLabel> = Vec::new();
    for label in labels {
        if kept.iter().all(|other| (other.y - label.y).abs() >= LIMIT_SPACING) {
            kept.push(label);
        }
    }
    kept
}

impl Drawing<'_> {
    /// Title, unit and, for several lines, which is which.
    pub(super) fn title(&self, painter: &Painter, track: &Track, area: Rect) {
        let baseline = area.top() - TITLE_HEIGHT + TITLE_BASELINE;
        let legend_names: Vec<String> = if track.series.len() > 1 {
            let each = area.width() * 0.5 / track.series.len() as f32 - SWATCH - WORD_GAP - LEGEND_GAP;
            track.series.iter().map(|series| label::cut(painter, &series.label, Face::Tick, each.max(0.0))).collect()
        } else {
            Vec::new()
        };
        let legend: f32 = legend_names
            .iter()
            .map(|name| label::width(painter, name, Face::Tick) + SWATCH + WORD_GAP + LEGEND_GAP)
            .sum();

        let mut line = Line::new(self, painter, area, baseline);
        let unit = label::width(painter, &track.unit, Face::Tick) + WORD_GAP;
        let room = area.width() - legend - unit;
        let title = label::cut(painter, &track.title, Face::Title, room.max(0.0));
        line.word(&title, Face::Title, self.colours.text);
        line.skip(WORD_GAP);
        if unit < area.width() - legend {
            line.word(&track.unit, Face::Tick, self.colours.muted);
        }
        for (index, name) in legend_names.iter().enumerate() {
            line.skip(LEGEND_GAP);
            line.swatch(self.colours.series(index));
            line.skip(WORD_GAP);
            line.word(name, Face::Tick, self.colours.muted);
        }
    }

    /// The numbers of the value axis.
    pub(super) fn value_labels(&self, painter: &Painter, axis: &ValueAxis, area: Rect) {
        let beside = OVERHANG + GUTTER_GAP - 1.0;
        let (x, align) = if self.spec.is_right_to_left {
            (area.right() + beside, Align::LEFT)
        } else {
            (area.left() - beside, Align::RIGHT)
        };
        for (value, text) in &axis.ticks {
            Label {
                text,
                face: Face::Tick,
                colour: self.colours.muted,
                x,
                baseline: (area.top() + axis.y(*value, area.height())).round() + HALF_CAP,
                align,
            }
            .show(painter);
        }
    }

    /// The numbers of the thresholds, each behind the sign of its severity.
    pub(super) fn limit_labels(&self, painter: &Painter, track: &Track, axis: &ValueAxis, area: Rect) {
        let out = if self.spec.is_right_to_left { -1.0 } else { 1.0 };
        let (edge, align) =
            if self.spec.is_right_to_left { (area.left(), Align::RIGHT) } else { (area.right(), Align::LEFT) };
        let sign_x = edge + out * (OVERHANG + GUTTER_GAP - 1.0 + SIGN_RADIUS);
        for label in self.limits_of(track, axis, area.height()) {
            let y = (area.top() + label.y).round();
            let colour = self.colours.severity(label.severity);
            painter.add(sign(label.severity, pos2(sign_x, y), SIGN_RADIUS, colour));
            Label {
                text: &self.number(label.value),
                face: Face::Tick,
                colour,
                x: edge + out * (OVERHANG + GUTTER_GAP - 1.0 + SIGN),
                baseline: y + HALF_CAP,
                align,
            }
            .show(painter);
        }
    }
}

/// ▲ or ◆.
fn sign(severity: Severity, center: Pos2, radius: f32, colour: Color32) -> Shape {
    let corners: &[(f32, f32)] = match severity {
        Severity::Critical => &[(0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)],
        Severity::Warning => &[(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)],
    };
    let corners = corners.iter().map(|(x, y)| center + radius * vec2(*x, *y));
    Shape::convex_polygon(corners.collect(), colour, Stroke::NONE)
}

/// A line of words that grows from the side where reading begins.
struct Line<'a> {
    painter: &'a Painter,
    x: f32,
    baseline: f32,
    onwards: f32,
}

impl<'a> Line<'a> {
    fn new(drawing: &Drawing, painter: &'a Painter, area: Rect, baseline: f32) -> Self {
        let (x, onwards) = if drawing.spec.is_right_to_left { (area.right(), -1.0) } else { (area.left(), 1.0) };
        Self { painter, x, baseline, onwards }
    }

    fn word(&mut self, text: &str, face: Face, colour: Color32) {
        Label {
            text,
            face,
            colour,
            x: self.x.round(),
            baseline: self.baseline,
            align: if self.onwards < 0.0 { Align::RIGHT } else { Align::LEFT },
        }
        .show(self.painter);
        self.skip(label::width(self.painter, text, face));
    }

    fn swatch(&mut self, colour: Color32) {
        let (from, y) = (self.x.round(), self.baseline - HALF_CAP);
        self.skip(SWATCH);
        let to = self.x.round();
        let ends = [pos2(from, y), pos2(to, y)];
        self.painter.line_segment(ends, Stroke::new(2.0, colour));
    }

    fn skip(&mut self, px: f32) {
        self.x += self.onwards * px;
    }
}
