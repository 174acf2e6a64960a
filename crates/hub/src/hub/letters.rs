//! A note, outside the database, of how many letter codes each organization was given: a database that is put back from
//! a backup forgets what was given since, and a letter must never be given twice. Lines are only ever added.

use crate::tls::beside;
use crate::{HubError, Result};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub(super) struct Letters(Option<PathBuf>);

impl Letters {
    pub(super) fn beside(files: &Path) -> Letters {
        Letters(Some(beside(files, ".letters")))
    }

    /// For who gives no letters.
    pub(super) fn nowhere() -> Letters {
        Letters(None)
    }

    /// So many letter codes were given.
    pub(super) fn given(&self, organization_id: Uuid) -> Result<u64> {
        let Some(path) = &self.0 else { return Ok(0) };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(reason) => return Err(failed(path, &reason)),
        };
        let name = organization_id.to_string();
        let counts = text.lines().filter_map(|line| line.strip_prefix(&name)?.trim().parse().ok());
        Ok(counts.max().unwrap_or(0))
    }

    /// Notes it before the transaction that gives the letter is committed: at worst a letter is given to nobody.
    pub(super) fn note(&self, organization_id: Uuid, given: u64) -> Result<()> {
        let Some(path) = &self.0 else { return Ok(()) };
        if self.given(organization_id)? >= given {
            return Ok(());
        }
        let write = || {
            let mut file = OpenOptions::new().create(true).append(true).open(path)?;
            // On a line of its own, even where a power cut ended the last one in the middle.
            file.write_all(format!("\n{organization_id} {given}\n").as_bytes())?;
            file.sync_all()
        };
        write().map_err(|reason: std::io::Error| failed(path, &reason))
    }
}

fn failed(path: &Path, reason: &std::io::Error) -> HubError {
    HubError::Broken(format!("the note of letter codes {} fails: {reason}", path.display()))
}
