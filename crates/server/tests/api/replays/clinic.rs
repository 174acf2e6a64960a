//! The smart clinic: people, patients, practitioners, appointments, prescriptions, bills, notifications and figures.

use super::super::centre::{PASSWORD, text};
use super::super::live::Ear;
use super::Replay;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_smart_clinic() {
    let mut replay = Replay::begin("5 Smart clinic").await;
    sign_ins(&mut replay).await;
    let patient = patients(&mut replay).await;
    let doctor = doctors(&mut replay).await;
    appointments(&mut replay, &patient, &doctor).await;
    prescriptions(&mut replay, &patient).await;
    billing(&mut replay, &patient).await;
    notifications(&mut replay).await;
    administration(&mut replay).await;
    replay.end();
}

async fn sign_ins(replay: &mut Replay) {
    let admin = replay.admin.clone();
    let new = json!({ "role": "front_desk" });
    let invited = replay.step("/api/v1/auth register", "POST /auth/invitations", &admin, new).await.body;
    let person = json!({ "code": invited["code"], "name": "Dalia", "username": "dalia", "password": PASSWORD });
    replay.step("/api/v1/auth register", "POST /auth/register", "", person).await;
    let asked = json!({ "username": "dalia", "password": PASSWORD });
    let told = replay.step("/api/v1/auth login", "POST /auth/login", "", asked.clone()).await.body;
    assert_eq!(told["expires_in_seconds"], 900, "a quarter of an hour");
    let renewal = json!({ "refresh_token": told["refresh_token"] });
    let told = replay.step("/api/v1/auth refresh", "POST /auth/refresh", "", renewal).await.body;
    let token = text(&told["access_token"]);
    replay.step("/api/v1/auth logout", "POST /auth/logout", &token, json!({})).await;
    let told = replay.centre.post("/auth/login", "", asked).await.body;
    let token = text(&told["access_token"]);
    replay.step("/api/v1/auth logout", "POST /auth/logout-everywhere", &token, json!({})).await;
}

async fn patients(replay: &mut Replay) -> String {
    let admin = replay.admin.clone();
    let mut details = json!({ "given_name": "Amina", "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03", "birth_precision": "day" });
    let made = replay.step("/api/v1/patients create", "POST /patients", &admin, details.clone()).await.body;
    let id = text(&made["patient"]["id"]);
    replay.step("/api/v1/patients list", "GET /patients?limit=10", &admin, Value::Null).await;
    let found =
        replay.step("/api/v1/patients search", "GET /patients/search?query=amin", &admin, Value::Null).await.body;
    assert_eq!(found[0]["id"], json!(id), "the start of a name: {found}");
    let one = format!("/patients/{id}");
    let read = replay.step("/api/v1/patients read", &format!("GET {one}"), &admin, Value::Null).await.body;
    details["phone"] = json!("0912345678");
    let change = json!({ "details": details, "version": read["version"] });
    replay.step("/api/v1/patients update", &format!("PUT {one}"), &admin, change).await;
    let condition = json!({ "details": { "name": "Hypertension", "status": "active" } });
    let known = replay.centre.post(&format!("{one}/conditions"), &admin, condition).await;
    assert_eq!(known.status, 201, "{}", known.body);
    let read = replay.centre.post(&format!("{one}/vitals"), &admin, json!({ "systolic_mmhg": 152 })).await;
    assert_eq!(read.status, 201, "{}", read.body);
    for (part, word) in [("timeline", "152"), ("conditions", "Hypertension")] {
        let told =
            replay.step("/api/v1/patients medical history", &format!("GET {one}/{part}"), &admin, Value::Null).await;
        assert!(told.body.to_string().contains(word), "{part}: {}", told.body);
    }
    let twin = replay.centre.post("/patients", &admin, json!({ "given_name": "Mistake" })).await.body;
    let gone = json!({ "version": twin["version"], "reason": "Registered twice" });
    let path = format!("DELETE /patients/{}", text(&twin["patient"]["id"]));
    replay.step("/api/v1/patients delete", &path, &admin, gone).await;
    id
}

