//! Where everything goes: titles, plots and gutters, all on whole pixels.

use egui::{Rect, Vec2, pos2, vec2};

/// Height of the line with the title of a track, px.
pub const TITLE_HEIGHT: f32 = 24.0;
/// Baseline of the title, px below its top.
pub const TITLE_BASELINE: f32 = 15.0;
/// Clear space below a track, px.
const TRACK_GAP: f32 = 10.0;
/// Height of a row of labels of the time axis, px.
pub const AXIS_ROW: f32 = 16.0;
/// Clear space between the last plot and the labels, px.
pub const AXIS_GAP: f32 = 6.0;
/// How far plots are drawn past both ends of the time axis, so that a reading
/// on the very edge is not cut in half, px.
pub const OVERHANG: f32 = 6.0;
/// Clear space between a plot and the words beside it, px.
pub const GUTTER_GAP: f32 = 6.0;

/// The room that words need beside the plots, px.
#[derive(Debug, Clone, Copy)]
pub struct Gutters {
    /// For the numbers of the value axis.
    pub values: f32,
    /// For the numbers of the thresholds, on the other side.
    pub limits: f32,
}

/// The areas of the plots, without their overhang, one for each track.
pub fn plots(
    size: Vec2,
    tracks: usize,
    gutters: Gutters,
    has_two_axis_rows: bool,
    is_right_to_left: bool,
) -> Vec<Rect> {
    let (left, right) =
        if is_right_to_left { (gutters.limits, gutters.values) } else { (gutters.values, gutters.limits) };
    let width = (size.x - left - right).floor().max(1.0);
    let axis = AXIS_GAP + AXIS_ROW * if has_two_axis_rows { 2.0 } else { 1.0 };
    let share = (size.y - axis + TRACK_GAP) / tracks.max(1) as f32;
    let height = (share - TITLE_HEIGHT - TRACK_GAP).floor().max(1.0);
    (0..tracks)
        .map(|index| {
            let top = (share * index as f32).floor().max(0.0) + TITLE_HEIGHT;
            Rect::from_min_size(pos2(left, top), vec2(width, height))
        })
        .collect()
}
