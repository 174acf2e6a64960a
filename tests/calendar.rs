//! The calendar: who is open when, the next free slot, and appointments that come again.

use crate::appointments::{Day, HOUR_MS, MONDAY_NOON_MS, status};
use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic};
use serde_json::{Value, json};

#[test]
fn a_series_comes_again_at_the_same_time_on_the_wall() {
    let day = Day::begin();
    let site = day.clinic.call("site_settings", json!({}));
    let mut settings = site["site"].clone();
    settings["time_zone"] = json!("Europe/Berlin");
    day.clinic.call("update_site", json!({ "site": settings, "version": site["version"] }));
    // 2026-10-19T08:00 in Berlin; the clocks go back on the 25th.
    let mut booking = day.booking(&day.patient, 1_792_389_600_000);
    booking["repeat"] = json!({ "every": 1, "unit": "week", "count": 3 });
    let booked = day.clinic.call("book_appointment", booking);
    let starts: Vec<i64> = booked["appointments"]
        .as_array()
        .expect("a series")
        .iter()
        .map(|one| one["appointment"]["starts_at"].as_i64().expect("an instant"))
        .collect();
    assert_eq!([starts[1] - starts[0], starts[2] - starts[1]], [7 * DAY_MS + HOUR_MS, 7 * DAY_MS], "08:00 each time");
    let first = &booked["appointments"][0]["appointment"];
    assert_eq!(first["series_id"], booked["appointments"][2]["appointment"]["series_id"], "one series");
    let rest = json!({ "id": booked["appointments"][1]["appointment"]["id"], "step": "cancel", "reason": "Well again", "is_rest_of_series": true });
    day.clinic.call("change_appointment", rest);
    let states: Vec<String> = (0..3)
        .map(|number| {
            let id = &booked["appointments"][number]["appointment"]["id"];
            status(&day.clinic.call("appointment", json!({ "id": id }))).to_owned()
        })
        .collect();
    assert_eq!(states, ["booked", "cancelled", "cancelled"], "this one and the later ones");
}

#[test]
fn a_series_that_clashes_is_booked_whole_or_without_what_clashes() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    day.book(&other, MONDAY_NOON_MS + 7 * DAY_MS);
    let mut booking = day.booking(&day.patient, MONDAY_NOON_MS);
    booking["repeat"] = json!({ "every": 1, "unit": "week", "count": 4 });
    assert_eq!(day.clashes(booking.clone()), ["practitioner_busy"], "next Monday is taken");
    let of_patient = |clinic: &TestClinic| {
        clinic.call("appointments_of_patient", json!({ "patient_id": day.patient })).as_array().map_or(0, Vec::len)
    };
    assert_eq!(of_patient(&day.clinic), 0, "none was booked");
    booking["is_skipping_clashes"] = json!(true);
    let booked = day.clinic.call_as(&day.desk, "book_appointment", booking.clone());
    assert_eq!(booked["appointments"].as_array().map(Vec::len), Some(3), "the others");
    assert_eq!(booked["skipped"][0]["starts_at"], MONDAY_NOON_MS + 7 * DAY_MS, "and says which was left out");
    booking["repeat"] = json!({ "every": 1, "unit": "day", "count": 61 });
    let refused = day.clinic.refused("book_appointment", booking);
    assert_eq!(
        (refused.code.as_str(), refused.field.as_deref()),
        ("out_of_range", Some("repeat.count")),
        "{refused:?}"
    );
}

