//! The projection: the rows that screens read, made from the changes of each record.

use super::log::Entry;
use crate::error::Result;
use crate::record::{Fields, META_COLUMNS, Meta, Record, Stored, record_of, sql_of};
use healthsync_sync::{ChangeId, Field, Merged, VOID_FIELD, Value};
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use uuid::Uuid;

type Json = serde_json::Value;
/// A row's columns by name, as its struct says them.
type Columns = serde_json::Map<String, Json>;

/// Writes rows.
pub(super) struct Rows<'a> {
    conn: &'a Connection,
}

impl<'a> Rows<'a> {
    pub fn new(conn: &'a Connection) -> Rows<'a> {
        Rows { conn }
    }

    /// The row of a record that one change made.
    pub fn insert<R: Record>(&self, record: R, made: &Entry) -> Result<Stored<R>> {
        let at = made.change.recorded_at();
        let meta = Meta { recorded_at: at, recorded_by: made.change.author, updated_at: at, entered_in_error: None };
        let stored = Stored { record, meta };
        self.write(&stored)?;
        Ok(stored)
    }

    /// The row that a record's changes come to, with its heads and its rivals. Of one `is_first` seen now there are none yet.
    pub fn show<R: Record>(&self, id: Uuid, entries: &[Entry], merged: &Merged, is_first: bool) -> Result<Stored<R>> {
        let mut fields = values::<R>(merged);
        let void = match fields.remove(VOID_FIELD) {
            Some(Value::Text(reason)) => Some(reason),
            _ => None,
        };
        let record = record_of::<R>(id, &fields)?;
        let in_time = |entry: &&Entry| (entry.change.clock, entry.id);
        let first = entries.iter().min_by_key(in_time);
        let last = entries.iter().max_by_key(in_time);
        let meta = Meta {
            recorded_at: first.map_or(0, |entry| entry.change.recorded_at()),
            recorded_by: first.map_or(Uuid::nil(), |entry| entry.change.author),
            updated_at: last.map_or(0, |entry| entry.change.recorded_at()),
            entered_in_error: void,
        };
        let stored = Stored { record, meta };
        let columns = self.write(&stored)?;
        let is_newer = merged.fields.iter().any(|(name, field)| !knows::<R>(&columns, name, field));
        if !is_first {
            self.forget(id)?;
        }
        self.stand::<R>(id, first.map(|entry| entry.id), merged, is_newer)?;
        Ok(stored)
    }

    /// Writes a row. Returns its columns.
    fn write<R: Record>(&self, stored: &Stored<R>) -> Result<Columns> {
        let unreadable = |reason: &dyn std::fmt::Display| crate::StoreError::Unreadable(reason.to_string());
        let json = serde_json::to_value(stored).map_err(|reason| unreadable(&reason))?;
        let Json::Object(parts) = json else {
            return Err(unreadable(&"a record is a struct with named fields").into());
        };
        debug_assert!(META_COLUMNS.iter().all(|name| parts.contains_key(*name)), "every record has its meta columns");
        let values = parts.values().map(sql_of).collect::<Result<Vec<_>>>()?;
        self.conn.prepare_cached(&upsert(R::TABLE, &parts))?.execute(params_from_iter(values))?;
        R::projected(self.conn, stored)?;
        Ok(parts)
    }

    /// Forgets the heads of a record and how it stood.
    fn forget(&self, id: Uuid) -> Result<()> {
        let key = id.to_string();
        self.conn.prepare_cached("DELETE FROM heads WHERE record = ?1")?.execute([&key])?;
        self.conn.prepare_cached("DELETE FROM standing WHERE record = ?1")?.execute([&key])?;
        Ok(())
    }

    /// Keeps the heads that are not simply the first change, whether people must look at the record, and whether a newer
    /// version wrote a part of it.
    fn stand<R: Record>(&self, id: Uuid, first: Option<ChangeId>, merged: &Merged, is_newer: bool) -> Result<()> {
        let key = id.to_string();
        for (name, field) in &merged.fields {
            if is_simply(field, first) {
                continue;
            }
            for head in &field.heads {
                self.conn
                    .prepare_cached("INSERT INTO heads (record, field, change) VALUES (?1, ?2, ?3)")?
                    .execute((&key, name, head.id.as_bytes()))?;
            }
        }
        let conflicts: Vec<&str> = merged.conflicts().map(|(name, _)| name.as_str()).collect();
        if conflicts.is_empty() && !merged.is_voided_unseen && !is_newer {
            return Ok(());
        }
        self.conn
            .prepare_cached(
                "INSERT INTO standing (record, kind, conflicts, is_voided_unseen, is_newer)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((&key, R::KIND, conflicts.join(" "), merged.is_voided_unseen, is_newer))?;
        Ok(())
    }

    /// Keeps that a record is of a kind that only a newer version knows.
    pub fn note_newer(&self, kind: &str, id: Uuid) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO standing (record, kind, conflicts, is_voided_unseen, is_newer)
                 VALUES (?1, ?2, '', 0, 1)",
            )?
            .execute((id.to_string(), kind))?;
        Ok(())
    }

