//! Amounts as people type them.

use crate::db::Read;
use crate::error::Result;
use crate::money;
use crate::sites;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An amount as somebody typed it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct TypedAmount {
    /// The text: Latin or Arabic digits, a point or a comma, spaces between thousands.
    pub text: String,
    /// Another currency than the clinic's.
    pub currency: Option<String>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Amount {
    /// Integer minor units.
    pub amount_minor: i64,
    /// The ISO 4217 code.
    pub currency: String,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// The amount in plain digits, e.g. `1250.50`.
    pub text: String,
}

/// Reads an amount as somebody typed it, to the last digit that the currency has.
///
/// # Errors
/// When it is no amount, or has more digits after the point than the currency.
pub fn read_amount(read: &Read<'_>, input: TypedAmount) -> Result<Amount> {
    let currency = match input.currency {
        Some(currency) => money::check_currency(&currency)?,
        None => sites::own_site(read)?.record.currency,
    };
    let amount_minor = money::parse("text", &input.text, &currency)?;
    Ok(Amount {
        amount_minor,
        digits: money::digits_of(&currency),
        text: money::text(amount_minor, &currency),
        currency,
    })
}
