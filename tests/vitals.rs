//! Vitals: what is impossible is refused, what is unlikely is asked, and nothing is ever overwritten.

use chrono::{DateTime, Days};
use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};

fn set(patient: &str, readings: Value) -> Value {
    let mut input = readings;
    input["patient_id"] = patient.into();
    input
}

#[test]
fn a_set_is_kept_with_who_when_it_was_true_and_when_it_was_typed() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let earlier = START_MS - 90 * MINUTE_MS;
    let recorded = clinic.call(
        "record_vitals",
        set(
            &patient,
            json!({ "effective_at": earlier, "temperature_c": 37.244, "heart_rate_bpm": 72, "notes": " calm " }),
        ),
    );
    let vitals = &recorded["vitals"];
    assert_eq!(
        (&vitals["effective_at"], &vitals["recorded_at"]),
        (&json!(earlier), &json!(START_MS)),
        "true then, typed now"
    );
    assert_eq!(
        (&vitals["temperature_c"], &vitals["notes"]),
        (&json!(37.24), &json!("calm")),
        "two digits, so that a tenth of a °F survives"
    );
    let rows = clinic.call("vitals_of_patient", json!({ "patient_id": patient }));
    assert_eq!(rows[0]["recorded_by_name"], "Halima Osman", "by whom");
}

#[test]
fn what_is_impossible_is_refused_with_its_bounds() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    for (field, value, code) in [
        ("heart_rate_bpm", json!(301), "impossible"),
        ("systolic_mmhg", json!(19), "impossible"),
        ("diastolic_mmhg", json!(251), "impossible"),
        ("temperature_c", json!(372), "impossible"),
        ("spo2_percent", json!(101), "impossible"),
        ("respiratory_rate_bpm", json!(121), "impossible"),
        ("weight_kg", json!(0.1), "impossible"),
        ("height_cm", json!(281), "impossible"),
        ("pain_score", json!(11), "impossible"),
        ("effective_at", json!(START_MS + DAY_MS), "in_future"),
    ] {
        let refused = clinic.refused(
            "record_vitals",
            set(&patient, json!({ "heart_rate_bpm": 70, "is_confirmed": true, field: value })),
        );
        assert_eq!((refused.code.as_str(), refused.field.as_deref()), (code, Some(field)), "{refused:?}");
    }
    let swapped = clinic.refused("record_vitals", set(&patient, json!({ "systolic_mmhg": 80, "diastolic_mmhg": 120 })));
    assert_eq!(swapped.code, "diastolic_not_below_systolic", "the two were swapped");
    let nothing = clinic.refused("record_vitals", set(&patient, json!({ "notes": "asleep" })));
    assert_eq!(nothing.code, "nothing_read", "a note alone is no set");
    assert_eq!(clinic.call("vitals_of_patient", json!({ "patient_id": patient })), json!([]), "nothing was kept");
}

#[test]
fn what_is_unlikely_is_kept_once_it_is_confirmed() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let readings = json!({ "heart_rate_bpm": 240 });
    let asked = clinic.refused("record_vitals", set(&patient, readings.clone()));
    assert_eq!((asked.code.as_str(), asked.field.as_deref()), ("unlikely", Some("heart_rate_bpm")), "it asks");
    assert_eq!(
        (&asked.details["low"], &asked.details["high"]),
        (&json!(30.0), &json!(220.0)),
        "and says what is usual"
    );
    let mut confirmed = readings;
    confirmed["is_confirmed"] = true.into();
    clinic.call("record_vitals", set(&patient, confirmed));
}

