//! Names: whole, begun, misspelt; each kind is asked for only while the better ones are too few.

use std::collections::HashSet;

use rusqlite::Connection;

use super::query::Query;
use super::words::{Meant, beginning_with, meant_by};
use super::{Hit, Match};

/// Words that a beginning is spelled out to; beyond, the index joins their lists itself.
const MOST_BEGUN: usize = 32;

/// Patients ranked for each one shown: enough to put the nearest first.
const RANKED_EACH: usize = 3;

/// The most patients that one step ranks.
const MOST_RANKED: usize = 400;

/// The letters up to which the index keeps a list of its own for a beginning.
const LISTED_LETTERS: usize = 3;

/// A patient that was found, before ranking.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub doc: i64,
    pub patient_id: String,
    pub updated_at_ms: i64,
    pub listed_words: String,
    pub why: Match,
    pub distance: u32,
}

impl Candidate {
    /// The words of the patient's names.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.listed_words.split(' ')
    }
}

/// The patients found so far.
pub(super) struct Found {
    limit: usize,
    docs: HashSet<i64>,
    candidates: Vec<Candidate>,
}

impl Found {
    pub fn new(limit: usize) -> Found {
        Found { limit, docs: HashSet::new(), candidates: Vec::new() }
    }

    pub fn is_full(&self) -> bool {
        self.candidates.len() >= self.limit
    }

    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    pub fn add(&mut self, candidate: Candidate) {
        if self.docs.insert(candidate.doc) {
            self.candidates.push(candidate);
        }
    }

    /// The best first, cut to the limit.
    pub fn ranked(mut self) -> Vec<Hit> {
        self.candidates.sort_by(|one, other| {
            (one.why, one.distance)
                .cmp(&(other.why, other.distance))
                .then_with(|| other.updated_at_ms.cmp(&one.updated_at_ms))
                .then_with(|| one.patient_id.cmp(&other.patient_id))
        });
        self.candidates.truncate(self.limit);
        let hit = |candidate: Candidate| Hit {
            patient_id: candidate.patient_id,
            why: candidate.why,
            distance: candidate.distance,
            updated_at_ms: candidate.updated_at_ms,
        };
        self.candidates.into_iter().map(hit).collect()
    }
}

/// Adds the patients whose names have the words of the query, exact first, then begun, then similar.
pub(super) fn collect(conn: &Connection, query: &Query, found: &mut Found) -> rusqlite::Result<()> {
    let words = &query.words;
    let year = query.year.as_ref().map(|digits| format!("{digits}*"));
    let all = |parts: &[String]| parts.iter().chain(&year).cloned().collect::<Vec<_>>().join(" AND ");
    let exact: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    step(conn, &all(&exact), Match::Exact, found, |_| Some(0))?;
    if found.is_full() {
        return Ok(());
    }
    let begun: Vec<String> = words.iter().map(|word| beginning(conn, word)).collect::<rusqlite::Result<_>>()?;
    // The word being typed is the last; so whole words before it come first.
    if let [before @ .., _] = &exact[..]
        && !before.is_empty()
    {
        let parts: Vec<String> = before.iter().chain(begun.last()).cloned().collect();
        step(conn, &all(&parts), Match::Prefix, found, |_| Some(0))?;
    }
    if !found.is_full() {
        step(conn, &all(&begun), Match::Prefix, found, |_| Some(1))?;
    }
    if !found.is_full() {
        collect_similar(conn, words, &begun, &all, found)?;
    }
    Ok(())
}

/// Adds the patients born in a year, or in years that begin so, the latest first.
pub(super) fn collect_year(conn: &Connection, year: &str, found: &mut Found) -> rusqlite::Result<()> {
    if found.is_full() {
        return Ok(());
    }
    step(conn, &format!("{year}*"), Match::BirthYear, found, |_| Some(0))
}

