//! Founding a clinic that something brings whole, like a file from another computer: all of it, or nothing.

use crate::host::{Host, remove_file, set_up_already};
use healthsync_clinic::accounts::Password;
use healthsync_clinic::db::Secrets;
use healthsync_clinic::{Clinic, Error, Result, StoreError};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// What a clinic's bringer is handed to keep its secrets with.
type Keep<'a> = &'a dyn Fn(&Secrets) -> Result<()>;

impl Host {
    /// Makes the file of a clinic and has it brought. Where that fails, or the power does, nothing of it stays. Returns
    /// the recovery code.
    pub fn found_whole(
        &self,
        passphrase: Option<Password>,
        bring: impl FnOnce(&Clinic, &mut Secrets, Keep<'_>) -> Result<()>,
    ) -> Result<String> {
        if self.is_set_up() {
            return Err(set_up_already());
        }
        let mark = Mark::set(self.folders.unfinished())?;
        let brought = self.found(false, passphrase).and_then(|code| {
            let clinic = self.clinic()?;
            self.with_secrets(|secrets, keep| bring(&clinic, secrets, keep))?;
            Ok(code)
        });
        let founded = brought.and_then(|code| remove_file(&mark.path).map(|()| code));
        match &founded {
            Ok(_) => self.founded_whole(),
            Err(_) => self.give_up()?,
        }
        founded
    }

    /// Takes away what an earlier run could not finish.
    pub(crate) fn clear_unfinished(&self) -> Result<()> {
        if is_left(&self.folders.unfinished()) {
            self.give_up()?;
            self.is_interrupted.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    fn give_up(&self) -> Result<()> {
        self.close();
        self.destroy()?;
        remove_file(&self.folders.unfinished())
    }
}

/// A mark outside the clinic's file, held by the process that is at it.
struct Mark {
    path: PathBuf,
    _held: File,
}

impl Mark {
    fn set(path: PathBuf) -> Result<Mark> {
        crate::keychain::write_whole(&path, b"")?;
        let held = File::open(&path).map_err(StoreError::File)?;
        held.lock().map_err(StoreError::File)?;
        Ok(Mark { path, _held: held })
    }
}

/// Whether the mark stands and nobody is at it any more.
fn is_left(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// What is said at the next start.
pub(crate) fn interrupted() -> Error {
    let sentence = "Taking the clinic’s file was interrupted, and nothing of it was kept. Take the file once more: it is still good.";
    Error::Refused { code: "joining_interrupted", sentence: sentence.into() }
}
