//! Files, forks of long logs, proof, and merging whatever the road by which the changes came.

use super::exchanges::{self, ORGANIZATION_KEY, Sizes};
use super::replica::{Replica, key};
use crate::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

const NOW_MS: i64 = 1_790_000_000_000;
const SIZES: Sizes = Sizes { chunk: 2_000, rows: 1000 };
const OURS: ParcelKey<'_> = ParcelKey::Organization(&ORGANIZATION_KEY);

fn site() -> Scope {
    Scope::Site(Uuid::from_u128(1))
}

fn replica(name: &str, secret: u64) -> Replica {
    Replica::new(name, secret, &[site()], 1)
}

fn write(rep: &mut Replica, number: i64) -> ChangeId {
    let set = Set { field: "a".into(), value: Value::Int(number), bases: vec![] };
    let record = Uuid::from_u128(number.unsigned_abs().into());
    rep.write(NOW_MS, vec![(site(), record, vec![set], vec![])])[0]
}

fn written(name: &str, secret: u64, count: i64) -> Replica {
    let mut rep = replica(name, secret);
    (0..count).for_each(|number| {
        write(&mut rep, number);
    });
    rep
}

#[test]
fn a_file_brings_all_and_twice_is_harmless() {
    let mut from = written("w1", 1, 200);
    let mut to = replica("w2", 2);
    let mut fresh = 100;
    let file = exchanges::export(&mut from, &Vector::default(), NOW_MS, SIZES);
    for _ in 0..2 {
        exchanges::import(&mut to, &file, usize::MAX, &mut fresh).expect("a good file");
        assert_eq!(to.store.vector, from.store.vector, "all came, and not twice");
    }
}

#[test]
fn a_file_that_cannot_be_used_says_why_and_brings_nothing() {
    let mut from = written("w1", 1, 20);
    let file = exchanges::export(&mut from, &Vector::default(), NOW_MS, SIZES);
    assert_eq!(
        Parcel::open(&file, ParcelKey::Organization(&[1; 32])).err(),
        Some(ParcelError::WrongOrganization),
        "another key"
    );
    assert_eq!(Parcel::open(b"a holiday picture", OURS).err(), Some(ParcelError::NotOurs), "no file of ours");
    for length in 1..file.len() {
        let fault = Parcel::open(&file[..length], OURS).expect_err("a cut file is refused");
        assert!(matches!(fault, ParcelError::Truncated { .. }), "cut after {length} bytes: {fault}");
    }
    for at in 0..file.len() {
        let mut file = file.clone();
        file[at] ^= 4;
        assert!(Parcel::open(&file, OURS).is_err(), "byte {at} was altered");
    }
}

#[test]
fn a_file_for_a_new_computer_opens_with_its_code_alone_and_says_where_it_will_stand() {
    let from = written("w1", 1, 20);
    let home = Some(Home::new(Uuid::from_u128(7), Uuid::from_u128(1)));
    let parcel = Parcel {
        exporter: from.origin(),
        made_at_ms: NOW_MS,
        schema: 1,
        continues: Vector::default(),
        chunks: vec![],
        home,
    };
    let file = parcel.seal(ParcelKey::Code("ABCD-EFGH-JKMN-PQRS"), [3; 24], &key(1));
    let opened = Parcel::open(&file, ParcelKey::Code("abcd efgh jkmn pqrs")).expect("however it is typed");
    assert_eq!(opened, parcel, "it is as it was made");
    assert_eq!(opened.home.map(|home| home.site()), Some(Uuid::from_u128(1)), "the site is said");
    let refused = |file: &[u8], key| Parcel::open(file, key).expect_err("it is refused");
    assert_eq!(refused(&file, ParcelKey::Code("ABCD-EFGH-JKMN-PQRT")), ParcelError::WrongCode, "another code");
    assert_eq!(refused(&file, OURS), ParcelError::ForNewComputer, "a computer that has a clinic");
    let ordinary = parcel.seal(OURS, [3; 24], &key(1));
    let code = ParcelKey::Code("ABCD-EFGH-JKMN-PQRS");
    assert_eq!(refused(&ordinary, code), ParcelError::NotForNewComputer, "a file for the organization's computers");
    for length in 1..file.len() {
        let fault = refused(&file[..length], code);
        assert!(matches!(fault, ParcelError::Truncated { .. }), "cut after {length} bytes: {fault}");
    }
    for at in 0..file.len() {
        let mut file = file.clone();
        file[at] ^= 4;
        assert!(Parcel::open(&file, code).is_err(), "byte {at} was altered");
    }
}

