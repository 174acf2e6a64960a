//! Keeps the search indexes in step with a patient.

use healthsync_matching::tokens;
use rusqlite::{Connection, OptionalExtension};

use super::{SearchKeys, numbers, terms, words};

/// Makes a patient findable, or findable anew after a change.
///
/// # Errors
/// When the database fails.
pub fn index(conn: &Connection, keys: &SearchKeys) -> rusqlite::Result<()> {
    let mut names: Vec<String> = Vec::new();
    for name in [keys.given_name, keys.family_name, keys.other_names].into_iter().flatten() {
        names.extend(tokens(name));
    }
    let before = take_out(conn, keys.patient_id)?;
    let listed = names.join(" ");
    let doc: i64 = conn
        .prepare_cached("INSERT INTO patient_search (patient_id, updated_at, words) VALUES (?1, ?2, ?3) RETURNING doc")?
        .query_row((keys.patient_id, keys.updated_at_ms, &listed), |row| row.get(0))?;
    let mut with_year = listed;
    if let Some(year) = keys.birth_year {
        with_year.push(' ');
        with_year.push_str(&year.to_string());
    }
    conn.prepare_cached("INSERT INTO patient_search_names (rowid, words) VALUES (?1, ?2)")?
        .execute((doc, &with_year))?;
    let mut terms = numbers::terms(keys);
    terms.extend(terms::of_patient(&names, keys.birth_year));
    if !terms.is_empty() {
        conn.prepare_cached("INSERT INTO patient_search_terms (rowid, terms) VALUES (?1, ?2)")?
            .execute((doc, terms.join(" ")))?;
    }
    for word in &names {
        words::add(conn, word)?;
    }
    if let Some(before) = before {
        let gone = before.split(' ').filter(|word| !names.iter().any(|name| name == word));
        words::drop_unused(conn, gone)?;
    }
    Ok(())
}

/// Makes a patient unfindable. Words that nobody else bears go too.
///
/// # Errors
/// When the database fails.
pub fn forget(conn: &Connection, patient_id: &str) -> rusqlite::Result<()> {
    if let Some(before) = take_out(conn, patient_id)? {
        words::drop_unused(conn, before.split(' '))?;
    }
    Ok(())
}

/// Empties the indexes, before all patients are indexed anew.
///
/// # Errors
/// When the database fails.
pub fn clear(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "DELETE FROM patient_search;
         DELETE FROM patient_search_words;
         DELETE FROM patient_search_slips;
         INSERT INTO patient_search_names (patient_search_names) VALUES ('delete-all');
         INSERT INTO patient_search_terms (patient_search_terms) VALUES ('delete-all');",
    )
}

/// Brings the indexes into one piece after very many patients were indexed; search works without it,
/// somewhat slower. Takes seconds for a million patients.
///
/// # Errors
/// When the database fails.
pub fn settle(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "INSERT INTO patient_search_names (patient_search_names) VALUES ('optimize');
         INSERT INTO patient_search_terms (patient_search_terms) VALUES ('optimize');",
    )
}

/// Removes a patient's rows and returns the words that led to it.
fn take_out(conn: &Connection, patient_id: &str) -> rusqlite::Result<Option<String>> {
    let before: Option<(i64, String)> = conn
        .prepare_cached("DELETE FROM patient_search WHERE patient_id = ?1 RETURNING doc, words")?
        .query_row([patient_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((doc, words)) = before else { return Ok(None) };
    conn.prepare_cached("DELETE FROM patient_search_names WHERE rowid = ?1")?.execute([doc])?;
    conn.prepare_cached("DELETE FROM patient_search_terms WHERE rowid = ?1")?.execute([doc])?;
    Ok(Some(words))
}
