//! What a replica of the server must keep outside its clinic's file, sealed under the server's own secret.

use healthsync_clinic::db::{Anchor, Key, Secrets};
use healthsync_clinic::outside::Outside;
use healthsync_clinic::vault::Sealed;
use healthsync_clinic::{Error, Result, StoreError};
use healthsync_hub::tls::write_private;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The small file beside a replica's database.
pub(super) struct SecretsFile {
    path: PathBuf,
    seal: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct Written {
    key: [u8; 32],
    origin_secret: [u8; 32],
    marks: Vec<[u8; 16]>,
    anchors: Vec<Anchor>,
    workstation_id: Option<Uuid>,
}

/// The secrets, and what the hub calls this replica once it is enrolled.
#[derive(Clone)]
pub(super) struct Kept {
    pub secrets: Secrets,
    pub workstation_id: Option<Uuid>,
}

impl SecretsFile {
    pub(super) fn new(path: PathBuf, seal: [u8; 32]) -> SecretsFile {
        SecretsFile { path, seal }
    }

    /// What was kept; none where nothing was.
    pub(super) fn load(&self) -> Result<Option<Kept>> {
        let text = match std::fs::read(&self.path) {
            Ok(text) => text,
            Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(reason) => return Err(StoreError::File(reason).into()),
        };
        let sealed: Sealed = serde_json::from_slice(&text).map_err(unreadable)?;
        let written: Written = serde_json::from_slice(&sealed.open(&self.seal)?).map_err(unreadable)?;
        let (key, origin_secret) = (Key(written.key), written.origin_secret);
        let secrets = Secrets { key, origin_secret, marks: written.marks, anchors: written.anchors };
        Ok(Some(Kept { secrets, workstation_id: written.workstation_id }))
    }

    /// Keeps them: the old file stays whole until the new one is.
    pub(super) fn save(&self, kept: &Kept, outside: &Outside) -> Result<()> {
        let written = Written {
            key: kept.secrets.key.0,
            origin_secret: kept.secrets.origin_secret,
            marks: kept.secrets.marks.clone(),
            anchors: kept.secrets.anchors.clone(),
            workstation_id: kept.workstation_id,
        };
        let plain = serde_json::to_vec(&written).map_err(unreadable)?;
        let sealed = serde_json::to_vec(&Sealed::new(&self.seal, &plain, outside)?).map_err(unreadable)?;
        replace(&self.path, &sealed).map_err(|reason| StoreError::File(reason).into())
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = path.with_extension("unfinished");
    write_private(&unfinished, bytes)?;
    std::fs::rename(&unfinished, path)?;
    // The rename is on the disk once its folder is; where a folder cannot be opened, there is nothing to sync.
    path.parent().and_then(|folder| std::fs::File::open(folder).ok()).map_or(Ok(()), |folder| folder.sync_all())
}

fn unreadable(reason: serde_json::Error) -> Error {
    StoreError::Unreadable(reason.to_string()).into()
}
