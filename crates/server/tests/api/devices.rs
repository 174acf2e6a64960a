//! Devices: enrolled with a key, assigned for a time, and what they send taken once, set aside or refused.

use super::centre::{Centre, text};
use super::stores::{Store, on_both_stores};
use healthsync_hub::hub::Hub;
use serde_json::{Value, json};

on_both_stores!(
    what_is_sent_twice_is_stored_once_and_alerts_once,
    only_the_devices_own_key_lets_it_in_and_a_revoked_one_is_out,
    what_cannot_be_taken_as_it_comes_is_refused_or_waits_for_somebody_to_look,
    whose_a_late_measurement_is_follows_from_when_it_was_measured,
);

/// An hour, in milliseconds.
const HOUR: i64 = 3_600_000;

pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("the wall is no further than any machine lives")
}

pub async fn patient(centre: &Centre<impl Hub>, admin: &str, name: &str) -> String {
    let details = json!({ "given_name": name, "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
    let made = centre.post("/patients", admin, details).await;
    assert_eq!(made.status, 201, "a patient is registered: {}", made.body);
    text(&made.body["patient"]["id"])
}

/// A new device: its id and its key.
pub async fn device(centre: &Centre<impl Hub>, admin: &str) -> (String, String) {
    let made = centre.post("/devices", admin, json!({ "name": "Monitor 3", "kind": "other" })).await;
    assert_eq!(made.status, 201, "a device is registered: {}", made.body);
    (text(&made.body["device"]["id"]), text(&made.body["key"]))
}

pub async fn assign(centre: &Centre<impl Hub>, admin: &str, device: &str, patient: &str, from_at: i64) {
    let path = format!("/devices/{device}/assignments");
    let assigned = centre.post(&path, admin, json!({ "patient_id": patient, "from_at": from_at })).await;
    assert_eq!(assigned.status, 200, "it is assigned: {}", assigned.body);
}

/// What became of measurements that a device sent with its key.
pub async fn send(centre: &Centre<impl Hub>, device: &str, key: &str, measured: Value) -> Value {
    let authorization = format!("Device {key}");
    let path = format!("/devices/{device}/measurements");
    let sent = centre.ask("POST", &path, "", measured, &[("authorization", &authorization)]).await;
    assert!((200..300).contains(&sent.status), "it is taken: {} {}", sent.status, sent.body);
    sent.body
}

fn became(outcomes: &Value) -> Vec<&str> {
    let all = outcomes.as_array().expect("one outcome each");
    all.iter().map(|one| one["became"].as_str().expect("what became of it")).collect()
}

async fn what_is_sent_twice_is_stored_once_and_alerts_once<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - HOUR).await;
    let at = now() - 60_000;
    let batch = json!({ "measurements": [
        { "id": "1", "type": "spo2", "value": 82, "unit": "%", "effective_at": at },
        { "type": "heart_rate", "value": 72, "unit": "bpm", "effective_at": at },
    ] });
    let first = send(&centre, &device, &key, batch.clone()).await;
    assert_eq!(became(&first), ["recorded", "recorded"], "both are taken: {first}");
    assert_eq!(first[0]["alerts"].as_array().map(Vec::len), Some(1), "the breach is an alert: {first}");
    let again = send(&centre, &device, &key, batch).await;
    assert_eq!(became(&again), ["duplicate", "duplicate"], "both are known, by number and by time: {again}");
    let single = json!({ "id": "1", "type": "spo2", "value": 82, "unit": "%", "effective_at": at });
    assert_eq!(became(&send(&centre, &device, &key, single).await), ["duplicate"], "alone, too");
    let rows = centre.get(&format!("/patients/{patient}/vitals"), &admin).await.body;
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "they stand in the chart once: {rows}");
    assert_eq!(
        (&rows[0]["vitals"]["source"], &rows[0]["device_name"]),
        (&json!("device"), &json!("Monitor 3")),
        "with the device as their source"
    );
    let alerts = centre.get("/alerts", &admin).await.body;
    assert_eq!(alerts.as_array().map(Vec::len), Some(1), "one alert: {alerts}");
    assert_eq!(alerts[0]["count"], 1, "of one reading");
}

