//! Putting a backup into a folder: whole or not at all, read back before it counts.

use super::container::{self, Head};
use super::{Pace, refused};
use crate::error::{Error, Result, StoreError};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// How the name of a backup ends.
pub const NAME_END: &str = "hsbackup";

/// How the name of one ends that is not whole yet: each computer has its own, for they may share a folder.
fn unfinished_end(computer: Option<Uuid>) -> String {
    format!("{}.unfinished", computer.unwrap_or_default().simple())
}

/// Writes a backup into a folder that is there, under a name that is free, and reads it back. Returns where it is, and
/// its hash. Whatever happens, nothing is left that looks like a backup and is none.
///
/// # Errors
/// When the disk is full, may not be written, takes no file as large, or is gone: each with its own code and sentence.
pub fn deliver(folder: &Path, name: &str, head: &Head, database: &Path, pace: Pace<'_>) -> Result<(PathBuf, [u8; 32])> {
    let unfinished = folder.join(format!("{name}.{}", unfinished_end(head.computer)));
    let work = || -> Result<(PathBuf, [u8; 32])> {
        let mut file = File::create(&unfinished).map_err(StoreError::from)?;
        // Each pass is half of the way.
        let total = 2 * head.database_bytes;
        let hash = container::write(&mut file, head, database, &|done, _| pace(done, total))?;
        file.sync_all().map_err(StoreError::from)?;
        drop(file);
        container::read_whole(&unfinished, &|done, _| pace(head.database_bytes + done, total))?;
        let path = free(folder, name);
        std::fs::rename(&unfinished, &path).map_err(StoreError::from)?;
        #[cfg(unix)]
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::from)?;
        Ok((path, hash))
    };
    work().map_err(|reason| {
        // A disk that is gone takes its half with it; it is removed when the disk is next seen.
        let _ = std::fs::remove_file(&unfinished);
        say(reason, folder)
    })
}

/// A name that no other backup has: the clock may have been set back over an hour that had one.
fn free(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name).with_extension(NAME_END);
    let other = |number: u32| folder.join(format!("{name}-{number}")).with_extension(NAME_END);
    if path.exists() { (2..).map(other).find(|path| !path.exists()).unwrap_or(path) } else { path }
}

fn say(reason: Error, folder: &Path) -> Error {
    let Error::Store(StoreError::File(reason)) = reason else { return reason };
    let place = folder.display();
    let (code, sentence) = match reason.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "backup_disk_full",
            format!("There is no room for the backup in {place}. Free some space or choose another place."),
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            "backup_read_only",
            format!("{place} may not be written. Is the disk's lock on? Choose another place, or unlock it."),
        ),
        ErrorKind::FileTooLarge => {
            let why = "the disk takes no file as large as this backup (FAT32 ends at 4 GB). Format it as exFAT, or choose another";
            ("backup_too_large", format!("In {place} {why}."))
        }
        _ => {
            let why = "disappeared or failed while the backup was written";
            (
                "backup_disk_gone",
                format!("{place} {why} ({reason}). Plug the disk in again; the backup is then made by itself."),
            )
        }
    };
    match refused::<()>(code, sentence) {
        Err(error) => error,
        Ok(()) => Error::Cancelled,
    }
}

/// Removes what a power cut or a pulled disk left half done by a computer in a folder.
pub fn remove_unfinished(folder: &Path, computer: Uuid) {
    let end = unfinished_end(Some(computer));
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(&end)) {
            // What cannot be removed does no harm: it does not look like a backup.
            let _ = std::fs::remove_file(&path);
        }
    }
}