#[test]
fn who_is_not_that_far_is_told_from_where_to_export() {
    let mut from = written("w1", 1, 20);
    let mut to = replica("w2", 2);
    let mut fresh = 100;
    let far = from.store.vector.clone();
    write(&mut from, 77);
    let file = exchanges::export(&mut from, &far, NOW_MS, SIZES);
    let fault = exchanges::import(&mut to, &file, usize::MAX, &mut fresh).expect_err("it holds nothing yet");
    assert!(to.store.held.is_empty(), "nothing was applied");
    let ParcelError::NotThatFar { from: asked } = fault else { panic!("{fault}") };
    let file = exchanges::export(&mut from, &asked, NOW_MS, SIZES);
    exchanges::import(&mut to, &file, usize::MAX, &mut fresh).expect("a file from there");
    assert_eq!(to.store.vector, from.store.vector, "all came");
}

#[test]
fn a_fork_of_a_long_log_is_found_in_few_rounds_and_nothing_of_it_is_lost() {
    // The copy may have written more, or less, than what the server knows.
    for (more_of_first, more_of_copy) in [(700, 900), (900, 700)] {
        let mut first = written("w1", 1, 5_000);
        let mut copy = first.clone();
        let mut hub = replica("hub", 0);
        let mut fresh = 100;
        let sizes = Sizes { chunk: 64 * 1024, rows: 10_000 };
        for number in 0..more_of_first {
            write(&mut first, 10_000 + number);
        }
        for number in 0..more_of_copy {
            write(&mut copy, 20_000 + number);
        }
        let old = copy.origin();
        exchanges::sync(&mut first, &mut hub, NOW_MS, sizes, &mut fresh).expect("it syncs");
        let mut rounds = 0;
        let fate = Default::default();
        while exchanges::round(&mut copy, &mut hub, NOW_MS, fate, sizes, &mut fresh, None).expect("it goes on") {
            rounds += 1;
            assert!(rounds <= 8, "a fork among thousands is found in a few rounds");
        }
        assert_eq!(hub.changes().len(), 6_600, "both branches are on the hub");
        let log = Log { scope: site(), origin: copy.origin() };
        assert_ne!(copy.origin(), old, "the copy writes on under another origin");
        let reissued = copy.store.vector.tip(&log).seq;
        assert_eq!(reissued, more_of_copy as u64, "only what is not held elsewhere was re-issued");
    }
}

#[test]
fn an_idle_check_and_a_single_change_are_one_round_each_and_small() {
    let mut hub = replica("hub", 0);
    let mut work = written("w1", 1, 300);
    let mut fresh = 100;
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh).expect("it syncs");
    let idle = work.store.peer.ask(&work.store.vector, None, 1, NOW_MS, 1000).to_bytes();
    assert!(idle.len() <= 160, "an idle request is {} bytes", idle.len());
    let more = exchanges::round(&mut work, &mut hub, NOW_MS, Default::default(), SIZES, &mut fresh, None);
    assert_eq!(more, Ok(false), "one round says that nothing is new");
    write(&mut work, 7_777);
    exchanges::round(&mut work, &mut hub, NOW_MS, Default::default(), SIZES, &mut fresh, None).expect("it is pushed");
    assert!(work.store.peer.is_even(&work.store.vector), "one round brought it there and proved it");
}

#[test]
fn a_server_that_was_set_back_makes_the_count_go_up_again() {
    let mut hub = replica("hub", 0);
    let mut work = written("w1", 1, 10);
    let mut fresh = 100;
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh).expect("it syncs");
    let backup = hub.store.clone();
    (100..105).for_each(|number| {
        write(&mut work, number);
    });
    let proof = |work: &Replica| {
        let mine = &work.store.vector;
        let known = work.known(&work.store.peer.proof_needs(mine));
        work.store.peer.proof(mine, &work.sent, &known, |_| false)
    };
    assert_eq!(proof(&work).counts, Counts { here: 15, sent: 10, on_server: 10 }, "five are only here");
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh).expect("it syncs");
    assert!(proof(&work).is_all_safe(), "all are there");
    hub.store = backup;
    hub.secret = 44;
    // It no longer knows the vector that the hello starts from, asks for all of it, and then says where it is.
    for _ in 0..2 {
        exchanges::round(&mut work, &mut hub, NOW_MS, Default::default(), SIZES, &mut fresh, None).expect("it hears");
    }
    assert_eq!(proof(&work).counts.on_server, 10, "the count goes up again before anything is sent");
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh).expect("it syncs");
    assert!(proof(&work).is_all_safe(), "and sends the rest again");
    assert_eq!(hub.changes().len(), 15, "the server has them back");
}

