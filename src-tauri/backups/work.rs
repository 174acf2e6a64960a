//! Making a backup: one snapshot, into every place that is there, then opened and checked, then the surplus removed.

use super::kept::{Kept, Outcome, Trouble, hex};
use super::shown::{BackupStatus, local_offset, places, status};
use super::{DEFAULT, disks, is_demo};
use crate::host::Host;
use healthsync_clinic::accounts::Nothing;
use healthsync_clinic::backups::{self, Made, Order, Prepared, Reason, remove_unfinished};
use healthsync_clinic::command::Right;
use healthsync_clinic::{Clinic, Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Left free on every disk: a clinic that cannot save any more is worse than one without today's backup.
const SPARE_BYTES: u64 = 64 << 20;

/// How the work goes: how much rest it takes, and who hears of it.
pub struct Going<'a> {
    host: &'a Host,
    job: &'static str,
    is_gentle: bool,
    last: Mutex<(Instant, Instant)>,
}

impl Going<'_> {
    pub fn new<'a>(host: &'a Host, job: &'static str, is_gentle: bool) -> Going<'a> {
        Going { host, job, is_gentle, last: Mutex::new((Instant::now(), Instant::now())) }
    }

    /// Rests as long as it worked, if nobody waits for it, and tells how far it is, five times a second.
    pub fn on(&self, done: u64, total: u64) -> Result<()> {
        let mut last = super::lock(&self.last);
        if self.is_gentle {
            std::thread::sleep(last.0.elapsed().min(Duration::from_millis(100)));
        }
        if total > 0 && last.1.elapsed() > Duration::from_millis(200) {
            let mebibytes = |bytes: u64| usize::try_from(bytes >> 20).unwrap_or(usize::MAX);
            self.host.listener.progress(self.job, mebibytes(done), mebibytes(total).max(1));
            last.1 = Instant::now();
        }
        last.0 = Instant::now();
        Ok(())
    }
}

/// The work folder, empty: what a power cut left there is of no use.
pub fn fresh_work(host: &Host) -> Result<PathBuf> {
    let work = host.backup_work();
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work).map_err(healthsync_clinic::StoreError::from)?;
    Ok(work)
}

/// Whether a disk has room for so much.
pub fn check_room(folder: &Path, needed: u64) -> Result<()> {
    match disks::free_bytes(folder) {
        Some(free) if free < needed + SPARE_BYTES => Err(Error::Refused {
            code: "backup_disk_full",
            sentence: format!(
                "There is no room in {}: it needs {} MB and has {} MB. Free some space or choose another place.",
                folder.display(),
                (needed + SPARE_BYTES) >> 20,
                free >> 20
            ),
        }),
        _ => Ok(()),
    }
}

/// The backup that somebody asked for.
pub fn back_up_now(host: &Host, session: Option<&str>, _: Nothing) -> Result<BackupStatus> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let kept = host.kept(is_demo(&clinic));
    let here: Vec<(Uuid, PathBuf)> =
        places(host, &kept).into_iter().filter_map(|(id, folder)| Some((id, folder?))).collect();
    let account = account_of(&clinic, session);
    make(host, &clinic, Reason::ByHand, here, account)?;
    drop(clinic);
    status(host, session, Nothing {})
}

pub fn account_of(clinic: &Clinic, session: Option<&str>) -> Uuid {
    let profile = clinic.call(session, "my_profile", serde_json::Value::Null);
    let id = profile.ok().and_then(|profile| Uuid::parse_str(profile["id"].as_str()?).ok());
    id.unwrap_or_default()
}

