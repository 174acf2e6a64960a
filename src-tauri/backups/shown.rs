//! How the backups stand, for the screen: what is where, how old, proven or not, and what is in the way.

use super::kept::{Kept, Trouble, hex};
use super::{DEFAULT, Disk, Drill, disks, is_demo};
use crate::host::Host;
use healthsync_clinic::accounts::Nothing;
use healthsync_clinic::backups::{Checked, Made, NAME_END, Reason, is_due, is_overdue, read_head};
use healthsync_clinic::command::Right;
use healthsync_clinic::outside::Millis;
use healthsync_clinic::{Clinic, Result};
use schemars::JsonSchema;
use serde::Serialize;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use uuid::Uuid;

/// Disks write down when a file was written in steps of up to so long.
const COARSE_MS: Millis = 5_000;

/// Whether a backup was opened and was well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was opened and all of it checked.
    Well,
    /// Something in it differs.
    Unwell,
    /// It was not opened on this computer yet.
    Unchecked,
}

/// One backup in one place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupItem {
    /// The file.
    pub path: String,
    /// The place that it is in.
    pub place_id: Uuid,
    /// When it was made.
    pub made_at: Millis,
    /// Why it was made.
    pub reason: Reason,
    /// Its size in bytes.
    pub bytes: u64,
    /// The program that made it.
    pub program: String,
    /// This computer made it, and removes it when it is surplus.
    pub is_own: bool,
    /// Whether it was well.
    pub verdict: Verdict,
    /// What differs, where something does.
    pub found: Option<Checked>,
}

/// A place for backups.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupPlace {
    /// Its number.
    pub id: Uuid,
    /// The folder.
    pub path: String,
    /// The name of its disk, if it can be unplugged.
    pub disk: Option<String>,
    /// The folder beside the clinic's file, which is always used.
    pub is_default: bool,
    /// It is there; otherwise its disk is waited for.
    pub is_here: bool,
    /// What is free there, in bytes.
    pub free_bytes: Option<u64>,
    /// When the latest backup there was made, by this computer.
    pub last_at: Option<Millis>,
    /// Today's is still to be made there.
    pub is_due: bool,
    /// What went wrong there last.
    pub trouble: Option<Trouble>,
}

/// All of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupStatus {
    /// The clinic is made up: backups are made on demand only.
    pub is_demo: bool,
    /// One is being made, checked or restored.
    pub is_running: bool,
    /// In short.
    pub standing: BackupStanding,
    /// Where they go.
    pub places: Vec<BackupPlace>,
    /// What there is, the latest first.
    pub backups: Vec<BackupItem>,
    /// Disks that could be chosen.
    pub disks: Vec<Disk>,
    /// The last drill.
    pub drill: Option<Drill>,
}

/// In short, for everybody who is signed in.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupStanding {
    /// No proven backup is younger than three days.
    pub is_overdue: bool,
    /// When the latest proven one was made.
    pub last_verified_at: Option<Millis>,
    /// When the latest was made.
    pub last_at: Option<Millis>,
    /// Today's is still to be made somewhere.
    pub is_due: bool,
}

/// What the local clock is ahead of UTC, in milliseconds.
pub fn local_offset(at: Millis) -> i64 {
    use chrono::{Local, Offset, TimeZone};
    let local = Local.timestamp_millis_opt(at).earliest();
    local.map_or(0, |local| i64::from(local.offset().fix().local_minus_utc()) * 1_000)
}

/// Every place and where it is now, the default one first.
pub(super) fn places(host: &Host, kept: &Kept) -> Vec<(Uuid, Option<PathBuf>)> {
    let default = host.backup_folder();
    // Where it cannot be made, making a backup there says why.
    let _ = std::fs::create_dir_all(&default);
    let chosen = kept.places.iter().map(|place| (place.id, disks::find(place)));
    std::iter::once((DEFAULT, Some(default))).chain(chosen).collect()
}

/// The backups in a folder, the latest first. What is no backup, or is cut off, is left out.
pub(super) fn in_folder(folder: &Path, place_id: Uuid, kept: &Kept) -> Vec<BackupItem> {
    let mut found: Vec<BackupItem> = files(folder).iter().filter_map(|path| item(path, place_id, kept)).collect();
    found.sort_by_key(|item| std::cmp::Reverse(item.made_at));
    found
}

pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut paths: Vec<PathBuf> = entries.unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|end| end == NAME_END) && path.is_file());
    paths
}

