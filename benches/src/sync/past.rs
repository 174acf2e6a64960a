//! A clinic's past: patients, and sets of vitals one by one, as people record them.

use super::workstation::{PASSWORD, Workstation};
use anyhow::{Context, Result};
use healthsync_clinic::db::Secrets;
use healthsync_clinic::patients::{PatientDetails, register_patient};
use healthsync_clinic::vitals::{NewVitals, record_vitals};
use serde_json::{Value, json};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use tempfile::TempDir;
use uuid::Uuid;

/// On average a set in so many milliseconds, or less so that all of it happens after the program's release.
const BETWEEN_MS: i64 = 63_000;
const LONGEST_MS: i64 = 75 * 86_400_000;

/// A clinic that is closed.
pub struct Past {
    /// Where its file is.
    pub folder: PathBuf,
    /// What opens it.
    pub secrets: Secrets,
    /// The same sets as documents, one a line.
    pub documents: PathBuf,
    /// The patients.
    people: Vec<Uuid>,
    /// The administrator.
    account: Uuid,
    _temporary: TempDir,
}

/// Makes one up. Each save is a transaction of its own, as it is in a clinic; so that it does not take all day, the
/// file lies in memory, where there is such a place. Where the clinic `is_growing`, people come all along.
///
/// # Errors
/// When the database fails.
pub fn made_up(patients: usize, sets: usize, is_growing: bool) -> Result<Past> {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { crate::folder()? };
    let temporary = tempfile::Builder::new().prefix("healthsync-past").tempdir_in(folder)?;
    let folder = temporary.path().to_owned();
    let documents = folder.join("documents");
    let workstation = Workstation::found(&folder, None)?;
    let now = workstation.clinic.outside().now();
    let between_ms = BETWEEN_MS.min(LONGEST_MS / (sets + patients) as i64);
    let begun = now - (sets + patients) as i64 * between_ms - 86_400_000;
    workstation.past.store(begun, Ordering::Release);
    let set_up = json!({
        "clinic_name": "Bench", "site_code": "B", "time_zone": "UTC", "currency": "USD", "language": "en",
        "temperature_unit": "celsius", "weight_unit": "kilogram", "height_unit": "centimetre", "glucose_unit": "mg_dl",
        "administrator_name": "B", "username": "bench", "password": PASSWORD, "roles": ["practitioner"],
    });
    let signed_in = workstation.clinic.call(None, "set_up_clinic", set_up)?;
    let account = signed_in["account"]["id"].as_str().and_then(|id| id.parse().ok()).context("an account")?;
    let mut pen = Pen { workstation: &workstation, account, chance: 1, people: vec![], between_ms };
    let first = if is_growing { patients.div_ceil(2) } else { patients };
    for _ in 0..first {
        pen.register()?;
    }
    let mut file = BufWriter::new(std::fs::File::create(&documents)?);
    for nth in 0..sets {
        if nth * (patients - first) >= (pen.people.len() - first + 1) * sets {
            pen.register()?;
        }
        writeln!(file, "{}", pen.record()?)?;
    }
    while pen.people.len() < patients {
        pen.register()?;
    }
    file.flush()?;
    let people = std::mem::take(&mut pen.people);
    workstation.past.store(0, Ordering::Release);
    let (folder, secrets) = workstation.close();
    Ok(Past { folder, secrets, documents, people, account, _temporary: temporary })
}

/// Records some more sets from now on, as slowly as before, and writes them to a file as documents, too.
///
/// # Errors
/// When the database fails.
pub fn goes_on(workstation: &Workstation, past: &Past, sets: usize, documents: &Path) -> Result<()> {
    let now = workstation.clinic.outside().now();
    workstation.past.store(now, Ordering::Release);
    let mut pen = Pen {
        workstation,
        account: past.account,
        chance: now.cast_unsigned(),
        people: past.people.clone(),
        between_ms: BETWEEN_MS,
    };
    let mut file = BufWriter::new(std::fs::File::create(documents)?);
    for _ in 0..sets {
        writeln!(file, "{}", pen.record()?)?;
    }
    file.flush()?;
    workstation.past.store(0, Ordering::Release);
    Ok(())
}

