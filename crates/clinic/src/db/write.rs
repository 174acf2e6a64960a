//! The one door for writing: in one transaction the change, its place in the log, and the row it comes to.

use super::log::{self, Entry, Tail};
use super::project::{self, Rows};
use super::read::{Known, not_set_up, now};
use super::turn::Told;
use super::{Db, Read};
use crate::error::{Error, Invalid, Result};
use crate::outside::Outside;
use crate::record::{Fields, Merge, Record, Stored, fields_of, record_of};
use healthsync_sync::{Change, ChangeId, Clock, Merged, Scope, Set, VOID_FIELD, Value, merge};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Deref;
use uuid::Uuid;

/// A transaction, as it travels, is at most this long; what is larger goes on under the next clock.
const TRANSACTION_BYTES: usize = 32 * 1024;

/// On what a save builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The record is new.
    New,
    /// The record as it was when the form was opened: [`Read::version`].
    Shown(i64),
}

/// What is right where two people have said different things.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// What this change says.
    Change(ChangeId),
    /// What was said last.
    Latest,
    /// What was said first.
    Earliest,
    /// None of it, but this.
    Written(Value),
}

/// A record that changed, for screens that show its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
}

/// What a save came to.
pub struct Saved<R> {
    /// The record as it is shown now.
    pub stored: Stored<R>,
    /// The fields that somebody else had changed meanwhile to something else: both values are kept.
    pub conflicts: Vec<String>,
    /// The change, if anything differed.
    pub change: Option<ChangeId>,
}

