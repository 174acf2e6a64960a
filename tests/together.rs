//! Computers that work apart and come together: through a centre or a file, with cuts, copies and restores in between.

use healthsync_clinic::Error;
use healthsync_clinic::exchange::{self, Imported};
use healthsync_stories::centre::Centre;
use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, PASSWORD, TestClinic, id};
use healthsync_sync::ChunkSize;
use serde_json::{Value, json};
use uuid::Uuid;

/// A clinic that worked alone, and a second computer of it, both enrolled; the second is still empty.
fn two() -> (Centre, (TestClinic, Uuid), (TestClinic, Uuid)) {
    let centre = Centre::open();
    let desk = TestClinic::open();
    let joined = TestClinic::joining(&desk, 2);
    let (one, two) = (centre.enrol(&desk, "Front desk"), centre.enrol(&joined, "Room 2"));
    (centre, (desk, one), (joined, two))
}

/// Both hold the same, and somebody can sign in at the second.
fn joined() -> (Centre, (TestClinic, Uuid), (TestClinic, Uuid)) {
    let (centre, desk, mut room) = two();
    centre.sync(&desk.0, desk.1);
    centre.sync(&room.0, room.1);
    room.0.admin = room.0.sign_in("halima", PASSWORD).expect("whoever signs in here signs in there");
    (centre, desk, room)
}

fn meet(centre: &Centre, computers: [&(TestClinic, Uuid); 2]) {
    for (clinic, workstation) in computers.into_iter().chain(computers) {
        centre.sync(clinic, *workstation);
    }
}

fn shown(clinic: &TestClinic, patient: &str) -> Value {
    clinic.call("patient", json!({ "patient_id": patient }))
}

fn update(clinic: &TestClinic, patient: &str, field: &str, value: &str) {
    let shown = shown(clinic, patient);
    let mut details = shown["patient"].clone();
    details[field] = value.into();
    clinic.call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }));
}

/// Opens the file again and signs in. Says whether it goes on under a new origin.
fn reopen(clinic: &mut TestClinic) -> bool {
    let is_new = clinic.reopen().expect("it opens");
    clinic.admin = clinic.sign_in("halima", PASSWORD).expect("it opens as before");
    is_new
}

fn status(clinic: &TestClinic) -> Value {
    clinic.call("sync_status", json!({}))
}

#[test]
fn a_clinic_that_worked_alone_enrols_with_all_it_has_and_another_computer_joins_by_pulling() {
    let (centre, (desk, one), (mut room, two)) = two();
    let patient = desk.patient("Amina");
    desk.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 150, "spo2_percent": 80 }));
    centre.sync(&desk, one);
    assert_eq!(status(&desk)["is_all_safe"], true, "what worked alone is safe on the server now");
    centre.sync(&room, two);
    room.admin = room.sign_in("halima", PASSWORD).expect("whoever signs in here signs in there");
    assert_eq!(shown(&room, &patient)["patient"]["given_name"], "Amina", "the patient is there");
    let found = room.call("search_patients", json!({ "query": "amina" }));
    assert_eq!(found[0]["id"], json!(patient), "and found by name");
    let alerts = |clinic: &TestClinic| clinic.call("alerts", json!({}));
    assert_eq!(alerts(&room)[0]["id"], alerts(&desk)[0]["id"], "the alert is the same one");
    assert_eq!(room.call("rebuild_projection", json!({})), json!([]), "the rows are what the log comes to");
    assert_eq!(room.call("verify_audit", json!({}))["faults"], json!([]), "the log is whole");
}

