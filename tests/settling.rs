//! The inbox of things for a person: what two people wrote differently, what was booked twice, and what could not be shown.

use crate::appointments::{Day, HOUR_MS, MONDAY_NOON_MS};
use crate::prescriptions::Desk;
use healthsync_stories::clinic::{MINUTE_MS, TestClinic, id};
use healthsync_stories::elsewhere::Elsewhere;
use healthsync_sync::Value as Fact;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn allergy(clinic: &TestClinic, patient: &str, severity: &str) -> Value {
    let details = json!({ "substance": "Penicillin", "code": "J01CE01", "category": "medication", "severity": severity, "status": "active" });
    clinic.call("record_allergy", json!({ "patient_id": patient, "details": details }))
}

fn choice(conflict: &Value, answer: Value) -> Value {
    let mut choice = json!({ "kind": conflict["kind"], "record": conflict["record"], "field": conflict["field"], "version": conflict["version"] });
    choice.as_object_mut().expect("an object").extend(answer.as_object().expect("an object").clone());
    choice
}

#[test]
fn two_severities_both_show_the_worse_one_counts_and_either_a_choice_or_a_third_settles_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let shown = allergy(&clinic, &patient, "moderate");
    let allergy_id = id(&shown["allergy"]);
    Elsewhere::beside(&clinic).writes("allergy", &allergy_id, &[("severity", "severe".into())]);
    Elsewhere::beside(&clinic).is_shown();
    clinic.time.pass(MINUTE_MS);
    let mut details = shown["allergy"].clone();
    details["severity"] = "mild".into();
    clinic.call("update_allergy", json!({ "id": allergy_id, "version": shown["version"], "details": details }));

    let banner = clinic.call("banner_of_patient", json!({ "patient_id": patient }));
    assert_eq!(banner["allergies"][0]["allergy"]["severity"], "severe", "the worse one counts");
    assert_eq!(banner["allergies"][0]["rivals"]["severity"], json!(["mild", "severe"]), "both are on the banner");
    assert_eq!(banner["unsettled"], 1, "the chart says that something is to be settled");

    let conflicts = clinic.call("conflicts", json!({ "patient_id": patient }));
    let rivals = conflicts[0]["rivals"].as_array().expect("rivals");
    assert_eq!(conflicts.as_array().map(Vec::len), Some(1), "one field: {conflicts}");
    assert_eq!((&conflicts[0]["about"], &conflicts[0]["field"]), (&json!("Penicillin"), &json!("severity")), "what of");
    let told: Vec<_> =
        rivals.iter().map(|one| (one["value"].clone(), one["is_here"].clone(), one["saw"].clone())).collect();
    let saw = json!(["moderate"]);
    assert_eq!(
        told,
        [("mild".into(), true.into(), saw.clone()), ("severe".into(), false.into(), saw)],
        "each with where it was written and what stood there"
    );
    assert_eq!(rivals[0]["account"], "Halima Osman", "and who wrote it");

    let refused = clinic.refused("resolve_conflict", choice(&conflicts[0], json!({ "value": "terrible" })));
    assert_eq!(refused.code, "not_a_value", "a third value must be one that can be");
    let left = clinic.call("resolve_conflict", choice(&conflicts[0], json!({ "value": "unknown" })));
    assert_eq!(left, json!([]), "none of the two, but a third");
    let now = clinic.call("allergies_of_patient", json!({ "patient_id": patient }));
    assert_eq!((&now[0]["allergy"]["severity"], &now[0]["rivals"]), (&json!("unknown"), &json!({})), "it is settled");
    assert_eq!(clinic.call("review_list", json!({})), json!([]), "and off the list");
}

#[test]
fn the_checks_of_a_prescription_count_every_substance_that_was_written() {
    let desk = Desk::open();
    let shown = allergy(&desk.clinic, &desk.patient, "severe");
    let elsewhere = Elsewhere::beside(&desk.clinic);
    elsewhere.writes(
        "allergy",
        &id(&shown["allergy"]),
        &[("substance", "Ibuprofen".into()), ("code", "M01AE01".into())],
    );
    elsewhere.is_shown();
    let mut details = shown["allergy"].clone();
    details["substance"] = "Amoxicillin".into();
    details["code"] = "J01CA04".into();
    desk.clinic.call(
        "update_allergy",
        json!({ "id": id(&shown["allergy"]), "version": shown["version"], "details": details }),
    );
    for drug in ["ibuprofen 400", "amoxicillin 500"] {
        let found = desk.found(json!([desk.item(drug, 1.0, "three_times_daily", Some(5))]));
        assert!(found.iter().any(|code| code.starts_with("allergy")), "{drug} is stopped while both stand: {found:?}");
    }
}

