//! Names as they are spelt: whole words first, then words that begin so.

use rusqlite::Connection;

use super::found::{Candidate, Found};
use super::query::Query;
use super::terms::{all_of, all_pairs, any_of, by_name, by_term, pair, quoted};
use super::words::{beginning_with, distance_to};
use super::{Match, similar};

/// Words that a beginning is spelled out to; beyond, the index joins their lists itself.
const MOST_BEGUN: usize = 40;

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
        let wanted = found.latest();
        found.add(conn, by_name(conn, &quoted(word), wanted)?, Match::Exact, |_| Some(0))?;
        if !found.is_full() {
            found.add(conn, by_name(conn, &beginning(conn, word)?, wanted)?, Match::Prefix, |_| Some(0))?;
        }
    } else {
        collect_together(conn, &parts, words, found)?;
    }
    // Three parts that somebody bears as typed leave little doubt.
    let is_settled = parts.len() > 2 && found.has(Match::Exact);
    if !found.is_full() && !is_settled {
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
    found.add(conn, by_name(conn, &expression, found.latest())?, Match::BirthYear, |_| Some(0))
}

/// Several words: all whole, then the last begun, then all begun.
fn collect_together(conn: &Connection, parts: &[String], words: &[String], found: &mut Found) -> rusqlite::Result<()> {
    let in_order = |candidate: &Candidate| Some(distance_to(candidate, words).unwrap_or(0).min(1));
    let wanted = found.wanted();
    let [before @ .., last] = parts else { return Ok(()) };
    let whole = all_of(all_pairs(parts).map(|pair| quoted(&pair)));
    found.add(conn, by_term(conn, &whole, wanted)?, Match::Exact, in_order)?;
    if found.is_full() {
        return Ok(());
    }
    let pairs = all_pairs(before).map(|pair| quoted(&pair));
    let begun = before.last().map(|word| format!("{}*", quoted(&pair(word, last))));
    found.add(conn, by_term(conn, &all_of(pairs.chain(begun)), wanted)?, Match::Prefix, |_| Some(0))?;
    if found.is_full() {
        return Ok(());
    }
    let docs = begun_together(conn, parts, wanted)?;
    found.add(conn, docs, Match::Prefix, |_| Some(1))
}

/// Several words, all of them begun: those that the one with the fewest continuations may become, each
/// together with the beginnings of the others.
fn begun_together(conn: &Connection, parts: &[String], wanted: usize) -> rusqlite::Result<Vec<i64>> {
    let mut fewest: Option<(usize, Vec<String>)> = None;
    for (at, part) in parts.iter().enumerate() {
        let is_year = part.starts_with(|c: char| c.is_ascii_digit());
        let words = if is_year {
            vec![part.clone()]
        } else if part.chars().count() > LISTED_LETTERS {
            beginning_with(conn, part, MOST_BEGUN + 1)?
        } else {
            continue;
        };
        if words.is_empty() {
            return Ok(Vec::new());
        }
        if words.len() <= MOST_BEGUN && fewest.as_ref().is_none_or(|(_, fewer)| words.len() < fewer.len()) {
            fewest = Some((at, words));
        }
    }
    let Some((at, words)) = fewest else { return by_name(conn, &all_begun(conn, parts)?, wanted) };
    let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
    let expression = all_of(others.map(|(_, other)| {
        format!("({})", any_of(words.iter().map(|word| format!("{}*", quoted(&pair(word, other))))))
    }));
    by_term(conn, &expression, wanted)
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