#[test]
fn what_two_people_write_apart_comes_together_and_rivals_stay_until_somebody_decides() {
    let (centre, desk, room) = joined();
    let patient = desk.0.patient("Amina");
    meet(&centre, [&desk, &room]);
    update(&desk.0, &patient, "phone", "0911");
    desk.0.time.pass(MINUTE_MS);
    update(&room.0, &patient, "phone", "0922");
    update(&room.0, &patient, "city", "Kadugli");
    meet(&centre, [&desk, &room]);
    for clinic in [&desk.0, &room.0] {
        assert_eq!(shown(clinic, &patient)["patient"]["phone"], "0922", "the later is shown");
        assert_eq!(shown(clinic, &patient)["patient"]["city"], "Kadugli", "another field is no conflict");
        let conflicts = clinic.call("conflicts", json!({ "record": patient }));
        assert_eq!(conflicts[0]["rivals"].as_array().map(Vec::len), Some(2), "both are offered: {conflicts}");
    }
    let conflict = &room.0.call("conflicts", json!({ "record": patient }))[0];
    let right = conflict["rivals"].as_array().expect("rivals").iter().find(|one| one["value"] == "0911");
    room.0.call(
        "resolve_conflict",
        json!({ "kind": "patient", "record": patient, "field": "phone", "version": conflict["version"], "change": right.expect("it is offered")["change"] }),
    );
    meet(&centre, [&desk, &room]);
    for clinic in [&desk.0, &room.0] {
        assert_eq!(shown(clinic, &patient)["patient"]["phone"], "0911", "what was chosen is shown on both");
        let rivals = clinic.call("conflicts", json!({ "record": patient }));
        assert_eq!(rivals, json!([]), "and nothing is left to choose");
    }
}

#[test]
fn a_form_that_was_open_across_an_exchange_replaces_only_what_it_showed() {
    let (centre, desk, room) = joined();
    let patient = desk.0.patient("Amina");
    meet(&centre, [&desk, &room]);
    let open = shown(&desk.0, &patient);
    update(&room.0, &patient, "phone", "0922");
    meet(&centre, [&desk, &room]);
    let mut details = open["patient"].clone();
    details["phone"] = "0911".into();
    desk.0.call("update_patient", json!({ "patient_id": patient, "version": open["version"], "details": details }));
    let conflicts = desk.0.call("conflicts", json!({ "record": patient }));
    assert_eq!(conflicts[0]["field"], "phone", "what came meanwhile was not overwritten: {conflicts}");
}

#[test]
fn an_idle_exchange_and_a_single_change_are_one_round_trip() {
    let (centre, desk, room) = joined();
    meet(&centre, [&desk, &room]);
    assert_eq!(centre.sync(&desk.0, desk.1), 1, "nothing is new");
    desk.0.patient("Amina");
    assert_eq!(centre.sync(&desk.0, desk.1), 1, "sent and proven in one");
    assert_eq!(status(&desk.0)["is_all_safe"], true, "one round trip proves it");
}

#[test]
fn numbers_go_on_under_the_letter_that_the_server_gave_without_a_gap() {
    let desk = TestClinic::open();
    let alone = id(&desk.call("patient", json!({ "patient_id": desk.patient("Amina") }))["patient"]);
    let before = shown(&desk, &alone)["patient"]["mrn"].as_str().expect("a number").to_owned();
    let centre = Centre::open();
    centre.enrol(&desk, "Front desk");
    let after = shown(&desk, &desk.patient("Besma"))["patient"]["mrn"].as_str().expect("a number").to_owned();
    assert!(after.starts_with("A-000001"), "the server's letter, from one on: {after}");
    assert!(!before.starts_with("A-"), "four letters before: {before}");
    assert_eq!(desk.call("gap_report", json!({}))["is_whole"], true, "no series has a gap");
}