#[test]
fn the_score_is_live_while_one_types_and_nothing_is_kept() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let typed = json!({ "respiratory_rate_bpm": 22, "spo2_percent": 93, "is_on_oxygen": true, "systolic_mmhg": 105, "heart_rate_bpm": 112, "weight_kg": 70, "height_cm": 175 });
    let live = clinic.call("check_vitals", set(&patient, typed));
    assert_eq!((&live["news2"]["score"], &live["news2"]["known"]), (&Value::Null, &json!(5)), "5 of 7 is no score");
    assert_eq!(live["news2"]["at_least"], 9, "2 + 2 + 2 + 1 + 2");
    assert_eq!(live["bmi"], 22.9, "70 kg at 175 cm");
    assert_eq!(live["breaches"].as_array().map(Vec::len), Some(3), "rate, saturation, pulse: {}", live["breaches"]);
    assert_eq!(clinic.call("vitals_of_patient", json!({ "patient_id": patient })), json!([]), "nothing was kept");
}

#[test]
fn the_score_now_takes_the_latest_of_each_and_says_when_it_is_old() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    clinic.call("record_vitals", set(&patient, json!({ "respiratory_rate_bpm": 16, "spo2_percent": 97, "is_on_oxygen": false, "systolic_mmhg": 120, "heart_rate_bpm": 70, "consciousness": "alert" })));
    clinic.time.pass(60 * MINUTE_MS);
    let recorded = clinic.call("record_vitals", set(&patient, json!({ "temperature_c": 38.5 })));
    assert_eq!(recorded["news2"]["score"], 1, "the set before fills what this one left out");
    let news2 = || clinic.call("latest_vitals", json!({ "patient_id": patient }))["news2"].clone();
    assert_eq!(news2()["is_stale"], false, "an hour is not old");
    clinic.time.pass(12 * 60 * MINUTE_MS);
    assert_eq!(news2()["is_stale"], true, "half a day is");
}

#[test]
fn the_score_is_not_for_children_or_pregnancy_and_scale_2_only_where_it_was_set() {
    let clinic = TestClinic::open();
    let child =
        id(&clinic.call("register_patient", json!({ "given_name": "Tariq", "birth_on": "2020-01-01" }))["patient"]);
    let live = clinic.call("check_vitals", set(&child, json!({ "heart_rate_bpm": 110 })));
    assert_eq!((&live["news2"]["not_applicable"], &live["news2"]["score"]), (&json!("child"), &Value::Null), "a child");
    let patient = clinic.patient("Amina");
    let points = || {
        clinic.call("check_vitals", set(&patient, json!({ "spo2_percent": 90, "is_on_oxygen": false })))["news2"]["at_least"].clone()
    };
    assert_eq!(points(), 3, "scale 1");
    let flags = |version: &Value, scale2: bool, pregnant: bool| json!({ "patient_id": patient, "version": version, "uses_spo2_scale_2": scale2, "is_pregnant": pregnant, "has_no_known_allergies": true });
    let set_flags = clinic.call("set_chart_flags", flags(&json!(0), true, false));
    assert_eq!(points(), 0, "scale 2: 88 to 92 is the target");
    clinic.call("set_chart_flags", flags(&set_flags["version"], true, true));
    let live = clinic.call("check_vitals", set(&patient, json!({ "heart_rate_bpm": 110 })));
    assert_eq!(live["news2"]["not_applicable"], "pregnancy", "in pregnancy");
}

#[test]
fn a_mistake_is_marked_and_its_alerts_with_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let recorded = clinic.call("record_vitals", set(&patient, json!({ "spo2_percent": 85 })));
    assert_eq!(clinic.call("alert_counts", json!({}))["critical"], 1, "it raised an alert");
    let set_id = &recorded["vitals"]["id"];
    assert_eq!(
        clinic.refused("void_vitals", json!({ "id": set_id, "reason": "" })).code,
        "required",
        "a reason is needed"
    );
    clinic.call("void_vitals", json!({ "id": set_id, "reason": "Probe was off" }));
    assert_eq!(
        clinic.call("alert_counts", json!({})),
        json!({ "critical": 0, "warning": 0 }),
        "nobody has to answer it"
    );
    let rows = clinic.call("vitals_of_patient", json!({ "patient_id": patient }));
    assert_eq!(rows[0]["vitals"]["entered_in_error"], "Probe was off", "it stays on the list, marked");
    assert_eq!(
        clinic.call("latest_vitals", json!({ "patient_id": patient }))["readings"],
        json!([]),
        "but not as the latest"
    );
}

