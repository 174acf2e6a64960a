//! The colours of the two themes.

use egui::Color32;

use crate::spec::{Mark, Severity, Theme};

/// The colours of one theme. Text and status colours keep 4.5:1 against the
/// theme's background, lines 3:1.
#[derive(Debug, Clone, Copy)]
pub struct Colours {
    /// What the picture is taken to lie on; only halos are drawn in it.
    pub background: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub grid: Color32,
    pub axis: Color32,
    /// See-through, so that the grid shows; premultiplied.
    pub normal: Color32,
    pub critical: Color32,
    pub warning: Color32,
    series: [Color32; 4],
}

const LIGHT: Colours = Colours {
    background: Color32::from_rgb(0xff, 0xff, 0xff),
    text: Color32::from_rgb(0x17, 0x20, 0x20),
    muted: Color32::from_rgb(0x56, 0x62, 0x61),
    grid: Color32::from_rgb(0xe4, 0xe9, 0xe9),
    axis: Color32::from_rgb(0xbf, 0xc8, 0xc8),
    normal: Color32::from_rgba_premultiplied(0x00, 0x0d, 0x0b, 0x16),
    critical: Color32::from_rgb(0xb3, 0x20, 0x1a),
    warning: Color32::from_rgb(0x8a, 0x54, 0x00),
    series: [
        Color32::from_rgb(0x0b, 0x5c, 0x61),
        Color32::from_rgb(0x4a, 0x55, 0xa8),
        Color32::from_rgb(0x7a, 0x4a, 0x6e),
        Color32::from_rgb(0x4d, 0x5b, 0x66),
    ],
};

const DARK: Colours = Colours {
    background: Color32::from_rgb(0x17, 0x1c, 0x1c),
    text: Color32::from_rgb(0xe6, 0xeb, 0xea),
    muted: Color32::from_rgb(0xa0, 0xab, 0xaa),
    grid: Color32::from_rgb(0x29, 0x30, 0x30),
    axis: Color32::from_rgb(0x4c, 0x57, 0x57),
    normal: Color32::from_rgba_premultiplied(0x08, 0x19, 0x18, 0x1c),
    critical: Color32::from_rgb(0xff, 0x8a, 0x80),
    warning: Color32::from_rgb(0xed, 0xb7, 0x5c),
    series: [
        Color32::from_rgb(0x6c, 0xc5, 0xc6),
        Color32::from_rgb(0x9d, 0xa8, 0xf2),
        Color32::from_rgb(0xd3, 0x9c, 0xc4),
        Color32::from_rgb(0xa9, 0xb6, 0xc0),
    ],
};

impl Colours {
    pub fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
        }
    }

    /// The colour of the line at `index` in its track.
    pub fn series(&self, index: usize) -> Color32 {
        self.series[index % self.series.len()]
    }

    pub fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Warning => self.warning,
            Severity::Critical => self.critical,
        }
    }

    pub fn mark(&self, mark: Mark) -> Color32 {
        match mark {
            Mark::None => Color32::TRANSPARENT,
            Mark::Warning => self.warning,
            Mark::Critical => self.critical,
        }
    }
}

/// `#rrggbb` of an opaque colour.
pub fn hex(colour: Color32) -> String {
    let [r, g, b, _] = colour.to_srgba_unmultiplied();
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let linear = |c: u8| egui::epaint::ecolor::linear_f32_from_gamma_u8(c);
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_status_colours_keep_aa_contrast_on_both_themes() {
        for theme in [Theme::Light, Theme::Dark] {
            let colours = Colours::of(theme);
            let named = [
                ("text", colours.text),
                ("muted", colours.muted),
                ("critical", colours.critical),
                ("warning", colours.warning),
                ("series 0", colours.series(0)),
                ("series 1", colours.series(1)),
                ("series 2", colours.series(2)),
                ("series 3", colours.series(3)),
            ];
            for (name, colour) in named {
                for ground in [colours.background, colours.background.blend(colours.normal)] {
                    let ratio = contrast(colour, ground);
                    assert!(ratio >= 4.5, "{name} on {theme:?} has only {ratio:.2}:1");
                }
            }
        }
    }
}
