//! Messages: who is told what, who has read it, and what was done; reports that are made in the background.

use healthsync_clinic::messages::{Means, WaysOut};
use healthsync_stories::clinic::{MINUTE_MS, TestClinic, id};
use serde_json::{Value, json};

fn open(clinic: &TestClinic, session: &str) -> Vec<Value> {
    let rows = clinic.call_as(session, "messages", json!({ "is_open": true }));
    rows.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_task_for_a_role_is_read_by_each_and_done_by_one_for_all() {
    let clinic = TestClinic::open();
    let (grace, noor) = (clinic.hire("grace", "nurse"), clinic.hire("noor", "nurse"));
    let desk = clinic.hire("dalia", "front_desk");
    clinic.call("send_message", json!({ "is_task": true, "to_role": "nurse", "text": " Count the vaccines " }));
    let of_grace = open(&clinic, &grace);
    assert_eq!(of_grace[0]["message"]["text"], "Count the vaccines", "as it was written");
    assert_eq!(of_grace[0]["from"], "Halima Osman", "by whom");
    assert_eq!(open(&clinic, &desk).len(), 0, "the front desk is no nurse");
    let message = id(&of_grace[0]["message"]);
    clinic.call_as(&grace, "mark_messages", json!({ "message_ids": [message], "is_read": true }));
    assert_eq!(clinic.call_as(&grace, "message_counts", json!({}))["unread"], 0, "Grace has read it");
    assert_eq!(clinic.call_as(&noor, "message_counts", json!({}))["unread"], 1, "Noor has not");
    assert_eq!(open(&clinic, &grace).len(), 1, "a task that was read is still to be done");
    clinic.call_as(&noor, "finish_message", json!({ "message_id": message, "is_done": true, "note": "48 doses" }));
    assert_eq!(open(&clinic, &grace).len(), 0, "done once is done for all");
    let all = clinic.call_as(&grace, "messages", json!({}));
    assert_eq!((&all[0]["done_by"], &all[0]["note"]), (&json!("noor"), &json!("48 doses")), "by whom, and how");
    clinic.call_as(&grace, "finish_message", json!({ "message_id": message, "is_done": false }));
    assert_eq!(open(&clinic, &noor).len(), 1, "and can be taken back");
}

#[test]
fn a_message_is_nobody_elses_business() {
    let clinic = TestClinic::open();
    let (grace, desk) = (clinic.hire("grace", "nurse"), clinic.hire("dalia", "front_desk"));
    let me = id(&clinic.call_as(&grace, "my_profile", json!({})));
    let sent = clinic.call("send_message", json!({ "is_task": false, "to_account_id": me, "text": "See me at noon" }));
    let refused = clinic.refused_as(&desk, "finish_message", json!({ "message_id": id(&sent), "is_done": true }));
    assert_eq!(refused.code, "not_found", "what is not for one is not there");
    let nobody = clinic.refused("send_message", json!({ "is_task": false, "text": "Hello" }));
    assert_eq!((nobody.code.as_str(), nobody.field.as_deref()), ("choose_one", Some("to")), "somebody must be named");
    let empty = clinic.refused("send_message", json!({ "is_task": false, "to_role": "nurse", "text": "  " }));
    assert_eq!((empty.code.as_str(), empty.field.as_deref()), ("required", Some("text")), "and something said");
}

#[test]
fn an_alert_is_told_to_the_patients_own_practitioner() {
    let clinic = TestClinic::open();
    let doctor = clinic.hire("sam", "practitioner");
    let account = id(&clinic.call_as(&doctor, "my_profile", json!({})));
    let patient = id(&clinic.call(
        "register_patient",
        json!({ "given_name": "Amina", "family_name": "Osman", "birth_on": "1976-02-03", "practitioner_id": account }),
    )["patient"]);
    clinic.call("record_vitals", json!({ "patient_id": patient, "spo2_percent": 85 }));
    let told = open(&clinic, &doctor);
    assert_eq!((told.len(), &told[0]["message"]["kind"]), (1, &json!("alert")), "the practitioner is told");
    assert_eq!((&told[0]["alert"]["severity"], &told[0]["patient_name"]), (&json!("critical"), &json!("Amina Osman")));
    assert_eq!(open(&clinic, &clinic.admin).len(), 0, "another practitioner is not");
}

fn book(clinic: &TestClinic, patient: &str, starts_at: i64) -> Value {
    let me = id(&clinic.call("my_profile", json!({})));
    let input = json!({
        "patient_id": patient, "practitioner_id": me, "starts_at": starts_at, "duration_min": 15,
        "override_reason": "No working hours in this story",
    });
    clinic.call("book_appointment", input)["appointments"][0].clone()
}

#[test]
fn the_desk_is_asked_once_to_remind_the_patients_of_tomorrow_and_anew_when_it_was_moved() {
    let clinic = TestClinic::open();
    let desk = clinic.hire("dalia", "front_desk");
    let patient = clinic.patient("Amina");
    let starts_at = clinic.time.now() + 26 * 60 * MINUTE_MS;
    let booked = book(&clinic, &patient, starts_at);
    clinic.time.pass(2 * 60 * MINUTE_MS);
    let tend = || clinic.clinic().tend().expect("the program tends itself");
    tend();
    tend();
    let told = open(&clinic, &desk);
    assert_eq!(told.len(), 1, "once: {told:?}");
    assert_eq!(told[0]["reminder"]["starts_at"], starts_at, "when");
    assert_eq!(clinic.call_as(&desk, "message_counts", json!({}))["unread"], 0, "work of the desk, not news");
    let appointment = &booked["appointment"];
    let moved = starts_at + 30 * MINUTE_MS;
    clinic.call(
        "reschedule_appointment",
        json!({ "id": id(appointment), "shown_starts_at": starts_at, "starts_at": moved, "duration_min": 15, "override_reason": "Asked for" }),
    );
    assert_eq!(open(&clinic, &desk).len(), 0, "the old time is not told any more");
    tend();
    assert_eq!(open(&clinic, &desk)[0]["reminder"]["starts_at"], moved, "the new one is");
}

#[test]
fn a_patient_is_reminded_once_by_day_by_the_way_that_was_chosen_and_by_no_name() {
    let clinic = TestClinic::open();
    let desk = clinic.hire("dalia", "front_desk");
    let mut details = json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03", "phone": "0912345678",
        "email": "amina@example.org" });
    let patient = id(&clinic.call("register_patient", details.clone())["patient"]);
    let starts_at = clinic.time.now() + 26 * 60 * MINUTE_MS;
    book(&clinic, &patient, starts_at);
    clinic.time.pass(2 * 60 * MINUTE_MS);
    clinic.clinic().tend().expect("the program tends itself");
    let due = |email, sms| clinic.clinic().due_letters(WaysOut { email, sms }).expect("the file is there");
    assert_eq!(due(false, false), vec![], "with no way out nothing leaves");
    assert!(matches!(&due(true, false)[0].means, Means::Email(to) if to == "amina@example.org"), "as it can");
    let [letter] = &due(true, true)[..] else { panic!("one letter") };
    assert!(matches!(&letter.means, Means::Sms(to) if to == "0912345678"), "by SMS, where nobody said: {letter:?}");
    assert_eq!(
        letter.comes_at.map(|at| at.to_string()).as_deref(),
        Some("2026-06-02 13:00:00"),
        "by the clinic's clock"
    );
    assert!(!format!("{letter:?}").contains("Amina"), "the letter has no name");
    let choose = |details: &mut Value, how: Value| {
        let shown = clinic.call("patient", json!({ "patient_id": patient }));
        details["reminded_by"] = how;
        let change = json!({ "patient_id": patient, "version": shown["version"], "details": details });
        clinic.call("update_patient", change);
    };
    choose(&mut details, json!("nobody"));
    assert_eq!(due(true, true), vec![], "who wants none gets none");
    choose(&mut details, json!("email"));
    assert!(matches!(due(true, true)[0].means, Means::Email(_)), "by email, if that was chosen");
    clinic.time.pass(9 * 60 * MINUTE_MS);
    assert_eq!(due(true, true), vec![], "nobody is woken at night");
    clinic.time.pass(11 * 60 * MINUTE_MS);
    assert_eq!(due(true, true).len(), 1, "in the morning");
    clinic.clinic().note_reminded(letter.message_id, "SMS").expect("it is noted");
    assert_eq!(due(true, true), vec![], "once");
    assert_eq!(open(&clinic, &desk).len(), 0, "and nobody calls the patient as well");
}

