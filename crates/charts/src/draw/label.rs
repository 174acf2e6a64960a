//! Single lines of text, set on a baseline.

use egui::text::LayoutJob;
use egui::{Align, Color32, FontFamily, FontId, Painter, pos2};

use crate::painter::SEMIBOLD;
use crate::text::clean;

/// Half the height of a digit: what a baseline lies below the middle of a tick, px.
pub const HALF_CAP: f32 = 4.0;

/// The two faces of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Face {
    /// Numbers, units and dates: 12 px.
    Tick,
    /// Names of tracks: 13 px semibold.
    Title,
}

impl Face {
    fn font(self) -> FontId {
        match self {
            Self::Tick => FontId::new(12.0, FontFamily::Proportional),
            Self::Title => FontId::new(13.0, FontFamily::Name(SEMIBOLD.into())),
        }
    }
}

/// A text and where it goes.
pub struct Label<'a> {
    pub text: &'a str,
    pub face: Face,
    pub colour: Color32,
    /// The left end, middle or right end, as `align` says, px.
    pub x: f32,
    /// px
    pub baseline: f32,
    pub align: Align,
}

impl Label<'_> {
    pub fn show(&self, painter: &Painter) {
        let mut job = job(self.text, self.face, self.colour);
        job.halign = self.align;
        let galley = painter.layout_job(job);
        let ascent =
            galley.rows.first().and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y)).unwrap_or_default();
        let at = pos2(self.x, (self.baseline - ascent).round());
        painter.galley(at, galley, self.colour);
    }
}

/// The width of a text, px.
pub fn width(painter: &Painter, text: &str, face: Face) -> f32 {
    painter.layout_job(job(text, face, Color32::PLACEHOLDER)).size().x
}

/// The text, or as much of its beginning as fits in `room` px with an ellipsis.
pub fn cut(painter: &Painter, text: &str, face: Face, room: f32) -> String {
    let text = clean(text);
    if width(painter, &text, face) <= room {
        return text;
    }
    let ends: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    let shortened = |end: usize| format!("{}…", text[..end].trim_end());
    let fitting = ends.partition_point(|&end| width(painter, &shortened(end), face) <= room);
    match fitting {
        // Not even the ellipsis fits.
        0 => String::new(),
        1 => "…".to_owned(),
        fitting => shortened(ends[fitting - 1]),
    }
}

fn job(text: &str, face: Face, colour: Color32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(clean(text), face.font(), colour);
    job.wrap.max_width = f32::INFINITY;
    job
}
