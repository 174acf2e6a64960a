//! Backups as this computer keeps them: when, where to, how they stand, and the way back.

mod disks;
mod kept;
mod opened;
mod restore;
mod shown;
mod swap;
mod tend;
mod work;

pub use disks::Disk;
pub use kept::{Drill, Trouble};
pub use opened::{BackupChoice, BackupInside, FoundBackup, FoundQuery, drill, found, inspect};
pub use restore::{RestoreOrder, finish_restore, restore};
pub use shown::{BackupItem, BackupPlace, BackupStanding, BackupStatus, Verdict, standing, status};
pub use tend::tend;
pub use work::back_up_now;

use crate::host::Host;
use healthsync_clinic::accounts::Nothing;
use healthsync_clinic::command::Right;
use healthsync_clinic::db::Changed;
use healthsync_clinic::{Clinic, Error, Result};
use kept::Kept;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// What the program knows of its backups while it runs.
#[derive(Default)]
pub struct State {
    /// Held by whoever makes, opens or restores one: one at a time.
    running: Mutex<()>,
    /// Held while the small file is read and written.
    kept: Mutex<()>,
}

/// The default folder's number.
const DEFAULT: Uuid = Uuid::nil();

impl Host {
    fn backup_folder(&self) -> PathBuf {
        self.folders.data.join("backups")
    }

    /// Where copies lie while they are made and checked: on the clinic's own disk, encrypted as everything.
    fn backup_work(&self) -> PathBuf {
        self.backup_folder().join("work")
    }

    fn kept(&self, is_demo: bool) -> Kept {
        let _guard = lock(&self.backups.kept);
        Kept::load(&self.folders.config, is_demo)
    }

    /// Changes what is remembered.
    fn remember_backups<T>(&self, is_demo: bool, change: impl FnOnce(&mut Kept) -> T) -> Result<T> {
        let _guard = lock(&self.backups.kept);
        let mut kept = Kept::load(&self.folders.config, is_demo);
        let done = change(&mut kept);
        kept.save(&self.folders.config, is_demo)?;
        Ok(done)
    }

    fn backup_turn(&self) -> Result<MutexGuard<'_, ()>> {
        match self.backups.running.try_lock() {
            Ok(guard) => Ok(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => Err(Error::Refused {
                code: "backup_running",
                sentence: "A backup is being made or checked. Try again when it is done.".into(),
            }),
        }
    }

    /// Screens that show backups ask again.
    fn backups_changed(&self, id: Uuid) {
        self.listener.changed(&[Changed { kind: "backup".into(), id }]);
    }
}

fn is_demo(clinic: &Clinic) -> bool {
    clinic.db().place().is_some_and(|place| place.is_demo)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Who may restore: an administrator of the clinic that is open; before one is, whoever has the key or the code.
fn check_way_back(host: &Host, session: Option<&str>) -> Result<()> {
    match host.clinic() {
        Ok(clinic) if clinic.db().place().is_some() && host.is_set_up() => clinic.check(session, Right::ManageSettings),
        _ => Ok(()),
    }
}

/// A folder for backups.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct NewBackupPlace {
    /// The folder, which must be there.
    pub path: String,
}

/// One of the places.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct BackupPlaceId {
    /// Its number.
    pub id: Uuid,
}

/// Backups go to this folder too from now on.
pub fn add_backup_place(host: &Host, session: Option<&str>, input: NewBackupPlace) -> Result<BackupStatus> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    let place = disks::mark(Path::new(input.path.trim()))?;
    host.remember_backups(is_demo(&clinic), |kept| {
        kept.places.retain(|known| known.id != place.id);
        kept.places.push(place);
    })?;
    status(host, session, Nothing {})
}

/// Backups go there no more; those that are there stay.
pub fn remove_backup_place(host: &Host, session: Option<&str>, input: BackupPlaceId) -> Result<BackupStatus> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::ManageSettings)?;
    host.remember_backups(is_demo(&clinic), |kept| {
        kept.places.retain(|known| known.id != input.id);
        kept.troubles.remove(&input.id);
    })?;
    status(host, session, Nothing {})
}

/// What to choose with the system's dialog.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ChooseOrder {
    /// What it is.
    pub what: Choosable,
}

/// What can be chosen with the system's dialog.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choosable {
    /// A folder.
    Folder,
    /// A backup.
    Backup,
    /// A file of changes.
    Changes,
}

/// What somebody chose.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChosenPath {
    /// The path; none where nothing was chosen, or the system has no dialog: a path can always be typed.
    pub path: Option<String>,
}

/// Lets a person choose with the system's own dialog.
pub fn choose_path(_: &Host, _: Option<&str>, input: ChooseOrder) -> Result<ChosenPath> {
    let dialog = rfd::FileDialog::new();
    let file = |end: &str| dialog.clone().add_filter("HealthSync", &[end]).pick_file();
    let path = match input.what {
        Choosable::Folder => dialog.pick_folder(),
        Choosable::Backup => file(healthsync_clinic::backups::NAME_END),
        Choosable::Changes => file("hsync"),
    };
    Ok(ChosenPath { path: path.map(|path| path.display().to_string()) })
}
