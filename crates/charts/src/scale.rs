//! The value axis: its range, its ticks and how its numbers are written.

use crate::draw::columns;
use crate::spec::Track;

/// Readings past this are not numbers of a body or a machine; arithmetic on the axis stays exact enough below it.
const LARGEST: f64 = 1e12;

/// Whether a value can be drawn at all.
pub fn is_drawable(value: f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

/// The lowest and highest value that a track must show.
///
/// A function of all its readings and of `at_least`, and of nothing else:
/// moving along the time axis never changes the scale under the reader's eye.
pub fn span(track: &Track) -> (f64, f64) {
    if track.column_ms.is_some() {
        // Columns stand on zero: a shortened one would lie about its size.
        let highest = columns::highest(track).max(track.at_least.1);
        return (0.0, if is_drawable(highest) && highest > 0.0 { highest } else { 1.0 });
    }
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut include = |value: f64| {
        if is_drawable(value) {
            low = if value < low { value } else { low };
            high = if value > high { value } else { high };
        }
    };
    include(track.at_least.0);
    include(track.at_least.1);
    for series in &track.series {
        series.points.iter().for_each(|point| include(point.value));
    }
    if low > high {
        return (0.0, 1.0);
    }
    // A range too thin for its own magnitude has no distinct ticks.
    let thinnest = (low.abs().max(high.abs()) * 1e-9).max(1e-6);
    if high - low < thinnest {
        let room = (low.abs() * 0.05).max(1.0);
        return (low - room, high + room);
    }
    (low, high)
}

/// Widens a span by `room` px at both ends of an axis of `length` px, so that
/// a breach at the very top is drawn whole.
pub fn with_room((low, high): (f64, f64), length: f32, room: f32) -> (f64, f64) {
    let inner = (length - 2.0 * room).max(length * 0.5).max(1.0);
    let pad = (high - low) * f64::from((length.max(1.0) - inner) * 0.5 / inner);
    (low - pad, high + pad)
}

/// Round values between `low` and `high`, at least `spacing` px apart, and the
/// decimals needed to tell them apart.
pub fn ticks(low: f64, high: f64, length: f32, spacing: f32) -> (Vec<f64>, usize) {
    let most = f64::from((length / spacing).floor().max(1.0));
    let step = nice_step((high - low) / most);
    if !(step.is_finite() && step > 0.0) {
        return (Vec::new(), 0);
    }
    let first = (low / step).ceil();
    let last = (high / step).floor();
    let count = (last - first + 1.0).clamp(0.0, 100.0) as usize;
    let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
    // Zero itself would otherwise sometimes come out as minus zero.
    let values = (0..count).map(|i| (first + i as f64) * step + 0.0).collect();
    (values, decimals)
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `step`.
fn nice_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|nice| *nice >= step * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Writes a value with a fixed number of decimals and a true minus sign.
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) => {
            format!("\u{2212}{digits}")
        }
        Some(digits) => digits.to_owned(),
        None => text,
    }
}

/// Writes a value with as few decimals as it needs, three at most.
pub fn short_number(value: f64) -> String {
    let decimals = (0..3)
        .find(|d| {
            let scale = 10f64.powi(*d);
            ((value * scale).round() - value * scale).abs() < 1e-6
        })
        .unwrap_or(3);
    number(value, decimals as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_as_far_apart_as_asked() {
        let (values, decimals) = ticks(35.2, 40.4, 100.0, 24.0);
        assert_eq!(values, [36.0, 38.0, 40.0], "four steps of 24 px fit 100 px, so two degrees is the step");
        assert_eq!(decimals, 0, "whole degrees need no decimals");
        let (values, decimals) = ticks(0.0, 1.0, 100.0, 24.0);
        assert_eq!(values, [0.0, 0.5, 1.0], "half is the next round step");
        assert_eq!(decimals, 1, "halves need one decimal");
    }

    #[test]
    fn a_negative_zero_is_written_without_a_sign() {
        assert_eq!(number(-0.04, 1), "0.0", "it rounds to nothing");
        assert_eq!(number(-0.4, 1), "\u{2212}0.4", "a true minus sign");
        assert_eq!(short_number(38.5), "38.5", "one decimal is enough");
        assert_eq!(short_number(120.0), "120", "no decimal is needed");
    }
}
