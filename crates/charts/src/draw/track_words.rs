//! The words around one plot: title, unit, names of the lines, numbers of its axis and thresholds.

use egui::{Align, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::label::{self, Face, HALF_CAP, Label};
use super::{Drawing, ValueAxis};
use crate::layout::{GUTTER_GAP, OVERHANG, TITLE_BASELINE, TITLE_HEIGHT};
use crate::spec::{Limit, Series, Severity, Track};

/// Width of the sign before the number of a threshold, with its space, px.
pub const SIGN: f32 = 12.0;
/// Half the width of that sign, px.
const SIGN_RADIUS: f32 = 3.5;
/// Two numbers of thresholds nearer than this would touch, px.
const LIMIT_SPACING: f32 = 13.0;
/// How far a number may stand beside its line, px.
const LIMIT_MAY_MOVE: f32 = 5.0;
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

/// The thresholds that lie on the axis and whose numbers have room. Numbers that
/// would touch move apart a little; where that is not enough the graver stay.
pub fn limit_labels(limits: &[Limit], axis: &ValueAxis, height: f32) -> Vec<LimitLabel> {
    let mut labels: Vec<LimitLabel> = limits
        .iter()
        .filter(|limit| limit.value > axis.low && limit.value < axis.high)
        .map(|limit| LimitLabel { value: limit.value, severity: limit.severity, y: axis.y(limit.value, height) })
        .collect();
    labels.sort_by(|a, b| a.y.total_cmp(&b.y));
    labels.dedup_by(|b, a| a.value == b.value && a.severity == b.severity);
    loop {
        let moved = apart(labels.iter().map(|label| label.y).collect());
        let worst = labels
            .iter()
            .zip(&moved)
            .enumerate()
            .filter(|(_, (label, y))| (label.y - **y).abs() > LIMIT_MAY_MOVE)
            .min_by_key(|(_, (label, _))| label.severity);
        let Some((index, _)) = worst else {
            for (label, y) in labels.iter_mut().zip(moved) {
                label.y = y;
            }
            return labels;
        };
        // Of the crowd around the one that moved too far, the least grave goes.
        let crowd = |at: usize| (labels[at].y - labels[index].y).abs() < 2.0 * LIMIT_SPACING;
        let goes = (0..labels.len()).filter(|at| crowd(*at)).min_by_key(|at| labels[*at].severity).unwrap_or(index);
        labels.remove(goes);
    }
}

/// Pushes neighbours apart, both alike, until none touch.
fn apart(mut at: Vec<f32>) -> Vec<f32> {
    for _ in 0..16 {
        for i in 1..at.len() {
            let missing = LIMIT_SPACING - (at[i] - at[i - 1]);
            if missing > 0.0 {
                at[i - 1] -= missing * 0.5;
                at[i] += missing * 0.5;
            }
        }
    }
    at
}

impl Drawing<'_> {
    /// Title, unit and, for several lines, which is which.
    pub(super) fn title(&self, painter: &Painter, track: &Track, area: Rect) {
        let baseline = area.top() - TITLE_HEIGHT + TITLE_BASELINE;
        let width = |text: &str, face| label::width(painter, text, face);
        let title_width = width(&track.title, Face::Title);
        let unit_width = WORD_GAP + width(&track.unit, Face::Tick);
        let names: &[Series] = if track.series.len() > 1 { &track.series } else { &[] };
        // Names are cut only when they do not all fit, and then alike.
        let signs = (LEGEND_GAP + SWATCH + WORD_GAP) * names.len() as f32;
        let all: f32 = names.iter().map(|name| width(&name.label, Face::Tick)).sum();
        let room = area.width() - title_width.min(area.width() * 0.5) - unit_width - signs;
        let each = if all <= room { f32::INFINITY } else { (room / names.len().max(1) as f32).max(0.0) };
        let names: Vec<String> = names.iter().map(|name| label::cut(painter, &name.label, Face::Tick, each)).collect();
        let legend = signs + names.iter().map(|name| width(name, Face::Tick)).sum::<f32>();

        let mut line = Line::new(self, painter, area, baseline);
        let room = (area.width() - legend - unit_width).max(0.0);
        let title = label::cut(painter, &track.title, Face::Title, room);
        line.word(&title, Face::Title, self.colours.text);
        line.skip(WORD_GAP);
        if unit_width < area.width() - legend {
            line.word(&track.unit, Face::Tick, self.colours.muted);
        }
        for (index, name) in names.iter().enumerate() {
            line.skip(LEGEND_GAP);
            line.swatch(index, self.colours.series(index));
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

    /// A short piece of the line itself, with the sign it carries.
    fn swatch(&mut self, index: usize, colour: Color32) {
        let (from, y) = (self.x.round(), self.baseline - HALF_CAP);
        let ends = [0.0, SWATCH].map(|along| pos2(from + self.onwards * along, y));
        self.painter.line_segment(ends, Stroke::new(2.0, colour));
        let middle = pos2(from + self.onwards * SWATCH * 0.5, y);
        let thick = Stroke::new(2.0, colour);
        let across = |x, y| [middle - vec2(x, y), middle + vec2(x, y)];
        match index % 4 {
            0 => {}
            1 => {
                let square = Rect::from_center_size(middle, vec2(6.0, 6.0));
                self.painter.rect_filled(square, 0.0, colour);
            }
            2 => {
                self.painter.line_segment(across(0.0, 4.0), thick);
            }
            _ => {
                self.painter.line_segment(across(3.0, 3.0), thick);
                self.painter.line_segment(across(3.0, -3.0), thick);
            }
        }
        self.skip(SWATCH);
    }

    fn skip(&mut self, px: f32) {
        self.x += self.onwards * px;
    }
}