#[test]
fn cards_tell_the_value_its_age_its_trend_and_its_range() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    clinic.call(
        "record_vitals",
        set(&patient, json!({ "heart_rate_bpm": 80, "systolic_mmhg": 128, "diastolic_mmhg": 78 })),
    );
    clinic.time.pass(10 * MINUTE_MS);
    clinic.call("record_vitals", set(&patient, json!({ "heart_rate_bpm": 118, "weight_kg": 61.5, "height_cm": 160 })));
    let latest = clinic.call("latest_vitals", json!({ "patient_id": patient }));
    let card = &latest["readings"][0];
    assert_eq!(
        (&card["metric"], &card["value"], &card["trend"], &card["severity"]),
        (&json!("heart_rate"), &json!(118.0), &json!("rising"), &json!("warning")),
        "{card}"
    );
    assert_eq!(latest["bp_category"], "elevated", "128 over 78");
    assert_eq!(latest["body"]["bmi"], 24.0, "61.5 kg at 160 cm");
    let trends = clinic.call("trends_of_patient", json!({ "patient_id": patient }));
    assert_eq!(trends["series"][0]["points"].as_array().map(Vec::len), Some(2), "both readings in time");
}

#[test]
fn what_ships_looks_at_both_sides_of_what_can_go_wrong_at_each_age() {
    let clinic = TestClinic::open();
    let adult = clinic.patient("Amina");
    let born = |days: u64| {
        let today = DateTime::from_timestamp_millis(START_MS).expect("a time").date_naive();
        let birth_on = today - Days::new(days);
        let details = json!({ "given_name": "Baby", "family_name": "Osman", "sex": "male", "birth_on": birth_on });
        id(&clinic.call("register_patient", details)["patient"])
    };
    let (newborn, child) = (born(23), born(3 * 365));
    let severity = |patient: &str, readings: Value| {
        clinic.time.pass(MINUTE_MS);
        let kept = clinic.call("record_vitals", set(patient, readings));
        kept["alerts"].as_array().expect("alerts").iter().map(|one| one["severity"].clone()).collect::<Vec<_>>()
    };
    let (warning, critical) = (vec![json!("warning")], vec![json!("critical")]);
    assert_eq!(severity(&adult, json!({ "glucose_mg_dl": 199 })), Vec::<Value>::new(), "below 11.1 mmol/L");
    assert_eq!(severity(&adult, json!({ "glucose_mg_dl": 200 })), warning, "diabetes at any time of day");
    assert_eq!(severity(&adult, json!({ "glucose_mg_dl": 450 })), critical, "above 18 mmol/L");
    assert_eq!(severity(&newborn, json!({ "temperature_c": 33.5 })), critical, "a cold newborn");
    assert_eq!(severity(&newborn, json!({ "temperature_c": 36.2 })), warning, "a cool one");
    assert_eq!(severity(&newborn, json!({ "heart_rate_bpm": 40 })), critical, "a slow heart");
    assert_eq!(severity(&newborn, json!({ "heart_rate_bpm": 140 })), Vec::<Value>::new(), "as newborns' hearts are");
    assert_eq!(
        severity(&child, json!({ "heart_rate_bpm": 110, "respiratory_rate_bpm": 26, "temperature_c": 36.9 })),
        Vec::<Value>::new(),
        "a well child"
    );
    assert_eq!(severity(&child, json!({ "systolic_mmhg": 68 })), critical, "in shock");
    let limits = clinic.call("thresholds_of_patient", json!({ "patient_id": newborn }));
    let listed = limits["applied"].as_array().map(Vec::len);
    assert_eq!(listed, Some(7), "each reading can be given limits of one's own, whether any shipped or not");
}
