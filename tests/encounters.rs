//! Encounters: opened from the queue, written, signed and amended; diagnoses on the problem list; the timeline.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, TestClinic, id};
use serde_json::{Value, json};

fn open(clinic: &TestClinic, patient: &str) -> Value {
    clinic.call("open_encounter", json!({ "patient_id": patient }))
}

fn change(view: &Value, note: Value) -> Value {
    json!({ "id": view["encounter"]["id"], "version": view["version"], "kind": view["encounter"]["kind"], "note": note })
}

fn sign(clinic: &TestClinic, view: &Value, note: Value) -> Value {
    clinic.call("sign_encounter", change(view, note))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

#[test]
fn a_visit_starts_its_appointment_and_the_signature_fulfils_and_charges_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let service = clinic.call(
        "save_service",
        json!({ "name": "Consultation", "duration_min": 15, "price_minor": 5000, "tax_basis_points": 0, "is_active": true }),
    );
    let visit = clinic.call(
        "register_walk_in",
        json!({ "patient_id": patient, "service_id": service["service"]["id"], "reason": "Cough for a week" }),
    );
    let appointment = id(&visit["appointment"]);
    let status = || clinic.call("appointment", json!({ "id": appointment }))["appointment"]["status"].clone();
    let triage = json!({ "patient_id": patient, "appointment_id": appointment, "kind": "triage" });
    let nurse = clinic.hire("nadia", "nurse");
    let triaged = clinic.call_as(&nurse, "open_encounter", triage);
    clinic.call_as(&nurse, "sign_encounter", change(&triaged, json!({ "complaint": "Cough" })));
    assert_eq!(status(), "checked_in", "triage is before the visit");
    let input = json!({ "patient_id": patient, "appointment_id": appointment });
    let view = clinic.call("open_encounter", input);
    assert_eq!(view["encounter"]["complaint"], "Cough for a week", "as the desk was told");
    assert_eq!(status(), "started", "the visit began");
    sign(&clinic, &view, json!({ "complaint": "Cough for a week", "plan": "Rest" }));
    assert_eq!(status(), "fulfilled", "the visit is over");
    let encounter = id(&view["encounter"]);
    let raw = clinic.raw();
    let charged: (String, i64) = raw
        .query_row("SELECT description, unit_price_minor FROM charge_items WHERE source_id = ?1", [&encounter], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("one charge");
    assert_eq!(charged, ("Consultation".to_owned(), 5000), "what the visit was for");
    let other = clinic.patient("Bakri");
    let wrong = json!({ "patient_id": other, "appointment_id": appointment });
    assert_eq!(clinic.refused("open_encounter", wrong).code, "not_found", "of another patient");
}

#[test]
fn an_open_encounter_is_gone_on_with_and_not_doubled() {
    let clinic = TestClinic::open();
    let (patient, nurse) = (clinic.patient("Amina"), clinic.hire("nadia", "nurse"));
    let first = open(&clinic, &patient);
    assert_eq!(id(&open(&clinic, &patient)["encounter"]), id(&first["encounter"]), "the same");
    let theirs = clinic.call_as(&nurse, "open_encounter", json!({ "patient_id": patient }));
    assert_ne!(id(&theirs["encounter"]), id(&first["encounter"]), "somebody else's own");
    assert_eq!(list(&clinic.call("open_encounters", json!({}))).len(), 1, "one's own to finish");
    sign(&clinic, &first, json!({ "plan": "Rest" }));
    assert_ne!(id(&open(&clinic, &patient)["encounter"]), id(&first["encounter"]), "a new visit");
}

#[test]
fn two_people_write_in_one_note_and_both_are_kept() {
    let clinic = TestClinic::open();
    let (patient, nurse) = (clinic.patient("Amina"), clinic.hire("nadia", "nurse"));
    let shown = open(&clinic, &patient);
    clinic.call("save_encounter", change(&shown, json!({ "history": "Since Monday" })));
    let merged = clinic.call_as(&nurse, "save_encounter", change(&shown, json!({ "complaint": "Cough" })));
    assert_eq!(
        (&merged["encounter"]["history"], &merged["encounter"]["complaint"]),
        (&json!("Since Monday"), &json!("Cough")),
        "different sections come together"
    );
    let refused = clinic.refused("sign_encounter", change(&shown, json!({ "complaint": "Fever" })));
    assert_eq!(refused.code, "note_changed_meanwhile", "nothing is signed that its signer has not seen");
    let rivals = clinic.call_as(&nurse, "save_encounter", change(&shown, json!({ "complaint": "Fever" })));
    assert_eq!(rivals["conflicts"], json!(["note"]), "the same section: both stand");
}

#[test]
fn what_is_signed_is_amended_and_never_changed() {
    let clinic = TestClinic::open();
    let (patient, nurse) = (clinic.patient("Amina"), clinic.hire("nadia", "nurse"));
    let view = open(&clinic, &patient);
    assert_eq!(clinic.refused("sign_encounter", change(&view, json!({ "plan": "  " }))).code, "note_empty", "nothing");
    let amendment = |text: &str, reason: &str| json!({ "encounter_id": view["encounter"]["id"], "section": "plan", "text": text, "reason": reason });
    let early = clinic.refused("amend_encounter", amendment("Rest", "Forgot"));
    assert_eq!(early.code, "encounter_not_signed", "a draft is changed");
    let other = clinic.refused_as(&nurse, "sign_encounter", change(&view, json!({ "plan": "Rest" })));
    assert_eq!(other.code, "not_own_encounter", "one signs one's own");
    let signed = sign(&clinic, &view, json!({ "plan": "Rest" }));
    assert_eq!(
        (&signed["encounter"]["status"], &signed["signed_by_name"]),
        (&json!("signed"), &json!("Halima Osman")),
        "{signed}"
    );
    for (name, note) in [("save_encounter", "Work"), ("sign_encounter", "Work")] {
        let refused = clinic.refused(name, change(&signed, json!({ "plan": note })));
        assert_eq!(refused.code, "encounter_signed", "{name}");
    }
    let diagnosis = json!({ "encounter_id": view["encounter"]["id"], "name": "Flu" });
    assert_eq!(clinic.refused("add_diagnosis", diagnosis).code, "encounter_signed", "diagnoses too");
    assert_eq!(clinic.refused("amend_encounter", amendment("Work", " ")).field.as_deref(), Some("reason"), "say why");
    let amended = clinic.call("amend_encounter", amendment("Rest for a week", "The week was left out"));
    assert_eq!(amended["encounter"]["plan"], "Rest", "what was signed stays");
    assert_eq!(amended["amendments"][0]["amendment"]["text"], "Rest for a week", "beside it");
    assert_eq!(amended["amendments"][0]["author_name"], "Halima Osman", "by whom");
}

#[test]
fn a_diagnosis_feeds_the_problem_list_and_takes_its_entry_along() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let view = open(&clinic, &patient);
    let add = |name: &str, code: Option<&str>, problem: bool| json!({ "encounter_id": view["encounter"]["id"], "name": name, "code": code, "is_on_problem_list": problem });
    let problems = || clinic.call("conditions_of_patient", json!({ "patient_id": patient }));
    let details = json!({ "name": "Hypertension", "code": "I10", "status": "active" });
    let known = clinic.call("record_condition", json!({ "patient_id": patient, "details": details }));
    clinic.call("add_diagnosis", add("High blood pressure", Some("i10"), true));
    assert_eq!(list(&problems()).len(), 1, "the same code is the same problem");
    let again = clinic.refused("add_diagnosis", add("Hypertension", Some("I10"), false));
    assert_eq!(again.code, "same_diagnosis", "once an encounter");
    let with_asthma = clinic.call("add_diagnosis", add("Asthma", None, true));
    assert_eq!(list(&problems()).len(), 2, "a new problem");
    let links: Vec<&Value> =
        list(&with_asthma["diagnoses"]).iter().map(|one| &one["diagnosis"]["condition_id"]).collect();
    assert_eq!(links[0], &known["condition"]["id"], "linked to what was there");
    let asthma = &with_asthma["diagnoses"][1];
    let void = json!({ "id": asthma["diagnosis"]["id"], "version": asthma["version"], "reason": "Wrong chart" });
    let left = clinic.call("remove_diagnosis", void);
    assert_eq!(list(&left["diagnoses"]).len(), 1, "one is left");
    assert_eq!(list(&problems()).len(), 1, "the problem that it made went with it; the other stays");
    let view = clinic.call("encounter", json!({ "patient_id": patient, "id": view["encounter"]["id"] }));
    let void = json!({ "id": view["encounter"]["id"], "version": view["version"], "reason": "Wrong patient" });
    clinic.call("void_encounter", void);
    assert_eq!(list(&clinic.call("encounters_of_patient", json!({ "patient_id": patient }))).len(), 0, "gone");
    assert_eq!(list(&problems()).len(), 1, "what was on the list before stays");
}

