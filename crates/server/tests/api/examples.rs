//! The examples of the OpenAPI document are asked anew and compared: `HEALTHSYNC_EXAMPLES=1 cargo test` writes them.

use super::centre::{CLINIC, Centre, PASSWORD, text};
use healthsync_server::api::examples::EXAMPLES;
use serde_json::{Map, Value, json};

/// The examples as they come out now.
struct Story {
    centre: Centre,
    told: Map<String, Value>,
}

impl Story {
    async fn ask(&mut self, operation: &str, ours: &str, token: &str, body: Value) -> Value {
        let (method, path) = ours.split_once(' ').expect("a method and a path");
        let answer = self.centre.ask(method, path, token, body.clone(), &[]).await;
        assert!(answer.status < 300, "{operation}: {} {}", answer.status, answer.body);
        let mut example = json!({ "answer": shortened(&answer.body) });
        if !body.is_null() {
            example["request"] = body;
        }
        self.told.insert(operation.into(), example);
        answer.body
    }
}

/// Long lists and long texts are cut: an example is to be read.
fn shortened(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().take(2).map(shortened).collect(),
        Value::Object(object) => object.iter().map(|(name, inner)| (name.clone(), shortened(inner))).collect(),
        Value::String(text) if text.len() > 80 => format!("{}…", text.chars().take(40).collect::<String>()).into(),
        other => other.clone(),
    }
}