#[test]
fn a_link_that_breaks_anywhere_loses_and_doubles_nothing() {
    let (centre, desk, room) = joined();
    for nth in 0..30 {
        let patient = desk.0.patient(&format!("Amina {nth}"));
        desk.0.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 70 + nth }));
        // The request is lost, or the answer, or the answer is cut: the workstation hears nothing that it can use.
        let asked = Centre::ask(&desk.0);
        if nth % 3 > 0 {
            let answer = centre.answer(&desk.0, desk.1, &asked.body).expect("the centre answers");
            let cut = answer.len() * (nth % 7) / 7;
            let refused = Centre::hear(&desk.0, asked, &answer[..cut]).expect_err("half an answer is none");
            assert_eq!(refused.code(), "server_not_ours", "what is no answer changes nothing");
        }
    }
    meet(&centre, [&desk, &room]);
    let count = |clinic: &TestClinic| clinic.call("patients", json!({ "limit": 10 }))["total"].clone();
    assert_eq!((count(&desk.0), count(&room.0)), (json!(30), json!(30)), "each came once");
    assert_eq!(room.0.call("rebuild_projection", json!({})), json!([]), "the rows are what the log comes to");
}

#[test]
fn a_captive_portal_is_no_answer() {
    let (_, desk, _) = joined();
    let refused = Centre::hear(&desk.0, Centre::ask(&desk.0), b"<html>Welcome to Hotel Wifi</html>");
    assert_eq!(refused.expect_err("it is no answer").code(), "server_not_ours", "and it is said so");
}

#[test]
fn a_copied_computer_goes_on_under_a_new_name_and_both_histories_are_kept() {
    let (centre, mut desk, room) = joined();
    meet(&centre, [&desk, &room]);
    // Somebody copies the whole machine, secrets and all; both copies write.
    desk.0.close();
    let copied = std::fs::read(desk.0.path()).expect("the file is there");
    let secrets = desk.0.secrets.lock().expect("one story at a time").clone();
    reopen(&mut desk.0);
    let first = desk.0.patient("Amina");
    centre.sync(&desk.0, desk.1);
    desk.0.close();
    std::fs::write(desk.0.path(), copied).expect("the copy runs on the same hardware");
    *desk.0.secrets.lock().expect("one story at a time") = secrets;
    assert!(!reopen(&mut desk.0), "the copy does not know that it is one");
    let second = desk.0.patient("Besma");
    centre.sync(&desk.0, desk.1);
    for clinic in [&desk.0, &room.0] {
        centre.sync(&room.0, room.1);
        for patient in [&first, &second] {
            assert!(shown(clinic, patient)["patient"]["id"].is_string(), "both copies' patients are here");
        }
    }
    let events = desk.0.call("sync_events", json!({}));
    assert!(events.as_array().expect("a list").iter().any(|one| one["event"] == "gave_way"), "it is said: {events}");
    assert_eq!(desk.0.call("verify_audit", json!({}))["faults"], json!([]), "the log is whole");
    reopen(&mut desk.0);
    assert_eq!(desk.0.call("verify_audit", json!({}))["faults"], json!([]), "no end is missed");
    assert_eq!(desk.0.call("rebuild_projection", json!({})), json!([]), "the rows are what the log comes to");
}

#[test]
fn a_file_put_back_from_a_backup_gets_back_what_it_lost() {
    let (centre, mut desk, room) = joined();
    desk.0.close();
    let backup = std::fs::read(desk.0.path()).expect("the file is there");
    reopen(&mut desk.0);
    let lost = desk.0.patient("Amina");
    centre.sync(&desk.0, desk.1);
    desk.0.close();
    std::fs::write(desk.0.path(), backup).expect("the backup is put back");
    assert!(reopen(&mut desk.0), "it notices, and writes under a new origin");
    let new = desk.0.patient("Besma");
    meet(&centre, [&desk, &room]);
    for patient in [&lost, &new] {
        assert!(shown(&desk.0, patient)["patient"]["id"].is_string(), "what it lost came back; what is new stands");
        assert!(shown(&room.0, patient)["patient"]["id"].is_string(), "the other has both");
    }
}

