//! The words of all names: which there are, and which of them are meant by one that is misspelt.

use healthsync_matching::{deletions, is_nickname, jaro_winkler, sound, variants, within_one_edit};
use rusqlite::Connection;

use super::found::Candidate;

/// Words that one misspelt word may stand for.
const MOST_WORDS: usize = 40;

/// Words looked at under one sound; popular sounds have hundreds.
const MOST_HEARD: usize = 200;

/// Shorter words are one slip away from too many to mean any of them.
const LEAST_LETTERS: usize = 3;

/// How unlike words may look that sound alike, of 9 (see [`unlike`]).
const MOST_UNLIKE: u32 = 4;

/// Distance of a word one slip away; others are further.
pub(super) const SLIP: u32 = 10;

/// Adds a word with its sound and its slips unless it is there.
pub(super) fn add(conn: &Connection, word: &str) -> rusqlite::Result<()> {
    let is_known = conn.prepare_cached("SELECT 1 FROM patient_search_words WHERE word = ?1")?.exists([word])?;
    if is_known {
        return Ok(());
    }
    conn.prepare_cached("INSERT INTO patient_search_words (word, sound) VALUES (?1, ?2)")?
        .execute((word, sound(word)))?;
    let mut slips = conn.prepare_cached("INSERT INTO patient_search_slips (slip, word) VALUES (?1, ?2)")?;
    for slip in deletions(word) {
        slips.execute((slip, word))?;
    }
    Ok(())
}

/// Removes those of the words that no patient bears any more.
pub(super) fn drop_unused<'a>(conn: &Connection, words: impl Iterator<Item = &'a str>) -> rusqlite::Result<()> {
    for word in words.filter(|word| !word.is_empty()) {
        let is_used = conn
            .prepare_cached("SELECT 1 FROM patient_search_names WHERE patient_search_names MATCH ?1 LIMIT 1")?
            .exists([format!("\"{word}\"")])?;
        if is_used {
            continue;
        }
        conn.prepare_cached("DELETE FROM patient_search_words WHERE word = ?1")?.execute([word])?;
        for slip in deletions(word) {
            conn.prepare_cached("DELETE FROM patient_search_slips WHERE slip = ?1 AND word = ?2")?
                .execute((slip, word))?;
        }
    }
    Ok(())
}

/// Up to `most` words of the index that begin with `start`, in order; more than `most` means too many.
pub(super) fn beginning_with(conn: &Connection, start: &str, most: usize) -> rusqlite::Result<Vec<String>> {
    let after = format!("{start}\u{10ffff}");
    conn.prepare_cached("SELECT word FROM patient_search_words WHERE word >= ?1 AND word < ?2 LIMIT ?3")?
        .query_map((start, after, most as i64), |row| row.get(0))?
        .collect()
}

/// The words of the index that are one slip away from the word typed, or another form of the name;
/// nearest first.
pub(super) fn slips_of(conn: &Connection, typed: &str) -> rusqlite::Result<Vec<String>> {
    if typed.chars().count() < LEAST_LETTERS {
        return Ok(Vec::new());
    }
    let mut words: Vec<String> = Vec::new();
    let mut under_slip = conn.prepare_cached("SELECT word FROM patient_search_slips WHERE slip = ?1")?;
    for slip in deletions(typed) {
        let mut rows = under_slip.query([slip])?;
        while let Some(row) = rows.next()? {
            let word = row.get_ref(0)?.as_str()?;
            if word != typed && within_one_edit(typed, word) && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    let mut is_word = conn.prepare_cached("SELECT 1 FROM patient_search_words WHERE word = ?1")?;
    for form in variants(typed) {
        if !words.iter().any(|known| known == form) && is_word.exists([form])? {
            words.push(form.to_owned());
        }
    }
    Ok(nearest(typed, words))
}

/// The words of the index that sound like the word typed, nearest first.
pub(super) fn heard_like(conn: &Connection, typed: &str) -> rusqlite::Result<Vec<String>> {
    let heard = sound(typed);
    // A single consonant is shared by too many to mean any of them.
    if heard.len() < 2 || typed.chars().count() < LEAST_LETTERS {
        return Ok(Vec::new());
    }
    let words = conn
        .prepare_cached("SELECT word FROM patient_search_words WHERE sound = ?1 LIMIT ?2")?
        .query_map((&heard, MOST_HEARD as i64), |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(nearest(typed, words))
}

fn nearest(typed: &str, words: Vec<String>) -> Vec<String> {
    let mut by_distance: Vec<(u32, String)> = words
        .into_iter()
        .filter_map(|word| Some((distance(typed, &word).filter(|distance| *distance > 0)?, word)))
        .collect();
    by_distance.sort_unstable();
    by_distance.truncate(MOST_WORDS);
    by_distance.into_iter().map(|(_, word)| word).collect()
}

/// How far a word of a name is from the word typed: 0 for the same, 1 for one that begins so, more for
/// a slip, another form, the same sound; `None` when it is another word.
fn distance(typed: &str, word: &str) -> Option<u32> {
    if typed == word {
        return Some(0);
    }
    if word.starts_with(typed) {
        return Some(1);
    }
    if within_one_edit(typed, word) {
        return Some(SLIP + unlike(typed, word));
    }
    if is_nickname(typed, word) {
        return Some(SLIP + 5);
    }
    let is_other_script = typed.is_ascii() != word.is_ascii();
    let unlike = unlike(typed, word);
    if !is_other_script && unlike > MOST_UNLIKE {
        return None;
    }
    // Dearest last: hardly any word comes so far.
    let heard = sound(typed);
    (heard.len() > 1 && heard == sound(word)).then_some(2 * SLIP + unlike)
}

/// How far a patient's names are from the words typed, each of which means another word of the names;
/// `None` when one of them is not among them. Words in another order are a little further.
pub(super) fn distance_to(candidate: &Candidate, words: &[String]) -> Option<u32> {
    let names: Vec<&str> = candidate.words().collect();
    let mut places: Vec<usize> = Vec::with_capacity(words.len());
    let mut sum = 0;
    for typed in words {
        let (near, place) = names
            .iter()
            .enumerate()
            .filter(|(place, _)| !places.contains(place))
            .filter_map(|(place, name)| distance(typed, name).map(|distance| (distance, place)))
            .min()?;
        places.push(place);
        sum += near;
    }
    Some(sum + u32::from(!places.is_sorted()))
}

/// From 0 for words that look the same to 9 for words that have nothing in common.
fn unlike(a: &str, b: &str) -> u32 {
    ((1.0 - jaro_winkler(a, b)) * 9.0).round() as u32
}
