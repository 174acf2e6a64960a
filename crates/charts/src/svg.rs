//! What egui wants drawn, as SVG with presentation attributes only.
//!
//! epaint's tessellator snaps text, rectangles and upright lines to whole
//! pixels; the same is done here, so that hairlines are as crisp as on a screen.

use std::fmt::Write as _;

use egui::emath::GuiRounding as _;
use egui::epaint::{ClippedShape, ColorMode, PathShape, PathStroke, RectShape, Stroke, StrokeKind, TextShape};
use egui::{Align, Color32, FontFamily, Pos2, Rect, Shape, Vec2, pos2};

use crate::mesh::outlines;
use crate::path::{Path, tenths_text};
use crate::text::{clean, escape, is_right_to_left};

const FONTS: &str = "'Noto Sans','Noto Sans Arabic','Noto Sans Devanagari',sans-serif";
/// The size of text unless it says otherwise, in px.
const FONT_SIZE: f32 = 12.0;

/// How the ends of a stroke look.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cap {
    Round,
    Square,
}

/// How a path is painted. Neighbours that are painted alike become one element.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Paint {
    fill: Color32,
    stroke: Stroke,
    cap: Cap,
}

struct Writer {
    out: String,
    paint: Option<Paint>,
    path: Path,
}

/// Writes a whole `<svg>` element; `label` is what a screen reader says of it.
pub fn document(size: Vec2, label: &str, shapes: &[ClippedShape]) -> String {
    let (width, height) = (tenths_text(size.x), tenths_text(size.y));
    let label = escape(&clean(label));
    let whole = Rect::from_min_size(Pos2::ZERO, size);
    let mut writer = Writer { out: String::with_capacity(16 * 1024), paint: None, path: Path::default() };
    // Direction is inherited from the page around, where it would turn every anchor about.
    let _ = write!(
        writer.out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}" direction="ltr" font-family="{FONTS}" font-size="{FONT_SIZE}" stroke-linejoin="round">"#
    );
    let mut open: Option<Rect> = None;
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let clip = (!clip_rect.contains_rect(whole)).then(|| clip_rect.intersect(whole));
        if clip != open {
            writer.flush();
            if open.is_some() {
                writer.out.push_str("</svg>");
            }
            if let Some(clip) = clip {
                writer.open_clip(clip);
            }
            open = clip;
        }
        if clip.is_none_or(|clip| clip.is_positive()) {
            writer.shape(shape);
        }
    }
    writer.flush();
    if open.is_some() {
        writer.out.push_str("</svg>");
    }
    writer.out.push_str("</svg>");
    writer.out
}