#[test]
fn a_server_set_back_by_a_restore_makes_the_count_go_up_and_gets_the_rest_again() {
    let (mut centre, desk, room) = joined();
    let backup = centre.stop();
    centre.start(&backup);
    desk.0.patient("Amina");
    centre.sync(&desk.0, desk.1);
    assert_eq!(status(&desk.0)["is_all_safe"], true, "it was safe");
    centre.stop();
    centre.start(&backup);
    // The first answer asks to be told all, the second says where the server is.
    centre.round(&desk.0, desk.1);
    centre.round(&desk.0, desk.1);
    let set_back = status(&desk.0);
    assert_eq!(set_back["is_all_safe"], false, "the restored server says what it lacks: {set_back}");
    centre.sync(&desk.0, desk.1);
    assert_eq!(status(&desk.0)["is_all_safe"], true, "it was sent again");
    centre.sync(&room.0, room.1);
    assert_eq!(room.0.call("patients", json!({ "limit": 10 }))["total"], 1, "and reaches the others");
}

#[test]
fn what_is_safe_is_said_only_by_proof() {
    let (centre, desk, _) = joined();
    centre.sync(&desk.0, desk.1);
    let safe = status(&desk.0);
    assert_eq!((&safe["is_all_safe"], &safe["waiting_since"]), (&json!(true), &Value::Null), "all is there: {safe}");
    desk.0.time.pass(DAY_MS);
    desk.0.patient("Amina");
    let waiting = status(&desk.0);
    assert_eq!(waiting["is_all_safe"], false, "what was just saved is only here");
    assert_eq!(waiting["waiting_since"], json!(desk.0.time.now()), "since now: {waiting}");
    let asked = Centre::ask(&desk.0);
    centre.answer(&desk.0, desk.1, &asked.body).expect("the centre has it");
    assert_eq!(status(&desk.0)["is_all_safe"], false, "the answer was lost: nothing is proven");
    centre.sync(&desk.0, desk.1);
    assert_eq!(status(&desk.0)["is_all_safe"], true, "now it is");
}

#[test]
fn a_wrong_clock_is_found_said_and_corrected_until_somebody_sets_it() {
    let (centre, desk, _) = joined();
    let right = desk.0.time.now();
    desk.0.time.set_wall(right - 365 * DAY_MS);
    let asked = Centre::ask(&desk.0);
    let answer = centre.answer_at(&desk.0, desk.1, &asked.body, right).expect("the centre answers");
    Centre::hear(&desk.0, asked, &answer).expect("the answer is taken");
    assert_eq!(status(&desk.0)["skew_ms"], 365 * DAY_MS, "a year behind");
    let recorded = shown(&desk.0, &desk.0.patient("Amina"))["patient"]["recorded_at"].clone();
    assert_eq!(recorded, json!(right), "what people read is right");
    desk.0.time.set_wall(right);
    assert_eq!(status(&desk.0)["skew_ms"], 0, "a clock that was set is not corrected again");
}

#[test]
fn a_computer_that_joins_raises_nothing_again_before_it_has_all_of_the_clinic() {
    let (centre, (desk, one), (mut room, two)) = two();
    let patient = desk.patient("Amina");
    desk.call("record_vitals", json!({ "patient_id": patient, "spo2_percent": 85 }));
    for nth in 0..400 {
        desk.patient(&format!("Patient {nth}"));
    }
    let open = desk.call("alerts", json!({ "state": "open" }));
    desk.call("acknowledge_alert", json!({ "alert_id": open[0]["id"] }));
    centre.sync(&desk, one);
    desk.time.pass(DAY_MS);
    let slow = (0..10).fold(ChunkSize::default(), |size, _| size.after_cut());
    let mut rounds = 0;
    loop {
        let asked = Centre::ask_for(&room, slow);
        let answer = centre.answer(&room, two, &asked.body).expect("the centre answers");
        let is_more = Centre::hear(&room, asked, &answer).expect("the answer is taken").is_more;
        assert_eq!(room.clinic().tend().expect("tended").len(), 0, "it was answered, whatever is here of that");
        rounds += 1;
        if !is_more {
            break;
        }
    }
    assert!(rounds > 3, "it came bit by bit: {rounds}");
    room.admin = room.sign_in("halima", PASSWORD).expect("she signs in here too");
    assert_eq!(room.call("alerts", json!({ "state": "open" })), json!([]), "here too it is answered");
}

