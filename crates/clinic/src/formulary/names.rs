//! Other names of drugs: national names beside the international one, and words for whole classes.

use super::classes::rows;
use healthsync_matching::fold;
use std::sync::LazyLock;

/// A name beside the international one.
struct OtherName {
    name: String,
    generic: String,
}

static OTHER_NAMES: LazyLock<Vec<OtherName>> = LazyLock::new(|| {
    rows(include_str!("../../data/drug_names.csv"), |cells| {
        let [name, generic] = cells else { return None };
        Some(OtherName { name: fold(name), generic: fold(generic) })
    })
});

/// What was typed, with the international name in place of an other name that it begins with or is the beginning of.
pub(crate) fn generic(folded: &str) -> Option<String> {
    let is_long = folded.chars().count() >= 4;
    OTHER_NAMES.iter().find_map(|other| {
        let rest = folded.strip_prefix(other.name.as_str());
        match rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            Some(rest) => Some(format!("{}{rest}", other.generic)),
            None => (is_long && other.name.starts_with(folded)).then(|| other.generic.clone()),
        }
    })
}

/// The international name of what somebody wrote by hand, whatever follows the other name: `aspirin 75 mg`. Unlike
/// [`generic`] it does not guess at what was only begun.
pub(crate) fn international(folded: &str) -> Option<String> {
    OTHER_NAMES.iter().find_map(|other| {
        let rest = folded.strip_prefix(other.name.as_str())?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| other.generic.clone())
    })
}

/// The international name that exactly this folded name stands for.
pub(crate) fn exactly(folded: &str) -> Option<String> {
    OTHER_NAMES.iter().find(|other| other.name == folded).map(|other| other.generic.clone())
}
