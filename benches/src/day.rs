//! Five years of a busy clinic: its calendar, lists and free slots through the one door, against the bare indexed SQL.

use anyhow::{Context, Result};
use rusqlite::{Connection, Row};
use serde_json::{Value, json};

use crate::desk::{Desk, compared, timed};
use crate::timeline;

/// The days over which appointments are spread: five years, the last of them to come.
const DAYS: i64 = 5 * 365;
/// Half an hour after half an hour, eight hours a day: so many a practitioner's day holds.
const A_DAY: i64 = 16;
const PATIENTS: usize = 20_000;
const QUESTIONS: usize = 300;
const DAY_MS: i64 = 86_400_000;
const SLOT_MS: i64 = 30 * 60_000;
/// 2024-01-01T00:00:00Z, in Nairobi three o'clock in the night.
const FIRST_MS: i64 = 1_704_067_200_000;

/// Everything that a row is shown by.
const BARE: &str =
    "SELECT id, patient_id, practitioner_id, room_id, service_id, starts_at, ends_at, status, is_walk_in,
     token, priority, reason, confirmed_at, overridden, series_id FROM appointments";

struct Filled {
    desk: Desk,
    practitioners: Vec<String>,
}

/// Times of the calendar, lists and free slots with so many appointments, and what the bare SQL takes.
///
/// # Errors
/// When the disk or the database fails.
pub fn run(appointments: usize) -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("day").tempdir_in(crate::folder()?)?;
    let desk = Desk::open(folder.path())?;
    let (built, filled) = timed(|| fill(desk, appointments))?;
    eprintln!("{appointments} appointments were made in {:.0} s", built.as_secs_f64());
    let day = |number: usize| FIRST_MS + (number as i64 * 7919 % DAYS) * DAY_MS;
    let on = |at: i64| date(&filled.desk.bare, at);
    let of_day = |number: usize| -> Result<(Value, String)> {
        let from = day(number) - 3 * 3_600_000;
        let bare = format!("{BARE} WHERE starts_at >= {from} AND starts_at < {} ORDER BY starts_at", from + DAY_MS);
        Ok((json!({ "from_on": on(day(number))?, "to_on": on(day(number))? }), bare))
    };
    let of_week = |number: usize| -> Result<(Value, String)> {
        let from = day(number) - 3 * 3_600_000;
        let who = &filled.practitioners[number % filled.practitioners.len()];
        let bare = format!(
            "{BARE} WHERE practitioner_id = '{who}' AND starts_at >= {from} AND starts_at < {} ORDER BY starts_at",
            from + 7 * DAY_MS
        );
        let (first, last) = (on(day(number))?, on(day(number) + 6 * DAY_MS)?);
        Ok((json!({ "from_on": first, "to_on": last, "practitioner_id": who }), bare))
    };
    let list = |number: usize| -> Result<(Value, String)> {
        let (_, bare) = of_day(number)?;
        Ok((json!({ "day_on": on(day(number))? }), bare))
    };
    let patient = |number: usize| -> Result<(Value, String)> {
        let id = id("patient", number * 61 % PATIENTS);
        let bare = format!("{BARE} WHERE patient_id = '{id}' ORDER BY starts_at DESC LIMIT 200");
        Ok((json!({ "patient_id": id }), bare))
    };
    let month = |number: usize| -> Result<(Value, String)> {
        let from = day(number) - 3 * 3_600_000;
        let bare =
            format!("{BARE} WHERE starts_at >= {from} AND starts_at < {} ORDER BY starts_at", from + 30 * DAY_MS);
        Ok((json!({ "from_on": on(day(number))?, "to_on": on(day(number) + 29 * DAY_MS)? }), bare))
    };
    let figures = json!({
        "appointments": appointments,
        "built_s": built.as_secs(),
        "day_calendar": filled.ask("calendar", QUESTIONS, of_day)?,
        "week_of_a_practitioner": filled.ask("calendar", QUESTIONS, of_week)?,
        "month_of_all": filled.ask("calendar", QUESTIONS / 10, month)?,
        "day_list": filled.ask("day_list", QUESTIONS / 3, list)?,
        "appointments_of_patient": filled.ask("appointments_of_patient", QUESTIONS, patient)?,
        "timeline_of_patient": timeline::run(
            &filled.desk, |number| id("patient", number % PATIENTS), FIRST_MS, FIRST_MS + DAYS * DAY_MS)?,
        "free_slots_ms": filled.free_slots()?,
        "book_appointment_ms": filled.book()?,
    });
    Ok(figures)
}

impl Filled {
    /// A command's times against its bare question's, taken in turns.
    fn ask(
        &self,
        command: &str,
        questions: usize,
        question: impl Fn(usize) -> Result<(Value, String)>,
    ) -> Result<Value> {
        let (mut whole, mut bare, mut rows) = (vec![], vec![], 0);
        for number in 0..questions {
            let (input, sql) = question(number)?;
            // Whichever comes first finds the pages cold: they take turns in that too.
            for turn in 0..2 {
                if (number + turn) % 2 == 0 {
                    whole.push(timed(|| self.desk.call(command, input.clone()))?.0);
                } else {
                    let (time, found) = timed(|| barely(&self.desk.bare, &sql))?;
                    bare.push(time);
                    rows += found;
                }
            }
        }
        Ok(compared(&mut whole, &mut bare, rows))
    }