#[test]
fn the_calendar_shows_hours_leave_holidays_and_who_comes() {
    let day = Day::begin();
    day.book(&day.patient, MONDAY_NOON_MS);
    day.clinic.call("add_leave", json!({ "practitioner_id": day.doctor, "from_on": "2026-06-02", "from_min": 480, "to_min": 600, "reason": "Dentist" }));
    day.clinic.call("add_holiday", json!({ "day_on": "2026-06-03", "name": "Eid" }));
    let shown = day.clinic.call_as(&day.desk, "calendar", json!({ "from_on": "2026-06-01", "to_on": "2026-06-03" }));
    assert_eq!(
        (&shown["time_zone"], shown["days"].as_array().map(Vec::len)),
        (&json!("Africa/Khartoum"), Some(3)),
        "{shown}"
    );
    let hours = |number: usize| {
        let open = shown["days"][number]["practitioners"][0]["open"].as_array().expect("hours").clone();
        let midnight = shown["days"][number]["starts_at"].as_i64().expect("an instant");
        let hour = |span: &Value, end: &str| (span[end].as_i64().expect("an instant") - midnight) / HOUR_MS;
        open.iter().map(|span| (hour(span, "starts_at"), hour(span, "ends_at"))).collect::<Vec<_>>()
    };
    assert_eq!(hours(0), [(8, 13), (14, 16)], "the break is not open");
    assert_eq!(hours(1), [(10, 13), (14, 16)], "nor is leave");
    assert_eq!(hours(2), [], "nor a holiday");
    assert_eq!(shown["days"][1]["practitioners"][0]["leave"][0]["name"], "Dentist", "why she is away");
    assert_eq!(shown["days"][2]["holiday"], "Eid", "why it is closed");
    let entry = &shown["appointments"][0];
    assert_eq!((&entry["patient_name"], &entry["status"]), (&json!("Amina Osman"), &json!("booked")), "{entry}");
    let none = day.clinic.call("calendar", json!({ "from_on": "2026-06-02", "to_on": "2026-06-03" }));
    assert_eq!(none["appointments"], json!([]), "of these days only");
    let backwards = day.clinic.refused("calendar", json!({ "from_on": "2026-06-03", "to_on": "2026-06-02" }));
    assert_eq!(backwards.code, "ends_before_start", "{backwards:?}");
    let year = day.clinic.refused("calendar", json!({ "from_on": "2026-01-01", "to_on": "2026-12-31" }));
    assert_eq!(year.code, "too_long", "{year:?}");
    let list = day.clinic.call_as(&day.desk, "day_list", json!({}));
    assert_eq!((&list["day_on"], &list["counts"][0]["count"]), (&json!("2026-06-01"), &json!(1)), "today's list");
}

#[test]
fn the_next_free_slot_is_free() {
    let day = Day::begin();
    let ask = |query: Value| day.clinic.call_as(&day.desk, "free_slots", query);
    let first = |query: Value| ask(query)["slots"][0]["starts_at"].as_i64();
    let half_hour = json!({ "duration_min": 30 });
    assert_eq!(first(half_hour.clone()), Some(START_MS), "now, at 11:00");
    day.book(&day.patient, START_MS);
    assert_eq!(first(half_hour.clone()), Some(START_MS + 30 * MINUTE_MS), "after Amina");
    assert_eq!(first(json!({ "duration_min": 120 })), Some(START_MS + 3 * HOUR_MS), "after the break, at 14:00");
    assert_eq!(first(json!({ "duration_min": 180 })), Some(START_MS + DAY_MS - 3 * HOUR_MS), "tomorrow at 08:00");
    let morning = json!({ "duration_min": 30, "from_on": "2026-06-02", "to_min": 540 });
    assert_eq!(ask(morning)["slots"].as_array().map(Vec::len), Some(20), "two an hour, each weekday");
    day.clinic.time.pass(2 * MINUTE_MS);
    assert_eq!(first(json!({ "duration_min": 5, "from_min": 720 })), Some(MONDAY_NOON_MS), "not before noon");
    day.clinic
        .call("add_leave", json!({ "practitioner_id": day.doctor, "from_on": "2026-06-01", "until_on": "2026-06-07" }));
    assert_eq!(first(half_hour.clone()), Some(START_MS + 7 * DAY_MS - 3 * HOUR_MS), "next Monday at 08:00");
    for slot in ask(json!({ "duration_min": 30, "limit": 16 }))["slots"].as_array().expect("slots") {
        let booking = day.booking(&day.patient, slot["starts_at"].as_i64().expect("an instant"));
        day.clinic.call_as(&day.desk, "book_appointment", booking);
    }
    let hired = day.clinic.hire("samuel", "practitioner");
    let without = ask(json!({}))["without_hours"].clone();
    assert_eq!(without, json!(["samuel"]), "nobody knows when {hired} works");
}

#[test]
fn weeks_begin_on_the_day_that_the_clinic_says() {
    let day = Day::begin();
    let shown = day.clinic.call("site_settings", json!({}));
    assert_eq!(shown["site"]["week_start"], Value::Null, "at first as is usual in its language");
    let mut site = shown["site"].clone();
    site["week_start"] = json!("saturday");
    day.clinic.call("update_site", json!({ "site": site, "version": shown["version"] }));
    assert_eq!(day.clinic.call("site_settings", json!({}))["site"]["week_start"], "saturday", "it is kept");
}
