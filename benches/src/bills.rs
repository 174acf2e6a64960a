//! A million invoice lines: statements, lists and invoices through the one door, against the bare indexed SQL.

use anyhow::Result;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::desk::{Desk, compared, timed};

const PATIENTS: usize = 20_000;
/// So many lines an invoice.
const LINES: usize = 3;
const DAYS: i64 = 5 * 365;
const QUESTIONS: usize = 300;
const DAY_MS: i64 = 86_400_000;
/// 2024-01-01T00:00:00Z.
const FIRST_MS: i64 = 1_704_067_200_000;
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
const PRICE_MINOR: i64 = 12_500;

/// Times of statements, lists and invoices with so many invoice lines, and what the bare SQL takes.
///
/// # Errors
/// When the disk or the database fails.
pub fn run(lines: usize) -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("bills").tempdir_in(crate::folder()?)?;
    let desk = Desk::open(folder.path())?;
    let invoices = (lines / LINES).max(1);
    let (built, ()) = timed(|| fill(&desk, invoices))?;
    eprintln!("{lines} invoice lines were made in {:.0} s", built.as_secs_f64());
    let patient = |number: usize| id("patient", number * 61 % PATIENTS.min(invoices));
    let statement = |number: usize| {
        let who = patient(number);
        let bare = format!(
            "SELECT number, issued_on AS day, recorded_at, patient_minor FROM invoices WHERE patient_id = '{who}'
             UNION ALL
             SELECT number, credited_on, recorded_at, -patient_minor FROM credit_notes WHERE patient_id = '{who}'
             UNION ALL
             SELECT number, paid_on, recorded_at, -amount_minor FROM payments WHERE patient_id = '{who}'
             ORDER BY day, recorded_at"
        );
        (json!({ "patient_id": who }), bare)
    };
    let of_patient = |number: usize| {
        let who = patient(number);
        let bare = format!("SELECT * FROM invoices WHERE patient_id = '{who}' ORDER BY issued_on DESC");
        (json!({ "patient_id": who }), bare)
    };
    let balance = |number: usize| {
        let who = patient(number);
        let bare = format!("SELECT sum(patient_due_minor) FROM invoice_standings WHERE patient_id = '{who}'");
        (json!({ "patient_id": who }), bare)
    };
    let one = |number: usize| {
        let which = id("invoice", number * 7919 % invoices);
        (json!({ "id": which }), format!("SELECT * FROM invoice_lines WHERE invoice_id = '{which}' ORDER BY position"))
    };
    // A page, how many there are and what is due of all of them: what the screen shows at once.
    let unpaid = |number: usize| {
        let offset = number % 20 * 50;
        let bare = format!(
            "SELECT invoice_id, due_on, total_minor, patient_due_minor, insurer_due_minor FROM (
                 SELECT * FROM invoice_standings WHERE status = 'issued' ORDER BY due_on, invoice_id LIMIT 51 OFFSET {offset})
             UNION ALL
             SELECT '', '', count(*), sum(patient_due_minor), sum(insurer_due_minor)
             FROM invoice_standings WHERE status = 'issued'"
        );
        (json!({ "filter": "unpaid", "offset": offset }), bare)
    };
    let day = |number: usize| {
        let on = day_of((number as i64 * 7919) % DAYS);
        let bare = format!(
            "SELECT number, patient_id, total_minor FROM invoices WHERE issued_on = '{on}'
             UNION ALL SELECT number, patient_id, amount_minor FROM payments WHERE paid_on = '{on}'"
        );
        (json!({ "on": on }), bare)
    };
    Ok(json!({
        "invoice_lines": invoices * LINES,
        "built_s": built.as_secs(),
        "statement_of_patient": ask(&desk, "statement_of_patient", QUESTIONS, statement)?,
        "invoices_of_patient": ask(&desk, "invoices_of_patient", QUESTIONS, of_patient)?,
        "balance_of_patient": ask(&desk, "balance_of_patient", QUESTIONS, balance)?,
        "invoice": ask(&desk, "invoice", QUESTIONS, one)?,
        "unpaid": ask(&desk, "invoices", QUESTIONS, unpaid)?,
        "day_book": ask(&desk, "day_book", QUESTIONS / 3, day)?,
    }))
}

/// A command's times against its bare question's, taken in turns, so that each finds the pages cold as often.
fn ask(desk: &Desk, command: &str, count: usize, question: impl Fn(usize) -> (Value, String)) -> Result<Value> {
    let (mut whole, mut bare, mut rows) = (vec![], vec![], 0);
    for number in 0..count {
        let (input, sql) = question(number);
        for turn in 0..2 {
            if (number + turn) % 2 == 0 {
                whole.push(timed(|| desk.call(command, input.clone()))?.0);
            } else {
                let (time, found) = timed(|| barely(&desk.bare, &sql))?;
                bare.push(time);
                rows += found;
            }
        }
    }
    Ok(compared(&mut whole, &mut bare, rows))
}

