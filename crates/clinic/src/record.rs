//! What a record is: one noun's row, how its fields merge, and in which scope it lives.

use crate::accounts::Right;
use crate::db::{Pick, Place, Read, Write};
use crate::error::{Result, StoreError};
use crate::outside::Millis;
use crate::row;
use healthsync_sync::{Scope, Value};
use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Fields by name, groups of fields that only make sense together being one.
pub type Fields = BTreeMap<String, Value>;

/// How a kind's changes come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// Set once, at creation; a mistake is entered in error and made anew.
    AppendOnly,
    /// Each field, or group of fields, on its own.
    PerField,
}

/// A group of fields that is written whole: its name and its members, which never change once released.
pub type Together = (&'static str, &'static [&'static str]);

/// One noun: its table's columns are its struct's fields and the [`Meta`] that every record has.
pub trait Record: Serialize + DeserializeOwned + JsonSchema + 'static {
    /// What changes call it, e.g. `patient`.
    const KIND: &'static str;
    /// Its table, e.g. `patients`.
    const TABLE: &'static str;
    /// How its changes come together.
    const MERGE: Merge;
    /// The groups that are written whole.
    const TOGETHER: &'static [Together] = &[];

    /// The record's id.
    fn id(&self) -> Uuid;

    /// The scope that it lives in, for ever.
    fn scope(&self, place: &Place) -> Scope;

    /// Which of rival values is shown while people have not decided: the index of the safest one (the fewest rights,
    /// the most severe allergy), or none to show the latest.
    fn safest(_field: &str, _rivals: &[&Value]) -> Option<usize> {
        None
    }

    /// The record with a value that a person wrote where two stood, tidied, if the kind's own rules let it be.
    ///
    /// # Errors
    /// When a field cannot be what it is.
    fn checked(self, _read: &Read<'_>) -> Result<Self> {
        Ok(self)
    }

    /// Told before all rows are made anew, and again when they are: to empty and to tidy what is derived from them.
    ///
    /// # Errors
    /// When the database fails.
    fn rebuilding(_conn: &Connection, _is_done: bool) -> Result<()> {
        Ok(())
    }

    /// Told of each row that was written, to keep what is derived from it, such as a search index.
    ///
    /// # Errors
    /// When the database fails.
    fn projected(_conn: &Connection, _stored: &Stored<Self>) -> Result<()> {
        Ok(())
    }
}

/// What is known of every record beside its own fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Meta {
    /// When it was first typed in, in milliseconds since 1970 UTC.
    pub recorded_at: Millis,
    /// The account that typed it in; nil for the program itself.
    pub recorded_by: Uuid,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub updated_at: Millis,
    /// Why it was entered in error, if it was.
    pub entered_in_error: Option<String>,
}

/// A record as it stands in the database.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Stored{T}")]
pub struct Stored<T> {
    #[serde(flatten)]
    pub record: T,
    #[serde(flatten)]
    pub meta: Meta,
}

impl<T> std::ops::Deref for Stored<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

impl<R: Record> Stored<R> {
    /// Reads a row with all columns of the table.
    ///
    /// # Errors
    /// When a column does not hold what the struct says.
    pub fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored<R>> {
        Stored::named(row, &row::names_of(row))
    }

    /// As [`Stored::from_row`], with the columns' names.
    ///
    /// # Errors
    /// As [`Stored::from_row`].
    pub fn named(row: &Row<'_>, names: &[impl AsRef<str>]) -> rusqlite::Result<Stored<R>> {
        Ok(Stored { record: row::from_row(row, names)?, meta: row::from_row(row, names)? })
    }
}

/// The columns that [`Meta`] adds to every table.
pub const META_COLUMNS: [&str; 4] = ["recorded_at", "recorded_by", "updated_at", "entered_in_error"];

/// The record's fields as values, groups collapsed.
///
/// # Errors
/// When a field holds a number with too many digits.
pub fn fields_of<R: Record>(record: &R) -> Result<Fields> {
    let json = serde_json::to_value(record).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
    let serde_json::Value::Object(parts) = json else {
        return Err(StoreError::Unreadable("a record is a struct with named fields".into()).into());
    };
    let mut fields = Fields::new();
    for (name, part) in parts {
        if name == "id" {
            continue;
        }
        let value = Value::from_json(&part).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        match R::TOGETHER.iter().find(|(_, members)| members.contains(&name.as_str())) {
            None => {
                fields.insert(name, value);
            }
            Some((group, _)) => {
                let whole = fields.entry((*group).to_owned()).or_insert_with(|| Value::Map(BTreeMap::new()));
                if let Value::Map(members) = whole {
                    members.insert(name, value);
                }
            }
        }
    }
    Ok(fields)
}

