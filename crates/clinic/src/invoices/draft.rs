//! Making a draft and changing it.

use super::price::{self, bill_of, check_line, line_view, listed_price, taxes_of};
use super::show::{draft_version, lines_of_draft, show_draft};
use super::{DraftLine, DraftRemoval, InvoiceDraft, InvoiceForm, InvoicePreview, InvoiceView, LineForm, NewInvoice};
use super::{PreviewView, show};
use crate::accounts::Nothing;
use crate::age;
use crate::billing;
use crate::charges::{self, ChargeItem, ChargeSource, ChargeStatus};
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::insurers::{self, Coverage};
use crate::patients::{Patient, is_same_person, of_person};
use crate::sites;
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

/// So many lines fit on an invoice.
const MOST_LINES: usize = 200;

/// Begins a draft with what waits to be invoiced. Where all that waits is wanted and the patient has a draft already,
/// that one goes on.
///
/// # Errors
/// When a charge item does not wait any more.
pub fn start_invoice(write: &mut Write<'_>, input: NewInvoice) -> Result<InvoiceView> {
    write.get::<Patient>(input.patient_id)?;
    let resumed = if input.charge_item_ids.is_none() { open_draft_of(write, input.patient_id)? } else { None };
    let items = match &input.charge_item_ids {
        Some(ids) => ids.iter().map(|id| waiting_item(write, *id, input.patient_id)).collect::<Result<Vec<_>>>()?,
        None => free_items(write, input.patient_id)?,
    };
    let draft_id = match resumed {
        Some(id) => id,
        None => {
            let id = write.new_id();
            let coverage_id =
                if input.is_self_paid { None } else { insurers::usual_coverage(write, input.patient_id)? };
            let patient_id = input.patient_id;
            write.create(InvoiceDraft { id, patient_id, coverage_id, due_on: None, note: None, issued_id: None })?;
            id
        }
    };
    let first = lines_of_draft(write, draft_id)?.len();
    for (at, item) in items.into_iter().enumerate() {
        let line = line_of_item(write, draft_id, item)?;
        write.create(DraftLine { position: u32::try_from(first + at).unwrap_or(u32::MAX), ..line })?;
    }
    show_draft(write, draft_id)
}

fn open_draft_of(read: &Read<'_>, patient_id: Uuid) -> Result<Option<Uuid>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL AND issued_id IS NULL ORDER BY recorded_at DESC LIMIT 1";
    let found = read.all::<InvoiceDraft>(&of_person(read, patient_id, sql)?, [patient_id.to_string()])?;
    Ok(found.first().map(|draft| draft.id))
}

