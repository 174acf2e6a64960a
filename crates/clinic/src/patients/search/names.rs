//! Names as they are spelt: whole words first, then words that begin so.

use rusqlite::Connection;

use super::found::Found;
use super::query::Query;
use super::terms::{all_of, any_of, by_name, by_term, pair, quoted};
use super::words::beginning_with;
use super::{Match, similar};

/// Words that a beginning is spelled out to; beyond, the index joins their lists itself.
const MOST_BEGUN: usize = 24;

/// The letters up to which the index keeps a list of its own for a beginning.
const LISTED_LETTERS: usize = 3;

/// Digits of a year that is typed to its end.
const WHOLE_YEAR: usize = 4;

/// Adds the patients whose names have the words of the query: whole, then begun, then similar.
pub(super) fn collect(conn: &Connection, query: &Query, found: &mut Found) -> rusqlite::Result<()> {
    let words = &query.words;
    let (whole_year, part_of_year) = match &query.year {
        Some(year) if year.len() == WHOLE_YEAR => (Some(year.clone()), None),
        part => (None, part.clone()),
    };
    // The year goes first: it is typed to its end and the last word may not be.
    let parts: Vec<String> = whole_year.iter().chain(words).cloned().collect();
    if let Some(year) = part_of_year {
        return collect_slowly(conn, words, &year, found);
    }
    if let [word] = &parts[..] {
        let wanted = found.wanted();
        found.add(conn, by_name(conn, &quoted(word), wanted)?, Match::Exact, |_| Some(0))?;
        if !found.is_full() {
            found.add(conn, by_name(conn, &beginning(conn, word)?, wanted)?, Match::Prefix, |_| Some(0))?;
        }
    } else {
        collect_together(conn, &parts, found)?;
    }
    if !found.is_full() {
        similar::collect(conn, words, whole_year.as_deref(), found)?;
    }
    Ok(())
}

/// Adds the patients born in a year, or in years that begin so, the latest first.
pub(super) fn collect_year(conn: &Connection, year: &str, found: &mut Found) -> rusqlite::Result<()> {
    if found.is_full() {
        return Ok(());
    }
    let expression = if year.len() == WHOLE_YEAR { quoted(year) } else { format!("{}*", quoted(year)) };
    found.add(conn, by_name(conn, &expression, found.wanted())?, Match::BirthYear, |_| Some(0))
}

/// Several words: all whole, then the last begun, then all begun.
fn collect_together(conn: &Connection, parts: &[String], found: &mut Found) -> rusqlite::Result<()> {
    let wanted = found.wanted();
    let [before @ .., last] = parts else { return Ok(()) };
    let whole = all_of(parts.windows(2).map(|two| quoted(&pair(&two[0], &two[1]))));
    found.add(conn, by_term(conn, &whole, wanted)?, Match::Exact, |_| Some(0))?;
    if found.is_full() {
        return Ok(());
    }
    let pairs = before.windows(2).map(|two| quoted(&pair(&two[0], &two[1])));
    let begun = before.last().map(|word| format!("{}*", quoted(&pair(word, last))));
    found.add(conn, by_term(conn, &all_of(pairs.chain(begun)), wanted)?, Match::Prefix, |_| Some(0))?;
    if found.is_full() {
        return Ok(());
    }
    let docs = match parts {
        [first, second] => match begun_pair(conn, first, second, wanted)? {
            Some(docs) => docs,
            None => by_name(conn, &all_begun(conn, parts)?, wanted)?,
        },
        // Walking the lists of many whole words to find nothing takes long; initials are worth it.
        _ if found.is_empty() && before.iter().any(|word| word.chars().count() <= LISTED_LETTERS) => {
            by_name(conn, &all_begun(conn, parts)?, wanted)?
        }
        _ => return Ok(()),
    };
    found.add(conn, docs, Match::Prefix, |_| Some(1))
}

/// Two begun words by way of the words that the longer may become; `None` when those are too many.
fn begun_pair(conn: &Connection, first: &str, second: &str, wanted: usize) -> rusqlite::Result<Option<Vec<i64>>> {
    let is_first_longer = first.chars().count() >= second.chars().count();
    let (longer, shorter) = if is_first_longer { (first, second) } else { (second, first) };
    if longer.chars().count() <= LISTED_LETTERS {
        return Ok(None);
    }
    let words = beginning_with(conn, longer, MOST_BEGUN + 1)?;
    if words.len() > MOST_BEGUN {
        return Ok(None);
    }
    let pairs = any_of(words.iter().map(|word| format!("{}*", quoted(&pair(word, shorter)))));
    by_term(conn, &pairs, wanted).map(Some)
}

/// Part of a year is rarely typed with a name for longer than a keystroke.
fn collect_slowly(conn: &Connection, words: &[String], year: &str, found: &mut Found) -> rusqlite::Result<()> {
    let begun = all_of([all_begun(conn, words)?, format!("{}*", quoted(year))]);
    found.add(conn, by_name(conn, &begun, found.wanted())?, Match::Prefix, |_| Some(0))
}

fn all_begun(conn: &Connection, words: &[String]) -> rusqlite::Result<String> {
    Ok(all_of(words.iter().map(|word| beginning(conn, word)).collect::<rusqlite::Result<Vec<_>>>()?))
}

/// An expression for words that begin so. A long beginning is spelled out to the words there are,
/// whose lists are read only as far as needed.
fn beginning(conn: &Connection, start: &str) -> rusqlite::Result<String> {
    if start.chars().count() > LISTED_LETTERS {
        let words = beginning_with(conn, start, MOST_BEGUN + 1)?;
        if !words.is_empty() && words.len() <= MOST_BEGUN {
            return Ok(format!("({})", any_of(words.iter().map(|word| quoted(word)))));
        }
    }
    Ok(format!("{}*", quoted(start)))
}