#[test]
fn the_timeline_shows_what_happened_in_order_and_page_by_page() {
    let clinic = TestClinic::open();
    let (patient, other) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    for _ in 0..7 {
        clinic.time.pass(DAY_MS);
        clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 70 }));
        clinic.time.pass(MINUTE_MS);
        let view = open(&clinic, &patient);
        sign(&clinic, &view, json!({ "complaint": "Cough" }));
    }
    open(&clinic, &other);
    clinic.call("register_walk_in", json!({ "patient_id": patient }));
    let ask = |extra: Value| {
        let mut input = json!({ "patient_id": patient, "limit": 4 });
        input.as_object_mut().expect("an object").extend(extra.as_object().expect("an object").clone());
        clinic.call("timeline_of_patient", input)
    };
    let (mut seen, mut page) = (vec![], ask(json!({})));
    loop {
        seen.extend(list(&page["entries"]).iter().map(|entry| (entry["at"].as_i64(), entry["kind"].clone())));
        if page["next"].is_null() {
            break;
        }
        page = ask(json!({ "before": page["next"] }));
    }
    assert_eq!(seen.len(), 15, "all of hers and nobody else's");
    assert!(seen.windows(2).all(|pair| pair[0].0 >= pair[1].0), "the latest first");
    assert_eq!(seen[0].1, "appointment", "the walk-in");
    let only = ask(json!({ "kinds": ["encounter"], "limit": 100 }));
    assert_eq!(list(&only["entries"]).len(), 7, "one kind");
    assert_eq!(only["entries"][0]["line"]["complaint"], "Cough", "{only}");
    let cashier = clinic.hire("cara", "cashier");
    let closed = clinic.refused_as(&cashier, "timeline_of_patient", json!({ "patient_id": patient }));
    assert_eq!(closed.code, "chart_closed", "a chart is a chart");
}

