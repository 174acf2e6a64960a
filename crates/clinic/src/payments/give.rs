//! Giving money back.

use super::cash;
use super::take::{Payer, allocate, check_amount, check_currency, free_payments};
use super::{Allocation, PayerKind, Payment, PaymentId, PaymentKind, PaymentMethod, PaymentView};
use crate::age;
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::invoices::{free_of, standing_of};
use crate::money;
use crate::numbers::{self, NumberSeries};
use crate::record::Stored;
use crate::shifts;
use crate::sites;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn refund(write: &mut Write<'_>, input: NewRefund) -> Result<PaymentView> {
    give_back(write, input, None)
}

/// Gives money back; or takes `wrong` back as it was entered, from the shift that it was entered in.
pub(super) fn give_back(write: &mut Write<'_>, input: NewRefund, wrong: Option<&Payment>) -> Result<PaymentView> {
    let reason = required("reason", &input.reason, 300)?;
    let currency = sites::own_site(write)?.record.currency;
    check_amount("amount_minor", input.amount_minor, &currency)?;
    let (payer, sources) = match input.payment_id {
        Some(id) => of_payment(write, id, &input, &currency)?,
        None => of_payer(write, &input, &currency)?,
    };
    let rounding_minor = match input.method {
        PaymentMethod::Cash => cash::given(write, input.amount_minor, &currency)?,
        _ => 0,
    };
    let id = write.new_id();
    write.create(Payment {
        id,
        patient_id: payer.patient_id,
        kind: PaymentKind::Refund,
        number: numbers::next(write, NumberSeries::Receipt)?,
        paid_on: age::today(write)?,
        payer: payer.kind,
        insurer_id: payer.insurer_id,
        method: input.method,
        currency,
        amount_minor: input.amount_minor,
        rounding_minor: wrong.map_or(rounding_minor, |payment| payment.rounding_minor),
        tendered_minor: None,
        change_minor: None,
        reference: optional("reference", input.reference.as_deref(), 80)?,
        reason: Some(reason),
        shift_id: match wrong {
            Some(payment) => payment.shift_id,
            None => shifts::open_shift_of(write, write.account_id)?.map(|shift| shift.id),
        },
        corrects_id: wrong.map(|payment| payment.id),
    })?;
    for (payment_id, amount) in sources {
        release_for(write, payment_id, amount)?;
        allocate(write, payment_id, None, Some(id), amount)?;
    }
    super::payment(write, PaymentId { id })
}

/// What of a payment was given back.
pub(super) fn refunded_of(read: &Read<'_>, payment_id: Uuid) -> Result<i64> {
    let sql = "SELECT coalesce(sum(amount_minor), 0) FROM allocations WHERE payment_id = ?1 AND refund_id IS NOT NULL";
    Ok(read.conn.prepare_cached(sql)?.query_row([payment_id.to_string()], |row| row.get(0))?)
}

/// The refund for which something was taken off an invoice; none where it was only set free.
pub(crate) fn refund_of(read: &Read<'_>, taken_off: &Stored<Allocation>) -> Result<Option<Uuid>> {
    // It was taken off and given back in one transaction, which has one time.
    let sql = "SELECT refund_id FROM allocations WHERE payment_id = ?1 AND refund_id IS NOT NULL AND recorded_at = ?2";
    let found: Option<String> = read
        .conn
        .prepare_cached(sql)?
        .query_row((taken_off.payment_id.to_string(), taken_off.meta.recorded_at), |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|id| Uuid::parse_str(&id).ok()))
}

type Sources = Vec<(Uuid, i64)>;

/// One payment is undone, in part or whole.
fn of_payment(read: &Read<'_>, id: Uuid, input: &NewRefund, currency: &str) -> Result<(Payer, Sources)> {
    let payment = read.get::<Payment>(id)?.record;
    if payment.kind == PaymentKind::Refund {
        let sentence = "This gave money back already. Choose the payment itself.";
        return Err(Invalid::new("payment_id", "refund_of_refund", sentence).into());
    }
    check_currency(Some(&payment.currency), currency)?;
    let refunded = refunded_of(read, id)?;
    let left = payment.amount_minor - refunded;
    if input.amount_minor > left {
        let sentence = format!(
            "{} is more than the {} that is left of receipt {}.",
            money::words(input.amount_minor, currency),
            money::words(left, currency),
            payment.number
        );
        let details = json!({
            "amount_minor": input.amount_minor, "paid_minor": payment.amount_minor, "refunded_minor": refunded,
            "left_minor": left, "number": payment.number,
        });
        return Err(Invalid::new("amount_minor", "refund_over_paid", sentence).with(details).into());
    }
    let payer = Payer::of(read, payment.payer, payment.patient_id, payment.insurer_id, input.method)?;
    Ok((payer, vec![(id, input.amount_minor)]))
}

