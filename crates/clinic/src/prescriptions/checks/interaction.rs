//! Few interactions, each with its source: those that an expert panel agreed on as always dangerous (Phansalkar et al.,
//! JAMIA 2012), and those that harm patients on drugs of the WHO's model list. Pairs of classes, as data.

use super::{Beside, Draft, FindingCode, FindingSeverity, Found};
use crate::formulary::rows;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Two classes that interact.
pub(in crate::prescriptions) struct Pair {
    pub code: String,
    pub severity: FindingSeverity,
    pub name: String,
    class_a: String,
    class_b: String,
    pub effect: String,
    pub source: String,
}

#[cfg(test)]
impl Pair {
    pub fn classes(&self) -> [&str; 2] {
        [&self.class_a, &self.class_b]
    }
}

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    rows(include_str!("../../../data/interactions.csv"), |cells| {
        let [code, severity, name, class_a, class_b, effect, source] = <[String; 7]>::try_from(cells.to_vec()).ok()?;
        let severity = match severity.as_str() {
            "serious" => FindingSeverity::Serious,
            "caution" => FindingSeverity::Caution,
            _ => return None,
        };
        Some(Pair { code, severity, name, class_a, class_b, effect, source })
    })
});

/// The pairs; one code may stand in several lines.
pub(in crate::prescriptions) fn pairs() -> &'static [Pair] {
    &PAIRS
}

/// What an item does with what stands beside it.
pub(super) fn check(draft: &Draft, beside: &[Beside<'_>]) -> Vec<Found> {
    let mut found = vec![];
    for other in beside.iter().filter(|other| !is_same_drug(draft, other)) {
        let mut codes = BTreeSet::new();
        for pair in PAIRS.iter() {
            let own = |class: &str| draft.classes.contains(class);
            let others = |class: &str| other.classes.contains(&class);
            let is_pair =
                (own(&pair.class_a) && others(&pair.class_b)) || (own(&pair.class_b) && others(&pair.class_a));
            if !is_pair || !codes.insert(pair.code.as_str()) {
                continue;
            }
            let sentence = format!("{} with {}: {}", draft.label(), other.label, pair.effect);
            found.push(
                Found::new(pair.severity, FindingCode::Interaction, sentence)
                    .about(format!("{}:{}", pair.code, other.key))
                    .with("other", &other.label)
                    .with("pair", &pair.code)
                    .with("effect", &pair.effect)
                    .from(Some(pair.source.clone())),
            );
        }
    }
    found
}

/// A drug does not interact with itself: that is a duplicate.
fn is_same_drug(draft: &Draft, other: &Beside<'_>) -> bool {
    draft.substances() == other.substances
}