/// Reads all columns of all rows, as anybody who shows them must.
fn barely(conn: &Connection, sql: &str) -> Result<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get::<_, rusqlite::types::Value>(column)?);
        }
        found += 1;
    }
    Ok(found)
}

fn id(kind: &str, number: usize) -> String {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("{kind} {number}").as_bytes()).to_string()
}

/// A day of the five years, as records write it; every month has 28 days here, so that it needs no calendar.
fn day_of(number: i64) -> String {
    let (year, rest) = (2022 + number / 336, number % 336);
    format!("{year:04}-{:02}-{:02}", rest / 28 + 1, rest % 28 + 1)
}

/// Rows past the clinic, because a million commands are a day's work; what is derived is added up as its kinds do.
fn fill(desk: &Desk, invoices: usize) -> Result<()> {
    let conn = &desk.bare;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    for number in 0..PATIENTS.min(invoices) {
        conn.prepare_cached(
            "INSERT INTO patients (id, mrn, given_name, family_name, sex, recorded_at, recorded_by, updated_at)
             VALUES (?1, ?2, ?3, ?4, 'unknown', ?5, ?6, ?5)",
        )?
        .execute((
            id("patient", number),
            format!("B-{number}"),
            format!("Given {}", number % 400),
            format!("Family {number}"),
            FIRST_MS,
            NOBODY,
        ))?;
    }
    for number in 0..invoices {
        invoice(conn, number, PATIENTS.min(invoices))?;
    }
    // One in twenty is not paid; the rest was, by card.
    conn.execute_batch(
        "INSERT INTO payment_standings SELECT id, patient_id, insurer_id, 0 FROM payments;
         INSERT INTO invoice_standings
             SELECT invoice.id, invoice.patient_id, NULL,
                 CASE WHEN share.id IS NULL THEN 'issued' ELSE 'balanced' END, issued_on, due_on, total_minor, 0,
                 coalesce(share.amount_minor, 0), 0, total_minor - coalesce(share.amount_minor, 0), 0
             FROM invoices invoice LEFT JOIN allocations share ON share.invoice_id = invoice.id;
         COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)",
    )?;
    Ok(())
}

fn invoice(conn: &Connection, number: usize, patients: usize) -> Result<()> {
    let day = number as i64 * 17 % DAYS;
    let (at, on) = (FIRST_MS + day * DAY_MS, day_of(day));
    let (invoice, patient) = (id("invoice", number), id("patient", number * 31 % patients));
    let total = PRICE_MINOR * LINES as i64;
    conn.prepare_cached(
        "INSERT INTO invoices (id, patient_id, draft_id, number, issued_on, due_on, currency, is_tax_included, tax_label,
             covered_basis_points, copay_minor, gross_minor, discount_minor, tax_minor, total_minor, covered_minor,
             patient_minor, insurer_minor, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?1, ?3, ?4, ?4, 'KES', 0, 'VAT', 0, 0, ?5, 0, 0, ?5, ?5, ?5, 0, ?6, ?7, ?6)",
    )?
    .execute((&invoice, &patient, format!("BENC-{number:06}-0"), &on, total, at, NOBODY))?;
    for line in 0..LINES {
        conn.prepare_cached(
            "INSERT INTO invoice_lines (id, invoice_id, position, source, description, quantity, unit_price_minor,
                 gross_minor, discount_minor, tax_basis_points, tax_minor, total_minor, is_covered, recorded_at,
                 recorded_by, updated_at)
             VALUES (?1, ?2, ?3, 'service', 'Consultation', 1, ?4, ?4, 0, 0, 0, ?4, 1, ?5, ?6, ?5)",
        )?
        .execute((id("line", number * LINES + line), &invoice, line as i64, PRICE_MINOR, at, NOBODY))?;
    }
    if number.is_multiple_of(20) {
        return Ok(());
    }
    let payment = id("payment", number);
    conn.prepare_cached(
        "INSERT INTO payments (id, patient_id, kind, number, paid_on, payer, method, currency, amount_minor,
             rounding_minor, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, 'payment', ?3, ?4, 'patient', 'card', 'KES', ?5, 0, ?6, ?7, ?6)",
    )?
    .execute((&payment, &patient, format!("BENC-{number:06}-0"), &on, total, at, NOBODY))?;
    conn.prepare_cached(
        "INSERT INTO allocations (id, payment_id, invoice_id, amount_minor, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)",
    )?
    .execute((id("allocation", number), &payment, &invoice, total, at, NOBODY))?;
    Ok(())
}
