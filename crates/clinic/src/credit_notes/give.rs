//! Taking back what was issued.

use super::NewCredit;
use super::{Cancellation, CreditLineView, CreditNote, CreditNoteId, CreditNoteLine, CreditNoteView, LineCredit};
use crate::accounts;
use crate::age;
use crate::charges::{self, ChargeItem, ChargeStatus};
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::required;
use crate::invoices::{Invoice, InvoiceLine, InvoiceStatus, InvoiceView};
use crate::invoices::{credited_by_line, lines_of_invoice, show_issued, standing_of};
use crate::money::{self, Sums};
use crate::numbers::{self, NumberSeries};
use crate::payments::{self, PayerKind};
use crate::record::Stored;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Takes back part of an issued invoice. What was paid beyond what is left becomes free.
///
/// # Errors
/// When it is more than is left of a line.
pub fn credit_invoice(write: &mut Write<'_>, input: NewCredit) -> Result<InvoiceView> {
    let invoice = open_invoice(write, input.invoice_id)?;
    let reason = required("reason", &input.reason, 300)?;
    let lines = lines_of_invoice(write, invoice.id)?;
    let credited = credited_by_line(write, invoice.id)?;
    if input.lines.is_empty() {
        return Err(Invalid::new("lines", "no_lines", "Say what to take back: an amount of at least one line.").into());
    }
    let mut parts: HashMap<Uuid, i64> = HashMap::new();
    for (at, part) in input.lines.iter().enumerate() {
        check_part(at, part, &invoice, &lines, &credited)?;
        if parts.insert(part.invoice_line_id, part.amount_minor).is_some() {
            let field = format!("lines.{at}.invoice_line_id");
            return Err(Invalid::new(&field, "line_twice", "This line is here twice.").into());
        }
    }
    give(write, &invoice, &lines, &credited, &parts, reason)?;
    show_issued(write, invoice.id)
}

/// Takes back all that is left of an issued invoice. Its number stays; what was paid becomes free.
///
/// # Errors
/// When it is cancelled already.
pub fn cancel_invoice(write: &mut Write<'_>, input: Cancellation) -> Result<InvoiceView> {
    let invoice = open_invoice(write, input.invoice_id)?;
    let reason = required("reason", &input.reason, 300)?;
    let lines = lines_of_invoice(write, invoice.id)?;
    let credited = credited_by_line(write, invoice.id)?;
    let rest = |line: &InvoiceLine| line.total_minor - credited.get(&line.id).copied().unwrap_or(0);
    let parts = lines.iter().map(|line| (line.id, rest(line))).filter(|(_, rest)| *rest > 0).collect();
    give(write, &invoice, &lines, &credited, &parts, reason.clone())?;
    for id in lines.iter().filter_map(|line| line.charge_item_id) {
        let item = write.get::<ChargeItem>(id)?.record;
        // Another invoice may have it by now, where two computers issued the same draft.
        if item.invoice_id != Some(invoice.id) {
            continue;
        }
        if input.is_charged_again {
            charges::charge_again(write, item, &reason)?;
        } else {
            let version = write.version(id)?;
            let waive_reason = Some(reason.clone());
            write.save(ChargeItem { status: ChargeStatus::Waived, waive_reason, ..item }, Basis::Shown(version))?;
        }
    }
    show_issued(write, invoice.id)
}

fn open_invoice(read: &Read<'_>, id: Uuid) -> Result<Invoice> {
    let invoice = read.get::<Invoice>(id)?.record;
    let status = standing_of(read.conn, id)?.map(|(status, _)| status);
    if status == Some(InvoiceStatus::Cancelled) {
        let sentence = "This invoice is cancelled already. There is nothing left to take back.";
        return Err(Error::Refused { code: "invoice_cancelled", sentence: sentence.into() });
    }
    Ok(invoice)
}

fn check_part(
    at: usize,
    part: &LineCredit,
    invoice: &Invoice,
    lines: &[InvoiceLine],
    credited: &HashMap<Uuid, i64>,
) -> Result<()> {
    let field = format!("lines.{at}.amount_minor");
    let line = lines.iter().find(|line| line.id == part.invoice_line_id);
    let line = line.ok_or(Error::NotFound { kind: "invoice_line" })?;
    let rest = line.total_minor - credited.get(&line.id).copied().unwrap_or(0);
    if part.amount_minor <= 0 {
        return Err(
            Invalid::new(&field, "not_above_zero", "Take back more than nothing, or leave the line out.").into()
        );
    }
    if part.amount_minor > rest {
        let sentence = format!(
            "{} is more than the {} that is left of '{}'.",
            money::words(part.amount_minor, &invoice.currency),
            money::words(rest, &invoice.currency),
            line.description
        );
        let details = json!({ "amount_minor": part.amount_minor, "left_minor": rest, "description": line.description });
        return Err(Invalid::new(&field, "credit_over_line", sentence).with(details).into());
    }
    Ok(())
}

