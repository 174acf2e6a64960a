//! Finds patients as one types: any word order, prefixes, slips, other spellings, and every number.
//!
//! Three indexes (names, terms, words) are kept beside the patients; see `V2__patient_search.sql`.
//! All lists are read from the latest patient on and left once there are enough, so that a single
//! letter typed over a million patients costs no more than a whole name.

mod candidates;
mod found;
mod index;
mod names;
mod numbers;
mod query;
mod respaced;
mod similar;
mod terms;
mod words;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use candidates::candidates;
pub use index::{clear, forget, index, settle};

/// What a patient is found by.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchKeys<'a> {
    /// The patient's id as UUID text.
    pub patient_id: &'a str,
    /// First name or names.
    pub given_name: Option<&'a str>,
    /// Family name.
    pub family_name: Option<&'a str>,
    /// Middle names, names at birth, names in another script.
    pub other_names: Option<&'a str>,
    /// The number that the site gave.
    pub mrn: Option<&'a str>,
    /// Phone number in any notation.
    pub phone: Option<&'a str>,
    /// National identity number.
    pub national_id: Option<&'a str>,
    /// Year of birth.
    pub birth_year: Option<i32>,
    /// When the patient was last changed, in milliseconds since 1970 UTC.
    pub updated_at_ms: i64,
}

/// Why a patient was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// A record, phone or identity number is the one typed.
    Number,
    /// Every word typed is a word of the name.
    Exact,
    /// A record, phone or identity number begins or ends like the one typed.
    NumberPart,
    /// Every word typed begins a word of the name.
    Prefix,
    /// The year of birth is the number typed.
    BirthYear,
    /// The name is a slip, another spelling or another form of the one typed.
    Similar,
}

/// One patient found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The patient's id as UUID text.
    pub patient_id: String,
    /// Why it was found.
    pub why: Match,
    /// How far the name is from the one typed: 0 for none, larger for less alike.
    pub distance: u32,
    /// When the patient was last changed, in milliseconds since 1970 UTC.
    pub updated_at_ms: i64,
}

/// The patients that `typed` means, at most `limit`: numbers, then whole names, then beginnings, then
/// similar names; among equals the one changed last comes first.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let query = query::Query::of(typed);
    let mut found = found::Found::new(limit);
    if let Some(number) = &query.whole_number {
        numbers::collect(conn, number, &[], numbers::Part::OrEnd, &mut found)?;
    }
    if let Some(number) = &query.number {
        // A year beside a name is a year first; only who bears it as a whole number comes before.
        let part = if query.year.is_some() { numbers::Part::Whole } else { numbers::Part::OrEnd };
        numbers::collect(conn, number, &query.words, part, &mut found)?;
    }
    // A name beside a number that is no year was typed to narrow the number down.
    let is_by_name = query.number.is_none() || query.year.is_some() || found.is_empty();
    if query.words.is_empty() {
        if let Some(year) = &query.year {
            names::collect_year(conn, year, &mut found)?;
        }
    } else if is_by_name {
        names::collect(conn, &query, &mut found)?;
    }
    Ok(found.ranked())
}

#[cfg(test)]
mod tests;
