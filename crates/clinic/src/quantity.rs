//! Measured quantities: what can be at all, and what is so unlikely that one asks.
//!
//! The bounds of what is impossible are those of the product's clinical tables (plausibility): they refuse slips of
//! the keyboard, not illness. The bounds of what is unlikely lie where a reading is more often a slip than true.

use crate::error::{Invalid, Result};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::json;

/// What a quantity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Below it is impossible.
    pub least: Decimal,
    /// Above it is impossible.
    pub most: Decimal,
    /// Below it one asks.
    pub likely_least: Decimal,
    /// Above it one asks.
    pub likely_most: Decimal,
    /// So many digits after the point are kept.
    pub digits: u32,
}

const fn bounds(least: i64, most: i64, likely_least: i64, likely_most: i64, digits: u32) -> Bounds {
    // All bounds are given in tenths, so that 0.2 kg can be said.
    Bounds {
        least: tenths(least),
        most: tenths(most),
        likely_least: tenths(likely_least),
        likely_most: tenths(likely_most),
        digits,
    }
}

const fn tenths(number: i64) -> Decimal {
    Decimal::from_parts(number.unsigned_abs() as u32, 0, 0, number < 0, 1)
}

/// Heart rate, /min.
pub const HEART_RATE_BPM: Bounds = bounds(0, 3_000, 300, 2_200, 0);
/// Systolic blood pressure, mmHg.
pub const SYSTOLIC_MMHG: Bounds = bounds(200, 3_500, 600, 2_600, 0);
/// Diastolic blood pressure, mmHg.
pub const DIASTOLIC_MMHG: Bounds = bounds(100, 2_500, 300, 1_500, 0);
/// Temperature, °C; two digits, so that a tenth of a °F survives.
pub const TEMPERATURE_C: Bounds = bounds(230, 460, 320, 420, 2);
/// Oxygen saturation, %.
pub const SPO2_PERCENT: Bounds = bounds(0, 1_000, 600, 1_000, 0);
/// Respiratory rate, /min.
pub const RESPIRATORY_RATE_BPM: Bounds = bounds(0, 1_200, 60, 800, 0);
/// Height, cm.
pub const HEIGHT_CM: Bounds = bounds(100, 2_800, 300, 2_200, 1);
/// Weight, kg.
pub const WEIGHT_KG: Bounds = bounds(2, 6_500, 10, 2_500, 2);
/// Glucose, mg/dL.
pub const GLUCOSE_MG_DL: Bounds = bounds(10, 20_000, 300, 6_000, 1);

impl Bounds {
    /// Whether the value is possible but so unlikely that one asks.
    #[must_use]
    pub fn is_unlikely(&self, value: Decimal) -> bool {
        value < self.likely_least || value > self.likely_most
    }
}

/// Refuses what is impossible and rounds to the digits that are kept.
///
/// # Errors
/// [`Invalid`] with the bounds, for the field.
pub fn check(field: &str, value: Option<Decimal>, bounds: Bounds) -> Result<Option<Decimal>> {
    let Some(value) = value else { return Ok(None) };
    if value < bounds.least || value > bounds.most {
        let (low, high) = (bounds.least.normalize(), bounds.most.normalize());
        let sentence = format!("{value} is not possible here: it lies between {low} and {high}. Check the number.");
        let details = json!({ "value": value, "low": low, "high": high });
        return Err(Invalid::new(field, "impossible", sentence).with(details).into());
    }
    Ok(Some(value.round_dp_with_strategy(bounds.digits, RoundingStrategy::MidpointAwayFromZero).normalize()))
}
