//! The words of papers, one file per language.

use crate::{Language, ReadingName};
use serde_json::Value;
use std::sync::LazyLock;

static ENGLISH: &str = include_str!("../words/en.json");
static ARABIC: &str = include_str!("../words/ar.json");

static READ: LazyLock<[Value; 2]> =
    LazyLock::new(|| [ENGLISH, ARABIC].map(|text| serde_json::from_str(text).unwrap_or_default()));

/// The words of a language, as templates read them.
pub(crate) fn text(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::Arabic => ARABIC,
    }
}

fn words(language: Language) -> &'static Value {
    let [english, arabic] = &*READ;
    match language {
        Language::English => english,
        Language::Arabic => arabic,
    }
}

/// What a reading is called: for the charts of a report.
#[must_use]
pub fn reading_name(language: Language, name: ReadingName) -> &'static str {
    let code = serde_json::to_value(name).unwrap_or_default();
    words(language)["readings"][code.as_str().unwrap_or_default()].as_str().unwrap_or_default()
}

/// The months, January first: for the charts of a report.
#[must_use]
pub fn months(language: Language) -> [&'static str; 12] {
    std::array::from_fn(|place| words(language)["months"][place].as_str().unwrap_or_default())
}

/// The two blood pressures, the systolic first: for the charts of a report.
#[must_use]
pub fn pressures(language: Language) -> [&'static str; 2] {
    std::array::from_fn(|place| words(language)["pressures"][place].as_str().unwrap_or_default())
}

/// That somebody is pregnant: for the details of a report.
#[must_use]
pub fn pregnant(language: Language) -> &'static str {
    words(language)["pregnant"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(parts) => parts.iter().for_each(|(name, part)| paths(part, &format!("{path}/{name}"), found)),
            Value::Array(parts) => found.push(format!("{path} × {}", parts.len())),
            _ => found.push(path.to_owned()),
        }
    }

    #[test]
    fn both_languages_have_the_same_words() {
        let [english, arabic] = [Language::English, Language::Arabic].map(|language| {
            let mut found = vec![];
            paths(words(language), "", &mut found);
            found
        });
        assert!(english.len() > 150, "the file is read: {}", english.len());
        assert_eq!(english, arabic, "a word that one language lacks would be missing on paper");
    }
}
