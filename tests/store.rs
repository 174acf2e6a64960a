//! The file: it is encrypted, it opens in words or says why not, it keeps every change, and it notices tampering.

use healthsync_clinic::db::Key;
use healthsync_clinic::{Error, StoreError};
use healthsync_stories::centre::Centre;
use healthsync_stories::clinic::{MINUTE_MS, PASSWORD, TestClinic, id, released_and, set_up};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A morning at the clinic.
pub(crate) fn a_morning(clinic: &TestClinic) -> String {
    let patient = clinic.patient("Amina");
    let of = |key: &str, value: Value| json!({ "patient_id": patient, key: value });
    clinic.call("record_allergy", of("details", json!({ "substance": "Penicillin", "code": "J01CE01", "category": "medication", "severity": "severe", "status": "active" })));
    clinic
        .call("record_condition", of("details", json!({ "name": "Hypertension", "code": "I10", "status": "active" })));
    clinic.call(
        "record_vitals",
        json!({ "patient_id": patient, "heart_rate_bpm": 120, "temperature_c": 37.2, "spo2_percent": 90 }),
    );
    let flags = clinic.call("chart_flags", json!({ "patient_id": patient }));
    clinic.call("set_chart_flags", json!({ "patient_id": patient, "version": flags["version"], "uses_spo2_scale_2": true, "is_pregnant": false, "has_no_known_allergies": false }));
    clinic.call(
        "set_threshold",
        json!({ "patient_id": patient, "metric": "heart_rate", "age_band": "any", "limits": { "warning_high": 130 } }),
    );
    clinic.call("record_stroke_assessment", of("details", json!({ "gender": "female", "age_years": 50, "has_hypertension": true, "has_heart_disease": false, "was_ever_married": true, "work_type": "private", "residence_type": "rural", "avg_glucose_mg_dl": 105.5, "bmi": null, "smoking_status": "unknown", "had_stroke": false })));
    clinic.call("set_photo", of("jpeg_base64", "/9j/4AAQ".into()));
    let alert = clinic.call("alerts", json!({}))[0]["id"].clone();
    clinic.call("acknowledge_alert", json!({ "alert_id": alert, "note": "Seen" }));
    a_consultation(clinic, &patient);
    let device = clinic.call("register_device", json!({ "name": "Oximeter", "kind": "pulse_oximeter" }));
    clinic.call("assign_device", json!({ "device_id": id(&device["device"]), "patient_id": patient }));
    clinic.call("invite_patient", json!({ "patient_id": patient }));
    clinic.call("send_paper", json!({ "patient_id": patient, "paper": "patient_report", "message": "To keep" }));
    let portal = clinic.call("portal_settings", json!({}));
    clinic.call(
        "save_portal_settings",
        json!({ "address": "https://clinic.example", "is_registration_open": true, "version": portal["version"] }),
    );
    patient
}

/// A note that is signed and amended; a sheet with a warning passed over, partly handed out.
fn a_consultation(clinic: &TestClinic, patient: &str) {
    let view = clinic.call("open_encounter", json!({ "patient_id": patient }));
    let encounter = view["encounter"]["id"].clone();
    let diagnosis = json!({ "encounter_id": encounter, "name": "Migraine", "code": "G43", "is_on_problem_list": true });
    let view = clinic.call("add_diagnosis", diagnosis);
    clinic.call("sign_encounter", json!({ "id": encounter, "version": view["version"], "kind": "consultation", "note": { "complaint": "Headache", "plan": "Rest" } }));
    clinic.call(
        "amend_encounter",
        json!({ "encounter_id": encounter, "section": "plan", "text": "Rest for a week", "reason": "Left out" }),
    );
    let drug = clinic.call("search_drugs", json!({ "text": "paracetamol 500 tablet" }))[0]["drug"]["id"].clone();
    let mut item = json!({ "drug_id": drug, "dose": 4, "frequency": "four_times_daily", "duration_days": 3 });
    clinic.call("save_favourite", json!({ "name": "Pain", "item": item }));
    let sheet = |item: &serde_json::Value| json!({ "patient_id": patient, "encounter_id": encounter, "items": [item] });
    let check = clinic.call("check_prescription", sheet(&item));
    let keys = check["findings"].as_array().expect("a list").iter().map(|one| one["key"].clone());
    item["overrides"] = keys.map(|key| json!({ "finding": key, "reason": "By the specialist" })).collect();
    let written = clinic.call("prescribe", sheet(&item));
    let handed_out = json!([{ "item_id": written["items"][0]["item"]["id"], "quantity": 10 }]);
    clinic.call("dispense", json!({ "prescription_id": written["prescription"]["id"], "items": handed_out }));
}

