//! Two records of one person: found, joined, seen on one chart by every command, and parted again.

use crate::store::a_morning;
use healthsync_clinic::COMMANDS;
use healthsync_clinic::accounts::Right;
use healthsync_stories::clinic::{DAY_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn person(clinic: &TestClinic, given: &str, phone: &str) -> String {
    clinic.time.pass(1_000);
    let details = json!({ "given_name": given, "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03", "phone": phone });
    id(&clinic.call("register_patient", details)["patient"])
}

fn join(clinic: &TestClinic, one: &str, other: &str) -> Value {
    let version = clinic.call("patient", json!({ "patient_id": one }))["version"].clone();
    clinic.call("merge_patients", json!({ "patient_id": one, "other_id": other, "version": version }))
}

fn part(clinic: &TestClinic, person: &str, other: &str) -> Value {
    clinic.call("unmerge_patients", json!({ "patient_id": person, "other_id": other, "reason": "Twins" }))
}

fn face(clinic: &TestClinic, patient: &str) -> String {
    id(&clinic.call("patient", json!({ "patient_id": patient }))["patient"])
}

/// A patient with something in every part of the chart and of the books.
fn everything(clinic: &TestClinic, cashier: &str) -> (String, BTreeMap<&'static str, Value>) {
    let patient = a_morning(clinic);
    let doctor = clinic.call("my_profile", json!({}))["id"].clone();
    let booking = json!({ "patient_id": patient, "practitioner_id": doctor, "starts_at": START_MS + DAY_MS, "duration_min": 30, "override_reason": "Urgent" });
    clinic.call("book_appointment", booking);
    clinic.call(
        "register_walk_in",
        json!({ "patient_id": patient, "priority": "routine", "reason": "Cough", "is_beside_appointment": true }),
    );
    let insurer = clinic.call("save_insurer", json!({ "version": 0, "name": "National Health", "is_active": true }));
    let insurer = insurer["insurer"]["id"].clone();
    clinic.call("save_coverage", json!({ "patient_id": patient, "insurer_id": insurer, "member_number": "77", "cover": "percent", "covered_basis_points": 5000, "is_first": true }));
    let charge = |amount: i64| {
        clinic.time.pass(1);
        clinic.call_as(
            cashier,
            "add_charge",
            json!({ "patient_id": patient, "description": "Visit", "quantity": 1, "unit_price_minor": amount }),
        )
    };
    charge(9_000);
    let draft = clinic.call_as(cashier, "start_invoice", json!({ "patient_id": patient }));
    let invoice = clinic.call_as(cashier, "issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    charge(5_000);
    clinic.call_as(cashier, "start_invoice", json!({ "patient_id": patient }));
    charge(1_000);
    let pay = json!({ "patient_id": patient, "payer": "patient", "method": "card", "amount_minor": 1_000, "shares": [{ "invoice_id": invoice["id"], "amount_minor": 500 }] });
    clinic.call_as(cashier, "take_payment", pay);
    let of = json!({ "patient_id": patient });
    let first = |name: &str, path: &[&str]| {
        let found = clinic.call(name, of.clone());
        path.iter()
            .fold(found, |value, key| key.parse::<usize>().map_or_else(|_| value[*key].clone(), |at| value[at].clone()))
    };
    let extra = BTreeMap::from([
        ("encounter", json!({ "id": first("encounters_of_patient", &["0", "id"]) })),
        ("prescription", json!({ "id": first("prescriptions_of_patient", &["0", "prescription", "id"]) })),
        (
            "threshold_history_of_patient",
            json!({ "id": first("thresholds_of_patient", &["own", "0", "threshold", "id"]) }),
        ),
        ("check_vitals", json!({ "heart_rate_bpm": 70 })),
        ("check_prescription", json!({ "items": [] })),
        ("renew_prescription", json!({ "item_ids": [first("medications_of_patient", &["0", "item", "id"])] })),
        ("probable_duplicates", json!({ "details": {} })),
        ("paper_history", json!({ "paper": "patient_label", "subject_id": patient })),
        ("vitals_of_patient", json!({ "limit": 100 })),
        ("trends_of_patient", json!({ "limit": 100 })),
    ]);
    (patient, extra)
}

/// The ids of what a command shows, but the patient's own and those that are made from it.
fn shown(value: &Value, patients: &[&str], found: &mut BTreeSet<String>) {
    match value {
        Value::Object(parts) => {
            for (name, part) in parts.iter().filter(|(name, _)| *name != "flags") {
                match part.as_str() {
                    Some(text) if name == "id" || name.ends_with("_id") => {
                        if !patients.contains(&text) {
                            found.insert(text.to_owned());
                        }
                    }
                    _ => shown(part, patients, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| shown(item, patients, found)),
        _ => {}
    }
}

/// Every command that reads by a patient's id, as somebody calls it who may.
fn walk(
    clinic: &TestClinic,
    sessions: &[&str],
    patient: &str,
    known: &[&str],
    extra: &BTreeMap<&str, Value>,
) -> BTreeMap<&'static str, (BTreeSet<String>, Value)> {
    let mut generator = schemars::SchemaGenerator::default();
    let mut answers = BTreeMap::new();
    for command in COMMANDS {
        let input = (command.input)(&mut generator);
        let target = input.get("$ref").and_then(|target| target.as_str()).and_then(|target| target.rsplit('/').next());
        let schema = target.and_then(|name| generator.definitions().get(name)).cloned().unwrap_or_default();
        let has = |name: &str| schema["properties"].get(name).is_some();
        let reads = command.method == "GET" || command.right == Right::ReadChart;
        let key = if has("patient_id") { "patient_id" } else { "of_patient" };
        if !reads || !has(key) || command.name == "request_patient_report" {
            continue;
        }
        let mut input = json!({ key: patient });
        if let Some(more) = extra.get(command.name) {
            input.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        }
        let answer = sessions.iter().find_map(|session| clinic.try_as(session, command.name, input.clone()).ok());
        let answer = answer
            .unwrap_or_else(|| panic!("{} {input}: {:?}", command.name, clinic.refused(command.name, input.clone())));
        let mut ids = BTreeSet::new();
        shown(&answer, known, &mut ids);
        answers.insert(command.name, (ids, answer));
    }
    answers
}

#[test]
fn every_command_by_a_patients_id_sees_what_is_written_on_either_record() {
    let clinic = TestClinic::open();
    let cashier = clinic.hire("cara", "cashier");
    let older = person(&clinic, "Amina", "0911 000001");
    clinic.time.pass(1_000);
    let (younger, extra) = everything(&clinic, &cashier);
    let sessions = [clinic.admin.as_str(), cashier.as_str()];
    let known = [older.as_str(), younger.as_str()];
    let before = walk(&clinic, &sessions, &younger, &known, &extra);
    assert!(before.len() > 25, "the commands were found: {}", before.len());
    join(&clinic, &older, &younger);
    for asked in known {
        let after = walk(&clinic, &sessions, asked, &known, &extra);
        for (name, (ids, answer)) in &before {
            let (now, now_answer) = &after[name];
            assert!(ids.is_subset(now), "{name} of {asked} lacks {:?}\n{now_answer}", ids.difference(now));
            if let (Some(rows), Some(now_rows)) = (answer.as_array(), now_answer.as_array()) {
                assert!(now_rows.len() >= rows.len(), "{name} shows as many rows");
            }
        }
        let (_, balance) = &after["balance_of_patient"];
        assert_eq!(balance["due_minor"], before["balance_of_patient"].1["due_minor"], "what is owed is owed");
        assert_eq!(after["chart_flags"].1["flags"]["uses_spo2_scale_2"], true, "what a clinician has set holds");
        assert!(after["photo_of_patient"].1.is_string(), "the face is the person's");
        assert_eq!(id(&after["patient"].1["patient"]), older, "either leads to the face");
        assert_eq!(id(&after["banner_of_patient"].1["patient"]["patient"]), older, "and so does the banner");
    }
    let empty: Vec<_> = before.iter().filter(|(_, (ids, _))| ids.is_empty()).map(|(name, _)| *name).collect();
    println!("commands that show no ids: {empty:?}");
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "the log comes to the same");
}

#[test]
fn joining_chooses_field_by_field_and_parting_restores_both_but_for_later_work() {
    let clinic = TestClinic::open();
    let (older, younger) = (person(&clinic, "Amina", "0911 000001"), person(&clinic, "Aminah", "0922 000002"));
    let view = |patient: &str| clinic.call("patient", json!({ "patient_id": patient }));
    let (first, second) = (view(&older), view(&younger));
    let mut details = first["patient"].clone();
    details["phone"] = second["patient"]["phone"].clone();
    details["city"] = "Kadugli".into();
    let merging = json!({ "patient_id": younger, "other_id": older, "version": first["version"], "details": details });
    let joined = clinic.call("merge_patients", merging.clone());
    assert_eq!(
        (id(&joined["patient"]), &joined["patient"]["phone"]),
        (older.clone(), &json!("0922 000002")),
        "the chosen one, on the older"
    );
    assert_eq!(joined["also_known_as"][0]["mrn"], second["patient"]["mrn"], "also known as");
    assert_eq!(clinic.refused("merge_patients", merging).code, "same_person_already", "once is enough");
    let found = clinic.call("search_patients", json!({ "query": "Osman" }));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "one row: {found}");
    let by_number = clinic.call("search_patients", json!({ "query": second["patient"]["mrn"] }));
    assert_eq!(by_number[0]["id"], json!(older), "by the other number too");
    assert_eq!(clinic.call("patients", json!({ "limit": 10 }))["total"], 1, "one person in the list");

    clinic.call("record_vitals", json!({ "patient_id": younger, "heart_rate_bpm": 71 }));
    clinic.call("record_vitals", json!({ "patient_id": older, "heart_rate_bpm": 72 }));
    let mut later = joined["patient"].clone();
    later["city"] = "Juba".into();
    clinic.call("update_patient", json!({ "patient_id": older, "version": joined["version"], "details": later }));
    part(&clinic, &older, &younger);
    let (now, other) = (view(&older), view(&younger));
    assert_eq!(now["patient"]["phone"], "0911 000001", "what was chosen is taken back");
    assert_eq!(now["patient"]["city"], "Juba", "what was written since stays");
    assert_eq!(other["patient"], second["patient"], "the other is as it was");
    let rates = |patient: &str| {
        let sets = clinic.call("vitals_of_patient", json!({ "patient_id": patient, "limit": 9 }));
        sets.as_array().expect("a list").iter().map(|one| one["vitals"]["heart_rate_bpm"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (rates(&older), rates(&younger)),
        (vec![json!(72.0)], vec![json!(71.0)]),
        "each keeps what was written on it"
    );
    let found = clinic.call("search_patients", json!({ "query": "Osman" }));
    assert_eq!(found.as_array().map(Vec::len), Some(2), "two rows again");
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "the log comes to the same");
}

#[test]
fn two_joins_at_once_neither_loop_nor_hide_and_a_chain_parts_where_it_is_asked() {
    let clinic = TestClinic::open();
    let people: Vec<String> =
        ["Amina", "Bakhita", "Cecilia"].iter().map(|name| person(&clinic, name, "0911")).collect();
    let [a, b, c] = &people[..] else { panic!("three") };
    join(&clinic, a, b);
    join(&clinic, b, c);
    // What another workstation said at the same time.
    let link = |id: &str, one: &str, other: &str| {
        let elsewhere = healthsync_stories::elsewhere::Elsewhere::beside(&clinic);
        elsewhere.writes("patient_link", id, &[("patient_id", one.into()), ("other_id", other.into())]);
        elsewhere.is_shown();
    };
    link("0197a000-0000-7000-8000-000000000011", c, a);
    link("0197a000-0000-7000-8000-000000000012", b, a);
    for one in &people {
        assert_eq!(&face(&clinic, one), a, "one person, whose face is the oldest record");
    }
    part(&clinic, a, b);
    assert_eq!((face(&clinic, b), face(&clinic, c)), (b.clone(), a.clone()), "only she who was meant goes her way");
    part(&clinic, c, a);
    assert_eq!((face(&clinic, a), face(&clinic, c)), (a.clone(), c.clone()), "and now all three");
    assert_eq!(
        clinic.refused("unmerge_patients", json!({ "patient_id": a, "other_id": c, "reason": "x" })).code,
        "not_joined",
        "there is nothing to part"
    );
    assert_eq!(clinic.call("rebuild_projection", json!({})), json!([]), "the log comes to the same");
}

#[test]
fn probable_duplicates_are_listed_until_they_are_joined_or_said_to_be_two() {
    let clinic = TestClinic::open();
    let (older, _) = (person(&clinic, "Amina", "0911 000001"), person(&clinic, "Aminah", "0911 000001"));
    person(&clinic, "Zeinab", "0977 000009");
    let pairs = || clinic.call("duplicate_pairs", json!({}));
    let pair = pairs()[0].clone();
    assert_eq!(pair["first"]["id"], json!(older), "the older one first: {pair}");
    assert!(
        pair["reasons"].as_array().is_some_and(|reasons| reasons.contains(&json!("same_phone"))),
        "with reasons: {pair}"
    );
    let two = json!({ "reason": "probable_duplicate", "kind": "patient", "records": [pair["first"]["id"], pair["second"]["id"]], "looked_at": pair["looked_at"] });
    clinic.call("accept_as_it_is", two);
    assert_eq!(pairs(), json!([]), "they are two people");
    let shown = clinic.call("patient", json!({ "patient_id": older }));
    let mut details = shown["patient"].clone();
    details["address"] = "Hill road 4".into();
    details["blood_group"] = "A+".into();
    clinic.call("update_patient", json!({ "patient_id": older, "version": shown["version"], "details": details }));
    assert_eq!(pairs().as_array().map(Vec::len), Some(1), "who they are has changed: it is asked again");
    join(&clinic, &older, pair["second"]["id"].as_str().expect("an id"));
    assert_eq!(pairs(), json!([]), "joined");
}