fn item(path: &Path, place_id: Uuid, kept: &Kept) -> Option<BackupItem> {
    let head = read_head(path).ok()?;
    let about = std::fs::metadata(path).ok()?;
    let outcome =
        kept.outcomes.get(&hex(&Made::at(path).ok()?.hash)).filter(|outcome| is_as_checked(&about, outcome.at));
    let verdict = match outcome {
        None => Verdict::Unchecked,
        Some(outcome) if outcome.found.is_well() => Verdict::Well,
        Some(_) => Verdict::Unwell,
    };
    Some(BackupItem {
        path: path.display().to_string(),
        place_id,
        made_at: head.made_at,
        reason: head.reason,
        bytes: about.len(),
        program: head.program,
        is_own: head.computer.map_or(place_id == DEFAULT, |computer| computer == kept.computer),
        verdict,
        found: outcome.map(|outcome| outcome.found.clone()).filter(|found| !found.is_well()),
    })
}

/// Whether a file was not written since it was checked: damage done later leaves the hash at its end as it was.
fn is_as_checked(about: &Metadata, checked_at: Millis) -> bool {
    let since_1970 = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let written_at = since_1970.and_then(|since| Millis::try_from(since.as_millis()).ok());
    written_at.is_none_or(|at| at <= checked_at + COARSE_MS)
}

/// Today's at a place, by what this computer made there since it began to make them; one from before an update is none.
pub(super) fn last_at(backups: &[BackupItem], place: Uuid) -> Option<Millis> {
    let ours = |item: &&BackupItem| item.place_id == place && item.is_own && item.reason != Reason::BeforeUpgrade;
    backups.iter().filter(ours).map(|item| item.made_at).max()
}

fn gather(host: &Host, clinic: &Clinic) -> Result<BackupStatus> {
    let demo = is_demo(clinic);
    let kept = host.kept(demo);
    let now = clinic.outside().now();
    let mut backups = vec![];
    let mut shown = vec![];
    for (id, folder) in places(host, &kept) {
        if let Some(folder) = &folder {
            backups.extend(in_folder(folder, id, &kept));
        }
        let place = kept.places.iter().find(|place| place.id == id);
        let last = last_at(&backups, id);
        let path = folder.clone().or_else(|| place.map(|place| place.path.clone())).unwrap_or_default();
        shown.push(BackupPlace {
            id,
            path: path.display().to_string(),
            disk: place.and_then(|place| place.disk.clone()),
            is_default: id == DEFAULT,
            is_here: folder.is_some(),
            free_bytes: folder.as_deref().and_then(disks::free_bytes),
            last_at: last,
            is_due: !demo && is_due(now, last, local_offset(now)),
            trouble: kept.troubles.get(&id).cloned(),
        });
    }
    backups.sort_by_key(|item| std::cmp::Reverse(item.made_at));
    let since = clinic.began_at()?.unwrap_or(now);
    let standing = short(demo, &backups, shown.iter().any(|place| place.is_due), since, now);
    let is_running = host.backup_turn().is_err();
    // What was tried out before this clinic began was another's.
    let drill = kept.drill.filter(|drill| drill.at >= since);
    Ok(BackupStatus { is_demo: demo, is_running, standing, places: shown, backups, disks: disks::removable(), drill })
}

fn short(demo: bool, backups: &[BackupItem], is_due: bool, since: Millis, now: Millis) -> BackupStanding {
    let own = || backups.iter().filter(|item| item.is_own);
    let last_verified_at = own().filter(|item| item.verdict == Verdict::Well).map(|item| item.made_at).max();
    BackupStanding {
        is_overdue: !demo && is_overdue(now, last_verified_at, since),
        last_verified_at,
        last_at: own().map(|item| item.made_at).max(),
        is_due,
    }
}

/// How the backups stand.
pub fn status(host: &Host, session: Option<&str>, _: Nothing) -> Result<BackupStatus> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    gather(host, &clinic)
}

/// The same in short.
pub fn standing(host: &Host, session: Option<&str>, _: Nothing) -> Result<BackupStanding> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::SignedIn)?;
    gather(host, &clinic).map(|status| status.standing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_file_that_was_written_after_it_was_checked_is_as_unknown_as_a_new_one() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let checked_at: Millis = 1_780_000_000_000;
        let is_as_checked_when_written = |ms: i64| {
            let at = UNIX_EPOCH + Duration::from_millis(ms.try_into().expect("after 1970"));
            file.as_file().set_modified(at).expect("it can be set");
            is_as_checked(&file.as_file().metadata().expect("it is there"), checked_at)
        };
        assert!(is_as_checked_when_written(checked_at - 60_000), "it is as it was when it was checked");
        assert!(is_as_checked_when_written(checked_at + 1_000), "a disk that counts in seconds says no more than that");
        assert!(!is_as_checked_when_written(checked_at + 60_000), "somebody or something wrote it since");
    }
}
