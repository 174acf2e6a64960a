//! The clinic's figures: what is counted, and that a number and the list behind it agree.

use healthsync_stories::clinic::{MINUTE_MS, TestClinic, id};
use serde_json::{Value, json};

/// The day on which stories begin, at the site.
const TODAY: &str = "2026-06-01";

fn figure(clinic: &TestClinic, kind: &str) -> Value {
    let answer = clinic.call("figures", json!({ "from_on": TODAY, "until_on": TODAY, "kinds": [kind] }));
    answer["figures"][0].clone()
}

#[test]
fn every_number_is_the_length_of_the_list_behind_it() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    clinic.patient("Bakri");
    clinic.call("record_vitals", json!({ "patient_id": patient, "spo2_percent": 85, "heart_rate_bpm": 115 }));
    let walk_in = clinic.call("register_walk_in", json!({ "patient_id": patient, "reason": "Cough" }));
    let step = |step: &str| {
        let appointment = clinic.call("appointment", json!({ "id": id(&walk_in["appointment"]) }));
        let version = &appointment["version"];
        clinic
            .call("change_appointment", json!({ "id": id(&walk_in["appointment"]), "version": version, "step": step }));
    };
    clinic.time.pass(25 * MINUTE_MS);
    if walk_in["appointment"]["status"] == "arrived" {
        step("check_in");
    }
    step("start");
    let all = clinic.call("figures", json!({ "from_on": TODAY, "until_on": TODAY }));
    for figure in all["figures"].as_array().expect("figures") {
        let list = clinic.call("figure_list", json!({ "kind": figure["kind"], "from_on": TODAY, "until_on": TODAY }));
        assert_eq!(figure["count"], list["count"], "{figure}");
        let columns: u64 =
            figure["columns"].as_array().expect("columns").iter().filter_map(|column| column["count"].as_u64()).sum();
        assert_eq!(figure["count"], columns, "every row is in a column: {figure}");
        for part in figure["parts"].as_array().expect("parts") {
            let input = json!({ "kind": figure["kind"], "from_on": TODAY, "until_on": TODAY, "key": part["key"] });
            assert_eq!(clinic.call("figure_list", input)["count"], part["count"], "{part}");
        }
    }
    assert_eq!(figure(&clinic, "registrations")["count"], 2, "two were registered");
    assert_eq!(figure(&clinic, "alerts")["count"], 2, "two limits were passed");
    assert_eq!(figure(&clinic, "appointments")["parts"][0]["key"], "started", "one walk-in, with the practitioner now");
}

#[test]
fn the_time_to_acknowledge_is_that_of_the_first_answer() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let recorded = clinic.call("record_vitals", json!({ "patient_id": patient, "spo2_percent": 85 }));
    clinic.time.pass(12 * MINUTE_MS);
    clinic.call("acknowledge_alert", json!({ "alert_id": id(&recorded["alerts"][0]) }));
    let answered = figure(&clinic, "acknowledgements");
    assert_eq!((&answered["count"], &answered["median_min"]), (&json!(1), &json!(12)), "{answered}");
}

#[test]
fn an_exported_list_is_no_formula_and_is_noted() {
    let clinic = TestClinic::open();
    let details = json!({ "given_name": "=HYPERLINK(1)", "family_name": "Osman", "birth_on": "1976-02-03" });
    clinic.call("register_patient", details);
    let file = clinic.call("export_figure", json!({ "kind": "registrations", "from_on": TODAY, "until_on": TODAY }));
    let text = file["text"].as_str().unwrap_or_default();
    assert!(text.contains("'=HYPERLINK(1) Osman"), "a spreadsheet runs nothing: {text}");
    let noted = clinic.call("audit_entries", json!({ "kind": "access" }));
    let is_noted = noted.as_array().is_some_and(|all| all.iter().any(|entry| entry["action"] == "export"));
    assert!(is_noted, "that it left the program is noted");
}

#[test]
fn days_the_wrong_way_round_and_too_many_are_refused_in_words() {
    let clinic = TestClinic::open();
    for (from_on, until_on, code) in
        [("2026-06-02", "2026-06-01", "before_start"), ("2016-06-02", "2026-06-01", "too_long")]
    {
        let refused = clinic.refused("figures", json!({ "from_on": from_on, "until_on": until_on }));
        assert_eq!((refused.code.as_str(), refused.field.as_deref()), (code, Some("until_on")), "{refused:?}");
    }
    let nurse = clinic.hire("grace", "nurse");
    let refused = clinic.refused_as(&nurse, "figures", json!({ "from_on": TODAY, "until_on": TODAY }));
    assert_eq!(refused.code, "not_allowed", "the figures are the administrator's");
}
