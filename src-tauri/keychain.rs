//! What must stay outside the clinic's file: its key, the origin's key, and the mark of the last opening.
//!
//! One small file in the configuration folder holds them, sealed under a key that the system's credential store keeps
//! (`keyring`) or that a passphrase opens. Only the made-up clinic's lies open beside it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::accounts::Password;
use healthsync_clinic::db::{Anchor, Key, Secrets};
use healthsync_clinic::outside::Outside;
use healthsync_clinic::vault::{Sealed, Wrapped};
use healthsync_clinic::{Error, Result, StoreError};
use keyring::{Entry, Error as KeyringError};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const SERVICE: &str = "HealthSync";

/// Who keeps the key that the small file is sealed under.
pub enum Keeper {
    /// The system's credential store.
    System,
    /// A person, in the head.
    Passphrase(Password),
    /// Nobody: made-up data.
    Plain,
}

/// The secrets, and the key that the small file is sealed under.
#[derive(Clone)]
pub struct Secret {
    pub secrets: Secrets,
    /// What this computer shows the server that it is enrolled at.
    pub server: ServerSecret,
    seal: [u8; 32],
    wrapped: Option<Wrapped>,
    is_plain: bool,
}

/// What a workstation shows its server.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ServerSecret {
    /// Good for one refresh.
    pub refresh_token: Option<String>,
    /// What the next refresh is asked with: kept before it is asked, so that asking again after a lost answer gets
    /// the same.
    pub nonce: Option<String>,
}

impl Secret {
    /// Other secrets under the same seal.
    pub fn with(&self, secrets: &Secrets) -> Secret {
        Secret { secrets: secrets.clone(), ..self.clone() }
    }
}

/// The small file.
#[derive(Serialize, Deserialize)]
struct MachineFile {
    /// The sealing key under a passphrase; without it the system's credential store has the key.
    passphrase: Option<Wrapped>,
    sealed: Sealed,
}

#[derive(Serialize, Deserialize)]
struct MachineSecrets {
    database_key: String,
    origin_secret: String,
    marks: Vec<String>,
    anchors: Vec<Anchor>,
    #[serde(default)]
    server: ServerSecret,
}

/// The configuration folder of one data folder.
pub struct Keychain {
    folder: PathBuf,
}

impl Keychain {
    pub fn new(folder: &Path) -> Keychain {
        Keychain { folder: folder.to_owned() }
    }

    /// Whether the system keeps keys for programs, and lets us.
    pub fn has_system(&self) -> bool {
        self.check_system().is_ok()
    }

    /// Why the system keeps no keys now, if so.
    pub fn check_system(&self) -> Result<()> {
        match self.entry().and_then(|entry| entry.get_secret()) {
            Ok(_) | Err(KeyringError::NoEntry) => Ok(()),
            Err(reason) => Err(keyring_problem(reason)),
        }
    }

    /// Whether the key is under a passphrase.
    pub fn is_under_passphrase(&self) -> bool {
        self.read(false).is_ok_and(|file| file.passphrase.is_some())
    }

    /// The secrets, from who keeps them.
    pub fn load(&self, keeper: Keeper) -> Result<Secret> {
        let is_plain = matches!(keeper, Keeper::Plain);
        let file = self.read(is_plain)?;
        let seal = match &keeper {
            Keeper::Plain => PLAIN_SEAL,
            Keeper::System => self.system_key()?,
            Keeper::Passphrase(passphrase) => {
                let wrapped = file.passphrase.as_ref().ok_or_else(key_missing)?;
                *wrapped.open(passphrase)?
            }
        };
        let plain = file.sealed.open(&seal)?;
        let kept: MachineSecrets =
            serde_json::from_slice(&plain).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        let server = kept.server.clone();
        Ok(Secret { secrets: kept.try_into()?, server, seal, wrapped: file.passphrase, is_plain })
    }

    /// Makes a new sealing key with its keeper and keeps the secrets.
    pub fn create(&self, keeper: Keeper, secrets: &Secrets, outside: &Outside) -> Result<Secret> {
        let is_plain = matches!(keeper, Keeper::Plain);
        let seal = if is_plain { PLAIN_SEAL } else { outside.bytes() };
        let wrapped = match keeper {
            Keeper::Plain => None,
            Keeper::Passphrase(passphrase) => Some(Wrapped::new(&passphrase, &seal, outside)?),
            Keeper::System => {
                self.entry().and_then(|entry| entry.set_secret(&seal)).map_err(keyring_problem)?;
                None
            }
        };
        let server = ServerSecret::default();
        let secret = Secret { secrets: secrets.clone(), server, seal, wrapped, is_plain };
        self.save(&secret, secrets, outside)?;
        Ok(secret)
    }

