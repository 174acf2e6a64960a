//! The day book: all that was invoiced, credited and paid on one day.

use super::report::{by_method, shift_row};
use super::{MethodTotal, Shift, ShiftRow};
use crate::age;
use crate::db::Read;
use crate::error::Result;
use crate::invoices::{self, InvoiceRow, name_of_row};
use crate::money::{self, Sums};
use crate::outside::Millis;
use crate::payments::{PaymentRow, payment_rows};
use crate::schedules::local;
use crate::sites;
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which day.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DayBookQuery {
    /// The clinic's day; none for today.
    pub on: Option<NaiveDate>,
    /// Its entries in this one of the day's currencies; none for the clinic's own where the day has entries in it.
    pub currency: Option<String>,
}

/// A credit note in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CreditRow {
    /// The credit note.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The invoice.
    pub invoice_id: Uuid,
    /// The number of the invoice.
    pub invoice_number: String,
    /// The patient.
    pub patient_id: Uuid,
    /// The patient's name.
    pub patient_name: String,
    /// When.
    pub at: Millis,
    /// It cancelled the invoice.
    pub is_cancellation: bool,
    /// Why.
    pub reason: String,
    /// What was taken back.
    pub amount_minor: i64,
}

/// All that was invoiced, credited and paid on one day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DayBook {
    /// The clinic's day.
    pub on: NaiveDate,
    /// The ISO 4217 code.
    pub currency: String,
    /// All currencies of the day's entries: two on the day on which the clinic changed its own.
    pub currencies: Vec<String>,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// Invoices that were issued.
    pub invoices: Vec<InvoiceRow>,
    /// What they come to.
    pub invoiced: Sums,
    /// What of that insurers pay.
    pub insurer_minor: i64,
    /// Credit notes.
    pub credits: Vec<CreditRow>,
    /// What they come to.
    pub credited_minor: i64,
    /// Payments and refunds.
    pub payments: Vec<PaymentRow>,
    /// By method.
    pub methods: Vec<MethodTotal>,
    /// What was taken, without what was given back.
    pub taken_minor: i64,
    /// Shifts that were opened on the day, or were open then.
    pub shifts: Vec<ShiftRow>,
}

/// All that was invoiced, credited and paid on one day.
///
/// # Errors
/// When the database fails.
pub fn day_book(read: &Read<'_>, input: DayBookQuery) -> Result<DayBook> {
    let on = match input.on {
        Some(day) => day,
        None => age::today(read)?,
    };
    let currencies = currencies_of(read, on)?;
    let is_there = |code: &String| currencies.contains(code);
    let currency = match input.currency.filter(is_there).or_else(|| currencies.first().cloned()) {
        Some(code) => code,
        None => sites::own_site(read)?.record.currency,
    };
    let mut invoices = invoices::issued_on(read, on)?;
    invoices.retain(|invoice| invoice.currency == currency);
    let (invoiced, insurer_minor) = invoiced(read, on, &currency)?;
    let credits = credits_on(read, on, &currency)?;
    let key = [Sql::Text(on.to_string()), Sql::Text(currency.clone())];
    let payments = payment_rows(read, "payment.paid_on = ?1 AND payment.currency = ?2 ORDER BY payment.id", &key)?;
    let methods = by_method(&payments);
    let (from, to) = local::bounds(local::zone(read)?, on);
    let shifts = read.all::<Shift>(
        "opened_at < ?2 AND (closed_at IS NULL OR closed_at >= ?1) AND entered_in_error IS NULL ORDER BY opened_at, id",
        (from, to),
    )?;
    Ok(DayBook {
        on,
        digits: money::digits_of(&currency),
        currency,
        currencies,
        invoices,
        invoiced,
        insurer_minor,
        credited_minor: credits.iter().map(|credit| credit.amount_minor).sum(),
        credits,
        taken_minor: methods.iter().map(|total| total.net_minor).sum(),
        payments,
        methods,
        shifts: shifts.into_iter().map(|shift| shift_row(read, shift.record)).collect::<Result<_>>()?,
    })
}

/// The currencies of a day's entries: the clinic's own first, then those of before it changed it.
fn currencies_of(read: &Read<'_>, on: NaiveDate) -> Result<Vec<String>> {
    let own = sites::own_site(read)?.record.currency;
    let sql = "SELECT currency FROM (
             SELECT currency FROM invoices WHERE issued_on = ?1 UNION SELECT currency FROM payments WHERE paid_on = ?1
             UNION SELECT currency FROM credit_notes WHERE credited_on = ?1)
         ORDER BY currency <> ?2, currency";
    let mut statement = read.conn.prepare_cached(sql)?;
    let found = statement.query_map([on.to_string(), own], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn invoiced(read: &Read<'_>, on: NaiveDate, currency: &str) -> Result<(Sums, i64)> {
    let sql = "SELECT coalesce(sum(gross_minor), 0), coalesce(sum(discount_minor), 0), coalesce(sum(tax_minor), 0),
             coalesce(sum(total_minor), 0), coalesce(sum(insurer_minor), 0)
         FROM invoices WHERE issued_on = ?1 AND currency = ?2";
    Ok(read.conn.prepare_cached(sql)?.query_row([on.to_string(), currency.to_owned()], |row| {
        let sums = Sums {
            gross_minor: row.get(0)?,
            discount_minor: row.get(1)?,
            tax_minor: row.get(2)?,
            total_minor: row.get(3)?,
        };
        Ok((sums, row.get(4)?))
    })?)
}

fn credits_on(read: &Read<'_>, on: NaiveDate, currency: &str) -> Result<Vec<CreditRow>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT note.id, note.number, note.invoice_id, invoice.number AS invoice_number, note.patient_id,
             note.recorded_at, note.is_cancellation, note.reason, note.amount_minor,
             patient.given_name, patient.family_name, patient.other_names
         FROM credit_notes note JOIN invoices invoice ON invoice.id = note.invoice_id
         JOIN patients patient ON patient.id = note.patient_id
         WHERE note.credited_on = ?1 AND note.currency = ?2 ORDER BY note.id",
    )?;
    let rows = statement.query_map([on.to_string(), currency.to_owned()], |row| {
        let id = |column: &str| -> rusqlite::Result<Uuid> {
            Ok(Uuid::parse_str(&row.get::<_, String>(column)?).unwrap_or_default())
        };
        Ok(CreditRow {
            id: id("id")?,
            number: row.get("number")?,
            invoice_id: id("invoice_id")?,
            invoice_number: row.get("invoice_number")?,
            patient_id: id("patient_id")?,
            patient_name: name_of_row(row)?,
            at: row.get("recorded_at")?,
            is_cancellation: row.get("is_cancellation")?,
            reason: row.get("reason")?,
            amount_minor: row.get("amount_minor")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
