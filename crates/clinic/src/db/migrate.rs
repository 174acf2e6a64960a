//! Bringing an older file to this version: a snapshot first, put back if anything fails.

use super::aside;
use super::open::{Key, unlock};
use crate::backups::{self, seal_before_upgrade};
use crate::error::{Result, StoreError};
use crate::outside::Outside;
use refinery::Runner;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

mod embedded {
    refinery::embed_migrations!("../../migrations/local");
}

/// The steps from an empty file to this version.
pub struct Migrations(Runner);

/// The steps that this program was released with.
#[must_use]
pub fn released() -> Migrations {
    Migrations(embedded::migrations::runner())
}

impl Migrations {
    /// Steps of one's own making: `(file name, SQL)`, the name as in `migrations/local`.
    ///
    /// # Errors
    /// When a name is not `V<number>__<words>`.
    pub fn of(steps: &[(&str, &str)]) -> Result<Migrations> {
        let unapplied = |(name, sql): &(&str, &str)| refinery::Migration::unapplied(name, sql).map_err(failed);
        Ok(Migrations(Runner::new(&steps.iter().map(unapplied).collect::<Result<Vec<_>>>()?)))
    }

    /// The names, SQL and checksums of the steps.
    pub fn steps(&self) -> impl Iterator<Item = (String, &str, u64)> {
        let name = |step: &refinery::Migration| format!("V{}__{}", step.version(), step.name());
        self.0.get_migrations().iter().map(move |step| (name(step), step.sql().unwrap_or_default(), step.checksum()))
    }

    /// The version that a file has after them.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.0.get_migrations().iter().map(|step| i64::from(step.version())).max().unwrap_or(0)
    }
}

fn failed(reason: refinery::Error) -> crate::Error {
    StoreError::Migration(reason.to_string()).into()
}

/// Migrates; on failure the snapshot is put back, and the sentence says why the clinic is open for reading only.
pub(super) fn bring_up_to_date(
    conn: &mut Connection,
    path: &Path,
    key: Option<&Key>,
    outside: &Outside,
    migrations: &Migrations,
) -> Result<Option<String>> {
    let applied = applied_version(conn)?;
    if applied > migrations.version() {
        return Err(StoreError::NewerVersion(format!("{applied} of the data")).into());
    }
    if applied == migrations.version() {
        return Ok(None);
    }
    let snapshot = match key {
        Some(key) if applied > 0 => Some((take_snapshot(conn, path, applied, key, outside)?, key)),
        _ => None,
    };
    let runner = Runner::new(migrations.0.get_migrations()).set_grouped(true);
    match runner.run(conn) {
        Ok(_) => aside::catch_up(conn).map(|()| None),
        Err(reason) => {
            let Some((snapshot, key)) = snapshot else { return Err(failed(reason)) };
            put_back(conn, path, &snapshot, key)?;
            Ok(Some(format!(
                "its data could not be brought to this version ({reason}). The data is as it was, and a copy is at {}. \
                 Ask for help before you install again.",
                snapshot.display()
            )))
        }
    }
}

fn applied_version(conn: &Connection) -> Result<i64> {
    let has_history: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history')",
        [],
        |row| row.get(0),
    )?;
    if !has_history {
        return Ok(0);
    }
    Ok(conn.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
}

/// A backup of the whole file, made while nobody else has it open.
fn take_snapshot(conn: &Connection, path: &Path, version: i64, key: &Key, outside: &Outside) -> Result<PathBuf> {
    let is_busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        return Err(StoreError::Busy.into());
    }
    let folder = path.parent().unwrap_or(Path::new(".")).join("backups");
    std::fs::create_dir_all(&folder).map_err(StoreError::from)?;
    let mut hasher = blake3::Hasher::new();
    let bytes = std::fs::File::open(path).and_then(|file| {
        let bytes = file.metadata()?.len();
        hasher.update_reader(file)?;
        Ok(bytes)
    });
    let hash = *hasher.finalize().as_bytes();
    let head = seal_before_upgrade(version, bytes.map_err(StoreError::from)?, hash, key, outside)?;
    let name = format!("healthsync-before-version-{}-{}", version + 1, outside.now());
    Ok(backups::deliver(&folder, &name, &head, path, &|_, _| Ok(()))?.0)
}

fn put_back(conn: &mut Connection, path: &Path, snapshot: &Path, key: &Key) -> Result<()> {
    *conn = Connection::open_in_memory()?;
    for side in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(side);
        match std::fs::remove_file(&name) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => return Err(StoreError::File(reason).into()),
            _ => {}
        }
    }
    backups::extract(snapshot, key, path, &|_, _| Ok(()))?;
    *conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    unlock(conn, Some(key))?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(())
}