#[test]
fn an_item_with_two_doses_shows_both_and_is_neither_handed_out_nor_printed() {
    let desk = Desk::open();
    let sheet = desk.prescribe(json!([desk.item("amoxicillin 500 capsule", 1.0, "three_times_daily", Some(7))]));
    let (sheet_id, item) = (id(&sheet["prescription"]), sheet["items"][0]["item"].clone());
    let members =
        ["drug_id", "drug_name", "atc_code", "form", "strength", "dose", "dose_unit", "quantity", "quantity_unit"];
    let group = |dose: i64| -> Fact {
        let part = |name: &str| Fact::from_json(&item[name]).expect("a value");
        let mut parts: BTreeMap<String, Fact> = members.iter().map(|name| ((*name).to_owned(), part(name))).collect();
        parts.insert("dose".into(), Fact::Int(dose));
        Fact::Map(parts)
    };
    let elsewhere = Elsewhere::beside(&desk.clinic);
    elsewhere.writes("prescription_item", &id(&item), &[("medication", group(2))]);
    elsewhere.writes("prescription_item", &id(&item), &[("medication", group(3))]);
    elsewhere.is_shown();
    let view = desk.clinic.call("medications_of_patient", json!({ "patient_id": desk.patient }));
    let doses: Vec<_> =
        view[0]["rivals"]["medication"].as_array().expect("rivals").iter().map(|one| one["dose"].clone()).collect();
    assert_eq!(doses, [json!(3), json!(2)], "both doses are shown");
    let hand_out = json!({ "prescription_id": sheet_id, "items": [{ "item_id": item["id"], "quantity": 1 }] });
    assert_eq!(desk.clinic.refused("dispense", hand_out.clone()).code, "unsettled", "which dose is it");
    let paper =
        json!({ "paper": "prescription", "subject_id": sheet_id, "patient_id": desk.patient, "outlet": "printed" });
    assert_eq!(desk.clinic.refused("issue_paper", paper).code, "unsettled", "no paper with half of it");

    let conflict = desk.clinic.call("conflicts", json!({ "record": item["id"] }))[0].clone();
    let part = json!({ "value": { "dose": 2 } });
    assert_eq!(
        desk.clinic.refused("resolve_conflict", choice(&conflict, part)).code,
        "not_whole_group",
        "written whole"
    );
    let mut whole = conflict["rivals"][0]["value"].clone();
    whole["dose"] = json!(0);
    let none = json!({ "value": whole });
    assert_eq!(
        desk.clinic.refused("resolve_conflict", choice(&conflict, none)).code,
        "not_positive",
        "by its own rules"
    );
    let nurse = desk.clinic.hire("nadia", "nurse");
    let pick = choice(&conflict, json!({ "change": conflict["rivals"][1]["change"] }));
    assert_eq!(
        desk.clinic.refused_as(&nurse, "resolve_conflict", pick.clone()).code,
        "not_allowed",
        "who may prescribe"
    );
    desk.clinic.call("resolve_conflict", pick);
    desk.clinic.call("dispense", hand_out);
}

#[test]
fn the_same_field_of_many_records_is_settled_at_once_and_only_by_who_may() {
    let clinic = TestClinic::open();
    let (desk, cashier) = (clinic.hire("dalia", "front_desk"), clinic.hire("cara", "cashier"));
    let elsewhere = Elsewhere::beside(&clinic);
    let patients: Vec<String> = ["Amina", "Bakri", "Cheb"].iter().map(|name| clinic.patient(name)).collect();
    for patient in &patients {
        elsewhere.writes("patient", patient, &[("phone", "0911 111111".into())]);
        elsewhere.writes("patient", patient, &[("phone", "0922 222222".into())]);
    }
    elsewhere.is_shown();
    let found = clinic.call_as(&desk, "conflicts", json!({ "kind": "patient", "field": "phone" }));
    let records: Vec<Value> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| json!({ "record": one["record"], "version": one["version"] }))
        .collect();
    assert_eq!(records.len(), 3, "all three");
    let all = json!({ "kind": "patient", "field": "phone", "take": "latest", "records": records });
    assert_eq!(clinic.refused_as(&cashier, "resolve_conflicts", all.clone()).code, "not_allowed", "who may register");
    assert_eq!(clinic.call_as(&desk, "resolve_conflicts", all), json!({ "settled": 3, "left": [] }), "at once");
    for patient in &patients {
        let phone = clinic.call("patient", json!({ "patient_id": patient }))["patient"]["phone"].clone();
        assert_eq!(phone, "0922 222222", "the later of each");
    }
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "it is in the log");
}

#[test]
fn what_two_people_wrote_in_a_chart_is_shown_to_whom_the_chart_is_open() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let shown = allergy(&clinic, &patient, "moderate");
    let elsewhere = Elsewhere::beside(&clinic);
    elsewhere.writes("allergy", &id(&shown["allergy"]), &[("severity", "severe".into())]);
    elsewhere.writes("allergy", &id(&shown["allergy"]), &[("severity", "mild".into())]);
    elsewhere.is_shown();
    let desk = clinic.hire("dalia", "front_desk");
    assert_eq!(
        clinic.call_as(&desk, "conflicts", json!({ "patient_id": patient })),
        json!([]),
        "not to the front desk"
    );
    assert_eq!(clinic.call_as(&desk, "review_list", json!({})), json!([]), "nor that there is something");
    let nurse = clinic.hire("nadia", "nurse");
    let accesses = |session: &str| {
        clinic.call_as(session, "conflicts", json!({ "patient_id": patient }));
        let entries = clinic.call("audit_entries", json!({ "record_id": patient, "kind": "access" }));
        entries.as_array().map(Vec::len)
    };
    assert_eq!(accesses(&nurse), Some(1), "and who looks is noted");
}

