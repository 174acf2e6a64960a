//! One backup as one file: a head in the clear, the encrypted database as it is, and the hash of it all.
//!
//! In the clear stands what helps to choose and to refuse, and tells a finder of the stick nothing: when, which program,
//! how large, and a number for the computer. Whose clinic it is, how many patients it has and where its logs stood are
//! sealed under the database's key, the database's hash with them: who has not the key cannot put another in its place.
//! The recovery code opens the key that lies in the head (argon2id).

use super::{Pace, refused};
use crate::db::{Anchor, Key};
use crate::error::{Error, Result, StoreError};
use crate::outside::{Millis, Outside};
use crate::vault::{Sealed, Wrapped, read_recovery_code};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek, Write};
use std::path::Path;
use uuid::Uuid;

const MAGIC: &[u8; 16] = b"HEALTHSYNCBACKUP";
const FORMAT: u32 = 1;
/// No head is longer; more is not read.
const LONGEST_HEAD: u32 = 4 << 20;
const HASH: u64 = 32;
const PIECE: usize = 1 << 20;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It was the day's.
    Daily,
    /// Somebody asked for it.
    ByHand,
    /// A newer program was about to change the file.
    BeforeUpgrade,
}

/// What stands in the clear.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// When it was made, by the computer's wall.
    pub made_at: Millis,
    /// The version of the program that made it.
    pub program: String,
    /// The version of the data.
    pub schema: i64,
    /// Why it was made.
    pub reason: Reason,
    /// A random number of the computer that made it; none of one from before an update.
    pub computer: Option<Uuid>,
    /// The size of the database in it, in bytes.
    pub database_bytes: u64,
    /// The database's key under the recovery code.
    pub recovery: Option<Wrapped>,
    pub(super) sealed: Sealed,
}

/// What only the key opens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inside {
    /// The clinic's name.
    pub clinic: String,
    /// The organization.
    pub organization_id: Uuid,
    /// The place of care.
    pub site_id: Uuid,
    /// The clinic is made up.
    pub is_demo: bool,
    /// How many patients.
    pub patients: i64,
    /// How many changes the logs hold.
    pub entries: i64,
    /// When the latest was written, if any.
    pub newest_at: Option<Millis>,
    /// Where every log stood.
    pub anchors: Vec<Anchor>,
    /// The hash of the database.
    pub database_hash: [u8; 32],
}

fn sealing_key(key: &Key) -> [u8; 32] {
    blake3::derive_key("HealthSync 2026 inside of a backup", &key.0)
}

impl Inside {
    pub(super) fn seal(&self, key: &Key, outside: &Outside) -> Result<Sealed> {
        let plain = serde_json::to_vec(self).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        Sealed::new(&sealing_key(key), &plain, outside)
    }
}

impl Head {
    /// What is inside.
    ///
    /// # Errors
    /// `backup_wrong_key` under another key.
    pub fn inside(&self, key: &Key) -> Result<Inside> {
        let plain = self.sealed.open(&sealing_key(key)).or_else(|_| {
            let sentence = "This key does not open this backup: it was made in another clinic, or before this one was \
                            set up anew. Type the recovery code that was on paper when it was made.";
            refused("backup_wrong_key", sentence)
        })?;
        serde_json::from_slice(&plain).map_err(|reason| StoreError::Unreadable(reason.to_string()).into())
    }
}

/// The key that a recovery code opens.
///
/// # Errors
/// When it is no code, or that of another clinic, or the backup holds none.
pub fn key_from_code(head: &Head, code: &str) -> Result<Key> {
    let code = read_recovery_code(code)?;
    let Some(wrapped) = &head.recovery else {
        return refused(
            "backup_without_code",
            "This backup holds no recovery key: only the computer that made it opens it.",
        );
    };
    let key = wrapped.open(&code).map_err(|_| {
        let sentence = "This code belongs to another clinic, or was renewed since. Look for the paper of this one.";
        crate::Invalid::new("code", "wrong_recovery_code", sentence)
    })?;
    Ok(Key(*key))
}

