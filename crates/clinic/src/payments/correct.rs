//! A payment that was entered with the wrong method: taken back and entered again, in one step.

use super::give::{NewRefund, refund, refunded_of, shares_of};
use super::take::{NewPayment, Share, take_payment};
use super::{Payment, PaymentKind, PaymentMethod, PaymentView};
use crate::age;
use crate::db::Write;
use crate::error::{Error, Invalid, Result};
use crate::shifts;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// How a payment was really made.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MethodCorrection {
    /// The payment.
    pub payment_id: Uuid,
    /// How it was made.
    pub method: PaymentMethod,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// Why, for the day book and the receipt.
    pub reason: String,
}

/// Takes a payment of today back as it was entered and enters it again as it was made, with a receipt of its own. What
/// it paid stays paid.
///
/// # Errors
/// When it is of another day or another drawer, was given back already, or was made in that way.
pub fn correct_payment_method(write: &mut Write<'_>, input: MethodCorrection) -> Result<PaymentView> {
    let payment = write.get::<Payment>(input.payment_id)?.record;
    check_correctable(write, &payment, input.method)?;
    let on_invoices = shares_of(write, payment.id)?.into_iter().rev().filter(|(_, amount)| *amount > 0);
    let shares = on_invoices.map(|(invoice_id, amount_minor)| Share { invoice_id, amount_minor }).collect();
    refund(
        write,
        NewRefund {
            payment_id: Some(payment.id),
            patient_id: payment.patient_id,
            payer: Some(payment.payer),
            insurer_id: payment.insurer_id,
            method: payment.method,
            amount_minor: payment.amount_minor,
            reference: payment.reference,
            reason: input.reason,
        },
    )?;
    take_payment(
        write,
        NewPayment {
            patient_id: payment.patient_id,
            payer: payment.payer,
            insurer_id: payment.insurer_id,
            method: input.method,
            amount_minor: payment.amount_minor,
            currency: Some(payment.currency),
            tendered_minor: None,
            reference: input.reference,
            shares,
        },
    )
}

fn check_correctable(write: &Write<'_>, payment: &Payment, method: PaymentMethod) -> Result<()> {
    let number = json!({ "number": payment.number });
    if payment.method == method {
        let sentence = "It is entered in this way already. Choose how it was really paid.";
        return Err(Invalid::new("method", "same_method", sentence).into());
    }
    if payment.kind == PaymentKind::Refund || refunded_of(write, payment.id)? != 0 {
        let sentence =
            format!("Of receipt {} something was given back. Enter what was paid as a new payment.", payment.number);
        return Err(Invalid::new("payment_id", "given_back_already", sentence).with(number).into());
    }
    if payment.paid_on != age::today(write)? {
        let sentence =
            format!("Receipt {} is not of today: its day is closed. Give the money back instead.", payment.number);
        return Err(Invalid::new("payment_id", "payment_of_other_day", sentence).with(number).into());
    }
    // Cash leaves the drawer that it was entered into, which only its own cashier can answer for.
    let own = shifts::open_shift_of(write, write.account_id)?.map(|shift| shift.id);
    if payment.method == PaymentMethod::Cash && (own.is_none() || payment.shift_id != own) {
        return Err(Error::Refused {
            code: "cash_of_other_shift",
            sentence: format!(
                "Receipt {} is cash of another shift. Who took it corrects it, or the money is given back.",
                payment.number
            ),
        });
    }
    Ok(())
}
