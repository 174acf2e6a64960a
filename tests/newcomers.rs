//! A clinic that never sees a server: a file makes a new computer one of its own, and both go on by files.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::Error;
use healthsync_clinic::exchange::{self, Imported, Prepared};
use healthsync_stories::centre::Centre;
use healthsync_stories::clinic::{PASSWORD, TestClinic, set_up};
use healthsync_stories::computer::{Computer, many_rows};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// So many rows take a while to be taken.
const ROWS: usize = 1_500;

fn prepared(clinic: &TestClinic) -> Prepared {
    let secrets = clinic.secrets.lock().expect("one story at a time").clone();
    exchange::prepare(clinic.clinic(), &secrets, "Front desk", "Halima Osman").expect("a file is made")
}

/// A new computer takes the file.
fn joined(from: &TestClinic, number: u64) -> (TestClinic, Imported) {
    let Prepared { file, code } = prepared(from);
    let parcel = exchange::read_prepared(&file.bytes, &code.to_lowercase()).expect("the code opens it");
    let mut room = TestClinic::unfounded(from, number);
    let mut secrets = room.secrets.lock().expect("one story at a time").clone();
    let imported = exchange::join(room.clinic(), &mut secrets, parcel, "Room 2").expect("it is taken");
    room.keeper()(&secrets).expect("its secrets are kept");
    room.admin = room.sign_in("halima", PASSWORD).expect("whoever signs in there signs in here");
    (room, imported)
}

fn carry(from: &TestClinic, to: &TestClinic) -> Imported {
    let secrets = from.secrets.lock().expect("one story at a time").clone();
    let file = exchange::export(from.clinic(), &secrets, false).expect("a file is made").bytes;
    let mut secrets = to.secrets.lock().expect("one story at a time").clone();
    exchange::import(to.clinic(), &mut secrets, &to.keeper(), &file).expect("a good file is taken")
}

fn phone(clinic: &TestClinic, patient: &str) -> Value {
    clinic.call("patient", json!({ "patient_id": patient }))["patient"]["phone"].clone()
}

fn change_phone(clinic: &TestClinic, patient: &str, phone: &str) {
    let shown = clinic.call("patient", json!({ "patient_id": patient }));
    let mut details = shown["patient"].clone();
    details["phone"] = phone.into();
    clinic.call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }));
}

#[test]
fn a_new_computer_joins_by_a_file_alone_and_both_go_on_by_files() {
    let desk = TestClinic::open();
    let amina = desk.patient("Amina");
    let (room, imported) = joined(&desk, 2);
    assert_eq!(imported.made_by.as_deref(), Some("Front desk"), "it knows whom the file is from");
    assert_eq!(phone(&room, &amina), phone(&desk, &amina), "what was there is here");
    let letters = |clinic: &TestClinic| clinic.call("sync_status", json!({}))["series_code"].clone();
    assert_ne!(letters(&room), letters(&desk), "its numbers are of a series of their own");

    let bakri = room.patient("Bakri");
    change_phone(&desk, &amina, "0911");
    change_phone(&room, &amina, "0922");
    carry(&room, &desk);
    carry(&desk, &room);
    assert_eq!(phone(&desk, &bakri), phone(&room, &bakri), "each has what the other wrote");
    for clinic in [&desk, &room] {
        let list = clinic.call("review_list", json!({}));
        assert!(list.to_string().contains(&amina), "what both wrote waits for a person: {list}");
        let names: Vec<Value> = clinic.call("sync_status", json!({}))["workstations"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["name"].clone())
            .collect();
        for name in ["Front desk", "Room 2"] {
            assert!(names.contains(&name.into()), "each knows what the other is called: {names:?}");
        }
        assert_eq!(clinic.call("verify_audit", json!({}))["faults"], json!([]), "the log is whole");
        assert_eq!(clinic.call("sync_status", json!({}))["unproven"], 0, "each has vouched for its own");
    }
    let last = desk.call("sync_events", json!({})).to_string();
    assert!(last.contains("Halima Osman"), "who made the file for a new computer is written down: {last}");
}

#[test]
fn computers_that_joined_by_files_enrol_at_a_server_with_all_they_have() {
    let desk = TestClinic::open();
    let (room, _) = joined(&desk, 2);
    desk.patient("Amina");
    room.patient("Bakri");
    let centre = Centre::open();
    let (one, two) = (centre.enrol(&desk, "Front desk"), centre.enrol(&room, "Room 2"));
    for _ in 0..2 {
        centre.sync(&desk, one);
        centre.sync(&room, two);
    }
    for clinic in [&desk, &room] {
        assert_eq!(clinic.call("patients", json!({ "limit": 10 }))["total"], 2, "both are on both");
        assert_eq!(clinic.call("sync_status", json!({}))["is_all_safe"], true, "and on the server");
    }
}

