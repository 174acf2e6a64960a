//! Opening and closing a shift, and cash that goes to the safe in between.

use super::{Shift, ShiftReport};
use crate::accounts::Nothing;
use crate::db::{Read, Write};
use crate::error::Result;
use crate::payments::not_yet;
use schemars::JsonSchema;
use serde::Deserialize;
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
pub fn my_shift(_read: &Read<'_>, _: Nothing) -> Result<Option<ShiftReport>> {
    not_yet()
}

/// Opens a shift of one's own.
///
/// # Errors
/// When one is open already.
pub fn open_shift(_write: &mut Write<'_>, _input: NewShift) -> Result<ShiftReport> {
    not_yet()
}

/// Closes a shift with what was counted.
///
/// # Errors
/// When there is a difference that nobody explains, or it is closed already.
pub fn close_shift(_write: &mut Write<'_>, _input: ShiftClosing) -> Result<ShiftReport> {
    not_yet()
}

/// Puts cash into one's drawer or takes it out, other than by a payment.
///
/// # Errors
/// When no shift is open, or more is taken out than is there.
pub fn move_cash(_write: &mut Write<'_>, _input: NewCashMovement) -> Result<ShiftReport> {
    not_yet()
}

/// The open shift of an account.
pub(crate) fn open_shift_of(read: &Read<'_>, account_id: Uuid) -> Result<Option<Shift>> {
    let found = read.all::<Shift>(
        "account_id = ?1 AND closed_at IS NULL AND entered_in_error IS NULL ORDER BY opened_at DESC LIMIT 1",
        [account_id.to_string()],
    )?;
    Ok(found.into_iter().next().map(|stored| stored.record))
}
