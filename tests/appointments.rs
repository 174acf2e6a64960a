//! Appointments: booked, moved, clashing, racing for the last slot, and lived through to their end.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};
use std::sync::Barrier;

pub(crate) const HOUR_MS: i64 = 60 * MINUTE_MS;
/// 2026-06-01 is a Monday; at the site it is 11:00 when stories begin.
pub(crate) const MONDAY_NOON_MS: i64 = START_MS + HOUR_MS;

pub(crate) struct Day {
    pub clinic: TestClinic,
    pub doctor: String,
    pub desk: String,
    pub patient: String,
}

impl Day {
    /// A doctor who works on weekdays from 08:00 to 16:00 with a break from 13:00 to 14:00, and a front desk.
    pub fn begin() -> Day {
        let clinic = TestClinic::open();
        let doctor = id(&clinic.call("my_profile", json!({})));
        let blocks: Vec<Value> = (1..=5)
            .flat_map(|weekday| {
                let block = |from, to, is_break| json!({ "weekday": weekday, "from_min": from, "to_min": to, "is_break": is_break });
                [block(480, 960, false), block(780, 840, true)]
            })
            .collect();
        clinic.call("set_working_hours", json!({ "practitioner_id": doctor, "version": 0, "blocks": blocks }));
        let (desk, patient) = (clinic.hire("dalia", "front_desk"), clinic.patient("Amina"));
        Day { clinic, doctor, desk, patient }
    }

    pub fn booking(&self, patient: &str, starts_at: i64) -> Value {
        json!({ "patient_id": patient, "practitioner_id": self.doctor, "starts_at": starts_at, "duration_min": 30 })
    }

    pub fn book(&self, patient: &str, starts_at: i64) -> Value {
        self.clinic.call_as(&self.desk, "book_appointment", self.booking(patient, starts_at))["appointments"][0].clone()
    }

    /// The kinds of clashes that a booking by the desk is refused for.
    pub fn clashes(&self, booking: Value) -> Vec<String> {
        let refused = self.clinic.refused_as(&self.desk, "book_appointment", booking);
        assert_eq!(refused.code, "clash", "{refused:?}");
        kinds(&refused.details)
    }

    fn step(&self, appointment: &Value, step: &str) -> Value {
        let input = json!({ "id": appointment["appointment"]["id"], "step": step });
        self.clinic.call_as(&self.desk, "change_appointment", input)
    }

    fn refused_step(&self, appointment: &Value, step: &str) -> healthsync_clinic::PublicError {
        let input = json!({ "id": appointment["appointment"]["id"], "step": step });
        self.clinic.refused_as(&self.desk, "change_appointment", input)
    }
}

fn kinds(details: &Value) -> Vec<String> {
    let clashes = details["clashes"].as_array().expect("clashes");
    clashes.iter().filter_map(|clash| clash["kind"].as_str()).map(str::to_owned).collect()
}

pub(crate) fn status(view: &Value) -> &str {
    view["appointment"]["status"].as_str().expect("a status")
}

#[test]
fn an_appointment_lives_from_booking_to_its_end() {
    let day = Day::begin();
    let mut one = day.book(&day.patient, MONDAY_NOON_MS);
    assert_eq!((status(&one), &one["practitioner_name"]), ("booked", &json!("Halima Osman")), "{one}");
    for (step, then) in [
        ("confirm", "booked"),
        ("arrive", "arrived"),
        ("check_in", "checked_in"),
        ("start", "started"),
        ("fulfil", "fulfilled"),
    ] {
        day.clinic.time.pass(MINUTE_MS);
        one = day.step(&one, step);
        assert_eq!(status(&one), then, "after {step}");
    }
    let times = ["booked_at", "confirmed_at", "arrived_at", "checked_in_at", "started_at", "fulfilled_at"];
    let times: Vec<i64> = times.iter().map(|time| one["appointment"][time].as_i64().expect("an instant")).collect();
    assert!(times.is_sorted_by(|a, b| a < b), "each step has its own time: {times:?}");
    assert_eq!(one["possible"], json!(["undo_fulfil"]), "only a slip can be put right");
}

