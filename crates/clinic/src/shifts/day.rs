//! The day book: all that was invoiced, credited and paid on one day.

use super::{MethodTotal, ShiftRow};
use crate::db::Read;
use crate::error::Result;
use crate::invoices::InvoiceRow;
use crate::money::Sums;
use crate::outside::Millis;
use crate::payments::{PaymentRow, not_yet};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which day.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DayQuery {
    /// The clinic's day; none for today.
    pub on: Option<NaiveDate>,
}

/// A credit note in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CreditRow {
    /// The credit note.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The invoice.
    pub invoice_id: Uuid,
    /// The number of the invoice.
    pub invoice_number: String,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// When.
    pub at: Millis,
    /// It cancelled the invoice.
    pub is_cancellation: bool,
    /// Why.
    pub reason: String,
    /// What was taken back.
    pub amount_minor: i64,
}

/// All that was invoiced, credited and paid on one day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DayBook {
    /// The clinic's day.
    pub on: NaiveDate,
    /// The ISO 4217 code.
    pub currency: String,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// Invoices that were issued.
    pub invoices: Vec<InvoiceRow>,
    /// What they come to.
    pub invoiced: Sums,
    /// What of that insurers pay.
    pub insurer_minor: i64,
    /// Credit notes.
    pub credits: Vec<CreditRow>,
    /// What they come to.
    pub credited_minor: i64,
    /// Payments and refunds.
    pub payments: Vec<PaymentRow>,
    /// By method.
    pub methods: Vec<MethodTotal>,
    /// What was taken, without what was given back.
    pub taken_minor: i64,
    /// Shifts that were opened on the day, or were open then.
    pub shifts: Vec<ShiftRow>,
}

/// All that was invoiced, credited and paid on one day.
///
/// # Errors
/// When the database fails.
pub fn day_book(_read: &Read<'_>, _input: DayQuery) -> Result<DayBook> {
    not_yet()
}