    fn free_slots(&self) -> Result<Value> {
        let mut times = vec![];
        for number in 0..QUESTIONS / 3 {
            let who = &self.practitioners[number % self.practitioners.len()];
            let input = json!({ "practitioner_id": who, "duration_min": 20, "limit": 20 });
            times.push(timed(|| self.desk.call("free_slots", input))?.0);
        }
        Ok(
            json!({ "p50": crate::desk::percentile_ms(&mut times, 50), "p99": crate::desk::percentile_ms(&mut times, 99) }),
        )
    }

    /// Booking a free slot after the five full years, with the check of all clashes and the promise to the disk.
    fn book(&self) -> Result<Value> {
        let mut times = vec![];
        let from = date(&self.desk.bare, FIRST_MS + DAYS * DAY_MS)?;
        for number in 0..QUESTIONS / 3 {
            let who = &self.practitioners[number % self.practitioners.len()];
            let patient = id("patient", number);
            let asked = json!({ "practitioner_id": who, "duration_min": 20, "limit": 1, "from_on": from });
            let slot = self.desk.call("free_slots", asked)?["slots"][0]["starts_at"].clone();
            let input = json!({ "patient_id": patient, "practitioner_id": who, "starts_at": slot, "duration_min": 20 });
            times.push(timed(|| self.desk.call("book_appointment", input))?.0);
        }
        Ok(
            json!({ "p50": crate::desk::percentile_ms(&mut times, 50), "p99": crate::desk::percentile_ms(&mut times, 99) }),
        )
    }
}

/// Reads all columns of all rows, as anybody who shows them must.
fn barely(conn: &Connection, sql: &str) -> Result<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        std::hint::black_box(columns(row)?);
        found += 1;
    }
    Ok(found)
}

fn columns(row: &Row<'_>) -> Result<Vec<rusqlite::types::Value>> {
    (0..15).map(|column| Ok(row.get(column)?)).collect()
}

/// The day at the site, which is three hours ahead.
fn date(conn: &Connection, at: i64) -> Result<String> {
    let sql = "SELECT date(?1 / 1000 + 3 * 3600, 'unixepoch')";
    Ok(conn.prepare_cached(sql)?.query_row([at], |row| row.get(0))?)
}

fn id(kind: &str, number: usize) -> String {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("{kind} {number}").as_bytes()).to_string()
}

/// Practitioners with hours through the commands; patients and appointments as rows, because a million commands are
/// a day's work.
fn fill(desk: Desk, appointments: usize) -> Result<Filled> {
    let count = appointments.div_ceil((DAYS * A_DAY) as usize).max(1);
    let mut practitioners = vec![desk.account.clone()];
    for number in 1..count {
        let account = json!({
            "name": format!("Practitioner {number}"), "username": format!("p{number}"), "roles": ["practitioner"],
            "language": "en", "password": "long enough",
        });
        let made = desk.call("create_account", account)?;
        practitioners.push(made["id"].as_str().context("an account")?.to_owned());
    }
    for who in &practitioners {
        let blocks: Vec<Value> =
            (1..=7).map(|day| json!({ "weekday": day, "from_min": 480, "to_min": 1080 })).collect();
        desk.call("set_working_hours", json!({ "practitioner_id": who, "version": 0, "blocks": blocks }))?;
    }
    let service = desk.call("save_service", json!({ "name": "Consultation", "duration_min": 20, "price_minor": 500, "tax_basis_points": 0, "is_active": true }))?;
    let service = service["service"]["id"].as_str().context("a service")?.to_owned();
    desk.bare.execute_batch("BEGIN IMMEDIATE")?;
    for number in 0..PATIENTS {
        desk.bare
            .prepare_cached(
                "INSERT INTO patients (id, mrn, given_name, family_name, sex, recorded_at, recorded_by, updated_at)
                 VALUES (?1, ?2, ?3, ?4, 'unknown', ?5, '00000000-0000-0000-0000-000000000000', ?5)",
            )?
            .execute((
                id("patient", number),
                format!("B-{number}"),
                format!("Given {}", number % 400),
                format!("Family {number}"),
                FIRST_MS,
            ))?;
    }
    for number in 0..appointments {
        appointment(&desk.bare, number, &practitioners, &service)?;
    }
    desk.bare.execute_batch("COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(Filled { desk, practitioners })
}

fn appointment(conn: &Connection, number: usize, practitioners: &[String], service: &str) -> Result<()> {
    let who = &practitioners[number % practitioners.len()];
    let turn = (number / practitioners.len()) as i64;
    // 05:00 UTC is 08:00 at the site.
    let starts_at = FIRST_MS + (turn / A_DAY % DAYS) * DAY_MS + 5 * 3_600_000 + turn % A_DAY * SLOT_MS;
    let status =
        ["fulfilled", "fulfilled", "booked", "fulfilled", "noshow", "fulfilled", "cancelled"][turn as usize % 7];
    conn.prepare_cached(
        "INSERT INTO appointments (id, patient_id, practitioner_id, starts_at, ends_at, service_id, status, booked_at,
             is_walk_in, priority, reason, recorded_at, recorded_by, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?4, 0, 'routine', 'Follow-up', ?4,
             '00000000-0000-0000-0000-000000000000', ?4)",
    )?
    .execute((
        id("appointment", number),
        id("patient", number * 31 % PATIENTS),
        who,
        starts_at,
        starts_at + 20 * 60_000,
        service,
        status,
    ))?;
    Ok(())
}
