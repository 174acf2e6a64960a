//! Schedules: who works when and where, who is away, when the clinic is closed, what it offers.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};

/// The administrator of stories, who is the practitioner too.
fn doctor(clinic: &TestClinic) -> String {
    id(&clinic.call("my_profile", json!({})))
}

/// Monday to Friday, 08:00 to 16:00, with a break at noon.
fn week(clinic: &TestClinic, practitioner: &str) -> Value {
    let mut blocks = vec![];
    for weekday in 1..=5 {
        blocks.push(json!({ "weekday": weekday, "from_min": 480, "to_min": 960 }));
        blocks.push(json!({ "weekday": weekday, "from_min": 720, "to_min": 780, "is_break": true }));
    }
    clinic.call("set_working_hours", json!({ "practitioner_id": practitioner, "version": 0, "blocks": blocks }))
}

fn forms(week: &Value) -> Vec<Value> {
    week["blocks"].as_array().expect("blocks").clone()
}

#[test]
fn a_practitioner_has_a_specialization_a_number_a_room_and_a_week() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let room = clinic.call("save_room", json!({ "name": "Room 1", "is_active": true }));
    let before = clinic.call("practitioner_profiles", json!({}))[0].clone();
    assert_eq!((&before["profile"]["is_bookable"], &before["has_hours"]), (&json!(true), &json!(false)), "as hired");
    let form = json!({
        "account_id": doctor, "version": before["version"], "specialization": "Family medicine",
        "registration_number": "SMC-4411", "room_id": room["room"]["id"], "is_bookable": true, "colour": 3,
    });
    let after = clinic.call("set_practitioner_profile", form.clone());
    assert_eq!(after["profile"]["registration_number"], "SMC-4411", "it is kept");
    week(&clinic, &doctor);
    let shown = clinic.call("practitioner_profiles", json!({}))[0].clone();
    assert_eq!((&shown["has_hours"], &shown["profile"]["colour"]), (&json!(true), &json!(3)), "{shown}");
    let mut wrong = form.clone();
    wrong["colour"] = json!(12);
    assert_eq!(clinic.refused("set_practitioner_profile", wrong).code, "out_of_range", "there is no such colour");
    let nurse = clinic.hire("nadia", "nurse");
    let nurse_id = id(&clinic.call_as(&nurse, "my_profile", json!({})));
    let other = json!({ "account_id": nurse_id, "version": 0, "is_bookable": true, "colour": 1 });
    assert_eq!(clinic.refused("set_practitioner_profile", other).code, "not_a_practitioner", "a nurse is none");
    assert_eq!(clinic.refused_as(&nurse, "set_practitioner_profile", form).code, "not_allowed", "not a nurse's work");
}

#[test]
fn hours_that_overlap_are_refused_and_nothing_is_changed() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let kept = week(&clinic, &doctor);
    let mut blocks = forms(&kept);
    blocks.push(json!({ "weekday": 1, "from_min": 900, "to_min": 1000 }));
    let form = json!({ "practitioner_id": doctor, "version": kept["version"], "blocks": blocks });
    let refused = clinic.refused("set_working_hours", form);
    assert_eq!(refused.code, "overlapping_hours", "{refused:?}");
    assert_eq!(refused.details, json!({ "weekday": 1, "first": "08:00–16:00", "second": "15:00–16:40" }), "which ones");
    assert_eq!(clinic.call("working_hours", json!({ "practitioner_id": doctor })), kept, "nothing was changed");
}

#[test]
fn hours_of_other_seasons_do_not_overlap() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let blocks = json!([
        { "weekday": 2, "from_min": 480, "to_min": 960, "valid_until_on": "2026-08-31" },
        { "weekday": 2, "from_min": 600, "to_min": 1080, "valid_from_on": "2026-09-01" },
    ]);
    let kept = clinic.call("set_working_hours", json!({ "practitioner_id": doctor, "version": 0, "blocks": blocks }));
    assert_eq!(forms(&kept).len(), 2, "summer and winter hours");
}