#[test]
fn an_illegal_step_is_refused_and_says_what_is_possible() {
    let day = Day::begin();
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    let refused = day.refused_step(&one, "start");
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("illegal_step", Some("step")), "{refused:?}");
    assert!(refused.message.contains("is booked") && refused.message.contains("check the patient in"), "{refused:?}");
    assert_eq!(refused.details["possible"], one["possible"], "the same that the screen offers");
    assert_eq!(status(&day.clinic.call("appointment", json!({ "id": one["appointment"]["id"] }))), "booked", "unmoved");
}

#[test]
fn a_slip_is_put_right() {
    let day = Day::begin();
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    day.step(&one, "check_in");
    let back = day.step(&one, "undo_check_in");
    assert_eq!((status(&back), &back["appointment"]["checked_in_at"]), ("arrived", &Value::Null), "arrived still");
    let back = day.step(&one, "undo_arrive");
    assert_eq!((status(&back), &back["appointment"]["arrived_at"]), ("booked", &Value::Null), "the wrong patient");
    let cancel = json!({ "id": one["appointment"]["id"], "step": "cancel", "reason": "Called off by telephone" });
    let cancelled = day.clinic.call_as(&day.desk, "change_appointment", cancel.clone());
    assert_eq!(cancelled["appointment"]["cancel_reason"], "Called off by telephone", "the reason is kept");
    let other = day.clinic.patient("Bakri");
    let rival = day.book(&other, MONDAY_NOON_MS);
    let taken = day.refused_step(&one, "reinstate");
    assert_eq!((taken.code.as_str(), kinds(&taken.details)), ("clash", vec!["practitioner_busy".to_owned()]), "gone");
    day.clinic.call_as(
        &day.desk,
        "change_appointment",
        json!({ "id": rival["appointment"]["id"], "step": "cancel", "reason": "Ill" }),
    );
    let again = day.step(&one, "reinstate");
    assert_eq!((status(&again), &again["appointment"]["cancel_reason"]), ("booked", &Value::Null), "free again");
}

#[test]
fn cancelling_needs_a_reason_and_missing_needs_the_time_to_have_come() {
    let day = Day::begin();
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    assert_eq!(day.refused_step(&one, "cancel").code, "required", "why");
    assert_eq!(day.refused_step(&one, "no_show").code, "not_yet_begun", "the patient can still come");
    day.clinic.time.pass(2 * HOUR_MS);
    let missed = day.step(&one, "no_show");
    assert_eq!(status(&missed), "noshow", "nobody came");
    assert_eq!(status(&day.step(&one, "undo_no_show")), "booked", "there they are");
}

#[test]
fn nobody_arrives_on_another_day() {
    let day = Day::begin();
    let tomorrow = day.book(&day.patient, MONDAY_NOON_MS + DAY_MS);
    let refused = day.refused_step(&tomorrow, "check_in");
    assert_eq!(refused.code, "not_today", "the wrong row was clicked: {refused:?}");
    assert!(refused.message.contains("2026-06-02 12:00"), "it says when: {}", refused.message);
}

#[test]
fn the_past_is_refused_for_all_but_walk_ins() {
    let day = Day::begin();
    let refused = day.clinic.refused("book_appointment", day.booking(&day.patient, START_MS - HOUR_MS));
    assert_eq!(
        (refused.code.as_str(), refused.field.as_deref()),
        ("in_past", Some("starts_at")),
        "even for who may override"
    );
    let just_begun = day.book(&day.patient, START_MS - 5 * MINUTE_MS);
    assert_eq!(status(&just_begun), "booked", "a slot that has just begun");
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    let back = json!({ "id": one["appointment"]["id"], "starts_at": START_MS - DAY_MS });
    assert_eq!(day.clinic.refused("reschedule_appointment", back).code, "in_past", "nor moved there");
    let far = day.clinic.refused("book_appointment", day.booking(&day.patient, START_MS + 4000 * DAY_MS));
    assert_eq!(far.code, "too_far", "a slip in the year");
}

