//! Founding a clinic that something brings whole, like a file from another computer: it is made under another name, by
//! nobody seen, and takes its place when all of it is there. Until then nothing that is here is touched.

use crate::host::{Host, beside, outside, remove_database, remove_file, set_up_already};
use crate::keychain::Keeper;
use healthsync_clinic::accounts::Password;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Changed, Db, Opened, Secrets, released};
use healthsync_clinic::vault::new_recovery_code;
use healthsync_clinic::{Clinic, Error, Result, StoreError};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Host {
    /// Has a clinic brought, and opens it when it is whole. Where that fails, or the power does, nothing of it stays.
    /// Returns the recovery code.
    pub fn found_whole(
        &self,
        passphrase: Option<Password>,
        bring: impl FnOnce(&Clinic, &mut Secrets) -> Result<()>,
    ) -> Result<String> {
        std::fs::create_dir_all(&self.folders.data).map_err(StoreError::File)?;
        if passphrase.is_none() {
            self.keychain.check_system()?;
        }
        let taking = Taking::begin(self.folders.taking())?.ok_or_else(taken_already)?;
        let real = self.folders.file(false);
        if self.is_set_up() {
            return Err(set_up_already());
        }
        self.close_when_idle()?;
        self.close();
        // One that was founded, and never set up.
        remove_database(&real)?;
        remove_file(&self.folders.wiped())?;
        let outside = outside();
        let fresh = Secrets::new(&outside);
        // Its keys are kept when it is whole: before that another clinic's may be kept there.
        let Opened { db, mut secrets, .. } = Db::open(&taking.path, &fresh, &outside, &released(), &|_| Ok(()))?;
        let unseen = Arc::new(Unseen(self.listener.clone()));
        let clinic = Clinic::new(db, crate::host::outside(), unseen, secrets.anchors.clone());
        bring(&clinic, &mut secrets)?;
        drop(clinic);
        if real.exists() {
            return Err(set_up_already());
        }
        let keeper = passphrase.map_or(Keeper::System, Keeper::Passphrase);
        let secret = self.keychain.create(keeper, &secrets, &outside)?;
        let code = new_recovery_code(&outside).to_string();
        self.keep_recovery(&code, &secrets.key, &outside)?;
        taking.becomes(&real)?;
        self.open_again(secret)?;
        Ok(code)
    }

    /// Takes away what an earlier run could not finish, and remembers to say so.
    pub(crate) fn clear_unfinished(&self) {
        let path = self.folders.taking();
        // While another process is at it, it is not left; and what cannot be removed now is no hindrance.
        if path.exists() && Taking::begin(path).is_ok_and(|taking| taking.is_some()) {
            self.is_interrupted.store(true, Ordering::Relaxed);
        }
    }
}

/// A file that is being made, held by the process that makes it, and gone with it.
struct Taking {
    path: PathBuf,
    _held: File,
}

impl Taking {
    /// Begins with an empty place; none where another process is at it.
    fn begin(path: PathBuf) -> Result<Option<Taking>> {
        let held = crate::instance::hold(&path.with_added_extension("lock")).map_err(StoreError::File)?;
        let Some(held) = held else { return Ok(None) };
        remove_database(&path)?;
        Ok(Some(Taking { path, _held: held }))
    }

    /// The file takes its place, with what may be left beside it: that first, or it would be lost.
    fn becomes(self, place: &Path) -> Result<()> {
        for side in ["-wal", ""] {
            let from = beside(&self.path, side);
            if from.exists() {
                std::fs::rename(from, beside(place, side)).map_err(StoreError::File)?;
            }
        }
        crate::keychain::sync_folder(place)
    }
}

impl Drop for Taking {
    fn drop(&mut self) {
        // What cannot be removed now is removed when the next one begins.
        let _ = remove_database(&self.path);
    }
}

/// Tells how far it has come and nothing else: what is not whole is nobody's business.
struct Unseen(Arc<dyn Listener>);

impl Listener for Unseen {
    fn changed(&self, _: &[Changed]) {}

    fn progress(&self, job: &str, done: usize, total: usize) {
        self.0.progress(job, done, total);
    }
}

fn taken_already() -> Error {
    let sentence = "A clinic’s file is being taken on this computer already. Wait until that is done.";
    Error::Refused { code: "taken_already", sentence: sentence.into() }
}

/// What is said at the next start.
pub(crate) fn interrupted() -> Error {
    let sentence = "Taking the clinic’s file was interrupted, and nothing of it was kept. Take the file once more: it is still good.";
    Error::Refused { code: "joining_interrupted", sentence: sentence.into() }
}
