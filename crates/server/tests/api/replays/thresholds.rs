//! Thresholds and alerts: a physician's limits, readings past them, and who takes care.

use super::super::centre::{PASSWORD, text};
use super::super::live::Ear;
use super::Replay;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_thresholds_and_alerts() {
    let mut replay = Replay::begin("3 Thresholds and alerts").await;
    replay.hire("samuel", "practitioner").await;
    let asked = json!({ "username": "samuel", "password": PASSWORD });
    let told = replay.step("POST /login", "POST /auth/login", "", asked).await.body;
    let me = text(&told["access_token"]);
    let my_id = text(&told["account"]["id"]);
    let patient =
        json!({ "given_name": "Amina", "birth_on": "1976-02-03", "birth_precision": "day", "practitioner_id": my_id });
    let made = replay.centre.post("/patients", &me, patient).await.body;
    let limit = json!({ "practitioner_id": my_id, "metric": "heart_rate", "age_band": "any", "limits": { "warning_low": 55, "warning_high": 95 } });
    let set = replay.step("POST /api/threshold", "PUT /thresholds", &me, limit.clone()).await.body;
    let mut narrower = limit;
    narrower["limits"]["warning_high"] = json!(90);
    narrower["version"] = set["version"].clone();
    replay.step("POST /api/threshold", "PUT /thresholds", &me, narrower).await;
    let own = format!("GET /thresholds?practitioner_id={my_id}");
    let listed = replay.step("GET /api/threshold/", &own, &me, Value::Null).await.body;
    assert_eq!(listed["set"].as_array().map(Vec::len), Some(1), "one a metric: {listed}");
    assert_eq!(listed["set"][0]["threshold"]["warning_high"], 90.0, "as it was set last");
    let (mut ear, _) = Ear::open(&replay.centre, &me, None).await;
    let path = format!("POST /patients/{}/vitals", text(&made["patient"]["id"]));
    let sent = replay.step("POST /api/patient-data", &path, &me, json!({ "heart_rate_bpm": 93 })).await.body;
    let alert = &sent["alerts"][0];
    assert_eq!((&alert["metric"], &alert["is_above"]), (&json!("heart_rate"), &json!(true)), "alerts come out: {sent}");
    let raised = ear.hear_of("alert.raised").await;
    assert_eq!(raised["data"]["alert_id"], alert["id"], "and is heard at once: {raised}");
    replay.note("WebSocket new_alert", "GET /live");
    let waiting = format!("GET /alerts?state=open&practitioner_id={my_id}");
    let open = replay.step("GET /api/alerts", &waiting, &me, Value::Null).await.body;
    assert_eq!(open.as_array().map(Vec::len), Some(1), "on his panel: {open}");
    let admin_id = text(&replay.centre.get("/profile", &replay.admin).await.body["id"]);
    let others = replay.centre.get(&format!("/alerts?state=open&practitioner_id={admin_id}"), &me).await;
    assert_eq!(others.body, json!([]), "on nobody else's");
    let answer = format!("POST /alerts/{}/acknowledge", text(&open[0]["id"]));
    replay.step("POST /api/acknowledge-alert", &answer, &me, json!({})).await;
    let open = replay.centre.get(waiting.trim_start_matches("GET "), &me).await;
    assert_eq!(open.body, json!([]), "it is answered");
    replay.end();
}
