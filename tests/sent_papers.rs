//! Papers that the clinic sends to a patient's portal: who may, to whom, what the patient reads, and taking back.

use healthsync_clinic::messages::{Says, WaysOut};
use healthsync_clinic::reports::Wish;
use healthsync_stories::clinic::{MINUTE_MS, PASSWORD, TestClinic, id};
use serde_json::{Value, json};

/// A patient with a telephone and an invoice, and the session of a cashier.
fn amina(clinic: &TestClinic) -> (String, String, String) {
    let details = json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03", "phone": "0912345678" });
    let patient = id(&clinic.call("register_patient", details)["patient"]);
    let cashier = clinic.hire("cashier", "cashier");
    let charge =
        json!({ "patient_id": patient, "description": "Malaria test", "quantity": 1, "unit_price_minor": 500_000 });
    clinic.call_as(&cashier, "add_charge", charge);
    let draft = clinic.call_as(&cashier, "start_invoice", json!({ "patient_id": patient }));
    let invoice = clinic.call_as(&cashier, "issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    (patient, cashier, id(&invoice))
}

fn invite(clinic: &TestClinic, patient: &str) -> Value {
    clinic.call("invite_patient", json!({ "patient_id": patient }))["code"].clone()
}

fn take_up(clinic: &TestClinic, code: &Value) -> String {
    let said = json!({ "code": code, "username": "amina", "password": PASSWORD, "language": "ar" });
    clinic.call_as("", "accept_invitation", said);
    clinic.sign_in("amina", PASSWORD).expect("she signs in")
}

#[test]
fn a_paper_is_sent_to_who_can_see_the_portal_by_who_may_make_it() {
    let clinic = TestClinic::open();
    let (patient, cashier, invoice) = amina(&clinic);
    let report = json!({ "patient_id": patient, "paper": "patient_report", "message": "Bring it to the hospital" });
    let bill = json!({ "patient_id": patient, "paper": "invoice", "subject_id": invoice });
    let refused = clinic.refused("send_paper", report.clone());
    assert_eq!(refused.code, "not_in_portal", "nobody would ever read it: {refused:?}");
    assert!(refused.message.contains("Invite to the portal"), "what to do is said: {refused:?}");
    let listed = |session: &str| clinic.call_as(session, "portal_papers_of_patient", json!({ "patient_id": patient }));
    assert_eq!(listed(&cashier)["is_reachable"], false, "as a form says before anything is typed");

    let code = invite(&clinic, &patient);
    let sent = clinic.call("send_paper", report.clone());
    assert_eq!((&sent["by"], &sent["opened_at"]), (&json!("Halima Osman"), &Value::Null), "an invitation is enough");
    let refused = clinic.refused_as(&cashier, "send_paper", report);
    assert_eq!(refused.code, "chart_closed", "a cashier sends no report");
    clinic.call_as(&cashier, "send_paper", bill);
    let nurse = clinic.hire("nour", "nurse");
    let refused =
        clinic.refused_as(&nurse, "take_back_paper", json!({ "id": listed(&cashier)["sent"][0]["sent"]["id"] }));
    assert_eq!(refused.code, "not_allowed", "nor does a nurse take an invoice back");
    let kinds = |session: &str| {
        let told = listed(session);
        let of = |list: &Value, at: &str| -> Vec<String> {
            let rows = list.as_array().expect("a list").iter();
            rows.filter_map(|one| one.pointer(at)?.as_str().map(str::to_owned)).collect()
        };
        (of(&told["papers"], "/paper"), of(&told["sent"], "/sent/paper"))
    };
    assert_eq!(kinds(&cashier), (vec!["statement".into(), "invoice".into()], vec!["invoice".into()]), "of billing");
    assert_eq!(kinds(&nurse), (vec!["patient_report".into()], vec!["patient_report".into()]), "of the chart");

    let zahra = clinic.patient("Zahra");
    invite(&clinic, &zahra);
    let wrong = json!({ "patient_id": zahra, "paper": "invoice", "subject_id": invoice });
    assert_eq!(clinic.refused("send_paper", wrong).code, "not_to_send", "another patient's invoice");
    let label = json!({ "patient_id": patient, "paper": "patient_label" });
    assert_eq!(clinic.refused("send_paper", label).code, "not_to_send", "a label is no paper for at home");
    let mixed = json!({ "patient_id": patient, "paper": "statement", "from_on": "2026-02-01", "to_on": "2026-01-01" });
    assert_eq!(clinic.refused("send_paper", mixed).code, "before_start", "days have an order");
    let session = take_up(&clinic, &code);
    assert_eq!(clinic.call_as(&session, "my_sent_papers", json!({})).as_array().map(Vec::len), Some(2), "both wait");
}

#[test]
fn what_was_sent_is_made_when_it_is_opened_and_what_is_taken_back_vanishes() {
    let clinic = TestClinic::open();
    let (patient, _, _) = amina(&clinic);
    let session = take_up(&clinic, &invite(&clinic, &patient));
    let days = json!({ "patient_id": patient, "paper": "statement", "subject_id": patient, "from_on": "2026-01-01",
        "to_on": "2026-12-31", "message": "  For your insurer.  " });
    let sent = clinic.call("send_paper", days);
    clinic.time.pass(1_000);
    let report = clinic.call("send_paper", json!({ "patient_id": patient, "paper": "patient_report" }));
    let mine = || clinic.call_as(&session, "my_sent_papers", json!({}));
    let shown = mine();
    assert_eq!(shown[0]["paper"]["paper"], "patient_report", "the latest first: {shown}");
    let one = &shown[1];
    assert_eq!(
        (&one["message"], &one["from"], &one["is_opened"], &one["from_on"]),
        (&json!("For your insurer."), &json!("Halima Osman"), &json!(false), &json!("2026-01-01")),
        "what was said, by whom, and that it is new: {one}"
    );
    let asked = clinic.call_as(&session, "open_my_sent_paper", json!({ "id": one["id"] }));
    assert_eq!((&asked["paper"], &asked["state"]), (&json!("statement"), &json!("waiting")), "it is made now: {asked}");
    let job = clinic.clinic().next_report(true).expect("the file is there").expect("it waits");
    let Wish::Paper { wish } = &job.wish else { panic!("{job:?} is a paper") };
    assert_eq!(
        (wish.language.as_str(), wish.from_on.map(|day| day.to_string()), wish.to_on.map(|day| day.to_string())),
        ("ar", Some("2026-01-01".into()), Some("2026-12-31".into())),
        "in the patient's language, of the days that were meant"
    );
    assert_eq!(mine()[1]["is_opened"], true, "it is new no more");
    let told = clinic.call("portal_papers_of_patient", json!({ "patient_id": patient }));
    assert!(told["sent"][1]["opened_at"].is_i64(), "the clinic sees that it was opened: {told}");
    assert_eq!(told["sent"][0]["opened_at"], Value::Null, "and that the other was not: {told}");

    clinic.call("take_back_paper", json!({ "id": report["sent"]["id"], "reason": "Not yet signed" }));
    assert_eq!(mine().as_array().map(Vec::len), Some(1), "what was taken back is gone");
    let refused = clinic.refused_as(&session, "open_my_sent_paper", json!({ "id": report["sent"]["id"] }));
    assert_eq!(refused.code, "not_found", "and cannot be opened");
    clinic.call("take_back_paper", json!({ "id": sent["sent"]["id"] }));
    assert_eq!(mine(), json!([]), "without a reason too");
    clinic.call("take_back_paper", json!({ "id": sent["sent"]["id"] }));

    let zahra = clinic.patient("Zahra");
    let said = json!({ "code": invite(&clinic, &zahra), "username": "zahra", "password": PASSWORD, "language": "en" });
    clinic.call_as("", "accept_invitation", said);
    let hers = clinic.call("send_paper", json!({ "patient_id": zahra, "paper": "patient_report" }));
    let refused = clinic.refused_as(&session, "open_my_sent_paper", json!({ "id": hers["sent"]["id"] }));
    assert_eq!(refused.code, "not_found", "what was sent to another is not there");
}

#[test]
fn who_was_sent_a_paper_and_has_not_opened_it_is_written_to_once_without_a_word_of_it() {
    let clinic = TestClinic::open();
    let (patient, _, invoice) = amina(&clinic);
    let session = take_up(&clinic, &invite(&clinic, &patient));
    let due = || {
        let letters = clinic.clinic().due_letters(WaysOut { email: true, sms: true }).expect("the file is there");
        letters.into_iter().filter(|letter| letter.says == Says::SentPaper).collect::<Vec<_>>()
    };
    let report = json!({ "patient_id": patient, "paper": "patient_report", "message": "Your malaria test" });
    let first = clinic.call("send_paper", report.clone());
    assert_eq!(due(), vec![], "who sent a wrong one may still take it back");
    clinic.time.pass(3 * MINUTE_MS);
    clinic.call("send_paper", json!({ "patient_id": patient, "paper": "invoice", "subject_id": invoice }));
    clinic.time.pass(3 * MINUTE_MS);
    let [letter] = &due()[..] else { panic!("one letter for both: {:?}", due()) };
    let text = format!("{letter:?}");
    assert!(!text.contains("alaria") && !text.contains("Amina"), "not who, and not what it says: {text}");
    assert_eq!(letter.language, "ar", "in the language of the account");
    clinic.call_as(&session, "open_my_sent_paper", json!({ "id": first["sent"]["id"] }));
    clinic.call("take_back_paper", json!({ "id": clinic.call_as(&session, "my_sent_papers", json!({}))[0]["id"] }));
    assert_eq!(due(), vec![], "what was opened or taken back is nothing to write of");
    clinic.time.pass(60 * MINUTE_MS);
    clinic.call("send_paper", report);
    clinic.time.pass(13 * 60 * MINUTE_MS);
    assert_eq!(due(), vec![], "nobody is woken at night");
    clinic.time.pass(10 * 60 * MINUTE_MS);
    assert_eq!(due().len(), 1, "in the morning");
}