#[test]
fn the_rows_can_be_made_anew_from_the_log_and_come_out_equal() {
    let clinic = TestClinic::open();
    let patient = a_morning(&clinic);
    let shown = clinic.call("patient", json!({ "patient_id": patient }));
    let mut details = shown["patient"].clone();
    details["phone"] = "0912 345678".into();
    clinic.call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }));
    assert_eq!(clinic.call("rebuild_projection", json!({ "is_repair": true })), json!([]), "nothing differs");
    let found = clinic.call("search_patients", json!({ "query": "0912345678" }));
    assert_eq!(found[0]["id"], json!(patient), "the search index was made anew too");
}

#[test]
fn a_row_that_the_log_does_not_come_to_is_named_and_put_right() {
    let clinic = TestClinic::open();
    let patient = a_morning(&clinic);
    clinic.raw().execute("UPDATE patients SET phone = '666'", []).expect("the row is there");
    let found = clinic.call("rebuild_projection", json!({ "is_repair": false }));
    assert_eq!(found, json!([{ "table": "patients", "record": patient }]), "the row is named");
    clinic.call("rebuild_projection", json!({ "is_repair": true }));
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "it is put right");
}

/// The kinds of which something was written; every row of them has a change.
fn kinds_written(clinic: &TestClinic) -> BTreeSet<&'static str> {
    let raw = clinic.raw();
    let has_rows = |kind: &&healthsync_clinic::record::Kind| {
        let sql = format!(
            "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM changes c WHERE c.record = r.id)), 0) FROM {} r",
            kind.table
        );
        let (rows, with): (i64, i64) =
            raw.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("the table is there");
        assert_eq!(rows, with, "{} has a row without a change", kind.table);
        rows > 0
    };
    healthsync_clinic::RECORDS.iter().filter(has_rows).map(|kind| kind.name).collect()
}

#[test]
fn every_saved_row_has_a_change() {
    let clinic = TestClinic::open();
    let patient = a_morning(&clinic);
    let code = clinic.call("invite_patient", json!({ "patient_id": patient }))["code"].clone();
    let said = json!({ "code": code, "username": "amina", "password": PASSWORD, "language": "en" });
    clinic.call_as("", "accept_invitation", said);
    let amina = clinic.sign_in("amina", PASSWORD).expect("she signs in");
    let sent = clinic.call_as(&amina, "my_sent_papers", json!({}));
    clinic.call_as(&amina, "open_my_sent_paper", json!({ "id": sent[0]["id"] }));
    Centre::open().enrol(&clinic, "Front desk");
    let mut written = kinds_written(&clinic);
    let demo = TestClinic::founded(true);
    let made = demo.call_as("", "set_up_demo", json!({ "language": "en", "time_zone": "Africa/Nairobi" }));
    let doctor = made["signed_in"]["session"].as_str().expect("a session");
    let mut matter = demo.call_as(doctor, "review_list", json!({}))[0].clone();
    matter["note"] = "Asked the patient".into();
    demo.call_as(doctor, "accept_as_it_is", matter);
    written.extend(kinds_written(&demo));
    let all = healthsync_clinic::RECORDS.len();
    assert!(written.len() * 5 >= all * 4, "a morning and a fortnight write nearly every kind: {written:?}");
}