#[test]
fn hours_must_make_sense() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let code = |block: Value| {
        let form = json!({ "practitioner_id": doctor, "version": 0, "blocks": [block] });
        clinic.refused("set_working_hours", form).code
    };
    assert_eq!(code(json!({ "weekday": 1, "from_min": 600, "to_min": 600 })), "ends_before_start", "no time at all");
    assert_eq!(code(json!({ "weekday": 1, "from_min": 1200, "to_min": 360 })), "ends_before_start", "over midnight");
    assert_eq!(code(json!({ "weekday": 8, "from_min": 60, "to_min": 120 })), "out_of_range", "no such day");
    assert_eq!(code(json!({ "weekday": 1, "from_min": 60, "to_min": 1500 })), "out_of_range", "no such minute");
    let alone = json!({ "weekday": 1, "from_min": 720, "to_min": 780, "is_break": true });
    assert_eq!(code(alone), "break_outside_hours", "a break from nothing");
    let backwards = json!({ "weekday": 1, "from_min": 60, "to_min": 120, "valid_from_on": "2026-09-01", "valid_until_on": "2026-08-01" });
    assert_eq!(code(backwards), "ends_before_start", "valid until before it is valid");
}

#[test]
fn what_a_colleague_adds_to_the_week_meanwhile_stays() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let shown = week(&clinic, &doctor);
    let mut more = forms(&shown);
    more.push(json!({ "weekday": 6, "from_min": 480, "to_min": 720 }));
    clinic.call("set_working_hours", json!({ "practitioner_id": doctor, "version": shown["version"], "blocks": more }));
    // The other form was opened before, and only shortens Monday.
    let mut blocks = forms(&shown);
    blocks[0]["to_min"] = json!(900);
    let form = json!({ "practitioner_id": doctor, "version": shown["version"], "blocks": blocks });
    let after = forms(&clinic.call("set_working_hours", form));
    assert_eq!(after.len(), 11, "Saturday is still there");
    assert_eq!(after[0]["to_min"], 900, "and Monday is shorter");
}

#[test]
fn leave_and_holidays_name_the_appointments_that_they_strand() {
    let clinic = TestClinic::open();
    let (doctor, patient) = (doctor(&clinic), clinic.patient("Amina"));
    week(&clinic, &doctor);
    let booking =
        json!({ "patient_id": patient, "practitioner_id": doctor, "starts_at": START_MS + DAY_MS, "duration_min": 20 });
    let booked = clinic.call("book_appointment", booking)["appointments"][0].clone();
    let away =
        json!({ "practitioner_id": doctor, "from_on": "2026-06-02", "until_on": "2026-06-05", "reason": "Course" });
    let added = clinic.call("add_leave", away.clone());
    assert_eq!(added["stranded"][0]["appointment"]["id"], booked["appointment"]["id"], "it must be moved");
    let again = clinic.refused("add_leave", away);
    assert_eq!(again.code, "on_leave_already", "{again:?}");
    let listed = clinic.call("leave", json!({}));
    assert_eq!(listed[0]["practitioner_name"], "Halima Osman", "{listed}");
    let leave = &added["leave"];
    clinic.call("remove_leave", json!({ "id": leave["leave"]["id"], "version": leave["version"] }));
    assert_eq!(clinic.call("leave", json!({})), json!([]), "back at work");
    let added = clinic.call("add_holiday", json!({ "day_on": "2026-06-02", "name": "Eid" }));
    assert_eq!(added["stranded"].as_array().map(Vec::len), Some(1), "the clinic is closed then");
    let again = clinic.refused("add_holiday", json!({ "day_on": "2026-06-02", "name": "Eid again" }));
    assert_eq!((again.code.as_str(), &again.details["name"]), ("holiday_already", &json!("Eid")), "{again:?}");
}

