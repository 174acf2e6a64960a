//! What a change costs on the wire, and that it comes back exactly; what damaged bytes come to.

use super::world::Dice;
use crate::*;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

const NOW_MS: i64 = 1_790_000_000_000;

fn log() -> Log {
    Log { scope: Scope::Site(Uuid::from_u128(1)), origin: Origin::from_bytes([4; 32]) }
}

fn entries(changes: &[Change]) -> Vec<Entry> {
    let place = |nth: usize| log().at(nth as u64 + 1);
    changes.iter().enumerate().map(|(nth, change)| Entry { place: place(nth), body: change.canonical() }).collect()
}

fn packed(entries: Vec<Entry>, limit: usize) -> Vec<Packed> {
    packed_for(Vector::default(), entries, limit)
}

/// For somebody who has something of another computer too.
fn knowing_two() -> Vector {
    let other = Log { scope: Scope::Org, origin: Origin::from_bytes([5; 32]) };
    Vector::from_iter([(other, Tip { seq: 10, ..Tip::default() })])
}

fn packed_for(mut at: Vector, entries: Vec<Entry>, limit: usize) -> Vec<Packed> {
    let outgoing = Outgoing::new(entries, true);
    std::iter::from_fn(|| {
        let packed = pack(&at, &outgoing, limit)?;
        at = packed.after.clone();
        Some(packed)
    })
    .collect()
}

fn received(bytes: &[u8], mine: &Vector) -> Result<Received, WireError> {
    let chunk = Chunk::read(bytes)?;
    let receiver = Receiver {
        mine,
        me: None,
        known: &Known::default(),
        admits: &|_| true,
        forked: &BTreeSet::new(),
        is_import: false,
    };
    Ok(receiver.receive(chunk))
}

/// Sets of readings as a clinic takes them: each person has a usual value and wavers about it. People were registered
/// over two years, by two computers.
fn vitals(count: usize, patients: usize, dice: &mut Dice) -> Vec<Change> {
    let id = |ms: i64, dice: &mut Dice| {
        let mut random = [0; 4];
        random.fill_with(|| dice.number() as u8);
        let maker = if dice.chance(30) { Origin::from_bytes([5; 32]) } else { log().origin };
        record_id(&maker, ms as u64, dice.below(2) as u16, random)
    };
    let usual: Vec<(Uuid, [i64; 6])> = (0..patients)
        .map(|_| {
            let mut between = |low: i64, high: i64| low + dice.below((high - low + 1) as usize) as i64;
            let usual = [between(60, 84), between(108, 158), between(60, 92), 367, between(97, 99), between(13, 18)];
            (id(NOW_MS - 86_400_000 * dice.below(730) as i64 - dice.below(40_000_000) as i64, dice), usual)
        })
        .collect();
    let mut ms = NOW_MS;
    let mut clock = Clock::default();
    let nurses: Vec<Uuid> = (0..5).map(|_| id(NOW_MS - 1_000_000_000, dice)).collect();
    let mut nurse = nurses[0];
    let wavers =
        |dice: &mut Dice, by: i64| (0..3).map(|_| dice.below(2 * by as usize + 1) as i64 - by).sum::<i64>() / 2;
    (0..count)
        .map(|_| {
            ms += 15_000 + dice.below(170_000) as i64;
            if dice.chance(15) {
                nurse = nurses[dice.below(nurses.len())];
            }
            let (patient, usual) = usual[dice.below(patients)];
            clock = Clock::next(clock, ms);
            let mut sets = vec![
                ("consciousness", Value::Text("alert".into())),
                ("diastolic_mmhg", Value::Int(usual[2] + wavers(dice, 5))),
                ("effective_at", Value::Int(ms)),
                ("heart_rate_bpm", Value::Int(usual[0] + wavers(dice, 6))),
                ("is_on_oxygen", Value::Bool(dice.chance(4))),
                ("patient_id", Value::Text(patient.to_string())),
                ("respiratory_rate_bpm", Value::Int(usual[5] + wavers(dice, 1))),
                ("spo2_percent", Value::Int((usual[4] + wavers(dice, 1)).min(100))),
                ("systolic_mmhg", Value::Int(usual[1] + wavers(dice, 7))),
            ];
            let tenths = usual[3] + wavers(dice, 3);
            let fever = if dice.chance(8) { dice.below(25) as i64 } else { 0 };
            let json = serde_json::from_str(&format!("{}e-1", tenths + fever)).expect("a number");
            sets.push(("temperature_c", Value::from_json(&json).expect("few digits")));
            Change {
                clock,
                maker: log().origin,
                author: nurse,
                recorded_at_ms: ms,
                skew_ms: 0,
                schema: 1,
                kind: "vitals".into(),
                record: id(ms, dice),
                sets: sets
                    .into_iter()
                    .map(|(field, value)| Set { field: field.into(), value, bases: vec![] })
                    .collect(),
                seen: vec![],
            }
        })
        .collect()
}

