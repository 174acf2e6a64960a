//! People read from a CSV table, and the pairs found in it held against the known truth.

use std::collections::HashMap;
use std::io::Read;

use crate::pairs::Pair;
use crate::person::Person;

/// One row of a table: its identifier and what it says of a person.
#[derive(Debug, Clone)]
pub struct Row {
    /// The identifier as it stands in the table.
    pub id: String,
    /// What the row says.
    pub person: Person,
}

/// Why a table could not be read.
#[derive(Debug)]
pub enum TableError {
    /// The text is not a CSV table.
    Csv(csv::Error),
    /// No column holds an identifier (`rec_id`, `id` or `mrn`).
    NoIdentifier,
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TableError::Csv(error) => write!(f, "The table cannot be read: {error}."),
            TableError::NoIdentifier => f.write_str("The table has no column rec_id, id or mrn."),
        }
    }
}

impl std::error::Error for TableError {}

impl From<csv::Error> for TableError {
    fn from(error: csv::Error) -> Self {
        TableError::Csv(error)
    }
}

/// Reads people from a table with a header: the columns of the FEBRL sets, or those of a table of
/// patients. Spaces around a value do not count; unknown columns are passed over.
pub fn people(source: impl Read) -> Result<Vec<Row>, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(source);
    let columns: HashMap<String, usize> = reader
        .headers()?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.trim_start_matches('\u{feff}').to_lowercase(), at))
        .collect();
    let id_column =
        ["rec_id", "id", "mrn"].iter().find_map(|name| columns.get(*name)).copied().ok_or(TableError::NoIdentifier)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |names: &[&str]| -> Option<String> {
            names
                .iter()
                .filter_map(|name| columns.get(*name))
                .filter_map(|at| record.get(*at))
                .find(|value| !value.is_empty())
                .map(str::to_owned)
        };
        let lines: Vec<String> =
            ["street_number", "address", "address_1", "address_2"].iter().filter_map(|name| field(&[name])).collect();
        let person = Person {
            given_name: field(&["given_name"]),
            family_name: field(&["family_name", "surname"]),
            other_names: field(&["other_names"]),
            sex: field(&["sex"]),
            birth_date: field(&["birth_on", "birth_date", "date_of_birth"]).and_then(|text| text.parse().ok()),
            birth_date_is_estimated: field(&["birth_is_estimated", "is_birth_estimated", "birth_date_is_estimated"])
                .is_some_and(|flag| matches!(flag.as_str(), "1" | "true")),
            phone: field(&["phone", "phone_number"]),
            national_id: field(&["national_id", "soc_sec_id"]),
            address: (!lines.is_empty()).then(|| lines.join(" ")),
            city: field(&["city", "suburb"]),
            postcode: field(&["postcode", "postal_code"]),
            state: field(&["state", "district"]),
        };
        rows.push(Row { id: record.get(id_column).unwrap_or_default().to_owned(), person });
    }
    Ok(rows)
}

/// How well a set of pairs agrees with the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Pairs that are one person.
    pub true_pairs: usize,
    /// Pairs that were found.
    pub found_pairs: usize,
    /// Pairs that were found and are one person.
    pub right: usize,
}

impl Agreement {
    /// The share of the found pairs that are right, 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found_pairs)
    }

    /// The share of the true pairs that were found, 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.right, self.true_pairs)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.true_pairs + self.found_pairs)
    }
}

/// Holds pairs against identifiers that tell the truth: `rec-7-org` and `rec-7-dup-2` are one person.
pub fn agreement(rows: &[Row], pairs: &[Pair]) -> Agreement {
    let mut records_of: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *records_of.entry(person_of(&row.id)).or_default() += 1;
    }
    let right = pairs.iter().filter(|pair| person_of(&rows[pair.a].id) == person_of(&rows[pair.b].id)).count();
    let true_pairs = records_of.values().map(|count| count * (count - 1) / 2).sum();
    Agreement { true_pairs, found_pairs: pairs.len(), right }
}

fn person_of(id: &str) -> &str {
    id.strip_suffix("-org").or_else(|| id.rsplit_once("-dup").map(|(person, _)| person)).unwrap_or(id)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
