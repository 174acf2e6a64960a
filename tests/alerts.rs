//! Alerts: raised with the reading, told once, answered by somebody, raised again where nobody answers.

use healthsync_stories::clinic::{MINUTE_MS, TestClinic, id};
use serde_json::{Value, json};

fn read(clinic: &TestClinic, patient: &str, readings: Value) -> Vec<String> {
    clinic.heard.changed.lock().expect("no panic").clear();
    let mut input = readings;
    input["patient_id"] = patient.into();
    clinic.time.pass(MINUTE_MS);
    clinic.call("record_vitals", input);
    let changed = clinic.heard.changed.lock().expect("no panic").clone();
    let notices = clinic.clinic().notices(&changed).expect("notices");
    notices.iter().map(|notice| format!("{} {}", notice.metric.code(), notice.value)).collect()
}

fn open(clinic: &TestClinic) -> Vec<Value> {
    clinic.call("alerts", json!({ "state": "open" })).as_array().expect("a list").clone()
}

#[test]
fn a_breach_is_told_once_with_its_limit_and_severity() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    assert_eq!(
        read(&clinic, &patient, json!({ "spo2_percent": 96, "heart_rate_bpm": 80 })),
        [""; 0],
        "nothing is wrong"
    );
    assert_eq!(
        read(&clinic, &patient, json!({ "spo2_percent": 90, "heart_rate_bpm": 112 })),
        ["heart_rate 112", "spo2 90"],
        "both are told"
    );
    let alerts = open(&clinic);
    assert_eq!(
        (&alerts[0]["metric"], &alerts[0]["severity"], &alerts[0]["limit_value"], &alerts[0]["is_above"]),
        (&json!("spo2"), &json!("critical"), &json!(91.0), &json!(false)),
        "the worst first"
    );
    assert_eq!(clinic.call("alert_counts", json!({})), json!({ "critical": 1, "warning": 1 }), "the badge");
}

#[test]
fn ten_bad_readings_are_not_ten_notifications() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    assert_eq!(read(&clinic, &patient, json!({ "heart_rate_bpm": 115 })), ["heart_rate 115"], "the first is told");
    for rate in [114, 110, 112, 116, 109, 113, 118, 111, 112] {
        assert_eq!(read(&clinic, &patient, json!({ "heart_rate_bpm": rate })), [""; 0], "{rate} only goes on");
    }
    assert_eq!(open(&clinic).len(), 1, "one row");
    assert_eq!(open(&clinic)[0]["count"], 8, "of the eight that were past the limit");
    assert_eq!(read(&clinic, &patient, json!({ "heart_rate_bpm": 135 })), ["heart_rate 135"], "what is worse is told");
    read(&clinic, &patient, json!({ "heart_rate_bpm": 80 }));
    assert_eq!(
        read(&clinic, &patient, json!({ "heart_rate_bpm": 115 })),
        ["heart_rate 115"],
        "after a recovery it is new"
    );
}

#[test]
fn an_acknowledged_alert_stays_quiet_until_it_is_worse_or_new() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "heart_rate_bpm": 115 }));
    let alert = open(&clinic)[0]["id"].clone();
    let answered = clinic.call("acknowledge_alert", json!({ "alert_id": alert, "note": "Paracetamol given" }));
    assert_eq!(answered["alerts"], 1, "one");
    let audit = clinic.call("audit_entries", json!({ "record_id": patient, "kind": "alert_action" }));
    assert_eq!(audit[0]["patient_id"].as_str(), Some(patient.as_str()), "the audit says whose alert was answered");
    assert_eq!(read(&clinic, &patient, json!({ "heart_rate_bpm": 116 })), [""; 0], "it goes on, and somebody knows");
    assert_eq!(open(&clinic).len(), 0, "nobody has to answer again");
    let answered = clinic.call("alerts", json!({ "state": "acknowledged" }))[0].clone();
    assert_eq!(
        (&answered["answered_by"], &answered["note"], &answered["count"]),
        (&json!("Halima Osman"), &json!("Paracetamol given"), &json!(2)),
        "{answered}"
    );
    assert_eq!(read(&clinic, &patient, json!({ "heart_rate_bpm": 140 })), ["heart_rate 140"], "worse rings again");
    assert_eq!(open(&clinic).len(), 1, "and waits");
}

#[test]
fn a_snoozed_alert_comes_back_by_itself_or_when_it_is_worse() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "heart_rate_bpm": 115 }));
    let alert = open(&clinic)[0]["id"].clone();
    assert_eq!(
        clinic.refused("snooze_alert", json!({ "alert_id": alert, "minutes": 0 })).code,
        "out_of_range",
        "not for nothing"
    );
    clinic.call("snooze_alert", json!({ "alert_id": alert, "minutes": 15 }));
    assert_eq!(open(&clinic).len(), 0, "put off");
    assert_eq!(clinic.call("alerts", json!({ "state": "snoozed" })).as_array().map(Vec::len), Some(1), "but not gone");
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(open(&clinic).len(), 1, "it is back");
    clinic.call("snooze_alert", json!({ "alert_id": alert, "minutes": 15 }));
    read(&clinic, &patient, json!({ "heart_rate_bpm": 140 }));
    assert_eq!(open(&clinic).len(), 1, "what is worse wakes it");
}

