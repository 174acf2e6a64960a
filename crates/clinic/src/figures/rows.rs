//! The rows behind each figure.

use super::{FigureKind, Span, midnight};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use chrono::NaiveDate;

/// One row: one registration, one appointment, one payment.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The record.
    pub id: String,
    /// Whose.
    pub patient_id: Option<String>,
    /// When.
    pub at: Millis,
    /// Who had to do with it.
    pub account_id: Option<String>,
    /// Which part of the figure it belongs to.
    pub key: String,
    /// More about it: a number, a reason, a code.
    pub words: Option<String>,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// How long it took, in minutes.
    pub minutes: Option<i64>,
    /// It is left out of what was expected: a walk-in.
    pub is_aside: bool,
}

/// The rows of a figure, the latest first.
pub(super) fn rows(read: &Read<'_>, kind: FigureKind, span: &Span) -> Result<Vec<Row>> {
    let sql = format!("{} ORDER BY 3 DESC, 1", source(kind));
    let mut statement = read.conn.prepare_cached(&sql)?;
    // Money is dated by the day that is on the paper, the rest by the instant at which it happened.
    let found = if is_by_day(kind) {
        let row = |row: &rusqlite::Row<'_>| {
            let on: String = row.get(2)?;
            let day = on.parse::<NaiveDate>().unwrap_or(span.from_on);
            of(row, midnight(span.zone, day))
        };
        statement
            .query_map([span.from_on.to_string(), span.until_on.to_string()], row)?
            .collect::<rusqlite::Result<_>>()?
    } else {
        let row = |row: &rusqlite::Row<'_>| of(row, row.get(2)?);
        statement.query_map([span.from_ms, span.until_ms], row)?.collect::<rusqlite::Result<_>>()?
    };
    Ok(found)
}

fn of(row: &rusqlite::Row<'_>, at: Millis) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        patient_id: row.get(1)?,
        at,
        account_id: row.get(3)?,
        key: row.get(4)?,
        words: row.get(5)?,
        amount_minor: row.get(6)?,
        minutes: row.get(7)?,
        is_aside: row.get(8)?,
    })
}

pub(super) fn is_by_day(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Revenue | FigureKind::Payers | FigureKind::Payments | FigureKind::Unpaid)
}

