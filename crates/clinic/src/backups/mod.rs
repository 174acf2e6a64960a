//! Backups: a copy of the whole encrypted file that is proven to open, kept in several places, and the way back from it.
//!
//! The host hands in the time, the folders and the patience (`Pace`); nothing here knows a window, a disk or a timer.

mod check;
mod container;
mod make;
mod newer;
mod place;
mod rotate;
mod rules;
mod snapshot;

pub use check::{Checked, check, open_copy};
pub use container::{Head, Inside, Reason, extract, key_from_code, read_head, read_whole, seal_before_upgrade};
pub use make::{Made, Order, Prepared, prepare};
pub use newer::{Newer, newer};
pub use place::{NAME_END, deliver, remove_unfinished};
pub use rotate::rotate;
pub use rules::{Standing, is_due, is_overdue, is_quiet, surplus};

use crate::audit::{self, Event};
use crate::clinic::Clinic;
use crate::error::{Error, Result};
use crate::outside::Millis;
use healthsync_sync::Clock;
use uuid::Uuid;

/// Called again and again in long work with what was done of how much (bytes, or steps where nothing is counted):
/// it may sleep, so that the window stays quick, and stops the work by an error.
pub type Pace<'a> = &'a (dyn Fn(u64, u64) -> Result<()> + Sync);

fn refused<T>(code: &'static str, sentence: impl Into<String>) -> Result<T> {
    Err(Error::Refused { code, sentence: sentence.into() })
}

impl Clinic {
    /// Notes in the audit that a backup was made, or that the clinic goes on from one. `account_id` is nil for the
    /// program itself.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_backup(&self, account_id: Uuid, is_restore: bool, detail: String) -> Result<()> {
        let event = if is_restore { Event::BackupRestored } else { Event::BackupMade };
        let note = |write: &mut crate::db::Write<'_>| audit::note(write, event, None, Some(detail));
        let ((), changed) = self.db.write(&self.outside, account_id, note)?;
        self.listener.changed(&changed);
        Ok(())
    }

    /// When the clinic's first change was made, by the wall of then; none before that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn began_at(&self) -> Result<Option<Millis>> {
        self.db.with_reader(|conn| {
            let first: Option<i64> = conn.query_row("SELECT min(clock) FROM changes", [], |row| row.get(0))?;
            Ok(first.and_then(|number| Clock::from_number(number).ok()).map(Clock::millis))
        })
    }
}
