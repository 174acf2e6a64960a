//! The till of the made-up clinic: opened, counted, now and then a little wrong; bills paid, in part, or not at all.

use super::fortnight::Fortnight;
use super::input;
use crate::accounts::Nothing;
use crate::db::Write;
use crate::error::Result;
use crate::outside::Millis;
use crate::{invoices, payments, shifts};
use serde_json::json;
use uuid::Uuid;

/// What lies in the drawer in the morning.
const FLOAT_MINOR: i64 = 5_000;

/// Of the visits since then some are not billed yet: a cashier who tries the demo finds work.
const LEFT_FOR_THE_CASHIER_MS: Millis = 2 * super::DAY_MS;

pub(super) fn open(write: &mut Write<'_>) -> Result<Uuid> {
    let shift = shifts::open_shift(write, input(json!({ "opening_float_minor": FLOAT_MINOR }))?)?;
    Ok(shift.shift.id)
}

pub(super) fn close(write: &mut Write<'_>, id: Uuid, is_short: bool) -> Result<()> {
    let expected = shifts::my_shift(write, Nothing {})?.map_or(FLOAT_MINOR, |report| report.expected_minor);
    let counted = if is_short { expected - 150 } else { expected };
    let explanation = is_short.then_some("Change given twice by mistake");
    let closing = json!({ "id": id, "counted_minor": counted, "explanation": explanation });
    shifts::close_shift(write, input(closing)?).map(drop)
}

/// The bill of a visit and what is paid of it.
pub(super) fn bill(fortnight: &mut Fortnight<'_>, write: &mut Write<'_>, patient: Uuid, at: Millis) -> Result<()> {
    if at > fortnight.now - LEFT_FOR_THE_CASHIER_MS && fortnight.chance.one_in(3) {
        return Ok(());
    }
    write.stand_in(at, fortnight.staff.cashier);
    let draft = invoices::start_invoice(write, input(json!({ "patient_id": patient }))?)?;
    if draft.lines.is_empty() {
        return Ok(());
    }
    let issue = json!({ "id": draft.id, "version": draft.version, "are_prices_confirmed": true });
    let invoice = invoices::issue_invoice(write, input(issue)?)?;
    let due = invoice.standing.patient_due_minor;
    let fate = fortnight.chance.between(0, 19);
    let paid = match fate {
        0 | 1 => 0,
        2 => due / 2,
        _ => due,
    };
    if paid <= 0 {
        return Ok(());
    }
    let method = *fortnight.chance.pick(&["cash", "cash", "cash", "mobile_money", "mobile_money", "card"]);
    let reference = (method != "cash").then(|| format!("{:06}", fortnight.chance.between(100_000, 999_999)));
    let payment = json!({
        "patient_id": patient, "payer": "patient", "method": method, "amount_minor": paid, "reference": reference,
        "shares": [{ "invoice_id": invoice.id, "amount_minor": paid }],
    });
    payments::take_payment(write, input(payment)?).map(drop)
}
