//! Messages: who is told what, who has read it, and what was done; reports that are made in the background.

use healthsync_clinic::messages::{Means, Message, MessageKind, Says, WaysOut};
use healthsync_stories::clinic::{MINUTE_MS, PASSWORD, TestClinic, id};
use serde_json::{Value, json};
use uuid::Uuid;

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
    let Says::Appointment { at } = &letter.says else { panic!("{letter:?} says when") };
    assert_eq!(at.to_string(), "2026-06-02 13:00:00", "by the clinic's clock");
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
    clinic.clinic().note_reminded(letter.message_id.expect("it is of a message"), "SMS").expect("it is noted");
    assert_eq!(due(true, true), vec![], "once");
    assert_eq!(open(&clinic, &desk).len(), 0, "and nobody calls the patient as well");
}

#[test]
fn people_choose_what_is_told_outside_the_window_and_when_not() {
    let clinic = TestClinic::open();
    let usual = clinic.call("message_choices", json!({}));
    assert_eq!(usual["notified"], json!(["task", "report", "emergency"]), "until one chose");
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
    let session = clinic.sign_in("halima", PASSWORD).expect("signs in");
    let list = clinic.call_as(&session, "reports", json!({}));
    assert_eq!((&list[0]["state"], &list[0]["bytes"]), (&json!("done"), &json!(8)), "{list}");
    assert_eq!(open(&clinic, &session)[0]["message"]["kind"], "report", "who asked is told");
    let file = clinic.call_as(&session, "report_file", json!({ "id": id(&asked) }));
    assert_eq!(file["name"], "report-Amina-Osman.pdf", "a name to find it by");
    clinic.call_as(&session, "remove_report", json!({ "id": id(&asked) }));
    assert_eq!(clinic.call_as(&session, "reports", json!({})), json!([]), "removed is gone");
}

#[test]
fn of_many_messages_the_newest_are_written_of() {
    let clinic = TestClinic::open();
    let grace = clinic.hire("grace", "nurse");
    let me = id(&clinic.call_as(&grace, "my_profile", json!({})));
    let list = clinic.call("accounts", json!({}));
    let account = list.as_array().expect("a list").iter().find(|one| one["id"] == json!(me)).expect("she works here");
    let change = json!({ "id": me, "name": "grace", "roles": ["nurse"], "is_disabled": false, "language": "en",
        "email": "grace@example.org", "version": account["version"] });
    clinic.call("update_account", change);
    clinic.call_as(&grace, "choose_messages", json!({ "notified": [], "emailed": ["task"] }));
    let (me, by) = (Uuid::parse_str(&me).expect("an id"), Uuid::now_v7());
    let tell = |kind: MessageKind, count: usize| {
        let written = clinic.clinic().db().write(clinic.clinic().outside(), by, |write| {
            let mut last = Uuid::nil();
            for _ in 0..count {
                last = write.new_id();
                let text = Some("Restock".to_owned());
                write.create(Message {
                    id: last,
                    kind,
                    to_account_id: Some(me),
                    to_role: None,
                    patient_id: None,
                    subject_id: None,
                    text,
                    due_at: None,
                })?;
            }
            Ok(last)
        });
        written.expect("they are written").0
    };
    let first = tell(MessageKind::Task, 1);
    tell(MessageKind::Note, 2_001);
    let due = || clinic.clinic().due_letters(WaysOut { email: true, sms: false }).expect("the file is there");
    let told: Vec<_> = due().into_iter().filter_map(|letter| letter.message_id).collect();
    assert_eq!(told, [first], "what nobody wishes to be written of stands in nobody's way");
    clinic.time.pass(MINUTE_MS);
    tell(MessageKind::Task, 2_000);
    clinic.time.pass(MINUTE_MS);
    let last = tell(MessageKind::Task, 1);
    let told: Vec<_> = due().into_iter().filter_map(|letter| letter.message_id).collect();
    assert_eq!((told.len(), told.last()), (2_000, Some(&last)), "the newest is there, in its order");
    assert!(!told.contains(&first), "and the oldest was written of when it was new");
}

