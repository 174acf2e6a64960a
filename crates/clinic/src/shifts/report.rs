//! What went through a drawer in a shift.

use super::{CashMovement, Shift};
use crate::accounts;
use crate::db::Read;
use crate::error::Result;
use crate::money;
use crate::outside::Millis;
use crate::payments::{PaymentKind, PaymentMethod, PaymentRow, payment_rows};
use crate::record::Stored;
use crate::schedules::local;
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
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
pub fn shift_report(read: &Read<'_>, input: ShiftId) -> Result<ShiftReport> {
    let shift = read.get::<Shift>(input.id)?.record;
    let key = Sql::Text(shift.id.to_string());
    let payments = payment_rows(read, "payment.shift_id = ?1 ORDER BY payment.id DESC", &[key])?;
    let closed_by = shift.closed_by.map(|id| accounts::name_of(read, id)).transpose()?;
    Ok(ShiftReport {
        cashier: accounts::name_of(read, shift.account_id)?,
        closed_by_name: closed_by.flatten(),
        digits: money::digits_of(&shift.currency),
        methods: by_method(&payments),
        movements: read.all("shift_id = ?1 ORDER BY recorded_at, id", [shift.id.to_string()])?,
        expected_minor: expected_of(read, &shift)?,
        payments,
        shift,
    })
}

/// What must be in a drawer: float + cash + what was put in or taken out.
pub(super) fn expected_of(read: &Read<'_>, shift: &Shift) -> Result<i64> {
    let moved: i64 = read
        .conn
        .prepare_cached(
            "SELECT (SELECT coalesce(sum(amount_minor), 0) FROM cash_movements WHERE shift_id = ?1)
               + (SELECT coalesce(sum(CASE kind WHEN 'refund' THEN -1 ELSE 1 END * (amount_minor + rounding_minor)), 0)
                  FROM payments WHERE shift_id = ?1 AND method = 'cash')",
        )?
        .query_row([shift.id.to_string()], |row| row.get(0))?;
    Ok(shift.opening_float_minor + moved)
}

/// What payments come to by method, in the order of the methods; what nobody used is left out, and what was entered
/// wrongly with what took it back.
pub(super) fn by_method(payments: &[PaymentRow]) -> Vec<MethodTotal> {
    let total = |method: PaymentMethod| {
        let mut total =
            MethodTotal { method, count: 0, taken_minor: 0, given_back_minor: 0, rounding_minor: 0, net_minor: 0 };
        for payment in payments.iter().filter(|payment| payment.method == method && !payment.is_undone()) {
            total.count += 1;
            if payment.kind == PaymentKind::Refund {
                total.given_back_minor += payment.amount_minor;
                total.rounding_minor -= payment.rounding_minor;
            } else {
                total.taken_minor += payment.amount_minor;
                total.rounding_minor += payment.rounding_minor;
            }
        }
        total.net_minor = total.taken_minor - total.given_back_minor + total.rounding_minor;
        total
    };
    PaymentMethod::ALL.into_iter().map(total).filter(|total| total.count > 0).collect()
}

/// Shifts, the latest first.
///
/// # Errors
/// When the database fails.
pub fn shifts(read: &Read<'_>, input: ShiftQuery) -> Result<Vec<ShiftRow>> {
    let zone = local::zone(read)?;
    let from = input.from_on.map_or(i64::MIN, |day| local::bounds(zone, day).0);
    let to = input.to_on.map_or(i64::MAX, |day| local::bounds(zone, day).1);
    let found = read.all::<Shift>(
        "opened_at >= ?1 AND opened_at < ?2 AND (NOT ?3 OR closed_at IS NULL) AND entered_in_error IS NULL
         ORDER BY opened_at DESC, id LIMIT 500",
        (from, to, input.is_open),
    )?;
    found.into_iter().map(|shift| shift_row(read, shift.record)).collect()
}

pub(super) fn shift_row(read: &Read<'_>, shift: Shift) -> Result<ShiftRow> {
    let expected_minor = match shift.expected_minor {
        Some(expected) => expected,
        None => expected_of(read, &shift)?,
    };
    Ok(ShiftRow {
        id: shift.id,
        cashier: accounts::name_of(read, shift.account_id)?,
        opened_at: shift.opened_at,
        closed_at: shift.closed_at,
        currency: shift.currency,
        expected_minor,
        counted_minor: shift.counted_minor,
        difference_minor: shift.difference_minor,
        explanation: shift.explanation,
    })
}
