//! What went through a drawer in a shift.

use super::{CashMovement, Shift};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::payments::{PaymentMethod, PaymentRow, not_yet};
use crate::record::Stored;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A shift.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ShiftId {
    /// The shift.
    pub id: Uuid,
}

/// What was taken and given back with one method.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MethodTotal {
    /// The method.
    pub method: PaymentMethod,
    /// How many payments and refunds.
    pub count: i64,
    /// What was taken.
    pub taken_minor: i64,
    /// What was given back.
    pub given_back_minor: i64,
    /// What rounding to coins added.
    pub rounding_minor: i64,
    /// Taken − given back + rounding: what there is more of.
    pub net_minor: i64,
}

/// What went through a drawer in a shift.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShiftReport {
    /// The shift.
    pub shift: Shift,
    /// Whose drawer it is.
    pub cashier: Option<String>,
    /// Who closed it.
    pub closed_by_name: Option<String>,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// By method.
    pub methods: Vec<MethodTotal>,
    /// Cash that went in or out other than by payments.
    pub movements: Vec<Stored<CashMovement>>,
    /// What must be in the drawer: float + cash + movements.
    pub expected_minor: i64,
    /// The payments and refunds, the latest first.
    pub payments: Vec<PaymentRow>,
}

/// Which shifts a list holds.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ShiftQuery {
    /// Opened on this day or later.
    pub from_on: Option<NaiveDate>,
    /// Opened on this day or earlier.
    pub to_on: Option<NaiveDate>,
    /// Only those that are open.
    pub is_open: bool,
}

/// A shift in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShiftRow {
    /// The shift.
    pub id: Uuid,
    /// Whose drawer it is.
    pub cashier: Option<String>,
    /// When it was opened.
    pub opened_at: Millis,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// The ISO 4217 code.
    pub currency: String,
    /// What is or was expected in the drawer.
    pub expected_minor: i64,
    /// What was counted.
    pub counted_minor: Option<i64>,
    /// Counted − expected.
    pub difference_minor: Option<i64>,
    /// Why there was a difference.
    pub explanation: Option<String>,
}

/// What went through a drawer in a shift.
///
/// # Errors
/// When there is no such shift.
pub fn shift_report(_read: &Read<'_>, _input: ShiftId) -> Result<ShiftReport> {
    not_yet()
}

/// Shifts, the latest first.
///
/// # Errors
/// When the database fails.
pub fn shifts(_read: &Read<'_>, _input: ShiftQuery) -> Result<Vec<ShiftRow>> {
    not_yet()
}
