//! Finding drugs while somebody types.

use super::classes::Class;
use super::edit::view;
use super::{DrugView, classes, names};
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use healthsync_matching::{fold, jaro_winkler, tokens, within_one_edit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A drug to look for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DrugSearch {
    /// The start of a name, of its words, an ATC code, or a name with a slip; strengths and forms narrow it.
    pub text: String,
    /// At most so many; 20, if left out.
    pub limit: Option<u32>,
}

/// A page of the formulary.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FormularyQuery {
    /// Only what this finds, best first; everything by name, if empty.
    pub text: String,
    /// Those that can no longer be prescribed too.
    pub has_inactive: bool,
    /// Only those of this class.
    pub class_code: Option<String>,
    /// After so many.
    pub offset: u32,
    /// At most so many; 50, if left out.
    pub limit: Option<u32>,
}

/// A page of the formulary.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DrugList {
    /// The drugs.
    pub drugs: Vec<DrugView>,
    /// How many there are in all.
    pub total: usize,
}

/// A drug's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DrugId {
    /// The drug.
    pub id: Uuid,
}

/// A class of drugs that checks know.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DrugClass {
    /// Its code.
    pub code: String,
    /// Its name, in English.
    pub name: String,
    /// Where its members are from.
    pub source: String,
    /// How many drugs of the formulary are in it.
    pub drugs: usize,
}

/// The drugs that can be prescribed and fit, best first.
///
/// # Errors
/// When the database fails.
pub fn search_drugs(read: &Read<'_>, input: DrugSearch) -> Result<Vec<DrugView>> {
    let limit = input.limit.unwrap_or(20).clamp(1, 100) as usize;
    let active = candidates(read, false, None)?;
    found(&active, &input.text).into_iter().take(limit).map(|id| view(read, read.get(id)?)).collect()
}

/// A page of the formulary.
///
/// # Errors
/// When the database fails.
pub fn formulary(read: &Read<'_>, input: FormularyQuery) -> Result<DrugList> {
    let all = candidates(read, input.has_inactive, input.class_code.as_deref())?;
    let ids = found(&all, &input.text);
    let limit = input.limit.unwrap_or(50).clamp(1, 500) as usize;
    let page = ids.iter().skip(input.offset as usize).take(limit);
    let drugs = page.map(|id| view(read, read.get(*id)?)).collect::<Result<_>>()?;
    Ok(DrugList { drugs, total: ids.len() })
}

/// A drug.
///
/// # Errors
/// When there is none.
pub fn drug(read: &Read<'_>, input: DrugId) -> Result<DrugView> {
    view(read, read.get(input.id)?)
}

/// The classes that checks know.
///
/// # Errors
/// When the database fails.
pub fn drug_classes(read: &Read<'_>, _: Nothing) -> Result<Vec<DrugClass>> {
    let active = candidates(read, false, None)?;
    let class = |class: &Class| DrugClass {
        code: class.code.clone(),
        name: class.name.clone(),
        source: class.source.clone(),
        drugs: active.iter().filter(|drug| drug.classes.contains(&class.code)).count(),
    };
    Ok(classes().classes.iter().map(class).collect())
}

/// What finding needs of a drug.
struct Candidate {
    id: Uuid,
    /// Its name, in plain letters.
    name: String,
    /// The words of its name.
    words: Vec<String>,
    /// The words of its strength, form and code.
    others: Vec<String>,
    classes: Vec<String>,
}

/// The drugs to choose from, by name, form and strength.
fn candidates(read: &Read<'_>, has_inactive: bool, class: Option<&str>) -> Result<Vec<Candidate>> {
    let mut statement = read.conn.prepare_cached(
        "SELECT id, name, strength, form, coalesce(atc_code, ''), classes FROM drugs
         WHERE entered_in_error IS NULL AND (is_active = 1 OR ?1)
         ORDER BY name, form = 'oral_liquid', form, strength_value, strength, id",
    )?;
    let mut rows = statement.query([has_inactive])?;
    let mut found = vec![];
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let (name, strength): (String, String) = (row.get(1)?, row.get(2)?);
        let (form, atc, codes): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let codes: Vec<String> = codes.split_whitespace().chain(classes().of_atc(&atc)).map(str::to_owned).collect();
        if class.is_some_and(|class| !codes.iter().any(|code| code == class)) {
            continue;
        }
        let Ok(id) = Uuid::parse_str(&id) else { continue };
        let mut others = tokens(&strength);
        others.extend(form.split('_').map(str::to_owned));
        others.push(atc.to_lowercase());
        let strength = strength.to_lowercase();
        others.push(strength.chars().filter(|letter| !letter.is_whitespace()).collect());
        found.push(Candidate { id, words: tokens(&name), name: fold(&name), others, classes: codes });
    }
    Ok(found)
}