#[test]
fn the_audit_finds_what_was_altered_removed_or_reordered() {
    let clinic = TestClinic::open();
    a_morning(&clinic);
    let faults = || clinic.call("verify_audit", json!({}))["faults"].clone();
    assert_eq!(faults(), json!([]), "nothing was touched");
    let raw = clinic.raw();
    let tamper = |sql: &str, back: &str, problem: &str| {
        raw.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
            .unwrap_or_else(|reason| panic!("{sql}: {reason}"));
        let found = faults();
        assert!(found.as_array().is_some_and(|all| all.iter().any(|one| one["problem"] == problem)), "{sql}: {found}");
        raw.execute_batch(back).unwrap_or_else(|reason| panic!("{back}: {reason}"));
    };
    raw.execute_batch("CREATE TABLE safe AS SELECT * FROM changes").expect("a copy");
    let back = "DELETE FROM changes; INSERT INTO changes SELECT * FROM safe";
    tamper("UPDATE changes SET body = CAST(body || x'00' AS BLOB) WHERE arrival = 5", back, "altered");
    tamper("UPDATE changes SET id = zeroblob(32) WHERE arrival = 5", back, "altered");
    tamper("UPDATE changes SET kind = 'allergy' WHERE arrival = 2", back, "mislabelled");
    tamper("DELETE FROM changes WHERE arrival = 3", back, "broken_chain");
    let swap = "UPDATE changes SET seq = -seq WHERE arrival IN (SELECT arrival FROM changes WHERE log = 2 LIMIT 2);
         UPDATE changes SET seq = 3 + seq WHERE seq < 0";
    tamper(swap, back, "broken_chain");
}

#[test]
fn the_audit_finds_a_removed_end_even_after_the_file_was_opened_again() {
    let mut clinic = TestClinic::open();
    a_morning(&clinic);
    clinic.reopen().expect("it opens");
    clinic.close();
    clinic
        .raw()
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DELETE FROM changes WHERE arrival > (SELECT max(arrival) - 3 FROM changes)",
        )
        .expect("rows go");
    for opening in ["the first", "the second"] {
        clinic.reopen().expect("it opens");
        clinic.admin = clinic.sign_in("halima", PASSWORD).expect("the administrator");
        let faults = clinic.call("verify_audit", json!({}))["faults"].clone();
        let is_found = faults.as_array().is_some_and(|all| all.iter().any(|one| one["problem"] == "end_removed"));
        assert!(is_found, "{opening} opening after it: {faults}");
    }
}

#[test]
fn the_file_on_the_disk_says_nothing() {
    let mut clinic = TestClinic::open();
    clinic.patient("Zebedee");
    clinic.close();
    for entry in std::fs::read_dir(clinic.path().parent().expect("a folder")).expect("the folder").flatten() {
        let bytes = std::fs::read(entry.path()).expect("a file");
        let is_readable = bytes.windows(7).any(|part| part == b"Zebedee") || bytes.starts_with(b"SQLite");
        assert!(!is_readable, "{} can be read without the key", entry.path().display());
    }
}

fn opening(clinic: &mut TestClinic) -> StoreError {
    match clinic.reopen() {
        Err(Error::Store(reason)) => reason,
        other => panic!("this should not open: {other:?}"),
    }
}

#[test]
fn each_file_that_cannot_be_used_has_its_own_sentence() {
    let mut clinic = TestClinic::open();
    let right = clinic.secrets.lock().expect("one story").clone();
    clinic.secrets.lock().expect("one story").key = Key([1; 32]);
    assert!(matches!(opening(&mut clinic), StoreError::WrongKey), "another key");
    *clinic.secrets.lock().expect("one story") = right;

    clinic.reopen().expect("the right key opens");
    clinic.close();
    clinic
        .raw()
        .execute("INSERT INTO refinery_schema_history VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')", [])
        .expect("a row");
    assert!(matches!(opening(&mut clinic), StoreError::NewerVersion(_)), "a file of a newer program");

    let path = clinic.path();
    std::fs::write(&path, b"id,name\n1,Amina\n").expect("written");
    assert!(matches!(opening(&mut clinic), StoreError::NotADatabase(_)), "a table of somebody's");
    std::fs::remove_file(&path).expect("removed");
    rusqlite::Connection::open(&path).expect("made").execute_batch("CREATE TABLE a (b)").expect("a plain database");
    assert!(matches!(opening(&mut clinic), StoreError::NotADatabase(_)), "a database that is not encrypted");
    std::fs::remove_file(&path).expect("removed");
    std::fs::create_dir(&path).expect("made");
    assert!(matches!(opening(&mut clinic), StoreError::NotADatabase(_)), "a folder");
}

