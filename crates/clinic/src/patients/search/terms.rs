//! The terms of what people type together, and how the full-text indexes are asked.
//!
//! A popular given name and a popular family name have lists of ten thousands each; walking both to
//! find the few who bear the two would take far longer than a keystroke. So every two words of a
//! patient, and every word with the year of birth, are a term of their own.

use healthsync_matching::sound;
use rusqlite::Connection;

/// Begins the term of two words.
const TWO_WORDS: char = '¶';

/// Begins the term of two sounds.
const TWO_SOUNDS: char = '§';

/// Stands between the two.
const AND: char = '·';

/// Words of a patient that are put in pairs; the names of hardly anybody have more.
const PAIRED_WORDS: usize = 5;

/// The term of two words in this order.
pub(super) fn pair(first: &str, second: &str) -> String {
    format!("{TWO_WORDS}{first}{AND}{second}")
}

/// The terms of every two of the words, in their order.
pub(super) fn all_pairs<T: AsRef<str>>(words: &[T]) -> impl Iterator<Item = String> {
    words
        .iter()
        .enumerate()
        .flat_map(|(at, word)| words[at + 1..].iter().map(|other| pair(word.as_ref(), other.as_ref())))
}

/// The term of the sounds of two words, whatever their order; `None` for a word without a sound.
pub(super) fn sounds(one: &str, other: &str) -> Option<String> {
    let (one, other) = (sound(one), sound(other));
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    (!first.is_empty()).then(|| format!("{TWO_SOUNDS}{first}{AND}{second}"))
}

/// All terms of a patient with these words and this year of birth.
pub(super) fn of_patient(words: &[String], year: Option<i32>) -> Vec<String> {
    let words = &words[..words.len().min(PAIRED_WORDS)];
    let mut terms = Vec::with_capacity(words.len() * (words.len() + 1));
    for (at, word) in words.iter().enumerate() {
        for other in &words[at + 1..] {
            // Either may be the one still being typed; so both orders, for the second to be a beginning.
            terms.push(pair(word, other));
            terms.push(pair(other, word));
            terms.extend(sounds(word, other));
        }
        if let Some(year) = year {
            terms.push(pair(&year.to_string(), word));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The latest patients whose names match an expression of the full-text index.
pub(super) fn by_name(conn: &Connection, expression: &str, most: usize) -> rusqlite::Result<Vec<i64>> {
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    conn.prepare_cached(
        "SELECT rowid FROM patient_search_names WHERE patient_search_names MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?
    .query_map((expression, most as i64), |row| row.get(0))?
    .collect()
}

/// The latest patients whose numbers and terms match an expression of the full-text index.
pub(super) fn by_term(conn: &Connection, expression: &str, most: usize) -> rusqlite::Result<Vec<i64>> {
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    conn.prepare_cached(
        "SELECT rowid FROM patient_search_terms WHERE patient_search_terms MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?
    .query_map((expression, most as i64), |row| row.get(0))?
    .collect()
}

/// A word or term as a part of an expression. Plain words hold letters and digits only, so quoting is
/// all they need.
pub(super) fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// An expression for any of the parts; empty when there are none.
pub(super) fn any_of(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" OR ")
}

/// An expression for all of the parts.
pub(super) fn all_of(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" AND ")
}