    /// Keeps the secrets under the same sealing key.
    pub fn save(&self, secret: &Secret, secrets: &Secrets, outside: &Outside) -> Result<()> {
        let kept = MachineSecrets { server: secret.server.clone(), ..MachineSecrets::from(secrets) };
        let plain = serde_json::to_vec(&kept).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        let sealed = Sealed::new(&secret.seal, &plain, outside)?;
        let file = MachineFile { passphrase: secret.wrapped.clone(), sealed };
        let text = serde_json::to_vec(&file).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        write_whole(&self.path(secret.is_plain), &text)
    }

    /// Forgets the made-up clinic's key.
    pub fn forget_plain(&self) {
        // Gone already is as good.
        let _ = std::fs::remove_file(self.path(true));
    }

    /// Destroys the keys of this clinic: what lies in its file can be read by nobody any more.
    pub fn destroy(&self) -> Result<()> {
        crate::host::remove_file(&self.path(false))?;
        // The sealed file is gone: what the store may still hold opens nothing.
        let _ = self.entry().and_then(|entry| entry.delete_credential());
        Ok(())
    }

    fn path(&self, is_plain: bool) -> PathBuf {
        self.folder.join(if is_plain { "demo.json" } else { "machine.json" })
    }

    fn read(&self, is_plain: bool) -> Result<MachineFile> {
        let text = std::fs::read(self.path(is_plain)).map_err(|_| key_missing())?;
        serde_json::from_slice(&text).map_err(|_| key_missing())
    }

    fn entry(&self) -> keyring::Result<Entry> {
        Entry::new(SERVICE, &self.folder.file_name().unwrap_or_default().to_string_lossy())
    }

    fn system_key(&self) -> Result<[u8; 32]> {
        let secret = self.entry().and_then(|entry| entry.get_secret()).map_err(keyring_problem)?;
        secret.as_slice().try_into().map_err(|_| key_missing())
    }
}

/// The made-up clinic's secrets lie open: this seal only gives them the same form.
const PLAIN_SEAL: [u8; 32] = *b"HealthSync demo: made-up people.";

fn key_missing() -> Error {
    let sentence = "The key of this clinic is not on this computer. Type the recovery code from the paper.";
    Error::Refused { code: "key_missing", sentence: sentence.into() }
}

fn keyring_problem(reason: KeyringError) -> Error {
    match reason {
        KeyringError::NoEntry => key_missing(),
        KeyringError::NoStorageAccess(_) => Error::Refused {
            code: "keyring_locked",
            sentence: "The system's key store is locked. Unlock it and try again, or type the recovery code.".into(),
        },
        other => Error::Refused {
            code: "keyring_unavailable",
            sentence: format!(
                "The system's key store does not answer ({other}). Try again, or type the recovery code."
            ),
        },
    }
}

impl From<&Secrets> for MachineSecrets {
    fn from(secrets: &Secrets) -> Self {
        MachineSecrets {
            database_key: STANDARD.encode(secrets.key.0),
            origin_secret: STANDARD.encode(secrets.origin_secret),
            marks: secrets.marks.iter().map(|mark| STANDARD.encode(mark)).collect(),
            anchors: secrets.anchors.clone(),
            server: ServerSecret::default(),
        }
    }
}

impl TryFrom<MachineSecrets> for Secrets {
    type Error = Error;

    fn try_from(kept: MachineSecrets) -> Result<Secrets> {
        fn bytes<const N: usize>(text: &str) -> Result<[u8; N]> {
            let bytes = STANDARD.decode(text).map_err(|_| key_missing())?;
            bytes.try_into().map_err(|_| key_missing())
        }
        Ok(Secrets {
            key: Key(bytes(&kept.database_key)?),
            origin_secret: bytes(&kept.origin_secret)?,
            marks: kept.marks.iter().map(|mark| bytes(mark)).collect::<Result<_>>()?,
            anchors: kept.anchors,
        })
    }
}

/// Writes a file so that a power cut leaves the old one or the new one, never half of it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let beside = path.with_extension("new");
        let mut file = std::fs::File::create(&beside)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        Ok(())
    };
    write().map_err(|reason| match reason.kind() {
        std::io::ErrorKind::StorageFull => Error::from(StoreError::DiskFull),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::NotWritable(path.parent().unwrap_or(path).display().to_string()).into()
        }
        _ => StoreError::File(reason).into(),
    })?;
    sync_folder(path)
}

/// The names in a file's folder are on the disk.
pub fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    std::fs::File::open(path.parent().unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .map_err(StoreError::File)?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