/// id, patient, at, account, key, words, amount, minutes, aside; ?1 and ?2 are the ends.
fn source(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Registrations => {
            "SELECT id, id, recorded_at, recorded_by, sex, mrn, 0, NULL, 0 FROM patients
             WHERE recorded_at >= ?1 AND recorded_at < ?2 AND entered_in_error IS NULL"
        }
        FigureKind::Appointments => {
            "SELECT id, patient_id, starts_at, practitioner_id, status, reason, 0, NULL, is_walk_in FROM appointments
             WHERE starts_at >= ?1 AND starts_at < ?2 AND entered_in_error IS NULL"
        }
        FigureKind::Waiting => {
            "SELECT id, patient_id, starts_at, practitioner_id, iif(is_walk_in, 'walk_in', 'booked'), reason, 0,
                    max(0, (started_at - coalesce(checked_in_at, arrived_at)) / 60000), is_walk_in FROM appointments
             WHERE starts_at >= ?1 AND starts_at < ?2 AND entered_in_error IS NULL
               AND started_at IS NOT NULL AND coalesce(checked_in_at, arrived_at) IS NOT NULL"
        }
        FigureKind::Encounters => {
            "SELECT id, patient_id, started_at, practitioner_id, status, complaint, 0, NULL, 0 FROM encounters
             WHERE started_at >= ?1 AND started_at < ?2 AND entered_in_error IS NULL"
        }
        FigureKind::Diagnoses => {
            "SELECT encounters.id, encounters.patient_id, started_at, practitioner_id, diagnoses.name, diagnoses.code,
                    0, NULL, 0
             FROM encounters JOIN diagnoses ON diagnoses.encounter_id = encounters.id
             WHERE started_at >= ?1 AND started_at < ?2 AND encounters.entered_in_error IS NULL
               AND diagnoses.entered_in_error IS NULL"
        }
        FigureKind::Alerts => {
            "SELECT id, patient_id, effective_at, NULL, severity, metric, 0, NULL, 0 FROM alerts
             WHERE effective_at >= ?1 AND effective_at < ?2 AND entered_in_error IS NULL"
        }
        FigureKind::Acknowledgements => {
            "SELECT alerts.id, alerts.patient_id, alerts.effective_at, first.by, alerts.severity, alerts.metric, 0,
                    max(0, (first.at - alerts.recorded_at) / 60000), 0
             FROM alerts JOIN (SELECT alert_id, min(recorded_at) AS at, recorded_by AS by FROM alert_actions
                               WHERE action = 'acknowledged' AND entered_in_error IS NULL GROUP BY alert_id) AS first
               ON first.alert_id = alerts.id
             WHERE alerts.effective_at >= ?1 AND alerts.effective_at < ?2 AND alerts.entered_in_error IS NULL"
        }
        FigureKind::Revenue => {
            "SELECT invoices.id, invoices.patient_id, invoices.issued_on, invoice_lines.practitioner_id,
                    invoice_lines.description, invoices.number, invoice_lines.total_minor, NULL, 0
             FROM invoices JOIN invoice_lines ON invoice_lines.invoice_id = invoices.id
             WHERE invoices.issued_on >= ?1 AND invoices.issued_on <= ?2
             UNION ALL
             SELECT credit_notes.id, credit_notes.patient_id, credit_notes.credited_on, NULL, 'credit_note',
                    credit_notes.number, -credit_notes.amount_minor, NULL, 0
             FROM credit_notes WHERE credit_notes.credited_on >= ?1 AND credit_notes.credited_on <= ?2"
        }
        FigureKind::Payers => {
            "SELECT id, patient_id, issued_on, recorded_by, 'patient', number, patient_minor, NULL, 0
             FROM invoices WHERE issued_on >= ?1 AND issued_on <= ?2 AND patient_minor <> 0
             UNION ALL
             SELECT id, patient_id, issued_on, recorded_by, 'insurer', number, insurer_minor, NULL, 0
             FROM invoices WHERE issued_on >= ?1 AND issued_on <= ?2 AND insurer_minor <> 0
             UNION ALL
             SELECT id, patient_id, credited_on, recorded_by, 'patient', number, -patient_minor, NULL, 0
             FROM credit_notes WHERE credited_on >= ?1 AND credited_on <= ?2 AND patient_minor <> 0
             UNION ALL
             SELECT id, patient_id, credited_on, recorded_by, 'insurer', number, -insurer_minor, NULL, 0
             FROM credit_notes WHERE credited_on >= ?1 AND credited_on <= ?2 AND insurer_minor <> 0"
        }
        FigureKind::Payments => {
            "SELECT id, patient_id, paid_on, recorded_by, method, number,
                    iif(kind = 'refund', -amount_minor, amount_minor), NULL, 0
             FROM payments WHERE paid_on >= ?1 AND paid_on <= ?2 AND entered_in_error IS NULL"
        }
        FigureKind::Unpaid => {
            "SELECT invoice_standings.invoice_id, invoice_standings.patient_id, invoice_standings.issued_on,
                    invoices.recorded_by, iif(invoice_standings.patient_due_minor > 0, 'patient', 'insurer'),
                    invoices.number, patient_due_minor + insurer_due_minor, NULL, 0
             FROM invoice_standings JOIN invoices ON invoices.id = invoice_standings.invoice_id
             WHERE invoice_standings.issued_on >= ?1 AND invoice_standings.issued_on <= ?2
               AND invoice_standings.status = 'issued'"
        }
    }
}
