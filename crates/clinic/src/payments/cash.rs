//! Cash: rounding to coins, what was handed over and back, and the drawer that it is in.

use crate::billing;
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::money;
use crate::shifts::{self, Shift};
use serde_json::json;

/// How cash changed hands.
pub(super) struct Cash {
    pub rounding_minor: i64,
    pub tendered_minor: Option<i64>,
    pub change_minor: Option<i64>,
}

impl Cash {
    /// What is not cash is not rounded, and nothing is handed back.
    pub fn none(tendered_minor: Option<i64>) -> Result<Cash> {
        if tendered_minor.is_some() {
            let sentence = "Only of cash something is handed back. Leave this out.";
            return Err(Invalid::new("tendered_minor", "not_cash", sentence).into());
        }
        Ok(Cash { rounding_minor: 0, tendered_minor: None, change_minor: None })
    }
}

/// The open shift of who calls, in the clinic's currency.
fn drawer(read: &Read<'_>, currency: &str) -> Result<Shift> {
    let shift = shifts::open_shift_of(read, read.account_id)?.ok_or_else(|| Error::Refused {
        code: "no_open_shift",
        sentence: "Your till is not open. Count what is in it and open it, then go on with cash.".into(),
    })?;
    if shift.currency != currency {
        let sentence = format!("Your till holds {}, not {currency}. Close it first.", shift.currency);
        let details = json!({ "own": currency, "asked": shift.currency });
        return Err(Invalid::new("currency", "other_currency", sentence).with(details).into());
    }
    Ok(shift)
}

/// Cash that is taken. What settles all that is due is rounded to coins; anything else must be payable in them.
pub(super) fn taken(
    write: &Write<'_>,
    amount_minor: i64,
    tendered_minor: Option<i64>,
    is_settling: bool,
    currency: &str,
) -> Result<Cash> {
    drawer(write, currency)?;
    let increment = billing::settings_of(write)?.cash_increment_minor;
    let coins = money::to_coins(amount_minor, increment);
    if coins != amount_minor && !is_settling {
        let low = amount_minor - amount_minor.rem_euclid(increment);
        let sentence = format!(
            "{} cannot be paid in coins. Take {} or {}.",
            money::words(amount_minor, currency),
            money::words(low, currency),
            money::words(low + increment, currency)
        );
        let details = json!({ "amount_minor": amount_minor, "low_minor": low, "high_minor": low + increment });
        return Err(Invalid::new("amount_minor", "not_in_coins", sentence).with(details).into());
    }
    if let Some(tendered) = tendered_minor {
        money::check_amount("tendered_minor", tendered, currency)?;
        if tendered < coins {
            let sentence = format!(
                "{} was handed over, but {} is to be paid.",
                money::words(tendered, currency),
                money::words(coins, currency)
            );
            let details = json!({ "tendered_minor": tendered, "cash_minor": coins });
            return Err(Invalid::new("tendered_minor", "tendered_too_little", sentence).with(details).into());
        }
    }
    Ok(Cash {
        rounding_minor: coins - amount_minor,
        tendered_minor,
        change_minor: tendered_minor.map(|tendered| tendered - coins),
    })
}

/// What rounding to coins adds to cash that is given back.
pub(super) fn given(write: &Write<'_>, amount_minor: i64, currency: &str) -> Result<i64> {
    let shift = drawer(write, currency)?;
    let coins = money::to_coins(amount_minor, billing::settings_of(write)?.cash_increment_minor);
    shifts::check_drawer(write, &shift, coins)?;
    Ok(coins - amount_minor)
}
