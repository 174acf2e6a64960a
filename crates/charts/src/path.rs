//! Compact path data: tenths of a pixel, relative to the point before.

use std::fmt::Write as _;

use egui::{Pos2, Vec2, vec2};

/// Path data under way.
#[derive(Debug, Default)]
pub struct Path {
    data: String,
    at: (i32, i32),
    /// The last command, which repeats by itself when omitted.
    command: char,
}

impl Path {
    /// Adds a run of points. Those that are not finite are left out.
    pub fn run(&mut self, points: impl IntoIterator<Item = Pos2>, is_closed: bool) {
        let mut is_first = true;
        for point in points {
            let Some(to) = tenths(point) else { continue };
            if is_first {
                self.move_to(to);
                is_first = false;
            } else {
                self.line_to(to);
            }
        }
        if is_closed && !is_first {
            self.data.push('z');
            self.command = 'z';
        }
    }

    /// Adds a whole ellipse.
    pub fn ellipse(&mut self, center: Pos2, radius: Vec2) {
        let radii = (rounded(radius.x), rounded(radius.y));
        let Some(left) = tenths(center - vec2(radius.x, 0.0)) else {
            return;
        };
        self.move_to(left);
        for across in [2 * radii.0, -2 * radii.0] {
            self.data.push('a');
            push_tenths(&mut self.data, radii.0);
            self.number(radii.1);
            self.data.push_str(" 0 1 1");
            self.number(across);
            self.data.push_str(" 0");
        }
        self.data.push('z');
        self.command = 'z';
    }

    /// The data so far; empty when nothing could be drawn.
    pub fn into_data(self) -> String {
        self.data
    }

    fn move_to(&mut self, to: (i32, i32)) {
        self.command('M');
        self.number(to.0);
        self.number(to.1);
        self.at = to;
        // Pairs after a move are lines to absolute points: the next one has to name its command.
        self.command = 'M';
    }

    fn line_to(&mut self, to: (i32, i32)) {
        // Rounding comes before taking the difference, so that errors never add up.
        let (dx, dy) = (to.0 - self.at.0, to.1 - self.at.1);
        match (dx, dy) {
            (0, 0) => return,
            (dx, 0) => {
                self.command('h');
                self.number(dx);
            }
            (0, dy) => {
                self.command('v');
                self.number(dy);
            }
            (dx, dy) => {
                self.command('l');
                self.number(dx);
                self.number(dy);
            }
        }
        self.at = to;
    }

    fn command(&mut self, command: char) {
        if self.command != command || command == 'M' {
            self.data.push(command);
            self.command = command;
        }
    }

    fn number(&mut self, tenths: i32) {
        let after_letter = self.data.ends_with(|c: char| c.is_ascii_alphabetic());
        if !after_letter && tenths >= 0 {
            self.data.push(' ');
        }
        push_tenths(&mut self.data, tenths);
    }
}

/// Writes a number of tenths without a needless zero: `-.5`, `12`, `3.4`.
pub fn push_tenths(data: &mut String, tenths: i32) {
    if tenths < 0 {
        data.push('-');
    }
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    // Writing to a string cannot fail.
    let _ = match (whole, rest) {
        (whole, 0) => write!(data, "{whole}"),
        (0, rest) => write!(data, ".{rest}"),
        (whole, rest) => write!(data, "{whole}.{rest}"),
    };
}

/// A coordinate as text.
pub fn tenths_text(value: f32) -> String {
    let mut text = String::new();
    push_tenths(&mut text, rounded(value));
    text
}

fn tenths(point: Pos2) -> Option<(i32, i32)> {
    point.is_finite().then(|| (rounded(point.x), rounded(point.y)))
}

/// Held to a range far outside any picture, in which differences cannot overflow.
fn rounded(value: f32) -> i32 {
    (value * 10.0).round().clamp(-1e8, 1e8) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn path_data_is_relative_and_short() {
        let mut path = Path::default();
        path.run([pos2(10.0, 20.04), pos2(10.5, 20.0), pos2(12.0, 19.5), pos2(12.0, 30.0)], true);
        assert_eq!(path.into_data(), "M10 20h.5l1.5-.5v10.5z");
    }

    #[test]
    fn rounding_errors_do_not_add_up() {
        let mut path = Path::default();
        path.run((0..=1000).map(|i| pos2(i as f32 * 0.04, 0.0)), false);
        let data = path.into_data();
        let steps = data.split('h').nth(1).expect("the line runs sideways");
        // Every step is a tenth: `.1.1` is written `.1 .1`.
        let length = 0.1 * steps.split(' ').count() as f32;
        assert!((length - 40.0).abs() < 0.06, "the end is at 40, not {length}");
    }
}
