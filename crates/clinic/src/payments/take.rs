//! Taking money: for invoices, beforehand, in coins.

use super::{PayerKind, PaymentMethod, PaymentView};
use crate::db::Write;
use crate::error::Result;
use crate::invoices::InvoiceView;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// What of a payment goes to an invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Share {
    /// The invoice.
    pub invoice_id: Uuid,
    /// How much of it.
    pub amount_minor: i64,
}

/// A payment that is taken.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewPayment {
    /// The patient; none where an insurer pays for several.
    pub patient_id: Option<Uuid>,
    /// Who pays.
    pub payer: PayerKind,
    /// Which insurer, if one pays.
    pub insurer_id: Option<Uuid>,
    /// How.
    pub method: PaymentMethod,
    /// What it settles, before rounding to coins.
    pub amount_minor: i64,
    /// Another currency than the clinic's is refused: for screens that were opened before it changed.
    pub currency: Option<String>,
    /// What was handed over, of cash; left out where it is exact.
    pub tendered_minor: Option<i64>,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// What goes to which invoices. What is left over, or all of it, is paid beforehand.
    #[serde(default)]
    pub shares: Vec<Share>,
}

/// A payment made beforehand that goes to an invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AdvanceUse {
    /// The invoice.
    pub invoice_id: Uuid,
    /// How much; left out for as much as is due and free.
    pub amount_minor: Option<i64>,
    /// Whose: the patient's where it is left out.
    pub payer: Option<PayerKind>,
}

/// Takes a payment and gives it a receipt.
///
/// # Errors
/// When it is more than is due, cannot be paid in coins, or cash is taken without an open shift.
pub fn take_payment(_write: &mut Write<'_>, _input: NewPayment) -> Result<PaymentView> {
    super::lists::not_yet()
}

/// Uses what was paid beforehand for an invoice.
///
/// # Errors
/// When it is more than is due, or than is free.
pub fn use_advance(_write: &mut Write<'_>, _input: AdvanceUse) -> Result<InvoiceView> {
    super::lists::not_yet()
}