/// What is free of all that somebody paid, the oldest first.
fn of_payer(read: &Read<'_>, input: &NewRefund, currency: &str) -> Result<(Payer, Sources)> {
    let kind = input.payer.unwrap_or(PayerKind::Patient);
    let payer = Payer::of(read, kind, input.patient_id, input.insurer_id, input.method)?;
    let free = free_payments(read, &payer, currency)?;
    let all_free: i64 = free.iter().map(|(_, free)| free).sum();
    if input.amount_minor > all_free {
        let sentence = format!(
            "{} is more than the {} that is free. Give credit for an invoice first, or choose the payment to undo.",
            money::words(input.amount_minor, currency),
            money::words(all_free, currency)
        );
        let details = json!({ "amount_minor": input.amount_minor, "free_minor": all_free });
        return Err(Invalid::new("amount_minor", "refund_over_free", sentence).with(details).into());
    }
    let mut left = input.amount_minor;
    let mut sources = vec![];
    for (id, free) in free {
        let part = free.min(left);
        if part > 0 {
            sources.push((id, part));
            left -= part;
        }
    }
    Ok((payer, sources))
}

/// Makes so much of a payment free, taking it off the invoices that it went to, the last first.
fn release_for(write: &mut Write<'_>, payment_id: Uuid, amount: i64) -> Result<()> {
    let mut missing = amount - free_of(write.conn, payment_id)?;
    if missing <= 0 {
        return Ok(());
    }
    for (invoice_id, on_it) in shares_of(write, payment_id)? {
        let part = on_it.min(missing);
        if part > 0 {
            allocate(write, payment_id, Some(invoice_id), None, -part)?;
            missing -= part;
        }
    }
    Ok(())
}

/// What of a payment is on which invoices now, the last first.
pub(super) fn shares_of(read: &Read<'_>, payment_id: Uuid) -> Result<Sources> {
    let sql = "SELECT invoice_id, sum(amount_minor) FROM allocations
         WHERE payment_id = ?1 AND invoice_id IS NOT NULL GROUP BY invoice_id ORDER BY max(recorded_at) DESC, max(id) DESC";
    pairs(read, sql, &[payment_id.to_string()])
}

/// Frees what somebody paid on an invoice beyond what is left of it, the last payment first.
pub(crate) fn free_overpaid(write: &mut Write<'_>, invoice_id: Uuid, payer: PayerKind) -> Result<()> {
    let Some((_, standing)) = standing_of(write.conn, invoice_id)? else { return Ok(()) };
    let who = Payer { kind: payer, patient_id: None, insurer_id: None };
    let mut over = -who.due(&standing);
    if over <= 0 {
        return Ok(());
    }
    let sql = "SELECT share.payment_id, sum(share.amount_minor)
         FROM allocations share JOIN payments payment ON payment.id = share.payment_id
         WHERE share.invoice_id = ?1 AND payment.payer = ?2
         GROUP BY share.payment_id ORDER BY max(share.recorded_at) DESC, max(share.id) DESC";
    for (payment_id, on_it) in pairs(write, sql, &[invoice_id.to_string(), payer.word().to_owned()])? {
        let part = on_it.min(over);
        if part > 0 {
            allocate(write, payment_id, Some(invoice_id), None, -part)?;
            over -= part;
        }
    }
    Ok(())
}

fn pairs(read: &Read<'_>, sql: &str, params: &[String]) -> Result<Sources> {
    let mut statement = read.conn.prepare_cached(sql)?;
    let rows = statement
        .query_map(rusqlite::params_from_iter(params), |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let mut found = vec![];
    for row in rows {
        let (id, amount) = row?;
        if let Ok(id) = Uuid::parse_str(&id) {
            found.push((id, amount));
        }
    }
    Ok(found)
}