/// Records some more sets, now, all in one transaction.
///
/// # Errors
/// When the database fails.
pub fn more(workstation: &Workstation, past: &Past, count: usize) -> Result<()> {
    let (db, outside) = (workstation.clinic.db(), workstation.clinic.outside());
    let mut chance = outside.now().cast_unsigned();
    db.write(outside, past.account, |write| {
        for _ in 0..count {
            let nth = drawn(&mut chance, past.people.len());
            record_vitals(write, readings(&mut chance, past.people[nth], nth))?;
        }
        Ok(())
    })?;
    Ok(())
}

struct Pen<'a> {
    workstation: &'a Workstation,
    account: Uuid,
    chance: u64,
    people: Vec<Uuid>,
    between_ms: i64,
}

impl Pen<'_> {
    fn passes(&mut self) {
        let step = drawn(&mut self.chance, self.between_ms as usize * 2) as i64;
        self.workstation.past.fetch_add(step, Ordering::AcqRel);
    }

    fn register(&mut self) -> Result<()> {
        self.passes();
        let nth = self.people.len();
        let birth =
            chrono::NaiveDate::from_ymd_opt(1950 + (nth % 50) as i32, 1 + (nth % 12) as u32, 1 + (nth % 28) as u32);
        let details = PatientDetails {
            given_name: Some(format!("Given{}", drawn(&mut self.chance, 400))),
            family_name: Some(format!("Family{nth}")),
            birth_on: birth,
            phone: Some(format!("+2499{:08}", drawn(&mut self.chance, 100_000_000))),
            ..PatientDetails::default()
        };
        let (db, outside) = (self.workstation.clinic.db(), self.workstation.clinic.outside());
        let (view, _) = db.write(outside, self.account, |write| register_patient(write, details))?;
        let view = serde_json::to_value(view)?;
        self.people.push(view["patient"]["id"].as_str().and_then(|id| id.parse().ok()).context("an id")?);
        Ok(())
    }

    /// Records a set. Returns the same as a document.
    fn record(&mut self) -> Result<Value> {
        self.passes();
        let nth = drawn(&mut self.chance, self.people.len());
        let new = readings(&mut self.chance, self.people[nth], nth);
        let (db, outside) = (self.workstation.clinic.db(), self.workstation.clinic.outside());
        let (recorded, _) = db.write(outside, self.account, |write| record_vitals(write, new))?;
        anyhow::ensure!(recorded.alerts.is_empty(), "a usual set raises no alert");
        let mut document = serde_json::to_value(&recorded.vitals)?;
        let fields = document.as_object_mut().context("a record has fields")?;
        fields.retain(|name, value| !value.is_null() && name != "updated_at");
        let id = fields.remove("id").context("an id")?;
        fields.insert("_id".into(), id);
        fields.insert("kind".into(), "vitals".into());
        Ok(document)
    }
}

/// What is usual for somebody, and what it was this time.
fn readings(chance: &mut u64, patient_id: Uuid, nth: usize) -> NewVitals {
    let mut usual = nth as u64 + 1;
    let mut around = |low: usize, people: usize, wave: usize| {
        let own = drawn(&mut usual, people);
        (low + own + drawn(chance, wave) + drawn(chance, wave)) as i64
    };
    NewVitals {
        patient_id,
        heart_rate_bpm: Some(around(60, 20, 8).into()),
        systolic_mmhg: Some(around(104, 16, 8).into()),
        diastolic_mmhg: Some(around(64, 10, 6).into()),
        temperature_c: Some(rust_decimal::Decimal::new(around(363, 4, 4), 1)),
        spo2_percent: Some(around(96, 2, 2).into()),
        respiratory_rate_bpm: Some(around(13, 2, 2).into()),
        ..NewVitals::default()
    }
}

/// The next number below a bound: the same every time.
fn drawn(chance: &mut u64, below: usize) -> usize {
    *chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*chance >> 33) as usize) % below.max(1)
}