/// A transaction that writes.
pub struct Write<'a> {
    read: Read<'a>,
    clock: Option<Clock>,
    clock_bytes: usize,
    tails: HashMap<Scope, Tail>,
    changed: Vec<Changed>,
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Write<'_> {
    /// Goes on at another time and in another's name: for made-up data, whose past is written in one transaction.
    pub(crate) fn stand_in(&mut self, now: crate::outside::Millis, account_id: Uuid) {
        self.read.now = now;
        self.read.account_id = account_id;
    }

    /// A new id.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.read.outside.record_id(&self.read.place.origin)
    }

    /// Saves a new record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn create<R: Record>(&mut self, record: R) -> Result<Stored<R>> {
        Ok(self.save(record, Basis::New)?.stored)
    }

    /// Saves a record: of what the form was shown only the fields that differ become a change, and they replace
    /// only what the form was shown. What somebody else has saved meanwhile stays beside it.
    ///
    /// # Errors
    /// When the record is not there, is append-only, or the database fails.
    pub fn save<R: Record>(&mut self, record: R, basis: Basis) -> Result<Saved<R>> {
        let id = record.id();
        let fields = fields_of(&record)?;
        let Basis::Shown(version) = basis else {
            let sets = fields.into_iter().filter(|(_, value)| *value != Value::Null);
            let sets = sets.map(|(field, value)| Set { field, value, bases: vec![] }).collect();
            let entry = self.append::<R>(id, record.scope(self.place), sets, vec![])?;
            let change = Some(entry.id);
            return Ok(Saved { stored: Rows::new(self.conn).insert(record, &entry)?, conflicts: vec![], change });
        };
        if R::MERGE == Merge::AppendOnly {
            return Err(append_only());
        }
        let entries = log::entries_of(self.conn, id)?;
        let shown = merged(entries.iter().filter(|entry| entry.arrival <= version));
        let seen = project::values::<R>(&shown);
        let sets = differing(&fields, &seen, &shown);
        self.settle(record.scope(self.place), id, entries, sets, vec![])
    }

    /// The record as a form was shown it: what the form does not hold is saved as it was then, and so not at all.
    ///
    /// # Errors
    /// When the record is not there.
    pub fn shown<R: Record>(&self, id: Uuid, version: i64) -> Result<R> {
        let entries = log::entries_of(self.conn, id)?;
        let shown = merged(entries.iter().filter(|entry| entry.arrival <= version));
        let mut fields = project::values::<R>(&shown);
        fields.remove(VOID_FIELD);
        if fields.is_empty() {
            return Err(Error::NotFound { kind: R::KIND });
        }
        record_of(id, &fields)
    }

    /// Marks a record as entered in error, and says why. It stays in the log and can be looked up for ever.
    ///
    /// # Errors
    /// When the reason is missing, the record is not there, or the database fails.
    pub fn void<R: Record>(&mut self, id: Uuid, version: i64, reason: &str) -> Result<Saved<R>> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Invalid::new("reason", "required", "Say why this was entered in error.").into());
        }
        let stored = self.get::<R>(id)?;
        let entries = log::entries_of(self.conn, id)?;
        let shown = merged(entries.iter().filter(|entry| entry.arrival <= version));
        let bases = shown.fields.get(VOID_FIELD).map(|field| field.all()).unwrap_or_default();
        let sets = vec![Set { field: VOID_FIELD.into(), value: reason.into(), bases }];
        self.settle(stored.record.scope(self.place), id, entries, sets, shown.seen())
    }

    /// Takes a voiding back, if the record is void.
    ///
    /// # Errors
    /// When the record is not there or the database fails.
    pub fn unvoid<R: Record>(&mut self, id: Uuid) -> Result<()> {
        let stored = self.get::<R>(id)?;
        if stored.meta.entered_in_error.is_none() {
            return Ok(());
        }
        let entries = log::entries_of(self.conn, id)?;
        let bases = merged(entries.iter()).fields.get(VOID_FIELD).map(|field| field.all()).unwrap_or_default();
        let sets = vec![Set { field: VOID_FIELD.into(), value: Value::Null, bases }];
        self.settle::<R>(stored.record.scope(self.place), id, entries, sets, vec![]).map(drop)
    }

    /// Settles rivals: what is picked replaces all that the person was shown of the field.
    ///
    /// # Errors
    /// When the picked change does not stand in the field, the value written instead cannot be, or the database fails.
    pub fn resolve<R: Record>(&mut self, id: Uuid, version: i64, field: &str, pick: Pick) -> Result<Saved<R>> {
        let stored = self.get::<R>(id)?;
        let entries = log::entries_of(self.conn, id)?;
        let shown = merged(entries.iter().filter(|entry| entry.arrival <= version));
        let heads = shown.fields.get(field).ok_or(Error::NotFound { kind: "field" })?;
        let value = match pick {
            Pick::Change(chosen) => {
                let head = heads.heads.iter().find(|head| head.id == chosen);
                head.ok_or(Error::NotFound { kind: "value" })?.value.clone()
            }
            Pick::Latest => heads.heads.first().ok_or(Error::NotFound { kind: "value" })?.value.clone(),
            Pick::Earliest => heads.heads.last().ok_or(Error::NotFound { kind: "value" })?.value.clone(),
            Pick::Written(value) => written::<R>(&self.read, id, project::values::<R>(&shown), field, value)?,
        };
        let sets = vec![Set { field: field.into(), value, bases: heads.all() }];
        self.settle(stored.record.scope(self.place), id, entries, sets, vec![])
    }

    /// Appends the change, if it sets anything, and shows what the record comes to.
    fn settle<R: Record>(
        &mut self,
        scope: Scope,
        id: Uuid,
        mut entries: Vec<Entry>,
        sets: Vec<Set>,
        seen: Vec<ChangeId>,
    ) -> Result<Saved<R>> {
        if entries.is_empty() {
            return Err(Error::NotFound { kind: R::KIND });
        }
        let mut change = None;
        if !sets.is_empty() {
            let entry = self.append::<R>(id, scope, sets, seen)?;
            change = Some(entry.id);
            entries.push(entry);
        }
        let merged = merged(entries.iter());
        let conflicts = merged.conflicts().map(|(field, _)| field.clone()).collect();
        let stored = Rows::new(self.conn).show::<R>(id, &entries, &merged, false)?;
        Ok(Saved { stored, conflicts, change })
    }

    /// Says to those who listen that a record is shown otherwise, though nobody changed it.
    pub(super) fn tell(&mut self, kind: &str, id: Uuid) {
        self.known.forget(id);
        self.changed.push(Changed { kind: kind.into(), id });
    }

    fn append<R: Record>(&mut self, id: Uuid, scope: Scope, sets: Vec<Set>, seen: Vec<ChangeId>) -> Result<Entry> {
        let mut change = Change {
            clock: self.clock(0)?,
            maker: self.place.origin,
            author: self.account_id,
            recorded_at_ms: self.now - self.skew_ms,
            skew_ms: self.skew_ms,
            schema: log::schema_version(),
            kind: R::KIND.into(),
            record: id,
            sets,
            seen,
        };
        let mut body = change.canonical();
        let clock = self.clock(body.len())?;
        if clock != change.clock {
            change.clock = clock;
            body = change.canonical();
        }
        let change_id = ChangeId::of(&body);
        let mut tail = match self.tails.get(&scope) {
            Some(tail) => *tail,
            None => log::tail(self.conn, scope, self.place.origin)?,
        };
        let arrival = log::append(self.conn, &mut tail, change_id, &change, &body)?;
        self.tails.insert(scope, tail);
        self.clock_bytes += body.len();
        self.known.forget(id);
        self.changed.push(Changed { kind: R::KIND.into(), id });
        Ok(Entry { arrival, id: change_id, change })
    }

    /// One clock for all changes of the transaction, until they are too long to travel as one.
    fn clock(&mut self, more: usize) -> Result<Clock> {
        let last = match self.clock {
            Some(clock) if self.clock_bytes == 0 || self.clock_bytes + more <= TRANSACTION_BYTES => return Ok(clock),
            Some(clock) => clock,
            None => {
                let number: i64 = self
                    .conn
                    .prepare_cached("SELECT coalesce(max(clock), 0) FROM changes")?
                    .query_row([], |row| row.get(0))?;
                Clock::from_number(number).unwrap_or_default()
            }
        };
        let next = Clock::next(last, self.now);
        self.clock = Some(next);
        self.clock_bytes = 0;
        Ok(next)
    }
}

