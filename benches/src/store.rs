//! Recording vitals through the one door, against SQLite's own insert into a table of the same columns.

use anyhow::{Context, Result};
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Changed, Db, Opened, Secrets, released};
use healthsync_clinic::vitals::{NewVitals, record_vitals};
use healthsync_clinic::{Clinic, Error};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Rounds, interleaved; the median counts.
const ROUNDS: usize = 7;
/// Commits of one set each in a round.
const SINGLE: usize = 150;
/// Sets in one transaction.
const BATCH: usize = 1_000;

struct Deaf;

impl Listener for Deaf {
    fn changed(&self, _: &[Changed]) {}

    fn progress(&self, _: &str, _: usize, _: usize) {}
}

struct Desk {
    clinic: Clinic,
    session: String,
    patient: String,
}

fn desk(folder: &Path, is_encrypted: bool) -> Result<Desk> {
    let outside = crate::outside();
    let secrets = Secrets::new(&outside);
    let (path, keep) = (folder.join("clinic.db"), |_: &Secrets| Ok(()));
    let Opened { db, secrets, .. } = match is_encrypted {
        true => Db::open(&path, &secrets, &outside, &released(), &keep)?,
        false => Db::open_plain_for_measuring(&path, &secrets, &outside)?,
    };
    db.found(&secrets, false, &outside, &keep)?;
    let clinic = Clinic::new(db, outside, Arc::new(Deaf), vec![]);
    let set_up = json!({
        "clinic_name": "Bench", "site_code": "B", "time_zone": "UTC", "currency": "USD", "language": "en",
        "temperature_unit": "celsius", "weight_unit": "kilogram", "height_unit": "centimetre", "glucose_unit": "mg_dl",
        "administrator_name": "B", "username": "bench", "password": "long enough", "roles": ["practitioner"],
    });
    let signed_in = clinic.call(None, "set_up_clinic", set_up)?;
    let session = signed_in["session"].as_str().context("a session")?.to_owned();
    let details = json!({ "given_name": "Amina", "birth_on": "1980-01-01" });
    let patient = clinic.call(Some(&session), "register_patient", details)?;
    let patient = patient["patient"]["id"].as_str().context("an id")?.to_owned();
    Ok(Desk { clinic, session, patient })
}

fn set(desk: &Desk, rate: usize) -> Value {
    json!({
        "patient_id": desk.patient, "heart_rate_bpm": 60 + rate % 40, "systolic_mmhg": 118, "diastolic_mmhg": 76,
        "temperature_c": 36.8, "spo2_percent": 98, "respiratory_rate_bpm": 15,
    })
}

/// The ceiling: one table, one row, one commit; the same encryption, the same promise to the disk.
fn raw(path: &Path, is_encrypted: bool) -> Result<Connection> {
    let conn = Connection::open(path)?;
    if is_encrypted {
        conn.execute_batch("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"")?;
    }
    conn.execute_batch(
        "PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE vitals (id TEXT PRIMARY KEY, patient_id TEXT, effective_at INTEGER, heart_rate_bpm REAL,
             systolic_mmhg REAL, diastolic_mmhg REAL, temperature_c REAL, spo2_percent REAL, respiratory_rate_bpm REAL,
             recorded_at INTEGER, recorded_by TEXT) STRICT;",
    )?;
    Ok(conn)
}

fn insert(conn: &Connection, desk: &Desk, rate: usize) -> Result<()> {
    conn.prepare_cached("INSERT INTO vitals VALUES (?1, ?2, ?3, ?4, 118, 76, 36.8, 98, 15, ?3, ?2)")?.execute((
        uuid::Uuid::now_v7().to_string(),
        &desk.patient,
        1_780_000_000_000_i64,
        60.0 + (rate % 40) as f64,
    ))?;
    Ok(())
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

/// How near `record_vitals` comes to a bare insert, one commit each, and what encryption costs a batch.
///
/// # Errors
/// When the disk or the database fails.
pub fn run() -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("bench").tempdir_in(crate::folder()?)?;
    let desk = desk(folder.path(), true)?;
    let bare = raw(&folder.path().join("raw.db"), true)?;
    let (mut single, mut whole_us, mut raw_us) = (vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let whole = timed(|| {
            (0..SINGLE).try_for_each(|rate| {
                desk.clinic.call(Some(&desk.session), "record_vitals", set(&desk, round + rate))?;
                Ok(())
            })
        })?;
        let ceiling = timed(|| (0..SINGLE).try_for_each(|rate| insert(&bare, &desk, rate)))?;
        single.push(ceiling.as_secs_f64() / whole.as_secs_f64());
        whole_us.push(whole.as_secs_f64() * 1e6 / SINGLE as f64);
        raw_us.push(ceiling.as_secs_f64() * 1e6 / SINGLE as f64);
    }
    let batch = batches(folder.path())?;
    let figures = json!({
        "record_vitals": { "ratio_to_raw_insert": median(single), "us": median(whole_us), "raw_us": median(raw_us), "goal": 0.65 },
        "thousand_in_one": batch,
    });
    println!("{figures:#}");
    Ok(figures)
}

/// A thousand sets in one transaction through the write door, encrypted against not encrypted.
fn batches(folder: &Path) -> Result<Value> {
    let (encrypted, plain) = (folder.join("encrypted"), folder.join("plain"));
    std::fs::create_dir_all(&encrypted)?;
    std::fs::create_dir_all(&plain)?;
    let (sealed, open) = (desk(&encrypted, true)?, desk(&plain, false)?);
    let (mut ratios, mut sealed_ms, mut open_ms) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let with = timed(|| batch(&sealed))?;
        let without = timed(|| batch(&open))?;
        ratios.push(without.as_secs_f64() / with.as_secs_f64());
        sealed_ms.push(with.as_secs_f64() * 1e3);
        open_ms.push(without.as_secs_f64() * 1e3);
    }
    Ok(
        json!({ "ratio_to_unencrypted": median(ratios), "ms": median(sealed_ms), "unencrypted_ms": median(open_ms), "goal": 0.55 }),
    )
}

fn batch(desk: &Desk) -> Result<()> {
    let db = desk.clinic.db();
    db.write(desk.clinic.outside(), uuid::Uuid::nil(), |write| {
        for rate in 0..BATCH {
            let new: NewVitals =
                serde_json::from_value(set(desk, rate)).map_err(|reason| Error::BadInput(reason.to_string()))?;
            record_vitals(write, new)?;
        }
        Ok(())
    })?;
    Ok(())
}
