//! Patients: registered with what is known, found as one types, never twice by mistake.

use healthsync_clinic::numbers::is_well_formed;
use healthsync_stories::clinic::{TestClinic, id};
use serde_json::{Value, json};

#[test]
fn one_name_in_any_script_is_enough() {
    let clinic = TestClinic::open();
    for details in
        [json!({ "given_name": "Amina" }), json!({ "family_name": "عثمان" }), json!({ "other_names": "सुनीता" })]
    {
        let patient = clinic.call("register_patient", details.clone())["patient"].clone();
        assert!(
            is_well_formed(patient["mrn"].as_str().expect("a number")),
            "{details} has a number that checks: {}",
            patient["mrn"]
        );
    }
    let refused = clinic.refused("register_patient", json!({ "given_name": "   ", "phone": "0911 222333" }));
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("name_required", Some("given_name")), "none is not");
}

#[test]
fn numbers_follow_each_other_without_a_gap_though_a_form_was_refused() {
    let clinic = TestClinic::open();
    let mrn = |details: Value| {
        clinic.call("register_patient", details)["patient"]["mrn"].as_str().expect("a number").to_owned()
    };
    let first = mrn(json!({ "given_name": "A" }));
    clinic.refused("register_patient", json!({ "given_name": "B", "email": "nonsense" }));
    let second = mrn(json!({ "given_name": "B" }));
    let counter = |mrn: &str| mrn.split('-').nth(1).expect("a counter").parse::<u32>().expect("digits");
    assert_eq!(counter(&second), counter(&first) + 1, "{first} then {second}");
}

#[test]
fn each_field_that_cannot_be_says_so_itself() {
    let clinic = TestClinic::open();
    let long = "x".repeat(500);
    for (field, value, code) in [
        ("birth_on", json!("2027-01-01"), "birth_in_future"),
        ("birth_on", json!("1850-01-01"), "birth_too_long_ago"),
        ("email", json!("amina@"), "bad_email"),
        ("phone", json!("none"), "bad_phone"),
        ("height_cm", json!(17_500), "impossible"),
        ("weight_kg", json!(0.1), "impossible"),
        ("city", json!(long), "too_long"),
        ("gender", json!("a\u{0}b"), "control_characters"),
    ] {
        let refused = clinic.refused("register_patient", json!({ "given_name": "Amina", field: value }));
        assert_eq!((refused.code.as_str(), refused.field.as_deref()), (code, Some(field)), "{field}: {refused:?}");
    }
    assert_eq!(clinic.call("patients", json!({ "limit": 10 }))["total"], 0, "nothing was kept");
}

#[test]
fn an_age_is_kept_as_the_estimate_that_it_is() {
    let clinic = TestClinic::open();
    let about = json!({ "given_name": "Amina", "birth_on": "2020-07-01", "birth_precision": "year" });
    let view = clinic.call("register_patient", about);
    assert_eq!(view["patient"]["birth_precision"], "year", "not a birth date that nobody knows");
    let found = clinic.call("search_patients", json!({ "query": "amina" }));
    assert_eq!(found[0]["is_birth_estimated"], true, "and lists show it");
    assert_eq!(view["age"]["years"], 5, "by the clinic's calendar");
}

#[test]
fn a_patient_is_found_by_whatever_people_say() {
    let clinic = TestClinic::open();
    let wanted = clinic.call("register_patient", json!({
        "given_name": "María José", "family_name": "Fernández", "phone": "0911 222 333", "national_id": "AB-99 1234", "birth_on": "1984-05-03",
    }));
    let (wanted, mrn) = (id(&wanted["patient"]), wanted["patient"]["mrn"].as_str().expect("a number").to_owned());
    for other in ["Amina", "Grace", "Joseph", "Marta"] {
        clinic.patient(other);
    }
    let tail = mrn.replace('-', "").to_lowercase();
    for query in [
        "maria",
        "fern",
        "fernandez maria",
        "josé",
        "Fernandes",
        "fernandec",
        "911222333",
        "333",
        "991234",
        "maria 1984",
        &mrn,
        &tail,
    ] {
        let found = clinic.call("search_patients", json!({ "query": query }));
        assert_eq!(found[0]["id"], json!(wanted), "'{query}' finds {found}");
    }
    assert_eq!(clinic.call("search_patients", json!({ "query": "xyzzy" })), json!([]), "nobody is called so");
}

#[test]
fn a_voided_patient_is_no_longer_found_and_stays_in_the_audit() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let version = clinic.call("patient", json!({ "patient_id": patient }))["version"].clone();
    let void = |reason: &str| json!({ "patient_id": patient, "version": version, "reason": reason });
    assert_eq!(clinic.refused("void_patient", void(" ")).field.as_deref(), Some("reason"), "a reason is needed");
    clinic.call("void_patient", void("Registered twice"));
    assert_eq!(clinic.call("search_patients", json!({ "query": "amina" })), json!([]), "not found");
    assert_eq!(clinic.call("patients", json!({ "limit": 10 }))["rows"], json!([]), "not listed");
    let entries = clinic.call("audit_entries", json!({ "record_id": patient }));
    assert_eq!(
        (&entries[0]["action"], &entries[0]["fields"]["entered_in_error"]),
        (&json!("voided"), &json!("Registered twice")),
        "kept"
    );
    let vitals = json!({ "patient_id": patient, "heart_rate_bpm": 70 });
    assert_eq!(clinic.refused("record_vitals", vitals).code, "voided", "nothing is added to a mistake");
}