/// The fields of a form that differ from what it was shown, each replacing the value shown and its equals.
fn differing(fields: &Fields, seen: &Fields, shown: &Merged) -> Vec<Set> {
    let mut sets = vec![];
    for (field, value) in fields {
        let before = seen.get(field).unwrap_or(&Value::Null);
        if value != before {
            let bases = shown.fields.get(field).map(|heads| heads.equals_of(before)).unwrap_or_default();
            sets.push(Set { field: field.clone(), value: value.clone(), bases });
        }
    }
    sets
}

/// The value of a field that a person writes where two stood, if it can be.
fn written<R: Record>(read: &Read<'_>, id: Uuid, mut fields: Fields, field: &str, value: Value) -> Result<Value> {
    let impossible = || Invalid::new("value", "not_a_value", "This cannot be written here. Correct it.");
    if field == VOID_FIELD {
        let is_reason = matches!(&value, Value::Text(reason) if !reason.trim().is_empty());
        return if is_reason || value == Value::Null { Ok(value) } else { Err(impossible().into()) };
    }
    if let Some((_, members)) = R::TOGETHER.iter().find(|(group, _)| *group == field) {
        let is_whole = matches!(&value, Value::Map(parts) if parts.len() == members.len()
            && members.iter().all(|member| parts.contains_key(*member)));
        if !is_whole {
            let sentence = "These fields only make sense together. Fill in all of them.";
            return Err(Invalid::new("value", "not_whole_group", sentence).into());
        }
    }
    fields.remove(VOID_FIELD);
    fields.insert(field.to_owned(), value);
    let record = record_of::<R>(id, &fields).map_err(|_| impossible())?.checked(read)?;
    Ok(fields_of(&record)?.remove(field).unwrap_or(Value::Null))
}

pub(super) fn merged<'e>(entries: impl Iterator<Item = &'e Entry>) -> Merged {
    merge(entries.map(|entry| (entry.id, &entry.change)))
}

fn append_only() -> Error {
    Error::Refused {
        code: "append_only",
        sentence: "What was recorded is not changed. Mark it as entered in error and record it anew.".into(),
    }
}

impl Db {
    /// Runs `work` in one transaction and returns what it changed, once that is safe on the disk.
    ///
    /// # Errors
    /// What `work` says: nothing was written then.
    pub fn write<T>(
        &self,
        outside: &Outside,
        account_id: Uuid,
        work: impl FnOnce(&mut Write<'_>) -> Result<T>,
    ) -> Result<(T, Vec<Changed>)> {
        self.check_writable()?;
        self.in_turn(|conn| self.write_on(conn, outside, account_id, work))
    }

    /// As [`Db::write`], but returns as soon as `work` is done: `told` is called with what it changed once that is safe on
    /// the disk, or with why it is undone. Where `work` fails it is not called.
    ///
    /// # Errors
    /// What `work` says: nothing was written then.
    pub(crate) fn write_and_tell<T>(
        &self,
        outside: &Outside,
        account_id: Uuid,
        told: Told,
        work: impl FnOnce(&mut Write<'_>) -> Result<T>,
    ) -> Result<T> {
        self.check_writable()?;
        self.in_turn_and_tell(told, |conn| self.write_on(conn, outside, account_id, work))
    }

    /// The same in a transaction of the caller's own, which it keeps itself.
    pub(crate) fn write_on<T>(
        &self,
        conn: &Connection,
        outside: &Outside,
        account_id: Uuid,
        work: impl FnOnce(&mut Write<'_>) -> Result<T>,
    ) -> Result<(T, Vec<Changed>)> {
        // Asked at the desk: whoever sat there before may have gone on under another origin.
        let place = self.place().ok_or_else(not_set_up)?;
        let skew_ms = self.skew_ms(outside);
        let now = now(conn, outside, skew_ms)?;
        let mut write = Write {
            read: Read { now, conn, outside, place: &place, skew_ms, account_id, known: Known::default() },
            clock: None,
            clock_bytes: 0,
            tails: HashMap::new(),
            changed: vec![],
        };
        let done = work(&mut write)?;
        Ok((done, write.changed))
    }
}