#[test]
fn a_set_of_vitals_costs_at_most_sixteen_bytes_in_bulk() {
    let whole = 64 * 1024;
    for (patients, count, limit) in
        [(120, 20_000, whole), (400, 20_000, whole), (2_000, 20_000, whole), (120, 2_000, 4 * 1024)]
    {
        let changes = vitals(count, patients, &mut Dice::new(5));
        let entries = entries(&changes);
        let canonical: usize = entries.iter().map(|entry| entry.body.len()).sum();
        let chunks = packed_for(knowing_two(), entries, limit);
        let bytes: usize = chunks.iter().map(|chunk| chunk.bytes.len()).sum();
        let each = bytes as f64 / count as f64;
        println!(
            "{count} sets of {patients} patients: {each:.2} bytes each in {} chunks of at most {limit} bytes, {} before",
            chunks.len(),
            canonical / count
        );
        assert!(chunks.iter().all(|chunk| chunk.bytes.len() <= limit), "no chunk is longer than it may be");
        // A chunk learns everything anew: very small ones cost more.
        assert!(limit < whole || each <= 16.0, "{each:.2} bytes each");
    }
}

#[test]
fn vitals_come_back_exactly() {
    let changes = vitals(3_000, 50, &mut Dice::new(6));
    let mut mine = Vector::default();
    let mut back = vec![];
    for chunk in packed(entries(&changes), 16 * 1024) {
        let received = received(&chunk.bytes, &mine).expect("a whole chunk");
        assert_eq!(received.aside, vec![], "nothing is set aside");
        mine = received.vector;
        back.extend(received.arrivals.into_iter().map(|arrival| arrival.change));
    }
    assert_eq!(back, changes, "every byte comes back");
}

/// Of a maker that a chunk's reader may or may not know.
fn any_made_id() -> impl Strategy<Value = Uuid> {
    let ms = prop_oneof![any::<u64>(), NOW_MS as u64..NOW_MS as u64 + 9];
    let parts = (prop_oneof![0u8..4, Just(9)], ms, any::<u16>(), any::<[u8; 4]>());
    parts.prop_map(|(maker, ms, nth, random)| record_id(&Origin::from_bytes([maker; 32]), ms, nth, random))
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        (-50i64..500).prop_map(Value::Int),
        (any::<i64>(), any::<i8>()).prop_map(|(mantissa, exponent)| Value::Decimal { mantissa, exponent }),
        (-999i64..9_999, -3i8..0).prop_map(|(mantissa, exponent)| Value::Decimal { mantissa, exponent }),
        "\\PC{0,12}".prop_map(Value::Text),
        (0u128..6).prop_map(|number| Value::Text(Uuid::from_u128(number).to_string())),
        any_made_id().prop_map(|id| Value::Text(id.to_string())),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-z]{0,3}", inner, 0..4).prop_map(Value::Map),
        ]
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let id = (0u8..30).prop_map(|number| ChangeId::of(&[number]));
    let ids = prop::collection::btree_set(id, 0..3).prop_map(|ids| ids.into_iter().collect::<Vec<_>>());
    let sets = prop::collection::btree_map("[a-d]{1,2}", (any_value(), ids.clone()), 0..5);
    let record = prop_oneof![any_made_id(), prop_oneof![any::<u128>(), 0u128..5].prop_map(Uuid::from_u128)];
    let head = (any::<u32>(), prop_oneof![any::<i64>(), Just(NOW_MS)], any::<i64>(), 0u8..3, "[a-c]{0,2}");
    (head, record, sets, ids, 0i64..4).prop_map(
        |((schema, recorded_at_ms, skew_ms, maker, kind), record, sets, seen, clock)| {
            let set = |(field, (value, bases))| Set { field, value, bases };
            Change {
                clock: Clock::from_number(clock << 30).expect("a small number is a clock"),
                maker: Origin::from_bytes([maker; 32]),
                author: Uuid::from_u128(u128::from(maker)),
                recorded_at_ms,
                skew_ms,
                schema,
                kind,
                record,
                sets: sets.into_iter().map(set).collect(),
                seen,
            }
        },
    )
}

