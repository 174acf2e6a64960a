//! One plot: the grid, the usual range, thresholds, lines and breaches, by egui_plot.

use egui::{Id, Rangef, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, vec2};
use egui_plot::{
    Axis, FilledArea, GridMark, HLine, Line, MarkerShape, Plot, PlotPoint, PlotPoints, PlotUi, Points, Span, VLine,
};

use super::{Drawing, ValueAxis, columns};
use crate::bucket::Thinned;
use crate::calendar::Ticks;
use crate::layout::OVERHANG;
use crate::spec::{Limit, Mark, Severity, Track};

const LINE_WIDTH: f32 = 1.5;
/// Readings farther apart than this on average are shown as dots on the line, px.
const DOTS_FROM_SPACING: f32 = 9.0;
const DOT_RADIUS: f32 = 2.25;
/// How often a line that is not the first carries its sign when readings are dense, px.
const SIGN_SPACING: f32 = 56.0;
const LONE_DOT_RADIUS: f32 = 3.0;
const MARK_RADIUS: f32 = 5.0;
/// Ring of the background around a breach, which keeps it apart from its line, px.
const HALO: f32 = 1.5;
const BAND_OPACITY: f32 = 0.28;
const BAND_EDGE_OPACITY: f32 = 0.7;
const LIMIT_OPACITY: f32 = 0.6;
/// Tint of what lies past a critical threshold.
const BREACH_OPACITY: f32 = 0.05;

/// Draws one track into `area` and its overhang.
#[expect(clippy::too_many_arguments, reason = "one caller, which has them all at hand")]
pub(super) fn show(
    drawing: &Drawing,
    ui: &mut Ui,
    index: usize,
    track: &Track,
    area: Rect,
    axis: &ValueAxis,
    ticks: &Ticks,
    series: &[Thinned],
) {
    let whole = area.expand2(vec2(OVERHANG, 0.0));
    let (from, to) = (drawing.range.0 as f64, drawing.range.1 as f64);
    let overhang = (to - from) * f64::from(OVERHANG / area.width());
    let colours = &drawing.colours;

    let mut child = ui.new_child(UiBuilder::new().max_rect(whole).id_salt(index));
    child.spacing_mut().item_spacing = Vec2::ZERO;
    Plot::new(index)
        .id(Id::unique(("track", index)))
        // What egui remembers of a frame must not show in the next.
        .reset()
        .width(whole.width())
        .height(whole.height())
        .min_size(Vec2::ZERO)
        .show_axes(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .sense(Sense::hover())
        .set_margin_fraction(Vec2::ZERO)
        .grid_color(colours.grid)
        .grid_spacing(Rangef::new(0.0, 1e-3))
        .x_grid_spacer(|_| marks(ticks.fine.iter().map(|tick| tick.at_ms as f64), to - from))
        .y_grid_spacer(|_| marks(axis.ticks.iter().map(|tick| tick.0), axis.high - axis.low))
        .show(&mut child, |plot| {
            plot.set_plot_bounds_x(from - overhang..=to + overhang);
            plot.set_plot_bounds_y(axis.low..=axis.high);
            ground(plot, drawing, track, axis, ticks);
            match track.column_ms {
                Some(width_ms) => columns::show(plot, drawing, track, width_ms),
                None => {
                    for (index, thinned) in series.iter().enumerate() {
                        line(plot, drawing, thinned, index, area);
                    }
                }
            }
            for mark in [Mark::Warning, Mark::Critical] {
                breaches(plot, series, mark, drawing);
            }
        });
}

/// Marks of equal strength; their real distance decides nothing here.
fn marks(values: impl Iterator<Item = f64>, step_size: f64) -> Vec<GridMark> {
    values.map(|value| GridMark { value, step_size }).collect()
}

/// What lies below the lines.
fn ground(plot: &mut PlotUi, drawing: &Drawing, track: &Track, axis: &ValueAxis, ticks: &Ticks) {
    let colours = &drawing.colours;
    if let Some((low, high)) = track.normal
        && low.is_finite()
        && high.is_finite()
    {
        plot.span(Span::new("", low..=high).axis(Axis::Y).fill(colours.normal).border(Stroke::NONE));
    }
    // With several lines a threshold belongs to one of them, and would tint the others' ground.
    let tinted: &[Limit] = if track.series.len() > 1 { &[] } else { &track.limits };
    for limit in tinted {
        let (low, high) = if limit.is_upper { (limit.value, axis.high) } else { (axis.low, limit.value) };
        if limit.severity == Severity::Critical && low < high {
            plot.span(
                Span::new("", low..=high)
                    .axis(Axis::Y)
                    .fill(colours.critical.gamma_multiply(BREACH_OPACITY))
                    .border(Stroke::NONE),
            );
        }
    }
    for coarse in &ticks.coarse {
        if coarse.at_ms > drawing.range.0 {
            plot.vline(VLine::new("", coarse.at_ms as f64).stroke(Stroke::new(1.0, colours.axis)));
        }
    }
    for limit in &track.limits {
        if limit.value > axis.low && limit.value < axis.high {
            let colour = colours.severity(limit.severity).gamma_multiply(LIMIT_OPACITY);
            plot.hline(HLine::new("", limit.value).stroke(Stroke::new(1.0, colour)));
        }
    }
}

/// One series: a line or, where there are more readings than pixels, a band with its mean.
fn line<'a>(plot: &mut PlotUi<'a>, drawing: &Drawing, thinned: &Thinned, index: usize, area: Rect) {
    let colour = drawing.colours.series(index);
    if let Some(band) = &thinned.band {
        plot.add(
            FilledArea::new("", &band.at_ms, &band.low, &band.high)
                .fill_color(colour.gamma_multiply(BAND_OPACITY))
                .stroke(Stroke::new(0.75, colour.gamma_multiply(BAND_EDGE_OPACITY))),
        );
    }
    if thinned.line.len() > 1 {
        plot.line(
            Line::new("", points(thinned.line.iter().copied()))
                .stroke(Stroke::new(LINE_WIDTH, colour))
                // Dense lines would otherwise arrive as bands of uneven width.
                .allow_band(false),
        );
    }
    let spacing = area.width() / thinned.count.max(1) as f32;
    let (signed, radius) = if thinned.count > 0 && spacing >= DOTS_FROM_SPACING {
        let is_lone = thinned.line.len() == 1;
        let radius = if is_lone { LONE_DOT_RADIUS } else { DOT_RADIUS };
        (thinned.points.clone(), radius)
    } else if index > 0 {
        let bucket = (drawing.range.1 - drawing.range.0) as f32 * SIGN_SPACING / area.width();
        (now_and_then(&thinned.line, f64::from(bucket)), DOT_RADIUS)
    } else {
        return;
    };
    let (shape, factor) = sign(index);
    plot.points(Points::new("", points(signed.into_iter())).shape(shape).radius(radius * factor).color(colour));
}

