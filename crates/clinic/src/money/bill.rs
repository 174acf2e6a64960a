//! What a line comes to: quantity × price − discount + tax, each rounded once, half up, to the minor unit.

use super::{CoverTerms, Parts, split};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::iter::Sum;

/// A whole in hundredths of a per cent.
pub const WHOLE_BASIS_POINTS: u32 = 10_000;

/// What is taken off a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// A share of the line, in hundredths of a per cent.
    Share(u32),
    /// An amount in minor units.
    Amount(i64),
}

/// What a line is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How many.
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// What is taken off.
    pub discount: Discount,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// The price has the tax in it.
    pub is_tax_included: bool,
}

/// What lines come to, in minor units: gross − discount + tax that was added = total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sums {
    /// Quantity × price.
    pub gross_minor: i64,
    /// What was taken off.
    pub discount_minor: i64,
    /// The tax in the total, whether it was added to the prices or was in them.
    pub tax_minor: i64,
    /// What is to be paid.
    pub total_minor: i64,
}

impl Sum for Sums {
    fn sum<I: Iterator<Item = Sums>>(sums: I) -> Sums {
        sums.fold(Sums::default(), |all, one| Sums {
            gross_minor: all.gross_minor.saturating_add(one.gross_minor),
            discount_minor: all.discount_minor.saturating_add(one.discount_minor),
            tax_minor: all.tax_minor.saturating_add(one.tax_minor),
            total_minor: all.total_minor.saturating_add(one.total_minor),
        })
    }
}

impl Terms {
    /// What the line comes to; none where that is too much to be counted. The quantity, the price and the discount
    /// are not below zero, and the discount not above the line.
    #[must_use]
    pub fn price(&self) -> Option<Sums> {
        let scale = 10_i128.checked_pow(self.quantity.scale())?;
        let gross = scaled(self.unit_price_minor, self.quantity.mantissa(), scale)?;
        let discount = match self.discount {
            Discount::Share(basis_points) => share(gross, basis_points)?,
            Discount::Amount(amount) => amount,
        };
        let after = gross.checked_sub(discount)?;
        let rate = i128::from(self.tax_basis_points);
        let whole = i128::from(WHOLE_BASIS_POINTS);
        let (tax, total) = if self.is_tax_included {
            (scaled(after, rate, whole + rate)?, after)
        } else {
            let tax = scaled(after, rate, whole)?;
            (tax, after.checked_add(tax)?)
        };
        Some(Sums { gross_minor: gross, discount_minor: discount, tax_minor: tax, total_minor: total })
    }
}

/// A share of an amount, rounded half up.
#[must_use]
pub fn share(amount_minor: i64, basis_points: u32) -> Option<i64> {
    scaled(amount_minor, basis_points.into(), WHOLE_BASIS_POINTS.into())
}

/// `amount × part ÷ whole`, rounded half up (away from zero); none where it does not fit, or `whole` is not above 0.
#[must_use]
pub fn scaled(amount_minor: i64, part: i128, whole: i128) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let product = i128::from(amount_minor).checked_mul(part)?;
    let rounded = product.unsigned_abs().checked_add(whole.unsigned_abs() / 2)? / whole.unsigned_abs();
    let rounded = i64::try_from(rounded).ok()?;
    Some(if product < 0 { -rounded } else { rounded })
}

/// What an invoice comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// What each line comes to.
    pub lines: Vec<Sums>,
    /// What all lines come to.
    pub sums: Sums,
    /// What of the total the insurer shares in.
    pub covered_minor: i64,
    /// Who pays what.
    pub parts: Parts,
}

/// What an invoice comes to: its lines, each with whether the insurer shares in it. None where it is too much to be
/// counted.
#[must_use]
pub fn bill(lines: &[(Terms, bool)], cover: Option<CoverTerms>) -> Option<Bill> {
    let prices = lines.iter().map(|(terms, _)| terms.price()).collect::<Option<Vec<_>>>()?;
    let sums: Sums = prices.iter().copied().sum();
    let covered = prices.iter().zip(lines).filter(|(_, (_, is_covered))| *is_covered);
    let covered_minor = covered.map(|(sums, _)| sums.total_minor).sum();
    Some(Bill { parts: split(sums.total_minor, covered_minor, cover), lines: prices, sums, covered_minor })
}

/// What is left of an invoice when part of each line was taken back: what is to be paid, what of that the insurer
/// shares in, and who pays what. `lines` has each line's total, what was taken back of it, and whether it is covered.
#[must_use]
pub fn left(lines: &[(i64, i64, bool)], cover: Option<CoverTerms>) -> (i64, Parts) {
    let total = lines.iter().map(|(total, credited, _)| total - credited).sum();
    let covered = lines.iter().filter(|line| line.2).map(|(total, credited, _)| total - credited).sum();
    (total, split(total, covered, cover))
}

/// The tax in a part of a line that is taken back, so that the parts of a line, in whatever steps it is taken back,
/// have its tax in them to the last unit.
#[must_use]
pub fn tax_of_part(line: &Sums, before_minor: i64, part_minor: i64) -> i64 {
    let up_to = |amount: i64| scaled(line.tax_minor, amount.into(), line.total_minor.into()).unwrap_or(0);
    up_to(before_minor + part_minor) - up_to(before_minor)
}
