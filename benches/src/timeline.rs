//! The timelines of patients with long histories, page by page through the one door, against the bare indexed SQL.

use std::fmt::Write as _;

use anyhow::Result;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::desk::{Desk, compared, timed};

/// So many patients come again and again.
const REGULARS: usize = 50;
/// So many times in the five years, about every nine days: each time with a note, vitals, a prescription that is handed
/// out, a paper, an invoice and a payment.
const VISITS: usize = 200;
const PAGE: usize = 50;
const QUESTIONS: usize = 300;
const DAY_MS: i64 = 86_400_000;
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// Times of the latest page and of a page somewhere in the history, of all kinds together, and what the bare SQL takes
/// for the same rows. `patient` names the patients of the desk; the history ends at `until`.
///
/// # Errors
/// When the database fails.
pub fn run(desk: &Desk, patient: impl Fn(usize) -> String, from: i64, until: i64) -> Result<Value> {
    let regulars: Vec<String> = (0..REGULARS).map(|number| patient(number * 37)).collect();
    desk.bare.execute_batch("BEGIN IMMEDIATE")?;
    for (number, regular) in regulars.iter().enumerate() {
        for visit in 0..VISITS {
            let at = from + (until - from) / VISITS as i64 * visit as i64 + number as i64 * 60_000;
            came(&desk.bare, regular, &desk.account, number * VISITS + visit, at)?;
        }
    }
    desk.bare.execute_batch("COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    let bare = bare_question();
    let entries: i64 = desk.bare.query_row(&count_question(), [&regulars[0]], |row| row.get(0))?;
    let latest = ask(desk, &bare, &regulars, |_| i64::MAX >> 1)?;
    let earlier = ask(desk, &bare, &regulars, |number| until - (number as i64 * 7919 % 1500) * DAY_MS)?;
    Ok(json!({ "entries_of_a_patient": entries, "latest_page": latest, "an_earlier_page": earlier }))
}

/// The command's times against the bare question's, taken in turns, so that each finds the pages cold as often.
fn ask(desk: &Desk, sql: &str, regulars: &[String], before: impl Fn(usize) -> i64) -> Result<Value> {
    let (mut whole, mut bare, mut rows) = (vec![], vec![], 0);
    for number in 0..QUESTIONS {
        let (who, at) = (&regulars[number * 7 % regulars.len()], before(number));
        for turn in 0..2 {
            if (number + turn) % 2 == 0 {
                let mark = json!({ "at": at, "id": NOBODY });
                let input = json!({ "patient_id": who, "before": mark, "limit": PAGE });
                whole.push(timed(|| desk.call("timeline_of_patient", input))?.0);
            } else {
                let (time, found) = timed(|| barely(&desk.bare, sql, who, at))?;
                bare.push(time);
                rows += found;
            }
        }
    }
    Ok(compared(&mut whole, &mut bare, rows))
}

fn barely(conn: &Connection, sql: &str, patient: &str, before: i64) -> Result<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query((patient, before))?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get::<_, rusqlite::types::Value>(column)?);
        }
        found += 1;
    }
    Ok(found)
}