/// A copy from before an update, as the migration makes it: whose it is stands in the file itself.
///
/// # Errors
/// Only where the bytes are longer than any machine holds.
pub fn seal_before_upgrade(schema: i64, bytes: u64, hash: [u8; 32], key: &Key, outside: &Outside) -> Result<Head> {
    let inside = Inside {
        clinic: String::new(),
        organization_id: Uuid::nil(),
        site_id: Uuid::nil(),
        is_demo: false,
        patients: 0,
        entries: 0,
        newest_at: None,
        anchors: vec![],
        database_hash: hash,
    };
    Ok(Head {
        made_at: outside.now(),
        program: env!("CARGO_PKG_VERSION").into(),
        schema,
        reason: Reason::BeforeUpgrade,
        computer: None,
        database_bytes: bytes,
        recovery: None,
        sealed: inside.seal(key, outside)?,
    })
}

/// Writes a backup to an open file. Returns the hash that ends it.
pub(super) fn write(out: &mut File, head: &Head, database: &Path, pace: Pace<'_>) -> Result<[u8; 32]> {
    let text = serde_json::to_vec(head).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut hasher = blake3::Hasher::new();
    let mut put = |out: &mut File, bytes: &[u8]| -> Result<()> {
        hasher.update(bytes);
        Ok(out.write_all(bytes).map_err(StoreError::from)?)
    };
    put(out, MAGIC)?;
    put(out, &FORMAT.to_le_bytes())?;
    put(out, &length.to_le_bytes())?;
    put(out, &text)?;
    let mut database = File::open(database).map_err(StoreError::from)?;
    let mut done = 0;
    pieces(&mut database, head.database_bytes, &mut |piece| {
        put(out, piece)?;
        done += piece.len() as u64;
        pace(done, head.database_bytes)
    })?;
    let hash = *hasher.finalize().as_bytes();
    out.write_all(&hash).map_err(StoreError::from)?;
    Ok(hash)
}

/// Hands on exactly so many bytes, piece by piece.
fn pieces(from: &mut impl Read, total: u64, take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut buffer = vec![0; PIECE];
    let mut left = total;
    while left > 0 {
        let wanted = usize::try_from(left.min(PIECE as u64)).unwrap_or(PIECE);
        from.read_exact(&mut buffer[..wanted]).map_err(unread)?;
        take(&buffer[..wanted])?;
        left -= wanted as u64;
    }
    Ok(())
}

fn unread(reason: std::io::Error) -> Error {
    match reason.kind() {
        ErrorKind::UnexpectedEof => truncated(),
        ErrorKind::NotFound => Error::Refused {
            code: "backup_missing",
            sentence: "There is no backup at this place. Is the disk plugged in?".into(),
        },
        _ => Error::Refused {
            code: "backup_unreadable",
            sentence: format!(
                "The backup could not be read from its disk ({reason}). Plug it in again, or use another backup."
            ),
        },
    }
}

fn truncated() -> Error {
    let sentence = "This backup is not whole: its end is missing. It was cut off while it was copied. Use another one.";
    Error::Refused { code: "backup_truncated", sentence: sentence.into() }
}

fn altered() -> Error {
    let sentence = "This backup is not as it was written: it was altered, or its disk is failing. Use another one.";
    Error::Refused { code: "backup_altered", sentence: sentence.into() }
}