#[test]
fn leave_can_be_hours_of_one_day() {
    let clinic = TestClinic::open();
    let doctor = doctor(&clinic);
    let morning = json!({ "practitioner_id": doctor, "from_on": "2026-06-02", "from_min": 480, "to_min": 720 });
    clinic.call("add_leave", morning);
    let afternoon = json!({ "practitioner_id": doctor, "from_on": "2026-06-02", "from_min": 720, "to_min": 960 });
    clinic.call("add_leave", afternoon);
    let code = |input: Value| clinic.refused("add_leave", input).code;
    let days = json!({ "practitioner_id": doctor, "from_on": "2026-06-03", "until_on": "2026-06-04", "from_min": 480, "to_min": 720 });
    assert_eq!(code(days), "hours_of_several_days", "hours are of one day");
    let half = json!({ "practitioner_id": doctor, "from_on": "2026-06-03", "from_min": 480 });
    assert_eq!(code(half), "required", "until when");
    let backwards = json!({ "practitioner_id": doctor, "from_on": "2026-06-04", "until_on": "2026-06-03" });
    assert_eq!(code(backwards), "ends_before_start", "the last day is before the first");
}

#[test]
fn a_holiday_of_every_year_comes_again() {
    let clinic = TestClinic::open();
    clinic.call("add_holiday", json!({ "day_on": "2026-01-01", "name": "Independence Day", "is_every_year": true }));
    let holiday =
        |on: &str| clinic.call("calendar", json!({ "from_on": on, "to_on": on }))["days"][0]["holiday"].clone();
    assert_eq!(holiday("2027-01-01"), "Independence Day", "the year after");
    assert_eq!(holiday("2025-01-01"), Value::Null, "not before it was one");
    assert_eq!(holiday("2027-01-02"), Value::Null, "nor the day after");
}

#[test]
fn services_have_a_duration_and_a_price() {
    let clinic = TestClinic::open();
    let form = |name: &str, price: i64| json!({ "name": name, "category": "Consultations", "duration_min": 20, "price_minor": price, "tax_basis_points": 1500, "is_active": true });
    let saved = clinic.call("save_service", form("Consultation", 5_000));
    assert_eq!(saved["service"]["price_minor"], 5_000, "in minor units");
    assert_eq!(clinic.refused("save_service", form("consultation", 1)).code, "name_taken", "one of each name");
    assert_eq!(clinic.refused("save_service", form("Gift", -1)).code, "negative", "a price is not less than nothing");
    let mut long = form("Long", 1);
    long["duration_min"] = json!(721);
    assert_eq!(clinic.refused("save_service", long).code, "out_of_range", "longer than half a day");
    let mut changed = form("Consultation", 6_000);
    changed["id"] = saved["service"]["id"].clone();
    changed["version"] = saved["version"].clone();
    clinic.call("save_service", changed);
    assert_eq!(clinic.call("services", json!({}))[0]["service"]["price_minor"], 6_000, "dearer now");
    let desk = clinic.hire("dalia", "front_desk");
    assert_eq!(clinic.refused_as(&desk, "save_service", form("Other", 1)).code, "not_allowed", "not the desk's work");
}

#[test]
fn a_room_that_is_closed_cannot_be_chosen() {
    let clinic = TestClinic::open();
    let (doctor, patient) = (doctor(&clinic), clinic.patient("Amina"));
    let room = clinic.call("save_room", json!({ "name": "Room 1", "is_active": false }))["room"]["id"].clone();
    let at = START_MS + 60 * MINUTE_MS;
    let booking = json!({ "patient_id": patient, "practitioner_id": doctor, "room_id": room, "starts_at": at });
    let refused = clinic.refused("book_appointment", booking);
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("not_in_use", Some("room_id")), "{refused:?}");
    assert_eq!(clinic.refused("save_room", json!({ "name": "room 1", "is_active": true })).code, "name_taken", "twice");
}
