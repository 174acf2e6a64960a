//! The made-up clinic: a fortnight of work that went through the same functions as the window's.

use healthsync_stories::clinic::TestClinic;
use serde_json::{Value, json};

fn count(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}

#[test]
fn the_made_up_clinic_has_worked_for_a_fortnight_and_its_books_are_in_order() {
    let clinic = TestClinic::founded(true);
    let demo = clinic.call_as("", "set_up_demo", json!({ "language": "en", "time_zone": "Africa/Nairobi" }));
    let doctor = demo["signed_in"]["session"].as_str().expect("a session").to_owned();
    let session = |username: &str| clinic.sign_in(username, "demo-2026").expect("everybody may sign in");
    let (admin, cashier, nurse) = (session("admin"), session("cashier"), session("nurse"));

    let span = json!({ "from_on": "2026-05-18", "until_on": "2026-06-08" });
    let figures = clinic.call_as(&admin, "figures", span);
    let figure = |kind: &str| {
        let all = figures["figures"].as_array().expect("figures").iter().find(|figure| figure["kind"] == kind);
        all.cloned().unwrap_or_default()
    };
    let states: Vec<String> = figure("appointments")["parts"]
        .as_array()
        .expect("states")
        .iter()
        .filter_map(|part| part["key"].as_str().map(str::to_owned))
        .collect();
    for state in ["fulfilled", "noshow", "cancelled", "booked", "checked_in"] {
        assert!(states.iter().any(|one| one == state), "some are {state}: {states:?}");
    }
    for kind in ["encounters", "diagnoses", "waiting", "revenue", "payments", "unpaid"] {
        assert!(figure(kind)["count"].as_u64() > Some(5), "{kind}: {}", figure(kind)["count"]);
    }
    assert!(count(&clinic.call_as(&nurse, "prescriptions_to_dispense", json!({}))) > 0, "some wait to be handed out");
    assert!(count(&clinic.call_as(&doctor, "queue", json!({}))["waiting"]) <= 400, "the queue answers");
    let gaps = clinic.call_as(&cashier, "gap_report", json!({}));
    assert!(!gaps.to_string().contains("\"missing\":[\""), "no number is missing: {gaps}");
    let matters = clinic.call_as(&admin, "review_list", json!({}));
    let reasons: Vec<&str> =
        matters.as_array().expect("a list").iter().filter_map(|matter| matter["reason"].as_str()).collect();
    assert_eq!(reasons, ["rivals", "rivals", "rivals", "double_booked"], "some things are left to settle: {matters}");
    let pairs = clinic.call_as(&nurse, "duplicate_pairs", json!({}));
    assert_eq!(count(&pairs), 2, "two were registered twice, and nobody else looks like another: {pairs:#}");
    assert_eq!(clinic.call_as(&admin, "rebuild_projection", json!({})), json!([]), "the rows are those of the log");
    let faults = clinic.call_as(&admin, "verify_audit", json!({}));
    assert_eq!(faults["faults"], json!([]), "the log is whole");
}
