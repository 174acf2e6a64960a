//! The words of letters, by language. They name neither the patient nor anything of a chart.

use chrono::NaiveDateTime;
use healthsync_clinic::messages::{DueLetter, MessageKind};

/// A letter's subject and text.
pub(super) fn letter(due: &DueLetter) -> (String, String) {
    let clinic = &due.clinic;
    match (due.language.as_str(), due.comes_at) {
        ("ar", Some(at)) => (
            format!("تذكير بموعدك في {clinic}"),
            format!("موعدك في {clinic} يوم {}. إن تعذّر عليك الحضور فاتصل بنا من فضلك.", when(at, true)),
        ),
        (_, Some(at)) => (
            format!("Your appointment at {clinic}"),
            format!("{clinic} expects you on {}. If you cannot come, please call us.", when(at, false)),
        ),
        ("ar", None) => (format!("{clinic}: {}", about(due.kind, true)), waits(due.kind, true)),
        (_, None) => (format!("{clinic}: {}", about(due.kind, false)), waits(due.kind, false)),
    }
}

fn when(at: NaiveDateTime, is_arabic: bool) -> String {
    if is_arabic {
        at.format("%Y/%m/%d الساعة %H:%M").to_string()
    } else {
        at.format("%-d %B %Y at %H:%M").to_string()
    }
}

fn about(kind: MessageKind, is_arabic: bool) -> &'static str {
    match (kind, is_arabic) {
        (MessageKind::Alert, false) => "an alert waits for you",
        (MessageKind::Reminder, false) => "a patient is to be reminded",
        (MessageKind::Task, false) => "a task waits for you",
        (MessageKind::Report, false) => "a report is finished",
        (MessageKind::Note, false) => "a note for you",
        (MessageKind::Alert, true) => "تنبيه في انتظارك",
        (MessageKind::Reminder, true) => "مريض ينبغي تذكيره",
        (MessageKind::Task, true) => "عمل في انتظارك",
        (MessageKind::Report, true) => "اكتمل تقرير",
        (MessageKind::Note, true) => "ملاحظة لك",
    }
}

fn waits(kind: MessageKind, is_arabic: bool) -> String {
    let about = about(kind, is_arabic);
    if is_arabic {
        format!("{about}. افتح HealthSync لتقرأه.")
    } else {
        let mut letters = about.chars();
        let begun: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        format!("{begun}. Open HealthSync to read it.")
    }
}