/// A chunk of any changes, which builds on what stands in another log too.
fn any_chunk() -> impl Strategy<Value = (Vec<Entry>, HashMap<ChangeId, Place>, Vec<u8>)> {
    let raw = prop::collection::vec(any::<u8>(), 0..40);
    prop::collection::vec((any_change(), prop::option::weighted(0.1, raw)), 1..12).prop_map(|changes| {
        let mut bodies: Vec<Vec<u8>> = vec![];
        let mut ids = vec![];
        for (mut change, raw) in changes {
            if let Some(set) = change.sets.first_mut() {
                set.bases.extend(ids.iter().copied());
                set.bases.sort();
                set.bases.dedup();
            }
            let body = raw.unwrap_or_else(|| change.canonical());
            ids = vec![ChangeId::of(&body)];
            bodies.push(body);
        }
        let entries: Vec<Entry> =
            bodies.into_iter().enumerate().map(|(nth, body)| Entry { place: log().at(nth as u64 + 1), body }).collect();
        let other = Log { scope: Scope::Org, origin: Origin::from_bytes([9; 32]) };
        let places = (0u8..15).map(|number| (ChangeId::of(&[number]), other.at(u64::from(number) + 1))).collect();
        let theirs = Vector::from_iter([(other, Tip { seq: 10, ..Tip::default() })]);
        let outgoing = Outgoing { places, ..Outgoing::new(entries.clone(), true) };
        let packed = pack(&theirs, &outgoing, 1 << 20).expect("there is something");
        (entries, outgoing.places, packed.bytes)
    })
}

proptest! {
    #[test]
    fn every_change_comes_back_exactly((entries, places, bytes) in any_chunk()) {
        let chunk = Chunk::read(&bytes).expect("it was just packed");
        let other = Log { scope: Scope::Org, origin: Origin::from_bytes([9; 32]) };
        let mine = Vector::from_iter([(other, Tip { seq: 10, ..Tip::default() })]);
        let held = places.iter().map(|(id, place)| (*place, Standing { id: *id, chain: Chain::default(), clock: Clock::default() }));
        let known = Known { places: held.collect(), ..Known::default() };
        let receiver = Receiver { mine: &mine, me: None, known: &known, admits: &|_| true, forked: &BTreeSet::from([log()]), is_import: true };
        let received = receiver.receive(chunk);
        prop_assert_eq!(&received.forks[0].changes, &entries, "a log that is known to fork comes back whole, unjudged");
    }

    #[test]
    fn no_bytes_are_trouble(bytes in prop::collection::vec(any::<u8>(), 0..300), texts in prop::collection::vec(any::<u8>(), 0..60), count in 0usize..5_000) {
        let _ = Chunk::read(&bytes);
        let _ = Request::from_bytes(&bytes);
        let _ = Response::from_bytes(&bytes);
        let _ = Parcel::open(&bytes, ParcelKey::Organization(&[1; 32]));
        let _ = Vector::from_bytes(&bytes);
        let _ = crate::columns::read(bytes.clone(), texts, 3, count);
        for kind in [crate::wire::Kind::Chunk, crate::wire::Kind::Request, crate::wire::Kind::Response] {
            let framed = crate::wire::frame(kind, &bytes);
            let _ = Chunk::read(&framed);
            let _ = Request::from_bytes(&framed);
            let _ = Response::from_bytes(&framed);
        }
    }

    #[test]
    fn a_chunk_that_was_altered_is_refused_or_set_aside((_, _, bytes) in any_chunk(), at in any::<usize>(), bit in 0u8..8) {
        let whole = Chunk::read(&bytes).expect("it was just packed");
        let mut frame = bytes.clone();
        let at_byte = at % frame.len();
        frame[at_byte] ^= 1 << bit;
        prop_assert!(Chunk::read(&frame).is_err(), "the frame's sum finds any flipped bit");
        prop_assert!(Chunk::read(&bytes[..at_byte]).is_err(), "and any cut");
        // The same behind a sum that is right: what an attacker would send.
        let mut payload = crate::wire::unframe(crate::wire::Kind::Chunk, &bytes).expect("whole");
        let at_byte = at % payload.len();
        payload[at_byte] ^= 1 << bit;
        if let Ok(received) = received(&crate::wire::frame(crate::wire::Kind::Chunk, &payload), &Vector::default()) {
            let genuine = whole.drafts.len();
            prop_assert!(received.arrivals.len() <= genuine, "nothing is made up");
        }
    }
}