#[test]
fn a_file_for_a_new_computer_says_why_it_is_not_taken() {
    let desk = TestClinic::open();
    let Prepared { file, code } = prepared(&desk);
    let refused = |bytes: &[u8], code: &str| exchange::read_prepared(bytes, code).expect_err("it is refused").code();
    assert_eq!(refused(&file.bytes, "0000-0000-0000-0000"), "parcel_wrong_code", "another code");
    assert_eq!(refused(&file.bytes[..file.bytes.len() / 2], &code), "parcel_truncated", "half of it");
    assert_eq!(refused(b"a holiday picture", &code), "parcel_not_ours", "something else");
    let secrets = desk.secrets.lock().expect("one story at a time").clone();
    let ordinary = exchange::export(desk.clinic(), &secrets, true).expect("a file is made").bytes;
    assert_eq!(refused(&ordinary, &code), "parcel_not_for_new_computer", "a file between computers of the clinic");
    let mut secrets = desk.secrets.lock().expect("one story at a time").clone();
    let taken: Result<Imported, Error> = exchange::import(desk.clinic(), &mut secrets, &desk.keeper(), &file.bytes);
    assert_eq!(taken.expect_err("a clinic is here").code(), "parcel_for_new_computer", "it is for an empty computer");
}

/// What is there of a clinic while it is being taken.
fn comes(computer: &Computer) -> bool {
    let size = |name: &str| std::fs::metadata(computer.data().join(name)).map_or(0, |file| file.len());
    size("clinic.db.taking") + size("clinic.db.taking-wal") > 1_000_000
}

fn cut_in_the_middle(computer: &Computer, mut child: Child) -> Result<()> {
    let started = Instant::now();
    while !comes(computer) && child.try_wait()?.is_none() && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    ensure!(child.try_wait()?.is_none(), "it is cut in the middle");
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// A clinic with many records, and a file for a new computer.
fn large(desk: &Computer, stick: &Path) -> Result<Value> {
    desk.call("found_clinic", &json!({ "is_demo": false, "passphrase": PASSWORD }))?;
    desk.call("set_up_clinic", &set_up())?;
    desk.signs_in_from_now_on()?;
    let order = json!({ "file_base64": STANDARD.encode(many_rows(ROWS)), "is_dry_run": false, "policy": "good_rows", "job": "import" });
    desk.call("import_stroke_data", &order)?;
    desk.call("prepare_computer", &json!({ "name": "Front desk", "folder": stick }))
}

#[test]
fn what_was_cut_while_it_was_taken_never_harms_a_clinic_that_came_there_by_another_way() -> Result<()> {
    let (desk, room, stick) = (Computer::new()?, Computer::new()?, tempfile::tempdir()?);
    let made = large(&desk, stick.path())?;
    let order = json!({ "path": made["path"], "code": made["code"], "name": "Room 2", "passphrase": PASSWORD });
    cut_in_the_middle(&room, room.begin("join_by_file", &order)?)?;
    // Somebody brings the first computer's folder here, before the program is started again.
    room.takes_the_place_of(&desk)?;
    room.signs_in_from_now_on()?;
    for _ in 0..2 {
        ensure!(room.call("start", &json!({}))?["stage"] != "first_run", "the clinic is there");
        let list = room.call("stroke_assessments", &json!({ "limit": 1 }))?;
        ensure!(list["total"] == json!(ROWS), "with all that it had: {}", list["total"]);
    }
    Ok(())
}

#[test]
fn a_power_cut_while_the_file_is_taken_leaves_an_empty_computer_that_can_take_it_again() -> Result<()> {
    let (desk, room, stick) = (Computer::new()?, Computer::new()?, tempfile::tempdir()?);
    let made = large(&desk, stick.path())?;
    let path = made["path"].as_str().unwrap_or_default();
    ensure!(Path::new(path).starts_with(stick.path()), "it is on the stick: {path}");

    let order = |code: &Value| json!({ "path": path, "code": code, "name": "Room 2", "passphrase": PASSWORD });
    let wrong = room.begin("join_by_file", &order(&json!("0000-0000-0000-0000")))?.wait_with_output()?;
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    ensure!(!wrong.status.success() && said.contains("another code"), "a wrong code is told: {said}");
    ensure!(!room.data().join("clinic.db").exists(), "and nothing was made");

    cut_in_the_middle(&room, room.begin("join_by_file", &order(&made["code"]))?)?;
    let state = room.call("start", &json!({}))?;
    ensure!(state["stage"] == "first_run", "the computer is as new: {state}");
    ensure!(state["problem"]["code"] == "joining_interrupted", "and says why: {state}");

    room.call("join_by_file", &order(&made["code"]))?;
    room.signs_in_from_now_on()?;
    let list = room.call("stroke_assessments", &json!({ "limit": 1 }))?;
    ensure!(list["total"] == json!(ROWS), "each row is there once: {}", list["total"]);
    let again = room.begin("join_by_file", &order(&made["code"]))?.wait_with_output()?;
    ensure!(!again.status.success(), "a computer with a clinic takes no other");
    ensure!(room.call("verify_audit", &json!({}))?["faults"] == json!([]), "the log is whole");
    Ok(())
}
