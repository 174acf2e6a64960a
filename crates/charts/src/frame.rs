//! What a chart becomes: SVG, the mapping of its axes and the readings behind it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::spec::Mark;

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Frame {
    /// A whole `<svg>` element with a transparent background and no style attribute.
    pub svg: String,
    /// CSS px.
    pub width: f32,
    /// CSS px.
    pub height: f32,
    /// One for each track, in the same order.
    pub plots: Vec<PlotArea>,
}

/// Where one track lies in the picture, and what its edges stand for.
///
/// Both axes are linear: `x` is `from_ms`, `x + width` is `to_ms`, `y` is
/// `high` and `y + height` is `low`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlotArea {
    /// The key of the track.
    pub key: String,
    /// Left edge, CSS px from the left of the picture.
    pub x: f32,
    /// Top edge, CSS px from the top of the picture.
    pub y: f32,
    /// CSS px.
    pub width: f32,
    /// CSS px.
    pub height: f32,
    /// UTC epoch milliseconds at the left edge.
    pub from_ms: i64,
    /// UTC epoch milliseconds at the right edge.
    pub to_ms: i64,
    /// Value at the bottom edge, in the unit of the track.
    pub low: f64,
    /// Value at the top edge, in the unit of the track.
    pub high: f64,
    pub series: Vec<PlotSeries>,
}

/// The readings behind one line, thinned to what the eye can tell apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlotSeries {
    pub key: String,
    pub label: String,
    /// The colour of the line, `#rrggbb`.
    pub colour: String,
    /// Readings in order of time as `[at_ms, value]`. Every one is a real
    /// reading: the lowest and highest of each pixel or so, never a mean.
    pub points: Vec<[f64; 2]>,
    /// The breaches that are drawn.
    pub marks: Vec<MarkedPoint>,
}

/// A reading that is drawn as a breach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkedPoint {
    /// UTC epoch milliseconds.
    pub at_ms: i64,
    pub value: f64,
    pub mark: Mark,
}