/// Every kind: its table, its instant, who did it, and what a line shows of it.
const KINDS: [(&str, &str, &str, &str); 8] = [
    (
        "encounters",
        "started_at",
        "practitioner_id",
        "one.kind, one.status, one.complaint, (SELECT group_concat(name) FROM diagnoses WHERE encounter_id = one.id),
         (SELECT count(*) FROM amendments WHERE encounter_id = one.id)",
    ),
    (
        "vitals",
        "effective_at",
        "recorded_by",
        "one.heart_rate_bpm, one.systolic_mmhg, one.diastolic_mmhg, one.temperature_c, one.spo2_percent,
         one.respiratory_rate_bpm, one.weight_kg, one.notes",
    ),
    (
        "prescriptions",
        "written_at",
        "prescriber_id",
        "one.number, one.encounter_id,
         (SELECT group_concat(drug_name || strength || status) FROM prescription_items WHERE prescription_id = one.id)",
    ),
    (
        "dispenses",
        "dispensed_at",
        "dispensed_by",
        "one.quantity, (SELECT drug_name || strength || quantity_unit FROM prescription_items WHERE id = one.item_id)",
    ),
    (
        "appointments",
        "starts_at",
        "practitioner_id",
        "one.status, one.is_walk_in, one.reason, (SELECT name FROM services WHERE id = one.service_id)",
    ),
    ("issued_papers", "recorded_at", "recorded_by", "one.paper, one.number, one.is_copy"),
    (
        "invoices",
        "recorded_at",
        "recorded_by",
        "one.number, one.total_minor, (SELECT status FROM invoice_standings WHERE invoice_id = one.id)",
    ),
    ("payments", "recorded_at", "recorded_by", "one.number, one.kind, one.method, one.amount_minor"),
];

/// One question for a page: which entries are on it, and everything that their lines show, each kind's in its columns.
fn bare_question() -> String {
    const COLUMNS: usize = 8;
    let (mut marks, mut lines) = (String::new(), String::new());
    for (number, (table, at, by, shown)) in KINDS.iter().enumerate() {
        let and = if number == 0 { "" } else { " UNION ALL " };
        let _ = write!(
            marks,
            "{and}SELECT * FROM (SELECT {number} AS kind, {at} AS at, id FROM {table}
             WHERE patient_id = ?1 AND {at} < ?2 AND entered_in_error IS NULL ORDER BY {at} DESC LIMIT {PAGE})"
        );
        let missing = ", NULL".repeat(COLUMNS - columns_of(shown));
        let _ = write!(
            lines,
            "{and}SELECT page.at, page.id, (SELECT name FROM accounts WHERE id = one.{by}), {shown}{missing}
             FROM page CROSS JOIN {table} one ON one.id = page.id WHERE page.kind = {number}"
        );
    }
    format!("WITH page AS MATERIALIZED (SELECT * FROM ({marks}) ORDER BY at DESC LIMIT {PAGE}) {lines} ORDER BY 1 DESC")
}

/// How many columns a list has: commas within brackets part nothing.
fn columns_of(list: &str) -> usize {
    let mut depth = 0;
    1 + list
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '(') - i32::from(*letter == ')');
            *letter == ',' && depth == 0
        })
        .count()
}

fn count_question() -> String {
    let counts: Vec<String> =
        KINDS.iter().map(|(table, ..)| format!("(SELECT count(*) FROM {table} WHERE patient_id = ?1)")).collect();
    format!("SELECT {}", counts.join(" + "))
}

fn id(kind: &str, number: usize) -> String {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("{kind} {number}").as_bytes()).to_string()
}