async fn whose_a_late_measurement_is_follows_from_when_it_was_measured<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (amina, bakri) = (patient(&centre, &admin, "Amina").await, patient(&centre, &admin, "Bakri").await);
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &amina, now() - 10 * HOUR).await;
    let path = format!("/devices/{device}/assignments");
    let taken = centre.post(&path, &admin, json!({ "patient_id": bakri })).await;
    assert_eq!(taken.body["code"], "device_assigned", "one patient at a time: {}", taken.body);
    let released = centre.post(&format!("/devices/{device}/release"), &admin, json!({})).await;
    assert_eq!((released.status, &released.body["assignment"]), (200, &Value::Null), "it is free again");
    let later = now();
    assign(&centre, &admin, &device, &bakri, later).await;
    let measured = |at: i64| json!({ "type": "heart_rate", "value": 70, "effective_at": at });
    let batch = json!([measured(later + 1), measured(now() - 5 * HOUR), measured(now() - 20 * HOUR)]);
    let outcomes = send(&centre, &device, &key, batch).await;
    assert_eq!(became(&outcomes), ["recorded", "recorded", "quarantined"], "in any order: {outcomes}");
    assert_eq!(outcomes[2]["reason"], "unassigned", "before anybody had it");
    for (patient, what) in [(amina, "what was measured while she had it"), (bakri, "what came after")] {
        let rows = centre.get(&format!("/patients/{patient}/vitals"), &admin).await.body;
        assert_eq!(rows.as_array().map(Vec::len), Some(1), "{what}: {rows}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readings_are_kept_in_canonical_units() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - HOUR).await;
    let at = now() - 60_000;
    for (measured, field, canonical) in [
        (json!({ "type": "blood_pressure", "systolic": 16, "diastolic": 10.6, "unit": "kPa" }), "systolic_mmhg", 120.0),
        (json!({ "type": "8310-5", "value": 98.6, "unit": "degF" }), "temperature_c", 37.0),
        (json!({ "type": "weight", "value": 154.3, "unit": "lb" }), "weight_kg", 69.99),
        (json!({ "type": "glucose", "value": 5.5, "unit": "mmol/L" }), "glucose_mg_dl", 99.0),
        (json!({ "type": "respiratory_rate", "value": 16, "unit": "/min" }), "respiratory_rate_bpm", 16.0),
    ] {
        let mut one = measured;
        one["effective_at"] = at.into();
        assert_eq!(became(&send(&centre, &device, &key, one.clone()).await), ["recorded"], "{one}");
        let rows = centre.get(&format!("/devices/{device}/measurements"), &admin).await.body;
        let found = rows.as_array().expect("a list").iter().find_map(|row| row["vitals"][field].as_f64());
        assert_eq!(found, Some(canonical), "{one} in {field}");
    }
}

async fn what_cannot_be_taken_as_it_comes_is_refused_or_waits_for_somebody_to_look<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - HOUR).await;
    let at = now() - 60_000;
    let of = |id: &str, measured: &str, value: f64, unit: &str| json!({ "id": id, "type": measured, "value": value, "unit": unit, "effective_at": at });
    let outcomes = send(
        &centre,
        &device,
        &key,
        json!([
            of("impossible", "heart_rate", 900.0, "bpm"),
            of("unlikely", "heart_rate", 250.0, "bpm"),
            of("unknown", "mood", 3.0, "points"),
            of("unit", "temperature", 37.0, "kelvin"),
            { "id": "empty", "type": "heart_rate", "effective_at": at },
            { "id": "early", "type": "heart_rate", "value": 70, "effective_at": now() + HOUR },
        ]),
    )
    .await;
    assert_eq!(
        became(&outcomes),
        ["refused", "quarantined", "quarantined", "quarantined", "refused", "refused"],
        "each by itself: {outcomes}"
    );
    let said: Vec<&Value> = [0, 1, 2, 3, 4, 5]
        .into_iter()
        .map(|index: usize| outcomes[index].get("reason").unwrap_or(&outcomes[index]["code"]))
        .collect();
    assert_eq!(
        said,
        ["impossible", "unlikely", "unknown_type", "unknown_unit", "nothing_read", "in_future"],
        "with the reason"
    );
    let waiting = centre.get("/devices/quarantine", &admin).await.body;
    assert_eq!(waiting.as_array().map(Vec::len), Some(3), "three wait: {waiting}");
    let id = |reason: &str| {
        let all = waiting.as_array().expect("a list");
        let found = all.iter().find(|row| row["measurement"]["reason"] == reason).expect("it waits");
        text(&found["measurement"]["id"])
    };
    let accepted = centre.post(&format!("/devices/quarantine/{}/accept", id("unlikely")), &admin, json!({})).await;
    assert_eq!(accepted.body["became"], "recorded", "somebody says that it is right: {}", accepted.body);
    let not_read = centre.post(&format!("/devices/quarantine/{}/accept", id("unknown_type")), &admin, json!({})).await;
    assert_eq!(not_read.body["code"], "not_understood", "nobody can say what it is: {}", not_read.body);
    let path = format!("/devices/quarantine/{}", id("unknown_type"));
    let discarded = centre.ask("DELETE", &path, &admin, json!({ "reason": "a test of the maker's" }), &[]).await;
    assert_eq!(discarded.status, 200, "it is put away: {}", discarded.body);
    let again = send(&centre, &device, &key, of("unknown", "mood", 3.0, "points")).await;
    assert_eq!(became(&again), ["duplicate"], "what was put away does not come back");
    let waiting = centre.get("/devices/quarantine", &admin).await.body;
    assert_eq!(waiting.as_array().map(Vec::len), Some(1), "one waits still: {waiting}");
}

