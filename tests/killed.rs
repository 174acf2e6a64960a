//! Real processes that end without notice, workstation and server, in the middle of exchanges: what the program said was
//! saved is there afterwards, once, on every computer.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::computer::{Computer, many_rows};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

/// How many times something is killed; `HEALTHSYNC_KILLS=200` is the long run.
fn kills() -> u64 {
    std::env::var("HEALTHSYNC_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// Exchanges, and is ended in the middle of it.
fn is_killed_while_it_syncs(computer: &Computer, after: Duration) -> Result<()> {
    let mut child = computer.begin("sync_now", &json!({}))?;
    std::thread::sleep(after);
    child.kill()?;
    child.wait()?;
    Ok(())
}

#[test]
fn nothing_that_was_saved_is_lost_or_doubled_when_processes_are_killed_in_the_middle() -> Result<()> {
    let (desk, room, mut hub) = (Computer::new()?, Computer::new()?, Hub::start()?);
    desk.call("found_clinic", &json!({ "is_demo": false, "passphrase": PASSWORD }))?;
    desk.call("set_up_clinic", &healthsync_stories::clinic::set_up())?;
    desk.signs_in_from_now_on()?;
    let order = json!({ "file_base64": STANDARD.encode(many_rows(1_500)), "is_dry_run": false, "policy": "good_rows", "job": "import" });
    desk.call("import_stroke_data", &order)?;
    desk.call("enrol_workstation", &json!({ "invitation": hub.invitation(false)?, "name": "Front desk" }))?;
    let mut saved = BTreeSet::new();
    for nth in 0..kills() {
        let patient = json!({ "given_name": format!("Amina {nth}"), "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
        let registered = desk.call("register_patient", &patient)?;
        saved.insert(registered["patient"]["id"].as_str().context("an id")?.to_owned());
        let after = Duration::from_millis(150 + nth * 397 % 1_400);
        if nth % 3 == 2 {
            // The server goes while the workstation is at it.
            let child = desk.begin("sync_now", &json!({}))?;
            std::thread::sleep(after);
            hub.stop();
            child.wait_with_output()?;
            hub.start_again()?;
        } else {
            is_killed_while_it_syncs(&desk, after)?;
        }
    }
    let settled = desk.call("sync_now", &json!({}))?;
    ensure!(settled["phase"] == "idle" && settled["left"] == 0, "nothing is left to be sent: {settled}");

    // Another joins, and is killed too while it pulls.
    room.call(
        "join_clinic",
        &json!({ "invitation": hub.invitation(true)?, "name": "Room 2", "passphrase": PASSWORD }),
    )?;
    for nth in 0..3 {
        is_killed_while_it_syncs(&room, Duration::from_millis(400 + nth * 500))?;
    }
    // Once its people have come, whoever asks has to be one of them.
    if room.call("start", &json!({}))?["stage"] == "ready" {
        room.signs_in_from_now_on()?;
    }
    room.call("sync_now", &json!({}))?;
    room.signs_in_from_now_on()?;
    for computer in [&desk, &room] {
        ensure!(computer.patients()? == saved, "each patient that was said to be saved is there once");
        ensure!(computer.call("verify_audit", &json!({}))?["faults"] == json!([]), "the log is whole");
        ensure!(computer.call("rebuild_projection", &json!({}))? == json!([]), "the rows are what the log comes to");
    }
    Ok(())
}