/// Makes the credit note and frees what was paid beyond what is left.
fn give(
    write: &mut Write<'_>,
    invoice: &Invoice,
    lines: &[InvoiceLine],
    credited: &HashMap<Uuid, i64>,
    parts: &HashMap<Uuid, i64>,
    reason: String,
) -> Result<()> {
    let before = |line: &InvoiceLine| credited.get(&line.id).copied().unwrap_or(0);
    let part = |line: &InvoiceLine| parts.get(&line.id).copied().unwrap_or(0);
    let of = |is_after: bool| {
        let taken = |line: &InvoiceLine| before(line) + if is_after { part(line) } else { 0 };
        let rests: Vec<_> = lines.iter().map(|line| (line.total_minor, taken(line), line.is_covered)).collect();
        money::left(&rests, invoice.terms())
    };
    let ((total_before, parts_before), (total_after, parts_after)) = (of(false), of(true));
    let taxes: Vec<(Uuid, i64, i64)> = lines
        .iter()
        .filter(|line| part(line) > 0)
        .map(|line| (line.id, part(line), money::tax_of_part(&sums_of(line), before(line), part(line))))
        .collect();
    let id = write.new_id();
    write.create(CreditNote {
        id,
        patient_id: invoice.patient_id,
        invoice_id: invoice.id,
        number: numbers::next(write, NumberSeries::CreditNote)?,
        credited_on: age::today(write)?,
        is_cancellation: total_after == 0,
        reason,
        currency: invoice.currency.clone(),
        amount_minor: total_before - total_after,
        tax_minor: taxes.iter().map(|(_, _, tax)| tax).sum(),
        patient_minor: parts_before.patient_minor - parts_after.patient_minor,
        insurer_minor: parts_before.insurer_minor - parts_after.insurer_minor,
    })?;
    for (invoice_line_id, amount_minor, tax_minor) in taxes {
        let line_id = write.new_id();
        write.create(CreditNoteLine { id: line_id, credit_note_id: id, invoice_line_id, amount_minor, tax_minor })?;
    }
    for payer in [PayerKind::Patient, PayerKind::Insurer] {
        payments::free_overpaid(write, invoice.id, payer)?;
    }
    Ok(())
}

fn sums_of(line: &InvoiceLine) -> Sums {
    Sums {
        gross_minor: line.gross_minor,
        discount_minor: line.discount_minor,
        tax_minor: line.tax_minor,
        total_minor: line.total_minor,
    }
}

/// A credit note as papers need it.
///
/// # Errors
/// When there is none.
pub fn credit_note(read: &Read<'_>, input: CreditNoteId) -> Result<CreditNoteView> {
    let stored = read.get::<CreditNote>(input.id)?;
    view(read, stored)
}

/// The credit notes of an invoice, the first first.
pub(crate) fn credits_of(read: &Read<'_>, invoice_id: Uuid) -> Result<Vec<CreditNoteView>> {
    let found = read.all::<CreditNote>("invoice_id = ?1 ORDER BY recorded_at, id", [invoice_id.to_string()])?;
    found.into_iter().map(|stored| view(read, stored)).collect()
}

fn view(read: &Read<'_>, stored: Stored<CreditNote>) -> Result<CreditNoteView> {
    let found = read.all::<CreditNoteLine>("credit_note_id = ?1 ORDER BY id", [stored.id.to_string()])?;
    let mut lines = vec![];
    for line in found {
        lines.push(CreditLineView {
            description: read.get::<InvoiceLine>(line.invoice_line_id)?.record.description,
            amount_minor: line.amount_minor,
            tax_minor: line.tax_minor,
        });
    }
    Ok(CreditNoteView {
        at: stored.meta.recorded_at,
        by: accounts::name_of(read, stored.meta.recorded_by)?,
        invoice_number: read.get::<Invoice>(stored.invoice_id)?.record.number,
        credit_note: stored.record,
        lines,
    })
}
