//! What reading code is handed: one snapshot of the database, the time, and who asks.

use super::{Db, Place};
use crate::error::{Error, Result};
use crate::outside::{Millis, Outside};
use crate::record::{Record, Stored};
use crate::row::rows;
use healthsync_sync::Clock;
use rusqlite::{Connection, OptionalExtension, Params};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use uuid::Uuid;

/// One snapshot of the database.
pub struct Read<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) outside: &'a Outside,
    /// Where this computer stands.
    pub place: &'a Place,
    /// The wall's time, if it can be right, corrected by what the server's wall said.
    pub now: Millis,
    /// By so much it was corrected.
    pub skew_ms: Millis,
    /// Who asks; nil for the program itself.
    pub account_id: Uuid,
    pub(super) known: Known,
}

/// The record that was looked up last by [`Read::known`].
#[derive(Default)]
pub(super) struct Known(RefCell<Option<(Uuid, Rc<dyn Any>)>>);

impl Known {
    /// To be called where a record changes within the snapshot.
    pub(super) fn forget(&self, id: Uuid) {
        self.0.borrow_mut().take_if(|(known, _)| *known == id);
    }
}

impl Read<'_> {
    /// The record with this id, void or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none.
    pub fn get<R: Record>(&self, id: Uuid) -> Result<Stored<R>> {
        self.find(id)?.ok_or(Error::NotFound { kind: R::KIND })
    }

    /// [`Read::get`] of a record that one piece of work asks for several times: it is read once.
    ///
    /// # Errors
    /// As [`Read::get`].
    pub fn known<R: Record>(&self, id: Uuid) -> Result<Rc<Stored<R>>> {
        let known =
            self.known.0.borrow().as_ref().filter(|(known, _)| *known == id).map(|(_, record)| Rc::clone(record));
        if let Some(Ok(record)) = known.map(Rc::downcast) {
            return Ok(record);
        }
        let record = Rc::new(self.get::<R>(id)?);
        *self.known.0.borrow_mut() = Some((id, record.clone()));
        Ok(record)
    }

    /// Whether there is a record with this id, void or not, without reading it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none.
    pub fn check<R: Record>(&self, id: Uuid) -> Result<()> {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1", R::TABLE);
        let found = self.conn.prepare_cached(&sql)?.exists([id.to_string()])?;
        if found { Ok(()) } else { Err(Error::NotFound { kind: R::KIND }) }
    }

    /// The record with this id, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find<R: Record>(&self, id: Uuid) -> Result<Option<Stored<R>>> {
        let sql = format!("SELECT * FROM {} WHERE id = ?1", R::TABLE);
        Ok(self.conn.prepare_cached(&sql)?.query_row([id.to_string()], Stored::from_row).optional()?)
    }

    /// The records that a condition names, e.g. `patient_id = ?1 ORDER BY effective_at`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn all<R: Record>(&self, condition: &str, params: impl Params) -> Result<Vec<Stored<R>>> {
        let sql = format!("SELECT * FROM {} WHERE {condition}", R::TABLE);
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(rows(&mut statement, params, Stored::named)?)
    }

    /// What a form that is opened now was shown of a record: handed back when it is saved.
    ///
    /// # Errors
    /// When the database fails.
    pub fn version(&self, record: Uuid) -> Result<i64> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(max(arrival), 0) FROM changes WHERE record = ?1")?
            .query_row([record.to_string()], |row| row.get(0))?)
    }
}

impl Db {
    /// Runs `work` on one snapshot.
    ///
    /// # Errors
    /// What `work` says, or [`Error::Refused`] before a clinic was set up.
    pub fn read<T>(&self, outside: &Outside, account_id: Uuid, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        let place = self.place().ok_or_else(not_set_up)?;
        self.with_reader(|conn| {
            let snapshot = conn.transaction()?;
            let skew_ms = self.skew_ms(outside);
            let now = now(&snapshot, outside, skew_ms)?;
            work(&Read { conn: &snapshot, outside, place: &place, now, skew_ms, account_id, known: Known::default() })
        })
    }
}

/// The wall's time; where the wall cannot be right (a computer whose battery is empty starts in 1970), the time of
/// the last change.
pub(super) fn now(conn: &Connection, outside: &Outside, skew_ms: Millis) -> Result<Millis> {
    let wall = outside.now().saturating_add(skew_ms);
    if Clock::is_plausible(wall) {
        return Ok(wall);
    }
    let last = conn.prepare_cached("SELECT coalesce(max(clock), 0) FROM changes")?.query_row([], |row| row.get(0))?;
    Ok(Clock::from_number(last).unwrap_or_default().millis().max(0))
}

pub(crate) fn not_set_up() -> Error {
    Error::Refused { code: "not_set_up", sentence: "Set up the clinic first.".into() }
}
