//! Native notifications of alerts and messages; where no daemon takes them, a banner in the window.

use healthsync_clinic::alerts::Notice;
use healthsync_clinic::messages::{MessageKind, MessageNotice};
use healthsync_clinic::sites::{GlucoseUnit, Site, TemperatureUnit};
use healthsync_clinic::thresholds::Severity;
use healthsync_clinic::vitals::Metric;
use notify_rust::{Notification, Timeout};
use serde::Serialize;
use uuid::Uuid;

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Words {
    /// What the desktop shows first.
    pub title: String,
    /// The rest.
    pub body: String,
    /// How bad.
    pub severity: Severity,
    /// The patient, for opening the chart; none opens the messages.
    pub patient_id: Option<Uuid>,
    /// What was read, alone: the window says itself of whom.
    pub reading: Option<String>,
}

/// Puts a notice into words, in the clinic's language and units.
pub fn words(notice: &Notice, site: &Site) -> Words {
    let is_arabic = site.language == "ar";
    let pick = |english: &'static str, arabic: &'static str| if is_arabic { arabic } else { english };
    let name = match notice.metric {
        Metric::HeartRate => pick("Heart rate", "معدل القلب"),
        Metric::Systolic => pick("Systolic pressure", "الضغط الانقباضي"),
        Metric::Diastolic => pick("Diastolic pressure", "الضغط الانبساطي"),
        Metric::Temperature => pick("Temperature", "الحرارة"),
        Metric::Spo2 => pick("SpO₂", "تشبع الأكسجين"),
        Metric::RespiratoryRate => pick("Respiratory rate", "معدل التنفس"),
        Metric::Glucose => pick("Glucose", "سكر الدم"),
    };
    let level = match (notice.severity, notice.is_escalated) {
        (_, true) => pick("Nobody has answered", "لم يستجب أحد"),
        (Severity::Critical, false) => pick("Critical", "حرج"),
        (Severity::Warning, false) => pick("Warning", "تحذير"),
    };
    let side = if notice.is_above { pick("high", "مرتفع") } else { pick("low", "منخفض") };
    let who = notice.patient_name.clone().unwrap_or_else(|| pick("A patient", "مريض").to_owned());
    let reading = format!("{} {side}", value(notice, site));
    let body = format!("{who} · {reading}. {}", pick("Open HealthSync to see.", "افتح HealthSync للاطلاع."));
    Words {
        title: format!("{level}: {name}"),
        body,
        severity: notice.severity,
        patient_id: Some(notice.patient_id),
        reading: Some(reading),
    }
}

/// Puts a message into words, in the clinic's language.
pub fn message_words(notice: &MessageNotice, site: &Site) -> Words {
    let is_arabic = site.language == "ar";
    let pick = |english: &'static str, arabic: &'static str| if is_arabic { arabic } else { english };
    let title = match notice.kind {
        MessageKind::Alert => pick("An alert", "تنبيه"),
        MessageKind::Reminder => pick("A patient to remind", "مريض ينبغي تذكيره"),
        MessageKind::Task => pick("A task for you", "مهمة لك"),
        MessageKind::Report if notice.is_failed => pick("A report could not be made", "تعذر إعداد تقرير"),
        MessageKind::Report => pick("A report was finished", "اكتمل تقرير"),
        MessageKind::Note => pick("A message for you", "رسالة لك"),
        MessageKind::Emergency => pick("A chart was opened in an emergency", "فُتح ملف مريض في حالة طارئة"),
    };
    let parts = [notice.from.clone(), notice.text.clone()];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    let look = pick("Open HealthSync to see.", "افتح HealthSync للاطلاع.");
    let body = if said.is_empty() { look.to_owned() } else { format!("{}. {look}", said.join(": ")) };
    Words { title: title.into(), body, severity: Severity::Warning, patient_id: None, reading: None }
}

