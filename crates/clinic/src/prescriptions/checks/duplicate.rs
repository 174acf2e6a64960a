//! Duplicate therapy: the same substance, or another of the same ATC group of the fourth level.

use super::{Beside, Draft, FindingCode, FindingSeverity, Found, is_same_place};
use crate::formulary::rows;
use std::sync::LazyLock;

/// The ATC groups, or beginnings of them, whose drugs are combined on purpose.
static EXCEPTIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| rows(include_str!("../../../data/duplicate_exceptions.csv"), |cells| cells.first().cloned()));

/// What of an item the patient has already.
pub(super) fn check(draft: &Draft, beside: &[Beside<'_>]) -> Vec<Found> {
    let substances = draft.substances();
    beside
        .iter()
        .filter(|other| is_same_place(draft.route, other.route))
        .filter_map(|other| {
            let label = draft.label();
            let add = |found: Found| found.about(other.key.clone()).with("other", &other.label);
            let place = if other.is_on_sheet { "on this sheet" } else { "among what the patient takes" };
            if substances.iter().any(|substance| other.substances.contains(substance)) {
                // Two strengths on one sheet are how a dose between them is made.
                let is_same_drug = draft.drug.as_ref().map(|drug| drug.id) == other.drug_id;
                let severity = match other.is_on_sheet && !is_same_drug {
                    true => FindingSeverity::Caution,
                    false => FindingSeverity::Serious,
                };
                let sentence = format!("{label} is a duplicate: {} is {place} already.", other.label);
                return Some(add(Found::new(severity, FindingCode::DuplicateSubstance, sentence)));
            }
            let group = same_group(draft.atc_code.as_deref()?, other.atc_code?)?;
            let sentence = format!("{label} is of the same group ({group}) as {}, which is {place}.", other.label);
            let found = Found::new(FindingSeverity::Caution, FindingCode::DuplicateClass, sentence);
            Some(add(found.with("group", group).from(Some("ATC classification, fourth level (WHO CC Oslo)"))))
        })
        .collect()
}

/// The fourth level that two codes share, unless its drugs are combined on purpose.
fn same_group<'a>(one: &'a str, other: &str) -> Option<&'a str> {
    let group = one.get(..5)?;
    let is_excepted = EXCEPTIONS.iter().any(|exception| one.starts_with(exception.as_str()));
    (other.get(..5)? == group && !is_excepted).then_some(group)
}
