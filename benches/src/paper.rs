//! A prescription's PDF: how long it takes, the first and later ones, and how large it is.

use std::time::{Duration, Instant};

use healthsync_papers::{
    Age, Allergies, Currency, DateOrder, Digits, Language, Letterhead, Manner, Mark, Paper, Person, Practitioner,
    PrescribedItem, PrescribedQuantity, Prescription, Sex, pdf,
};
use serde_json::{Value, json};

/// A busy day's prescriptions.
const ROUNDS: u32 = 60;
/// Medicines on a sheet.
const ITEMS: u32 = 3;

/// Milliseconds of the first sheet, of later ones, and bytes, in both languages. Each sheet is for somebody else, so
/// that nothing of it is at hand from the one before.
///
/// # Errors
/// When a sheet cannot be printed.
pub fn run() -> anyhow::Result<Value> {
    Ok(json!({ "en": of(Language::English, "Amina Osman")?, "ar": of(Language::Arabic, "آمنة عثمان")? }))
}

fn of(language: Language, name: &str) -> anyhow::Result<Value> {
    let manner = Manner {
        language,
        digits: if language == Language::Arabic { Digits::Arabic } else { Digits::Latin },
        currency: Currency { code: "SDG".into(), minor_digits: 2 },
        date_order: DateOrder::DayMonthYear,
    };
    let letterhead =
        Letterhead { name: "Kadugli Clinic".into(), lines: vec!["Hospital Road 14".into()], ..Default::default() };
    let mut times = Vec::new();
    let mut bytes = 0;
    for round in 0..ROUNDS {
        let paper = Paper::Prescription(sheet(round, name));
        let start = Instant::now();
        bytes = pdf(&paper, &manner, &letterhead, Mark::Original)?.len();
        times.push(millis(start.elapsed()));
    }
    let first = times.remove(0);
    times.sort_by(f64::total_cmp);
    let worst = times[times.len() * 99 / 100];
    Ok(json!({ "first_ms": first, "later_ms": times[times.len() / 2], "later_p99_ms": worst, "bytes": bytes }))
}

fn sheet(round: u32, name: &str) -> Prescription {
    let item = |place: u32| PrescribedItem {
        on_hold: None,
        drug: format!("Amoxicillin {place}"),
        strength: Some(format!("{} mg", 125 * (place + 1))),
        form: Some("capsule".into()),
        instructions: format!("Take 1 capsule by mouth 3 times a day for {} days.", round % 9 + 2),
        quantity: Some(PrescribedQuantity { count: (round % 30 + 3).into(), unit: "capsule".into() }),
        handed_out: None,
        stopped: None,
        overrides: vec![],
    };
    Prescription {
        number: format!("KDRX-{round:06}-7"),
        written_at: chrono::DateTime::UNIX_EPOCH.naive_utc(),
        patient: Person {
            name: format!("{name} {round}"),
            mrn: format!("KDRA-{round:06}-7"),
            sex: Some(Sex::Female),
            age: Some(Age::Years(20 + round)),
            birth_on: None,
            is_birth_estimated: false,
            phone: Some(format!("+249 912 000 {round:03}")),
        },
        weight_kg: None,
        allergies: Allergies::NoneKnown,
        diagnosis: None,
        items: (0..ITEMS).map(item).collect(),
        note: None,
        prescriber: Practitioner { name: "Dr Halima Osman".into(), specialization: None, registration_number: None },
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