/// What waits and is on no draft, in the order in which it was charged.
fn free_items(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<ChargeItem>> {
    let sql = "patient_id = ?1 AND status = 'pending' AND entered_in_error IS NULL ORDER BY recorded_at, id";
    let waiting = read.all::<ChargeItem>(&of_person(read, patient_id, sql)?, [patient_id.to_string()])?;
    let mut free = vec![];
    for item in waiting {
        if charges::draft_of(read, item.id)?.is_none() {
            free.push(item.record);
        }
    }
    Ok(free)
}

fn waiting_item(read: &Read<'_>, id: Uuid, patient_id: Uuid) -> Result<ChargeItem> {
    let item = read.get::<ChargeItem>(id)?;
    if !is_same_person(read, item.patient_id, patient_id)? {
        let sentence = "This was charged to another patient.";
        return Err(Invalid::new("charge_item_id", "charge_of_other_patient", sentence).into());
    }
    if item.status != ChargeStatus::Pending || item.meta.entered_in_error.is_some() {
        let sentence = format!("'{}' does not wait to be invoiced any more. Take it off.", item.description);
        let details = json!({ "description": item.description, "status": item.status });
        return Err(Invalid::new("charge_item_id", "charge_not_waiting", sentence).with(details).into());
    }
    if let Some(draft_id) = charges::draft_of(read, id)? {
        let sentence = format!("'{}' is on a draft of an invoice already. Open that one.", item.description);
        let details = json!({ "description": item.description, "draft_id": draft_id });
        return Err(Invalid::new("charge_item_id", "charge_on_draft", sentence).with(details).into());
    }
    Ok(item.record)
}

fn line_of_item(write: &Write<'_>, draft_id: Uuid, item: ChargeItem) -> Result<DraftLine> {
    Ok(DraftLine {
        id: write.new_id(),
        draft_id,
        position: 0,
        charge_item_id: Some(item.id),
        source: item.source,
        item_id: item.item_id,
        practitioner_id: item.practitioner_id,
        description: item.description,
        quantity: item.quantity,
        unit_price_minor: item.unit_price_minor,
        listed_price_minor: listed_price(write, item.item_id)?,
        discount_basis_points: None,
        discount_minor: 0,
        tax_basis_points: item.tax_basis_points,
        is_covered: true,
    })
}

/// A line as a form has it; what a form does not hold is as it is on the line that was there.
fn line_of_form(
    read: &Read<'_>,
    at: usize,
    form: &LineForm,
    before: Option<DraftLine>,
    own_tax: u32,
) -> Result<DraftLine> {
    let before = before.unwrap_or(DraftLine {
        id: Uuid::nil(),
        draft_id: Uuid::nil(),
        position: 0,
        charge_item_id: None,
        source: ChargeSource::Manual,
        item_id: form.item_id,
        practitioner_id: None,
        description: String::new(),
        quantity: Decimal::ONE,
        unit_price_minor: 0,
        listed_price_minor: None,
        discount_basis_points: None,
        discount_minor: 0,
        tax_basis_points: own_tax,
        is_covered: true,
    });
    let listed = listed_price(read, before.item_id)?;
    // A price that is the list's own, or is new here, has been looked at.
    let is_looked_at = before.listed_price_minor.is_none() || listed == Some(form.unit_price_minor);
    Ok(DraftLine {
        position: u32::try_from(at).unwrap_or(u32::MAX),
        description: required(&format!("lines.{at}.description"), &form.description, 200)?,
        quantity: form.quantity.normalize(),
        unit_price_minor: form.unit_price_minor,
        listed_price_minor: if is_looked_at { listed } else { before.listed_price_minor },
        discount_basis_points: form.discount_basis_points,
        discount_minor: if form.discount_basis_points.is_some() { 0 } else { form.discount_minor },
        tax_basis_points: form.tax_basis_points.unwrap_or(before.tax_basis_points),
        is_covered: form.is_covered,
        ..before
    })
}

/// A draft that can still be changed.
pub(super) fn open_draft(read: &Read<'_>, id: Uuid) -> Result<InvoiceDraft> {
    let draft = read.get::<InvoiceDraft>(id)?;
    if let Some(issued_id) = draft.issued_id {
        let sentence = "This was issued meanwhile and cannot be changed. To take something back, give credit.";
        return Err(Invalid::new("id", "invoice_issued", sentence).with(json!({ "invoice_id": issued_id })).into());
    }
    if draft.meta.entered_in_error.is_some() {
        let sentence = "This draft was thrown away meanwhile. Make a new one.";
        return Err(Error::Refused { code: "draft_discarded", sentence: sentence.into() });
    }
    Ok(draft.record)
}

/// Changes a draft.
///
/// # Errors
/// When a field is wrong or it was issued.
pub fn update_invoice(write: &mut Write<'_>, input: InvoiceForm) -> Result<InvoiceView> {
    let draft = open_draft(write, input.id)?;
    let settings = billing::settings_of(write)?;
    let currency = sites::own_site(write)?.record.currency;
    check_head(write, &draft, &input)?;
    let before = lines_of_draft(write, draft.id)?;
    let mut kept = HashSet::new();
    let mut lines = vec![];
    for (at, form) in input.lines.iter().enumerate() {
        check_line(at, form, settings.is_tax_included, &currency)?;
        let (base, basis) = match (form.id, form.charge_item_id) {
            (Some(id), _) => {
                let line = before.iter().find(|line| line.id == id).cloned();
                let line = line.ok_or(Error::NotFound { kind: "draft_line" })?;
                (Some(line), Basis::Shown(input.version))
            }
            (None, Some(item_id)) => {
                let item = waiting_item(write, item_id, draft.patient_id)?;
                (Some(line_of_item(write, draft.id, item)?), Basis::New)
            }
            (None, None) => (None, Basis::New),
        };
        let line = line_of_form(write, at, form, base, settings.tax_basis_points)?;
        let id = if line.id.is_nil() { write.new_id() } else { line.id };
        if !kept.insert(id) {
            return Err(Invalid::new(&format!("lines.{at}.id"), "line_twice", "This line is here twice.").into());
        }
        let line = DraftLine { id, draft_id: draft.id, ..line };
        write.save(line.clone(), basis)?;
        lines.push(line);
    }
    bill_of(&lines, settings.is_tax_included, None)?;
    for line in before.iter().filter(|line| !kept.contains(&line.id)) {
        // A line that somebody added after this form was opened is not on it, and stays.
        if show::first_arrival(write, line.id)? <= input.version {
            write.void::<DraftLine>(line.id, input.version, "taken off the draft")?;
        }
    }
    let changed = InvoiceDraft {
        coverage_id: input.coverage_id,
        due_on: input.due_on,
        note: optional("note", input.note.as_deref(), 500)?,
        ..draft
    };
    write.save(changed, Basis::Shown(input.version))?;
    show_draft(write, input.id)
}

fn check_head(read: &Read<'_>, draft: &InvoiceDraft, input: &InvoiceForm) -> Result<()> {
    if input.lines.len() > MOST_LINES {
        let sentence = format!("At most {MOST_LINES} lines fit on an invoice. Make a second one.");
        return Err(Invalid::new("lines", "too_many_lines", sentence).with(json!({ "most": MOST_LINES })).into());
    }
    if let Some(id) = input.coverage_id {
        check_coverage(read, id, draft.patient_id)?;
    }
    let today = age::today(read)?;
    if input.due_on.is_some_and(|day| day < today) {
        return Err(Invalid::new("due_on", "in_past", "This day is past. Choose today or a later one.").into());
    }
    Ok(())
}

/// Coverage of this patient that holds today.
pub(super) fn check_coverage(read: &Read<'_>, id: Uuid, patient_id: Uuid) -> Result<Coverage> {
    let coverage = read.get::<Coverage>(id)?;
    let wrong = |code, sentence: &str| Err(Invalid::new("coverage_id", code, sentence).into());
    if !is_same_person(read, coverage.patient_id, patient_id)? {
        return wrong("coverage_of_other_patient", "This is another patient's coverage.");
    }
    if coverage.meta.entered_in_error.is_some() || !coverage.holds_on(age::today(read)?) {
        return wrong("coverage_not_valid", "This coverage does not hold today. Choose another, or none.");
    }
    Ok(coverage.record)
}

/// Says what lines come to, without keeping them.
///
/// # Errors
/// When a field is wrong.
pub fn preview_invoice(read: &Read<'_>, input: InvoicePreview) -> Result<PreviewView> {
    let settings = billing::settings_of(read)?;
    let currency = sites::own_site(read)?.record.currency;
    let cover = input.coverage_id.map(|id| read.get::<Coverage>(id)).transpose()?;
    let mut lines = vec![];
    for (at, form) in input.lines.iter().enumerate() {
        check_line(at, form, settings.is_tax_included, &currency)?;
        let before = form.id.map(|id| read.find::<DraftLine>(id)).transpose()?.flatten();
        // What is not described yet is priced all the same.
        let mut form = form.clone();
        if form.description.trim().is_empty() {
            form.description = "…".into();
        }
        lines.push(line_of_form(read, at, &form, before.map(|line| line.record), settings.tax_basis_points)?);
    }
    let bill = bill_of(&lines, settings.is_tax_included, cover.map(|coverage| coverage.terms()))?;
    let priced = lines.iter().zip(&bill.lines);
    let taxes = taxes_of(priced.clone().map(|(line, sums)| (line.tax_basis_points, sums)));
    let views = priced.map(|(line, sums)| line_view(read, line, !line.id.is_nil(), *sums)).collect::<Result<_>>()?;
    Ok(PreviewView { lines: views, sums: bill.sums, parts: bill.parts, taxes })
}

/// Throws a draft away; what it charged for waits again.
///
/// # Errors
/// When it was issued.
pub fn discard_invoice(write: &mut Write<'_>, input: DraftRemoval) -> Result<Nothing> {
    open_draft(write, input.id)?;
    let version = input.version.min(draft_version(write, input.id)?);
    write.void::<InvoiceDraft>(input.id, version, "thrown away")?;
    Ok(Nothing {})
}

/// The lines of a draft whose prices the price list has changed since.
pub(super) fn changed_prices(read: &Read<'_>, lines: &[DraftLine]) -> Result<Vec<serde_json::Value>> {
    let mut changed = vec![];
    for line in lines {
        if let Some(now) = price::changed_price(read, line)? {
            changed.push(json!({
                "line_id": line.id, "description": line.description, "unit_price_minor": line.unit_price_minor,
                "price_now_minor": now,
            }));
        }
    }
    Ok(changed)
}
