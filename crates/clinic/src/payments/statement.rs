//! What a patient owes, and how it came to that.

use super::take::free_of_patient;
use crate::age;
use crate::billing;
use crate::charges::ChargeItem;
use crate::db::Read;
use crate::error::{Invalid, Result};
use crate::money;
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, face, of_person};
use crate::sites;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a patient owes and has paid beforehand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Balance {
    /// The patient.
    pub patient_id: Uuid,
    /// The ISO 4217 code.
    pub currency: String,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// What waits to be invoiced, tax included.
    pub pending_minor: i64,
    /// How many charge items wait.
    pub pending_count: i64,
    /// What the patient owes of issued invoices.
    pub due_minor: i64,
    /// What of that is overdue.
    pub overdue_minor: i64,
    /// What insurers owe for the patient.
    pub insurer_due_minor: i64,
    /// What the patient paid beforehand and is free.
    pub advance_minor: i64,
    /// What the patient owes when all that is free is used; below zero where the clinic owes the patient.
    pub balance_minor: i64,
}

/// Which days a statement shows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StatementQuery {
    /// The patient.
    pub patient_id: Uuid,
    /// The first day; none for the beginning.
    pub from_on: Option<NaiveDate>,
    /// The last day; none for today.
    pub to_on: Option<NaiveDate>,
}

/// What an entry of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// An invoice: the patient's part of it.
    Invoice,
    /// A credit note: the patient's part of it.
    CreditNote,
    /// A payment for invoices.
    Payment,
    /// A payment made beforehand.
    Advance,
    /// Money that was given back.
    Refund,
}

/// An entry of a statement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementEntry {
    /// What it is.
    pub kind: EntryKind,
    /// The record.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The clinic's day.
    pub on: NaiveDate,
    /// The instant.
    pub at: Millis,
    /// What it adds to what the patient owes; below zero where it takes off.
    pub amount_minor: i64,
    /// What the patient owed after it.
    pub balance_minor: i64,
    /// The total of an invoice, the insurer's part included.
    pub total_minor: Option<i64>,
    /// What is still due of an invoice, of the patient.
    pub due_minor: Option<i64>,
}

/// A statement: opening + entries = closing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Statement {
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's number.
    pub mrn: String,
    /// The patient's name.
    pub patient_name: String,
    /// The first day, if one was asked for.
    pub from_on: Option<NaiveDate>,
    /// The last day.
    pub to_on: NaiveDate,
    /// The ISO 4217 code.
    pub currency: String,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// What the patient owed before the first day.
    pub opening_minor: i64,
    /// The entries, the first first.
    pub entries: Vec<StatementEntry>,
    /// What was invoiced to the patient in these days, without what was credited.
    pub invoiced_minor: i64,
    /// What the patient paid in these days, without what was given back.
    pub paid_minor: i64,
    /// What the patient owes after the last day; below zero where the clinic owes the patient.
    pub closing_minor: i64,
}

