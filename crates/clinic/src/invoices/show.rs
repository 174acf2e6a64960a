//! An invoice or draft with all that hangs on it.

use super::price::{bill_of, line_view, taxes_of};
use super::standing::{InvoiceStatus, Standing, standing_of};
use super::{DraftLine, Invoice, InvoiceCover, InvoiceDraft, InvoiceId, InvoiceLine, InvoiceView, LineView};
use super::{PaymentOnInvoice, ShareKind, draft};
use crate::accounts;
use crate::age;
use crate::billing;
use crate::credit_notes;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::insurers::{self, Coverage};
use crate::money::{self, Parts, Sums};
use crate::patients::Patient;
use crate::payments;
use crate::sites;
use chrono::Days;
use std::collections::HashMap;
use uuid::Uuid;

/// An invoice or draft with all that hangs on it.
///
/// # Errors
/// When there is none.
pub fn invoice(read: &Read<'_>, input: InvoiceId) -> Result<InvoiceView> {
    if read.find::<Invoice>(input.id)?.is_some() {
        return show_issued(read, input.id);
    }
    let draft = read.find::<InvoiceDraft>(input.id)?.ok_or(Error::NotFound { kind: "invoice" })?;
    match draft.issued_id {
        Some(issued) => show_issued(read, issued),
        None => show_draft(read, input.id),
    }
}

/// The lines of a draft in their order.
pub(super) fn lines_of_draft(read: &Read<'_>, draft_id: Uuid) -> Result<Vec<DraftLine>> {
    let found = read.all::<DraftLine>(
        "draft_id = ?1 AND entered_in_error IS NULL ORDER BY position, recorded_at, id",
        [draft_id.to_string()],
    )?;
    Ok(found.into_iter().map(|stored| stored.record).collect())
}

/// The lines of an issued invoice in their order.
pub(crate) fn lines_of_invoice(read: &Read<'_>, invoice_id: Uuid) -> Result<Vec<InvoiceLine>> {
    let found = read.all::<InvoiceLine>("invoice_id = ?1 ORDER BY position, id", [invoice_id.to_string()])?;
    Ok(found.into_iter().map(|stored| stored.record).collect())
}

/// What a form that is opened now was shown of a draft and of all its lines.
pub(super) fn draft_version(read: &Read<'_>, draft_id: Uuid) -> Result<i64> {
    let version = "SELECT coalesce(max(arrival), 0) FROM changes WHERE record = ?1
         OR record IN (SELECT id FROM draft_lines WHERE draft_id = ?1)";
    Ok(read.conn.prepare_cached(version)?.query_row([draft_id.to_string()], |row| row.get(0))?)
}

/// When a record came to this computer first.
pub(super) fn first_arrival(read: &Read<'_>, record: Uuid) -> Result<i64> {
    let first = "SELECT coalesce(min(arrival), 0) FROM changes WHERE record = ?1";
    Ok(read.conn.prepare_cached(first)?.query_row([record.to_string()], |row| row.get(0))?)
}

/// A draft as screens show it.
pub(super) fn show_draft(read: &Read<'_>, id: Uuid) -> Result<InvoiceView> {
    let draft = draft::open_draft(read, id)?;
    let settings = billing::settings_of(read)?;
    let currency = sites::own_site(read)?.record.currency;
    let patient = read.get::<Patient>(draft.patient_id)?;
    let coverage = draft.coverage_id.map(|id| read.get::<Coverage>(id)).transpose()?;
    let lines = lines_of_draft(read, id)?;
    let cover_terms = coverage.as_ref().map(|coverage| coverage.terms());
    let bill = bill_of(&lines, settings.is_tax_included, cover_terms)?;
    let cover = coverage.map(|coverage| cover_of(read, &coverage.record)).transpose()?;
    let priced = lines.iter().zip(&bill.lines);
    let taxes = taxes_of(priced.clone().map(|(line, sums)| (line.tax_basis_points, sums)));
    let views: Vec<LineView> = priced.map(|(line, sums)| line_view(read, line, true, *sums)).collect::<Result<_>>()?;
    let usual = age::today(read)?.checked_add_days(Days::new(settings.due_days.into()));
    Ok(InvoiceView {
        id,
        status: InvoiceStatus::Draft,
        is_overdue: false,
        version: draft_version(read, id)?,
        patient_id: draft.patient_id,
        mrn: patient.mrn.clone(),
        patient_name: patient.display_name(),
        number: None,
        issued_on: None,
        issued_at: None,
        issued_by: None,
        due_on: draft.due_on.or(usual).unwrap_or_default(),
        is_due_chosen: draft.due_on.is_some(),
        digits: money::digits_of(&currency),
        currency,
        is_tax_included: settings.is_tax_included,
        tax_label: settings.tax_label,
        cover,
        note: draft.note,
        has_changed_prices: views.iter().any(|line| line.price_now_minor.is_some()),
        lines: views,
        sums: bill.sums,
        parts: bill.parts,
        taxes,
        standing: Standing::due_of(bill.parts.patient_minor, bill.parts.insurer_minor),
        credits: vec![],
        payments: vec![],
        advance_minor: payments::free_of_patient(read, draft.patient_id)?,
    })
}

fn cover_of(read: &Read<'_>, coverage: &Coverage) -> Result<InvoiceCover> {
    Ok(InvoiceCover {
        coverage_id: coverage.id,
        insurer_id: coverage.insurer_id,
        insurer_name: insurers::insurer_name(read, coverage.insurer_id)?,
        member_number: coverage.member_number.clone(),
        cover: coverage.cover,
        covered_basis_points: coverage.covered_basis_points,
        copay_minor: coverage.copay_minor,
    })
}

