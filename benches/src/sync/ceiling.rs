//! What storing and showing could at best cost: the rows that a pull came to, put once more into a file of the same
//! encryption and the same promise to the disk, by bare statements, as many a transaction as a chunk brings. Nothing is
//! decoded, hashed, checked or merged.

use super::workstation::Workstation;
use anyhow::Result;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;
use std::time::{Duration, Instant};

/// So many changes come with a chunk of the usual size.
const OF_CHUNK: usize = 5_000;

/// How long the bare statements take for every change that stands in a workstation's file and for the sets of vitals.
///
/// # Errors
/// When the disk or the database fails.
pub fn bare(room: &Workstation, folder: &Path) -> Result<Duration> {
    let from = room.bare()?;
    let to = Connection::open(folder.join("bare.db"))?;
    to.execute_batch("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"")?;
    to.execute_batch(
        "PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;",
    )?;
    let mut tables = vec![];
    for table in ["changes", "vitals"] {
        let mut made =
            from.prepare("SELECT sql FROM sqlite_master WHERE tbl_name = ?1 AND sql IS NOT NULL ORDER BY type DESC")?;
        for sql in made.query_map([table], |row| row.get::<_, String>(0))? {
            to.execute_batch(&sql?)?;
        }
        tables.push((table, rows(&from, table)?));
    }
    let [(_, changes), (_, vitals)] = tables.as_slice() else { return Ok(Duration::ZERO) };
    // A set's row is made when its change comes, so both go on together.
    let share = vitals.len().div_ceil(changes.len().div_ceil(OF_CHUNK));
    let mut sets = vitals.chunks(share.max(1));
    let started = Instant::now();
    for chunk in changes.chunks(OF_CHUNK) {
        to.execute_batch("BEGIN IMMEDIATE")?;
        insert(&to, "changes", chunk)?;
        insert(&to, "vitals", sets.next().unwrap_or_default())?;
        to.execute_batch("COMMIT")?;
    }
    Ok(started.elapsed())
}

fn rows(from: &Connection, table: &str) -> Result<Vec<Vec<Cell>>> {
    let mut all = from.prepare(&format!("SELECT * FROM {table} ORDER BY rowid"))?;
    let columns = all.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|nth| row.get(nth)).collect();
    Ok(all.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
}

fn insert(to: &Connection, table: &str, rows: &[Vec<Cell>]) -> Result<()> {
    let marks = vec!["?"; rows.first().map_or(0, Vec::len)].join(", ");
    let mut insert = to.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?;
    for row in rows {
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}