    /// Sets a record aside that cannot be shown; it leaves by itself when what it lacks arrives.
    pub fn quarantine(&self, kind: &str, id: &str, reason: &str) -> Result<()> {
        self.conn.execute(
            "INSERT OR REPLACE INTO standing (record, kind, conflicts, is_voided_unseen, quarantine)
             VALUES (?1, ?2, '', 0, ?3)",
            (id, kind, reason),
        )?;
        Ok(())
    }
}

/// Whether this version has a column for what changes say of a field. What it has none for is kept in the log alone.
fn knows<R: Record>(columns: &Columns, name: &str, field: &Field) -> bool {
    if let Some((_, members)) = R::TOGETHER.iter().find(|(group, _)| *group == name) {
        let is_known = |value: &Value| match value {
            Value::Map(parts) => parts.keys().all(|part| members.contains(&part.as_str())),
            _ => true,
        };
        return field.heads.iter().all(|head| is_known(&head.value));
    }
    name == VOID_FIELD || columns.contains_key(name)
}

fn is_simply(field: &Field, first: Option<ChangeId>) -> bool {
    matches!(field.heads.as_slice(), [only] if Some(only.id) == first)
}

/// What is shown of each field: its latest head, or the safest of rivals where the kind says so.
pub(super) fn values<R: Record>(merged: &Merged) -> Fields {
    let pick = |name: &str, field: &Field| {
        if field.is_conflict() {
            let rivals: Vec<&Value> = field.heads.iter().map(|head| &head.value).collect();
            if let Some(safest) = R::safest(name, &rivals).and_then(|index| rivals.get(index)) {
                return Some((*safest).clone());
            }
        }
        field.shown().map(|head| head.value.clone())
    };
    merged.fields.iter().filter_map(|(name, field)| Some((name.clone(), pick(name, field)?))).collect()
}

/// The statement that writes a table's row. A struct has the same fields each time, so it is worded once a table: it is as
/// long as there are columns, and a computer that joins writes a million rows.
fn upsert(table: &'static str, parts: &Columns) -> Arc<str> {
    static WORDED: LazyLock<RwLock<HashMap<&'static str, Arc<str>>>> = LazyLock::new(RwLock::default);
    if let Some(sql) = WORDED.read().unwrap_or_else(PoisonError::into_inner).get(table) {
        return Arc::clone(sql);
    }
    let names: Vec<&str> = parts.keys().map(String::as_str).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let updates: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let (names, updates) = (names.join(", "), updates.join(", "));
    let sql = format!("INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}");
    let mut worded = WORDED.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(worded.entry(table).or_insert_with(|| sql.into()))
}