#[test]
fn a_closed_origin_is_set_aside_from_there_and_counted_apart() {
    let mut work = written("w1", 1, 6);
    work.sign();
    let log = Log { scope: site(), origin: work.origin() };
    let outgoing = work.outgoing(&work.store.vector.lacked_by(&Vector::default()), &[log], 100);
    let chunk = Chunk::read(&pack(&Vector::default(), &outgoing, 1 << 20).expect("six").bytes).expect("whole");
    let receiver = Receiver {
        mine: &Vector::default(),
        me: None,
        known: &Known::default(),
        admits: &|place| place.seq <= 4,
        forked: &Default::default(),
        is_import: false,
    };
    let received = receiver.receive(chunk);
    assert_eq!(received.arrivals.len(), 4, "what came before it was closed is taken");
    assert_eq!(received.aside, vec![Aside { place: log.at(5), why: Why::NotAdmitted }], "what came later is named");
    let mut peer = Peer::default();
    peer.theirs.set(log, received.vector.tip(&log));
    let known = work.known(&peer.proof_needs(&work.store.vector));
    let proof = peer.proof(&work.store.vector, &Vector::default(), &known, |_| true);
    assert!(proof.is_all_safe(), "it does not hold up what is safe");
    assert_eq!(proof.closed, Counts { here: 6, sent: 4, on_server: 4 }, "and is counted apart");
}

/// Changes of two records by three authors who see now this, now that of what the others did.
fn any_history() -> impl Strategy<Value = Vec<Change>> {
    let step = (0u64..3, 0u128..2, 0usize..3, 0i64..4, prop::collection::vec(0usize..20, 0..3), any::<bool>());
    prop::collection::vec(step, 1..20).prop_map(|steps| {
        let mut changes: Vec<(ChangeId, Change)> = vec![];
        for (nth, (author, record, field, value, seen, is_void)) in steps.into_iter().enumerate() {
            let mut bases: Vec<ChangeId> = seen.iter().filter_map(|at| Some(changes.get(*at)?.0)).collect();
            bases.sort();
            bases.dedup();
            let field = if is_void { VOID_FIELD } else { ["a", "b", "c"][field] };
            let change = Change {
                clock: Clock::from_number(nth as i64 / 2).expect("small"),
                maker: key(author).origin(),
                author: Uuid::from_u128(author.into()),
                recorded_at_ms: nth as i64,
                skew_ms: 0,
                schema: 1,
                kind: "thing".into(),
                record: Uuid::from_u128(record),
                sets: vec![Set { field: field.into(), value: Value::Int(value), bases: bases.clone() }],
                seen: if is_void { bases } else { vec![] },
            };
            changes.push((ChangeId::of(&change.canonical()), change));
        }
        changes.into_iter().map(|(_, change)| change).collect()
    })
}

fn merged(changes: &[&Change]) -> BTreeMap<Uuid, Merged> {
    let mut by_record: BTreeMap<Uuid, Vec<(ChangeId, &Change)>> = BTreeMap::new();
    for change in changes {
        by_record.entry(change.record).or_default().push((ChangeId::of(&change.canonical()), change));
    }
    by_record.into_iter().map(|(record, changes)| (record, merge(changes))).collect()
}

proptest! {
    #[test]
    fn three_replicas_that_meet_in_any_order_show_the_same(history in any_history(), cuts in (0usize..20, 0usize..20), order in 0usize..6) {
        let (first, second) = (cuts.0.min(history.len()), cuts.1.min(history.len()));
        let (first, second) = (first.min(second), first.max(second));
        let parts = [&history[..first], &history[first..second], &history[second..]];
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        // (x + y) + z and x + (y + z): what a replica holds is the union, whichever met first, and some came twice.
        let [x, y, z] = orders[order].map(|nth| parts[nth].iter().collect::<Vec<_>>());
        let left = [[x.clone(), y.clone()].concat(), z.clone(), x.clone()].concat();
        let right = [x, [y, z].concat()].concat();
        let all = merged(&history.iter().collect::<Vec<_>>());
        prop_assert_eq!(&merged(&left), &all);
        prop_assert_eq!(&merged(&right), &all);
    }

    #[test]
    fn any_way_of_cutting_into_chunks_gives_the_same_log(count in 1i64..60, chunk in 1usize..3_000, rows in 1usize..40) {
        let mut from = written("w1", 1, count);
        let mut hub = replica("hub", 0);
        let mut to = replica("w2", 2);
        let mut fresh = 100;
        let sizes = Sizes { chunk, rows };
        exchanges::sync(&mut from, &mut hub, NOW_MS, sizes, &mut fresh).expect("it pushes");
        exchanges::sync(&mut to, &mut hub, NOW_MS, sizes, &mut fresh).expect("it pulls");
        prop_assert_eq!(to.store.vector.hash(), from.store.vector.hash());
        prop_assert_eq!(to.shown(), from.shown());
    }
}
