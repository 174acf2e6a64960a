//! A new computer joins a clinic that has a million changes: how long until it can be used, and until it has all.

use super::centre::Centre;
use super::past;
use super::workstation::Workstation;
use crate::rounded;
use anyhow::Result;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// One in so many changes is somebody new.
const SETS_OF_PATIENT: usize = 50;

/// So many changes.
///
/// # Errors
/// When the server is not there, or something fails.
pub fn run(changes: usize) -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("joining").tempdir_in(crate::folder()?)?;
    let place = |name: &str| -> Result<std::path::PathBuf> {
        let place = folder.path().join(name);
        std::fs::create_dir_all(&place)?;
        Ok(place)
    };
    eprintln!("{changes} changes are recorded");
    let patients = changes.div_ceil(SETS_OF_PATIENT);
    let past = past::made_up(patients, changes - patients, true)?;
    let centre = Centre::start(&place("server")?)?;
    let mut desk = Workstation::open(&past.folder, &past.secrets, &place("desk")?)?;
    drop(past);
    desk.enrol(&centre.invitation(None)?, "Front desk")?;
    let pushed = desk.exchange(|_, _| Ok(()))?;
    eprintln!("pushed {} in {:?}", pushed.pushed, pushed.took());
    let at = desk.at()?;
    let mut room = Workstation::found(&place("room")?, Some(at))?;
    room.enrol(&centre.invitation(Some(at.1))?, "Room 2")?;
    drop(desk);
    let bare = room.bare()?;
    let (begun, mut usable, mut whole) = (Instant::now(), None, None);
    let mut next = 100_000;
    let pulled = room.exchange(|room, moved| {
        if usable.is_none() && is_usable(&bare)? {
            let session = room.sign_in()?;
            let list = room.call(&session, "patients", json!({ "limit": 50 }))?;
            usable = list["rows"].as_array().is_some_and(|rows| !rows.is_empty()).then(|| begun.elapsed());
        }
        if whole.is_none() && count(&bare)? == patients {
            whole = Some(begun.elapsed());
        }
        if moved.pulled >= next {
            eprintln!("{} changes are here after {:?}", moved.pulled, begun.elapsed());
            next += 100_000;
        }
        Ok(())
    })?;
    let took = begun.elapsed();
    let session = room.sign_in()?;
    let (listed, list) = crate::desk::timed(|| room.call(&session, "patients", json!({ "limit": 50 })))?;
    anyhow::ensure!(list["rows"].as_array().is_some_and(|rows| rows.len() == 50), "the list is there: {list}");
    let seconds = |time: Option<Duration>| time.map(|time| rounded(time.as_secs_f64()));
    let a_change = |time: Duration| rounded(time.as_secs_f64() * 1e6 / pulled.pulled.max(1) as f64);
    Ok(json!({
        "changes": pulled.pulled, "patients": patients, "minutes": rounded(took.as_secs_f64() / 60.0),
        "changes_a_second": rounded(pulled.pulled as f64 / took.as_secs_f64()),
        "first_patients_listed_after_seconds": seconds(usable), "all_patients_listed_after_seconds": seconds(whole),
        "list_then_takes_ms": rounded(listed.as_secs_f64() * 1e3),
        "us_a_change": { "asking": a_change(pulled.asking), "away": a_change(pulled.away), "hearing": a_change(pulled.hearing) },
        "bytes": pulled.down, "pushed_changes_a_second": rounded(pushed.pushed as f64 / pushed.took().as_secs_f64()),
    }))
}

/// Somebody can sign in, and somebody is on the list.
fn is_usable(bare: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM accounts) AND EXISTS (SELECT 1 FROM patients)
               AND EXISTS (SELECT 1 FROM sites)";
    Ok(bare.query_row(sql, [], |row| row.get(0))?)
}

fn count(bare: &Connection) -> Result<usize> {
    let count: i64 = bare.query_row("SELECT count(*) FROM patients", [], |row| row.get(0))?;
    Ok(usize::try_from(count)?)
}
