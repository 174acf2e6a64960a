//! The checks of a sheet: each looks at one item, at what stands beside it, and at the chart.

mod allergy;
mod dose;
mod duplicate;
mod interaction;
mod pregnancy;
mod subject;

pub(super) use interaction::pairs;
pub(super) use subject::{Subject, substances_as_written, substances_of};

use super::draft::Draft;
use super::{Finding, FindingCode, FindingSeverity};
use crate::formulary::Route;
use std::collections::{BTreeMap, BTreeSet};

/// A drug that another is held against: an earlier item of the sheet, or one that the patient takes.
pub(super) struct Beside<'b> {
    /// Names it in keys of findings.
    pub key: String,
    /// Its name and strength.
    pub label: String,
    pub drug_id: Option<uuid::Uuid>,
    pub substances: Vec<String>,
    pub atc_code: Option<&'b str>,
    pub classes: Vec<&'b str>,
    pub route: Option<Route>,
    /// It stands on the same sheet.
    pub is_on_sheet: bool,
}

/// What a check says of an item.
pub(super) struct Found {
    pub severity: FindingSeverity,
    pub code: FindingCode,
    /// What tells it from other findings of the same code.
    pub about: String,
    pub sentence: String,
    pub details: Vec<(&'static str, String)>,
    pub source: Option<String>,
}

impl Found {
    fn new(severity: FindingSeverity, code: FindingCode, sentence: impl Into<String>) -> Found {
        Found { severity, code, about: String::new(), sentence: sentence.into(), details: vec![], source: None }
    }

    fn about(mut self, about: impl Into<String>) -> Found {
        self.about = about.into();
        self
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Found {
        self.details.push((name, value.to_string()));
        self
    }

    fn from(mut self, source: Option<impl Into<String>>) -> Found {
        self.source = source.map(Into::into);
        self
    }
}

/// Everything that is found in a sheet, the gravest first.
pub(super) fn findings(subject: &Subject, drafts: &[Draft]) -> Vec<Finding> {
    let mut all: Vec<Finding> = vec![];
    for (index, draft) in drafts.iter().enumerate() {
        if draft.name.is_empty() {
            continue;
        }
        let renewed = draft.renews_item_id;
        let mut beside: Vec<Beside<'_>> =
            subject.taken.iter().filter(|taken| Some(taken.item_id) != renewed).map(|taken| taken.beside()).collect();
        beside.extend(drafts.iter().take(index).filter(|other| !other.name.is_empty()).map(sheet_mate));
        let mut found = vec![];
        found.extend(allergy::check(subject, draft));
        found.extend(duplicate::check(draft, &beside));
        found.extend(interaction::check(draft, &beside));
        found.extend(dose::check(subject, draft));
        found.extend(pregnancy::check(subject, draft));
        if index == 0 {
            found.extend(allergy::unasked(subject));
        }
        all.extend(found.into_iter().map(|found| finding(found, index, draft)));
    }
    all.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.item));
    // What stands twice beside an item (an allergy that two people noted) is said once: a key names one finding.
    let mut said = BTreeSet::new();
    all.retain(|finding| said.insert((finding.item, finding.key.clone())));
    all
}

fn sheet_mate(draft: &Draft) -> Beside<'_> {
    Beside {
        key: format!("sheet:{}", key_of(draft)),
        label: draft.label(),
        drug_id: draft.drug.as_ref().map(|drug| drug.id),
        substances: draft.substances(),
        atc_code: draft.atc_code.as_deref(),
        classes: draft.classes.iter().map(String::as_str).collect(),
        route: draft.route,
        is_on_sheet: true,
    }
}

/// Names a drug in keys of findings.
fn key_of(draft: &Draft) -> String {
    draft.drug.as_ref().map_or_else(|| healthsync_matching::fold(&draft.name), |drug| drug.id.to_string())
}

fn finding(found: Found, index: usize, draft: &Draft) -> Finding {
    let drug = key_of(draft);
    let mut details: BTreeMap<String, String> =
        found.details.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    details.entry("drug".into()).or_insert_with(|| draft.label());
    Finding {
        key: format!("{}:{drug}:{}", found.code.code(), found.about),
        item: u32::try_from(index).unwrap_or(u32::MAX),
        severity: found.severity,
        code: found.code,
        sentence: found.sentence,
        details,
        source: found.source,
        is_overridden: false,
    }
}

/// Whether a route brings a drug into the whole body.
fn is_systemic(route: Option<Route>) -> bool {
    use Route::{Inhaled, Intrauterine, Nasal, Ophthalmic, Otic, Topical, Vaginal};
    !matches!(route, Some(Ophthalmic | Otic | Topical | Nasal | Inhaled | Vaginal | Intrauterine))
}

/// Whether two drugs act in the same place: both in the whole body, or both by the same local route.
fn is_same_place(one: Option<Route>, other: Option<Route>) -> bool {
    (is_systemic(one) && is_systemic(other)) || one == other
}

#[cfg(test)]
pub(super) use tests::bare_drug;

#[cfg(test)]
mod tests;