#[test]
fn patient_practitioner_and_room_clash() {
    let day = Day::begin();
    let room =
        |name: &str| day.clinic.call("save_room", json!({ "name": name, "is_active": true }))["room"]["id"].clone();
    let (first, second) = (room("Room 1"), room("Room 2"));
    let (other, third) = (day.clinic.patient("Bakri"), day.clinic.patient("Clara"));
    let colleague = id(&day.clinic.call_as(&day.clinic.hire("samuel", "practitioner"), "my_profile", json!({})));
    let in_room = |patient: &str, practitioner: &str, room: &Value, starts_at: i64| json!({ "patient_id": patient, "practitioner_id": practitioner, "room_id": room, "starts_at": starts_at, "duration_min": 30 });
    let at = MONDAY_NOON_MS;
    day.clinic.call_as(&day.desk, "book_appointment", in_room(&day.patient, &day.doctor, &first, at));
    let clash =
        |patient: &str, practitioner: &str, room: &Value, at| day.clashes(in_room(patient, practitioner, room, at));
    assert_eq!(clash(&other, &day.doctor, &second, at + 10 * MINUTE_MS), ["practitioner_busy"], "the doctor has Amina");
    assert_eq!(clash(&day.patient, &colleague, &second, at - 10 * MINUTE_MS), ["patient_busy"], "Amina is elsewhere");
    assert_eq!(clash(&other, &colleague, &first, at), ["room_busy"], "the room is taken");
    let all = clash(&day.patient, &day.doctor, &first, at + 29 * MINUTE_MS);
    assert_eq!(all, ["patient_busy", "practitioner_busy"], "the same room with the same doctor is no third clash");
    let next = in_room(&third, &day.doctor, &first, at + 30 * MINUTE_MS);
    day.clinic.call_as(&day.desk, "book_appointment", next);
    let before = in_room(&other, &day.doctor, &first, at - 30 * MINUTE_MS);
    day.clinic.call_as(&day.desk, "book_appointment", before);
    let refused = day.clinic.refused_as(&day.desk, "book_appointment", in_room(&other, &day.doctor, &second, at));
    assert!(refused.message.contains("Halima Osman has Amina Osman from 12:00 to 12:30."), "{}", refused.message);
}

#[test]
fn hours_breaks_leave_and_holidays_clash() {
    let day = Day::begin();
    let at = |day_number: i64, hour: i64| START_MS + day_number * DAY_MS + (hour - 11) * HOUR_MS;
    assert_eq!(day.clashes(day.booking(&day.patient, at(0, 20))), ["outside_hours"], "in the evening");
    assert_eq!(day.clashes(day.booking(&day.patient, at(5, 10))), ["outside_hours"], "on a Saturday");
    assert_eq!(
        day.clashes(day.booking(&day.patient, at(1, 16) - 15 * MINUTE_MS)),
        ["outside_hours"],
        "it ends too late"
    );
    assert_eq!(day.clashes(day.booking(&day.patient, at(1, 13))), ["in_break"], "at lunch");
    day.clinic.call("add_leave", json!({ "practitioner_id": day.doctor, "from_on": "2026-06-03" }));
    assert_eq!(day.clashes(day.booking(&day.patient, at(2, 12))), ["on_leave"], "away on Wednesday");
    day.clinic.call("add_holiday", json!({ "day_on": "2026-06-04", "name": "Eid" }));
    assert_eq!(day.clashes(day.booking(&day.patient, at(3, 12))), ["on_holiday"], "closed on Thursday");
    let closed = json!({ "account_id": day.doctor, "version": 0, "is_bookable": false, "colour": 0 });
    day.clinic.call("set_practitioner_profile", closed);
    assert_eq!(day.clashes(day.booking(&day.patient, at(1, 12))), ["not_bookable"], "nobody is booked with her");
}

