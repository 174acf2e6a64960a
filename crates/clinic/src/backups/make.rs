//! A backup in the making: the snapshot, what is in it, and the head; delivered to as many places as there are.

use super::check::{Checked, check, open_copy};
use super::container::{Head, Inside, Reason, stated_hash};
use super::{Pace, place, snapshot};
use crate::db::{Db, Key, anchors};
use crate::error::{Result, StoreError};
use crate::outside::{Millis, Outside};
use crate::vault::Wrapped;
use healthsync_sync::Clock;
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What is asked for.
pub struct Order<'a> {
    /// A folder for the work, on the clinic's own disk.
    pub work: &'a Path,
    /// The number of this computer.
    pub computer: Uuid,
    /// Why it is made.
    pub reason: Reason,
    /// The key under the recovery code, as it lies beside the clinic's file.
    pub recovery: Option<Wrapped>,
    /// The version of the program.
    pub program: &'a str,
}

/// A snapshot and its head. The snapshot is removed when this is dropped.
pub struct Prepared {
    head: Head,
    inside: Inside,
    key: Key,
    snapshot: PathBuf,
}

/// A backup that stands in a place.
#[derive(Clone, Debug)]
pub struct Made {
    /// Where.
    pub path: PathBuf,
    /// The hash that ends it.
    pub hash: [u8; 32],
}

/// Takes the snapshot. What is still written meanwhile is not in it.
///
/// # Errors
/// When the database fails, the disk is full, or `pace` stops the work.
pub fn prepare(db: &Db, outside: &Outside, order: Order<'_>, pace: Pace<'_>) -> Result<Prepared> {
    let key = db.key().cloned().ok_or(StoreError::WrongKey)?;
    std::fs::create_dir_all(order.work).map_err(StoreError::from)?;
    let made_at = outside.now();
    let path = order.work.join(format!("snapshot-{}.db", outside.id()));
    let taken = snapshot::take(db, &path, pace).and_then(|()| facts(&path, &key));
    let (inside, schema) = match taken {
        Ok(taken) => taken,
        Err(reason) => {
            remove(&path);
            return Err(reason);
        }
    };
    let database_bytes = std::fs::metadata(&path).map_err(StoreError::from)?.len();
    let head = Head {
        made_at,
        program: order.program.into(),
        schema,
        reason: order.reason,
        computer: Some(order.computer),
        database_bytes,
        recovery: order.recovery,
        sealed: inside.seal(&key, outside)?,
    };
    Ok(Prepared { head, inside, key, snapshot: path })
}

impl Prepared {
    /// When, how large, by whom.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What is in it.
    #[must_use]
    pub fn inside(&self) -> &Inside {
        &self.inside
    }

    /// Writes it into a folder, whole or not at all. `name` is without its end.
    ///
    /// # Errors
    /// As [`place::deliver`].
    pub fn deliver(&self, folder: &Path, name: &str, pace: Pace<'_>) -> Result<Made> {
        let (path, hash) = place::deliver(folder, name, &self.head, &self.snapshot, pace)?;
        Ok(Made { path, hash })
    }

    /// Opens the snapshot with the key and checks all of it; it is used up by that. What was delivered is the same,
    /// byte for byte, for it was read back under the hash.
    ///
    /// # Errors
    /// When the work was stopped or the disk fails; what is wrong with the backup is not an error but the result.
    pub fn check(self, pace: Pace<'_>) -> Result<Checked> {
        check(&self.snapshot, &self.key, &self.inside.anchors, pace)
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        remove(&self.snapshot);
    }
}

impl Made {
    /// A backup that stands in a place already.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn at(path: &Path) -> Result<Made> {
        Ok(Made { path: path.to_owned(), hash: stated_hash(path)? })
    }
}

fn remove(path: &Path) {
    for side in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(side);
        // It lies in the work folder, which is emptied before the next work.
        let _ = std::fs::remove_file(name);
    }
}

/// What a database holds, and its version.
fn facts(path: &Path, key: &Key) -> Result<(Inside, i64)> {
    let mut hasher = blake3::Hasher::new();
    std::fs::File::open(path).and_then(|file| hasher.update_reader(file).map(drop)).map_err(StoreError::from)?;
    let conn = open_copy(path, key)?;
    let schema =
        conn.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?;
    let (organization, site, is_demo): (String, String, bool) =
        conn.query_row("SELECT organization_id, site_id, is_demo FROM workstation", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let bad = |_| StoreError::Unreadable("the workstation's own row".into());
    let name = conn.query_row("SELECT name FROM sites WHERE id = ?1", [&site], |row| row.get(0)).optional()?;
    let (patients, entries, newest_at) = counts(&conn)?;
    let inside = Inside {
        clinic: name.unwrap_or_default(),
        organization_id: Uuid::parse_str(&organization).map_err(bad)?,
        site_id: Uuid::parse_str(&site).map_err(bad)?,
        is_demo,
        patients,
        entries,
        newest_at,
        anchors: anchors(&conn)?,
        database_hash: *hasher.finalize().as_bytes(),
    };
    Ok((inside, schema))
}

/// Patients, changes, and the time of the latest.
pub(super) fn counts(conn: &Connection) -> Result<(i64, i64, Option<Millis>)> {
    let patients =
        conn.query_row("SELECT count(*) FROM patients WHERE entered_in_error IS NULL", [], |row| row.get(0))?;
    let (entries, last): (i64, Option<i64>) =
        conn.query_row("SELECT count(*), max(clock) FROM changes", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let newest_at = last.and_then(|number| Clock::from_number(number).ok()).map(Clock::millis);
    Ok((patients, entries, newest_at))
}