/// The record that values come to. A field that nobody set is null.
///
/// # Errors
/// When the values do not make such a record: it then goes to quarantine.
pub fn record_of<R: Record>(id: Uuid, fields: &Fields) -> Result<R> {
    let mut parts = serde_json::Map::new();
    parts.insert("id".into(), id.to_string().into());
    for (name, value) in fields {
        match value {
            Value::Map(members) if R::TOGETHER.iter().any(|(group, _)| group == name) => {
                parts.extend(members.iter().map(|(member, value)| (member.clone(), value.to_json())));
            }
            _ => {
                parts.insert(name.clone(), value.to_json());
            }
        }
    }
    serde_json::from_value(parts.into()).map_err(|reason| StoreError::Unreadable(reason.to_string()).into())
}

/// A field of a struct as SQLite keeps it in a column: as the value that it is in a change would be.
///
/// # Errors
/// When a list or a group holds a number with too many digits.
pub fn sql_of(json: &serde_json::Value) -> Result<rusqlite::types::Value> {
    use rusqlite::types::Value as Sql;
    use serde_json::Value as Json;
    /// Up to here floats know every whole number.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    Ok(match json {
        Json::Null => Sql::Null,
        Json::Bool(yes) => Sql::Integer(i64::from(*yes)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Sql::Integer(whole),
            (None, Some(float)) if float.fract() == 0.0 && float.abs() < WHOLE => Sql::Integer(float as i64),
            (None, Some(float)) => Sql::Real(float),
            (None, None) => Sql::Null,
        },
        Json::String(text) => Sql::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => {
            let value = Value::from_json(json).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
            Sql::Text(value.to_json().to_string())
        }
    })
}

/// A kind of record, its type forgotten: one line of `records!`.
pub struct Kind {
    /// What changes call it.
    pub name: &'static str,
    /// Its table.
    pub table: &'static str,
    /// How its changes come together.
    pub merge: Merge,
    /// The groups that are written whole.
    pub together: &'static [Together],
    /// The schema of its struct: its properties are the table's columns.
    pub schema: fn() -> schemars::Schema,
    /// The right to see its records.
    pub reads: Right,
    /// The right to write them, and so to settle what two people wrote.
    pub writes: Right,
    /// Writes the row that a record's changes come to.
    pub(crate) project: fn(&Connection, Uuid, &[crate::db::Entry], bool) -> Result<()>,
    pub(crate) rebuilding: fn(&Connection, bool) -> Result<()>,
    /// Settles rivals: [`Write::resolve`]. Returns the fields that still have some.
    pub(crate) resolve: fn(&mut Write<'_>, Uuid, i64, &str, Pick) -> Result<Vec<String>>,
    pub(crate) safest: fn(&str, &[&Value]) -> Option<usize>,
}

impl Kind {
    /// The kind of `R`.
    #[must_use]
    pub const fn of<R: Record>(reads: Right, writes: Right) -> Kind {
        Kind {
            name: R::KIND,
            table: R::TABLE,
            merge: R::MERGE,
            together: R::TOGETHER,
            schema: || schemars::schema_for!(R),
            reads,
            writes,
            project: crate::db::project::<R>,
            rebuilding: R::rebuilding,
            resolve: |write, id, version, field, pick| Ok(write.resolve::<R>(id, version, field, pick)?.conflicts),
            safest: R::safest,
        }
    }

    /// The kind that changes call `name`; none of a newer version's.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Kind> {
        crate::RECORDS.iter().find(|kind| kind.name == name)
    }
}

/// Lists the kinds of records, parents before children: `module::Record: right to see, right to write;`
#[macro_export]
macro_rules! records {
    ($($module:ident :: $record:ident : $reads:ident, $writes:ident;)*) => {
        /// Every kind of record, parents before children.
        pub static RECORDS: &[$crate::record::Kind] = &[$($crate::record::Kind::of::<$crate::$module::$record>(
            $crate::accounts::Right::$reads,
            $crate::accounts::Right::$writes,
        )),*];
    };
}