/// The fields of a value, without what differs each time.
fn shape(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.first().map_or(json!([]), |first| json!([shape(first)])),
        Value::Object(object) => object.iter().map(|(name, inner)| (name.clone(), shape(inner))).collect(),
        Value::Null => Value::Null,
        Value::Bool(_) => json!("yes or no"),
        Value::Number(_) => json!("a number"),
        Value::String(_) => json!("a text"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_the_document_are_what_the_server_answers() {
    let mut story = Story { centre: Centre::start().await, told: Map::new() };
    let asked = json!({ "username": "halima", "password": PASSWORD, "site": CLINIC });
    let told = story.ask("login", "POST /auth/login", "", asked).await;
    let renewal = json!({ "refresh_token": told["refresh_token"] });
    let told = story.ask("refresh", "POST /auth/refresh", "", renewal).await;
    let token = text(&told["access_token"]);
    let me = story.ask("my_profile", "GET /profile", &token, Value::Null).await;
    story
        .ask("invite", "POST /auth/invitations", &token, json!({ "role": "nurse", "note": "Nadia, from June on" }))
        .await;
    story.ask("roles", "GET /roles", &token, Value::Null).await;
    let amina = json!({ "given_name": "Amina", "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03", "birth_precision": "day", "phone": "0912345678", "practitioner_id": me["id"] });
    let patient = story.ask("register_patient", "POST /patients", &token, amina.clone()).await;
    let id = text(&patient["patient"]["id"]);
    story.ask("patients", "GET /patients?limit=2", &token, Value::Null).await;
    story.ask("search_patients", "GET /patients/search?query=amina", &token, Value::Null).await;
    story.ask("patient", &format!("GET /patients/{id}"), &token, Value::Null).await;
    let mut moved = amina;
    moved["city"] = json!("Kadugli");
    let change = json!({ "details": moved, "version": patient["version"] });
    story.ask("update_patient", &format!("PUT /patients/{id}"), &token, change).await;
    story.ask("history_of_patient", &format!("GET /patients/{id}/history"), &token, Value::Null).await;
    let limits =
        json!({ "metric": "systolic", "age_band": "adult", "limits": { "warning_high": 140, "critical_high": 180 } });
    story.ask("set_threshold", "PUT /thresholds", &token, limits).await;
    let readings = json!({ "heart_rate_bpm": 88, "systolic_mmhg": 152, "diastolic_mmhg": 94, "temperature_c": 37.1, "spo2_percent": 97 });
    story.ask("record_vitals", &format!("POST /patients/{id}/vitals"), &token, readings).await;
    story.ask("vitals_of_patient", &format!("GET /patients/{id}/vitals?limit=2"), &token, Value::Null).await;
    story.ask("latest_vitals", &format!("GET /patients/{id}/vitals/latest"), &token, Value::Null).await;
    let alerts = story.ask("alerts", "GET /alerts?state=open", &token, Value::Null).await;
    let answer = format!("POST /alerts/{}/acknowledge", text(&alerts[0]["id"]));
    story.ask("acknowledge_alert", &answer, &token, json!({ "note": "Seen, repeat in an hour" })).await;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    let next_month = i64::try_from(since.as_secs()).expect("the wall is right") + 30 * 86_400;
    let noon = (next_month - next_month % 86_400 + 36_000) * 1000;
    let booking = json!({ "patient_id": id, "practitioner_id": me["id"], "starts_at": noon, "duration_min": 20, "override_reason": "By agreement" });
    story.ask("book_appointment", "POST /appointments", &token, booking).await;
    let charge = json!({ "description": "Consultation", "quantity": 1, "unit_price_minor": 50_000 });
    let cashier = story.centre.join(&token, CLINIC, "cara", "cashier").await;
    story.ask("add_charge", &format!("POST /patients/{id}/charges"), &cashier, charge).await;
    let draft = story.ask("start_invoice", &format!("POST /patients/{id}/invoices"), &cashier, json!({})).await;
    let issue = format!("POST /invoices/{}/issue", text(&draft["id"]));
    story.ask("issue_invoice", &issue, &cashier, json!({ "version": draft["version"] })).await;
    let (at, own_page) = (format!("/patients/{id}/portal"), [("x-healthsync-portal", "1")]);
    let code = story.centre.post(&format!("{at}/invitations"), &token, json!({})).await.body["code"].clone();
    let report =
        json!({ "paper": "patient_report", "from_on": "2026-01-01", "message": "To show at the eye hospital" });
    let sent = story.ask("send_paper", &format!("POST {at}/papers"), &token, report).await;
    story.ask("portal_papers_of_patient", &format!("GET {at}/papers"), &token, Value::Null).await;
    let taken = json!({ "code": code, "username": "amina", "password": PASSWORD, "language": "en", "site": CLINIC });
    let amina = story.centre.ask("POST", "/auth/portal/accept", "", taken, &own_page).await.body;
    let amina = text(&amina["access_token"]);
    story.ask("my_sent_papers", "GET /me/papers/sent", &amina, Value::Null).await;
    let path = format!("POST /me/papers/sent/{}", text(&sent["sent"]["id"]));
    story.ask("open_my_sent_paper", &path, &amina, json!({ "language": "ar" })).await;
    let word = json!({ "to_role": "nurse", "text": "Please look at bed 4", "is_task": true });
    story.ask("send_message", "POST /messages", &token, word).await;
    story.ask("audit_entries", "GET /audit?limit=1&kind=message", &token, Value::Null).await;
    story.ask("sites", "GET /sites", &token, Value::Null).await;
    story.ask("enrolled_workstations", "GET /centre/workstations", &token, Value::Null).await;
    story.ask("server_health", "GET /centre/health", &token, Value::Null).await;
    story.ask("limits", "GET /centre/limits", &token, Value::Null).await;
    if std::env::var_os("HEALTHSYNC_EXAMPLES").is_some() {
        let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
        let path = format!("{here}/src/api/examples.json");
        let text = serde_json::to_string_pretty(&story.told).expect("it is JSON") + "\n";
        std::fs::write(path, text).expect("the folder can be written");
        return;
    }
    assert_eq!(EXAMPLES.len(), story.told.len(), "every example is in the document");
    for (operation, now) in &story.told {
        let known = EXAMPLES.get(operation).unwrap_or(&Value::Null);
        assert_eq!(shape(known), shape(now), "the example of {operation} is not what the server answers any more");
    }
}
