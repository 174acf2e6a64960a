//! The painter: egui without a window, kept between frames with its fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, RawInput, Rect, vec2};

use crate::draw::Drawing;
use crate::frame::Frame;
use crate::spec::Spec;
use crate::svg;

/// The name of the family that titles are set in.
pub const SEMIBOLD: &str = "semibold";

const LARGEST_SIZE: f32 = 8192.0;
/// First and last millisecond of the years 1 to 9999, beyond which no calendar is meant.
const CALENDAR_MS: (i64, i64) = (-62_135_596_800_000, 253_402_300_799_999);
const SHORTEST_RANGE_MS: i64 = 1000;

/// Draws charts. Making one reads six fonts, so keep it; one thread at a time can use it.
pub struct Painter {
    context: egui::Context,
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}

impl Painter {
    pub fn new() -> Self {
        let context = egui::Context::default();
        context.set_fonts(fonts());
        context.options_mut(|options| {
            options.warn_on_id_clash = false;
            // A second pass would be for widgets that grow; everything here has its place.
            options.max_passes = const { std::num::NonZeroUsize::MIN };
        });
        // Debug builds of egui draw notes on what they find unaligned.
        #[cfg(debug_assertions)]
        context.all_styles_mut(|style| style.debug.show_unaligned = false);
        Self { context }
    }

    /// Draws one frame. Any spec gives a well-formed frame: sizes and times
    /// outside of reason are held to the nearest reasonable ones.
    pub fn frame(&mut self, spec: &Spec) -> Frame {
        let width = reasonable_size(spec.width);
        let height = reasonable_size(spec.height);
        let size = vec2(width, height);
        let input = RawInput { screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, size)), ..RawInput::default() };
        let drawing = Drawing::new(spec, size, reasonable_range(spec.from_ms, spec.to_ms));
        let mut plots = Vec::new();
        let mut output = self.context.run_ui(input, |ui| plots = drawing.show(ui));
        let shapes = std::mem::take(&mut output.shapes);
        // The textures of the glyphs are for screens; here text stays text.
        output.drop_without_applying_deltas();

        let titles: Vec<&str> = spec.tracks.iter().map(|t| t.title.as_str()).collect();
        Frame { svg: svg::document(size, &titles.join(", "), &shapes), width, height, plots }
    }
}

fn reasonable_size(size: f32) -> f32 {
    if size.is_nan() {
        return 1.0;
    }
    size.clamp(1.0, LARGEST_SIZE).round()
}

fn reasonable_range(from_ms: i64, to_ms: i64) -> (i64, i64) {
    let (first, last) = CALENDAR_MS;
    let from_ms = from_ms.clamp(first, last - SHORTEST_RANGE_MS);
    let to_ms = to_ms.clamp(from_ms + SHORTEST_RANGE_MS, last);
    (from_ms, to_ms)
}

/// The same files that the window and the papers use, so that widths measured
/// here hold wherever the picture is shown.
fn fonts() -> FontDefinitions {
    let faces: [(&str, &str, &'static [u8]); 6] = [
        ("sans", "", include_bytes!("../../../fonts/NotoSans-Regular.ttf")),
        ("arabic", "", include_bytes!("../../../fonts/NotoSansArabic-Regular.ttf")),
        ("devanagari", "", include_bytes!("../../../fonts/NotoSansDevanagari-Regular.ttf")),
        ("sans", SEMIBOLD, include_bytes!("../../../fonts/NotoSans-SemiBold.ttf")),
        ("arabic", SEMIBOLD, include_bytes!("../../../fonts/NotoSansArabic-SemiBold.ttf")),
        ("devanagari", SEMIBOLD, include_bytes!("../../../fonts/NotoSansDevanagari-SemiBold.ttf")),
    ];
    let mut font_data = BTreeMap::new();
    let mut regular = Vec::new();
    let mut semibold = Vec::new();
    for (script, weight, bytes) in faces {
        let name = format!("{script}{weight}");
        font_data.insert(name.clone(), Arc::new(FontData::from_static(bytes)));
        if weight.is_empty() {
            regular.push(name);
        } else {
            semibold.push(name);
        }
    }
    let families = BTreeMap::from([
        (FontFamily::Proportional, regular.clone()),
        (FontFamily::Monospace, regular),
        (FontFamily::Name(SEMIBOLD.into()), semibold),
    ]);
    FontDefinitions { font_data, families }
}
