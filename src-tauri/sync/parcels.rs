//! Files for a USB stick: written to a folder or the downloads, taken from a path or dropped on the window.

use crate::host::Host;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Local};
use healthsync_clinic::accounts::Right;
use healthsync_clinic::{Error, Invalid, Result, exchange};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A file larger than this is none of ours: a clinic's whole history is smaller.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// What to write to a file.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ExportOrder {
    /// Everything, not only what the server has not confirmed.
    pub is_all: bool,
    /// The folder, e.g. of the stick; none for the downloads.
    pub folder: Option<String>,
}

/// A file that was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedChanges {
    /// Where it is.
    pub path: String,
    /// How many changes it carries.
    pub changes: usize,
    /// Its size.
    pub bytes: usize,
}

/// A file to be taken: by its path, or its bytes where it was dropped on the window.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ImportOrder {
    /// Where it is.
    pub path: Option<String>,
    /// Its bytes.
    pub bytes_base64: Option<String>,
}

/// What a file brought.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportedChanges {
    /// So many changes were not held here before.
    pub taken: usize,
    /// So many were.
    pub held_already: usize,
    /// When the file was made, in milliseconds since 1970.
    pub made_at: i64,
    /// What people call the computer that made it, if it is known here.
    pub made_by: Option<String>,
    /// Why some changes were set aside.
    pub set_aside: Vec<String>,
}

/// Writes a file of changes.
pub fn export_changes(host: &Host, session: Option<&str>, order: ExportOrder) -> Result<ExportedChanges> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::SignedIn)?;
    let made = host.with_secrets(|secrets, _| exchange::export(&clinic, secrets, order.is_all))?;
    let path = write_file(clinic.outside().now(), "changes", order.folder.as_deref(), &made.bytes)?;
    Ok(ExportedChanges { path, changes: made.changes, bytes: made.bytes.len() })
}

/// Writes a file that was made at some time, under a name that says what it is for. Returns where it is.
pub(super) fn write_file(made_at: i64, what: &str, folder: Option<&str>, bytes: &[u8]) -> Result<String> {
    let made_at = DateTime::from_timestamp_millis(made_at).unwrap_or_default().with_timezone(&Local);
    let name = format!("healthsync-{what}-{}.hsync", made_at.format("%Y-%m-%d-%H%M"));
    let path = match folder.map(str::trim).filter(|folder| !folder.is_empty()) {
        None => crate::files::save(&name, bytes)?,
        Some(folder) if !Path::new(folder).is_dir() => {
            let sentence = "This folder is not there. Is the stick plugged in?";
            return Err(Invalid::new("folder", "no_such_folder", sentence).into());
        }
        Some(folder) => crate::files::save_in(Path::new(folder), &name, bytes)?,
    };
    Ok(path.display().to_string())
}

/// Takes a file of changes.
pub fn import_changes(host: &Host, session: Option<&str>, order: ImportOrder) -> Result<ImportedChanges> {
    let clinic = host.clinic()?;
    clinic.check(session, Right::SignedIn)?;
    let bytes = match (&order.path, &order.bytes_base64) {
        (_, Some(text)) => STANDARD.decode(text).map_err(|reason| Error::BadInput(reason.to_string()))?,
        (Some(path), None) => read_file(path)?,
        (None, None) => return Err(Invalid::new("path", "required", "Choose a file.").into()),
    };
    let imported = host.with_secrets(|secrets, keep| exchange::import(&clinic, secrets, keep, &bytes))?;
    if imported.is_new_origin && exchange::server(clinic.db())?.is_some() {
        exchange::introduce(&clinic)?;
    }
    host.link.poke(super::Poke::Change);
    Ok(ImportedChanges {
        taken: imported.taken,
        held_already: imported.held_already,
        made_at: imported.made_at,
        made_by: imported.made_by,
        set_aside: imported.set_aside,
    })
}

/// Reads a file from a path as it was typed.
pub(super) fn read_file(path: &str) -> Result<Vec<u8>> {
    let path = Path::new(path.trim());
    let unreadable = |_| {
        let sentence = "This file cannot be read. Is the stick still plugged in?";
        Error::from(Invalid::new("path", "file_unreadable", sentence))
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > MOST_BYTES {
        let sentence = "This is not a file of changes. Choose one that ends in .hsync.";
        return Err(Error::Refused { code: "parcel_not_ours", sentence: sentence.into() });
    }
    std::fs::read(path).map_err(unreadable)
}
