//! What a line comes to: quantity × price − discount + tax, each rounded once, half up, to the minor unit.

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
