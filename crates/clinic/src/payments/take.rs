//! Taking money: for invoices, beforehand, in coins.

use super::cash::{self, Cash};
use super::{Allocation, PayerKind, Payment, PaymentId, PaymentKind, PaymentMethod, PaymentView};
use crate::age;
use crate::db::{Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::insurers::Insurer;
use crate::invoices::{Invoice, InvoiceStatus, InvoiceView, Standing, free_of, show_issued, standing_of};
use crate::money;
use crate::numbers::{self, NumberSeries};
use crate::patients::{Patient, is_same_person, of_person};
use crate::shifts;
use crate::sites;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
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
pub fn take_payment(write: &mut Write<'_>, input: NewPayment) -> Result<PaymentView> {
    enter(write, input, None)
}

/// Enters a payment; or in the place of one that was entered wrongly.
pub(super) fn enter(write: &mut Write<'_>, input: NewPayment, corrects_id: Option<Uuid>) -> Result<PaymentView> {
    let currency = sites::own_site(write)?.record.currency;
    check_amount("amount_minor", input.amount_minor, &currency)?;
    check_currency(input.currency.as_deref(), &currency)?;
    let payer = Payer::of(write, input.payer, input.patient_id, input.insurer_id, input.method)?;
    let given = check_shares(write, &input, &payer, &currency)?;
    if given > input.amount_minor {
        let sentence = format!(
            "{} goes to invoices, but only {} is paid.",
            money::words(given, &currency),
            money::words(input.amount_minor, &currency)
        );
        let details = json!({ "shares_minor": given, "amount_minor": input.amount_minor });
        return Err(Invalid::new("shares", "shares_over_payment", sentence).with(details).into());
    }
    let is_settling = given == input.amount_minor && settles_all(write, &input, &payer)?;
    let Cash { rounding_minor, tendered_minor, change_minor } = match input.method {
        PaymentMethod::Cash => cash::taken(write, input.amount_minor, input.tendered_minor, is_settling, &currency)?,
        _ => Cash::none(input.tendered_minor)?,
    };
    let payment = Payment {
        id: write.new_id(),
        patient_id: input.patient_id,
        kind: if input.shares.is_empty() { PaymentKind::Advance } else { PaymentKind::Payment },
        number: numbers::next(write, NumberSeries::Receipt)?,
        paid_on: age::today(write)?,
        payer: input.payer,
        insurer_id: payer.insurer_id,
        method: input.method,
        currency,
        amount_minor: input.amount_minor,
        rounding_minor,
        tendered_minor,
        change_minor,
        reference: optional("reference", input.reference.as_deref(), 80)?,
        reason: None,
        shift_id: shifts::open_shift_of(write, write.account_id)?.map(|shift| shift.id),
        corrects_id,
    };
    let id = write.create(payment)?.record.id;
    for share in &input.shares {
        allocate(write, id, Some(share.invoice_id), None, share.amount_minor)?;
    }
    super::payment(write, PaymentId { id })
}

/// Who pays or is paid back, checked.
pub(super) struct Payer {
    pub kind: PayerKind,
    pub patient_id: Option<Uuid>,
    pub insurer_id: Option<Uuid>,
}

impl Payer {
    /// # Errors
    /// When the patient or the insurer is missing, or the method is not for who pays.
    pub fn of(
        read: &Read<'_>,
        kind: PayerKind,
        patient_id: Option<Uuid>,
        insurer_id: Option<Uuid>,
        method: PaymentMethod,
    ) -> Result<Payer> {
        if let Some(id) = patient_id {
            read.get::<Patient>(id)?;
        }
        let needed = |field: &str, sentence: &str| Err(Invalid::new(field, "required", sentence).into());
        match (kind, insurer_id) {
            (PayerKind::Patient, _) if patient_id.is_none() => needed("patient_id", "Say whose payment this is."),
            (PayerKind::Insurer, None) => needed("insurer_id", "Say which insurer pays."),
            (PayerKind::Patient, _) if method == PaymentMethod::Insurer => {
                let sentence = "Only an insurer settles in this way. Choose how the patient pays.";
                Err(Invalid::new("method", "method_of_insurer", sentence).into())
            }
            (PayerKind::Patient, _) => Ok(Payer { kind, patient_id, insurer_id: None }),
            (PayerKind::Insurer, Some(id)) => {
                read.get::<Insurer>(id)?;
                Ok(Payer { kind, patient_id, insurer_id: Some(id) })
            }
        }
    }

    /// What of an invoice is due of who pays.
    pub fn due(&self, standing: &Standing) -> i64 {
        match self.kind {
            PayerKind::Patient => standing.patient_due_minor,
            PayerKind::Insurer => standing.insurer_due_minor,
        }
    }

    fn owes(&self, read: &Read<'_>, invoice: &Invoice) -> Result<bool> {
        match (self.kind, self.patient_id) {
            (PayerKind::Patient, Some(patient)) => is_same_person(read, patient, invoice.patient_id),
            (PayerKind::Patient, None) => Ok(false),
            (PayerKind::Insurer, _) => Ok(self.insurer_id == invoice.insurer_id),
        }
    }
}

/// Refuses an amount that is not above zero or beyond reason.
pub(super) fn check_amount(field: &str, amount_minor: i64, currency: &str) -> Result<()> {
    if amount_minor <= 0 {
        let sentence = "An amount is more than nothing. To give money back, make a refund.";
        return Err(Invalid::new(field, "not_above_zero", sentence)
            .with(json!({ "amount_minor": amount_minor }))
            .into());
    }
    money::check_amount(field, amount_minor, currency)
}

pub(super) fn check_currency(asked: Option<&str>, own: &str) -> Result<()> {
    if asked.is_none_or(|asked| asked.eq_ignore_ascii_case(own)) {
        return Ok(());
    }
    let asked = asked.unwrap_or_default();
    let sentence = format!("The clinic takes {own}, not {asked}. Enter the amount in {own}.");
    Err(Invalid::new("currency", "other_currency", sentence).with(json!({ "own": own, "asked": asked })).into())
}

/// What goes to invoices, each share at most what is due of who pays.
fn check_shares(read: &Read<'_>, input: &NewPayment, payer: &Payer, currency: &str) -> Result<i64> {
    let mut given = 0_i64;
    for (at, share) in input.shares.iter().enumerate() {
        let field = format!("shares.{at}.amount_minor");
        check_amount(&field, share.amount_minor, currency)?;
        if input.shares.iter().take(at).any(|before| before.invoice_id == share.invoice_id) {
            let field = format!("shares.{at}.invoice_id");
            return Err(Invalid::new(&field, "invoice_twice", "This invoice is here twice.").into());
        }
        check_due(read, &field, share, payer, currency)?;
        given = given.saturating_add(share.amount_minor);
    }
    Ok(given)
}

fn check_due(read: &Read<'_>, field: &str, share: &Share, payer: &Payer, currency: &str) -> Result<()> {
    let invoice = read.get::<Invoice>(share.invoice_id)?.record;
    if !payer.owes(read, &invoice)? {
        let sentence = format!("Invoice {} is not owed by who pays here.", invoice.number);
        let details = json!({ "number": invoice.number });
        return Err(Invalid::new(field, "invoice_of_other_payer", sentence).with(details).into());
    }
    check_currency(Some(&invoice.currency), currency)?;
    let Some((status, standing)) = standing_of(read.conn, share.invoice_id)? else { return Ok(()) };
    if status == InvoiceStatus::Cancelled {
        let sentence = format!("Invoice {} is cancelled. Nothing is due on it.", invoice.number);
        return Err(Invalid::new(field, "invoice_cancelled", sentence)
            .with(json!({ "number": invoice.number }))
            .into());
    }
    let due = payer.due(&standing);
    if share.amount_minor > due {
        let sentence = format!(
            "{} is more than the {} that is due on invoice {}. Enter at most that; what is over can be kept as an \
             advance.",
            money::words(share.amount_minor, currency),
            money::words(due.max(0), currency),
            invoice.number
        );
        let details = json!({ "amount_minor": share.amount_minor, "due_minor": due.max(0), "number": invoice.number });
        return Err(Invalid::new(field, "payment_over_due", sentence).with(details).into());
    }
    Ok(())
}

/// Whether a payment leaves nothing due, of who pays, on any of its invoices.
fn settles_all(read: &Read<'_>, input: &NewPayment, payer: &Payer) -> Result<bool> {
    for share in &input.shares {
        let standing = standing_of(read.conn, share.invoice_id)?.map(|(_, standing)| standing);
        if standing.is_none_or(|standing| payer.due(&standing) != share.amount_minor) {
            return Ok(false);
        }
    }
    Ok(!input.shares.is_empty())
}

/// Puts part of a payment somewhere; an amount below zero takes it back.
pub(super) fn allocate(
    write: &mut Write<'_>,
    payment_id: Uuid,
    invoice_id: Option<Uuid>,
    refund_id: Option<Uuid>,
    amount_minor: i64,
) -> Result<()> {
    let id = write.new_id();
    write.create(Allocation { id, payment_id, invoice_id, refund_id, amount_minor }).map(drop)
}

/// The payments of a payer of which something is free, the oldest first, with what is free.
pub(super) fn free_payments(read: &Read<'_>, payer: &Payer, currency: &str) -> Result<Vec<(Uuid, i64)>> {
    // An insurer's payment may name the patient too; it is not the patient's to use.
    let (condition, id) = match payer.kind {
        PayerKind::Patient => ("patient_id = ?1 AND insurer_id IS NULL", payer.patient_id),
        PayerKind::Insurer => ("insurer_id = ?1", payer.insurer_id),
    };
    // The index is of what is not nothing, and is found only where that is said.
    let sql = format!(
        "SELECT payment_id FROM payment_standings
         WHERE {condition} AND free_minor <> 0 AND free_minor > 0 ORDER BY payment_id"
    );
    let sql = match (payer.kind, payer.patient_id) {
        (PayerKind::Patient, Some(patient)) => of_person(read, patient, &sql)?,
        _ => sql.as_str().into(),
    };
    let mut statement = read.conn.prepare_cached(&sql)?;
    let ids = statement.query_map([id.map(|id| id.to_string())], |row| row.get::<_, String>(0))?;
    let mut found = vec![];
    for id in ids {
        let Ok(id) = Uuid::parse_str(&id?) else { continue };
        // What was paid before the clinic changed its currency stays what it was.
        if read.get::<Payment>(id)?.currency == currency {
            found.push((id, free_of(read.conn, id)?));
        }
    }
    Ok(found)
}

/// Uses what was paid beforehand for an invoice.
///
/// # Errors
/// When it is more than is due, or than is free.
pub fn use_advance(write: &mut Write<'_>, input: AdvanceUse) -> Result<InvoiceView> {
    let invoice = write.get::<Invoice>(input.invoice_id)?.record;
    let kind = input.payer.unwrap_or(PayerKind::Patient);
    let payer = Payer { kind, patient_id: Some(invoice.patient_id), insurer_id: invoice.insurer_id };
    let free = free_payments(write, &payer, &invoice.currency)?;
    let all_free: i64 = free.iter().map(|(_, free)| free).sum();
    let due = standing_of(write.conn, invoice.id)?.map_or(0, |(_, standing)| payer.due(&standing));
    if due <= 0 {
        let sentence = format!("Nothing is due on invoice {} any more.", invoice.number);
        let details = json!({ "number": invoice.number });
        return Err(Invalid::new("invoice_id", "nothing_due", sentence).with(details).into());
    }
    if all_free == 0 || input.amount_minor.is_some_and(|amount| amount > all_free) {
        let sentence =
            format!("Only {} is free of what was paid beforehand.", money::words(all_free, &invoice.currency));
        let details = json!({ "amount_minor": input.amount_minor, "free_minor": all_free });
        return Err(Invalid::new("amount_minor", "advance_too_small", sentence).with(details).into());
    }
    let amount = input.amount_minor.unwrap_or(due.min(all_free));
    check_amount("amount_minor", amount, &invoice.currency)?;
    let share = Share { invoice_id: invoice.id, amount_minor: amount };
    check_due(write, "amount_minor", &share, &payer, &invoice.currency)?;
    let mut left = amount;
    for (payment_id, free) in free {
        let part = free.min(left);
        if part > 0 {
            allocate(write, payment_id, Some(invoice.id), None, part)?;
            left -= part;
        }
    }
    show_issued(write, invoice.id)
}

/// What a patient has paid that is on no invoice and was not given back.
pub(crate) fn free_of_patient(read: &Read<'_>, patient_id: Uuid) -> Result<i64> {
    let sql = "SELECT coalesce(sum(free_minor), 0) FROM payment_standings
         WHERE patient_id = ?1 AND insurer_id IS NULL AND free_minor <> 0";
    let sql = of_person(read, patient_id, sql)?;
    Ok(read.conn.prepare_cached(&sql)?.query_row([patient_id.to_string()], |row| row.get(0))?)
}