async fn only_the_devices_own_key_lets_it_in_and_a_revoked_one_is_out<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    let (other, _) = self::device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - HOUR).await;
    let measured = json!({ "type": "heart_rate", "value": 70, "effective_at": now() });
    for (device, key) in [(&other, key.as_str()), (&device, "hsdk_0")] {
        let authorization = format!("Device {key}");
        let path = format!("/devices/{device}/measurements");
        let refused = centre.ask("POST", &path, "", measured.clone(), &[("authorization", &authorization)]).await;
        assert_eq!((refused.status, &refused.body["code"]), (401, &json!("wrong_device_key")), "{}", refused.body);
    }
    let kept = centre.get("/devices", &admin).await.body;
    assert!(!kept.to_string().contains("key"), "neither the key nor its hash is told again: {kept}");
    let desk = centre.hire("dalia", "front_desk").await;
    assert_eq!(centre.get("/devices", &desk).await.status, 403, "devices are not the front desk's");
    let nurse = centre.hire("nour", "nurse").await;
    let by_hand =
        centre.post(&format!("/devices/{device}/measurements"), &nurse, json!({ "measurements": [measured] })).await;
    assert_eq!(became(&by_hand.body), ["recorded"], "who writes charts may send for it: {}", by_hand.body);
    let revoked = centre.ask("DELETE", &format!("/devices/{device}"), &nurse, Value::Null, &[]).await;
    assert_eq!(revoked.status, 403, "an administrator revokes: {}", revoked.body);
    let revoked = centre.ask("DELETE", &format!("/devices/{device}"), &admin, Value::Null, &[]).await;
    assert_eq!(revoked.status, 200, "it is revoked: {}", revoked.body);
    let outcomes = send(
        &centre,
        &device,
        &key,
        json!([
            { "type": "heart_rate", "value": 71, "effective_at": now() + 1 },
            { "type": "heart_rate", "value": 72, "effective_at": now() - HOUR / 2 },
        ]),
    )
    .await;
    assert_eq!(became(&outcomes), ["refused", "quarantined"], "from now on nothing, from before with care: {outcomes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_sends_without_end_is_slowed_down() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let (device, key) = device(&centre, &admin).await;
    let (calm, calm_key) = self::device(&centre, &admin).await;
    let authorization = format!("Device {key}");
    let path = format!("/devices/{device}/measurements");
    let mut last = 0;
    for _ in 0..2000 {
        last = centre.ask("POST", &path, "", json!([]), &[("authorization", &authorization)]).await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429, "it is told to send less often");
    let measured = json!({ "type": "heart_rate", "value": 70, "effective_at": now() });
    assert_eq!(became(&send(&centre, &calm, &calm_key, measured).await), ["quarantined"], "the others are not");
}
