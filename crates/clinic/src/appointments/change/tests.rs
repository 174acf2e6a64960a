//! The state machine, walked at random.

use super::super::life::{AppointmentStatus, AppointmentStep, after, possible};
use super::*;
use crate::appointments::AppointmentPriority;
use proptest::prelude::*;
use std::collections::HashSet;

fn made(status: AppointmentStatus, is_walk_in: bool, now: Millis) -> Appointment {
    let here = |yes: bool| yes.then_some(now);
    Appointment {
        id: Uuid::nil(),
        patient_id: Uuid::nil(),
        practitioner_id: None,
        room_id: None,
        starts_at: here(status != AppointmentStatus::Waitlist),
        ends_at: here(!is_walk_in && status != AppointmentStatus::Waitlist),
        service_id: None,
        status,
        booked_at: here(status == AppointmentStatus::Booked),
        confirmed_at: None,
        arrived_at: here(is_walk_in),
        checked_in_at: here(is_walk_in),
        started_at: None,
        fulfilled_at: None,
        cancelled_at: None,
        cancel_reason: None,
        is_walk_in,
        token: None,
        token_on: None,
        priority: AppointmentPriority::Routine,
        reason: None,
        notes: None,
        wanted_from_on: None,
        wanted_until_on: None,
        overridden: None,
        override_reason: None,
        series_id: None,
    }
}

/// How appointments begin: booked in one of three ways, on the waiting list, or walking in.
fn beginnings() -> impl Strategy<Value = (AppointmentStatus, bool)> {
    use AppointmentStatus::*;
    prop::sample::select(vec![
        (Booked, false),
        (Pending, false),
        (Proposed, false),
        (Waitlist, false),
        (CheckedIn, true),
    ])
}

fn steps() -> impl Strategy<Value = Vec<AppointmentStep>> {
    prop::collection::vec(prop::sample::select(AppointmentStep::ALL.to_vec()), 1..60)
}

/// What must be known of an appointment wherever it is in its life.
fn check(one: &Appointment) -> std::result::Result<(), TestCaseError> {
    use AppointmentStatus::*;
    let is_seen = matches!(one.status, Started | Fulfilled);
    let was_here = is_seen || one.status.is_here();
    if was_here {
        prop_assert!(one.arrived_at.is_some(), "who is here has arrived: {:?}", one);
    }
    if matches!(one.status, Waitlist | Proposed | Pending | Booked | Noshow) {
        prop_assert!(one.arrived_at.is_none() && one.checked_in_at.is_none(), "who is to come has not: {:?}", one);
    }
    if matches!(one.status, CheckedIn) || is_seen {
        prop_assert!(one.checked_in_at.is_some(), "who was checked in has the time of it: {:?}", one);
    }
    prop_assert_eq!(one.started_at.is_some(), is_seen, "only what began has a beginning: {:?}", one);
    prop_assert_eq!(one.fulfilled_at.is_some(), one.status == Fulfilled, "only what is over has an end: {:?}", one);
    prop_assert_eq!(one.cancelled_at.is_some(), matches!(one.status, Cancelled | Noshow), "{:?}", one);
    prop_assert_eq!(one.cancel_reason.is_some(), one.status == Cancelled, "only what is cancelled says why: {:?}", one);
    if one.status == Waitlist {
        prop_assert!(one.starts_at.is_none() && one.room_id.is_none(), "who waits for a time has none: {:?}", one);
    }
    if one.status == Booked {
        prop_assert!(one.booked_at.is_some(), "what is booked was booked once: {:?}", one);
    }
    let life: Vec<Millis> =
        [one.arrived_at, one.checked_in_at, one.started_at, one.fulfilled_at].into_iter().flatten().collect();
    prop_assert!(life.is_sorted(), "its instants are in order: {:?}", one);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_tried_the_life_stays_on_the_table(begins in beginnings(), steps in steps()) {
        let mut now = 1_000;
        let mut one = made(begins.0, begins.1, now);
        for step in steps {
            now += 60_000;
            let before = one.clone();
            let expected = after(before.status, step, before.is_walk_in);
            match (one.step(step, Some("Because".into()), now), expected) {
                (Ok(()), Some(next)) => prop_assert_eq!(one.status, next, "{:?} by {:?}", before.status, step),
                (Err(reason), None) => {
                    prop_assert_eq!(&one, &before, "what is refused changes nothing");
                    let told = reason.public();
                    let possible = serde_json::to_value(possible(before.status, before.is_walk_in)).expect("JSON");
                    prop_assert_eq!(&told.code, "illegal_step");
                    prop_assert_eq!(&told.details["possible"], &possible, "it says what is possible");
                }
                (outcome, expected) => prop_assert!(false, "{:?}: {:?}, expected {:?}", step, outcome, expected),
            }
            // A slot goes with these steps in the command; here it is given by hand.
            if one.status == AppointmentStatus::Booked && one.starts_at.is_none() {
                (one.starts_at, one.ends_at) = (Some(now), Some(now + 1));
            }
            check(&one)?;
        }
    }
}

#[test]
fn every_status_can_be_reached_and_none_is_a_trap() {
    let reach = |from: AppointmentStatus, is_walk_in: bool| {
        let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
        while let Some(status) = open.pop() {
            for step in possible(status, is_walk_in) {
                let next = after(status, step, is_walk_in).expect("what is possible leads somewhere");
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let from_proposed = reach(AppointmentStatus::Proposed, false);
    assert_eq!(from_proposed.len(), AppointmentStatus::ALL.len(), "all of life begins with a proposal");
    for status in AppointmentStatus::ALL {
        assert!(!possible(status, false).is_empty(), "a slip at {status:?} can be put right");
        let ends = reach(status, false);
        assert!(ends.contains(&AppointmentStatus::Fulfilled), "{status:?} can still come to a good end");
    }
    let walk_in = reach(AppointmentStatus::CheckedIn, true);
    let never = [AppointmentStatus::Booked, AppointmentStatus::Noshow, AppointmentStatus::Waitlist];
    assert!(never.iter().all(|status| !walk_in.contains(status)), "a walk-in never had a slot: {walk_in:?}");
}

#[test]
fn the_refusal_says_what_is_possible() {
    let one = made(AppointmentStatus::Booked, false, 0);
    let told = legal(&one, AppointmentStep::Start).expect_err("nobody has arrived").public();
    assert_eq!(
        told.message,
        "This appointment is booked. You can confirm it, reschedule it, note that the patient has arrived, check the \
         patient in, note that nobody came, cancel it or put it on the waiting list.",
        "a sentence for a person"
    );
}

#[test]
fn who_was_seen_to_be_here_is_not_lost_while_two_workstations_contradict_each_other() {
    use crate::record::Record;
    use healthsync_sync::Value;
    for status in AppointmentStatus::ALL {
        assert_eq!(serde_json::to_value(status).expect("JSON"), status.code(), "one name in records and in conditions");
    }
    let life =
        |status: AppointmentStatus| Value::Map([("status".to_owned(), Value::Text(status.code().into()))].into());
    let rivals = [life(AppointmentStatus::CheckedIn), life(AppointmentStatus::Cancelled)];
    assert_eq!(Appointment::safest("life", &[&rivals[0], &rivals[1]]), Some(0), "though the other came later");
    assert_eq!(Appointment::safest("reason", &[&rivals[0], &rivals[1]]), None, "of the rest the latest is shown");
}