/// A file that one computer made, taken by another.
fn carry(from: &TestClinic, to: &TestClinic, is_all: bool) -> Imported {
    let file = export(from, is_all);
    import(to, &file).expect("a good file is taken")
}

fn export(from: &TestClinic, is_all: bool) -> Vec<u8> {
    let secrets = from.secrets.lock().expect("one story at a time").clone();
    exchange::export(from.clinic(), &secrets, is_all).expect("a file is made").bytes
}

fn import(to: &TestClinic, file: &[u8]) -> Result<Imported, Error> {
    let mut secrets = to.secrets.lock().expect("one story at a time").clone();
    exchange::import(to.clinic(), &mut secrets, &to.keeper(), file)
}

#[test]
fn a_stick_carries_what_the_server_has_not_confirmed_and_twice_is_harmless() {
    let (centre, desk, room) = joined();
    meet(&centre, [&desk, &room]);
    let patient = desk.0.patient("Amina");
    let file = export(&desk.0, false);
    let first = import(&room.0, &file).expect("it is taken");
    assert!(first.taken > 0, "it brought something");
    assert_eq!(first.made_by.as_deref(), Some("Front desk"), "it says from whom");
    assert_eq!(shown(&room.0, &patient)["patient"]["given_name"], "Amina", "the patient is there");
    assert_eq!(import(&room.0, &file).expect("it is taken again").taken, 0, "twice brings nothing more");
    centre.sync(&room.0, room.1);
    centre.sync(&desk.0, desk.1);
    assert_eq!(status(&desk.0)["is_all_safe"], true, "the carrier brought it to the server");
    assert_eq!(status(&room.0)["is_all_safe"], true, "and holds nothing that is not there");
}

#[test]
fn a_stick_that_cannot_be_used_is_refused_with_its_reason_and_nothing_of_it_is_taken() {
    let (centre, desk, room) = joined();
    meet(&centre, [&desk, &room]);
    desk.0.patient("Amina");
    let before = status(&room.0)["here"].clone();
    let file = export(&desk.0, false);
    let refused = |file: &[u8]| import(&room.0, file).expect_err("it is refused").code();
    assert_eq!(refused(b"a holiday picture"), "parcel_not_ours", "something else");
    assert_eq!(refused(&file[..file.len() / 2]), "parcel_truncated", "half of it");
    let mut altered = file.clone();
    altered[200] ^= 1;
    assert_eq!(refused(&altered), "parcel_altered", "one bit");
    assert_eq!(refused(&export(&TestClinic::stranger(), true)), "parcel_other_organization", "another organization");
    assert_eq!(status(&room.0)["here"], before, "nothing of any was taken");
}

#[test]
fn a_clinic_that_has_no_key_yet_tells_a_stray_file_from_one_of_others() {
    let clinic = TestClinic::open();
    let refused = |file: &[u8]| import(&clinic, file).expect_err("it is refused").code();
    assert_eq!(refused(b"a holiday picture"), "parcel_not_ours", "something else");
    assert_eq!(refused(&export(&TestClinic::stranger(), true)), "parcel_other_organization", "another organization's");
}

#[test]
fn who_is_not_that_far_is_told_so_and_a_whole_file_helps() {
    let (centre, desk, room) = joined();
    desk.0.patient("Amina");
    centre.sync(&desk.0, desk.1);
    desk.0.patient("Besma");
    let refused = import(&room.0, &export(&desk.0, false)).expect_err("it lacks what the file builds on");
    assert_eq!(refused.code(), "parcel_not_that_far", "it is told what to do: {refused}");
    assert!(carry(&desk.0, &room.0, true).taken > 0, "everything brings everything");
    assert_eq!(room.0.call("patients", json!({ "limit": 10 }))["total"], 2, "both are there");
}
