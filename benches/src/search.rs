//! Searching a million patients in an encrypted file, against the LIKE that it replaces, in one run.

mod database;
mod names;
mod people;
mod questions;

use std::time::{Duration, Instant};

use healthsync_clinic::patients::search::{Hit, Match, find};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use people::Dice;
use questions::{Kind, Question};

/// Questions of each kind.
const EACH: usize = 300;

/// How many searches share one run of the LIKE: it takes a thousand times as long.
const TO_ONE_LIKE: usize = 100;

/// What the window shows.
const SHOWN: usize = 20;

/// Times of searches of every kind with their ratio to the LIKE, and how many misspelt names were
/// found among the first twenty.
///
/// The patients are the same in every run; the file is kept in `target/bench` and used again.
///
/// # Errors
/// When the file cannot be made or read.
pub fn run(patients: usize) -> anyhow::Result<Value> {
    let (conn, built) = database::open_or_build(patients)?;
    let mut dice = Dice(20);
    let mut asked: Vec<Question> = Vec::with_capacity(Kind::ALL.len() * EACH);
    for kind in Kind::ALL {
        asked.extend((0..EACH).map(|_| questions::ask(*kind, patients, &mut dice)));
    }
    for at in (1..asked.len()).rev() {
        asked.swap(at, dice.below(at + 1));
    }

    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); Kind::ALL.len()];
    let mut found = vec![0usize; Kind::ALL.len()];
    let mut answerable = vec![0usize; Kind::ALL.len()];
    let mut like_times = Vec::new();
    for (at, question) in asked.iter().enumerate() {
        let start = Instant::now();
        let hits = find(&conn, &question.typed, SHOWN)?;
        times[question.kind as usize].push(start.elapsed());
        if is_answerable(question, &hits) {
            answerable[question.kind as usize] += 1;
            found[question.kind as usize] += usize::from(is_found(question, &hits, &conn)?);
        }
        if at % TO_ONE_LIKE == 0 {
            let start = Instant::now();
            like(&conn, &question.typed)?;
            like_times.push(start.elapsed());
        }
    }

    let like_p99 = percentile(&mut like_times, 99);
    let mut kinds = Map::new();
    let mut every: Vec<Duration> = Vec::new();
    eprintln!("{:<16} {:>9} {:>9} {:>9} {:>9} {:>8}", "", "p50 ms", "p99 ms", "worst ms", "LIKE/p99", "found");
    for kind in Kind::ALL {
        let of_kind = &mut times[*kind as usize];
        every.extend_from_slice(of_kind);
        let (p50, p99, worst) = (percentile(of_kind, 50), percentile(of_kind, 99), percentile(of_kind, 100));
        let share =
            (answerable[*kind as usize] > 0).then(|| found[*kind as usize] as f64 / answerable[*kind as usize] as f64);
        let ratio = like_p99.as_secs_f64() / p99.as_secs_f64();
        eprintln!(
            "{:<16} {:>9.2} {:>9.2} {:>9.2} {:>8.0}x {:>8}",
            kind.name(),
            millis(p50),
            millis(p99),
            millis(worst),
            ratio,
            share.map_or(String::from("-"), |share| format!("{:.1} %", share * 100.0))
        );
        kinds.insert(
            kind.name().replace(' ', "_"),
            json!({ "p50_ms": millis(p50), "p99_ms": millis(p99), "worst_ms": millis(worst), "like_p99_to_p99": ratio, "found": share }),
        );
    }
    let p99 = percentile(&mut every, 99);
    let like_p50 = percentile(&mut like_times, 50);
    eprintln!(
        "all kinds: p99 {:.2} ms; LIKE: p50 {:.0} ms, p99 {:.0} ms ({} runs)",
        millis(p99),
        millis(like_p50),
        millis(like_p99),
        like_times.len()
    );
    Ok(json!({
        "patients": patients,
        "built": built,
        "kinds": kinds,
        "all_p99_ms": millis(p99),
        "like_p50_ms": millis(like_p50),
        "like_p99_ms": millis(like_p99),
        "like_p99_to_all_p99": like_p99.as_secs_f64() / p99.as_secs_f64(),
    }))
}

/// Whether the question means one patient or name. Another spelling does not when it is itself borne by
/// so many that they fill the list.
fn is_answerable(question: &Question, hits: &[Hit]) -> bool {
    let is_own_name = hits.len() == SHOWN && hits.iter().all(|hit| hit.why == Match::Exact);
    question.kind.has_answer() && !(question.kind == Kind::Phonetic && is_own_name)
}

/// Whether the patient who was meant is among the hits, or somebody of the same name (and year, if it
/// was typed): nobody can tell namesakes apart by the name.
fn is_found(question: &Question, hits: &[Hit], conn: &Connection) -> anyhow::Result<bool> {
    let meant = people::patient(question.meant);
    for hit in hits {
        if hit.patient_id == meant.id {
            return Ok(true);
        }
        if question.kind.is_by_name() {
            let (given, family, born): (String, String, String) = conn
                .prepare_cached("SELECT given_name, family_name, birth_on FROM patients WHERE id = ?1")?
                .query_row([&hit.patient_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let is_year_typed = question.kind == Kind::FullNameSlipYear;
            let is_namesake = given == meant.given_name && family == meant.family_name;
            if is_namesake && (!is_year_typed || born.starts_with(&meant.birth_year.to_string())) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The search it replaces: any part of a name or number, by reading every patient.
fn like(conn: &Connection, typed: &str) -> anyhow::Result<usize> {
    let mut statement = conn.prepare_cached(
        "SELECT id, mrn, given_name, family_name FROM patients
         WHERE given_name LIKE ?1 OR family_name LIKE ?1 OR mrn LIKE ?1
         ORDER BY family_name, given_name LIMIT 20",
    )?;
    let rows = statement.query_map([format!("%{typed}%")], |row| row.get::<_, String>(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.len())
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).clamp(1, times.len().max(1)) - 1;
    times.get(at).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}
