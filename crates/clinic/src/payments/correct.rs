//! A payment that was entered with the wrong method: taken back and entered again, in one step.

use super::give::{NewRefund, give_back, refunded_of, shares_of};
use super::take::{NewPayment, Share, enter};
use super::{Payment, PaymentKind, PaymentMethod, PaymentView};
use crate::age;
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::shifts::{self, Shift};
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
    if payment.method == input.method {
        let sentence = "It is entered in this way already. Choose how it was really paid.";
        return Err(Invalid::new("method", "same_method", sentence).into());
    }
    check_correctable(write, &payment, refunded_of(write, payment.id)?)?;
    let on_invoices = shares_of(write, payment.id)?.into_iter().rev().filter(|(_, amount)| *amount > 0);
    let shares = on_invoices.map(|(invoice_id, amount_minor)| Share { invoice_id, amount_minor }).collect();
    let back = NewRefund {
        payment_id: Some(payment.id),
        patient_id: payment.patient_id,
        payer: Some(payment.payer),
        insurer_id: payment.insurer_id,
        method: payment.method,
        amount_minor: payment.amount_minor,
        reference: payment.reference.clone(),
        reason: input.reason,
    };
    give_back(write, back, Some(&payment))?;
    let instead = NewPayment {
        patient_id: payment.patient_id,
        payer: payment.payer,
        insurer_id: payment.insurer_id,
        method: input.method,
        amount_minor: payment.amount_minor,
        currency: Some(payment.currency),
        tendered_minor: None,
        reference: input.reference,
        shares,
    };
    enter(write, instead, Some(payment.id))
}

/// Whether how a payment was made, of which so much was given back, can still be put right by who asks.
pub(super) fn is_correctable(read: &Read<'_>, payment: &Payment, refunded_minor: i64) -> Result<bool> {
    match check_correctable(read, payment, refunded_minor) {
        Ok(()) => Ok(true),
        Err(Error::Refused { .. } | Error::Invalid(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn check_correctable(read: &Read<'_>, payment: &Payment, refunded_minor: i64) -> Result<()> {
    let number = json!({ "number": payment.number });
    if payment.kind == PaymentKind::Refund || refunded_minor != 0 {
        let sentence =
            format!("Of receipt {} something was given back. Enter what was paid as a new payment.", payment.number);
        return Err(Invalid::new("payment_id", "given_back_already", sentence).with(number).into());
    }
    if payment.paid_on != age::today(read)? {
        let sentence =
            format!("Receipt {} is not of today: its day is closed. Give the money back instead.", payment.number);
        return Err(Invalid::new("payment_id", "payment_of_other_day", sentence).with(number).into());
    }
    if payment.method == PaymentMethod::Cash { check_till(read, payment) } else { Ok(()) }
}

/// Cash leaves the till that it was entered into, which only its own cashier can answer for, until it is counted.
fn check_till(read: &Read<'_>, payment: &Payment) -> Result<()> {
    let open = shifts::open_shift_of(read, read.account_id)?.map(|shift| shift.id);
    if open.is_some() && payment.shift_id == open {
        return Ok(());
    }
    let own = match payment.shift_id {
        Some(id) => read.find::<Shift>(id)?.is_some_and(|shift| shift.account_id == read.account_id),
        None => false,
    };
    let (code, sentence) = if own {
        let why = "is cash of a till that is counted and closed. Give the money back from the open one instead.";
        ("cash_of_closed_till", format!("Receipt {} {why}", payment.number))
    } else {
        let why = "is cash of another till. Who took it corrects it, or the money is given back.";
        ("cash_of_other_shift", format!("Receipt {} {why}", payment.number))
    };
    Err(Error::Refused { code, sentence })
}
