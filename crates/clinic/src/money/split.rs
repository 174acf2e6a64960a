//! Amounts that are shared out: between payers, over lines, and to coins.

use super::share;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How an insurer shares in an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// The insurer pays a share of what it covers.
    Percent,
    /// The patient pays a fixed amount, the insurer what is above it.
    Copay,
}

/// How an insurer shares in an invoice, with the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverTerms {
    /// The insurer's share, in hundredths of a per cent.
    Percent(u32),
    /// What the patient pays, in minor units.
    Copay(i64),
}

/// Who pays what, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Parts {
    /// The patient's part.
    pub patient_minor: i64,
    /// The insurer's part.
    pub insurer_minor: i64,
}

/// Who pays what of a total of which the insurer covers a part. The two parts are the total, always; less to pay never
/// makes either part more.
#[must_use]
pub fn split(total_minor: i64, covered_minor: i64, terms: Option<CoverTerms>) -> Parts {
    let covered = covered_minor.clamp(0, total_minor.max(0));
    let insurer_minor = match terms {
        None => 0,
        Some(CoverTerms::Percent(basis_points)) => share(covered, basis_points.min(10_000)).unwrap_or(0),
        Some(CoverTerms::Copay(copay)) => covered.saturating_sub(copay.max(0)).max(0),
    };
    Parts { patient_minor: total_minor - insurer_minor, insurer_minor }
}

/// Shares an amount out by weights so that the parts are the whole: each gets its part rounded down, and the units that
/// are left go to the largest remainders, of equals to the first. All weights 0 count as equal.
#[must_use]
pub fn allocate(amount_minor: i64, weights: &[u64]) -> Vec<i64> {
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let weight_of = |weight: u64| if sum == 0 { 1 } else { u128::from(weight) };
    let whole = if sum == 0 { weights.len() as u128 } else { sum };
    if whole == 0 {
        return vec![];
    }
    let amount = u128::from(amount_minor.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (at, weight) in weights.iter().enumerate() {
        // An amount has 40 bits at most and a weight 64, so the product fits.
        let product = amount * weight_of(*weight);
        parts.push(i64::try_from(product / whole).unwrap_or(i64::MAX));
        remainders.push((product % whole, at));
    }
    let given: i64 = parts.iter().sum();
    let left = usize::try_from(amount_minor.saturating_abs() - given).unwrap_or(0);
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, at) in remainders.into_iter().take(left) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    if amount_minor < 0 {
        parts.iter_mut().for_each(|part| *part = -*part);
    }
    parts
}

/// The amount that can be paid in coins: the nearest multiple of the smallest, half of it up.
#[must_use]
pub fn to_coins(amount_minor: i64, increment_minor: i64) -> i64 {
    if increment_minor <= 1 {
        return amount_minor;
    }
    let below = amount_minor.rem_euclid(increment_minor);
    let down = amount_minor - below;
    if below * 2 >= increment_minor { down + increment_minor } else { down }
}