fn value(notice: &Notice, site: &Site) -> String {
    match notice.metric {
        Metric::HeartRate | Metric::RespiratoryRate => format!("{} /min", notice.value),
        Metric::Systolic | Metric::Diastolic => format!("{} mmHg", notice.value),
        Metric::Spo2 => format!("{} %", notice.value),
        Metric::Temperature => match site.temperature_unit {
            TemperatureUnit::Celsius => format!("{:.1} °C", notice.value),
            TemperatureUnit::Fahrenheit => format!("{:.1} °F", notice.value * 9.0 / 5.0 + 32.0),
        },
        Metric::Glucose => match site.glucose_unit {
            GlucoseUnit::MgDl => format!("{} mg/dL", notice.value),
            GlucoseUnit::MmolL => format!("{:.1} mmol/L", notice.value / 18.0),
        },
    }
}

/// Shows the words on the desktop. `opened` is called when the person clicks them, where the platform tells.
///
/// # Errors
/// When no daemon takes them: then the window shows a banner.
pub fn show(words: &Words, opened: impl FnOnce() + Send + 'static) -> notify_rust::error::Result<()> {
    let mut notification = Notification::new();
    notification.appname("HealthSync").summary(&words.title).body(&words.body).icon("healthsync");
    notification.timeout(if words.severity == Severity::Critical { Timeout::Never } else { Timeout::Default });
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        use notify_rust::Urgency;
        let urgency = if words.severity == Severity::Critical { Urgency::Critical } else { Urgency::Normal };
        let handle = notification.urgency(urgency).action("default", "Open").show()?;
        std::thread::spawn(move || {
            handle.wait_for_action(|action| {
                if action == "default" {
                    opened();
                }
            });
        });
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    {
        drop(opened);
        notification.show()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(patient_name: Option<&str>) -> Notice {
        Notice {
            alert_id: Uuid::nil(),
            patient_id: Uuid::nil(),
            patient_name: patient_name.map(str::to_owned),
            metric: Metric::Spo2,
            severity: Severity::Critical,
            is_above: false,
            value: 85.0,
            is_escalated: false,
        }
    }

    fn site(language: &str) -> Site {
        let json = serde_json::json!({
            "id": Uuid::nil(), "organization_id": Uuid::nil(), "name": "C", "code": "C", "time_zone": "UTC",
            "currency": "USD", "language": language, "country": null, "digits": "latin",
            "temperature_unit": "celsius", "weight_unit": "kilogram", "height_unit": "centimetre",
            "glucose_unit": "mg_dl", "bp_scheme": "acc_aha2017", "has_names_on_lock_screen": false,
            "escalate_after_min": 15, "news2_window_min": 720, "idle_lock_min": 5,
        });
        serde_json::from_value(json).expect("a site")
    }

    #[test]
    fn a_notification_says_what_and_how_much_but_not_who_unless_the_clinic_allows_it() {
        let told = words(&notice(None), &site("en"));
        assert_eq!(told.title, "Critical: SpO₂", "the level and the reading");
        assert!(told.body.starts_with("A patient · 85 % low."), "no name: {}", told.body);
        assert!(
            words(&notice(Some("Amina Osman")), &site("en")).body.starts_with("Amina Osman"),
            "a name where allowed"
        );
    }

    #[test]
    fn a_message_says_who_wrote_it_and_what_only_where_the_clinic_allows_it() {
        let notice = |text: Option<&str>| MessageNotice {
            kind: MessageKind::Task,
            from: Some("Grace Achieng".into()),
            text: text.map(str::to_owned),
            is_failed: false,
        };
        let told = message_words(&notice(None), &site("en"));
        assert_eq!(told.body, "Grace Achieng. Open HealthSync to see.", "who, not what");
        let allowed = message_words(&notice(Some("Call the laboratory")), &site("en"));
        assert!(allowed.body.starts_with("Grace Achieng: Call the laboratory."), "{}", allowed.body);
        let report = MessageNotice { kind: MessageKind::Report, from: None, text: None, is_failed: true };
        assert_eq!(message_words(&report, &site("en")).title, "A report could not be made", "how it ended");
    }

    #[test]
    fn a_notification_speaks_the_language_of_the_clinic() {
        assert!(words(&notice(None), &site("ar")).title.starts_with("حرج"), "Arabic");
    }
}