impl Writer {
    /// A nested picture clips by itself, and unlike a clip path needs no id
    /// that could clash with another picture's on the same page.
    fn open_clip(&mut self, clip: Rect) {
        let (x, y) = (tenths_text(clip.min.x), tenths_text(clip.min.y));
        let (width, height) = (tenths_text(clip.width().max(0.0)), tenths_text(clip.height().max(0.0)));
        let _ = write!(
            self.out,
            r#"<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">"#
        );
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::LineSegment { points, stroke } => self.segment(*points, *stroke),
            Shape::Path(path) => self.path(path),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Circle(circle) => {
                self.begin(circle.fill, circle.stroke, Cap::Round);
                self.path.ellipse(circle.center, Vec2::splat(circle.radius));
            }
            Shape::Ellipse(ellipse) => {
                self.begin(ellipse.fill, ellipse.stroke, Cap::Round);
                self.path.ellipse(ellipse.center, ellipse.radius);
            }
            Shape::Band(band) => {
                self.begin(band.fill, band.stroke, Cap::Round);
                let lower = band.points.iter().map(|p| pos2(p.x, p.y.min));
                let upper = band.points.iter().rev().map(|p| pos2(p.x, p.y.max));
                self.path.run(lower.chain(upper), true);
            }
            Shape::Mesh(mesh) => {
                for (colour, loops) in outlines(mesh) {
                    self.begin(colour, Stroke::NONE, Cap::Round);
                    for outline in loops {
                        self.path.run(outline, true);
                    }
                }
            }
            Shape::QuadraticBezier(curve) => {
                self.begin(curve.fill, solid(&curve.stroke), Cap::Round);
                self.path.run(curve.flatten(None), curve.closed);
            }
            Shape::CubicBezier(curve) => {
                self.begin(curve.fill, solid(&curve.stroke), Cap::Round);
                self.path.run(curve.flatten(None), curve.closed);
            }
        }
    }

    fn path(&mut self, shape: &PathShape) {
        let stroke = solid(&shape.stroke);
        // A threshold arrives as a path of two points, but is a line on a screen.
        if let [a, b] = shape.points[..]
            && !shape.closed
            && (a.x == b.x || a.y == b.y)
        {
            return self.segment([a, b], stroke);
        }
        self.begin(shape.fill, stroke, Cap::Round);
        self.path.run(shape.points.iter().copied(), shape.closed);
    }

    fn segment(&mut self, [mut a, mut b]: [Pos2; 2], stroke: Stroke) {
        if a.x == b.x {
            stroke.round_center_to_pixel(1.0, &mut a.x);
            b.x = a.x;
            (a.y, b.y) = snapped_ends(a.y, b.y);
        }
        if a.y == b.y {
            stroke.round_center_to_pixel(1.0, &mut a.y);
            b.y = a.y;
            (a.x, b.x) = snapped_ends(a.x, b.x);
        }
        self.begin(Color32::TRANSPARENT, stroke, Cap::Square);
        self.path.run([a, b], false);
    }

    fn rect(&mut self, shape: &RectShape) {
        let half = match shape.stroke_kind {
            _ if shape.stroke.is_empty() => 0.0,
            StrokeKind::Inside => -0.5 * shape.stroke.width,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5 * shape.stroke.width,
        };
        let rect = shape.rect.round_to_pixels(1.0).expand(half);
        self.begin(shape.fill, shape.stroke, Cap::Round);
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        self.path.run(corners, true);
    }

    /// Text stays text: the words of the galley in the order in which they are
    /// read, for the browser to shape, set on epaint's baseline.
    fn text(&mut self, shape: &TextShape) {
        let galley = &shape.galley;
        let (Some(row), Some(section)) = (galley.rows.first(), galley.job.sections.first()) else {
            return;
        };
        let words = clean(&galley.job.text);
        if words.trim().is_empty() || !shape.pos.is_finite() {
            return;
        }
        self.flush();
        let baseline = row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y);
        let at = shape.pos.round_to_pixels(1.0) + row.pos.to_vec2() * Vec2::Y;
        let (x, y) = (tenths_text(at.x), tenths_text((at.y + baseline).round()));
        let _ = write!(self.out, r#"<text x="{x}" y="{y}""#);

        let is_rtl = is_right_to_left(&words);
        if is_rtl {
            self.out.push_str(r#" direction="rtl""#);
        }
        // The start of a text that is read from the right is its right end.
        let anchor = match (galley.job.halign, is_rtl) {
            (Align::Center, _) => Some("middle"),
            (Align::LEFT, false) | (Align::RIGHT, true) => None,
            (Align::LEFT, true) | (Align::RIGHT, false) => Some("end"),
        };
        if let Some(anchor) = anchor {
            let _ = write!(self.out, r#" text-anchor="{anchor}""#);
        }
        let font = &section.format.font_id;
        if font.size != FONT_SIZE {
            let _ = write!(self.out, r#" font-size="{}""#, tenths_text(font.size));
        }
        if matches!(font.family, FontFamily::Name(_)) {
            self.out.push_str(r#" font-weight="600""#);
        }
        let own = section.format.color;
        let colour = shape.override_text_color.unwrap_or(match own {
            Color32::PLACEHOLDER => shape.fallback_color,
            own => own,
        });
        self.colour("fill", colour.gamma_multiply(shape.opacity_factor));
        let _ = write!(self.out, ">{}</text>", escape(&words));
    }

    /// Gets ready to add to a path that is painted like this.
    fn begin(&mut self, fill: Color32, stroke: Stroke, cap: Cap) {
        let paint = Paint { fill, stroke, cap };
        let is_opaque = |colour: Color32| colour.a() == 255 || colour.a() == 0;
        // See-through shapes that overlap are darker there; as one path they would not be.
        let may_join = is_opaque(fill) && (stroke.is_empty() || is_opaque(stroke.color));
        if self.paint != Some(paint) || !may_join {
            self.flush();
            self.paint = Some(paint);
        }
    }

    fn flush(&mut self) {
        let data = std::mem::take(&mut self.path).into_data();
        let Some(paint) = self.paint.take() else {
            return;
        };
        let has_fill = paint.fill.a() > 0;
        let has_stroke = !paint.stroke.is_empty();
        if data.is_empty() || !(has_fill || has_stroke) {
            return;
        }
        self.out.push_str("<path");
        if has_fill {
            self.colour("fill", paint.fill);
        } else {
            self.out.push_str(r#" fill="none""#);
        }
        if has_stroke {
            self.colour("stroke", paint.stroke.color);
            if paint.stroke.width != 1.0 {
                let width = f64::from((paint.stroke.width * 100.0).round()) / 100.0;
                let _ = write!(self.out, r#" stroke-width="{width}""#);
            }
            let cap = match paint.cap {
                Cap::Round => "round",
                Cap::Square => "square",
            };
            let _ = write!(self.out, r#" stroke-linecap="{cap}""#);
        }
        let _ = write!(self.out, r#" d="{data}"/>"#);
    }

    /// epaint multiplies colours by their alpha; SVG wants them as they are.
    fn colour(&mut self, name: &str, colour: Color32) {
        let [r, g, b, a] = colour.to_srgba_unmultiplied();
        let _ = write!(self.out, r##" {name}="#{r:02x}{g:02x}{b:02x}""##);
        if a < 255 {
            let opacity = (f64::from(a) / 255.0 * 100.0).round() / 100.0;
            let _ = write!(self.out, r#" {name}-opacity="{opacity}""#);
        }
    }
}

/// The colour of a stroke; those that change along the line do not occur here.
fn solid(stroke: &PathStroke) -> Stroke {
    match stroke.color {
        ColorMode::Solid(colour) => Stroke::new(stroke.width, colour),
        ColorMode::UV(_) => Stroke::NONE,
    }
}

/// The ends of an upright line: as the caps are half a pixel, ends in the
/// middle of a pixel cover whole ones. A quarter inwards first, or a line that
/// ends between two pixels would take one too many.
fn snapped_ends(a: f32, b: f32) -> (f32, f32) {
    let inwards = if a < b { 0.25 } else { -0.25 };
    ((a + inwards).round_to_pixel_center(1.0), (b - inwards).round_to_pixel_center(1.0))
}