#[test]
fn people_choose_what_is_told_outside_the_window_and_when_not() {
    let clinic = TestClinic::open();
    let usual = clinic.call("message_choices", json!({}));
    assert_eq!(usual["notified"], json!(["task", "report"]), "until one chose");
    let half = clinic.refused("choose_messages", json!({ "notified": [], "quiet_from_min": 1320 }));
    assert_eq!((half.code.as_str(), half.field.as_deref()), ("required", Some("quiet_until_min")), "both ends");
    let chosen = json!({ "notified": ["reminder", "note"], "emailed": ["alert"], "quiet_from_min": 1320, "quiet_until_min": 360 });
    assert_eq!(clinic.call("choose_messages", chosen.clone()), chosen, "kept as chosen");
    assert_eq!(clinic.call("message_choices", json!({})), chosen, "and there the next time");
}

#[test]
fn a_report_waits_is_made_told_and_kept_and_one_cut_off_is_made_anew() {
    let mut clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let asked = clinic.call("request_patient_report", json!({ "patient_id": patient }));
    assert_eq!((&asked["state"], &asked["title"]), (&json!("waiting"), &json!("Amina Osman")), "it waits");
    let early = clinic.refused("report_file", json!({ "id": id(&asked) }));
    assert_eq!(early.code, "report_not_done", "nothing half made is handed out");
    let job = clinic.clinic().next_report(true).expect("the file is there").expect("one waits");
    assert!(clinic.clinic().next_report(false).expect("the file is there").is_none(), "it is taken once");

    // Power fails; the secrets outside are as they were.
    let admin = clinic.admin.clone();
    clinic.reopen().expect("the file opens");
    assert!(clinic.try_as(&admin, "reports", json!({})).is_err(), "a new run knows no old session");
    let again = clinic.clinic().next_report(true).expect("the file is there").expect("it waits again");
    assert_eq!(again.id, job.id, "the same");
    let seen = clinic.clinic().on_behalf_of(again.account_id, |token| {
        clinic.clinic().call(Some(token), "patient", json!({ "patient_id": patient }))
    });
    assert!(seen.is_ok(), "it is made under the rights of who asked");
    clinic.clinic().finish_report(&again, Ok(b"%PDF-1.7".to_vec())).expect("kept");
    let session = clinic.sign_in("halima", healthsync_stories::clinic::PASSWORD).expect("signs in");
    let list = clinic.call_as(&session, "reports", json!({}));
    assert_eq!((&list[0]["state"], &list[0]["bytes"]), (&json!("done"), &json!(8)), "{list}");
    assert_eq!(open(&clinic, &session)[0]["message"]["kind"], "report", "who asked is told");
    let file = clinic.call_as(&session, "report_file", json!({ "id": id(&asked) }));
    assert_eq!(file["name"], "report-Amina-Osman.pdf", "a name to find it by");
    clinic.call_as(&session, "remove_report", json!({ "id": id(&asked) }));
    assert_eq!(clinic.call_as(&session, "reports", json!({})), json!([]), "removed is gone");
}