#[test]
fn a_critical_alert_that_nobody_answers_is_raised_again_once() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "spo2_percent": 85 }));
    let tend = || clinic.clinic().tend().expect("tended").len();
    assert_eq!(tend(), 0, "there is still time");
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(tend(), 1, "nobody answered");
    assert_eq!(tend(), 0, "once");
    assert_eq!(open(&clinic)[0]["is_escalated"], true, "the list says so");
    read(&clinic, &patient, json!({ "heart_rate_bpm": 115 }));
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(tend(), 0, "warnings are not raised again");
}

#[test]
fn the_nearest_limits_count() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let me = clinic.call("my_profile", json!({}));
    let applied = || {
        let limits = clinic.call("thresholds_of_patient", json!({ "patient_id": patient }));
        limits["applied"][0].clone()
    };
    assert_eq!(
        (&applied()["owner"], &applied()["limits"]["warning_high"]),
        (&json!("default"), &json!(111.0)),
        "what ships"
    );
    let limits = |warning: u32| json!({ "warning_high": warning, "critical_high": 150 });
    let site =
        clinic.call("set_threshold", json!({ "metric": "heart_rate", "age_band": "adult", "limits": limits(105) }));
    assert_eq!(applied()["owner"], "site", "the site's");
    let mine = json!({ "practitioner_id": me["id"], "metric": "heart_rate", "age_band": "any", "limits": limits(115) });
    clinic.call("set_threshold", mine);
    assert_eq!(applied()["owner"], "site", "the patient is on nobody's panel");
    let view = clinic.call("patient", json!({ "patient_id": patient }));
    let mut details = view["patient"].clone();
    details["practitioner_id"] = me["id"].clone();
    clinic.call("update_patient", json!({ "patient_id": patient, "version": view["version"], "details": details }));
    assert_eq!(applied()["owner"], "practitioner", "the practitioner's for the panel");
    let own = clinic.call(
        "set_threshold",
        json!({ "patient_id": patient, "metric": "heart_rate", "age_band": "any", "limits": limits(125) }),
    );
    assert_eq!(
        (&applied()["owner"], &applied()["limits"]["warning_high"]),
        (&json!("patient"), &json!(125.0)),
        "the patient's own"
    );
    clinic.call(
        "remove_threshold",
        json!({ "id": own["threshold"]["id"], "version": own["version"], "reason": "Settled" }),
    );
    assert_eq!(applied()["owner"], "practitioner", "those behind them apply again");
    let again = clinic.call(
        "set_threshold",
        json!({ "patient_id": patient, "metric": "heart_rate", "age_band": "any", "limits": limits(130) }),
    );
    assert_eq!(applied()["owner"], "patient", "and may be set again");
    let history =
        clinic.call("threshold_history_of_patient", json!({ "patient_id": patient, "id": again["threshold"]["id"] }));
    let highs: Vec<&Value> =
        history.as_array().expect("a list").iter().map(|one| &one["limits"]["warning_high"]).collect();
    assert_eq!(highs, [&json!(130.0), &Value::Null, &json!(125.0)], "who set what is kept: {history}");
    let crossed = json!({ "metric": "heart_rate", "age_band": "adult", "limits": { "warning_low": 120, "warning_high": 100 }, "version": site["version"] });
    assert_eq!(clinic.refused("set_threshold", crossed).code, "limits_out_of_order", "limits must rise");
}

#[test]
fn children_have_limits_of_their_own() {
    let clinic = TestClinic::open();
    let child =
        |birth: &str| id(&clinic.call("register_patient", json!({ "given_name": "T", "birth_on": birth }))["patient"]);
    let (newborn, baby, toddler) = (child("2026-05-01"), child("2025-12-01"), child("2023-06-01"));
    let is_told =
        |patient: &str, rate: u32| !read(&clinic, patient, json!({ "respiratory_rate_bpm": rate })).is_empty();
    assert!(!is_told(&newborn, 59) && is_told(&newborn, 60), "under 2 months: 60");
    assert!(!is_told(&baby, 49) && is_told(&baby, 50), "2 to 11 months: 50");
    assert!(!is_told(&toddler, 39) && is_told(&toddler, 40), "12 to 59 months: 40");
}