async fn doctors(replay: &mut Replay) -> String {
    let (theirs, admin) = ("/api/v1/doctors create", replay.admin.clone());
    let account = json!({ "name": "Samuel Deng", "username": "samuel", "roles": ["practitioner"], "language": "en", "password": "first-password" });
    let id = text(&replay.step(theirs, "POST /accounts", &admin, account.clone()).await.body["id"]);
    let listed = replay.step("/api/v1/doctors list", "GET /practitioners/profiles", &admin, Value::Null).await.body;
    let shown = listed.as_array().expect("a list").iter().find(|one| one["profile"]["account_id"] == json!(id));
    let version = shown.expect("he is listed")["version"].clone();
    let profile = json!({ "specialization": "Cardiology", "registration_number": "SD-4411", "colour": 3, "is_bookable": true, "version": version });
    replay.step(theirs, &format!("PUT /practitioners/{id}/profile"), &admin, profile).await;
    // Every day, so that the story is the same on any.
    let blocks: Vec<Value> = (1..=7).map(|day| json!({ "weekday": day, "from_min": 0, "to_min": 1440 })).collect();
    let hours = format!("/practitioners/{id}/hours");
    let week = json!({ "version": 0, "blocks": blocks });
    replay.step("/api/v1/doctors schedule", &format!("PUT {hours}"), &admin, week).await;
    let week = replay.step("/api/v1/doctors schedule", &format!("GET {hours}"), &admin, Value::Null).await.body;
    assert_eq!(week["blocks"].as_array().map(Vec::len), Some(7), "{week}");
    let mut other = account;
    other["username"] = json!("leaves");
    let other = replay.centre.post("/accounts", &admin, other).await.body;
    let path = format!("DELETE /accounts/{}", text(&other["id"]));
    replay.step("/api/v1/doctors delete", &path, &admin, Value::Null).await;
    id
}

async fn appointments(replay: &mut Replay, patient: &str, doctor: &str) {
    let admin = replay.admin.clone();
    let service = json!({ "name": "Consultation", "duration_min": 20, "price_minor": 50_000, "tax_basis_points": 0, "is_active": true });
    let service =
        replay.step("/api/v1/appointments types", "PUT /services", &admin, service).await.body["service"]["id"].clone();
    let free = format!("GET /appointments/free?practitioner_id={doctor}&service_id={}&limit=3", text(&service));
    let free = replay.step("/api/v1/appointments free slots", &free, &admin, Value::Null).await.body;
    assert_eq!(free["duration_min"], 20, "as long as its kind: {free}");
    let at = |slot: usize| free["slots"][slot]["starts_at"].clone();
    let booking =
        json!({ "patient_id": patient, "practitioner_id": doctor, "service_id": service, "starts_at": at(1) });
    let booked = replay.step("/api/v1/appointments book", "POST /appointments", &admin, booking.clone()).await.body;
    let one = format!("/appointments/{}", text(&booked["appointments"][0]["appointment"]["id"]));
    let slot = json!({ "starts_at": at(0) });
    replay.step("/api/v1/appointments reschedule", &format!("PUT {one}/slot"), &admin, slot).await;
    let steps = format!("POST {one}/steps");
    for step in ["arrive", "check_in", "start", "fulfil"] {
        let moved = replay.step("/api/v1/appointments status", &steps, &admin, json!({ "step": step })).await;
        assert_eq!(moved.status, 200, "{step}: {}", moved.body);
    }
    let mut other = booking;
    other["starts_at"] = at(2);
    let booked = replay.centre.post("/appointments", &admin, other).await;
    assert_eq!(booked.status, 201, "another time is free: {}", booked.body);
    let path = format!("POST /appointments/{}/steps", text(&booked.body["appointments"][0]["appointment"]["id"]));
    let cancel = json!({ "step": "cancel", "reason": "Rain" });
    let cancelled = replay.step("/api/v1/appointments cancel", &path, &admin, cancel).await.body;
    assert_eq!(cancelled["appointment"]["status"], "cancelled", "{cancelled}");
}

async fn prescriptions(replay: &mut Replay, patient: &str) {
    let admin = replay.admin.clone();
    let drugs = replay.centre.get("/formulary/search?text=paracetamol%20500", &admin).await.body;
    let item =
        json!({ "drug_id": drugs[0]["drug"]["id"], "dose": 1, "frequency": "three_times_daily", "duration_days": 3 });
    let path = format!("/patients/{patient}/prescriptions");
    let sheet = json!({ "items": [item] });
    let made = replay.step("/api/v1/prescriptions create", &format!("POST {path}"), &admin, sheet).await.body;
    let id = text(&made["prescription"]["id"]);
    replay.step("/api/v1/prescriptions view", &format!("GET {path}/{id}"), &admin, Value::Null).await;
    let paper = json!({ "paper": "prescription", "subject_id": id, "patient_id": patient, "outlet": "printed" });
    let issued = replay.step("/api/v1/prescriptions print", "POST /papers", &admin, paper).await.body;
    assert_eq!(issued["is_copy"], false, "the original: {issued}");
}