/// One misspelt word among right ones first; then every word misspelt; then a space too many or too few.
fn collect_similar(
    conn: &Connection,
    words: &[String],
    begun: &[String],
    all: &dyn Fn(&[String]) -> String,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let meant: Vec<Vec<Meant>> = words.iter().map(|word| meant_by(conn, word)).collect::<rusqlite::Result<_>>()?;
    let distance = |candidate: &Candidate| -> Option<u32> {
        words.iter().zip(&meant).map(|(word, meant)| distance_to(candidate, word, meant)).sum()
    };
    for at in (0..words.len()).rev().filter(|at| !meant[*at].is_empty()) {
        let mut parts = begun.to_vec();
        parts[at] = any_of(&meant[at]);
        step(conn, &all(&parts), Match::Similar, found, distance)?;
    }
    if !found.is_full() && words.len() > 1 {
        let parts: Vec<String> = begun
            .iter()
            .zip(&meant)
            .map(
                |(begun, meant)| {
                    if meant.is_empty() { begun.clone() } else { format!("({begun} OR {})", any_of(meant)) }
                },
            )
            .collect();
        step(conn, &all(&parts), Match::Similar, found, distance)?;
    }
    for respaced in respacings(words) {
        if found.is_full() {
            break;
        }
        let parts: Vec<String> = respaced.iter().map(|word| quoted(word)).collect();
        step(conn, &all(&parts), Match::Similar, found, |_| Some(super::words::SLIP))?;
    }
    Ok(())
}

/// How far the patient's nearest word is from the one typed.
fn distance_to(candidate: &Candidate, typed: &str, meant: &[Meant]) -> Option<u32> {
    candidate
        .words()
        .filter_map(|name| {
            if name == typed {
                Some(0)
            } else if name.starts_with(typed) {
                Some(1)
            } else {
                meant.iter().find(|meant| meant.word == name).map(|meant| meant.distance)
            }
        })
        .min()
}

/// The same letters with one space less, or with one more.
fn respacings(words: &[String]) -> Vec<Vec<String>> {
    let mut respaced = Vec::new();
    for at in 1..words.len() {
        let mut joined = words.to_vec();
        let second = joined.remove(at);
        joined[at - 1].push_str(&second);
        respaced.push(joined);
    }
    for (at, word) in words.iter().enumerate() {
        let cuts: Vec<usize> = word.char_indices().map(|(cut, _)| cut).skip(2).collect();
        for cut in cuts.into_iter().filter(|cut| word[*cut..].chars().count() >= 2) {
            let mut parted = words.to_vec();
            parted[at] = word[..cut].to_owned();
            parted.insert(at + 1, word[cut..].to_owned());
            respaced.push(parted);
        }
    }
    respaced
}

/// Asks the index once and ranks what is new; `distance` is `None` for a patient that does not fit.
fn step(
    conn: &Connection,
    expression: &str,
    why: Match,
    found: &mut Found,
    distance: impl Fn(&Candidate) -> Option<u32>,
) -> rusqlite::Result<()> {
    let most = (found.limit.saturating_mul(RANKED_EACH)).clamp(1, MOST_RANKED.max(found.limit));
    let mut docs = matching(conn, expression, most)?;
    docs.retain(|doc| !found.docs.contains(doc));
    for candidate in rows_of(conn, &docs)? {
        if let Some(distance) = distance(&candidate) {
            found.add(Candidate { why, distance, ..candidate });
        }
    }
    Ok(())
}

/// The latest patients that an expression of the full-text index matches.
pub(super) fn matching(conn: &Connection, expression: &str, most: usize) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT rowid FROM patient_search_names WHERE patient_search_names MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?
    .query_map((expression, most as i64), |row| row.get(0))?
    .collect()
}

/// What ranking needs of each patient.
pub(super) fn rows_of(conn: &Connection, docs: &[i64]) -> rusqlite::Result<Vec<Candidate>> {
    let mut row_of = conn.prepare_cached("SELECT patient_id, updated_at, words FROM patient_search WHERE doc = ?1")?;
    docs.iter()
        .map(|doc| {
            row_of.query_row([doc], |row| {
                Ok(Candidate {
                    doc: *doc,
                    patient_id: row.get(0)?,
                    updated_at_ms: row.get(1)?,
                    listed_words: row.get(2)?,
                    why: Match::Similar,
                    distance: 0,
                })
            })
        })
        .collect()
}

/// An expression for words that begin so. A long beginning is spelled out to the words there are,
/// whose lists are read only as far as needed.
pub(super) fn beginning(conn: &Connection, start: &str) -> rusqlite::Result<String> {
    if start.chars().count() > LISTED_LETTERS {
        let words = beginning_with(conn, start, MOST_BEGUN + 1)?;
        if !words.is_empty() && words.len() <= MOST_BEGUN {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            return Ok(format!("({})", words.join(" OR ")));
        }
    }
    Ok(format!("{}*", quoted(start)))
}

pub(super) fn any_of(meant: &[Meant]) -> String {
    let words: Vec<String> = meant.iter().map(|meant| quoted(&meant.word)).collect();
    format!("({})", words.join(" OR "))
}

/// A plain word holds letters and digits only, so quoting it is all that the expression needs.
pub(super) fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
