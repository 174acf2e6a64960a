//! Opening and closing a shift, and cash that goes to the safe in between.

use super::report::{expected_of, shift_report};
use super::{CashMovement, Shift, ShiftId, ShiftReport};
use crate::accounts::Nothing;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::money;
use crate::sites;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// A shift that begins.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewShift {
    /// What is in the drawer.
    pub opening_float_minor: i64,
}

/// A shift that ends.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ShiftClosing {
    /// The shift.
    pub id: Uuid,
    /// What was counted in the drawer.
    pub counted_minor: i64,
    /// Why there is a difference; needed where there is one.
    pub explanation: Option<String>,
}

/// Cash that goes into the drawer or out of it other than by a payment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewCashMovement {
    /// What is put in; below zero what is taken out.
    pub amount_minor: i64,
    /// Why, and where to.
    pub reason: String,
}

/// One's own open shift, if there is one.
///
/// # Errors
/// When the database fails.
pub fn my_shift(read: &Read<'_>, _: Nothing) -> Result<Option<ShiftReport>> {
    let shift = open_shift_of(read, read.account_id)?;
    shift.map(|shift| shift_report(read, ShiftId { id: shift.id })).transpose()
}

/// Opens a shift of one's own.
///
/// # Errors
/// When one is open already.
pub fn open_shift(write: &mut Write<'_>, input: NewShift) -> Result<ShiftReport> {
    if open_shift_of(write, write.account_id)?.is_some() {
        let sentence = "Your till is open already. Close it first, or go on with it.";
        return Err(Error::Refused { code: "shift_open_already", sentence: sentence.into() });
    }
    let currency = sites::own_site(write)?.record.currency;
    let opening_float_minor = counted("opening_float_minor", input.opening_float_minor, &currency)?;
    let shift = Shift {
        id: write.new_id(),
        account_id: write.account_id,
        currency,
        opened_at: write.now,
        opening_float_minor,
        closed_at: None,
        closed_by: None,
        expected_minor: None,
        counted_minor: None,
        difference_minor: None,
        explanation: None,
    };
    let id = write.create(shift)?.record.id;
    shift_report(write, ShiftId { id })
}

fn counted(field: &str, amount_minor: i64, currency: &str) -> Result<i64> {
    if amount_minor < 0 {
        let sentence = "There cannot be less than nothing in a till.";
        return Err(Invalid::new(field, "below_zero", sentence).with(json!({ "amount_minor": amount_minor })).into());
    }
    money::check_amount(field, amount_minor, currency)?;
    Ok(amount_minor)
}

/// Closes a shift with what was counted.
///
/// # Errors
/// When there is a difference that nobody explains, or it is closed already.
pub fn close_shift(write: &mut Write<'_>, input: ShiftClosing) -> Result<ShiftReport> {
    let shift = write.get::<Shift>(input.id)?.record;
    if shift.closed_at.is_some() {
        let sentence = "This till is closed already.";
        return Err(Error::Refused { code: "shift_closed", sentence: sentence.into() });
    }
    let counted_minor = counted("counted_minor", input.counted_minor, &shift.currency)?;
    let expected_minor = expected_of(write, &shift)?;
    let difference_minor = counted_minor - expected_minor;
    let explanation = optional("explanation", input.explanation.as_deref(), 500)?;
    if difference_minor != 0 && explanation.is_none() {
        let (amount, way) = (difference_minor.abs(), if difference_minor < 0 { "less" } else { "more" });
        let sentence = format!(
            "There is {} {way} in the till than the {} that should be there. Count again, or say why.",
            money::words(amount, &shift.currency),
            money::words(expected_minor, &shift.currency)
        );
        let details = json!({
            "expected_minor": expected_minor, "counted_minor": counted_minor, "difference_minor": difference_minor,
        });
        return Err(Invalid::new("explanation", "difference_unexplained", sentence).with(details).into());
    }
    let version = write.version(shift.id)?;
    let closed = Shift {
        closed_at: Some(write.now),
        closed_by: Some(write.account_id),
        expected_minor: Some(expected_minor),
        counted_minor: Some(counted_minor),
        difference_minor: Some(difference_minor),
        explanation,
        ..shift
    };
    write.save(closed, Basis::Shown(version))?;
    shift_report(write, ShiftId { id: input.id })
}

/// Puts cash into one's drawer or takes it out, other than by a payment.
///
/// # Errors
/// When no shift is open, or more is taken out than is there.
pub fn move_cash(write: &mut Write<'_>, input: NewCashMovement) -> Result<ShiftReport> {
    let Some(shift) = open_shift_of(write, write.account_id)? else {
        let sentence = "Your till is not open. Count what is in it and open it, then go on with cash.";
        return Err(Error::Refused { code: "no_open_shift", sentence: sentence.into() });
    };
    let reason = required("reason", &input.reason, 200)?;
    if input.amount_minor == 0 {
        return Err(Invalid::new("amount_minor", "not_above_zero", "Enter the amount that is moved.").into());
    }
    money::check_amount("amount_minor", input.amount_minor, &shift.currency)?;
    if input.amount_minor < 0 {
        check_drawer(write, &shift, -input.amount_minor)?;
    }
    let id = write.new_id();
    write.create(CashMovement { id, shift_id: shift.id, amount_minor: input.amount_minor, reason })?;
    shift_report(write, ShiftId { id: shift.id })
}

/// Refuses to take more out of a drawer than is in it.
pub(crate) fn check_drawer(read: &Read<'_>, shift: &Shift, amount_minor: i64) -> Result<()> {
    let there = expected_of(read, shift)?;
    if amount_minor <= there {
        return Ok(());
    }
    let sentence = format!(
        "There is only {} in the till, not {}. Put cash in first, or pay back in another way.",
        money::words(there, &shift.currency),
        money::words(amount_minor, &shift.currency)
    );
    let details = json!({ "amount_minor": amount_minor, "drawer_minor": there });
    Err(Invalid::new("amount_minor", "drawer_too_empty", sentence).with(details).into())
}

/// The open shift of an account.
pub(crate) fn open_shift_of(read: &Read<'_>, account_id: Uuid) -> Result<Option<Shift>> {
    let found = read.all::<Shift>(
        "account_id = ?1 AND closed_at IS NULL AND entered_in_error IS NULL ORDER BY opened_at DESC LIMIT 1",
        [account_id.to_string()],
    )?;
    Ok(found.into_iter().next().map(|stored| stored.record))
}
