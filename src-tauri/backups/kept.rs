//! What this computer remembers of its backups: where they go, what checking them found, the last drill. It lies beside
//! the other things that are this computer's alone, and is never synced.

use healthsync_clinic::backups::Checked;
use healthsync_clinic::outside::Millis;
use healthsync_clinic::{PublicError, Result, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A folder that somebody chose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Written into the folder too, so that it is known again under another letter or mount.
    pub id: Uuid,
    /// Where it was when it was chosen.
    pub path: PathBuf,
    /// The name of its disk, if it has one of its own.
    pub disk: Option<String>,
    /// The folder on that disk.
    pub on_disk: Option<PathBuf>,
}

/// Something that went wrong at a place.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Trouble {
    /// When.
    pub at: Millis,
    /// What.
    pub problem: PublicError,
}

/// What checking one backup found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub at: Millis,
    pub found: Checked,
}

/// A backup that was opened to see whether it would serve.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Drill {
    /// When the drill was.
    pub at: Millis,
    /// The backup.
    pub path: String,
    /// When the backup was made.
    pub made_at: Millis,
    /// How long it took to take it out, open and check it, in milliseconds.
    pub took_ms: i64,
    /// What was found.
    pub found: Checked,
}

/// The small file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// A random number for this computer, as it stands in its backups.
    pub computer: Uuid,
    pub places: Vec<Place>,
    /// By the hash that ends a backup, in hex.
    pub outcomes: BTreeMap<String, Outcome>,
    /// By place.
    pub troubles: BTreeMap<Uuid, Trouble>,
    pub drill: Option<Drill>,
}

/// More outcomes than this are those of backups long gone.
const MOST_OUTCOMES: usize = 400;

impl Kept {
    fn file(config: &Path, is_demo: bool) -> PathBuf {
        config.join(if is_demo { "demo-backups.json" } else { "backups.json" })
    }

    /// What was remembered. A file that is missing or cannot be read is begun anew: only its memory of checks is lost,
    /// and the folders are chosen again.
    pub fn load(config: &Path, is_demo: bool) -> Kept {
        let text = std::fs::read(Kept::file(config, is_demo)).ok();
        let kept: Option<Kept> = text.and_then(|text| serde_json::from_slice(&text).ok());
        kept.unwrap_or_else(|| Kept { computer: crate::host::outside().id(), ..Kept::default() })
    }

    pub fn save(&mut self, config: &Path, is_demo: bool) -> Result<()> {
        while self.outcomes.len() > MOST_OUTCOMES {
            let oldest = self.outcomes.iter().min_by_key(|(_, outcome)| outcome.at).map(|(hash, _)| hash.clone());
            self.outcomes.retain(|hash, _| Some(hash) != oldest.as_ref());
        }
        let text = serde_json::to_vec(self).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        crate::keychain::write_whole(&Kept::file(config, is_demo), &text)
    }
}

/// A hash as it is written.
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
