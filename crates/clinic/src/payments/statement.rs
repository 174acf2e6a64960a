//! What a patient owes, and how it came to that.

use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::OfPatient;
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
pub fn balance_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Balance> {
    super::lists::not_yet()
}

/// A patient's invoices, credit notes and payments of some days.
///
/// # Errors
/// When there is no such patient.
pub fn statement_of_patient(_read: &Read<'_>, _input: StatementQuery) -> Result<Statement> {
    super::lists::not_yet()
}