#[test]
fn who_may_books_over_a_clash_and_says_why() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    day.book(&day.patient, MONDAY_NOON_MS);
    let mut over = day.booking(&other, MONDAY_NOON_MS);
    over["override_reason"] = json!("Chest pain, cannot wait");
    let refused = day.clinic.refused_as(&day.desk, "book_appointment", over.clone());
    assert_eq!((refused.code.as_str(), &refused.details["may_override"]), ("clash", &json!(false)), "not the desk");
    over["override_reason"] = json!("   ");
    let blank = day.clinic.refused("book_appointment", over.clone());
    assert_eq!((blank.code.as_str(), &blank.details["may_override"]), ("clash", &json!(true)), "a reason is needed");
    over["override_reason"] = json!("Chest pain, cannot wait");
    let booked = day.clinic.call("book_appointment", over)["appointments"][0]["appointment"].clone();
    assert_eq!(
        (&booked["overridden"], &booked["override_reason"]),
        (&json!("practitioner_busy"), &json!("Chest pain, cannot wait")),
        "what it was booked over, and why"
    );
    assert_eq!(day.clinic.call("review_list", json!({})), json!([]), "nobody must look at what was meant");
}

#[test]
fn of_two_windows_that_race_for_the_last_slot_one_wins() {
    let day = Day::begin();
    let patients: Vec<String> = (0..2).map(|number| day.clinic.patient(&format!("Racer {number}"))).collect();
    for round in 0..20 {
        let at = START_MS + (7 + round) * DAY_MS;
        let barrier = Barrier::new(2);
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let racers: Vec<_> = patients
                .iter()
                .map(|patient| {
                    let (day, barrier) = (&day, &barrier);
                    scope.spawn(move || {
                        let mut booking = day.booking(patient, at);
                        booking["practitioner_id"] = json!(day.doctor);
                        barrier.wait();
                        day.clinic.try_as(&day.desk, "book_appointment", booking).map_err(|reason| reason.public().code)
                    })
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().expect("no racer falls")).collect()
        });
        let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let expected = usize::from(round % 7 < 5);
        assert_eq!(won, expected, "round {round}: one winner on working days, none at weekends: {outcomes:?}");
        assert!(outcomes.iter().flat_map(|outcome| outcome.as_ref().err()).all(|code| code == "clash"), "and is told");
    }
}

#[test]
fn what_is_moved_is_checked_like_what_is_booked() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    let (one, two) = (day.book(&day.patient, MONDAY_NOON_MS), day.book(&other, MONDAY_NOON_MS + 2 * HOUR_MS));
    day.step(&one, "confirm");
    let to = |at: i64| json!({ "id": one["appointment"]["id"], "shown_starts_at": MONDAY_NOON_MS, "starts_at": at });
    let refused = day.clinic.refused_as(&day.desk, "reschedule_appointment", to(MONDAY_NOON_MS + 2 * HOUR_MS));
    assert_eq!(kinds(&refused.details), ["practitioner_busy"], "Bakri is there");
    let moved = day.clinic.call_as(&day.desk, "reschedule_appointment", to(MONDAY_NOON_MS + 10 * MINUTE_MS));
    assert_eq!(moved["appointment"]["starts_at"], MONDAY_NOON_MS + 10 * MINUTE_MS, "it does not clash with itself");
    assert_eq!(moved["appointment"]["ends_at"], MONDAY_NOON_MS + 40 * MINUTE_MS, "and takes as long as before");
    assert_eq!(moved["appointment"]["confirmed_at"], Value::Null, "the patient has not agreed to this time");
    let stale = day.clinic.refused_as(&day.desk, "reschedule_appointment", to(MONDAY_NOON_MS + DAY_MS));
    assert_eq!(stale.code, "moved_meanwhile", "another window has moved it: {stale:?}");
    day.step(&two, "check_in");
    let late = json!({ "id": two["appointment"]["id"], "starts_at": MONDAY_NOON_MS + DAY_MS });
    assert_eq!(day.clinic.refused("reschedule_appointment", late).code, "illegal_step", "the patient is here");
}

