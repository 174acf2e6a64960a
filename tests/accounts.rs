//! Accounts: signing in with no network, waits that nobody gets around, locks, roles, and the glass that can be broken.

use healthsync_clinic::COMMANDS;
use healthsync_clinic::accounts::{Right, Role, rights_of};
use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, PASSWORD, TestClinic, id};
use healthsync_stories::elsewhere::Elsewhere;
use healthsync_sync::Value as Fact;
use serde_json::{Value, json};

fn code(clinic: &TestClinic, password: &str) -> String {
    clinic.sign_in("halima", password).map_or_else(|reason| reason.public().code, |_| "signed in".to_owned())
}

#[test]
fn five_wrong_passwords_are_forgiven_and_then_one_waits() {
    let mut clinic = TestClinic::open();
    for attempt in 1..=4 {
        assert_eq!(code(&clinic, "wrong"), "wrong_password", "attempt {attempt}");
    }
    assert_eq!(code(&clinic, "wrong"), "too_many_attempts", "the fifth");
    assert_eq!(code(&clinic, PASSWORD), "too_many_attempts", "even the right one waits");
    clinic.time.set_wall(clinic.time.now() + 400 * DAY_MS);
    assert_eq!(code(&clinic, PASSWORD), "too_many_attempts", "another date on the wall does not shorten it");
    clinic.time.pass(20_000);
    clinic.reopen().expect("it opens");
    clinic.time.pass(20_000);
    assert_eq!(code(&clinic, PASSWORD), "too_many_attempts", "a restart begins the wait anew");
    clinic.time.pass(11_000);
    assert_eq!(code(&clinic, PASSWORD), "signed in", "after the wait");
    assert_eq!(code(&clinic, "wrong"), "wrong_password", "the right one starts the count anew");
}

#[test]
fn an_unknown_name_says_the_same_as_a_wrong_password() {
    let clinic = TestClinic::open();
    let refused = clinic.refused_as("", "sign_in", json!({ "username": "nobody", "password": "whatever" }));
    assert_eq!(refused.code, "wrong_password", "names cannot be found out");
}

#[test]
fn a_locked_screen_refuses_everything_but_the_password_and_keeps_drafts() {
    let clinic = TestClinic::open();
    clinic.call("save_draft", json!({ "key": "vitals:1", "body": { "heart_rate_bpm": "7" } }));
    clinic.call("lock_session", json!({}));
    assert_eq!(clinic.refused("recent_patients", json!({})).code, "locked", "reading is refused");
    clinic.call("save_draft", json!({ "key": "vitals:1", "body": { "heart_rate_bpm": "72" } }));
    assert_eq!(clinic.refused("unlock_session", json!({ "password": "wrong" })).code, "wrong_password", "a wrong one");
    clinic.call("unlock_session", json!({ "password": PASSWORD }));
    let draft = clinic.call("draft", json!({ "key": "vitals:1" }));
    assert_eq!(draft["body"]["heart_rate_bpm"], "72", "what was typed last is there");
}

#[test]
fn drafts_survive_a_crash_and_are_ones_own() {
    let mut clinic = TestClinic::open();
    let nurse = clinic.hire("nadia", "nurse");
    clinic.call_as(&nurse, "save_draft", json!({ "key": "patient:new", "body": { "given_name": "Am" } }));
    assert_eq!(clinic.call("draft", json!({ "key": "patient:new" })), Value::Null, "nobody else's");
    clinic.reopen().expect("it opens");
    let nurse = clinic.sign_in("nadia", PASSWORD).expect("signed in");
    assert_eq!(clinic.call_as(&nurse, "drafts", json!({}))[0]["body"]["given_name"], "Am", "offered again");
    clinic.call_as(&nurse, "discard_draft", json!({ "key": "patient:new" }));
    assert_eq!(clinic.call_as(&nurse, "drafts", json!({})), json!([]), "thrown away");
}