#[test]
fn the_last_visit_is_there_in_full() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let last = || clinic.call("last_visit", json!({ "patient_id": patient }));
    assert_eq!(last(), Value::Null, "never here");
    clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 88 }));
    let view = open(&clinic, &patient);
    let encounter = id(&view["encounter"]);
    clinic.call("add_diagnosis", json!({ "encounter_id": encounter, "name": "Flu", "code": "J11" }));
    assert_eq!(last(), Value::Null, "what is being written is not the last");
    let view = clinic.call("encounter", json!({ "patient_id": patient, "id": encounter }));
    sign(&clinic, &view, json!({ "plan": "Rest" }));
    clinic.time.pass(30 * DAY_MS);
    open(&clinic, &patient);
    let visit = last();
    assert_eq!(visit["encounter"]["encounter"]["plan"], "Rest", "the note");
    assert_eq!(visit["encounter"]["diagnoses"][0]["diagnosis"]["name"], "Flu", "the diagnosis");
    assert_eq!(visit["vitals"][0]["heart_rate_bpm"], 88.0, "the vitals of that day");
}

#[test]
fn a_note_that_could_not_travel_is_refused_and_says_so() {
    let clinic = TestClinic::open();
    let view = open(&clinic, &clinic.patient("Amina"));
    let long = "ب".repeat(9_000);
    let refused = clinic.refused("save_encounter", change(&view, json!({ "history": long, "plan": long })));
    assert_eq!(refused.code, "note_too_long", "two long sections: {}", refused.message);
    clinic.call("save_encounter", change(&view, json!({ "history": long })));
}