#[test]
fn a_patient_of_the_portal_is_written_of_invoices_and_reports_by_day_and_nothing_else_is_told() {
    let clinic = TestClinic::open();
    let details = json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03", "phone": "0912345678" });
    let registered = clinic.call("register_patient", details.clone());
    let patient = id(&registered["patient"]);
    let cashier = clinic.hire("cashier", "cashier");
    let issue = || {
        let charge = json!({ "patient_id": patient, "description": "Malaria test", "quantity": 1.0,
            "unit_price_minor": 500_000, "tax_basis_points": 0 });
        clinic.call_as(&cashier, "add_charge", charge);
        let draft = clinic.call_as(&cashier, "start_invoice", json!({ "patient_id": patient }));
        let issue = json!({ "id": draft["id"], "version": draft["version"] });
        clinic.call_as(&cashier, "issue_invoice", issue)
    };
    issue();
    let due = || clinic.clinic().due_letters(WaysOut { email: true, sms: true }).expect("the file is there");
    assert_eq!(due(), vec![], "who has no account in the portal was handed paper");
    let code = clinic.call("invite_patient", json!({ "patient_id": patient }))["code"].clone();
    let said = json!({ "code": code, "username": "amina", "password": PASSWORD, "language": "ar" });
    clinic.call_as("", "accept_invitation", said);
    let [letter] = &due()[..] else { panic!("one letter: {:?}", due()) };
    let Says::Invoice { due_minor, currency, .. } = &letter.says else { panic!("{letter:?} is of the invoice") };
    assert_eq!((*due_minor, currency.len()), (500_000, 3), "the amount that is due");
    assert_eq!(letter.language, "ar", "in the language of the account");
    let text = format!("{letter:?}");
    assert!(!text.contains("Malaria") && !text.contains("Amina"), "not who, and not what for: {text}");
    let change = |how: &str| {
        let shown = clinic.call("patient", json!({ "patient_id": patient }));
        let mut details = details.clone();
        details["reminded_by"] = json!(how);
        clinic
            .call("update_patient", json!({ "patient_id": patient, "version": shown["version"], "details": details }));
    };
    change("nobody");
    assert_eq!(due(), vec![], "who wants none gets none");
    change("sms");
    let amina = clinic.sign_in("amina", PASSWORD).expect("she signs in");
    let wish = json!({ "paper": "patient_report", "subject_id": null });
    let asked = clinic.call_as(&amina, "request_my_paper", wish);
    let job = clinic.clinic().next_report(true).expect("the file is there").expect("it waits");
    let seen = clinic.clinic().for_report(&job, |token| {
        let own = clinic.clinic().call(Some(token), "chart_flags", json!({ "patient_id": patient }));
        let other = clinic.patient("Zahra");
        let theirs = clinic.clinic().call(Some(token), "chart_flags", json!({ "patient_id": other }));
        assert!(theirs.is_err(), "the errand is about one person");
        assert!(clinic.clinic().call(Some(token), "patients", json!({})).is_err(), "and about one paper");
        own
    });
    assert!(seen.is_ok(), "what the paper says is read on her behalf: {seen:?}");
    clinic.clinic().finish_report(&job, Ok(b"%PDF-1.7".to_vec())).expect("kept");
    let reports = || due().into_iter().filter(|letter| letter.says == Says::OwnReport).count();
    assert_eq!(reports(), 0, "she may be waiting for it");
    clinic.time.pass(3 * MINUTE_MS);
    assert_eq!(reports(), 1, "who did not fetch it is told");
    clinic.time.pass(10 * 60 * MINUTE_MS);
    assert_eq!(due(), vec![], "nobody is woken at night");
    clinic.time.pass(14 * 60 * MINUTE_MS);
    assert_eq!(reports(), 1, "in the morning");
    clinic.call_as(&amina, "my_paper_file", json!({ "id": asked["id"] }));
    assert_eq!(reports(), 0, "who has it is not told");
    clinic.time.pass(8 * 24 * 60 * MINUTE_MS);
    clinic.clinic().tend().expect("the program tends itself");
    let gone = clinic.refused_as(&amina, "my_paper_file", json!({ "id": asked["id"] }));
    assert_eq!(gone.code, "not_found", "after a week it goes");
}

#[test]
fn a_message_becomes_a_notification_of_the_desktop_where_that_channel_was_chosen() {
    let clinic = TestClinic::open();
    let grace = clinic.hire("grace", "nurse");
    let me = id(&clinic.call_as(&grace, "my_profile", json!({})));
    let told = |kind: &str| {
        clinic.heard.changed.lock().expect("one story at a time").clear();
        let task = json!({ "to_account_id": me, "text": "Restock", "is_task": kind == "task" });
        clinic.call("send_message", task);
        let changed = clinic.heard.changed.lock().expect("one story at a time").clone();
        clinic.clinic().message_notices(&changed).expect("the file is there").len()
    };
    assert_eq!((told("task"), told("note")), (1, 0), "tasks are, until she chose");
    clinic.call_as(&grace, "choose_messages", json!({ "notified": ["note"], "emailed": [] }));
    assert_eq!((told("task"), told("note")), (0, 1), "then what she chose");
    let quiet = json!({ "notified": ["note"], "emailed": [], "quiet_from_min": 0, "quiet_until_min": 1439 });
    clinic.call_as(&grace, "choose_messages", quiet);
    assert_eq!(told("note"), 0, "and in quiet hours nothing");
}