#[test]
fn a_double_booking_is_settled_by_moving_one_or_by_saying_that_it_is_fine_until_something_changes() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    let two = day.book(&other, MONDAY_NOON_MS + 2 * HOUR_MS + 30 * MINUTE_MS);
    let slot = |view: &Value| {
        let of = |name: &str| (name.to_owned(), Fact::from_json(&view["appointment"][name]).expect("a value"));
        Fact::Map(["practitioner_id", "room_id", "starts_at", "ends_at"].into_iter().map(of).collect())
    };
    let elsewhere = Elsewhere::beside(&day.clinic);
    elsewhere.writes("appointment", &id(&two["appointment"]), &[("slot", slot(&one))]);
    elsewhere.is_shown();
    let list = || day.clinic.call_as(&day.desk, "review_list", json!({}));
    let matter = list()[0].clone();
    assert_eq!(matter["reason"], "double_booked", "{matter}");
    assert_eq!(matter["may_settle"], true, "the desk may settle it");
    let accept = json!({ "reason": matter["reason"], "kind": matter["kind"], "records": matter["records"], "looked_at": matter["looked_at"], "note": "Mother and child" });
    let cashier = day.clinic.hire("cara", "cashier");
    assert_eq!(
        day.clinic.refused_as(&cashier, "accept_as_it_is", accept.clone()).code,
        "not_allowed",
        "not the cashier"
    );
    day.clinic.call_as(&day.desk, "accept_as_it_is", accept);
    assert_eq!(list(), json!([]), "it is fine so");
    assert_eq!(day.clinic.call("rebuild_projection", json!({})), json!([]), "and the log says so");

    let shown = day.clinic.call("appointment", json!({ "id": id(&two["appointment"]) }));
    let note = json!({ "id": id(&two["appointment"]), "version": shown["version"], "service_id": null, "priority": "routine", "reason": "Cough", "notes": null });
    day.clinic.call("update_appointment", note);
    assert_eq!(list()[0]["reason"], "double_booked", "something of it changed: it is looked at again");
    let free = day.clinic.call_as(
        &day.desk,
        "free_slots",
        json!({ "practitioner_id": day.doctor, "duration_min": 30, "for_patient": other, "limit": 3 }),
    );
    let move_to = json!({ "id": id(&two["appointment"]), "shown_starts_at": shown["appointment"]["starts_at"], "starts_at": free["slots"][0]["starts_at"] });
    day.clinic.call_as(&day.desk, "reschedule_appointment", move_to);
    assert_eq!(list(), json!([]), "moving one settles it");
}

#[test]
fn what_lacks_its_parent_is_named_and_shows_once_that_has_come() {
    let clinic = TestClinic::open();
    clinic.patient("Amina");
    let elsewhere = Elsewhere::beside(&clinic);
    let (patient, allergy) = ("0197a000-0000-7000-8000-000000000001", "0197a000-0000-7000-8000-000000000002");
    let facts: [(&str, Fact); 5] = [
        ("patient_id", patient.into()),
        ("substance", "Peanut".into()),
        ("category", "food".into()),
        ("severity", "severe".into()),
        ("status", "active".into()),
    ];
    elsewhere.writes("allergy", allergy, &facts);
    elsewhere.is_set_aside("allergy", allergy);
    let matter = clinic.call("review_list", json!({}))[0].clone();
    assert_eq!(
        (&matter["reason"], &matter["missing"]),
        (&json!("unreadable"), &json!([{ "kind": "patient", "record": patient }])),
        "what it lacks is named"
    );
    assert_eq!(clinic.call("retry_unreadable", json!({})), json!({ "shown": 0, "left": 1 }), "it has not come yet");
    let anew = clinic.call("rebuild_projection", json!({ "is_repair": true }));
    assert_eq!(anew, json!([]), "made anew, it is set aside again and stops no other");
    elsewhere.writes(
        "patient",
        patient,
        &[("mrn", "XXXX-000001-0".into()), ("given_name", "Dalal".into()), ("sex", "female".into())],
    );
    elsewhere.is_set_aside("patient", patient);
    assert_eq!(clinic.call("retry_unreadable", json!({})), json!({ "shown": 2, "left": 0 }), "parents before children");
    let shown = clinic.call("allergies_of_patient", json!({ "patient_id": patient }));
    assert_eq!(shown[0]["allergy"]["substance"], "Peanut", "it is on the chart");
    assert_eq!(clinic.call("review_list", json!({})), json!([]), "nothing is set aside any more");
}