/// Makes one backup and puts it into these places. One place that fails does not stop the others; the first reason is
/// told where all failed.
pub fn make(host: &Host, clinic: &Clinic, reason: Reason, here: Vec<(Uuid, PathBuf)>, account: Uuid) -> Result<()> {
    let turn = host.backup_turn()?;
    let demo = is_demo(clinic);
    let is_gentle = reason == Reason::Daily;
    host.backups_changed(DEFAULT);
    let made = (|| {
        let prepared = take(host, clinic, reason, is_gentle).inspect_err(|reason| {
            // Nothing can be made on this disk at all: every place says so.
            for (id, _) in &here {
                tell(host, demo, *id, Some(reason));
            }
        })?;
        let hashes = deliver_all(host, &prepared, &here, demo, is_gentle)?;
        let going = Going::new(host, "backup_check", is_gentle);
        let found = prepared.check(&|done, total| going.on(done, total))?;
        let at = clinic.outside().now();
        host.remember_backups(demo, |kept| {
            for hash in &hashes {
                kept.outcomes.insert(hash.clone(), Outcome { at, found: found.clone() });
            }
            rotate_all(&here, kept, at);
        })?;
        // Without the note the backup is as good.
        let _ = clinic.note_backup(account, false, format!("{} patients, {} changes", found.patients, found.entries));
        Ok(())
    })();
    drop(turn);
    let _ = std::fs::remove_dir_all(host.backup_work());
    host.backups_changed(DEFAULT);
    made
}

fn take(host: &Host, clinic: &Clinic, reason: Reason, is_gentle: bool) -> Result<Prepared> {
    let work = fresh_work(host)?;
    let bytes = std::fs::metadata(clinic.db().path()).map_or(0, |data| data.len());
    // The snapshot, and the rows that are made anew in it when it is checked.
    check_room(&work, 2 * bytes)?;
    let recovery = host.recovery_key().filter(|_| !is_demo(clinic));
    let computer = host.remember_backups(is_demo(clinic), |kept| kept.computer)?;
    let order = Order { work: &work, computer, reason, recovery, program: env!("CARGO_PKG_VERSION") };
    let going = Going::new(host, "backup_copy", is_gentle);
    backups::prepare(clinic.db(), clinic.outside(), order, &|done, total| going.on(done, total))
}

fn deliver_all(
    host: &Host,
    prepared: &Prepared,
    here: &[(Uuid, PathBuf)],
    demo: bool,
    is_gentle: bool,
) -> Result<Vec<String>> {
    let head = prepared.head();
    let name = name_of(head.made_at);
    let (mut hashes, mut failure) = (vec![], None);
    for (id, folder) in here {
        remove_unfinished(folder, head.computer.unwrap_or_default());
        let going = Going::new(host, "backup_write", is_gentle);
        let made = check_room(folder, head.database_bytes)
            .and_then(|()| prepared.deliver(folder, &name, &|done, total| going.on(done, total)));
        match made {
            Ok(Made { hash, .. }) => {
                tell(host, demo, *id, None);
                hashes.push(hex(&hash));
            }
            Err(reason) => {
                tell(host, demo, *id, Some(&reason));
                failure.get_or_insert(reason);
            }
        }
        host.backups_changed(*id);
    }
    match failure {
        Some(reason) if hashes.is_empty() => Err(reason),
        _ => Ok(hashes),
    }
}

/// What went wrong at a place, or that nothing did.
fn tell(host: &Host, demo: bool, place: Uuid, reason: Option<&Error>) {
    let at = crate::host::outside().now();
    // It is told on the screen as well; what cannot be remembered is not worth stopping for.
    let _ = host.remember_backups(demo, |kept| match reason {
        Some(reason) => {
            kept.troubles.insert(place, Trouble { at, problem: reason.public() });
        }
        None => {
            kept.troubles.remove(&place);
        }
    });
}

/// `healthsync-2026-11-26T1803`, by the local clock: what people look for.
pub fn name_of(at: i64) -> String {
    let local = chrono::DateTime::from_timestamp_millis(at + local_offset(at)).unwrap_or_default();
    local.format("healthsync-%Y-%m-%dT%H%M").to_string()
}

/// Removes what is surplus in each place, of what this computer made.
fn rotate_all(here: &[(Uuid, PathBuf)], kept: &Kept, now: i64) {
    let is_well = |hash: &[u8; 32]| kept.outcomes.get(&hex(hash)).is_some_and(|outcome| outcome.found.is_well());
    for (_, folder) in here {
        backups::rotate(folder, kept.computer, &is_well, local_offset(now));
    }
}
