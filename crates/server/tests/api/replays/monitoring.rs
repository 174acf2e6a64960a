//! Health monitoring: accounts, notifications, measurements and reports.

use super::super::centre::{PASSWORD, text};
use super::super::devices::now;
use super::Replay;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_health_monitoring() {
    let mut replay = Replay::begin("4 Health monitoring").await;
    let admin = replay.admin.clone();
    let new = json!({ "role": "nurse" });
    let invited = replay.step("POST /registration", "POST /auth/invitations", &admin, new).await.body;
    let person = json!({ "code": invited["code"], "name": "Nadia", "username": "nadia", "password": PASSWORD, "email": "nadia@example.org" });
    let nadia = replay.step("POST /registration", "POST /auth/register", "", person).await.body;
    let asked = json!({ "username": "nadia", "password": PASSWORD });
    let told = replay.step("POST /login", "POST /auth/login", "", asked).await.body;
    let nurse = text(&told["access_token"]);
    let word = json!({ "to_account_id": nadia["id"], "text": "Please look at bed 4", "is_task": false });
    replay.step("POST /notification", "POST /messages", &admin, word).await;
    let inbox = replay.step("GET /notification", "GET /messages", &nurse, Value::Null).await.body;
    assert_eq!(
        inbox[0]["message"]["body"].as_str().or(inbox[0]["message"]["text"].as_str()),
        Some("Please look at bed 4"),
        "{inbox}"
    );
    let patient = replay.centre.post("/patients", &nurse, json!({ "given_name": "Amina" })).await.body;
    let id = text(&patient["patient"]["id"]);
    let vitals = format!("/patients/{id}/vitals");
    let measured = json!({ "systolic_mmhg": 120.5 });
    replay.step("POST /measurements", &format!("POST {vitals}"), &nurse, measured).await;
    let rows = replay.step("GET /users/{id}/measurements", &format!("GET {vitals}"), &nurse, Value::Null).await.body;
    assert_eq!(rows[0]["vitals"]["systolic_mmhg"], 121.0, "a pressure is whole: {rows}");
    let device = json!({ "name": "Cuff 4", "kind": "other", "model": "Arm cuff" });
    let device = replay.step("POST /devices", "POST /devices", &admin, device).await.body;
    let device = text(&device["device"]["id"]);
    let assigned = format!("POST /devices/{device}/assignments");
    replay.step("POST /devices/assign", &assigned, &nurse, json!({ "patient_id": id })).await;
    let measured = json!({ "measurements": [{ "type": "blood_pressure", "systolic": 124, "diastolic": 81, "unit": "mmHg", "effective_at": now() }] });
    let sent = format!("POST /devices/{device}/measurements");
    let became = replay.step("POST /measurements by a device", &sent, &nurse, measured).await.body;
    assert_eq!(became[0]["became"], "recorded", "it is the patient's: {became}");
    let asked = format!("POST /patients/{id}/report");
    let job = replay.step("POST /reports", &asked, &nurse, json!({})).await.body;
    let jobs = replay.step("a report's state", "GET /reports", &nurse, Value::Null).await.body;
    assert_eq!(jobs.as_array().map(Vec::len), Some(1), "{job} is listed: {jobs}");
    let users = replay.step("GET /users", "GET /accounts", &admin, Value::Null).await.body;
    assert_eq!(users.as_array().map(Vec::len), Some(2), "{users}");
    let one = format!("DELETE /accounts/{}", text(&nadia["id"]));
    replay.step("DELETE /users/{id}/delete", &one, &admin, Value::Null).await;
    assert_eq!(replay.centre.get("/profile", &nurse).await.status, 401, "she is out at once");
    replay.end();
}
