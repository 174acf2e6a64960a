//! Names that are misspelt, spelt another way, or parted in another place.

use rusqlite::Connection;

use super::Match;
use super::found::Found;
use super::respaced;
use super::terms::{all_of, all_pairs, any_of, by_name, by_term, pair, quoted, sounds};
use super::words::{SLIP, distance_to, heard_like, slips_of};

/// Other spellings of one word that are asked for beside others.
const MOST_SPELLINGS: usize = 32;

/// Other spellings of each of two words that are asked for together.
const MOST_OF_BOTH: usize = 6;

/// Spellings of which each is asked for alone when all together are too many.
const MOST_ALONE: usize = 8;

/// Patients of one spelling among those of others.
const EACH_ALONE: usize = 6;

/// Adds the patients with names like the words, nearest spellings first. `year` has no other spelling.
pub(super) fn collect(
    conn: &Connection,
    words: &[String],
    year: Option<&str>,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let is_first_find = found.is_empty();
    if let [word] = words {
        collect_one(conn, word, year, found)?;
    } else {
        collect_together(conn, words, year, found)?;
    }
    // Whoever is found as typed did not mean another parting of the letters.
    let is_rare = words.len() + usize::from(year.is_some()) > 2;
    if is_first_find && (!is_rare || found.is_empty()) {
        let docs = by_name(conn, &respaced::joined(words), found.wanted())?;
        found.add(conn, docs, Match::Similar, |_| Some(SLIP))?;
        let docs = by_term(conn, &respaced::parted(words, year), found.wanted())?;
        found.add(conn, docs, Match::Similar, |_| Some(SLIP))?;
    }
    Ok(())
}

/// One word, with or without a year: a slip or another form of the name first, then what sounds alike.
fn collect_one(conn: &Connection, word: &String, year: Option<&str>, found: &mut Found) -> rusqlite::Result<()> {
    for spellings in [slips_of(conn, word)?, heard_like(conn, word)?] {
        if found.is_full() {
            return Ok(());
        }
        let parts: Vec<String> = spellings
            .iter()
            .map(|other| year.map_or_else(|| quoted(other), |year| quoted(&pair(year, other))))
            .collect();
        let ask = |expression: &str, most: usize| match year {
            Some(_) => by_term(conn, expression, most),
            None => by_name(conn, expression, most),
        };
        let docs = of_each(&parts, "", found.wanted(), ask)?;
        found.add(conn, docs, Match::Similar, |candidate| distance_to(candidate, std::slice::from_ref(word)))?;
    }
    Ok(())
}

/// Several words: all heard alike, then one misspelt, then two.
fn collect_together(
    conn: &Connection,
    words: &[String],
    year: Option<&str>,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let fits = |candidate: &super::found::Candidate| distance_to(candidate, words);
    let ask = |expression: &str, most: usize| by_term(conn, expression, most);
    let docs = by_term(conn, &heard(words, year), found.wanted())?;
    found.add(conn, docs, Match::Similar, fits)?;

    let slips: Vec<Vec<String>> = words.iter().map(|word| slips_of(conn, word)).collect::<rusqlite::Result<_>>()?;
    for (at, slips) in slips.iter().enumerate().filter(|(_, slips)| !slips.is_empty()) {
        let others: Vec<&str> = year
            .into_iter()
            .chain(words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.as_str()))
            .collect();
        let Some(anchor) = others.last() else { continue };
        // The last word may still be in the making; so it stands behind the spellings of another.
        let is_last = at + 1 == words.len();
        let spellings: Vec<String> = slips
            .iter()
            .take(MOST_SPELLINGS)
            .map(|slip| if is_last { quoted(&pair(anchor, slip)) } else { format!("{}*", quoted(&pair(slip, anchor))) })
            .collect();
        let rest = all_of(all_pairs(&others).map(|pair| quoted(&pair)));
        let docs = of_each(&spellings, &rest, found.wanted(), ask)?;
        found.add(conn, docs, Match::Similar, fits)?;
    }
    if found.is_empty() {
        let docs = by_term(conn, &two_misspelt(words, &slips, year), found.wanted())?;
        found.add(conn, docs, Match::Similar, fits)?;
    }
    Ok(())
}

/// The latest patients of any of the spellings. If there are too many, the nearest spellings are asked
/// for one by one, lest the most popular hide the others.
fn of_each(
    spellings: &[String],
    rest: &str,
    wanted: usize,
    ask: impl Fn(&str, usize) -> rusqlite::Result<Vec<i64>>,
) -> rusqlite::Result<Vec<i64>> {
    if spellings.is_empty() {
        return Ok(Vec::new());
    }
    let with_rest = |any: String| if rest.is_empty() { any } else { format!("{rest} AND ({any})") };
    let mut docs = ask(&with_rest(any_of(spellings.iter().cloned())), wanted)?;
    if docs.len() >= wanted && rest.is_empty() {
        for spelling in spellings.iter().take(MOST_ALONE) {
            docs.extend(ask(&with_rest(spelling.clone()), EACH_ALONE)?);
        }
        docs.sort_unstable_by(|one, other| other.cmp(one));
        docs.dedup();
    }
    Ok(docs)
}

/// An expression for names of which every two neighbouring words sound like those typed.
fn heard(words: &[String], year: Option<&str>) -> String {
    let mut parts: Vec<String> =
        words.windows(2).filter_map(|two| sounds(&two[0], &two[1])).map(|sounds| quoted(&sounds)).collect();
    if parts.len() + 1 < words.len() {
        return String::new();
    }
    if let Some(year) = year {
        parts.push(format!("({})", any_of(words.iter().map(|word| quoted(&pair(year, word))))));
    }
    all_of(parts)
}

/// An expression for names of which two words are misspelt; with a year, for names that sound alike
/// with one word misspelt.
fn two_misspelt(words: &[String], slips: &[Vec<String>], year: Option<&str>) -> String {
    match (words, slips, year) {
        ([_, _], [one, other], None) => {
            let other = &other[..other.len().min(MOST_OF_BOTH)];
            let pairs = one.iter().take(MOST_OF_BOTH).flat_map(|one| other.iter().map(move |other| pair(one, other)));
            any_of(pairs.map(|pair| quoted(&pair)))
        }
        ([first, second], _, Some(year)) => {
            let spellings = slips.iter().flat_map(|slips| slips.iter().take(MOST_OF_BOTH));
            let with_year = any_of(spellings.map(|slip| quoted(&pair(year, slip))));
            match sounds(first, second) {
                Some(heard) if !with_year.is_empty() => format!("{} AND ({with_year})", quoted(&heard)),
                _ => String::new(),
            }
        }
        _ => String::new(),
    }
}
