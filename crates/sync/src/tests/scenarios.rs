//! Pointed stories, each about one way in which an exchange could go wrong.

use super::exchanges::{self, Fate, Sizes};
use super::replica::{Replica, key};
use crate::columns::Draft;
use crate::*;
use std::collections::BTreeSet;
use uuid::Uuid;

pub type Scenario = fn() -> Result<(), String>;

/// All of them, by name.
pub const ALL: [(&str, Scenario); 10] = [
    ("what is altered on its way is set aside", altered),
    ("nobody can write in another's name", forged),
    ("a cause never has the later clock", backwards),
    ("a clock never falls", falling),
    ("a bad origin does not stop the others", others_go_on),
    ("what is held elsewhere is not re-issued", once),
    ("who meets changes of its own writes on under a new origin", outrun),
    ("a server that was set back takes nothing that builds on what it lost", set_back),
    ("nothing is pulled that builds on a history not yet compared", sure_before_pull),
    ("what a cut link leaves past the last signature is unproven", unproven),
];

const NOW_MS: i64 = 1_790_000_000_000;
const SIZES: Sizes = Sizes { chunk: 64 * 1024, rows: 1000 };

fn site() -> Scope {
    Scope::Site(Uuid::from_u128(1))
}

fn ensure(is_so: bool, what: &str) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what.into()) }
}

fn write(rep: &mut Replica, at_ms: i64, number: i64, bases: &[ChangeId]) -> ChangeId {
    let set = Set { field: "a".into(), value: Value::Int(number), bases: bases.to_vec() };
    rep.write(NOW_MS + at_ms, vec![(site(), Uuid::from_u128(9), vec![set], vec![])])[0]
}

/// A signed chunk of all that a replica holds.
fn chunk_of(rep: &mut Replica) -> Chunk {
    rep.sign();
    let logs: Vec<Log> = rep.store.vector.iter().map(|(log, _)| *log).collect();
    let outgoing = rep.outgoing(&rep.store.vector.lacked_by(&Vector::default()), &logs, 1000);
    let packed = pack(&Vector::default(), &outgoing, 1 << 20).expect("there is something");
    Chunk::read(&packed.bytes).expect("it was just packed")
}

fn received(chunk: Chunk) -> Received {
    let receiver = Receiver {
        mine: &Vector::default(),
        me: None,
        known: &Known::default(),
        admits: &|_| true,
        forked: &BTreeSet::new(),
        is_import: false,
    };
    receiver.receive(chunk)
}

fn three_changes() -> Replica {
    let mut rep = Replica::new("w1", 1, &[site()], 1);
    for nth in 0..3 {
        write(&mut rep, nth, nth, &[]);
    }
    rep
}

fn other_body(rep: &Replica) -> Vec<u8> {
    let log = Log { scope: site(), origin: rep.origin() };
    let mut change = (*rep.row(log.at(2)).expect("it wrote three").change).clone();
    change.sets[0].value = Value::Int(666);
    change.canonical()
}

fn altered() -> Result<(), String> {
    let mut rep = three_changes();
    let mut chunk = chunk_of(&mut rep);
    chunk.signatures.clear();
    chunk.drafts[1].1 = Draft::Raw(other_body(&rep));
    let received = received(chunk);
    ensure(received.arrivals.is_empty(), "an altered change was taken")?;
    ensure(received.aside[0].why == Why::WrongHash, "it is set aside by its reason")
}

fn forged() -> Result<(), String> {
    let mut rep = three_changes();
    let mut chunk = chunk_of(&mut rep);
    let body = other_body(&rep);
    let rows = &rep.store.logs[&chunk.runs[0].log];
    let ids = [rows[0].id, ChangeId::of(&body), rows[2].id];
    chunk.drafts[1].1 = Draft::Raw(body);
    chunk.runs[0].end = ids.iter().fold(Chain::default(), |chain, id| chain.then(id));
    let received_with_old = received(chunk.clone());
    ensure(received_with_old.arrivals.is_empty(), "the old signature does not cover another chain")?;
    chunk.signatures = vec![key(77).sign(chunk.runs[0].log, 3, &chunk.runs[0].end)];
    let received = received(chunk);
    ensure(received.arrivals.is_empty(), "a stranger's signature was taken for the origin's")?;
    ensure(received.aside[0].why == Why::BadSignature, "it is set aside by its reason")
}

fn backwards() -> Result<(), String> {
    let mut first = Replica::new("w1", 1, &[site()], 1);
    let base = write(&mut first, 50, 1, &[]);
    let mut second = Replica::new("w2", 2, &[site()], 1);
    // It never held what it builds on, so its clock is not above it.
    write(&mut second, 10, 2, &[base]);
    let mut chunks = [chunk_of(&mut first), chunk_of(&mut second)];
    let [one, two] = &mut chunks;
    one.runs.append(&mut two.runs);
    one.signatures.append(&mut two.signatures);
    one.drafts.extend(two.drafts.drain(..).map(|(_, draft)| (1, draft)));
    let received = received(one.clone());
    ensure(received.arrivals.len() == 1, "an effect that is older than its cause was taken")?;
    ensure(received.aside[0].why == Why::ClockBelowCause(1), "it is set aside by its reason")
}

fn falling() -> Result<(), String> {
    let mut rep = Replica::new("w1", 1, &[site()], 1);
    write(&mut rep, 50, 1, &[]);
    rep.store.last = Clock::default();
    write(&mut rep, 10, 2, &[]);
    let received = received(chunk_of(&mut rep));
    ensure(received.arrivals.len() == 1, "a clock fell along a log")?;
    ensure(received.aside[0].why == Why::ClockBelowCause(2), "it is set aside by its reason")
}