/// An issued invoice as screens and papers show it.
pub(crate) fn show_issued(read: &Read<'_>, id: Uuid) -> Result<InvoiceView> {
    let stored = read.get::<Invoice>(id)?;
    let invoice = &stored.record;
    let patient = read.get::<Patient>(invoice.patient_id)?;
    let (status, standing) = standing_of(read.conn, id)?.ok_or(Error::NotFound { kind: "invoice" })?;
    let cover = match (invoice.coverage_id, invoice.insurer_id, invoice.cover) {
        (Some(coverage_id), Some(insurer_id), Some(cover)) => Some(InvoiceCover {
            coverage_id,
            insurer_id,
            insurer_name: insurers::insurer_name(read, insurer_id)?,
            member_number: invoice.member_number.clone(),
            cover,
            covered_basis_points: invoice.covered_basis_points,
            copay_minor: invoice.copay_minor,
        }),
        _ => None,
    };
    let credited = credited_by_line(read, id)?;
    let lines = lines_of_invoice(read, id)?;
    let views: Vec<LineView> =
        lines.into_iter().map(|line| issued_line_view(read, line, &credited)).collect::<Result<_>>()?;
    Ok(InvoiceView {
        id,
        status,
        is_overdue: status == InvoiceStatus::Issued && invoice.due_on < age::today(read)?,
        version: 0,
        patient_id: invoice.patient_id,
        mrn: patient.mrn.clone(),
        patient_name: patient.display_name(),
        number: Some(invoice.number.clone()),
        issued_on: Some(invoice.issued_on),
        issued_at: Some(stored.meta.recorded_at),
        issued_by: accounts::name_of(read, stored.meta.recorded_by)?,
        due_on: invoice.due_on,
        is_due_chosen: true,
        currency: invoice.currency.clone(),
        digits: money::digits_of(&invoice.currency),
        is_tax_included: invoice.is_tax_included,
        tax_label: invoice.tax_label.clone(),
        cover,
        note: invoice.note.clone(),
        sums: Sums {
            gross_minor: invoice.gross_minor,
            discount_minor: invoice.discount_minor,
            tax_minor: invoice.tax_minor,
            total_minor: invoice.total_minor,
        },
        parts: Parts { patient_minor: invoice.patient_minor, insurer_minor: invoice.insurer_minor },
        taxes: taxes_of(views.iter().map(|line| (line.tax_basis_points, &line.sums))),
        lines: views,
        standing,
        credits: credit_notes::credits_of(read, id)?,
        payments: payments_on(read, id)?,
        advance_minor: payments::free_of_patient(read, invoice.patient_id)?,
        has_changed_prices: false,
    })
}

fn issued_line_view(read: &Read<'_>, line: InvoiceLine, credited: &HashMap<Uuid, i64>) -> Result<LineView> {
    let practitioner = line.practitioner_id.map(|id| accounts::name_of(read, id)).transpose()?;
    Ok(LineView {
        id: Some(line.id),
        charge_item_id: line.charge_item_id,
        source: line.source,
        item_id: line.item_id,
        practitioner_name: practitioner.flatten(),
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        price_now_minor: None,
        discount_basis_points: line.discount_basis_points,
        tax_basis_points: line.tax_basis_points,
        is_covered: line.is_covered,
        sums: Sums {
            gross_minor: line.gross_minor,
            discount_minor: line.discount_minor,
            tax_minor: line.tax_minor,
            total_minor: line.total_minor,
        },
        credited_minor: credited.get(&line.id).copied().unwrap_or(0),
        description: line.description,
    })
}

/// What of each line of an invoice was taken back.
pub(crate) fn credited_by_line(read: &Read<'_>, invoice_id: Uuid) -> Result<HashMap<Uuid, i64>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT line.invoice_line_id, sum(line.amount_minor)
         FROM credit_notes note JOIN credit_note_lines line ON line.credit_note_id = note.id
         WHERE note.invoice_id = ?1 GROUP BY line.invoice_line_id",
    )?;
    let mut rows = statement.query([invoice_id.to_string()])?;
    let mut credited = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Ok(id) = Uuid::parse_str(&row.get::<_, String>(0)?) {
            credited.insert(id, row.get(1)?);
        }
    }
    Ok(credited)
}

fn payments_on(read: &Read<'_>, invoice_id: Uuid) -> Result<Vec<PaymentOnInvoice>> {
    let shares =
        read.all::<payments::Allocation>("invoice_id = ?1 ORDER BY recorded_at, id", [invoice_id.to_string()])?;
    let mut found = vec![];
    for share in shares {
        let refund = if share.amount_minor < 0 { payments::refund_of(read, &share)? } else { None };
        let kind = match refund {
            Some(_) => ShareKind::GivenBack,
            None if share.amount_minor < 0 => ShareKind::SetFree,
            None => ShareKind::Paid,
        };
        let payment = read.get::<payments::Payment>(refund.unwrap_or(share.payment_id))?;
        found.push(PaymentOnInvoice {
            kind,
            payment_id: payment.id,
            number: payment.number.clone(),
            at: share.meta.recorded_at,
            method: payment.method,
            payer: payment.payer,
            amount_minor: share.amount_minor,
        });
    }
    Ok(found)
}
