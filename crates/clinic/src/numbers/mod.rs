//! Numbers that people read: a series code, a letter for what it stands on, a counter and a check character.
//!
//! A series belongs to one origin and ends with it, so a number is never used twice; it is gap-free while it lives.

mod find;

pub use find::*;

use crate::db::Write;
use crate::error::Result;
use schemars::JsonSchema;
use serde::Serialize;

/// The alphabet of ISO/IEC 7064 MOD 37,36, by the values of its characters: what a check character is made of, and what
/// it can be.
pub(crate) const CHECK_CHARACTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What a number stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberSeries {
    /// A patient's record: the MRN.
    Patient,
    /// A prescription.
    Prescription,
    /// An invoice.
    Invoice,
    /// A receipt, of a payment or a refund.
    Receipt,
    /// A credit note.
    CreditNote,
}

impl NumberSeries {
    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NumberSeries::Patient => "mrn",
            NumberSeries::Prescription => "prescription",
            NumberSeries::Invoice => "invoice",
            NumberSeries::Receipt => "receipt",
            NumberSeries::CreditNote => "credit",
        }
    }

    /// The letter before the counter: a paper's number is never that of a patient. The patient's has none.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            NumberSeries::Patient => "",
            NumberSeries::Prescription => "P",
            NumberSeries::Invoice => "B",
            NumberSeries::Receipt => "R",
            NumberSeries::CreditNote => "C",
        }
    }

    /// Where its numbers are: a table and its column.
    pub(crate) fn column(self) -> (&'static str, &'static str) {
        match self {
            NumberSeries::Patient => ("patients", "mrn"),
            NumberSeries::Prescription => ("prescriptions", "number"),
            NumberSeries::Invoice => ("invoices", "number"),
            NumberSeries::Receipt => ("payments", "number"),
            NumberSeries::CreditNote => ("credit_notes", "number"),
        }
    }
}

/// The counter of a number. Those from before numbers had letters of their own have none.
#[must_use]
pub fn counter_of(number: &str) -> Option<i64> {
    let counter = number.split('-').nth(1)?;
    counter.trim_start_matches(|letter: char| letter.is_ascii_uppercase()).parse().ok()
}

/// The next number of a series, taken in the transaction that uses it: `KDRA-000123-7` of a patient, `KDRA-B000123-Z` of an
/// invoice.
///
/// # Errors
/// When the database fails.
pub fn next(write: &Write<'_>, series: NumberSeries) -> Result<String> {
    let place = write.place;
    let last: i64 = write
        .conn
        .prepare_cached(
            "INSERT INTO series (name, origin, letters, last) VALUES (?1, ?2, ?3, 1)
             ON CONFLICT (name, origin, letters) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row((series.name(), place.origin.as_bytes(), place.letters.as_deref().unwrap_or_default()), |row| {
            row.get(0)
        })?;
    let code = place.series_code();
    let counter = format!("{}{last:06}", series.mark());
    let check = check_character(&format!("{code}{counter}"));
    Ok(format!("{code}-{counter}-{check}"))
}

/// The check character of letters and digits (ISO/IEC 7064 MOD 37,36): it finds every wrong character and nearly
/// every pair of neighbours that changed places. What is neither letter nor digit is passed over.
#[must_use]
pub fn check_character(text: &str) -> char {
    let mut rest = 36;
    for value in text.bytes().filter_map(value_of) {
        rest = (rest + value) % 36;
        rest = if rest == 0 { 36 } else { rest } * 2 % 37;
    }
    char::from(CHECK_CHARACTERS[(37 - rest) % 36])
}

/// Whether a number ends in its own check character, however it is spaced and cased.
#[must_use]
pub fn is_well_formed(number: &str) -> bool {
    let plain: String = number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let Some((body, check)) = plain.split_at_checked(plain.len().saturating_sub(1)) else { return false };
    !body.is_empty() && check.starts_with(check_character(body))
}

fn value_of(byte: u8) -> Option<usize> {
    CHECK_CHARACTERS.iter().position(|letter| *letter == byte.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // The worked example of ISO/IEC 7064 MOD 37,36 in the Global Release Identifier's specification.
        assert_eq!(check_character("A12425GABC1234002"), 'M', "as published");
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_found(body in "[A-Z]{4}[0-9]{6}", at in 0usize..10, wrong in 0usize..36) {
            let number = format!("{body}{}", check_character(&body));
            prop_assert!(is_well_formed(&number));
            let mut bytes = number.into_bytes();
            let other = CHECK_CHARACTERS[wrong];
            prop_assume!(bytes[at] != other);
            bytes[at] = other;
            prop_assert!(!is_well_formed(&String::from_utf8_lossy(&bytes)));
        }
    }

    #[test]
    fn of_neighbours_that_changed_places_hardly_any_pass() {
        let (mut swaps, mut passed) = (0, 0);
        for counter in 1..=2_000 {
            let body = format!("KDRA{counter:06}");
            let number = format!("{body}{}", check_character(&body)).into_bytes();
            for at in (0..number.len() - 1).filter(|at| number[*at] != number[at + 1]) {
                let mut swapped = number.clone();
                swapped.swap(at, at + 1);
                swaps += 1;
                passed += u32::from(is_well_formed(&String::from_utf8_lossy(&swapped)));
            }
        }
        assert!(passed * 50 < swaps, "{passed} of {swaps} pass: the standard finds nearly all, not all");
    }
}
