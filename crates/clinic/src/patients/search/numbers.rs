//! Record, phone and identity numbers: whole, from the start, and by their last digits.

use healthsync_matching::{digits, phone_tail, plain_number};
use rusqlite::Connection;

use super::found::Found;
use super::terms::{any_of, by_term, quoted};
use super::{Match, SearchKeys};
use crate::numbers::CHECK_CHARACTERS;

/// Marks a number written from its end. Not a letter that occurs in a number.
const FROM_END: char = '¬';

/// Fewer digits than these begin or end too many numbers to be looked up so.
const LEAST_PART: usize = 3;

/// The count in a record number has no more digits; what has is a phone or identity number.
const MOST_COUNT_DIGITS: usize = 6;

/// Patients looked at for one beginning or end.
const MOST_PATIENTS: usize = 60;

/// The terms under which a patient's numbers are found.
pub(super) fn terms(keys: &SearchKeys) -> Vec<String> {
    let mut terms: Vec<String> = Vec::with_capacity(8);
    let mut push = |term: String| {
        if !term.is_empty() && !terms.contains(&term) {
            terms.push(term);
        }
    };
    if let Some(mrn) = keys.mrn {
        let mrn = plain_number(mrn);
        let count = mrn.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0');
        push(count.to_owned());
        push(from_end(&mrn));
        push(mrn);
    }
    if let Some(phone) = keys.phone {
        let tail = phone_tail(phone);
        push(digits(phone).trim_start_matches('0').to_owned());
        push(from_end(&tail));
        push(tail);
    }
    if let Some(id) = keys.national_id {
        let id = plain_number(id);
        push(id.trim_start_matches('0').to_owned());
        push(from_end(&id));
        push(id);
    }
    terms
}

/// How much of a number was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// All of it, its start or its end.
    OrEnd,
}

/// Adds the patients that bear the number, then those with a number that begins or ends so. With
/// `words`, only those whose name has a word that begins like each.
pub(super) fn collect(
    conn: &Connection,
    typed: &str,
    words: &[String],
    part: Part,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let bare = typed.trim_start_matches('0');
    let is_digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    let tail = if is_digits { phone_tail(typed) } else { String::new() };
    let mut whole: Vec<&str> = vec![typed];
    let counted = if is_digits { counted(bare) } else { unchecked(typed) };
    let is_count = is_digits && is_printed_count(typed);
    // Without its zeros it would also be a lesser count with a digit as its check character.
    if !bare.is_empty() && bare != typed && !is_count {
        whole.push(bare);
    }
    // Shorter ones are hardly phone numbers with a prefix.
    if tail.len() >= 7 && tail != bare {
        whole.push(&tail);
    }
    let bears = |candidate: &super::found::Candidate| {
        words.iter().all(|word| candidate.words().any(|name| name.starts_with(word.as_str()))).then_some(0)
    };
    let borne = whole.iter().copied().chain(counted.iter().map(String::as_str)).filter(|number| !number.is_empty());
    let any = any_of(borne.map(quoted));
    found.add(conn, by_term(conn, &any, found.wanted())?, Match::Number, bears)?;
    let is_settled = is_count && !found.is_empty();
    if part == Part::Whole || typed.chars().count() < LEAST_PART || found.is_full() || is_settled {
        return Ok(());
    }
    let ends = if is_digits { vec![from_end(typed), from_end(&tail)] } else { Vec::new() };
    let mut docs: Vec<i64> = Vec::new();
    for start in whole.iter().map(|number| (*number).to_owned()).chain(ends) {
        if start.chars().count() >= LEAST_PART {
            docs.extend(beginning_with(conn, &start)?);
        }
    }
    docs.sort_unstable_by(|one, other| other.cmp(one));
    docs.dedup();
    docs.truncate(if words.is_empty() { found.wanted() } else { docs.len() });
    found.add(conn, docs, Match::NumberPart, bears)
}

/// Some patients with a number that begins so. The list of terms is read and left after a while,
/// however many patients share the beginning.
fn beginning_with(conn: &Connection, start: &str) -> rusqlite::Result<Vec<i64>> {
    let after = format!("{start}\u{10ffff}");
    conn.prepare_cached("SELECT doc FROM patient_search_term_list WHERE term >= ?1 AND term < ?2 LIMIT ?3")?
        .query_map((start, after, MOST_PATIENTS as i64), |row| row.get(0))?
        .collect()
}

/// The terms of the record numbers with this count, whatever their check character: who reads `KDRA-000123-Z` aloud
/// says one hundred and twenty-three.
fn counted(count: &str) -> Vec<String> {
    let is_count = !count.is_empty() && count.len() <= MOST_COUNT_DIGITS;
    if is_count { checked(count) } else { Vec::new() }
}

/// The count as record numbers print it: who types it so means such a number, and no phone that ends like it.
fn is_printed_count(typed: &str) -> bool {
    typed.len() == MOST_COUNT_DIGITS && typed.starts_with("00")
}

/// The terms of a record number that was typed without its check character.
fn unchecked(typed: &str) -> Vec<String> {
    let count = typed.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_whole = count.len() == MOST_COUNT_DIGITS && count.len() < typed.len();
    if !is_whole || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    checked(typed)
}

/// A number with each check character that it could have.
fn checked(number: &str) -> Vec<String> {
    CHECK_CHARACTERS.iter().map(|check| format!("{number}{}", char::from(check.to_ascii_lowercase()))).collect()
}

fn from_end(number: &str) -> String {
    if number.is_empty() { String::new() } else { std::iter::once(FROM_END).chain(number.chars().rev()).collect() }
}