#[test]
fn what_would_inflate_to_more_than_is_allowed_is_refused() {
    let bomb = crate::wire::frame(crate::wire::Kind::Chunk, &vec![0; MAX_INFLATED + 1]);
    assert!(bomb.len() < 10_000, "it looks harmless");
    assert_eq!(Chunk::read(&bomb).err(), Some(WireError::TooLarge), "and is not inflated");
    assert_eq!(Response::from_bytes(b"<html>Please log in").err(), Some(WireError::NotOurs), "a captive portal's page");
}

/// More than a clock's counter counts, in one millisecond, each building on any one before, in one of four logs.
#[test]
fn what_changes_build_on_is_named_exactly_however_far_back_it_stands() {
    const COUNT: usize = 100_000;
    let mut dice = Dice::new(11);
    let (mut clock, mut mine) = (Clock::default(), Vector::default());
    let mut held: HashMap<Place, Standing> = HashMap::new();
    let mut places: HashMap<ChangeId, Place> = HashMap::new();
    let mut ids: Vec<ChangeId> = vec![];
    let logs = [4u8, 5, 6, 7].map(|origin| Log { scope: log().scope, origin: Origin::from_bytes([origin; 32]) });
    while ids.len() < COUNT {
        let from = logs[dice.below(4)];
        let mut entries = vec![];
        for nth in 1..=500u64 {
            clock = Clock::next(clock, NOW_MS);
            let bases = if ids.is_empty() { vec![] } else { vec![ids[dice.below(ids.len())]] };
            let change = Change {
                clock,
                maker: from.origin,
                author: Uuid::from_u128(1),
                recorded_at_ms: NOW_MS,
                skew_ms: 0,
                schema: 1,
                kind: "thing".into(),
                record: Uuid::from_u128(u128::from(from.origin.as_bytes()[0]) << 64 | u128::from(nth)),
                sets: vec![Set { field: "a".into(), value: Value::Int(nth.cast_signed()), bases }],
                seen: vec![],
            };
            let place = from.at(mine.tip(&from).seq + nth);
            let body = change.canonical();
            let id = ChangeId::of(&body);
            places.insert(id, place);
            ids.push(id);
            entries.push(Entry { place, body });
        }
        let mut outgoing = Outgoing::new(entries, true);
        outgoing.places = outgoing.bases().into_iter().map(|id| (id, places[&id])).collect();
        while let Some(chunk) = pack(&mine, &outgoing, 8 * 1024) {
            let chunk = Chunk::read(&chunk.bytes).expect("a whole chunk");
            let needs = chunk.needs(&mine);
            let known = needs.places.iter().filter_map(|place| Some((*place, *held.get(place)?))).collect();
            let known = Known { places: known, ..Known::default() };
            let (admits, forked) = (|_: &Place| true, BTreeSet::new());
            let receiver =
                Receiver { mine: &mine, me: None, known: &known, admits: &admits, forked: &forked, is_import: false };
            let received = receiver.receive(chunk);
            assert_eq!(received.aside, vec![], "after {} changes", ids.len());
            for arrival in &received.arrivals {
                let (id, chain, clock) = (arrival.id, arrival.chain, arrival.change.clock);
                held.insert(arrival.place, Standing { id, chain, clock });
            }
            mine = received.vector;
        }
    }
    assert_eq!(held.len(), ids.len(), "each came once");
}
