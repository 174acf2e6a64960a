//! The stroke records: an account, its profile, and records that are added, viewed, changed and taken back.

use super::super::centre::{PASSWORD, text};
use super::Replay;
use serde_json::{Value, json};

fn record(age_years: f64) -> Value {
    json!({
        "gender": "female", "age_years": age_years, "has_hypertension": true, "has_heart_disease": false,
        "was_ever_married": true, "work_type": "private", "residence_type": "urban", "avg_glucose_mg_dl": 105.9,
        "bmi": 32.5, "smoking_status": "never_smoked", "had_stroke": false,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stroke_patient_management() {
    let mut replay = Replay::begin("2 Stroke patient management").await;
    let admin = replay.admin.clone();
    let invited = replay.centre.post("/auth/invitations", &admin, json!({ "role": "practitioner" })).await;
    let person = json!({ "code": invited.body["code"], "name": "Samuel", "username": "samuel", "email": "samuel@example.org", "password": PASSWORD });
    replay.step("register", "POST /auth/register", "", person).await;
    let asked = json!({ "username": "samuel@example.org", "password": PASSWORD });
    let told = replay.step("login", "POST /auth/login", "", asked).await.body;
    let renewal = json!({ "refresh_token": told["refresh_token"] });
    let told = replay.step("session", "POST /auth/refresh", "", renewal).await.body;
    let me = text(&told["access_token"]);
    let profile = replay.centre.get("/profile", &me).await.body;
    let change = json!({ "name": "Samuel Deng", "language": "en", "theme": "system", "version": profile["version"] });
    let changed = replay.step("profile: change name", "PUT /profile", &me, change).await;
    assert_eq!(
        (&changed.body["name"], &changed.body["email"]),
        (&json!("Samuel Deng"), &json!("samuel@example.org")),
        "what is left out stays"
    );
    let secret = json!({ "current": PASSWORD, "new": "another horse" });
    replay.step("profile: change password", "PUT /profile/password", &me, secret).await;
    let patient = replay.centre.post("/patients", &me, json!({ "given_name": "Amina" })).await.body;
    let path = format!("/patients/{}/stroke", text(&patient["patient"]["id"]));
    let new = json!({ "details": record(61.0) });
    let added = replay.step("POST /api/patient_data", &format!("POST {path}"), &me, new).await.body;
    let listed = replay.step("GET /api/patient_data", "GET /stroke?limit=10", &me, Value::Null).await;
    assert_eq!(listed.body["total"], 1, "{}", listed.body);
    let one = format!("/stroke/{}", text(&added["assessment"]["id"]));
    let seen = replay.step("view a record", &format!("GET {one}"), &me, Value::Null).await.body;
    let other = json!({ "details": record(62.0), "version": seen["version"] });
    let changed = replay.step("PUT /api/patient_data", &format!("PUT {one}"), &me, other).await.body;
    assert_eq!(changed["assessment"]["age_years"], 62.0, "{changed}");
    let gone = json!({ "version": changed["version"], "reason": "Typed twice" });
    replay.step("DELETE /api/patient_data", &format!("DELETE {one}"), &me, gone).await;
    let listed = replay.centre.get("/stroke?limit=10", &me).await;
    assert_eq!(listed.body["total"], 0, "it is out of the list: {}", listed.body);
    replay.step("logout", "POST /auth/logout", &me, json!({})).await;
    assert_eq!(replay.centre.get("/profile", &me).await.status, 401, "and he is out");
    replay.end();
}