#[test]
fn a_registration_that_was_voided_by_mistake_comes_back_as_it_was() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 70 }));
    let before = clinic.call("patient", json!({ "patient_id": patient }));
    let void = json!({ "patient_id": patient, "version": before["version"], "reason": "Registered twice" });
    clinic.call("void_patient", void);
    let back = clinic.call("unvoid_patient", json!({ "patient_id": patient }));
    assert_eq!(back["patient"]["entered_in_error"], Value::Null);
    assert_eq!(back["patient"]["mrn"], before["patient"]["mrn"], "under its number");
    let found = clinic.call("search_patients", json!({ "query": "amina" }));
    assert_eq!(found[0]["id"], json!(patient), "it is found again: {found}");
    let sets = clinic.call("vitals_of_patient", json!({ "patient_id": patient }));
    assert_eq!(sets.as_array().map(Vec::len), Some(1), "with what was recorded: {sets}");
    let again = clinic.call("unvoid_patient", json!({ "patient_id": patient }));
    assert_eq!(again["version"], back["version"], "where nothing is void, nothing is written");
}

#[test]
fn a_probable_duplicate_shows_while_one_types_with_its_reasons() {
    let clinic = TestClinic::open();
    let known = clinic.call("register_patient", json!({ "given_name": "Katherine", "family_name": "Mwangi", "sex": "female", "birth_on": "1984-05-03", "phone": "0911 222333" }));
    let known = id(&known["patient"]);
    clinic.patient("Somebody");
    let similar =
        |details: Value| clinic.call("probable_duplicates", json!({ "details": details, "patient_id": null }));
    let swapped = similar(json!({ "given_name": "Mwangi", "family_name": "Katherine", "birth_on": "1984-03-05" }));
    assert_eq!(swapped[0]["patient"]["id"], json!(known), "names swapped and birth date transposed: {swapped}");
    let reasons = swapped[0]["reasons"].to_string();
    assert!(reasons.contains("names_swapped") && reasons.contains("birth_date_transposed"), "it says why: {reasons}");
    let nickname = similar(json!({ "given_name": "Kate", "family_name": "Mwangi", "birth_on": "1984-05-03" }));
    assert_eq!(nickname[0]["patient"]["id"], json!(known), "a nickname");
    let phone = similar(json!({ "given_name": "Katherin", "family_name": "Mwangy", "phone": "+249 911 222333" }));
    assert_eq!(phone[0]["patient"]["id"], json!(known), "typos and the same telephone");
    assert_eq!(
        similar(json!({ "given_name": "Robert", "family_name": "Otieno", "birth_on": "1960-01-01" })),
        json!([]),
        "another person"
    );
    let itself = json!({ "details": { "given_name": "Katherine", "family_name": "Mwangi", "birth_on": "1984-05-03" }, "patient_id": known });
    assert_eq!(clinic.call("probable_duplicates", itself), json!([]), "nobody is a duplicate of themselves");
}

#[test]
fn pages_of_patients_join_without_gap_or_overlap() {
    let clinic = TestClinic::open();
    for number in 0..25 {
        clinic.time.pass(if number % 3 == 0 { 1_000 } else { 0 });
        clinic.patient(&format!("P{number}"));
    }
    let mut seen = vec![];
    let mut after = Value::Null;
    loop {
        let page = clinic.call("patients", json!({ "after": after, "limit": 7 }))["rows"].clone();
        let rows = page.as_array().expect("a list");
        if rows.is_empty() {
            break;
        }
        seen.extend(rows.iter().map(id));
        after = rows[rows.len() - 1]["id"].clone();
    }
    let all: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), all.len()), (25, 25), "each once");
}

#[test]
fn allergies_conditions_and_photos_are_changed_and_withdrawn() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let details = |severity: &str| json!({ "substance": "Penicillin", "code": "J01CE01", "category": "medication", "severity": severity, "status": "active" });
    let allergy = clinic.call("record_allergy", json!({ "patient_id": patient, "details": details("mild") }));
    let id = &allergy["allergy"]["id"];
    let changed =
        clinic.call("update_allergy", json!({ "id": id, "version": allergy["version"], "details": details("severe") }));
    let stale = clinic
        .call("update_allergy", json!({ "id": id, "version": allergy["version"], "details": details("moderate") }));
    assert_eq!(stale["allergy"]["severity"], "severe", "while people have not decided the most severe counts");
    clinic.call("void_allergy", json!({ "id": id, "version": changed["version"], "reason": "Another patient's" }));
    assert_eq!(clinic.call("allergies_of_patient", json!({ "patient_id": patient })), json!([]), "withdrawn");
    let condition =
        json!({ "patient_id": patient, "details": { "name": "Asthma", "status": "active", "onset_on": "2030-01-01" } });
    assert_eq!(clinic.refused("record_condition", condition).code, "in_future", "not yet");
    let text = json!({ "patient_id": patient, "jpeg_base64": "aGVsbG8=" });
    assert_eq!(clinic.refused("set_photo", text).code, "not_a_photo", "a text is no photo");
}
