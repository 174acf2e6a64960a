//! Where the program keeps its things: the clinic's file, and what is never copied with it.

use healthsync_clinic::{Result, StoreError};
use std::path::PathBuf;

/// Where the program keeps its things.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The clinic's file and its backups.
    pub data: PathBuf,
    /// What is kept outside the clinic's file: never copied with it.
    pub config: PathBuf,
}

impl Folders {
    /// The folders of this user, or those that belong to a data folder of one's own.
    pub fn find(own: Option<PathBuf>) -> Result<Folders> {
        let missing = || StoreError::NotWritable("your home folder".into());
        let config = dirs::config_dir().ok_or_else(missing)?.join("healthsync");
        match own.or_else(|| std::env::var_os("HEALTHSYNC_DATA_DIR").map(PathBuf::from)) {
            None => {
                let data = dirs::data_dir().ok_or_else(missing)?.join("healthsync");
                Ok(Folders { data, config: config.join("default") })
            }
            Some(data) => {
                let data = std::path::absolute(&data).unwrap_or(data);
                let name = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, data.as_os_str().as_encoded_bytes());
                Ok(Folders { data, config: config.join(name.to_string()) })
            }
        }
    }

    pub(crate) fn file(&self, is_demo: bool) -> PathBuf {
        self.data.join(if is_demo { "demo.db" } else { "clinic.db" })
    }

    /// Says that the clinic's server wished its data away from here; outside the data folder, for that may be copied.
    pub(crate) fn wiped(&self) -> PathBuf {
        self.config.join("wiped")
    }

    /// A clinic that something brings whole, until it is.
    pub(crate) fn taking(&self) -> PathBuf {
        self.data.join("clinic.db.taking")
    }

    /// There is the made-up clinic and no other.
    pub(crate) fn has_only_demo(&self) -> bool {
        self.file(true).exists() && !self.file(false).exists()
    }

    /// A recovery code was made, and nobody has said that it is on paper.
    pub(crate) fn recovery_unconfirmed(&self) -> PathBuf {
        self.data.join("recovery.unconfirmed")
    }

    pub(crate) fn recovery(&self) -> PathBuf {
        self.data.join("recovery.json")
    }
}
