//! Patients worth comparing with a person who is about to be registered.

use healthsync_matching::{Person, phone_tail, plain_number, tokens};
use rusqlite::Connection;

use super::names::{any_of, matching, quoted, rows_of};
use super::numbers::with_terms;
use super::words::meant_by;

/// Words of one name that are looked up; names with more are told apart by the first.
const MOST_WORDS: usize = 3;

/// Ids of the patients, at most `limit`, who may be `person`: those with one of the numbers, those
/// with a name like it, and those of the same year with half of it.
///
/// # Errors
/// When the database fails.
pub fn candidates(conn: &Connection, person: &Person, limit: usize) -> rusqlite::Result<Vec<String>> {
    let id = person.national_id.as_deref().map(plain_number).unwrap_or_default();
    let phone = person.phone.as_deref().map(phone_tail).unwrap_or_default();
    let mut docs = with_terms(conn, &[&id, &phone])?;
    let given = any_spelling(conn, person.given_name.as_deref())?;
    let family = any_spelling(conn, person.family_name.as_deref())?;
    let other = any_spelling(conn, person.other_names.as_deref())?;
    let year = person.birth_date.map(|date| quoted(&date.year.to_string()));
    let both = |one: &Option<String>, another: &Option<String>| -> Option<String> {
        one.as_ref().zip(another.as_ref()).map(|(one, another)| format!("{one} AND {another}"))
    };
    let half = both(&given, &family).or_else(|| both(&given, &other)).or_else(|| both(&family, &other));
    let with_year = half.as_ref().zip(year.as_ref()).map(|(half, year)| format!("{half} AND {year}"));
    // The narrowest question first: what the limit cuts off are the least likely.
    let questions = [with_year, half, both(&given, &year), both(&family, &year), given.xor(family)];
    for question in questions.into_iter().flatten() {
        if docs.len() >= limit {
            break;
        }
        for doc in matching(conn, &question, limit)? {
            if !docs.contains(&doc) {
                docs.push(doc);
            }
        }
    }
    docs.truncate(limit);
    Ok(rows_of(conn, &docs)?.into_iter().map(|candidate| candidate.patient_id).collect())
}

/// An expression for a name in any spelling; `None` when there is no name.
fn any_spelling(conn: &Connection, name: Option<&str>) -> rusqlite::Result<Option<String>> {
    let mut spellings: Vec<String> = Vec::new();
    for word in tokens(name.unwrap_or_default()).into_iter().take(MOST_WORDS) {
        let meant = meant_by(conn, &word)?;
        if !meant.is_empty() {
            spellings.push(any_of(&meant));
        }
        spellings.push(quoted(&word));
    }
    Ok((!spellings.is_empty()).then(|| format!("({})", spellings.join(" OR "))))
}
