//! Looking into a backup: what it is, what is in it, and whether it would serve.

use super::kept::{Outcome, hex};
use super::shown::{files, in_folder, places};
use super::work::{Going, check_room, fresh_work};
use super::{DEFAULT, Drill, check_way_back, disks, is_demo};
use crate::host::Host;
use healthsync_clinic::backups::{
    Head, Inside, Made, Newer, Reason, check, extract, key_from_code, newer, read_head, read_whole,
};
use healthsync_clinic::command::Right;
use healthsync_clinic::db::{Key, released};
use healthsync_clinic::outside::Millis;
use healthsync_clinic::{Error, Result, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A backup, and how it is opened.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BackupChoice {
    /// The file, or a folder whose latest backup is meant; none is the latest of this computer's.
    pub path: Option<String>,
    /// The recovery code, where this computer has not the key.
    pub code: Option<String>,
}

/// Where to look.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FoundQuery {
    /// A folder; none is the usual ones, and every disk that can be unplugged.
    pub path: Option<String>,
}

/// A backup that was found: what stands in the clear.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FoundBackup {
    /// The file.
    pub path: String,
    /// When it was made.
    pub made_at: Millis,
    /// Its size in bytes.
    pub bytes: u64,
    /// Why it was made.
    pub reason: Reason,
    /// The program that made it.
    pub program: String,
}

/// What is in a backup.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackupInside {
    /// What was found.
    pub backup: FoundBackup,
    /// The clinic's name; empty in one from before an update.
    pub clinic: String,
    /// How many patients; none in one from before an update, whose rows nobody counted.
    pub patients: Option<i64>,
    /// When the latest entry in it was written.
    pub newest_at: Option<Millis>,
    /// What the clinic that is open has and the backup has not.
    pub newer: Option<Newer>,
    /// It is of the clinic that is open; none where none is.
    pub is_this_clinic: Option<bool>,
}

/// The backups that can be seen from here, the latest first.
pub fn found(host: &Host, session: Option<&str>, input: FoundQuery) -> Result<Vec<FoundBackup>> {
    check_way_back(host, session)?;
    let folders: Vec<PathBuf> = match input.path.as_deref().map(str::trim).filter(|path| !path.is_empty()) {
        Some(path) => vec![path.into()],
        None => {
            let chosen = places(host, &host.kept(false)).into_iter().filter_map(|(_, folder)| folder);
            let sticks = disks::removable().into_iter().flat_map(|disk| with_folders(Path::new(&disk.path)));
            chosen.chain(sticks).collect()
        }
    };
    let paths = folders.iter().flat_map(|path| if path.is_file() { vec![path.clone()] } else { files(path) });
    let mut found: Vec<FoundBackup> = paths.filter_map(|path| in_the_clear(&path, &read_head(&path).ok()?)).collect();
    found.sort_by(|a, b| (b.made_at, &a.path).cmp(&(a.made_at, &b.path)));
    found.dedup_by(|a, b| a.path == b.path);
    Ok(found)
}

/// A disk's own folder, and those in it.
fn with_folders(disk: &Path) -> Vec<PathBuf> {
    let inner = std::fs::read_dir(disk).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let inner: Vec<PathBuf> = inner.unwrap_or_default();
    std::iter::once(disk.to_owned()).chain(inner.into_iter().filter(|path| path.is_dir()).take(50)).collect()
}

fn in_the_clear(path: &Path, head: &Head) -> Option<FoundBackup> {
    Some(FoundBackup {
        path: path.display().to_string(),
        made_at: head.made_at,
        bytes: std::fs::metadata(path).ok()?.len(),
        reason: head.reason,
        program: head.program.clone(),
    })
}

/// The backup that is meant, and its key.
pub fn chosen(host: &Host, choice: &BackupChoice) -> Result<(PathBuf, Head, Inside, Key)> {
    let path = path_of(host, choice)?;
    let head = read_head(&path)?;
    if head.schema > released().version() {
        return Err(StoreError::NewerVersion(head.program).into());
    }
    let code = choice.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    if let Some(code) = code {
        let key = key_from_code(&head, code)?;
        let inside = head.inside(&key)?;
        return Ok((path, head, inside, key));
    }
    let own = host.any_key().and_then(|key| Some((head.inside(&key).ok()?, key)));
    match own {
        Some((inside, key)) => Ok((path, head, inside, key)),
        None => Err(Error::Refused {
            code: "backup_needs_code",
            sentence: "This computer has not the key of this backup. Type the recovery code from the paper.".into(),
        }),
    }
}