#[test]
fn a_first_password_must_be_changed_before_anything_else() {
    let clinic = TestClinic::open();
    let account = clinic.call("create_account", json!({ "name": "Nadia", "username": "Nadia", "roles": ["nurse"], "language": "ar", "password": "first-password" }));
    assert_eq!(account["username"], "nadia", "names are lower case");
    let nurse = clinic.sign_in("NADIA ", "first-password").expect("however it is typed");
    assert_eq!(
        clinic.refused_as(&nurse, "recent_patients", json!({})).code,
        "password_must_change",
        "first things first"
    );
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    assert_eq!(
        clinic.refused_as(&nurse, "change_password", change("x", PASSWORD)).field.as_deref(),
        Some("current"),
        "the old"
    );
    assert_eq!(
        clinic.refused_as(&nurse, "change_password", change("first-password", "short")).code,
        "password_too_short",
        "short"
    );
    let guessed = |new: &str| clinic.refused_as(&nurse, "change_password", change("first-password", new)).code;
    for first in ["12345678", "87654321", "qwertyui", "abababab", "Password123", "11111111"] {
        assert_eq!(guessed(first), "password_guessed", "{first} is tried first");
    }
    assert_eq!(
        clinic.refused_as(&nurse, "change_password", change("first-password", "short")).field.as_deref(),
        Some("new"),
        "and says where"
    );
    assert_eq!(
        clinic.refused_as(&nurse, "change_password", change("first-password", "nadia-1234")).code,
        "password_is_username",
        "guessable"
    );
    clinic.call_as(&nurse, "change_password", change("first-password", PASSWORD));
    clinic.call_as(&nurse, "recent_patients", json!({}));
}

#[test]
fn a_disabled_account_is_out_at_once_and_its_work_stays_signed() {
    let clinic = TestClinic::open();
    let nurse = clinic.hire("nadia", "nurse");
    clinic.call_as(&nurse, "register_patient", json!({ "given_name": "Amina" }));
    let accounts = clinic.call("accounts", json!({}));
    let account =
        accounts.as_array().expect("a list").iter().find(|one| one["username"] == "nadia").expect("Nadia").clone();
    let change = |is_disabled: bool, version: &Value| json!({ "id": account["id"], "version": version, "name": "Nadia", "roles": ["nurse"], "is_disabled": is_disabled });
    let disabled = clinic.call("update_account", change(true, &account["version"]));
    assert_eq!(clinic.refused_as(&nurse, "recent_patients", json!({})).code, "not_signed_in", "at once");
    assert_eq!(
        clinic.sign_in("nadia", PASSWORD).map_err(|reason| reason.public().code),
        Err("account_disabled".into()),
        "no way in"
    );
    let entries = clinic.call("audit_entries", json!({ "kind": "patient" }));
    assert_eq!(entries[0]["account"], "Nadia", "the work is still hers");
    clinic.call("update_account", change(false, &disabled["version"]));
    clinic.sign_in("nadia", PASSWORD).expect("enabled again");
    let reset = clinic.call("reset_password", json!({ "id": account["id"], "password": "second-password" }));
    assert_eq!(reset["must_change_password"], true, "a password that another person set");
    clinic.sign_in("nadia", "second-password").expect("the new one");
}

#[test]
fn an_account_that_another_program_disables_in_the_same_file_is_out_at_once() {
    let clinic = TestClinic::open();
    let nurse = clinic.hire("nadia", "nurse");
    clinic.call_as(&nurse, "recent_patients", json!({}));
    clinic.raw().execute("UPDATE accounts SET is_disabled = 1 WHERE username = 'nadia'", []).expect("it is written");
    assert_eq!(clinic.refused_as(&nurse, "recent_patients", json!({})).code, "not_signed_in");
    assert_eq!(clinic.refused_as(&nurse, "unlock_session", json!({ "password": PASSWORD })).code, "not_signed_in");
}

#[test]
fn an_account_is_as_the_log_says_once_the_rows_are_made_anew() {
    let clinic = TestClinic::open();
    clinic.clinic().keep_known_accounts();
    let nurse = clinic.hire("nadia", "nurse");
    clinic.patient("Amina");
    clinic.call_as(&nurse, "recent_patients", json!({}));
    let id: String = clinic
        .raw()
        .query_row("SELECT id FROM accounts WHERE username = 'nadia'", [], |row| row.get(0))
        .expect("she is there");
    Elsewhere::beside(&clinic).writes("account", &id, &[("is_disabled", Fact::Bool(true))]);
    Elsewhere::beside(&clinic).is_shown();
    assert_eq!(clinic.refused_as(&nurse, "recent_patients", json!({})).code, "not_signed_in", "at once");
}