#[test]
fn a_full_disk_is_told_as_such() {
    let clinic = TestClinic::open();
    let full = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None);
    assert!(matches!(StoreError::from(full), StoreError::DiskFull), "SQLite's word for it");
    drop(clinic);
}

#[test]
fn a_migration_that_fails_puts_the_file_back_and_opens_it_for_reading() {
    let mut clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let sql = "CREATE TABLE fine (id TEXT) STRICT; DROP TABLE patients_that_never_were;";
    clinic.reopen_with(&released_and("V90__breaks", sql)).expect("it opens for reading");
    let status = clinic.call_as("", "clinic_status", json!({}));
    let reason = status["read_only"].as_str().expect("it says why");
    assert!(reason.contains("patients_that_never_were"), "the reason is told: {reason}");
    let session = clinic.sign_in("halima", PASSWORD).expect("signing in needs no writing");
    let shown = clinic.call_as(&session, "patient", json!({ "patient_id": patient }));
    assert_eq!(shown["patient"]["given_name"], "Amina", "the old data is there");
    assert_eq!(
        clinic.refused_as(&session, "register_patient", json!({ "given_name": "B" })).code,
        "read_only",
        "no writing"
    );
    let copies = std::fs::read_dir(clinic.path().with_file_name("backups")).expect("a folder of copies").count();
    assert_eq!(copies, 1, "the copy from before is kept");
    clinic.reopen().expect("the old program opens it as before");
    let session = clinic.sign_in("halima", PASSWORD).expect("signed in");
    clinic.call_as(&session, "register_patient", json!({ "given_name": "Bakri" }));
}

#[test]
fn the_same_file_goes_on_under_its_origin_and_a_restored_copy_does_not() {
    let mut clinic = TestClinic::open();
    clinic.patient("Amina");
    clinic.close();
    let copy = clinic.path().with_extension("copy");
    std::fs::copy(clinic.path(), &copy).expect("copied");
    assert!(!clinic.reopen().expect("it opens"), "the file is as this computer left it");
    let session = clinic.sign_in("halima", PASSWORD).expect("signed in");
    let second =
        clinic.call_as(&session, "register_patient", json!({ "given_name": "Bakri" }))["patient"]["mrn"].clone();
    clinic.close();
    for side in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{side}", clinic.path().display()));
    }
    std::fs::copy(&copy, clinic.path()).expect("put back");
    assert!(clinic.reopen().expect("it opens"), "an older copy was put in its place");
    let session = clinic.sign_in("halima", PASSWORD).expect("signed in");
    let third = clinic.call_as(&session, "register_patient", json!({ "given_name": "Cheb" }))["patient"]["mrn"].clone();
    let series = |mrn: &Value| mrn.as_str().expect("a number").split('-').next().expect("a series").to_owned();
    assert_ne!(series(&second), series(&third), "a new origin numbers in a new series: no number is given twice");
    assert!(third.as_str().expect("a number").contains("-000001-"), "it begins anew: {third}");
    assert!(!clinic.reopen().expect("it opens"), "from then on it is this computer's own");
}

#[test]
fn a_save_over_something_newer_that_it_had_not_seen_keeps_both() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let shown = clinic.call("patient", json!({ "patient_id": patient }));
    let save = |phone: &str| {
        let mut details = shown["patient"].clone();
        details["phone"] = phone.into();
        clinic.call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }))
    };
    assert_eq!(save("0911 111111")["conflicts"], json!([]), "the first saw what there was");
    let second = save("0922 222222");
    assert_eq!(second["conflicts"], json!(["phone"]), "the second had not seen the first");
    let review = clinic.call("review_list", json!({}));
    assert_eq!(
        (&review[0]["reason"], &review[0]["detail"]),
        (&json!("rivals"), &json!("phone")),
        "it is on the review list"
    );
    let conflicts = clinic.call("conflicts", json!({ "patient_id": patient }));
    let values: Vec<&str> =
        conflicts[0]["rivals"].as_array().expect("rivals").iter().filter_map(|one| one["value"].as_str()).collect();
    assert_eq!(values, ["0922 222222", "0911 111111"], "both are kept, the later is shown first");
    let chosen = &conflicts[0]["rivals"][1]["change"];
    let choice = json!({ "kind": "patient", "record": patient, "field": "phone", "change": chosen, "version": conflicts[0]["version"] });
    assert_eq!(clinic.call("resolve_conflict", choice), json!([]), "the choice settles it");
    assert_eq!(
        clinic.call("patient", json!({ "patient_id": patient }))["patient"]["phone"],
        "0911 111111",
        "it is shown"
    );
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "and it is in the log");
}