/// One visit, as rows: what is written in the course of it, minute by minute.
fn came(conn: &Connection, patient: &str, by: &str, number: usize, at: i64) -> Result<()> {
    const MINUTE: i64 = 60_000;
    let (encounter, sheet, invoice) = (id("encounter", number), id("sheet", number), id("invoice", number));
    let on: String =
        conn.prepare_cached("SELECT date(?1 / 1000 + 3 * 3600, 'unixepoch')")?.query_row([at], |row| row.get(0))?;
    let named = format!("BENC-{number:06}-0");
    conn.prepare_cached(
        "INSERT INTO vitals (id, patient_id, effective_at, heart_rate_bpm, systolic_mmhg, diastolic_mmhg, temperature_c,
             spo2_percent, respiratory_rate_bpm, weight_kg, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, 78, 132, 84, 36.8, 97, 16, 71.5, ?3, ?4, ?3)",
    )?
    .execute((id("vitals", number), patient, at, by))?;
    conn.prepare_cached(
        "INSERT INTO encounters (id, patient_id, practitioner_id, kind, started_at, complaint, history, examination,
             assessment, plan, status, ended_at, signed_at, signed_by, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, 'consultation', ?4, 'Headache in the morning', ?5, ?5, ?5, ?5, 'signed', ?4, ?4, ?3, ?4,
             ?3, ?4)",
    )?
    .execute((
        &encounter,
        patient,
        by,
        at + 5 * MINUTE,
        "Some lines of a note, as long as notes are. ".repeat(8),
    ))?;
    conn.prepare_cached(
        "INSERT INTO diagnoses (id, encounter_id, patient_id, name, code, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, 'Essential hypertension', 'I10', ?4, ?5, ?4)",
    )?
    .execute((id("diagnosis", number), &encounter, patient, at + 9 * MINUTE, by))?;
    conn.prepare_cached(
        "INSERT INTO prescriptions (id, number, patient_id, encounter_id, prescriber_id, written_at, language,
             recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'en', ?6, ?5, ?6)",
    )?
    .execute((&sheet, &named, patient, &encounter, by, at + 10 * MINUTE))?;
    for (position, drug) in ["Amlodipine", "Metformin"].into_iter().enumerate() {
        let item = id("item", number * 2 + position);
        conn.prepare_cached(
            "INSERT INTO prescription_items (id, prescription_id, patient_id, position, drug_name, form, strength, dose,
                 dose_unit, quantity, quantity_unit, route, frequency, is_as_needed, duration_days, status, status_at,
                 recorded_at, recorded_by, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'tablet', '500 mg', 1, 'tablet', 30, 'tablet', 'oral', 'once_daily', 0, 30,
                 'completed', ?6, ?6, ?7, ?6)",
        )?
        .execute((&item, &sheet, patient, position as i64, drug, at + 10 * MINUTE, by))?;
        conn.prepare_cached(
            "INSERT INTO dispenses (id, item_id, patient_id, quantity, dispensed_by, dispensed_at, recorded_at,
                 recorded_by, updated_at)
             VALUES (?1, ?2, ?3, 30, ?4, ?5, ?5, ?4, ?5)",
        )?
        .execute((id("dispense", number * 2 + position), &item, patient, by, at + 20 * MINUTE))?;
    }
    conn.prepare_cached(
        "INSERT INTO issued_papers (id, paper, subject_id, patient_id, number, outlet, is_copy, recorded_at, recorded_by,
             updated_at)
         VALUES (?1, 'prescription', ?2, ?3, ?4, 'printed', 0, ?5, ?6, ?5)",
    )?
    .execute((id("paper", number), &sheet, patient, &named, at + 12 * MINUTE, by))?;
    conn.prepare_cached(
        "INSERT INTO invoices (id, patient_id, draft_id, number, issued_on, due_on, currency, is_tax_included, tax_label,
             covered_basis_points, copay_minor, gross_minor, discount_minor, tax_minor, total_minor, covered_minor,
             patient_minor, insurer_minor, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?1, ?3, ?4, ?4, 'KES', 0, 'VAT', 0, 0, 37500, 0, 0, 37500, 37500, 37500, 0, ?5, ?6, ?5)",
    )?
    .execute((&invoice, patient, &named, &on, at + 25 * MINUTE, by))?;
    conn.prepare_cached(
        "INSERT INTO invoice_standings (invoice_id, patient_id, insurer_id, status, issued_on, due_on, total_minor,
             credited_minor, patient_paid_minor, insurer_paid_minor, patient_due_minor, insurer_due_minor)
         VALUES (?1, ?2, NULL, 'balanced', ?3, ?3, 37500, 0, 37500, 0, 0, 0)",
    )?
    .execute((&invoice, patient, &on))?;
    conn.prepare_cached(
        "INSERT INTO payments (id, patient_id, kind, number, paid_on, payer, method, currency, amount_minor,
             rounding_minor, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, 'payment', ?3, ?4, 'patient', 'card', 'KES', 37500, 0, ?5, ?6, ?5)",
    )?
    .execute((id("payment", number), patient, &named, &on, at + 26 * MINUTE, by))?;
    Ok(())
}