async fn billing(replay: &mut Replay, patient: &str) {
    let theirs = "/api/v1/billing invoices";
    let cashier = replay.hire("cara", "cashier").await;
    let charge = json!({ "description": "X-ray", "quantity": 1, "unit_price_minor": 20_000 });
    replay.step(theirs, &format!("POST /patients/{patient}/charges"), &cashier, charge).await;
    let draft = replay.step(theirs, &format!("POST /patients/{patient}/invoices"), &cashier, json!({})).await.body;
    let path = format!("POST /invoices/{}/issue", text(&draft["id"]));
    let issue = json!({ "version": draft["version"], "are_prices_confirmed": true });
    let invoice = replay.step(theirs, &path, &cashier, issue).await.body;
    replay.step(theirs, "GET /invoices?limit=10", &cashier, Value::Null).await;
    let theirs = "/api/v1/billing track payments";
    let total = invoice["sums"]["total_minor"].clone();
    let payment = json!({
        "patient_id": patient, "payer": "patient", "method": "card", "amount_minor": total,
        "shares": [{ "invoice_id": invoice["id"], "amount_minor": total }],
    });
    replay.step(theirs, "POST /payments", &cashier, payment).await;
    let taken = replay.step(theirs, "GET /payments", &cashier, Value::Null).await.body;
    assert_eq!(taken["rows"].as_array().map(Vec::len), Some(1), "{taken}");
    let balance = replay.step(theirs, &format!("GET /patients/{patient}/balance"), &cashier, Value::Null).await.body;
    assert_eq!(balance["balance_minor"], 0, "all is paid: {balance}");
}

async fn notifications(replay: &mut Replay) {
    let admin = replay.admin.clone();
    let nurse = replay.hire("nadia", "nurse").await;
    let word = json!({ "to_role": "nurse", "text": "Stock is low", "is_task": false });
    let (mut ear, _) = Ear::open(&replay.centre, &nurse, None).await;
    let sent = replay.centre.post("/messages", &admin, word).await;
    assert_eq!(sent.status, 201, "{}", sent.body);
    ear.hear_of("message.created").await;
    replay.note("/api/v1/notifications live", "GET /live");
    let theirs = "/api/v1/notifications in-app";
    let inbox = replay.step(theirs, "GET /messages?limit=10", &nurse, Value::Null).await.body;
    let read = json!({ "message_ids": [inbox[0]["message"]["id"]], "is_read": true });
    let counts = replay.step(theirs, "PUT /messages/read", &nurse, read).await.body;
    assert_eq!(counts["unread"], 0, "{counts}");
    let chosen = json!({ "notified": ["alert"], "quiet_from_min": 1320, "quiet_until_min": 360 });
    replay.step("/api/v1/notifications channels", "PUT /messages/choices", &nurse, chosen).await;
}

async fn administration(replay: &mut Replay) {
    let admin = replay.admin.clone();
    let days = "from_on=2020-01-01&until_on=2020-12-31";
    replay.step("/api/v1/admin dashboard", &format!("GET /figures?{days}"), &admin, Value::Null).await;
    let list = format!("GET /figures/list?kind=registrations&{days}");
    replay.step("/api/v1/admin analytics", &list, &admin, Value::Null).await;
    let theirs = "/api/v1/admin user management";
    let listed = replay.step(theirs, "GET /accounts", &admin, Value::Null).await.body;
    let rows = listed.as_array().expect("a list").iter();
    let dalia = rows.clone().find(|one| one["username"] == "dalia").expect("she is listed");
    let one = format!("PUT /accounts/{}", text(&dalia["id"]));
    let change = json!({ "name": "Dalia M.", "roles": ["front_desk", "cashier"], "is_disabled": false, "version": dalia["version"] });
    replay.step(theirs, &one, &admin, change).await;
    replay.step(theirs, &format!("{one}/password"), &admin, json!({ "password": "first-password" })).await;
    let audit = replay.step("the audit log", "GET /audit?kind=account&limit=5", &admin, Value::Null).await.body;
    assert!(audit.as_array().is_some_and(|entries| !entries.is_empty()), "{audit}");
    replay.step("the API's documentation", "GET /openapi.json", "", Value::Null).await;
}
