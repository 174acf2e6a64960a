//! The papers about money.

use crate::asking::{Asking, day, decimal, is, list, minor, needed, said, text};
use crate::{Draft, PaperOrder, people};
use chrono::Datelike;
use healthsync_clinic::{Error, Result};
use healthsync_papers::{
    BillLine, CreditLine, CreditNote, EntryKind, Invoice, Method, PaidPart, Paper, PayerPart, Receipt, ReceiptInvoice,
    Statement, StatementEntry, TaxPart,
};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) fn invoice(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("invoice", json!({ "id": id }))?;
    let (patient_id, who) = patient_of(asking, &view["patient_id"])?;
    let (sums, standing) = (&view["sums"], &view["standing"]);
    let tax_label = said(&view["tax_label"]);
    let tax = |one: &Value| TaxPart {
        label: tax_label.clone(),
        basis_points: u32::try_from(minor(&one["basis_points"])).unwrap_or_default(),
        amount_minor: minor(&one["tax_minor"]),
    };
    let paper = Invoice {
        number: text(&view["number"]),
        issued_at: if view["issued_at"].is_i64() { asking.local(&view["issued_at"]) } else { asking.now() },
        due_on: day(&view["due_on"]),
        is_cancelled: view["status"] == "cancelled",
        address: address(&who["patient"]),
        patient: people::person_of(&who),
        lines: list(&view["lines"]).iter().map(line).collect(),
        subtotal_minor: minor(&sums["gross_minor"]),
        discount_minor: minor(&sums["discount_minor"]),
        taxes: list(&view["taxes"]).iter().map(tax).collect(),
        is_tax_included: is(&view["is_tax_included"]),
        total_minor: minor(&sums["total_minor"]),
        payers: payers(&view),
        payments: paid(asking, &view),
        due_minor: minor(&standing["due_minor"]),
        note: text(&view["note"]),
    };
    let number = paper.number.clone();
    Ok(Draft::new(Paper::Invoice(paper), id, Some(patient_id), number).in_currency(&view["currency"]))
}

fn line(view: &Value) -> BillLine {
    BillLine {
        description: said(&view["description"]),
        quantity: decimal(&view["quantity"]).normalize(),
        unit_price_minor: minor(&view["unit_price_minor"]),
        discount_minor: minor(&view["sums"]["discount_minor"]),
        tax_minor: minor(&view["sums"]["tax_minor"]),
        total_minor: minor(&view["sums"]["total_minor"]),
    }
}

/// Who pays how much: only where an insurer has a part.
fn payers(view: &Value) -> Vec<PayerPart> {
    let parts = &view["parts"];
    if view["cover"].is_null() || minor(&parts["insurer_minor"]) == 0 {
        return vec![];
    }
    vec![
        PayerPart {
            insurer: text(&view["cover"]["insurer_name"]),
            policy: text(&view["cover"]["member_number"]),
            amount_minor: minor(&parts["insurer_minor"]),
        },
        PayerPart { insurer: None, policy: None, amount_minor: minor(&parts["patient_minor"]) },
    ]
}

/// What was paid and credited, by time.
fn paid(asking: &Asking<'_>, view: &Value) -> Vec<PaidPart> {
    let payment = |one: &Value| PaidPart {
        on: asking.local(&one["at"]).date(),
        kind: match one["kind"].as_str() {
            Some("given_back") => EntryKind::Refund,
            Some("set_free") => EntryKind::SetFree,
            _ => EntryKind::Payment,
        },
        // Nothing moved: how it was paid once would say that it did.
        method: method(&one["method"]).filter(|_| one["kind"] != "set_free"),
        number: text(&one["number"]),
        amount_minor: minor(&one["amount_minor"]),
    };
    let credit = |one: &Value| PaidPart {
        on: asking.local(&one["at"]).date(),
        kind: EntryKind::Credit,
        method: None,
        number: text(&one["credit_note"]["number"]),
        amount_minor: minor(&one["credit_note"]["amount_minor"]),
    };
    let mut all: Vec<PaidPart> = list(&view["payments"]).iter().map(payment).collect();
    all.extend(list(&view["credits"]).iter().map(credit));
    all.sort_by_key(|part| part.on);
    all
}

pub(super) fn credit_note(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("credit_note", json!({ "id": id }))?;
    let note = &view["credit_note"];
    let (patient_id, who) = patient_of(asking, &note["patient_id"])?;
    let line = |one: &Value| CreditLine {
        description: said(&one["description"]),
        tax_minor: minor(&one["tax_minor"]),
        amount_minor: minor(&one["amount_minor"]),
    };
    let number = said(&note["number"]);
    let paper = CreditNote {
        number: number.clone(),
        at: asking.local(&view["at"]),
        invoice_number: said(&view["invoice_number"]),
        address: address(&who["patient"]),
        patient: people::person_of(&who),
        reason: said(&note["reason"]),
        lines: list(&view["lines"]).iter().map(line).collect(),
        total_minor: minor(&note["amount_minor"]),
        by: said(&view["by"]),
    };
    Ok(Draft::new(Paper::CreditNote(paper), id, Some(patient_id), Some(number)).in_currency(&note["currency"]))
}