/// The head of a backup, after which the file stands at the database; and the hasher over what was read.
fn open(path: &Path) -> Result<(Head, BufReader<File>, blake3::Hasher)> {
    let not_one = || Error::Refused {
        code: "backup_not_one",
        sentence: "This file is not a HealthSync backup. Choose a file that ends in .hsbackup.".into(),
    };
    if path.is_dir() {
        return Err(not_one());
    }
    let file = File::open(path).map_err(unread)?;
    let size = file.metadata().map_err(unread)?.len();
    let mut file = BufReader::with_capacity(PIECE, file);
    let mut fixed = [0; 24];
    file.read_exact(&mut fixed).map_err(|_| not_one())?;
    if &fixed[..16] != MAGIC {
        return Err(not_one());
    }
    let number = |at: usize| u32::from_le_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]);
    if number(16) != FORMAT {
        return refused(
            "backup_newer",
            "This backup was made by a newer HealthSync. Install that version or a newer one.",
        );
    }
    let length = number(20);
    if length > LONGEST_HEAD {
        return Err(altered());
    }
    let mut text = vec![0; length as usize];
    file.read_exact(&mut text).map_err(unread)?;
    let head: Head = serde_json::from_slice(&text).map_err(|_| altered())?;
    let expected = 24 + u64::from(length) + head.database_bytes.saturating_add(HASH);
    match size {
        size if size < expected => return Err(truncated()),
        size if size > expected => return Err(altered()),
        _ => {}
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&fixed);
    hasher.update(&text);
    Ok((head, file, hasher))
}

/// What stands in the clear in a backup. Only its length is checked.
///
/// # Errors
/// When it is no backup, is cut off, or is of a newer program.
pub fn read_head(path: &Path) -> Result<Head> {
    open(path).map(|(head, ..)| head)
}

/// The hash at the end, which tells one backup from every other.
pub(super) fn stated_hash(path: &Path) -> Result<[u8; 32]> {
    let mut file = File::open(path).map_err(unread)?;
    file.seek(std::io::SeekFrom::End(-32)).map_err(|_| truncated())?;
    let mut hash = [0; 32];
    file.read_exact(&mut hash).map_err(unread)?;
    Ok(hash)
}

/// Reads a whole backup and checks every byte of it against its hash. No key is needed.
///
/// # Errors
/// When it is no backup, is cut off or altered, or cannot be read.
pub fn read_whole(path: &Path, pace: Pace<'_>) -> Result<Head> {
    walk(path, pace, &mut |_| Ok(())).map(|(head, _)| head)
}

fn walk(path: &Path, pace: Pace<'_>, take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<(Head, [u8; 32])> {
    let (head, mut file, mut hasher) = open(path)?;
    let (mut done, mut database) = (0, blake3::Hasher::new());
    pieces(&mut file, head.database_bytes, &mut |piece| {
        hasher.update(piece);
        database.update(piece);
        take(piece)?;
        done += piece.len() as u64;
        pace(done, head.database_bytes)
    })?;
    let mut stated = [0; 32];
    file.read_exact(&mut stated).map_err(unread)?;
    if hasher.finalize() != stated {
        return Err(altered());
    }
    Ok((head, *database.finalize().as_bytes()))
}

/// Takes the database out of a backup, still encrypted, to a file that is safe on the disk when this returns.
/// Nothing is left there if anything is wrong.
///
/// # Errors
/// As [`read_whole`]; and under another key, or when the disk is full.
pub fn extract(path: &Path, key: &Key, to: &Path, pace: Pace<'_>) -> Result<(Head, Inside)> {
    let inside = read_head(path)?.inside(key)?;
    let work = || -> Result<Head> {
        let mut out = File::create(to).map_err(StoreError::from)?;
        let (head, hash) = walk(path, pace, &mut |piece| Ok(out.write_all(piece).map_err(full)?))?;
        if hash != inside.database_hash {
            return Err(altered());
        }
        out.sync_all().map_err(full)?;
        Ok(head)
    };
    match work() {
        Ok(head) => Ok((head, inside)),
        Err(reason) => {
            // What is half there is of no use; if it cannot be removed either, the next work in this folder does.
            let _ = std::fs::remove_file(to);
            Err(reason)
        }
    }
}

fn full(reason: std::io::Error) -> StoreError {
    if reason.kind() == ErrorKind::StorageFull { StoreError::DiskFull } else { StoreError::File(reason) }
}