#[test]
fn an_edit_touches_only_what_the_form_holds() {
    let day = Day::begin();
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    day.step(&one, "check_in");
    let form = json!({ "id": one["appointment"]["id"], "version": one["version"], "priority": "urgent", "reason": "Fever", "notes": null });
    let edited = day.clinic.call_as(&day.desk, "update_appointment", form);
    assert_eq!(
        (status(&edited), &edited["appointment"]["reason"]),
        ("checked_in", &json!("Fever")),
        "the check-in stands"
    );
    assert_eq!(edited["conflicts"], json!([]), "nobody contradicts anybody");
}

#[test]
fn who_waits_for_a_time_gets_one() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    let wait = |patient: &str, priority: &str| json!({ "patient_id": patient, "priority": priority, "wanted_from_on": "2026-06-02", "wanted_until_on": "2026-06-05" });
    let first = day.clinic.call_as(&day.desk, "add_to_waitlist", wait(&day.patient, "routine"));
    day.clinic.time.pass(MINUTE_MS);
    day.clinic.call_as(&day.desk, "add_to_waitlist", wait(&other, "urgent"));
    let names = |query: Value| -> Vec<String> {
        let list = day.clinic.call_as(&day.desk, "waitlist", query);
        list.as_array()
            .expect("a list")
            .iter()
            .filter_map(|one| one["patient_name"].as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(names(json!({})), ["Bakri Osman", "Amina Osman"], "the urgent one first");
    assert_eq!(names(json!({ "day_on": "2026-06-08" })), [""; 0], "nobody wants that day");
    assert_eq!(day.refused_step(&first, "book").code, "required", "which time?");
    let slot = json!({ "starts_at": MONDAY_NOON_MS + DAY_MS, "practitioner_id": day.doctor });
    let book = json!({ "id": first["appointment"]["id"], "step": "book", "slot": slot });
    let booked = day.clinic.call_as(&day.desk, "change_appointment", book.clone());
    assert_eq!(
        (status(&booked), &booked["appointment"]["ends_at"]),
        ("booked", &json!(MONDAY_NOON_MS + DAY_MS + 15 * MINUTE_MS)),
        "as long as usual"
    );
    assert_eq!(names(json!({})), ["Bakri Osman"], "one less waits");
    let waits = day.step(&booked, "put_on_waitlist");
    assert_eq!(
        (status(&waits), &waits["appointment"]["starts_at"]),
        ("waitlist", &Value::Null),
        "the slot is given up"
    );
    assert_eq!(day.book(&other, MONDAY_NOON_MS + DAY_MS)["patient_name"], "Bakri Osman", "and free for others");
    assert_eq!(day.clinic.refused_as(&day.desk, "change_appointment", book).code, "clash", "it is taken now");
}

#[test]
fn what_two_workstations_booked_unheard_is_listed() {
    let day = Day::begin();
    let other = day.clinic.patient("Bakri");
    let one = day.book(&day.patient, MONDAY_NOON_MS);
    let two = day.book(&other, MONDAY_NOON_MS + HOUR_MS + HOUR_MS);
    // What another workstation wrote arrives as it is; no rule is asked.
    let at = MONDAY_NOON_MS + 10 * MINUTE_MS;
    day.clinic
        .raw()
        .execute(
            "UPDATE appointments SET starts_at = ?1, ends_at = ?2 WHERE id = ?3",
            (at, at + HOUR_MS, id(&two["appointment"])),
        )
        .expect("SQL");
    let list = day.clinic.call("review_list", json!({}));
    assert_eq!(
        (&list[0]["reason"], &list[0]["detail"], &list[0]["records"]),
        (&json!("double_booked"), &json!("practitioner"), &json!([one["appointment"]["id"], two["appointment"]["id"]])),
        "{list}"
    );
}