#[test]
fn somebody_must_stay_who_can_manage_accounts() {
    let clinic = TestClinic::open();
    let me = clinic.call("my_profile", json!({}));
    let change =
        json!({ "id": me["id"], "version": me["version"], "name": "H", "roles": ["nurse"], "is_disabled": false });
    assert_eq!(clinic.refused("update_account", change).code, "last_administrator", "nobody would be left");
    assert_eq!(clinic.call("my_profile", json!({}))["name"], "Halima Osman", "and nothing was changed");
    let taken = json!({ "name": "X", "username": "HALIMA", "roles": ["nurse"], "language": "en", "password": "first-password" });
    assert_eq!(clinic.refused("create_account", taken).code, "username_taken", "one name, one person");
}

#[test]
fn every_command_asks_for_its_right_from_every_role() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    for role in Role::ALL {
        let session = clinic.hire(&format!("one-{}", role.code().replace('_', "-")), role.code());
        for command in COMMANDS {
            if matches!(command.right, Right::Anyone | Right::OwnAccount) {
                continue;
            }
            // Whoever works here is let in to what is for everybody; whoever is treated here is not.
            if command.right == Right::SignedIn && role != Role::Patient {
                continue;
            }
            let outcome = clinic.try_as(&session, command.name, json!({ "patient_id": patient }));
            let code = outcome.map_or_else(|reason| reason.public().code, |_| "done".into());
            let is_stopped = matches!(code.as_str(), "not_allowed" | "chart_closed");
            let may = rights_of(&[role]).contains(&command.right);
            assert_eq!(is_stopped, !may, "{} by {}: {code}", command.name, role.code());
        }
    }
    for command in COMMANDS.iter().filter(|command| command.right != Right::Anyone) {
        let code = clinic.refused_as("", command.name, json!({ "patient_id": patient })).code;
        assert_eq!(code, "not_signed_in", "{} by nobody", command.name);
    }
}

#[test]
fn a_chart_outside_ones_role_opens_for_a_reason_and_the_audit_flags_it() {
    let clinic = TestClinic::open();
    let (patient, other) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let desk = clinic.hire("dalia", "front_desk");
    let chart = json!({ "patient_id": patient });
    assert_eq!(clinic.refused_as(&desk, "latest_vitals", chart.clone()).code, "chart_closed", "outside the role");
    let blank = json!({ "patient_id": patient, "reason": "  " });
    assert_eq!(clinic.refused_as(&desk, "open_chart_in_emergency", blank).code, "required", "a reason is needed");
    let reason = "Collapsed at the desk, nurse is out";
    clinic.call_as(&desk, "open_chart_in_emergency", json!({ "patient_id": patient, "reason": reason }));
    clinic.call_as(&desk, "latest_vitals", chart);
    assert_eq!(
        clinic.refused_as(&desk, "latest_vitals", json!({ "patient_id": other })).code,
        "chart_closed",
        "this one only"
    );
    let flagged = clinic.call("audit_entries", json!({ "is_flagged": true }));
    let events: Vec<&str> =
        flagged.as_array().expect("a list").iter().filter_map(|one| one["action"].as_str()).collect();
    assert_eq!(events, ["emergency_read", "break_glass"], "both are flagged");
    assert_eq!(flagged[1]["fields"]["detail"], reason, "with the reason");
    let told = clinic.call("messages", json!({}))[0]["message"].clone();
    assert_eq!(
        (&told["kind"], &told["text"], &told["patient_id"]),
        (&json!("emergency"), &json!(reason), &json!(patient)),
        "who manages accounts hears of it at once"
    );
}

#[test]
fn reading_a_chart_is_one_entry_of_the_audit_and_not_one_for_each_call() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let read = |name: &str| clinic.call(name, json!({ "patient_id": patient }));
    let entries = || {
        clinic
            .call("audit_entries", json!({ "record_id": patient, "kind": "access" }))
            .as_array()
            .expect("a list")
            .len()
    };
    read("banner_of_patient");
    read("latest_vitals");
    read("vitals_of_patient");
    assert_eq!(entries(), 1, "opening a chart is one event");
    clinic.time.pass(16 * MINUTE_MS);
    read("latest_vitals");
    assert_eq!(entries(), 2, "reading on after a quarter of an hour is another");
}

