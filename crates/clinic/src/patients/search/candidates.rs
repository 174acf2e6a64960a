//! Patients worth comparing with a person who is about to be registered.

use healthsync_matching::{Person, phone_tail, plain_number, tokens};
use rusqlite::Connection;

use super::found::rows_of;
use super::terms::{any_of, by_name, by_term, pair, quoted, sounds};
use super::words::{heard_like, slips_of};

/// Words of one name that are looked up; names with more are told apart by the first.
const MOST_WORDS: usize = 3;

/// Pairs of spellings asked for, the likeliest first.
const MOST_PAIRS: usize = 48;

/// Ids of the patients, at most `limit`, who may be `person`: those with one of the numbers, those
/// with a name like it, and those of the same year with half of it.
///
/// # Errors
/// When the database fails.
pub fn candidates(conn: &Connection, person: &Person, limit: usize) -> rusqlite::Result<Vec<String>> {
    let id = person.national_id.as_deref().map(plain_number).unwrap_or_default();
    let phone = person.phone.as_deref().map(phone_tail).unwrap_or_default();
    let numbers = any_of([id, phone].iter().filter(|number| !number.is_empty()).map(|number| quoted(number)));
    let mut docs = by_term(conn, &numbers, limit)?;
    let given = spellings(conn, person.given_name.as_deref())?;
    let family = spellings(conn, person.family_name.as_deref())?;
    let other = spellings(conn, person.other_names.as_deref())?;
    let mut more = |expression: String, most: usize| -> rusqlite::Result<()> {
        for doc in by_term(conn, &expression, most)? {
            if docs.len() < limit && !docs.contains(&doc) {
                docs.push(doc);
            }
        }
        Ok(())
    };
    let year = person.birth_date.map(|date| date.year.to_string());
    let in_year = year.map(|year| any_of(given.iter().chain(&family).map(|word| quoted(&pair(&year, word)))));
    let in_year = in_year.filter(|expression| !expression.is_empty());
    let names: Vec<String> = [(&given, &family), (&given, &other), (&family, &other)]
        .into_iter()
        .map(|(one, another)| together(one, another))
        .filter(|expression| !expression.is_empty())
        .collect();
    // The narrowest questions first: what the limit cuts off are the least likely.
    if let Some(in_year) = &in_year {
        for names in &names {
            more(format!("({names}) AND ({in_year})"), limit)?;
        }
    }
    for names in names {
        // A slip in the year, or none known; popular names must leave room for the rest.
        more(names, limit.div_ceil(2))?;
    }
    more(in_year.unwrap_or_default(), limit)?;
    if let Some((given, family)) = given.first().zip(family.first()) {
        more(sounds(given, family).map(|sounds| quoted(&sounds)).unwrap_or_default(), limit)?;
    } else if let Some(only) = given.first().or(family.first()) {
        docs.extend(by_name(conn, &quoted(only), limit.saturating_sub(docs.len()))?);
    }
    docs.truncate(limit);
    Ok(rows_of(conn, &docs)?.into_iter().map(|candidate| candidate.patient_id).collect())
}

/// The likeliest pairs of spellings of two names.
fn together(one: &[String], other: &[String]) -> String {
    let mut pairs: Vec<(usize, String)> = Vec::with_capacity(one.len() * other.len());
    for (near, one) in one.iter().enumerate() {
        pairs.extend(other.iter().enumerate().map(|(far, other)| (near + far, quoted(&pair(one, other)))));
    }
    pairs.sort_unstable();
    any_of(pairs.into_iter().take(MOST_PAIRS).map(|(_, pair)| pair))
}

/// The words of a name as typed, then other spellings of each.
fn spellings(conn: &Connection, name: Option<&str>) -> rusqlite::Result<Vec<String>> {
    let mut spellings: Vec<String> = tokens(name.unwrap_or_default());
    spellings.truncate(MOST_WORDS);
    for word in spellings.clone() {
        for other in slips_of(conn, &word)?.into_iter().chain(heard_like(conn, &word)?) {
            if !spellings.contains(&other) {
                spellings.push(other);
            }
        }
    }
    Ok(spellings)
}
