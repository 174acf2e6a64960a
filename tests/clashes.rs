//! Clashes against a model that anybody can read: whatever is booked, moved and cancelled, nobody is in two places.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, START_MS, TestClinic, id};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::cell::Cell;

/// Something that somebody tries at the front desk; numbers choose among patients, practitioners, rooms.
#[derive(Clone, Debug)]
enum Try {
    Book { patient: usize, practitioner: usize, room: Option<usize>, from: i64, minutes: i64 },
    Move { which: usize, practitioner: Option<usize>, room: Option<usize>, from: i64 },
    Cancel { which: usize },
    Reinstate { which: usize },
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let room = || prop::option::of(0..2usize);
    let from = || (0..18i64).prop_map(|tens| tens * 10);
    let one = prop_oneof![
        4 => (0..3usize, 0..2usize, room(), from(), 1..6i64)
            .prop_map(|(patient, practitioner, room, from, tens)| Try::Book { patient, practitioner, room, from, minutes: tens * 10 }),
        2 => (any::<usize>(), prop::option::of(0..2usize), room(), from())
            .prop_map(|(which, practitioner, room, from)| Try::Move { which, practitioner, room, from }),
        1 => any::<usize>().prop_map(|which| Try::Cancel { which }),
        1 => any::<usize>().prop_map(|which| Try::Reinstate { which }),
    ];
    prop::collection::vec(one, 1..30)
}

/// What the model knows of an appointment.
#[derive(Clone, Debug)]
struct Known {
    id: String,
    patient: usize,
    practitioner: usize,
    room: Option<usize>,
    from: i64,
    to: i64,
    is_cancelled: bool,
}

/// The kinds of clashes, by looking at every minute of every other appointment.
fn expected(all: &[Known], one: &Known) -> Vec<&'static str> {
    let mut kinds = vec![];
    for other in all.iter().filter(|other| !other.is_cancelled && other.id != one.id) {
        if !(one.from..one.to).any(|minute| (other.from..other.to).contains(&minute)) {
            continue;
        }
        let is_same_doctor = other.practitioner == one.practitioner;
        let is_same_room = one.room.is_some() && other.room == one.room && !is_same_doctor;
        kinds.extend((other.patient == one.patient).then_some("patient_busy"));
        kinds.extend(is_same_doctor.then_some("practitioner_busy"));
        kinds.extend(is_same_room.then_some("room_busy"));
    }
    kinds.sort_unstable();
    kinds
}

fn found(outcome: &Result<Value, healthsync_clinic::PublicError>) -> Vec<String> {
    let Err(refused) = outcome else { return vec![] };
    assert_eq!(refused.code, "clash", "{refused:?}");
    let clashes = refused.details["clashes"].as_array().expect("clashes");
    let mut kinds: Vec<String> = clashes.iter().filter_map(|clash| clash["kind"].as_str()).map(str::to_owned).collect();
    kinds.sort_unstable();
    kinds
}

#[test]
fn whatever_is_tried_nobody_is_in_two_places() {
    let clinic = TestClinic::open();
    let desk = clinic.hire("dalia", "front_desk");
    let patients: Vec<String> = ["Amina", "Bakri", "Clara"].iter().map(|name| clinic.patient(name)).collect();
    let doctor = |name: &str| id(&clinic.call_as(&clinic.hire(name, "practitioner"), "my_profile", json!({})));
    let doctors = [doctor("samuel"), doctor("grace")];
    let room = |name: &str| id(&clinic.call("save_room", json!({ "name": name, "is_active": true }))["room"]);
    let rooms = [room("Room 1"), room("Room 2")];
    let day = Cell::new(0);
    let ask = |name: &str, input: Value| clinic.try_as(&desk, name, input).map_err(|reason| reason.public());

    let play = |tries: Vec<Try>| {
        // Each case has a day of its own, so that one clinic serves them all.
        day.set(day.get() + 1);
        let midnight = START_MS + day.get() * DAY_MS;
        let at = |minute: i64| midnight + minute * MINUTE_MS;
        let mut all: Vec<Known> = vec![];
        for one in tries {
            match one {
                Try::Book { patient, practitioner, room, from, minutes } => {
                    let mut known = Known {
                        id: String::new(),
                        patient,
                        practitioner,
                        room,
                        from,
                        to: from + minutes,
                        is_cancelled: false,
                    };
                    let wanted = expected(&all, &known);
                    let outcome = ask(
                        "book_appointment",
                        json!({
                            "patient_id": patients[patient], "practitioner_id": doctors[practitioner],
                            "room_id": room.map(|room| &rooms[room]), "starts_at": at(from), "duration_min": minutes,
                        }),
                    );
                    prop_assert_eq!(found(&outcome), wanted, "{:?} among {:?}", known, all);
                    if let Ok(booked) = outcome {
                        known.id = id(&booked["appointments"][0]["appointment"]);
                        all.push(known);
                    }
                }
                Try::Move { which, practitioner, room, from } if !all.is_empty() => {
                    let which = which % all.len();
                    let before = all[which].clone();
                    let moved = Known {
                        practitioner: practitioner.unwrap_or(before.practitioner),
                        room: room.or(before.room),
                        from,
                        to: from + (before.to - before.from),
                        ..before.clone()
                    };
                    let outcome = ask(
                        "reschedule_appointment",
                        json!({
                            "id": before.id, "starts_at": at(from), "practitioner_id": practitioner.map(|one| &doctors[one]),
                            "room_id": room.map(|room| &rooms[room]),
                        }),
                    );
                    if before.is_cancelled {
                        prop_assert_eq!(outcome.expect_err("it is cancelled").code, "illegal_step");
                        continue;
                    }
                    prop_assert_eq!(found(&outcome), expected(&all, &moved), "{:?} among {:?}", moved, all);
                    if outcome.is_ok() {
                        all[which] = moved;
                    }
                }
                Try::Cancel { which } if !all.is_empty() => {
                    let which = which % all.len();
                    let outcome =
                        ask("change_appointment", json!({ "id": all[which].id, "step": "cancel", "reason": "Ill" }));
                    prop_assert_eq!(outcome.is_ok(), !all[which].is_cancelled, "once only");
                    all[which].is_cancelled = true;
                }
                Try::Reinstate { which } if !all.is_empty() => {
                    let which = which % all.len();
                    let outcome = ask("change_appointment", json!({ "id": all[which].id, "step": "reinstate" }));
                    if !all[which].is_cancelled {
                        prop_assert_eq!(outcome.expect_err("it is booked").code, "illegal_step");
                        continue;
                    }
                    prop_assert_eq!(found(&outcome), expected(&all, &all[which]), "{:?} among {:?}", all[which], all);
                    all[which].is_cancelled = outcome.is_err();
                }
                _ => {}
            }
        }
        Ok(())
    };
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&tries(), play).unwrap_or_else(|reason| panic!("{reason}"));
    assert_eq!(clinic.call("review_list", json!({})), json!([]), "and so there is nothing to look at");
}
