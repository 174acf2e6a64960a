//! Disks that are full, the server's and a workstation's: what cannot be kept is said so, and once there is room again
//! everything that was said to be saved is there, once.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::computer::{Computer, many_rows};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;
use healthsync_stories::small_disk::SmallDisk;
use serde_json::{Value, json};

/// More than finds room in files that have grown before.
const ROWS: usize = 4_000;

fn patient(name: &str) -> Value {
    json!({ "given_name": name, "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" })
}

/// What a command says that does not work.
fn refused(computer: &Computer, name: &str, input: &Value) -> Result<String> {
    let said = computer.begin(name, input)?.wait_with_output()?;
    ensure!(!said.status.success(), "{name} says that it did not work: {}", String::from_utf8_lossy(&said.stdout));
    Ok(String::from_utf8_lossy(&said.stderr).into_owned())
}

fn is_whole(computer: &Computer) -> Result<()> {
    let list = computer.call("stroke_assessments", &json!({ "limit": 1 }))?;
    ensure!(list["total"] == json!(ROWS), "each row is there once: {}", list["total"]);
    ensure!(computer.call("verify_audit", &json!({}))?["faults"] == json!([]), "the log is whole");
    ensure!(computer.call("rebuild_projection", &json!({}))? == json!([]), "the rows are what the log comes to");
    Ok(())
}

#[test]
fn a_full_disk_on_either_side_loses_and_doubles_nothing() -> Result<()> {
    let (Some(theirs), Some(ours)) = (SmallDisk::of_mib(24)?, SmallDisk::of_mib(48)?) else { return Ok(()) };
    let (desk, room, hub) = (Computer::new()?, Computer::on(&ours)?, Hub::on(&theirs)?);
    desk.call("found_clinic", &json!({ "is_demo": false, "passphrase": PASSWORD }))?;
    desk.call("set_up_clinic", &healthsync_stories::clinic::set_up())?;
    desk.signs_in_from_now_on()?;
    desk.call("enrol_workstation", &json!({ "invitation": hub.invitation(false)?, "name": "Front desk" }))?;
    desk.call("sync_now", &json!({}))?;

    // The server's disk is full: nothing is acknowledged, and nothing of it stays half done.
    let order = json!({ "file_base64": STANDARD.encode(many_rows(ROWS)), "is_dry_run": false, "policy": "good_rows", "job": "import" });
    desk.call("import_stroke_data", &order)?;
    theirs.fill()?;
    let said = refused(&desk, "sync_now", &json!({}))?;
    ensure!(said.contains("again"), "in a sentence that says what becomes of it: {said}");
    theirs.free()?;
    let settled = desk.call("sync_now", &json!({}))?;
    ensure!(settled["phase"] == "idle" && settled["left"] == 0, "once there is room it takes all: {settled}");

    // A workstation's disk is full while it pulls, and while somebody works at it.
    room.call(
        "join_clinic",
        &json!({ "invitation": hub.invitation(true)?, "name": "Room 2", "passphrase": PASSWORD }),
    )?;
    room.call("sync_now", &json!({}))?;
    room.signs_in_from_now_on()?;
    room.call("register_patient", &patient("Amina"))?;
    ours.fill()?;
    for nth in 0..20 {
        let said = room.begin("register_patient", &patient(&format!("Bakri {nth}")))?.wait_with_output()?;
        if said.status.success() {
            continue;
        }
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        ensure!(said.contains("disk is full"), "the reason is said: {said}");
    }
    let said = refused(&room, "register_patient", &patient("Chol"))?;
    ensure!(said.contains("disk is full"), "and said each time: {said}");
    ours.free()?;
    room.call("register_patient", &patient("Deng"))?;
    for computer in [&room, &desk, &room] {
        computer.call("sync_now", &json!({}))?;
    }
    ensure!(room.patients()? == desk.patients()?, "both show the same people");
    let names = room.call("patients", &json!({ "limit": 100 }))?.to_string();
    ensure!(names.contains("Amina") && names.contains("Deng"), "those who were saved");
    ensure!(!names.contains("Chol"), "and nobody who was not");
    is_whole(&desk)?;
    is_whole(&room)
}
