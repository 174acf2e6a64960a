//! The queue: walk-ins with tokens beside those who were booked, called in turn, with the minutes that they waited.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};

fn walk_in(clinic: &TestClinic, patient: &str, priority: &str) -> Value {
    clinic.call("register_walk_in", json!({ "patient_id": patient, "priority": priority, "reason": "Cough" }))
}

fn names(entries: &Value) -> Vec<&str> {
    entries.as_array().expect("a list").iter().filter_map(|one| one["patient_name"].as_str()).collect()
}

fn step(clinic: &TestClinic, view: &Value, step: &str) -> Value {
    clinic.call("change_appointment", json!({ "id": view["appointment"]["id"], "step": step }))
}

#[test]
fn walk_ins_and_those_who_were_booked_wait_in_one_queue() {
    let clinic = TestClinic::open();
    let doctor = id(&clinic.call("my_profile", json!({})));
    let patients: Vec<String> = ["Amina", "Bakri", "Clara", "Daud"].iter().map(|name| clinic.patient(name)).collect();
    let first = walk_in(&clinic, &patients[0], "routine");
    assert_eq!(first["appointment"]["status"], "checked_in", "the desk is done with her");
    let token = |view: &Value| view["appointment"]["token"].as_str().expect("a token").to_owned();
    clinic.time.pass(10 * MINUTE_MS);
    let booking =
        json!({ "patient_id": patients[1], "practitioner_id": doctor, "starts_at": START_MS + 20 * MINUTE_MS });
    let booked = clinic.call("book_appointment", booking)["appointments"][0].clone();
    let booked = step(&clinic, &booked, "check_in");
    let third = walk_in(&clinic, &patients[2], "routine");
    let fourth = walk_in(&clinic, &patients[3], "emergency");
    let letters: Vec<String> =
        [&first, &booked, &third, &fourth].map(token).iter().map(|one| one[1..].to_owned()).collect();
    assert_eq!(letters, ["1", "2", "3", "4"], "one number after the other, whoever comes");
    clinic.time.pass(20 * MINUTE_MS);
    let queue = clinic.call("queue", json!({}));
    assert_eq!(
        names(&queue["waiting"]),
        ["Daud Osman", "Amina Osman", "Clara Osman", "Bakri Osman"],
        "the emergency, then as they are due: Bakri came before his time"
    );
    assert_eq!(queue["waiting"][1]["waited_min"], 30, "Amina has waited for half an hour");
    assert_eq!(queue["longest_wait_min"], 30, "the longest");
    step(&clinic, &fourth, "start");
    let queue = clinic.call("queue", json!({}));
    assert_eq!(names(&queue["started"]), ["Daud Osman"], "he is being seen");
    assert_eq!(queue["average_wait_min"], 20, "and had waited for 20 minutes");
    let seen = clinic.call("appointment", json!({ "id": fourth["appointment"]["id"] }));
    assert_eq!(seen["appointment"]["practitioner_id"], json!(doctor), "by her who started");
    step(&clinic, &fourth, "fulfil");
    assert_eq!(names(&clinic.call("queue", json!({}))["started"]), [""; 0], "he is done");
}

#[test]
fn who_left_by_mistake_is_back_in_their_place_unless_they_wait_anew_or_it_was_another_day() {
    let clinic = TestClinic::open();
    let (amina, bakri) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let first = walk_in(&clinic, &amina, "routine");
    clinic.time.pass(5 * MINUTE_MS);
    walk_in(&clinic, &bakri, "routine");
    let leave = |view: &Value| {
        let left = json!({ "id": view["appointment"]["id"], "step": "cancel", "reason": "Left before being seen" });
        clinic.call("change_appointment", left)
    };
    let left = leave(&first);
    assert!(left["possible"].to_string().contains("undo_leave"), "there is a way back: {left}");
    assert_eq!(names(&clinic.call("queue", json!({}))["waiting"]), ["Bakri Osman"]);
    clinic.time.pass(5 * MINUTE_MS);
    step(&clinic, &first, "undo_leave");
    let waiting = clinic.call("queue", json!({}))["waiting"].clone();
    assert_eq!(names(&waiting), ["Amina Osman", "Bakri Osman"], "she is first again");
    assert_eq!(waiting[0]["waited_min"], 10, "since she came");
    assert_eq!(waiting[0]["appointment"]["token"], first["appointment"]["token"], "with her token");

    leave(&first);
    walk_in(&clinic, &amina, "routine");
    let back = json!({ "id": first["appointment"]["id"], "step": "undo_leave" });
    assert_eq!(clinic.refused("change_appointment", back.clone()).code, "in_queue_already");
    clinic.time.pass(2 * DAY_MS);
    assert_eq!(clinic.refused("change_appointment", back).code, "left_another_day");
}

