//! The words of letters, by language. They name neither the patient nor anything of a chart.

use chrono::NaiveDateTime;
use healthsync_clinic::messages::{DueLetter, MessageKind, Says};
use healthsync_clinic::money;

/// A letter's subject and text.
pub(super) fn letter(due: &DueLetter) -> (String, String) {
    let clinic = &due.clinic;
    let is_arabic = due.language == "ar";
    match (&due.says, is_arabic) {
        (Says::Appointment { at }, true) => (
            format!("تذكير بموعدك في {clinic}"),
            format!("موعدك في {clinic} يوم {}. إن تعذّر عليك الحضور فاتصل بنا من فضلك.", when(*at, true)),
        ),
        (Says::Appointment { at }, false) => (
            format!("Your appointment at {clinic}"),
            format!("{clinic} expects you on {}. If you cannot come, please call us.", when(*at, false)),
        ),
        (Says::Invoice { due_minor, currency, due_on }, true) => {
            let until = due_on.map(|day| format!("، ويستحق في {}", day.format("%Y/%m/%d"))).unwrap_or_default();
            let amount = money::words(*due_minor, currency);
            (
                format!("فاتورة من {clinic}"),
                format!("لك فاتورة جديدة من {clinic}: {amount}{until}. تجدها في بوابة المرضى."),
            )
        }
        (Says::Invoice { due_minor, currency, due_on }, false) => {
            let until = due_on.map(|day| format!(", due on {}", day.format("%-d %B %Y"))).unwrap_or_default();
            let amount = money::words(*due_minor, currency);
            (
                format!("An invoice from {clinic}"),
                format!("You have a new invoice from {clinic}: {amount}{until}. You find it in the patient portal."),
            )
        }
        (Says::OwnReport, true) => (
            format!("{clinic}: تقريرك جاهز"),
            format!("التقرير الذي طلبته من {clinic} جاهز. ادخل إلى بوابة المرضى لتنزيله."),
        ),
        (Says::OwnReport, false) => (
            format!("{clinic}: your report is ready"),
            format!("The report that you asked {clinic} for is ready. Sign in to the patient portal to download it."),
        ),
        (Says::SentPaper, true) => {
            (format!("{clinic}: لديك مستند جديد"), format!("أرسل إليك {clinic} مستندًا. ادخل إلى بوابة المرضى لقراءته."))
        }
        (Says::SentPaper, false) => (
            format!("{clinic}: a paper is ready for you"),
            format!("{clinic} sent you a paper. Sign in to the patient portal to read it."),
        ),
        (Says::Waits(kind), _) => (format!("{clinic}: {}", about(*kind, is_arabic)), waits(*kind, is_arabic)),
    }
}

/// The letter that invites somebody to work here: its subject and text.
pub(super) fn invitation(
    clinic: &str,
    code: &str,
    address: Option<&str>,
    days: u8,
    is_arabic: bool,
) -> (String, String) {
    let where_to = match (address, is_arabic) {
        (Some(address), false) => format!("Open {address} and choose a user name and a password."),
        (Some(address), true) => format!("افتح {address} واختر اسم مستخدم وكلمة مرور."),
        (None, false) => format!("Your administrator shows you where to type this code:\n\n{code}"),
        (None, true) => format!("يُريك المسؤول أين تكتب هذا الرمز:\n\n{code}"),
    };
    if is_arabic {
        let text = format!("دُعيت إلى العمل في {clinic}.\n\n{where_to}\n\nتصلح الدعوة لحساب واحد مدة {days} من الأيام.");
        return (format!("دعوة إلى {clinic}"), text);
    }
    let text = format!(
        "You are invited to work at {clinic}.\n\n{where_to}\n\nThe invitation is good for one account and {days} days."
    );
    (format!("Your invitation to {clinic}"), text)
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
        (MessageKind::Emergency, false) => "a chart was opened in an emergency",
        (MessageKind::Alert, true) => "تنبيه في انتظارك",
        (MessageKind::Reminder, true) => "مريض ينبغي تذكيره",
        (MessageKind::Task, true) => "عمل في انتظارك",
        (MessageKind::Report, true) => "اكتمل تقرير",
        (MessageKind::Note, true) => "ملاحظة لك",
        (MessageKind::Emergency, true) => "فُتح ملف مريض في حالة طارئة",
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
