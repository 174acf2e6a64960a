//! The papers about money. Amounts are in the currency's minor units, quantities are decimal.

use super::Person;
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serialize;

/// An invoice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invoice {
    /// The number; none for a draft, which is marked as one.
    pub number: Option<String>,
    /// When it was issued, or made as a draft.
    pub issued_at: NaiveDateTime,
    /// By when it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// It was cancelled by a credit note of the whole.
    pub is_cancelled: bool,
    /// Whom it is for.
    pub patient: Person,
    /// The patient's address, in lines.
    pub address: Vec<String>,
    /// What is charged.
    pub lines: Vec<BillLine>,
    /// The sum of quantities times prices.
    pub subtotal_minor: i64,
    /// All discounts, positive.
    pub discount_minor: i64,
    /// The taxes, by rate.
    pub taxes: Vec<TaxPart>,
    /// Prices have the tax in them: it is said under the total and not added.
    pub is_tax_included: bool,
    /// What is to be paid in all.
    pub total_minor: i64,
    /// Who pays how much, where there is more than one payer.
    pub payers: Vec<PayerPart>,
    /// What was paid and credited, in its order.
    pub payments: Vec<PaidPart>,
    /// What is still to be paid.
    pub due_minor: i64,
    /// A note.
    pub note: Option<String>,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BillLine {
    /// What it is for.
    pub description: String,
    /// How much of it.
    pub quantity: Decimal,
    /// The price of one.
    pub unit_price_minor: i64,
    /// The discount of the line, positive.
    pub discount_minor: i64,
    /// The tax of the line.
    pub tax_minor: i64,
    /// What the line comes to.
    pub total_minor: i64,
}

/// The tax of one rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaxPart {
    /// What the clinic calls the tax, e.g. `VAT`.
    pub label: String,
    /// The rate in basis points: 1600 is 16 %.
    pub basis_points: u32,
    /// The tax.
    pub amount_minor: i64,
}

/// What one payer owes of an invoice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayerPart {
    /// The insurer's name; none for the patient.
    pub insurer: Option<String>,
    /// The number of the policy.
    pub policy: Option<String>,
    /// The part.
    pub amount_minor: i64,
}

/// What was paid or credited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaidPart {
    /// When.
    pub on: NaiveDate,
    /// What it was.
    pub kind: EntryKind,
    /// How it was paid.
    pub method: Option<Method>,
    /// The number of the receipt or the credit note.
    pub number: Option<String>,
    /// How much; a refund is negative.
    pub amount_minor: i64,
}

/// What moved money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// An invoice.
    Invoice,
    /// A payment.
    Payment,
    /// A payment before there was an invoice.
    Advance,
    /// Money that was paid back.
    Refund,
    /// Money that no longer pays this and was not paid back either.
    SetFree,
    /// A credit note.
    Credit,
}

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Cash.
    Cash,
    /// Mobile money.
    MobileMoney,
    /// Card.
    Card,
    /// Bank transfer.
    Transfer,
    /// By the insurer.
    Insurer,
}

/// What was charged and paid over a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// Whose it is.
    pub patient: Person,
    /// The patient's address, in lines.
    pub address: Vec<String>,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// What was owed before.
    pub opening_minor: i64,
    /// What moved, in its order.
    pub entries: Vec<StatementEntry>,
    /// What is owed at the end; negative where the patient is owed.
    pub closing_minor: i64,
}

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementEntry {
    /// When.
    pub on: NaiveDate,
    /// What it was.
    pub kind: EntryKind,
    /// Its number.
    pub number: Option<String>,
    /// What was charged, or none.
    pub charged_minor: Option<i64>,
    /// What was paid or credited, or none.
    pub paid_minor: Option<i64>,
    /// What is owed after it.
    pub balance_minor: i64,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// When it was paid.
    pub at: NaiveDateTime,
    /// A payment, an advance or a refund.
    pub kind: EntryKind,
    /// Whom it is for; none where an insurer paid for several.
    pub patient: Option<Person>,
    /// Who paid, where it was not the patient.
    pub payer: Option<String>,
    /// How it was paid.
    pub method: Method,
    /// The number of the transfer, the mobile money or the card's slip.
    pub reference: Option<String>,
    /// How much; positive, for a refund too.
    pub amount_minor: i64,
    /// What rounding to coins added; below zero where it took something off.
    pub rounding_minor: i64,
    /// What was handed over, in cash.
    pub tendered_minor: Option<i64>,
    /// What was given back.
    pub change_minor: Option<i64>,
    /// For which invoices, and how much of each.
    pub invoices: Vec<ReceiptInvoice>,
    /// What of it was paid back until now, and by which receipts.
    pub paid_back: Vec<ReceiptInvoice>,
    /// Of a refund, the receipts of what it pays back.
    pub receipts: Vec<String>,
    /// Why it was paid back.
    pub reason: Option<String>,
    /// Who took it.
    pub cashier: String,
}

/// What a receipt paid of an invoice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceiptInvoice {
    /// The invoice's number.
    pub number: String,
    /// What was paid of it.
    pub amount_minor: i64,
    /// What is still to be paid of it, where that is known.
    pub due_minor: Option<i64>,
}

/// A credit note.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CreditNote {
    /// Its number.
    pub number: String,
    /// When it was given.
    pub at: NaiveDateTime,
    /// The invoice that it takes back, or part of it.
    pub invoice_number: String,
    /// Whom it is for.
    pub patient: Person,
    /// The patient's address, in lines.
    pub address: Vec<String>,
    /// Why.
    pub reason: String,
    /// What is taken back, by lines of the invoice; may be none where an amount is.
    pub lines: Vec<CreditLine>,
    /// How much is credited, positive.
    pub total_minor: i64,
    /// Who gave it.
    pub by: String,
}

/// What is taken back of a line of an invoice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CreditLine {
    /// What the line says.
    pub description: String,
    /// The tax in it.
    pub tax_minor: i64,
    /// How much, tax included.
    pub amount_minor: i64,
}
