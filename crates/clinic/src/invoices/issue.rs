//! Issuing a draft: it gets its number, and nobody changes it again.

use super::draft::{changed_prices, check_coverage, open_draft};
use super::price::bill_of;
use super::show::{draft_version, lines_of_draft, show_issued};
use super::{DraftLine, Invoice, InvoiceDraft, InvoiceLine, InvoiceView, Issue};
use crate::age;
use crate::billing;
use crate::charges::{self, ChargeItem, ChargeStatus};
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::money::{self, Sums};
use crate::numbers::{self, NumberSeries};
use crate::sites;
use chrono::Days;
use serde_json::json;
use uuid::Uuid;

/// Issues a draft.
///
/// # Errors
/// When it has no lines, prices have changed, or somebody changed it meanwhile.
pub fn issue_invoice(write: &mut Write<'_>, input: Issue) -> Result<InvoiceView> {
    let draft = open_draft(write, input.id)?;
    let lines = lines_of_draft(write, draft.id)?;
    check_ready(write, &input, &lines)?;
    let settings = billing::settings_of(write)?;
    let today = age::today(write)?;
    let coverage = draft.coverage_id.map(|id| check_coverage(write, id, draft.patient_id)).transpose()?;
    let bill = bill_of(&lines, settings.is_tax_included, coverage.as_ref().map(|coverage| coverage.terms()))?;
    let usual = today.checked_add_days(Days::new(settings.due_days.into())).unwrap_or(today);
    let id = write.new_id();
    write.create(Invoice {
        id,
        patient_id: draft.patient_id,
        draft_id: draft.id,
        number: numbers::next(write, NumberSeries::Invoice)?,
        issued_on: today,
        due_on: draft.due_on.unwrap_or(usual).max(today),
        currency: sites::own_site(write)?.record.currency,
        is_tax_included: settings.is_tax_included,
        tax_label: settings.tax_label,
        coverage_id: coverage.as_ref().map(|coverage| coverage.id),
        insurer_id: coverage.as_ref().map(|coverage| coverage.insurer_id),
        member_number: coverage.as_ref().and_then(|coverage| coverage.member_number.clone()),
        cover: coverage.as_ref().map(|coverage| coverage.cover),
        covered_basis_points: coverage.as_ref().map_or(0, |coverage| coverage.covered_basis_points),
        copay_minor: coverage.as_ref().map_or(0, |coverage| coverage.copay_minor),
        gross_minor: bill.sums.gross_minor,
        discount_minor: bill.sums.discount_minor,
        tax_minor: bill.sums.tax_minor,
        total_minor: bill.sums.total_minor,
        covered_minor: bill.covered_minor,
        patient_minor: bill.parts.patient_minor,
        insurer_minor: bill.parts.insurer_minor,
        note: draft.note.clone(),
    })?;
    for (at, (line, sums)) in lines.into_iter().zip(bill.lines).enumerate() {
        let charge_item_id = line.charge_item_id;
        let line = issued_line(write, id, at, line, sums);
        write.create(line)?;
        if let Some(item_id) = charge_item_id {
            charges::stand(write, item_id, ChargeStatus::Billed, Some(id))?;
        }
    }
    let version = write.version(draft.id)?;
    write.save(InvoiceDraft { issued_id: Some(id), ..draft }, Basis::Shown(version))?;
    show_issued(write, id)
}

fn issued_line(write: &Write<'_>, invoice_id: Uuid, at: usize, line: DraftLine, sums: Sums) -> InvoiceLine {
    InvoiceLine {
        id: write.new_id(),
        invoice_id,
        position: u32::try_from(at).unwrap_or(u32::MAX),
        charge_item_id: line.charge_item_id,
        source: line.source,
        item_id: line.item_id,
        practitioner_id: line.practitioner_id,
        description: line.description,
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        gross_minor: sums.gross_minor,
        discount_basis_points: line.discount_basis_points,
        discount_minor: sums.discount_minor,
        tax_basis_points: line.tax_basis_points,
        tax_minor: sums.tax_minor,
        total_minor: sums.total_minor,
        is_covered: line.is_covered,
    }
}

fn check_ready(read: &Read<'_>, input: &Issue, lines: &[DraftLine]) -> Result<()> {
    if draft_version(read, input.id)? > input.version {
        let sentence = "Somebody changed this draft after it was opened here. Look at it again, then issue it.";
        return Err(Invalid::new("version", "draft_changed", sentence).into());
    }
    if lines.is_empty() {
        return Err(Invalid::new("lines", "no_lines", "There is nothing on this invoice. Add a line first.").into());
    }
    for line in lines {
        let Some(item_id) = line.charge_item_id else { continue };
        let item = read.get::<ChargeItem>(item_id)?;
        if item.status != ChargeStatus::Pending || item.meta.entered_in_error.is_some() {
            let sentence = format!("'{}' does not wait to be invoiced any more. Take it off.", line.description);
            let details = json!({ "description": line.description, "status": item.status });
            return Err(Invalid::new("lines", "charge_not_waiting", sentence).with(details).into());
        }
    }
    let changed = changed_prices(read, lines)?;
    if !changed.is_empty() && !input.are_prices_confirmed {
        let currency = sites::own_site(read)?.record.currency;
        let told = |line: &serde_json::Value| {
            let price = |name: &str| money::words(line[name].as_i64().unwrap_or_default(), &currency);
            let what = line["description"].as_str().unwrap_or_default();
            format!("{what}: {} here, {} now", price("unit_price_minor"), price("price_now_minor"))
        };
        let sentence = format!(
            "Prices have changed since this draft was made ({}). Take the new prices, or confirm the old ones.",
            changed.iter().map(told).collect::<Vec<_>>().join("; ")
        );
        return Err(Invalid::new("lines", "price_changed", sentence).with(json!({ "lines": changed })).into());
    }
    Ok(())
}
