//! Numbers of many computers that cannot hear each other: no two are equal, and none is missing.

use healthsync_stories::centre::Centre;
use healthsync_stories::clinic::{PASSWORD, TestClinic};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How many invoices each computer issues; `HEALTHSYNC_INVOICES=10000` is the long run.
fn how_many() -> usize {
    std::env::var("HEALTHSYNC_INVOICES").ok().and_then(|text| text.parse().ok()).unwrap_or(15)
}

fn issue(clinic: &TestClinic, cashier: &str, patient: &str) -> String {
    clinic.time.pass(1);
    let charge = json!({ "patient_id": patient, "description": "Care", "quantity": 1, "unit_price_minor": 1_000 });
    clinic.call_as(cashier, "add_charge", charge);
    let draft = clinic.call_as(cashier, "start_invoice", json!({ "patient_id": patient }));
    let issued = clinic.call_as(cashier, "issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    issued["number"].as_str().unwrap_or_else(|| panic!("a number: {issued}")).to_owned()
}

#[test]
fn eight_computers_issue_invoices_offline_and_no_number_is_doubled_or_missing() {
    let centre = Centre::open();
    let desk = TestClinic::open();
    let patient = desk.patient("Amina");
    desk.hire("cara", "cashier");
    let mut computers = vec![(centre.enrol(&desk, "Computer 1"), desk)];
    centre.sync(&computers[0].1, computers[0].0);
    for nth in 2..=8 {
        let mut joined = TestClinic::joining(&computers[0].1, nth);
        let id = centre.enrol(&joined, &format!("Computer {nth}"));
        centre.sync(&joined, id);
        joined.admin = joined.sign_in("halima", PASSWORD).expect("whoever signs in here signs in there");
        computers.push((id, joined));
    }
    let mut numbers = BTreeSet::new();
    let each = how_many();
    for (_, clinic) in &computers {
        let cashier = clinic.sign_in("cara", PASSWORD).expect("the cashier signs in anywhere");
        for _ in 0..each {
            assert!(numbers.insert(issue(clinic, &cashier, &patient)), "no other computer has given this number");
        }
    }
    for (id, clinic) in computers.iter().chain(&computers) {
        centre.sync(clinic, *id);
    }
    for (_, clinic) in &computers {
        let report = clinic.call("gap_report", json!({}));
        assert_eq!(report["is_whole"], true, "no series lacks or doubles a number: {report}");
        let is_invoices = |one: &&Value| one["series"] == "invoice";
        let series: Vec<&Value> = report["series"].as_array().expect("a list").iter().filter(is_invoices).collect();
        assert_eq!(series.len(), 8, "each computer has a series of its own");
        assert!(series.iter().all(|one| one["count"] == json!(each)), "and every number of it is everywhere: {report}");
    }
}

#[test]
fn a_number_says_what_it_stands_on_and_leads_there_however_it_is_read() {
    let desk = TestClinic::open();
    let (cashier, nurse) = (desk.hire("cara", "cashier"), desk.hire("nadia", "nurse"));
    let patient = desk.patient("Amina");
    let number = issue(&desk, &cashier, &patient);
    let mrn = desk.call("patient", json!({ "patient_id": patient }))["patient"]["mrn"].clone();
    let mrn = mrn.as_str().expect("a number");
    let find = |session: &str, number: &str| desk.call_as(session, "find_number", json!({ "number": number }));
    for written in [number.clone(), number.to_lowercase(), number.replace('-', ""), number.replace('-', " ")] {
        let found = find(&cashier, &written);
        assert_eq!(found.as_array().map(Vec::len), Some(1), "a bill's number is no patient's: {found}");
        assert_eq!((&found[0]["kind"], &found[0]["number"]), (&json!("invoice"), &json!(number)), "{written}");
        assert_eq!(found[0]["patient_name"], "Amina Osman", "and it says whose it is");
    }
    let found = find(&nurse, mrn);
    assert_eq!((found[0]["kind"].as_str(), &found[0]["id"]), (Some("patient"), &json!(patient)), "{found}");
    assert_eq!(find(&nurse, &number), json!([]), "who may not see bills is not told of one");
    assert_eq!(find(&nurse, ""), json!([]), "nothing has no number");
}
