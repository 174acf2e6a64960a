//! Allergies: to the substance itself, to another of its class, and to a class that may cross-react.

use super::subject::{Allergen, Subject};
use super::{Draft, FindingCode, FindingSeverity, Found};
use crate::allergies::AllergySeverity;
use crate::formulary::{classes, names, rows};
use healthsync_matching::{fold, within_one_edit};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that people write for a class: `sulfa`, `penicillin`, in the languages of the screens.
static WORDS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    rows(include_str!("../../../data/allergy_words.csv"), |cells| {
        let [word, class] = cells else { return None };
        Some((fold(word), class.clone()))
    })
});

/// A class, one that may cross-react with it, and where that is from.
static CROSS: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
    rows(include_str!("../../../data/cross_reactions.csv"), |cells| <[String; 3]>::try_from(cells.to_vec()).ok())
});

/// What an item is to what the patient does not tolerate.
pub(super) fn check(subject: &Subject, draft: &Draft) -> Vec<Found> {
    let substances = draft.substances();
    subject.allergies.iter().filter_map(|allergen| against(allergen, draft, &substances)).collect()
}

/// Nobody has said whether there are allergies.
pub(super) fn unasked(subject: &Subject) -> Option<Found> {
    let is_unknown = subject.allergies.is_empty() && !subject.has_no_known_allergies;
    let sentence = "Nobody has asked yet whether this patient has allergies. Ask, and record the answer.";
    is_unknown.then(|| Found::new(FindingSeverity::Caution, FindingCode::AllergiesUnknown, sentence))
}

fn against(allergen: &Allergen, draft: &Draft, substances: &[String]) -> Option<Found> {
    let known = Known::of(allergen);
    let about = fold(&allergen.substance);
    let label = draft.label();
    let written = &allergen.substance;
    let add = |found: Found| {
        found
            .about(about.clone())
            .with("substance", written)
            .with("reaction", allergen.reaction.as_deref().unwrap_or_default())
    };
    let is_code = known.code.is_some() && known.code == draft.atc_code;
    if is_code || substances.iter().any(|substance| known.is_substance(substance)) {
        let sentence = format!("The patient is allergic to {written}, and {label} contains it.");
        return Some(add(Found::new(FindingSeverity::Serious, FindingCode::AllergySubstance, sentence)));
    }
    let is_group = known.code.as_deref().is_some_and(|code| {
        code.len() < 7 && code.len() > 2 && draft.atc_code.as_deref().is_some_and(|own| own.starts_with(code))
    });
    let shared = known.classes.iter().find(|code| draft.classes.contains(**code));
    if is_group || shared.is_some() {
        let class = shared.and_then(|code| classes().get(code));
        let name = class.map_or("drugs of its group", |class| class.name.as_str());
        let sentence = format!("The patient is allergic to {written}; {label} is of the same class ({name}).");
        let found = Found::new(FindingSeverity::Serious, FindingCode::AllergyClass, sentence);
        return Some(add(found.with("class", name).from(class.map(|class| class.source.clone()))));
    }
    let [class, other, source] = CROSS
        .iter()
        .find(|[class, other, _]| known.classes.contains(class.as_str()) && draft.classes.contains(other.as_str()))?;
    let name = |code: &str| classes().get(code).map_or_else(|| code.to_owned(), |class| class.name.clone());
    let severity = match allergen.severity {
        AllergySeverity::Severe => FindingSeverity::Serious,
        _ => FindingSeverity::Caution,
    };
    let sentence = format!(
        "The patient is allergic to {written} ({}); {label} ({}) may cause the same reaction.",
        name(class),
        name(other)
    );
    let found = Found::new(severity, FindingCode::AllergyCross, sentence);
    Some(add(found.with("class", name(class)).with("other_class", name(other)).from(Some(source.clone()))))
}

/// What an allergy means, as far as data tell.
struct Known {
    /// Its words, and those of the international name that it stands for.
    spellings: Vec<Vec<String>>,
    code: Option<String>,
    /// The classes that are not tolerated.
    classes: BTreeSet<&'static str>,
}

impl Known {
    fn of(allergen: &Allergen) -> Known {
        let folded = fold(&allergen.substance);
        let code = allergen.code.as_deref().map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty());
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut spellings: Vec<Vec<String>> =
            allergen.substance.split(['+', '/', ',', ';']).map(fold).map(|part| words(&part)).collect();
        if let Some(generic) = names::exactly(&folded) {
            spellings.push(words(&generic));
        }
        spellings.extend(words(&folded).iter().filter_map(|word| names::exactly(word)).map(|generic| words(&generic)));
        spellings.retain(|words| words.iter().any(|word| !word.is_empty()));
        let mut known = Known { spellings, code, classes: BTreeSet::new() };
        known.classes = known.find_classes(&folded);
        known
    }

    fn find_classes(&self, folded: &str) -> BTreeSet<&'static str> {
        let of_allergies = |code: &&'static str| classes().get(code).is_some_and(|class| class.is_of_allergies);
        let mut found: BTreeSet<&'static str> = BTreeSet::new();
        if let Some(code) = &self.code {
            found.extend(
                classes()
                    .members
                    .iter()
                    .filter(|member| code.starts_with(&member.atc))
                    .map(|member| member.class.as_str()),
            );
        }
        for member in classes().members.iter().filter(|member| !member.name.is_empty()) {
            if self.is_substance(&member.name) {
                found.insert(member.class.as_str());
            }
        }
        let tokens: Vec<&str> = folded.split(' ').collect();
        for (word, class) in WORDS.iter() {
            let long = word.split(' ').count();
            let is_said = tokens.windows(long).any(|window| {
                let said = window.join(" ");
                said == *word || (long == 1 && alike(&said, word))
            });
            if is_said {
                found.insert(class.as_str());
            }
        }
        found.retain(|code| of_allergies(code));
        found
    }

    /// Whether a substance is the one that is not tolerated: all words of the one are among those of the other.
    fn is_substance(&self, substance: &str) -> bool {
        let own: Vec<&str> = substance.split(' ').collect();
        self.spellings.iter().any(|words| {
            let is_in = |word: &str, others: &[&str]| others.iter().any(|other| alike(word, other));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.iter().all(|word| is_in(word, &own)) || own.iter().all(|word| is_in(word, &words))
        })
    }
}

/// Whether two words are one, a slip forgiven where the word is long.
fn alike(one: &str, other: &str) -> bool {
    one == other || (one.chars().count() >= 7 && other.chars().count() >= 7 && within_one_edit(one, other))
}
