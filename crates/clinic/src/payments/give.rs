//! Giving money back.

use super::{PayerKind, PaymentMethod, PaymentView};
use crate::db::Write;
use crate::error::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// Money that is given back.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewRefund {
    /// The payment that is undone, in part or whole: what it paid becomes due again. Left out to give back what is free
    /// of all that the payer paid, such as after a credit note.
    pub payment_id: Option<Uuid>,
    /// The patient.
    pub patient_id: Option<Uuid>,
    /// Who is paid back: the patient where it is left out.
    pub payer: Option<PayerKind>,
    /// Which insurer, if one is paid back.
    pub insurer_id: Option<Uuid>,
    /// How.
    pub method: PaymentMethod,
    /// How much, before rounding to coins.
    pub amount_minor: i64,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// Why.
    pub reason: String,
}

/// Gives money back.
///
/// # Errors
/// When it is more than was paid, or than is free; or cash is given without an open shift.
pub fn refund(_write: &mut Write<'_>, _input: NewRefund) -> Result<PaymentView> {
    super::lists::not_yet()
}
