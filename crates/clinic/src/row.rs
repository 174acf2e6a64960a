//! Reads a row into a struct by the names of its columns: most of what a list or a chart costs is this, so that nothing is
//! copied that the struct does not keep, and columns that it does not have are not looked at.

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Params, Row, Statement};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// The columns' names of a row that is read by itself.
pub fn names_of<'row>(row: &'row Row<'_>) -> Vec<&'row str> {
    row.as_ref().column_names().collect()
}

/// Reads each of a statement's rows with `read`, which is handed the columns' names: SQLite is asked for them once.
///
/// # Errors
/// What `read` says, or when the database fails.
pub fn rows<T>(
    statement: &mut Statement<'_>,
    params: impl Params,
    read: impl Fn(&Row<'_>, &[String]) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let names: Vec<String> = statement.column_names().map(Into::into).collect();
    statement.query_map(params, |row| read(row, &names))?.collect()
}

/// The struct that a row holds, of the columns' names. Columns that it has no field for are passed over.
///
/// # Errors
/// When a column does not hold what the field is, or one is missing that has to be there.
pub fn from_row<T: DeserializeOwned>(row: &Row<'_>, names: &[impl AsRef<str>]) -> rusqlite::Result<T> {
    let mut columns = Columns { row, names, next: 0 };
    T::deserialize(Whole(&mut columns)).map_err(|reason| {
        let column = columns.next.saturating_sub(1);
        rusqlite::Error::FromSqlConversionFailure(column, Type::Null, Box::new(reason))
    })
}

/// The columns of a row, one after the other.
struct Columns<'row, 'statement, N> {
    row: &'row Row<'statement>,
    names: &'row [N],
    next: usize,
}

/// The row as a whole.
struct Whole<'a, 'row, 'statement, N>(&'a mut Columns<'row, 'statement, N>);

impl<'de, N: AsRef<str>> Deserializer<'de> for Whole<'_, '_, '_, N> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, N: AsRef<str>> MapAccess<'de> for &mut Columns<'_, '_, N> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.get(self.next) else { return Ok(None) };
        self.next += 1;
        seed.deserialize(StrDeserializer::new(name.as_ref())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Column { row: self.row, place: self.next - 1 })
    }
}

/// One column of the row, which is read only if somebody wants it.
struct Column<'row, 'statement> {
    row: &'row Row<'statement>,
    place: usize,
}

impl Column<'_, '_> {
    fn value(&self) -> Result<ValueRef<'_>, Error> {
        self.row.get_ref(self.place).map_err(serde::de::Error::custom)
    }

    fn text(&self) -> Result<&str, Error> {
        self.value()?.as_str().map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserializer<'de> for Column<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            ValueRef::Null => visitor.visit_none(),
            ValueRef::Integer(whole) => visitor.visit_i64(whole),
            // Most readings are whole, and a decimal is made of a whole number without writing it down first.
            ValueRef::Real(float) if is_whole(float) => visitor.visit_i64(float as i64),
            ValueRef::Real(float) => visitor.visit_f64(float),
            ValueRef::Text(_) => visitor.visit_str(self.text()?),
            ValueRef::Blob(bytes) => visitor.visit_seq(bytes.to_vec().into_deserializer()),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            ValueRef::Integer(whole) => visitor.visit_bool(whole != 0),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value()? == ValueRef::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(StrDeserializer::<Error>::new(self.text()?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

/// Whether a number is whole, and one that a float tells from its neighbours.
fn is_whole(float: f64) -> bool {
    float.fract() == 0.0 && float.abs() < 9e15
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;
    use serde::Deserialize;
    use uuid::Uuid;

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        DarkRed,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Thing {
        id: Uuid,
        name: Option<String>,
        weight: f64,
        is_here: bool,
        colour: Colour,
        missing: Option<i64>,
    }

    const ID: &str = "00000000-0000-0000-0000-00000000002a";

    fn read(columns: &str) -> rusqlite::Result<Thing> {
        let conn = Connection::open_in_memory().expect("memory");
        conn.query_row(&format!("SELECT '{ID}' AS id, {columns}"), [], |row| from_row(row, &names_of(row)))
    }

    #[test]
    fn a_row_is_read_by_the_names_of_its_columns_whatever_their_order() {
        let read = read(
            "1 AS is_here, 'dark_red' AS colour, x'00' AS unknown, 2 AS weight, NULL AS missing, 'Müller' AS name",
        );
        let thing = Thing {
            id: Uuid::from_u128(42),
            name: Some("Müller".into()),
            weight: 2.0,
            is_here: true,
            colour: Colour::DarkRed,
            missing: None,
        };
        assert_eq!(read.expect("it is a thing"), thing, "a whole number is a float where one is meant");
    }

    #[test]
    fn what_no_column_says_may_be_missing_only_if_the_field_may() {
        let without_option = read("1 AS is_here, 'dark_red' AS colour, 2.5 AS weight, 'A' AS name");
        assert_eq!(without_option.expect("it is a thing").missing, None, "an option may be left out");
        let without_weight = read("1 AS is_here, 'dark_red' AS colour, NULL AS name");
        assert!(without_weight.expect_err("a weight there must be").to_string().contains("weight"), "and it is named");
        let other_colour = read("1 AS is_here, 'blue' AS colour, 2.5 AS weight, NULL AS name");
        assert!(other_colour.is_err(), "a word that is none of the choices is refused");
    }
}
