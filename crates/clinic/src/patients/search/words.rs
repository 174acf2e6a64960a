//! The words of all names: which there are, and which of them are meant by one that is misspelt.

use healthsync_matching::{deletions, jaro_winkler, sound, variants, within_one_edit};
use rusqlite::Connection;

/// Words that one misspelt word may stand for.
const MOST_WORDS: usize = 24;

/// Words looked at under one sound; popular sounds have hundreds.
const MOST_HEARD: usize = 200;

/// Distance of a word one slip away; others are further.
pub(super) const SLIP: u32 = 10;

/// A word of the index and its distance from the word typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    pub word: String,
    pub distance: u32,
}

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

/// The words of the index that `typed` may stand for: one slip away, another form of the name, heard
/// alike; nearest first, `typed` itself left out.
pub(super) fn meant_by(conn: &Connection, typed: &str) -> rusqlite::Result<Vec<Meant>> {
    let mut meant: Vec<Meant> = Vec::new();
    let mut push = |word: String, distance: u32| {
        if word != typed && !meant.iter().any(|known| known.word == word) {
            meant.push(Meant { word, distance });
        }
    };
    let mut under_slip = conn.prepare_cached("SELECT word FROM patient_search_slips WHERE slip = ?1")?;
    for slip in deletions(typed) {
        let mut rows = under_slip.query([slip])?;
        while let Some(row) = rows.next()? {
            let word = row.get_ref(0)?.as_str()?;
            if within_one_edit(typed, word) {
                push(word.to_owned(), SLIP + unlike(typed, word));
            }
        }
    }
    let mut is_word = conn.prepare_cached("SELECT 1 FROM patient_search_words WHERE word = ?1")?;
    for form in variants(typed) {
        if is_word.exists([form])? {
            push(form.to_owned(), SLIP + 5);
        }
    }
    let heard = sound(typed);
    // A single consonant is shared by too many to mean any of them.
    if heard.len() > 1 {
        let mut rows = conn
            .prepare_cached("SELECT word FROM patient_search_words WHERE sound = ?1 LIMIT ?2")?
            .query_map((&heard, MOST_HEARD as i64), |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        rows.retain(|word| typed.is_ascii() != word.is_ascii() || jaro_winkler(typed, word) >= 0.6);
        for word in rows {
            let distance = 2 * SLIP + unlike(typed, &word);
            push(word, distance);
        }
    }
    meant.sort_by(|one, other| one.distance.cmp(&other.distance).then_with(|| one.word.cmp(&other.word)));
    meant.truncate(MOST_WORDS);
    Ok(meant)
}

/// From 0 for words that look the same to 9 for words that have nothing in common.
fn unlike(a: &str, b: &str) -> u32 {
    ((1.0 - jaro_winkler(a, b)) * 9.0).round() as u32
}
