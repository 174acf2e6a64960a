//! Names that people are called by: short forms and the same name in neighbouring languages.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each line is one name in its common forms, in plain form ([`crate::fold`]); a short form that
/// serves several names stands in several lines.
const FORMS: &str = include_str!("nicknames.txt");

static LINES_OF: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut lines_of: HashMap<&str, Vec<u16>> = HashMap::new();
    for (number, line) in (0u16..).zip(lines()) {
        for name in line.split_ascii_whitespace() {
            lines_of.entry(name).or_default().push(number);
        }
    }
    lines_of
});

static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines().collect());

fn lines() -> impl Iterator<Item = &'static str> {
    FORMS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// Whether two different plain words are forms of one given name (`bill` and `william`).
pub fn is_nickname(a: &str, b: &str) -> bool {
    a != b
        && match (LINES_OF.get(a), LINES_OF.get(b)) {
            (Some(of_a), Some(of_b)) => of_a.iter().any(|line| of_b.contains(line)),
            _ => false,
        }
}

/// The other forms of a plain given name, without the name itself.
pub fn variants(name: &str) -> Vec<&'static str> {
    let mut forms: Vec<&str> = LINES_OF
        .get(name)
        .into_iter()
        .flatten()
        .flat_map(|line| LINES[usize::from(*line)].split_ascii_whitespace())
        .filter(|form| *form != name)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_in_plain_form() {
        for name in lines().flat_map(str::split_ascii_whitespace) {
            assert_eq!(crate::fold(name), name, "otherwise a folded word never meets it");
        }
    }

    #[test]
    fn short_forms_are_known_both_ways_and_across_languages() {
        for (a, b) in [
            ("bill", "william"),
            ("paco", "francisco"),
            ("mamadou", "mohammed"),
            ("raju", "rajesh"),
            ("محمد", "mohammed"),
        ] {
            assert!(is_nickname(a, b) && is_nickname(b, a), "{a} is {b}");
        }
        assert!(!is_nickname("william", "robert"), "they are two people");
        assert!(variants("bill").contains(&"william"), "a search for one finds the other");
    }
}
