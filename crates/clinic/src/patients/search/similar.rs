//! Names that are misspelt, spelt another way, or parted in another place.

use rusqlite::Connection;

use super::Match;
use super::found::{Candidate, Found};
use super::terms::{all_of, any_of, by_name, by_term, pair, quoted, sounds};
use super::words::{SLIP, distance, heard_like, slips_of};

/// Other spellings of one word that are asked for beside a second.
const MOST_SPELLINGS: usize = 10;

/// Other spellings of each of two words that are asked for together.
const MOST_OF_BOTH: usize = 5;

/// Distance of a name whose words are parted in another place.
const RESPACED: u32 = 2 * SLIP;

/// Adds the patients with names like the words, nearest spellings first. `year` has no other spelling.
pub(super) fn collect(conn: &Connection, words: &[String], year: Option<&str>, found: &mut Found) -> rusqlite::Result<()> {
    let slips: Vec<Vec<String>> = words.iter().map(|word| slips_of(conn, word)).collect::<rusqlite::Result<_>>()?;
    let fits = |candidate: &Candidate| distance_to(candidate, words);
    if let [word] = words {
        collect_one(conn, word, &slips[0], year, found)?;
    } else {
        let is_complete = collect_heard(conn, words, year, found)?;
        if !found.is_full() || !is_complete {
            let expression = one_misspelt(words, &slips, year);
            found.add(conn, by_term(conn, &expression, found.wanted())?, Match::Similar, fits)?;
        }
        if found.is_empty() {
            let expression = more_misspelt(words, &slips, year);
            found.add(conn, by_term(conn, &expression, found.wanted())?, Match::Similar, fits)?;
        }
    }
    if found.is_empty() && year.is_none() {
        let docs = by_name(conn, &joined(words), found.wanted())?;
        found.add(conn, docs, Match::Similar, |_| Some(RESPACED))?;
        let docs = by_term(conn, &parted(words), found.wanted())?;
        found.add(conn, docs, Match::Similar, |_| Some(RESPACED))?;
    }
    Ok(())
}

/// One word, with or without a year: a slip or another form of the name first, then what sounds alike.
fn collect_one(conn: &Connection, word: &String, slips: &[String], year: Option<&str>, found: &mut Found) -> rusqlite::Result<()> {
    let fits = |candidate: &Candidate| distance_to(candidate, std::slice::from_ref(word));
    let ask = |spellings: &[String], most: usize| match year {
        Some(year) => by_term(conn, &any_of(spellings.iter().map(|other| quoted(&pair(year, other)))), most),
        None => by_name(conn, &any_of(spellings.iter().map(|other| quoted(other))), most),
    };
    found.add(conn, ask(slips, found.wanted())?, Match::Similar, fits)?;
    if !found.is_full() {
        let heard = heard_like(conn, word)?;
        found.add(conn, ask(&heard, found.wanted())?, Match::Similar, fits)?;
    }
    Ok(())
}

/// Patients of whom every word sounds like one typed; tells whether that was all of them.
fn collect_heard(conn: &Connection, words: &[String], year: Option<&str>, found: &mut Found) -> rusqlite::Result<bool> {
    let mut parts: Vec<String> =
        words.windows(2).filter_map(|two| sounds(&two[0], &two[1])).map(|sounds| quoted(&sounds)).collect();
    if parts.len() + 1 < words.len() {
        return Ok(true);
    }
    if let Some(year) = year {
        parts.push(format!("({})", any_of(words.iter().map(|word| quoted(&pair(year, word))))));
    }
    let docs = by_term(conn, &all_of(parts), found.wanted())?;
    let is_complete = docs.len() < found.wanted();
    found.add(conn, docs, Match::Similar, |candidate| distance_to(candidate, words))?;
    Ok(is_complete)
}

/// An expression for names of which one word, any of them, is misspelt.
fn one_misspelt(words: &[String], slips: &[Vec<String>], year: Option<&str>) -> String {
    let each = slips.iter().enumerate().filter(|(_, slips)| !slips.is_empty()).map(|(at, slips)| {
        let others: Vec<&str> = year.into_iter().chain(words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.as_str())).collect();
        let anchor = others.last().copied().unwrap_or_default();
        let is_last = at + 1 == words.len();
        let mut parts: Vec<String> = others.windows(2).map(|two| quoted(&pair(two[0], two[1]))).collect();
        let spellings = slips.iter().take(MOST_SPELLINGS).map(|slip| {
            // The last word may still be in the making; what it begins goes with the other's spellings.
            if is_last { quoted(&pair(anchor, slip)) } else { format!("{}*", quoted(&pair(slip, anchor))) }
        });
        parts.push(format!("({})", any_of(spellings)));
        format!("({})", all_of(parts))
    });
    any_of(each)
}

/// An expression for names of which two words are misspelt; with a year, for names that sound alike
/// with one word misspelt.
fn more_misspelt(words: &[String], slips: &[Vec<String>], year: Option<&str>) -> String {
    match (words, slips, year) {
        ([_, _], [one, other], None) => {
            let pairs = one.iter().take(MOST_OF_BOTH).flat_map(|one| other.iter().take(MOST_OF_BOTH).map(move |other| pair(one, other)));
            any_of(pairs.map(|pair| quoted(&pair)))
        }
        ([first, second], _, Some(year)) => {
            let Some(heard) = sounds(first, second) else { return String::new() };
            let with_year = any_of(slips.iter().flat_map(|slips| slips.iter().take(MOST_SPELLINGS)).map(|slip| quoted(&pair(year, slip))));
            if with_year.is_empty() { String::new() } else { format!("{} AND ({with_year})", quoted(&heard)) }
        }
        _ => String::new(),
    }
}

/// How far the patient's names are from the words typed; `None` when one of them is not among them.
fn distance_to(candidate: &Candidate, words: &[String]) -> Option<u32> {
    words.iter().map(|typed| candidate.words().filter_map(|name| distance(typed, name)).min()).sum()
}

/// All words as one: a space too many.
fn joined(words: &[String]) -> String {
    if words.len() == 2 { quoted(&words.concat()) } else { String::new() }
}

/// One word as two, or two neighbours as one beside the others.
fn parted(words: &[String]) -> String {
    let mut expressions: Vec<String> = Vec::new();
    for at in 1..words.len() {
        let joined = format!("{}{}", words[at - 1], words[at]);
        let others = words.iter().enumerate().filter(|(other, _)| *other != at && *other + 1 != at);
        expressions.extend(others.map(|(_, other)| quoted(&pair(&joined, other))));
    }
    for (at, word) in words.iter().enumerate() {
        let inner = word.char_indices().map(|(cut, _)| cut).skip(2);
        for cut in inner.filter(|cut| word[*cut..].chars().count() >= 2) {
            let (start, end) = word.split_at(cut);
            let others = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| pair(end, other));
            expressions.push(format!("({})", all_of(std::iter::once(pair(start, end)).chain(others).map(|pair| quoted(&pair)))));
        }
    }
    any_of(expressions)
}
