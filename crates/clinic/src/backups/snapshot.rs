//! A copy of the open database as of one moment, made page by page while the work goes on.
//!
//! SQLite's backup interface reads from one read transaction of a connection of its own. In WAL mode that never makes
//! the writer wait, the pages may be copied as slowly as one likes, and what is written meanwhile is simply not in the
//! copy. `VACUUM INTO` would read as gently, but writes the whole file in one statement that cannot be paced, and builds
//! every tree and every page anew, which costs an old computer several times the work. Without the transaction the
//! backup interface would begin again at each save. Meanwhile the write-ahead log grows, for it is not tidied past the
//! moment that is being read: by what the clinic writes in these seconds.

use super::Pace;
use crate::db::{Db, open_reader, unlock};
use crate::error::{Result, StoreError};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::Path;

/// One mebibyte of pages of 4 KiB.
const PAGES: std::ffi::c_int = 256;

/// Copies the database to `to`, under the same key. The copy needs no files beside it.
pub(super) fn take(db: &Db, to: &Path, pace: Pace<'_>) -> Result<()> {
    let source = open_reader(db)?;
    source.execute_batch("BEGIN")?;
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mut copy = Connection::open(to).map_err(|_| StoreError::NotWritable(to.display().to_string()))?;
    unlock(&copy, db.key())?;
    // Nothing of it is used before it is whole, so it need not be safe at each page; it is synced at the end.
    copy.pragma_update(None, "synchronous", "OFF")?;
    {
        let backup = Backup::new(&source, &mut copy)?;
        loop {
            let step = backup.step(PAGES)?;
            let progress = backup.progress();
            let bytes = |pages: std::ffi::c_int| u64::try_from(pages).unwrap_or(0) * 4096;
            let total = bytes(progress.pagecount);
            pace(total - bytes(progress.remaining).min(total), total)?;
            match step {
                StepResult::Done => break,
                StepResult::Busy | StepResult::Locked => std::thread::yield_now(),
                _ => {}
            }
        }
    }
    source.execute_batch("ROLLBACK")?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.close().map_err(|(_, reason)| reason)?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(StoreError::from)?;
    Ok(())
}
