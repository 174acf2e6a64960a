//! The vitals dashboard: patients, readings, the latest values and the charts.

use super::super::centre::{PASSWORD, text};
use super::Replay;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_vitals_dashboard() {
    let mut replay = Replay::begin("1 Vitals dashboard").await;
    let nurse = replay.hire("nadia", "nurse").await;
    let registered = json!({
        "given_name": "Amina", "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03", "birth_precision": "day",
        "blood_group": "A+", "phone": "0912345678", "email": "amina@example.org", "address": "Street 4",
        "city": "Kadugli", "region": "South Kordofan", "country": "Sudan",
    });
    let made = replay.step("POST /patients/add", "POST /patients", &nurse, registered).await;
    assert_eq!(made.body["patient"]["blood_group"], "A+", "as it was given: {}", made.body);
    let vitals = format!("/patients/{}/vitals", text(&made.body["patient"]["id"]));
    let size = json!({ "height_cm": 165, "weight_kg": 61.5 });
    let sized = format!("POST {vitals}");
    replay.step("POST /patients/add, height and weight", &sized, &nurse, size).await;
    let readings = json!({
        "heart_rate_bpm": 72, "systolic_mmhg": 128, "diastolic_mmhg": 82, "temperature_c": 36.8,
        "respiratory_rate_bpm": 16, "spo2_percent": 97, "notes": "At rest",
    });
    let added = replay.step("POST /vitals/add by staff", &sized, &nurse, readings).await;
    assert_eq!(added.body["vitals"]["systolic_mmhg"], 128.0, "{}", added.body);
    let health = reqwest::get(format!("http://{}/health", replay.centre.address)).await.expect("it answers");
    assert_eq!(health.status(), 200, "the server is there");
    replay.note("GET /", "GET /health");
    let latest = format!("GET {vitals}/latest");
    let cards = replay.step("the dashboard's cards", &latest, &nurse, Value::Null).await;
    assert!(cards.body.to_string().contains("128"), "what was written is shown at once: {}", cards.body);
    let trends = format!("GET {vitals}/trends");
    let charts = replay.step("the dashboard's charts", &trends, &nurse, Value::Null).await;
    let drawn = charts.body["series"].as_array().expect("series").iter();
    let drawn = drawn.filter(|series| series["points"].as_array().is_some_and(|points| !points.is_empty())).count();
    assert_eq!(drawn, 7, "five signs, the pressure being two, and the weight: {}", charts.body);
    let table = format!("GET {vitals}?limit=10");
    let rows = replay.step("the dashboard's table", &table, &nurse, Value::Null).await;
    assert_eq!(rows.body.as_array().map(Vec::len), Some(2), "both sets: {}", rows.body);
    patient(&mut replay).await;
    replay.end();
}

/// Each patient sees and adds their own.
async fn patient(replay: &mut Replay) {
    let admin = replay.admin.clone();
    let (_, mine) = replay.centre.join_as_patient(&admin, "amina@example.org").await;
    let asked = json!({ "username": "amina@example.org", "password": PASSWORD });
    let told = replay.step("POST /login", "POST /auth/login", "", asked).await.body;
    assert_eq!(told["rights"], json!(["own_chart"]), "nothing else: {told}");
    let readings = json!({ "heart_rate_bpm": 75, "systolic_mmhg": 131, "diastolic_mmhg": 84 });
    replay.step("POST /vitals/add by the patient", "POST /me/vitals", &mine, readings).await;
    let token = text(&told["access_token"]);
    let drawn = replay.step("the patient's dashboard", "GET /me/vitals/trends", &token, Value::Null).await;
    assert!(drawn.body.to_string().contains("131"), "at once: {}", drawn.body);
}