#[test]
fn notices_name_nobody_unless_the_clinic_wants_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let name = |rate: u32| {
        let patient = if rate > 0 { &patient } else { "" };
        read(&clinic, patient, json!({ "heart_rate_bpm": rate, "is_confirmed": true }));
        let changed = clinic.heard.changed.lock().expect("no panic").clone();
        clinic.clinic().notices(&changed).expect("notices")[0].patient_name.clone()
    };
    assert_eq!(name(135), None, "a lock screen is read by others");
    let settings = clinic.call("site_settings", json!({}));
    let mut site = settings["site"].clone();
    site["has_names_on_lock_screen"] = true.into();
    clinic.call("update_site", json!({ "site": site, "version": settings["version"] }));
    clinic.time.pass(120 * MINUTE_MS);
    assert_eq!(name(138), Some("Amina Osman".into()), "the clinic has chosen it");
}

#[test]
fn a_milder_reading_does_not_put_a_graver_one_off() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "spo2_percent": 94 }));
    let alert = open(&clinic)[0]["id"].clone();
    clinic.call("snooze_alert", json!({ "alert_id": alert, "minutes": 240 }));
    assert_eq!(read(&clinic, &patient, json!({ "spo2_percent": 85 })), ["spo2 85"], "it is told");
    read(&clinic, &patient, json!({ "spo2_percent": 93 }));
    assert_eq!(open(&clinic).len(), 1, "nobody has answered the 85");
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(clinic.clinic().tend().expect("tended").len(), 1, "and it is raised again");
}

#[test]
fn who_knows_of_a_reading_does_not_know_of_a_much_worse_one() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "spo2_percent": 91 }));
    assert_eq!(read(&clinic, &patient, json!({ "spo2_percent": 90 })), [""; 0], "about the same");
    assert_eq!(
        read(&clinic, &patient, json!({ "spo2_percent": 80 })),
        ["spo2 80"],
        "far worse is told though one is open"
    );
    let alert = open(&clinic)[0]["id"].clone();
    clinic.call("acknowledge_alert", json!({ "alert_id": alert }));
    assert_eq!(read(&clinic, &patient, json!({ "spo2_percent": 62 })), ["spo2 62"], "and though one was answered");
    assert_eq!(open(&clinic).len(), 1, "it waits for an answer of its own");
}

#[test]
fn readings_that_sink_step_by_step_are_told_on_the_way() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let told: usize = (70..=91).rev().map(|spo2| read(&clinic, &patient, json!({ "spo2_percent": spo2 })).len()).sum();
    assert!(told >= 8, "no step is large, the way is: {told} were told");
}

#[test]
fn an_answer_is_for_what_was_on_the_screen() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "spo2_percent": 94 }));
    let seen = open(&clinic)[0]["id"].clone();
    read(&clinic, &patient, json!({ "spo2_percent": 80 }));
    let answered = clinic.call("acknowledge_alert", json!({ "alert_id": seen }));
    assert_eq!(answered["alerts"], 1, "the 80 came after");
    assert_eq!(open(&clinic)[0]["value"], 80.0, "and still waits");
}

#[test]
fn a_critical_alert_of_today_is_raised_again_though_an_old_one_was() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let tend = || clinic.clinic().tend().expect("tended").len();
    read(&clinic, &patient, json!({ "spo2_percent": 85 }));
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(tend(), 1, "the first");
    clinic.time.pass(20 * 24 * 60 * MINUTE_MS);
    read(&clinic, &patient, json!({ "spo2_percent": 84 }));
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(tend(), 1, "the one of today");
    let alert = open(&clinic)[0]["id"].clone();
    clinic.call("snooze_alert", json!({ "alert_id": alert, "minutes": 60 }));
    clinic.time.pass(61 * MINUTE_MS);
    assert_eq!((tend(), tend()), (1, 0), "and once more when a snooze has run out");
}

#[test]
fn a_patient_registered_by_mistake_leaves_no_alert_behind() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    read(&clinic, &patient, json!({ "spo2_percent": 80 }));
    let version = clinic.call("patient", json!({ "patient_id": patient }))["version"].clone();
    clinic.call("void_patient", json!({ "patient_id": patient, "version": version, "reason": "Registered twice" }));
    assert_eq!(
        clinic.call("alert_counts", json!({})),
        json!({ "critical": 0, "warning": 0 }),
        "nobody could answer it"
    );
    clinic.time.pass(16 * MINUTE_MS);
    assert_eq!(clinic.clinic().tend().expect("tended").len(), 0, "nor is it raised again");
}

#[test]
fn limits_read_a_temperature_as_the_score_does() {
    let clinic = TestClinic::open();
    for (name, celsius, severity) in
        [("A", 38.06, "warning"), ("B", 39.06, "critical"), ("C", 39.05, "critical"), ("D", 35.04, "critical")]
    {
        let patient = clinic.patient(name);
        read(&clinic, &patient, json!({ "temperature_c": celsius }));
        let found = clinic.call("alerts", json!({ "of_patient": patient }));
        assert_eq!(found[0]["severity"], severity, "{celsius} is read to a tenth, half up: {found}");
    }
}