#[test]
fn a_profile_is_ones_own() {
    let clinic = TestClinic::open();
    let me = clinic.call("my_profile", json!({}));
    let changed = clinic.call(
        "update_profile",
        json!({ "name": "Halima M. Osman", "language": "ar", "theme": "dark", "version": me["version"] }),
    );
    assert_eq!(
        (&changed["name"], &changed["language"], &changed["theme"]),
        (&json!("Halima M. Osman"), &json!("ar"), &json!("dark")),
        "as chosen"
    );
    let refused = clinic.refused(
        "update_profile",
        json!({ "name": "H", "language": "xx", "theme": "dark", "version": changed["version"] }),
    );
    assert_eq!(refused.field.as_deref(), Some("language"), "a language that the screens do not speak");
    assert_eq!(id(&changed), id(&me), "the same account");
}

#[test]
fn a_form_signs_only_what_it_holds() {
    let clinic = TestClinic::open();
    let desk = clinic.hire("dalia", "front_desk");
    let shown = clinic.call_as(&desk, "my_profile", json!({}));
    let account = json!({ "id": shown["id"], "version": shown["version"], "name": "Dalia", "roles": ["front_desk", "cashier"], "is_disabled": false });
    clinic.call("update_account", account);
    let theme = json!({ "name": shown["name"], "language": "en", "theme": "dark", "version": shown["version"] });
    clinic.call_as(&desk, "update_profile", theme);
    let fields = clinic.call("audit_entries", json!({ "record_id": shown["id"] }))[0]["fields"].clone();
    assert_eq!(fields, json!({ "theme": "dark" }), "the roles are the administrator's");
    let now = clinic.call_as(&desk, "my_profile", json!({}));
    assert_eq!((&now["roles"], &now["name"]), (&json!(["front_desk", "cashier"]), &json!("Dalia")), "and stand");
}

#[test]
fn no_question_by_id_reads_a_chart_past_the_door() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let own = clinic.call(
        "set_threshold",
        json!({ "patient_id": patient, "metric": "spo2", "age_band": "any", "limits": { "critical_low": 88 } }),
    );
    let vitals =
        clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": 70 }))["vitals"]["id"].clone();
    let cashier = clinic.hire("cara", "cashier");
    for id in [&own["threshold"]["id"], &vitals] {
        let history = clinic.try_as(&cashier, "threshold_history", json!({ "id": id }));
        assert!(history.is_err() || history.is_ok_and(|found| found == json!([])), "nothing of the chart is told");
    }
    assert_eq!(
        clinic.refused_as(&cashier, "conflicts", json!({ "patient_id": vitals })).code,
        "not_found",
        "not of other records"
    );
    let its_own = json!({ "patient_id": patient, "id": own["threshold"]["id"] });
    assert_eq!(
        clinic.refused_as(&cashier, "threshold_history_of_patient", its_own.clone()).code,
        "chart_closed",
        "the chart is closed"
    );
    assert_eq!(
        clinic.call("threshold_history_of_patient", its_own).as_array().map(Vec::len),
        Some(1),
        "and open to who may"
    );
}

#[test]
fn a_broken_glass_is_found_however_much_came_after() {
    let clinic = TestClinic::open();
    let (patient, other) = (clinic.patient("Amina"), clinic.patient("Bakri"));
    let desk = clinic.hire("dalia", "front_desk");
    clinic.call_as(&desk, "open_chart_in_emergency", json!({ "patient_id": patient, "reason": "Collapsed" }));
    for _ in 0..150 {
        clinic.call("record_vitals", json!({ "patient_id": other, "heart_rate_bpm": 70 }));
    }
    let flagged = clinic.call("audit_entries", json!({ "is_flagged": true }));
    assert_eq!(flagged[0]["action"], "break_glass", "{flagged}");
    let of_patient = clinic.call("audit_entries", json!({ "record_id": patient }));
    assert_eq!(of_patient.as_array().map(Vec::len), Some(3), "registered, opened, and told of: {of_patient}");
}
