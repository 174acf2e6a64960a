//! A link that is cut at any size, between the real program and the real server: nothing is lost, nothing is doubled.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_stories::computer::{Computer, many_rows};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::PASSWORD;
use healthsync_stories::link::{Link, Way};
use serde_json::json;

/// More than all cuts together let through.
const ROWS: usize = 4_000;

/// After how many bytes the link is cut, the most first, while there is enough left to be cut; `HEALTHSYNC_CUTS=17`
/// is the long run: every power of two.
fn cuts() -> Vec<usize> {
    let count = std::env::var("HEALTHSYNC_CUTS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    (0..count).rev().map(|nth| 1 << (nth * 16 / (count - 1))).collect()
}

fn breaks(computer: &Computer, link: &Link, way: Way) -> Result<()> {
    for bytes in cuts() {
        knows_its_people(computer)?;
        link.cut_after(way, bytes);
        let said = computer.begin("sync_now", &json!({}))?.wait_with_output()?;
        ensure!(link.was_cut(way), "the link is cut after {bytes} bytes");
        ensure!(!said.status.success(), "and the program says so");
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        ensure!(said.contains("cannot be reached") || said.contains("answered"), "in a sentence: {said}");
    }
    Ok(())
}

/// Once its people have come, whoever asks has to be one of them.
fn knows_its_people(computer: &Computer) -> Result<()> {
    if computer.call("start", &json!({}))?["stage"] == "ready" {
        computer.signs_in_from_now_on()?;
    }
    Ok(())
}

#[test]
fn a_link_that_is_cut_at_any_size_loses_and_doubles_nothing() -> Result<()> {
    let (desk, room, hub) = (Computer::new()?, Computer::new()?, Hub::start()?);
    let link = Link::to(hub.port(), None)?;
    desk.call("found_clinic", &json!({ "is_demo": false, "passphrase": PASSWORD }))?;
    desk.call("set_up_clinic", &healthsync_stories::clinic::set_up())?;
    desk.signs_in_from_now_on()?;
    let order = json!({ "file_base64": STANDARD.encode(many_rows(ROWS)), "is_dry_run": false, "policy": "good_rows", "job": "import" });
    desk.call("import_stroke_data", &order)?;
    let invitation = hub.invitation_by(link.port, false)?;
    desk.call("enrol_workstation", &json!({ "invitation": invitation, "name": "Front desk" }))?;
    breaks(&desk, &link, Way::Up)?;
    let settled = desk.call("sync_now", &json!({}))?;
    ensure!(settled["phase"] == "idle" && settled["left"] == 0, "nothing is left to be sent: {settled}");
    let status = desk.call("sync_status", &json!({}))?;
    let (here, there) = (status["here"].as_i64(), status["on_server"].as_i64());
    let is_all_there = here.zip(there).is_some_and(|(here, there)| here - there == 1);
    ensure!(is_all_there, "all is proven to be on the server, but the note of who asks now: {status}");

    let invitation = hub.invitation_by(link.port, true)?;
    room.call("join_clinic", &json!({ "invitation": invitation, "name": "Room 2", "passphrase": PASSWORD }))?;
    breaks(&room, &link, Way::Down)?;
    knows_its_people(&room)?;
    room.call("sync_now", &json!({}))?;
    room.signs_in_from_now_on()?;
    for computer in [&desk, &room] {
        let list = computer.call("stroke_assessments", &json!({ "limit": 1 }))?;
        ensure!(list["total"] == json!(ROWS), "each row is there once: {}", list["total"]);
        ensure!(computer.call("verify_audit", &json!({}))?["faults"] == json!([]), "the log is whole");
        ensure!(computer.call("rebuild_projection", &json!({}))? == json!([]), "the rows are what the log comes to");
    }
    Ok(())
}