fn path_of(host: &Host, choice: &BackupChoice) -> Result<PathBuf> {
    let none = || Error::Refused {
        code: "backup_missing",
        sentence: "There is no backup at this place. Is the disk plugged in?".into(),
    };
    let latest = |mut paths: Vec<(Millis, PathBuf)>| {
        paths.sort();
        paths.pop().map(|(_, path)| path).ok_or_else(none)
    };
    match choice.path.as_deref().map(str::trim).filter(|path| !path.is_empty()) {
        Some(path) if Path::new(path).is_dir() => {
            let all = files(Path::new(path)).into_iter();
            latest(all.filter_map(|path| Some((read_head(&path).ok()?.made_at, path))).collect())
        }
        Some(path) => Ok(path.into()),
        None => {
            let demo = host.clinic().is_ok_and(|clinic| is_demo(&clinic));
            let kept = host.kept(demo);
            let here = places(host, &kept).into_iter().filter_map(|(id, folder)| Some((id, folder?)));
            let items = here.flat_map(|(id, folder)| in_folder(&folder, id, &kept));
            let own = items.filter(|item| item.is_own && item.reason != Reason::BeforeUpgrade);
            latest(own.map(|item| (item.made_at, item.path.into())).collect())
        }
    }
}

/// What is in a backup, after reading every byte of it; and what would be missing if the clinic went on from it.
pub fn inspect(host: &Host, session: Option<&str>, input: BackupChoice) -> Result<BackupInside> {
    check_way_back(host, session)?;
    let (path, head, inside, _) = chosen(host, &input)?;
    let going = Going::new(host, "backup_read", false);
    read_whole(&path, &|done, total| going.on(done, total))?;
    let open = host.clinic().ok().filter(|clinic| clinic.db().place().is_some());
    let is_bare = head.reason == Reason::BeforeUpgrade;
    let same = open.as_ref().and_then(|clinic| clinic.db().place()).filter(|_| !is_bare);
    let compared = open.as_ref().filter(|_| !is_bare);
    Ok(BackupInside {
        backup: in_the_clear(&path, &head).ok_or_else(|| StoreError::Unreadable("the backup is gone".into()))?,
        clinic: inside.clinic.clone(),
        patients: (!is_bare).then_some(inside.patients),
        newest_at: inside.newest_at,
        newer: compared.map(|clinic| newer(clinic.db(), &inside.anchors)).transpose()?,
        is_this_clinic: same.map(|place| place.organization_id == inside.organization_id),
    })
}

/// Takes a backup out, opens it and checks all of it: whether it would serve. Nothing of the clinic is touched.
pub fn drill(host: &Host, session: Option<&str>, input: BackupChoice) -> Result<Drill> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let (path, head, inside, key) = chosen(host, &input)?;
    let turn = host.backup_turn()?;
    host.backups_changed(DEFAULT);
    let started = Instant::now();
    let checked = (|| {
        let work = fresh_work(host)?;
        check_room(&work, 2 * head.database_bytes)?;
        let copy = work.join("drill.db");
        let going = Going::new(host, "backup_read", false);
        extract(&path, &key, &copy, &|done, total| going.on(done, total))?;
        let going = Going::new(host, "backup_check", false);
        check(&copy, &key, &inside.anchors, &|done, total| going.on(done, total))
    })();
    let _ = std::fs::remove_dir_all(host.backup_work());
    let found = checked?;
    let drill = Drill {
        at: clinic.outside().now(),
        path: path.display().to_string(),
        made_at: head.made_at,
        took_ms: i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX),
        found: found.clone(),
    };
    let hash = hex(&Made::at(&path)?.hash);
    host.remember_backups(is_demo(&clinic), |kept| {
        kept.outcomes.insert(hash, Outcome { at: drill.at, found });
        kept.drill = Some(drill.clone());
    })?;
    drop(turn);
    host.backups_changed(DEFAULT);
    Ok(drill)
}
