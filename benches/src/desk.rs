//! A clinic in an encrypted file, called as any host calls it, and a second connection to fill it and to ask it barely.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use healthsync_clinic::Clinic;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Changed, Db, Opened, Secrets, released};
use rusqlite::Connection;
use serde_json::{Value, json};

struct Deaf;

impl Listener for Deaf {
    fn changed(&self, _: &[Changed]) {}

    fn progress(&self, _: &str, _: usize, _: usize) {}
}

/// A clinic with its first administrator signed in, who is a practitioner too.
pub struct Desk {
    /// The clinic.
    pub clinic: Clinic,
    /// The administrator's session.
    pub session: String,
    /// The administrator's account.
    pub account: String,
    /// The same file past the clinic: rows go in by the million, and bare questions are asked.
    pub bare: Connection,
}

impl Desk {
    /// Founds a clinic in a folder.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn open(folder: &Path) -> Result<Desk> {
        let outside = crate::outside();
        let secrets = Secrets::new(&outside);
        let (path, keep) = (folder.join("clinic.db"), |_: &Secrets| Ok(()));
        let Opened { db, secrets, .. } = Db::open(&path, &secrets, &outside, &released(), &keep)?;
        let secrets = db.found(&secrets, false, &outside, &keep)?;
        let clinic = Clinic::new(db, outside, Arc::new(Deaf), vec![]);
        let set_up = json!({
            "clinic_name": "Bench", "site_code": "B", "time_zone": "Africa/Nairobi", "currency": "KES",
            "language": "en", "temperature_unit": "celsius", "weight_unit": "kilogram",
            "height_unit": "centimetre", "glucose_unit": "mg_dl", "administrator_name": "B",
            "username": "bench", "password": "long enough", "roles": ["practitioner"],
        });
        let signed_in = clinic.call(None, "set_up_clinic", set_up)?;
        let session = signed_in["session"].as_str().context("a session")?.to_owned();
        let account = signed_in["account"]["id"].as_str().context("an account")?.to_owned();
        let bare = Connection::open(&path)?;
        let key: String = secrets.key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        bare.execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF"
        ))?;
        Ok(Desk { clinic, session, account, bare })
    }

    /// Calls a command.
    ///
    /// # Errors
    /// What the command says.
    pub fn call(&self, name: &str, input: Value) -> Result<Value> {
        Ok(self.clinic.call(Some(&self.session), name, input)?)
    }
}

/// How long some work takes.
///
/// # Errors
/// What the work says.
pub fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed(), done))
}

/// The time that so many percent of all stay under, in milliseconds.
#[must_use]
pub fn percentile_ms(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).clamp(1, times.len().max(1)) - 1;
    let time = times.get(at).copied().unwrap_or_default();
    (time.as_secs_f64() * 1e6).round() / 1e3
}

/// What a command and the bare question behind it took: medians, the hundredth worst, and how many times the bare
/// question's the command's is.
#[must_use]
pub fn compared(whole: &mut [Duration], bare: &mut [Duration], rows: usize) -> Value {
    let (p99, bare_p99) = (percentile_ms(whole, 99), percentile_ms(bare, 99));
    json!({
        "p50_ms": percentile_ms(whole, 50), "p99_ms": p99,
        "bare_p50_ms": percentile_ms(bare, 50), "bare_p99_ms": bare_p99,
        "p99_to_bare_p99": (p99 / bare_p99 * 100.0).round() / 100.0,
        "p50_to_bare_p50": (percentile_ms(whole, 50) / percentile_ms(bare, 50) * 100.0).round() / 100.0,
        "rows_each": rows / whole.len().max(1),
    })
}
