//! Devices through their commands: keys, assignments, what is taken, and that two computers take it once.

use healthsync_stories::clinic::{MINUTE_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};

fn device(clinic: &TestClinic) -> (String, String) {
    let made = clinic.call("register_device", json!({ "name": "Oximeter 1", "kind": "pulse_oximeter" }));
    (made["device"]["id"].as_str().expect("an id").into(), made["key"].as_str().expect("a key").into())
}

fn send(clinic: &TestClinic, device: &str, key: &str, measurements: Value) -> Value {
    clinic.call_as("", "receive_measurements", json!({ "device_id": device, "key": key, "measurements": measurements }))
}

#[test]
fn a_device_is_let_in_by_its_key_alone_and_its_key_is_told_once() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let (device, key) = device(&clinic);
    clinic.call("assign_device", json!({ "device_id": device, "patient_id": patient }));
    let measured = json!([{ "type": "spo2", "value": 97, "effective_at": START_MS }]);
    let outcomes = send(&clinic, &device, &key, measured.clone());
    assert_eq!(outcomes[0]["became"], "recorded", "who shows the key is the device: {outcomes}");
    let wrong = json!({ "device_id": device, "key": "hsdk_00", "measurements": measured });
    assert_eq!(clinic.refused_as("", "receive_measurements", wrong).code, "wrong_device_key", "nobody else is");
    let listed = clinic.call("devices", json!({})).to_string();
    assert!(!listed.contains(&key) && !listed.contains("key_hash"), "the key is told once: {listed}");
}

#[test]
fn a_nurse_assigns_and_an_administrator_registers() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let (device, _) = device(&clinic);
    let nurse = clinic.hire("nour", "nurse");
    let new = json!({ "name": "Scale", "kind": "scale" });
    assert_eq!(clinic.refused_as(&nurse, "register_device", new).code, "not_allowed", "keys are the administrator's");
    let given = json!({ "device_id": device, "patient_id": patient });
    let assigned = clinic.call_as(&nurse, "assign_device", given.clone());
    assert_eq!(assigned["assignment"]["patient_id"], json!(patient), "who gives care hands it out");
    assert_eq!(clinic.refused("assign_device", given).code, "device_assigned", "to one patient at a time");
    let mine = clinic.call_as(&nurse, "devices_of_patient", json!({ "patient_id": patient }));
    assert_eq!(mine[0]["id"], json!(device), "it is listed with the patient");
    clinic.call_as(&nurse, "release_device", json!({ "device_id": device }));
    let mine = clinic.call_as(&nurse, "devices_of_patient", json!({ "patient_id": patient }));
    assert_eq!(mine, json!([]), "until it is released");
}

#[test]
fn what_devices_measure_often_does_not_hide_what_people_measured() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let (device, key) = device(&clinic);
    clinic.call("assign_device", json!({ "device_id": device, "patient_id": patient }));
    let by_hand = json!({
        "patient_id": patient, "systolic_mmhg": 120, "diastolic_mmhg": 80, "heart_rate_bpm": 70, "temperature_c": 37,
        "respiratory_rate_bpm": 16, "spo2_percent": 97, "is_on_oxygen": false, "consciousness": "alert",
    });
    clinic.call("record_vitals", by_hand);
    let minutes: Vec<Value> = (1..=250)
        .map(|minute| json!({ "type": "heart_rate", "value": 72, "effective_at": START_MS + minute * 1000 }))
        .collect();
    clinic.time.pass(5 * MINUTE_MS);
    let outcomes = send(&clinic, &device, &key, minutes.into());
    assert_eq!(outcomes.as_array().map(Vec::len), Some(250), "all are taken");
    let latest = clinic.call("latest_vitals", json!({ "patient_id": patient }));
    assert_eq!(latest["news2"]["known"], 7, "the score is still whole: {}", latest["news2"]);
    let temperature = latest["readings"].as_array().expect("a list").iter().any(|one| one["metric"] == "temperature");
    assert!(temperature, "the temperature is still shown");
}

#[test]
fn a_reading_that_waits_shows_nothing_of_a_chart_to_who_may_not_read_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let (device, key) = device(&clinic);
    clinic.call("assign_device", json!({ "device_id": device, "patient_id": patient }));
    let outcomes =
        send(&clinic, &device, &key, json!([{ "type": "heart_rate", "value": 250, "effective_at": START_MS }]));
    assert_eq!(outcomes[0]["reason"], "unlikely", "it waits: {outcomes}");
    let keeper = clinic.hire("idris", "administrator");
    let seen = clinic.call_as(&keeper, "quarantined_measurements", json!({}));
    assert_eq!(
        (&seen[0]["measurement"]["reading"], &seen[0]["measurement"]["reason"]),
        (&Value::Null, &json!("unlikely")),
        "the administrator sees that it waits and why, and not what it says"
    );
    let seen = clinic.call("quarantined_measurements", json!({}));
    assert_eq!(seen[0]["measurement"]["reading"], 250.0, "who reads charts sees it");
    clinic.call("accept_measurement", json!({ "id": id(&seen[0]["measurement"]) }));
    let again = json!({ "id": id(&seen[0]["measurement"]) });
    assert_eq!(clinic.refused("accept_measurement", again).code, "already_decided", "once");
    let rows = clinic.call("vitals_of_patient", json!({ "patient_id": patient }));
    assert_eq!(
        (&rows[0]["vitals"]["source"], &rows[0]["device_name"]),
        (&json!("device"), &json!("Oximeter 1")),
        "{rows}"
    );
}