/// The drugs that fit, best first; of those that fit as well, in their own order.
fn found(all: &[Candidate], text: &str) -> Vec<Uuid> {
    let typed = fold(text);
    let mut ranked = ranked(all, &typed);
    if let Some(generic) = names::generic(&typed) {
        let known: Vec<Uuid> = ranked.iter().map(|(_, id)| *id).collect();
        ranked.extend(self::ranked(all, &generic).into_iter().filter(|(_, id)| !known.contains(id)));
    }
    // What is found as it was typed leaves slips out.
    if ranked.iter().any(|(distance, _)| *distance < SLIP) {
        ranked.retain(|(distance, _)| *distance < SLIP);
    }
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().map(|(_, id)| id).collect()
}

fn ranked(all: &[Candidate], typed: &str) -> Vec<(u32, Uuid)> {
    let terms: Vec<String> = typed.split(' ').filter(|term| !term.is_empty()).map(str::to_owned).collect();
    all.iter().filter_map(|drug| Some((distance(drug, typed, &terms)?, drug.id))).collect()
}

/// A slip weighs more than anything that was typed right.
const SLIP: u32 = 1_000;

/// How far a drug is from what was typed; none where it is something else.
fn distance(drug: &Candidate, typed: &str, terms: &[String]) -> Option<u32> {
    let mut sum = u32::from(!drug.name.starts_with(typed));
    for term in terms {
        sum += term_distance(drug, term)?;
    }
    Some(sum)
}

fn term_distance(drug: &Candidate, term: &str) -> Option<u32> {
    if drug.words.first().is_some_and(|word| word.starts_with(term)) {
        return Some(0);
    }
    if drug.words.iter().any(|word| word.starts_with(term)) {
        return Some(2);
    }
    if drug.others.iter().any(|word| word.starts_with(term)) {
        return Some(4);
    }
    let long = term.chars().count();
    if long < 4 || term.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let slips = |word: &String| {
        // While somebody types, a slip is in the beginning of the word.
        let start: String = word.chars().take(long).collect();
        let longer: String = word.chars().take(long + 1).collect();
        within_one_edit(term, word) || within_one_edit(term, &start) || within_one_edit(term, &longer)
    };
    if drug.words.iter().any(slips) {
        return Some(SLIP);
    }
    let near = |word: &String| long >= 6 && jaro_winkler(term, word) > 0.87;
    drug.words.iter().any(near).then_some(2 * SLIP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formulary::shipped::shipped;

    fn first(text: &str) -> String {
        let all = shipped().expect("a formulary");
        let candidates: Vec<Candidate> = all
            .iter()
            .enumerate()
            .map(|(at, drug)| Candidate {
                id: Uuid::from_u128(at as u128),
                name: fold(&drug.name),
                words: tokens(&drug.name),
                others: tokens(&drug.strength),
                classes: vec![],
            })
            .collect();
        let found = found(&candidates, text);
        found.first().and_then(|id| all.get(id.as_u128() as usize)).map(|drug| drug.name.clone()).unwrap_or_default()
    }

    #[test]
    fn slips_and_other_names_lead_to_the_drug() {
        for (typed, drug) in [
            ("amox", "Amoxicillin"),
            ("amoxycilin", "Amoxicillin"),
            ("paracetmol", "Paracetamol"),
            ("cotrimoxazole 400", "Sulfamethoxazole + trimethoprim"),
            ("aspirin 100", "Acetylsalicylic acid"),
            ("frusemide", "Furosemide"),
            ("ciprofloxacn", "Ciprofloxacin"),
            ("metformine", "Metformin"),
            ("salbu", "Salbutamol"),
        ] {
            assert_eq!(first(typed), drug, "{typed}");
        }
    }
}