fn others_go_on() -> Result<(), String> {
    let mut bad = three_changes();
    let mut chunk = chunk_of(&mut bad);
    let mut good = Replica::new("w2", 2, &[site()], 1);
    write(&mut good, 90, 1, &[]);
    let mut more = chunk_of(&mut good);
    chunk.runs[0].after = 5;
    chunk.runs.append(&mut more.runs);
    chunk.drafts.extend(more.drafts.drain(..).map(|(_, draft)| (1, draft)));
    let received = received(chunk);
    ensure(received.arrivals.len() == 1, "the good origin waits for the bad one")?;
    ensure(received.aside[0].why == Why::Gap { after: 5, held: 0 }, "the gap is named")
}

fn once() -> Result<(), String> {
    let mut rep = three_changes();
    let log = Log { scope: site(), origin: rep.origin() };
    let row = rep.row(log.at(2)).expect("it wrote three").clone();
    let elsewhere = Log { scope: site(), origin: key(50).origin() };
    rep.append(elsewhere, (*row.change).clone(), row.body.to_vec());
    let count = rep.give_way(&[log.at(1)], 60);
    ensure(count == 1, "one of the two stands elsewhere already")?;
    ensure(rep.changes().len() == 3, "and all are held")
}

fn outrun() -> Result<(), String> {
    let mut hub = Replica::new("hub", 0, &[site()], 1);
    let mut work = three_changes();
    let before = work.clone();
    let mut fresh = 100;
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    // The same machine as it was before, as if nothing had been.
    let mut work = Replica { store: Default::default(), ..before };
    let old = work.origin();
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    ensure(work.changes().len() == 3, "what it lost is pulled")?;
    ensure(work.origin() != old, "it would write under numbers that are taken")
}

fn set_back() -> Result<(), String> {
    let mut hub = Replica::new("hub", 0, &[site()], 1);
    let mut fresh = 100;
    let empty = hub.store.clone();
    let [mut first, mut second] = [1, 2].map(|nth| Replica::new("w", nth, &[site()], 1));
    let base = write(&mut first, 1, 1, &[]);
    exchanges::sync(&mut first, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    exchanges::sync(&mut second, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    let effect = write(&mut second, 2, 2, &[base]);
    hub.store = empty;
    hub.secret = 55;
    exchanges::round(&mut second, &mut hub, NOW_MS, Fate::Well, SIZES, &mut fresh, None)?;
    let has_cause = hub.store.held.contains_key(&base) || !hub.store.held.contains_key(&effect);
    ensure(has_cause, "the server holds an effect without its cause")?;
    exchanges::sync(&mut second, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    ensure(hub.changes().len() == 2, "it gets back what it lost, from whoever holds it")
}

fn sure_before_pull() -> Result<(), String> {
    let mut hub = Replica::new("hub", 0, &[site()], 1);
    let mut fresh = 100;
    let mut first = Replica::new("w1", 1, &[site()], 1);
    // A whole machine is copied: both write in the same log, the copy more.
    let mut copy = Replica::new("w1'", 1, &[site()], 1);
    let base = write(&mut first, 1, 1, &[]);
    exchanges::sync(&mut first, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    write(&mut hub, 2, 2, &[base]);
    let author = Uuid::from_u128(8);
    let set = |number| Set { field: "a".into(), value: Value::Int(number), bases: vec![] };
    copy.write(NOW_MS, vec![(Scope::Org, author, vec![set(7)], vec![])]);
    for nth in 3..5 {
        write(&mut copy, nth, nth, &[]);
    }
    copy.scopes.insert(Scope::Org);
    hub.scopes.insert(Scope::Org);
    exchanges::round(&mut copy, &mut hub, NOW_MS, Fate::Well, Sizes { chunk: 600, rows: 1000 }, &mut fresh, None)?;
    let held = &copy.store.held;
    let has_cause = copy.changes().values().all(|change| change.causes().all(|cause| held.contains_key(cause)));
    ensure(has_cause, "the copy holds an effect without its cause")?;
    exchanges::sync(&mut copy, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    exchanges::sync(&mut first, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    ensure(copy.changes().len() == 5 && hub.changes().len() == 5, "both histories are everywhere in the end")
}

fn unproven() -> Result<(), String> {
    let mut hub = Replica::new("hub", 0, &[site()], 1);
    let mut work = three_changes();
    let mut carrier = Replica::new("w2", 2, &[site()], 1);
    let log = Log { scope: site(), origin: work.origin() };
    let outgoing = work.outgoing(&work.store.vector.lacked_by(&Vector::default()), &[], 1000);
    let packed = pack(&Vector::default(), &outgoing, 1 << 20).ok_or("nothing to send")?;
    let received = received(Chunk::read(&packed.bytes).map_err(|fault| fault.to_string())?);
    carrier.apply(&received);
    ensure(carrier.store.vector.tip(&log).proven == 0, "nobody signed it")?;
    let mut fresh = 100;
    exchanges::round(&mut carrier, &mut hub, NOW_MS, Fate::Well, SIZES, &mut fresh, None)?;
    ensure(hub.store.vector.tip(&log).seq == 3, "a carrier's unproven changes are taken")?;
    ensure(hub.store.vector.tip(&log).proven == 0, "and known as unproven")?;
    exchanges::sync(&mut work, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    ensure(hub.store.vector.tip(&log).proven == 3, "until their origin's word comes, though no change does")?;
    exchanges::sync(&mut carrier, &mut hub, NOW_MS, SIZES, &mut fresh)?;
    ensure(carrier.store.vector.tip(&log).proven == 3, "and it goes on to all who hold them")
}

#[test]
fn every_scenario_ends_well() {
    for (name, scenario) in ALL {
        scenario().unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}
