//! What screens and papers are shown of invoices.

use super::{InvoiceStatus, Standing};
use crate::charges::ChargeSource;
use crate::credit_notes::CreditNoteView;
use crate::money::{Cover, Parts, Sums};
use crate::outside::Millis;
use crate::payments::{PayerKind, PaymentMethod};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// An invoice, draft or issued, with all that hangs on it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvoiceView {
    /// The draft, or the invoice once issued.
    pub id: Uuid,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// It is not paid, and the day on which it was due is past.
    pub is_overdue: bool,
    /// What a form that is opened now was shown; 0 once issued.
    pub version: i64,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's number.
    pub mrn: String,
    /// The patient's name.
    pub patient_name: String,
    /// Its number, once issued.
    pub number: Option<String>,
    /// The day on which it was issued.
    pub issued_on: Option<NaiveDate>,
    /// The instant at which it was issued.
    pub issued_at: Option<Millis>,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// When it is due; of a draft, when it would be.
    pub due_on: NaiveDate,
    /// Whether a person chose that day on the draft.
    pub is_due_chosen: bool,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// Prices have the tax in them.
    pub is_tax_included: bool,
    /// What the tax is called.
    pub tax_label: String,
    /// Who shares in it, and how.
    pub cover: Option<InvoiceCover>,
    /// What the paper says beside the lines.
    pub note: Option<String>,
    /// The lines in their order.
    pub lines: Vec<LineView>,
    /// What the lines come to.
    pub sums: Sums,
    /// Who pays what of it.
    pub parts: Parts,
    /// The tax by rate.
    pub taxes: Vec<TaxView>,
    /// What was credited and paid, and what is due.
    pub standing: Standing,
    /// Credit notes, the first first.
    pub credits: Vec<CreditNoteView>,
    /// What was paid on it, the first first; an amount below zero went back.
    pub payments: Vec<PaymentOnInvoice>,
    /// What the patient has paid beforehand and is free to be used.
    pub advance_minor: i64,
    /// Prices that the price list has changed since they were put on the draft.
    pub has_changed_prices: bool,
}

/// Who shares in an invoice, and how.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvoiceCover {
    /// The coverage.
    pub coverage_id: Uuid,
    /// The insurer.
    pub insurer_id: Uuid,
    /// The insurer's name.
    pub insurer_name: String,
    /// The patient's number there.
    pub member_number: Option<String>,
    /// A share, or a fixed copay.
    pub cover: Cover,
    /// The insurer's share of what it covers, in hundredths of a per cent.
    pub covered_basis_points: u32,
    /// What the patient pays of what is covered, in minor units.
    pub copay_minor: i64,
}

/// A line of an invoice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// The line; none in a preview of one that was not saved.
    pub id: Option<Uuid>,
    /// The charge item that it was made of.
    pub charge_item_id: Option<Uuid>,
    /// What made it.
    pub source: ChargeSource,
    /// The service or drug that the price was taken from.
    pub item_id: Option<Uuid>,
    /// Who gave the care.
    pub practitioner_name: Option<String>,
    /// What it is.
    pub description: String,
    /// How many.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units.
    pub unit_price_minor: i64,
    /// The price that the price list has now, where it has changed since this was put on the draft.
    pub price_now_minor: Option<i64>,
    /// What is taken off in hundredths of a per cent; none where an amount is.
    pub discount_basis_points: Option<u32>,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// The insurer shares in it.
    pub is_covered: bool,
    /// What it comes to.
    pub sums: Sums,
    /// What of it was credited.
    pub credited_minor: i64,
}

/// The tax of one rate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TaxView {
    /// The rate, in hundredths of a per cent.
    pub basis_points: u32,
    /// What it was taken of, without the tax.
    pub net_minor: i64,
    /// The tax.
    pub tax_minor: i64,
}

/// What money did on an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareKind {
    /// It was paid.
    Paid,
    /// It was given back.
    GivenBack,
    /// It was taken off the invoice, as after a credit note, and is the payer's still: nothing was given back.
    SetFree,
}

/// A payment as far as it went to an invoice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentOnInvoice {
    /// What happened.
    pub kind: ShareKind,
    /// The payment; of what was given back, the refund.
    pub payment_id: Uuid,
    /// The number of its receipt.
    pub number: String,
    /// When it went to this invoice.
    pub at: Millis,
    /// How it was paid.
    pub method: PaymentMethod,
    /// Who paid.
    pub payer: PayerKind,
    /// How much of it went to this invoice.
    pub amount_minor: i64,
}

/// What lines would come to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreviewView {
    /// The lines with their sums.
    pub lines: Vec<LineView>,
    /// What they come to.
    pub sums: Sums,
    /// Who pays what of it.
    pub parts: Parts,
    /// The tax by rate.
    pub taxes: Vec<TaxView>,
}

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InvoiceRow {
    /// The draft, or the invoice once issued.
    pub id: Uuid,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// It is not paid, and the day on which it was due is past.
    pub is_overdue: bool,
    /// Its number, once issued.
    pub number: Option<String>,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's number.
    pub mrn: String,
    /// The patient's name.
    pub patient_name: String,
    /// Who shares in it.
    pub insurer_name: Option<String>,
    /// The day on which it was issued; of a draft, none.
    pub issued_on: Option<NaiveDate>,
    /// When it is due; of a draft, none.
    pub due_on: Option<NaiveDate>,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What is to be paid.
    pub total_minor: i64,
    /// What was credited and paid, and what is due.
    pub standing: Standing,
}

/// A page of invoices.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvoiceList {
    /// The page.
    pub rows: Vec<InvoiceRow>,
    /// There are more after it.
    pub has_more: bool,
    /// What is due of all that the filter names, not only of this page; 0 but for unpaid and overdue invoices.
    pub due_minor: i64,
    /// How many the filter names; 0 but for drafts, unpaid and overdue invoices.
    pub count: i64,
}