pub(super) fn receipt(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("payment", json!({ "id": id }))?;
    let payment = &view["payment"];
    let patient_id = payment["patient_id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).or(order.patient_id);
    // An insurer's payment for several patients has no one patient: the receipt is for the insurer then.
    let patient = patient_id.map(|id| people::person(asking, id)).transpose()?;
    let number = said(&payment["number"]);
    let shares = list(&view["shares"]);
    let is_refund = payment["kind"] == "refund";
    let others = || shares.iter().filter(|share| share["invoice_id"].is_null());
    let paper = Receipt {
        number: number.clone(),
        at: asking.local(&view["at"]),
        kind: kind(&payment["kind"]),
        patient,
        payer: text(&view["insurer_name"]),
        method: method(&payment["method"]).unwrap_or(Method::Cash),
        reference: text(&payment["reference"]),
        amount_minor: minor(&payment["amount_minor"]),
        rounding_minor: minor(&payment["rounding_minor"]),
        tendered_minor: payment["tendered_minor"].as_i64(),
        change_minor: payment["change_minor"].as_i64().filter(|change| *change != 0),
        invoices: shares.iter().filter(|share| !share["invoice_id"].is_null()).map(share).collect(),
        paid_back: others().filter(|_| !is_refund).map(share).collect(),
        receipts: others().filter(|_| is_refund).map(|share| said(&share["number"])).collect(),
        reason: text(&payment["reason"]),
        cashier: said(&view["by"]),
    };
    Ok(Draft::new(Paper::Receipt(paper), id, patient_id, Some(number)).in_currency(&payment["currency"]))
}

fn share(one: &Value) -> ReceiptInvoice {
    ReceiptInvoice {
        number: said(&one["number"]),
        amount_minor: minor(&one["amount_minor"]),
        due_minor: one["due_minor"].as_i64(),
    }
}

pub(super) fn statement(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let patient_id = needed("patient_id", order.patient_id.or(order.subject_id))?;
    let to_on = order.to_on.unwrap_or_else(|| asking.now().date());
    // A year's end is what most people ask a statement for: from its first day, where nothing else is said.
    let from_on = order.from_on.or_else(|| to_on.with_ordinal(1)).unwrap_or(to_on);
    let input = json!({ "patient_id": patient_id, "from_on": from_on, "to_on": to_on });
    let view = asking.ask("statement_of_patient", input)?;
    let (_, who) = patient_of(asking, &json!(patient_id))?;
    let paper = Statement {
        address: address(&who["patient"]),
        patient: people::person_of(&who),
        from_on,
        to_on,
        made_at: asking.now(),
        opening_minor: minor(&view["opening_minor"]),
        entries: list(&view["entries"]).iter().map(|one| entry(asking, one)).collect(),
        closing_minor: minor(&view["closing_minor"]),
    };
    Ok(Draft::new(Paper::Statement(paper), patient_id, Some(patient_id), None).in_currency(&view["currency"]))
}

fn entry(asking: &Asking<'_>, one: &Value) -> StatementEntry {
    let amount = minor(&one["amount_minor"]);
    StatementEntry {
        on: day(&one["on"]).unwrap_or_else(|| asking.local(&one["at"]).date()),
        kind: kind(&one["kind"]),
        number: text(&one["number"]),
        charged_minor: (amount > 0).then_some(amount),
        paid_minor: (amount <= 0).then_some(-amount),
        balance_minor: minor(&one["balance_minor"]),
    }
}

fn kind(value: &Value) -> EntryKind {
    match value.as_str() {
        Some("invoice") => EntryKind::Invoice,
        Some("advance") => EntryKind::Advance,
        Some("refund") => EntryKind::Refund,
        Some("credit_note") => EntryKind::Credit,
        _ => EntryKind::Payment,
    }
}

pub(super) fn method(value: &Value) -> Option<Method> {
    Some(match value.as_str()? {
        "cash" => Method::Cash,
        "mobile_money" => Method::MobileMoney,
        "card" => Method::Card,
        "transfer" => Method::Transfer,
        "insurer" => Method::Insurer,
        _ => return None,
    })
}

fn patient_of(asking: &Asking<'_>, id: &Value) -> Result<(Uuid, Value)> {
    let id = id.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or(Error::NotFound { kind: "patient" })?;
    Ok((id, asking.ask("patient", json!({ "patient_id": id }))?))
}

fn address(patient: &Value) -> Vec<String> {
    let street = text(&patient["address"]);
    let place: Vec<String> = ["city", "state"].iter().filter_map(|part| text(&patient[*part])).collect();
    street.into_iter().chain((!place.is_empty()).then(|| place.join(", "))).collect()
}
