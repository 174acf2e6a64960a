//! Payments as lists and receipts show them.

use super::{PayerKind, Payment, PaymentKind, PaymentMethod};
use crate::db::Read;
use crate::error::{Error, Result};
use crate::outside::Millis;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A payment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaymentId {
    /// The payment.
    pub id: Uuid,
}

/// A payment with all that its receipt says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentView {
    /// The payment.
    pub payment: Payment,
    /// When it was taken.
    pub at: Millis,
    /// Who took it.
    pub by: Option<String>,
    /// The patient's number.
    pub mrn: Option<String>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// The insurer's name.
    pub insurer_name: Option<String>,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// To which invoices it went, or of a refund, from which payments it came.
    pub shares: Vec<ShareView>,
    /// What of it is free.
    pub free_minor: i64,
    /// What of it was given back.
    pub refunded_minor: i64,
    /// What the patient still owes after all that was paid until now.
    pub patient_due_minor: i64,
}

/// Where part of a payment went.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShareView {
    /// The invoice.
    pub invoice_id: Option<Uuid>,
    /// The other payment: the refund that gave it back, or of a refund, the payment that it gives back.
    pub payment_id: Option<Uuid>,
    /// The number of the invoice or of the other receipt.
    pub number: String,
    /// How much.
    pub amount_minor: i64,
    /// What is due of the invoice now, of this payer.
    pub due_minor: Option<i64>,
}

/// A page of payments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PaymentQuery {
    /// Only this patient's.
    pub patient_id: Option<Uuid>,
    /// Only this insurer's.
    pub insurer_id: Option<Uuid>,
    /// Only of this shift.
    pub shift_id: Option<Uuid>,
    /// Only with this method.
    pub method: Option<PaymentMethod>,
    /// Only of this kind.
    pub kind: Option<PaymentKind>,
    /// Only with this in the receipt's number or the reference.
    pub number: Option<String>,
    /// From this day.
    pub from_on: Option<NaiveDate>,
    /// Until this day, it included.
    pub to_on: Option<NaiveDate>,
    /// How many to pass over.
    pub offset: u32,
    /// At most so many; 0 for 50.
    pub limit: u32,
}

/// A payment in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PaymentRow {
    /// The payment.
    pub id: Uuid,
    /// What it is.
    pub kind: PaymentKind,
    /// The number of its receipt.
    pub number: String,
    /// When.
    pub at: Millis,
    /// The clinic's day.
    pub paid_on: NaiveDate,
    /// Who took it.
    pub by: Option<String>,
    /// The patient.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// Who paid.
    pub payer: PayerKind,
    /// The insurer's name.
    pub insurer_name: Option<String>,
    /// How.
    pub method: PaymentMethod,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What it settles; of a refund, what was given back.
    pub amount_minor: i64,
    /// What rounding to coins added to it.
    pub rounding_minor: i64,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// What of it is free.
    pub free_minor: i64,
}

/// A page of payments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentList {
    /// The page, the latest first.
    pub rows: Vec<PaymentRow>,
    /// There are more after it.
    pub has_more: bool,
}

/// Payments, the latest first.
///
/// # Errors
/// When the database fails.
pub fn payments(_read: &Read<'_>, _input: PaymentQuery) -> Result<PaymentList> {
    not_yet()
}

/// A payment with all that its receipt says.
///
/// # Errors
/// When there is none.
pub fn payment(_read: &Read<'_>, _input: PaymentId) -> Result<PaymentView> {
    not_yet()
}

pub(crate) fn not_yet<T>() -> Result<T> {
    Err(Error::Refused { code: "not_yet", sentence: "This is being built.".into() })
}