#[test]
fn a_walk_in_takes_no_slot_and_needs_no_hours() {
    let clinic = TestClinic::open();
    let doctor = id(&clinic.call("my_profile", json!({})));
    let (first, second) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    clinic.call("add_leave", json!({ "practitioner_id": doctor, "from_on": "2026-06-01" }));
    clinic.call("register_walk_in", json!({ "patient_id": first, "practitioner_id": doctor }));
    clinic.call("register_walk_in", json!({ "patient_id": second, "practitioner_id": doctor }));
    assert_eq!(names(&clinic.call("queue", json!({ "practitioner_id": doctor }))["waiting"]).len(), 2, "both wait");
}

#[test]
fn nobody_waits_twice_and_who_is_booked_is_not_taken_for_a_walk_in() {
    let clinic = TestClinic::open();
    let doctor = id(&clinic.call("my_profile", json!({})));
    let (amina, bakri) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let waiting = walk_in(&clinic, &amina, "routine");
    let again = clinic.refused("register_walk_in", json!({ "patient_id": amina }));
    assert_eq!(
        (again.code.as_str(), &again.details["token"]),
        ("in_queue_already", &waiting["appointment"]["token"]),
        "{again:?}"
    );
    let booking = json!({ "patient_id": bakri, "practitioner_id": doctor, "starts_at": START_MS + 60 * MINUTE_MS });
    let booked = clinic.call("book_appointment", booking)["appointments"][0].clone();
    let told = clinic.refused("register_walk_in", json!({ "patient_id": bakri }));
    assert_eq!(
        (told.code.as_str(), &told.details["appointment_id"]),
        ("booked_today", &booked["appointment"]["id"]),
        "{told:?}"
    );
    let other_matter = json!({ "patient_id": bakri, "is_beside_appointment": true });
    assert_eq!(clinic.call("register_walk_in", other_matter)["appointment"]["is_walk_in"], true, "he says so himself");
}

#[test]
fn a_token_that_was_given_is_not_given_again_on_that_day() {
    let clinic = TestClinic::open();
    let doctor = id(&clinic.call("my_profile", json!({})));
    let (amina, bakri) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let booking = json!({ "patient_id": amina, "practitioner_id": doctor, "starts_at": START_MS + 60 * MINUTE_MS });
    let one = clinic.call("book_appointment", booking)["appointments"][0].clone();
    let arrived = step(&clinic, &one, "arrive");
    step(&clinic, &one, "undo_arrive");
    let other = walk_in(&clinic, &bakri, "routine");
    assert_ne!(other["appointment"]["token"], arrived["appointment"]["token"], "hers is on a slip of paper already");
    let back = step(&clinic, &one, "arrive");
    assert_eq!(back["appointment"]["token"], arrived["appointment"]["token"], "and stays hers");
    clinic.time.pass(DAY_MS);
    let clara = clinic.patient("Clara");
    let tomorrow = walk_in(&clinic, &clara, "routine");
    assert!(
        tomorrow["appointment"]["token"].as_str().is_some_and(|token| token.ends_with('1')),
        "a new day: {tomorrow}"
    );
    assert_eq!(names(&clinic.call("queue", json!({}))["waiting"]), ["Clara Osman"], "yesterday's queue is gone");
}

#[test]
fn who_waits_at_midnight_has_not_gone() {
    let clinic = TestClinic::open();
    // 23:40 at the site.
    clinic.time.pass(12 * 60 * MINUTE_MS + 40 * MINUTE_MS);
    let admin = clinic.sign_in("halima", healthsync_stories::clinic::PASSWORD).expect("signed in");
    let patient = clinic.patient("Amina");
    clinic.call_as(&admin, "register_walk_in", json!({ "patient_id": patient }));
    clinic.time.pass(40 * MINUTE_MS);
    let queue = clinic.call_as(&admin, "queue", json!({}));
    assert_eq!((names(&queue["waiting"]), &queue["longest_wait_min"]), (vec!["Amina Osman"], &json!(40)), "{queue}");
}

#[test]
fn who_waits_can_be_sent_to_another_practitioner() {
    let clinic = TestClinic::open();
    let samuel = id(&clinic.call_as(&clinic.hire("samuel", "practitioner"), "my_profile", json!({})));
    let doctor = id(&clinic.call("my_profile", json!({})));
    let patient = clinic.patient("Amina");
    let one = walk_in(&clinic, &patient, "routine");
    let waits_for = |who: &str| names(&clinic.call("queue", json!({ "practitioner_id": who }))["waiting"]).len();
    assert_eq!((waits_for(&doctor), waits_for(&samuel)), (1, 1), "anybody may see her");
    clinic.call("assign_in_queue", json!({ "id": one["appointment"]["id"], "practitioner_id": samuel }));
    assert_eq!((waits_for(&doctor), waits_for(&samuel)), (0, 1), "Samuel does");
    step(&clinic, &one, "start");
    let late = clinic.refused("assign_in_queue", json!({ "id": one["appointment"]["id"], "practitioner_id": doctor }));
    assert_eq!(late.code, "not_waiting", "{late:?}");
    let refused =
        clinic.refused("change_appointment", json!({ "id": one["appointment"]["id"], "step": "put_on_waitlist" }));
    assert_eq!(
        (refused.code.as_str(), &refused.details["possible"]),
        ("illegal_step", &json!(["fulfil", "undo_start"])),
        "{refused:?}"
    );
}
