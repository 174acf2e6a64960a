//! The pictures: egui_plot drawn off screen, numbers in and a frame out.
//!
//! A [`Spec`] holds readings, ranges and words; a [`Painter`] turns it into a
//! [`Frame`]: SVG text, the mapping of its axes and the readings behind the
//! lines. One picture serves the window, a browser and a printed page. The
//! crate knows no patient and no database, and reads neither the clock nor the
//! machine's settings, so the same spec always gives the same frame.

mod bucket;
mod calendar;
mod colours;
mod draw;
mod frame;
mod layout;
mod mesh;
mod painter;
mod path;
mod scale;
mod spec;
mod svg;
mod text;

pub use frame::{Frame, MarkedPoint, PlotArea, PlotSeries};
pub use painter::Painter;
pub use spec::{Limit, Mark, Point, Series, Severity, Spec, Theme, Track, Words};

/// Draws one frame with a fresh [`Painter`].
///
/// Reading the fonts costs several frames' worth of time: whoever draws more
/// than once keeps a [`Painter`].
pub fn frame(spec: &Spec) -> Frame {
    Painter::new().frame(spec)
}