/// The first point of each stretch of time, on a grid that does not move with the view.
fn now_and_then(line: &[[f64; 2]], bucket_ms: f64) -> Vec<[f64; 2]> {
    let mut last = None;
    let is_next = |point: &&[f64; 2]| {
        let bucket = (point[0] / bucket_ms).floor();
        last.replace(bucket) != Some(bucket)
    };
    line.iter().filter(is_next).copied().collect()
}

/// The sign that tells a line from others without its colour, and how much
/// larger than a circle it has to be to look as large. Triangles and diamonds
/// are left to breaches.
fn sign(index: usize) -> (MarkerShape, f32) {
    match index % 4 {
        0 => (MarkerShape::Circle, 1.0),
        1 => (MarkerShape::Square, 1.3),
        2 => (MarkerShape::Plus, 1.3),
        _ => (MarkerShape::Cross, 1.3),
    }
}

/// The breaches of one kind, told apart by shape and then by colour.
fn breaches<'a>(plot: &mut PlotUi<'a>, series: &[Thinned], mark: Mark, drawing: &Drawing) {
    let at: Vec<[f64; 2]> = series
        .iter()
        .flat_map(|thinned| &thinned.marks)
        .filter(|point| point.mark == mark)
        .map(|point| [point.at_ms as f64, point.value])
        .collect();
    let shape = match mark {
        Mark::Critical => MarkerShape::Up,
        Mark::None | Mark::Warning => MarkerShape::Diamond,
    };
    for (radius, colour) in
        [(MARK_RADIUS + HALO, drawing.colours.background), (MARK_RADIUS, drawing.colours.mark(mark))]
    {
        plot.points(Points::new("", points(at.iter().copied())).shape(shape).radius(radius).color(colour));
    }
}

fn points<'a>(points: impl Iterator<Item = [f64; 2]>) -> PlotPoints<'a> {
    PlotPoints::Owned(points.map(|[x, y]| PlotPoint::new(x, y)).collect())
}