/// What a patient owes and has paid beforehand.
///
/// # Errors
/// When there is no such patient.
pub fn balance_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Balance> {
    read.get::<Patient>(input.patient_id)?;
    let currency = sites::own_site(read)?.record.currency;
    let key = input.patient_id.to_string();
    let sql = "patient_id = ?1 AND status = 'pending' AND entered_in_error IS NULL";
    let waiting = read.all::<ChargeItem>(&of_person(read, input.patient_id, sql)?, [key.clone()])?;
    let is_tax_included = billing::settings_of(read)?.is_tax_included;
    let (due_minor, insurer_due_minor, overdue_minor): (i64, i64, i64) = read
        .conn
        .prepare_cached(&of_person(
            read,
            input.patient_id,
            "SELECT coalesce(sum(patient_due_minor), 0), coalesce(sum(insurer_due_minor), 0),
                 coalesce(sum(patient_due_minor) FILTER (WHERE due_on < ?2), 0)
             FROM invoice_standings WHERE patient_id = ?1",
        )?)?
        .query_row((&key, age::today(read)?.to_string()), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let advance_minor = free_of_patient(read, input.patient_id)?;
    Ok(Balance {
        patient_id: input.patient_id,
        digits: money::digits_of(&currency),
        currency,
        pending_minor: waiting.iter().map(|item| item.total_minor(is_tax_included)).sum(),
        pending_count: i64::try_from(waiting.len()).unwrap_or(i64::MAX),
        due_minor,
        overdue_minor,
        insurer_due_minor,
        advance_minor,
        balance_minor: due_minor - advance_minor,
    })
}

/// All that changed what a patient owes in one currency: kind, id, number, day, instant, amount, total and due of an invoice.
const ENTRIES: &str = "
    SELECT 'invoice' AS kind, invoice.id AS id, number, invoice.issued_on AS day, recorded_at, patient_minor AS amount,
        invoice.total_minor AS total, standing.patient_due_minor AS due
    FROM invoices invoice LEFT JOIN invoice_standings standing ON standing.invoice_id = invoice.id
    WHERE invoice.patient_id = ?1 AND invoice.currency = ?2
    UNION ALL
    SELECT 'credit_note', id, number, credited_on, recorded_at, -patient_minor, NULL, NULL
    FROM credit_notes WHERE patient_id = ?1 AND currency = ?2
    UNION ALL
    SELECT kind, id, number, paid_on, recorded_at, CASE kind WHEN 'refund' THEN amount_minor ELSE -amount_minor END,
        NULL, NULL
    FROM payments WHERE patient_id = ?1 AND payer = 'patient' AND currency = ?2";

/// A patient's invoices, credit notes and payments of some days.
///
/// # Errors
/// When there is no such patient, or the last day lies before the first.
pub fn statement_of_patient(read: &Read<'_>, input: StatementQuery) -> Result<Statement> {
    let patient = face(read, input.patient_id)?;
    let to_on = match input.to_on {
        Some(day) => day,
        None => age::today(read)?,
    };
    if input.from_on.is_some_and(|from| from > to_on) {
        return Err(Invalid::new("to_on", "ends_before_start", "The last day lies before the first.").into());
    }
    let currency = sites::own_site(read)?.record.currency;
    let entries = of_person(read, input.patient_id, ENTRIES)?;
    let mut statement =
        read.conn.prepare_cached(&format!("SELECT * FROM ({entries}) ORDER BY day, recorded_at, id"))?;
    let mut rows = statement.query([input.patient_id.to_string(), currency.clone()])?;
    let (mut opening_minor, mut balance_minor) = (0_i64, 0_i64);
    let (mut invoiced_minor, mut paid_minor) = (0_i64, 0_i64);
    let mut entries = vec![];
    while let Some(row) = rows.next()? {
        let on: NaiveDate = row.get::<_, String>(3)?.parse().unwrap_or_default();
        let amount_minor: i64 = row.get(5)?;
        if on > to_on {
            break;
        }
        balance_minor += amount_minor;
        if input.from_on.is_some_and(|from| on < from) {
            opening_minor = balance_minor;
            continue;
        }
        let kind = kind_of(&row.get::<_, String>(0)?);
        match kind {
            EntryKind::Invoice | EntryKind::CreditNote => invoiced_minor += amount_minor,
            EntryKind::Payment | EntryKind::Advance | EntryKind::Refund => paid_minor -= amount_minor,
        }
        entries.push(StatementEntry {
            kind,
            id: Uuid::parse_str(&row.get::<_, String>(1)?).unwrap_or_default(),
            number: row.get(2)?,
            on,
            at: row.get(4)?,
            amount_minor,
            balance_minor,
            total_minor: row.get(6)?,
            due_minor: row.get(7)?,
        });
    }
    Ok(Statement {
        patient_id: input.patient_id,
        mrn: patient.mrn.clone(),
        patient_name: patient.display_name(),
        from_on: input.from_on,
        to_on,
        digits: money::digits_of(&currency),
        currency,
        opening_minor,
        entries,
        invoiced_minor,
        paid_minor,
        closing_minor: balance_minor,
    })
}

fn kind_of(word: &str) -> EntryKind {
    match word {
        "invoice" => EntryKind::Invoice,
        "credit_note" => EntryKind::CreditNote,
        "advance" => EntryKind::Advance,
        "refund" => EntryKind::Refund,
        _ => EntryKind::Payment,
    }
}
