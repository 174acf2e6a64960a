//! What the formulary says of pregnancy, for who is pregnant or may be.

use super::{Draft, FindingCode, FindingSeverity, Found, Subject};
use crate::formulary::PregnancyAdvice;

/// What is found of pregnancy.
pub(super) fn check(subject: &Subject, draft: &Draft) -> Option<Found> {
    let drug = draft.drug.as_ref()?;
    let label = draft.label();
    let note = drug.pregnancy_note.as_deref().unwrap_or_default();
    let add = |found: Found| Some(found.with("note", note).from(drug.dose_source.clone()));
    let say = |sentence: &str| format!("{label} {sentence} {note}").trim_end().to_owned();
    if subject.is_pregnant {
        return match drug.pregnancy {
            PregnancyAdvice::Avoid => add(Found::new(
                FindingSeverity::Serious,
                FindingCode::PregnancyAvoid,
                say("is to be avoided in pregnancy, and this patient is pregnant."),
            )),
            PregnancyAdvice::Caution => add(Found::new(
                FindingSeverity::Caution,
                FindingCode::PregnancyCaution,
                say("needs thought in pregnancy, and this patient is pregnant."),
            )),
            PregnancyAdvice::NotStated => add(Found::new(
                FindingSeverity::Info,
                FindingCode::PregnancyNotStated,
                format!("The formulary says nothing of {label} in pregnancy."),
            )),
            PregnancyAdvice::Compatible => None,
        };
    }
    if subject.can_be_pregnant && drug.pregnancy == PregnancyAdvice::Avoid {
        let sentence = say("is to be avoided in pregnancy. Ask whether this patient is, or may be.");
        return add(Found::new(FindingSeverity::Caution, FindingCode::PregnancyPossible, sentence));
    }
    None
}