#[test]
fn rules_that_span_records_are_found_and_refuse_nothing() {
    let clinic = TestClinic::open();
    let (first, second) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    assert_eq!(clinic.call("review_list", json!({})), json!([]), "nothing to look at");
    clinic
        .raw()
        .execute("UPDATE patients SET mrn = (SELECT mrn FROM patients WHERE id = ?1)", [&first])
        .expect("as a copied machine would");
    let review = clinic.call("review_list", json!({}));
    let mut found: Vec<&str> =
        review[0]["records"].as_array().expect("a list").iter().filter_map(|id| id.as_str()).collect();
    let mut wanted = [first.as_str(), second.as_str()];
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!((&review[0]["reason"], &found[..]), (&json!("same_number"), &wanted[..]), "both are named");
}

#[test]
fn two_forms_that_change_different_fields_do_not_disturb_each_other() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let shown = clinic.call("patient", json!({ "patient_id": patient }));
    for (field, value) in [("phone", "0911 111111"), ("city", "Kadugli")] {
        let mut details = shown["patient"].clone();
        details[field] = value.into();
        let saved = clinic
            .call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }));
        assert_eq!(saved["conflicts"], json!([]), "{field} is nobody else's");
    }
    let now = clinic.call("patient", json!({ "patient_id": patient }))["patient"].clone();
    assert_eq!((&now["phone"], &now["city"]), (&json!("0911 111111"), &json!("Kadugli")), "both are there");
}

#[test]
fn a_clock_that_goes_back_breaks_nothing() {
    let clinic = TestClinic::open();
    clinic.patient("Amina");
    clinic.time.set_wall(clinic.time.now() - 400 * 24 * 60 * MINUTE_MS);
    clinic.patient("Bakri");
    clinic.time.set_wall(0);
    clinic.patient("Cheb");
    assert_eq!(clinic.call("verify_audit", json!({}))["faults"], json!([]), "the log stays in order");
}

#[test]
fn a_clinic_is_set_up_once() {
    let clinic = TestClinic::open();
    assert_eq!(clinic.refused_as("", "set_up_clinic", set_up()).code, "set_up_already", "there is one");
    let other = TestClinic::founded(false);
    let mut wrong = set_up();
    wrong["time_zone"] = "Africa/Nowhere".into();
    let refused = other.refused_as("", "set_up_clinic", wrong);
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("unknown_time_zone", Some("time_zone")), "a field");
    other.call_as("", "set_up_clinic", set_up());
}

#[test]
fn the_demo_is_a_whole_clinic_that_its_log_comes_to() {
    let clinic = TestClinic::founded(true);
    let demo = clinic.call_as("", "set_up_demo", json!({ "language": "en", "time_zone": "Africa/Nairobi" }));
    assert_eq!(demo["patients"], 200, "as promised");
    assert!(demo["vitals"].as_u64().expect("a number") > 2_000, "two years of vitals: {}", demo["vitals"]);
    let admin =
        clinic.sign_in("admin", demo["password"].as_str().expect("a password")).expect("the demo's administrator");
    assert_eq!(
        clinic.call_as(&admin, "rebuild_projection", json!({})),
        json!([]),
        "nothing was written beside the log"
    );
    assert_eq!(clinic.call_as(&admin, "verify_audit", json!({}))["faults"], json!([]), "and the log is whole");
    for username in ["doctor", "nurse", "desk", "cashier"] {
        clinic.sign_in(username, "demo-2026").unwrap_or_else(|reason| panic!("{username}: {reason}"));
    }
    assert!(!id(&clinic.call_as(&admin, "recent_patients", json!({}))[0]).is_empty(), "people are there");
}
