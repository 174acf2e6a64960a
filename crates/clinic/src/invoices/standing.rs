//! Where an invoice and a payment stand, kept beside their rows so that lists need not add up every payment.

use crate::error::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where an invoice stands (FHIR Invoice.status).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// It is being made.
    Draft,
    /// It was issued, and something is due.
    Issued,
    /// It was issued, and nothing is due any more.
    Balanced,
    /// It was taken back whole by a credit note. Its number stays.
    Cancelled,
}

/// What was credited and paid of an invoice, and what is due: paid + credited + due = total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// What credit notes took back.
    pub credited_minor: i64,
    /// What was paid, by anybody.
    pub paid_minor: i64,
    /// What is due, by anybody.
    pub due_minor: i64,
    /// What the patient paid.
    pub patient_paid_minor: i64,
    /// What the insurer paid.
    pub insurer_paid_minor: i64,
    /// What is due of the patient.
    pub patient_due_minor: i64,
    /// What is due of the insurer.
    pub insurer_due_minor: i64,
}

impl Standing {
    pub(crate) fn due_of(patient_minor: i64, insurer_minor: i64) -> Standing {
        Standing {
            due_minor: patient_minor + insurer_minor,
            patient_due_minor: patient_minor,
            insurer_due_minor: insurer_minor,
            ..Standing::default()
        }
    }

    /// Reads the columns of `invoice_standings`.
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Standing> {
        let (patient_paid, insurer_paid): (i64, i64) = (row.get("patient_paid_minor")?, row.get("insurer_paid_minor")?);
        let (patient_due, insurer_due): (i64, i64) = (row.get("patient_due_minor")?, row.get("insurer_due_minor")?);
        Ok(Standing {
            credited_minor: row.get("credited_minor")?,
            paid_minor: patient_paid + insurer_paid,
            due_minor: patient_due + insurer_due,
            patient_paid_minor: patient_paid,
            insurer_paid_minor: insurer_paid,
            patient_due_minor: patient_due,
            insurer_due_minor: insurer_due,
        })
    }
}

/// What the database calls a status.
pub(crate) fn status_of(word: &str) -> InvoiceStatus {
    match word {
        "balanced" => InvoiceStatus::Balanced,
        "cancelled" => InvoiceStatus::Cancelled,
        _ => InvoiceStatus::Issued,
    }
}

/// Where an invoice stands.
pub(crate) fn standing_of(conn: &Connection, invoice_id: Uuid) -> Result<Option<(InvoiceStatus, Standing)>> {
    let mut statement = conn.prepare_cached("SELECT * FROM invoice_standings WHERE invoice_id = ?1")?;
    let of_row = |row: &Row<'_>| Ok((status_of(&row.get::<_, String>("status")?), Standing::from_row(row)?));
    Ok(statement.query_row([invoice_id.to_string()], of_row).optional()?)
}

/// What is free of a payment: neither on an invoice nor given back.
pub(crate) fn free_of(conn: &Connection, payment_id: Uuid) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT free_minor FROM payment_standings WHERE payment_id = ?1")?;
    Ok(statement.query_row([payment_id.to_string()], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// Adds an invoice up anew: told of the invoice and of each credit note and allocation, in any order.
pub(crate) fn refresh_invoice(conn: &Connection, invoice_id: Uuid) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO invoice_standings (invoice_id, patient_id, insurer_id, status, issued_on, due_on, total_minor,
             credited_minor, patient_paid_minor, insurer_paid_minor, patient_due_minor, insurer_due_minor)
         SELECT id, patient_id, insurer_id,
             CASE WHEN is_cancelled THEN 'cancelled'
                  WHEN patient_minor - patient_credited = patient_paid
                   AND insurer_minor - insurer_credited = insurer_paid THEN 'balanced'
                  ELSE 'issued' END,
             issued_on, due_on, total_minor, patient_credited + insurer_credited, patient_paid, insurer_paid,
             patient_minor - patient_credited - patient_paid, insurer_minor - insurer_credited - insurer_paid
         FROM (SELECT invoice.*,
                 (SELECT coalesce(max(is_cancellation), 0) FROM credit_notes
                  WHERE invoice_id = invoice.id AND entered_in_error IS NULL) AS is_cancelled,
                 (SELECT coalesce(sum(patient_minor), 0) FROM credit_notes
                  WHERE invoice_id = invoice.id AND entered_in_error IS NULL) AS patient_credited,
                 (SELECT coalesce(sum(insurer_minor), 0) FROM credit_notes
                  WHERE invoice_id = invoice.id AND entered_in_error IS NULL) AS insurer_credited,
                 (SELECT coalesce(sum(a.amount_minor), 0) FROM allocations a JOIN payments p ON p.id = a.payment_id
                  WHERE a.invoice_id = invoice.id AND p.payer = 'patient') AS patient_paid,
                 (SELECT coalesce(sum(a.amount_minor), 0) FROM allocations a JOIN payments p ON p.id = a.payment_id
                  WHERE a.invoice_id = invoice.id AND p.payer = 'insurer') AS insurer_paid
               FROM invoices invoice WHERE invoice.id = ?1)
         WHERE true
         ON CONFLICT (invoice_id) DO UPDATE SET status = excluded.status, credited_minor = excluded.credited_minor,
             patient_paid_minor = excluded.patient_paid_minor, insurer_paid_minor = excluded.insurer_paid_minor,
             patient_due_minor = excluded.patient_due_minor, insurer_due_minor = excluded.insurer_due_minor",
    )?
    .execute([invoice_id.to_string()])?;
    Ok(())
}

/// Adds a payment up anew: told of the payment and of each allocation, in any order.
pub(crate) fn refresh_payment(conn: &Connection, payment_id: Uuid) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO payment_standings (payment_id, patient_id, insurer_id, free_minor)
         SELECT id, patient_id, insurer_id, CASE WHEN kind = 'refund' THEN 0 ELSE amount_minor -
             (SELECT coalesce(sum(amount_minor), 0) FROM allocations WHERE payment_id = payments.id) END
         FROM payments WHERE id = ?1
         ON CONFLICT (payment_id) DO UPDATE SET free_minor = excluded.free_minor",
    )?
    .execute(params![payment_id.to_string()])?;
    Ok(())
}
