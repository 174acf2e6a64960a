//! One workstation, one hub, one dying link: every way in which an exchange can be cut.

use super::replica::{Replica, key};
use crate::rules::{Rule, holds};
use crate::*;

/// What befalls an exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    #[default]
    Well,
    /// The request is cut at a byte.
    CutRequest(u64),
    /// The request comes twice.
    Twice,
    /// The hub applies it and dies before it answers.
    HubDies,
    /// The response is cut at a byte.
    CutResponse(u64),
    /// The workstation dies after it applied the pull and before it kept what it knows of the server.
    Dies,
}

/// Sizes of this exchange.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub chunk: usize,
    pub rows: usize,
}

/// Something that happens at the hub while it reads what a visitor lacks, if it does not read from one snapshot.
pub type Meanwhile<'a> = &'a mut dyn FnMut(&mut Replica);

/// The hub's side, as `lib.rs` tells it. `None`: a malformed request, answered with an error.
pub fn answer(
    hub: &mut Replica,
    visitor: &Replica,
    bytes: &[u8],
    now_ms: i64,
    sizes: Sizes,
    fresh: &mut u64,
    meanwhile: Option<Meanwhile<'_>>,
) -> Option<Vec<u8>> {
    let request = Request::from_bytes(bytes).ok()?;
    let subscription = Subscription {
        scopes: visitor.scopes.iter().filter(|scope| !matches!(scope, Scope::Audit(_))).copied().collect(),
    };
    hub.sign();
    let mut visit = match Visit::new(request, &hub.store.kept, &hub.store.vector, subscription) {
        Ok(visit) => visit,
        Err(Refused::SayAll) => return Some(Response::SayAll.to_bytes()),
        Err(Refused::Malformed(_)) => return None,
    };
    let mut known = hub.known(&visit.needs());
    let received = visit.receive(&known, Some(hub.origin()), &|_| true);
    hub.apply(&received);
    if received.is_outrun {
        hub.secret = *fresh;
        *fresh += 1;
    }
    known.places.extend(hub.known(&visit.ladder_needs()).places);
    let mut spans = visit.lacks();
    let logs = visit.lacks_signatures();
    let outgoing = match meanwhile {
        Some(meanwhile) if !holds(Rule::OneSnapshot) && spans.len() > 1 => {
            // Read log by log while others write.
            let later = spans.split_off(spans.len() / 2);
            let mut first = hub.outgoing(&spans, &logs, usize::MAX);
            meanwhile(hub);
            let tip = |log: &Log| hub.store.vector.tip(log).seq;
            let later: Vec<Span> = later.iter().map(|span| Span { upto: tip(&span.log), ..*span }).collect();
            first.changes.extend(hub.outgoing(&later, &[], usize::MAX).changes);
            first.signatures.clear();
            first
        }
        _ => hub.outgoing(&spans, &logs, sizes.rows),
    };
    let (response, _) = visit.answer(&received, &known, &outgoing, hub.schema, now_ms + hub.wall_off_ms);
    let shared = visit.shared();
    hub.store.kept.insert(shared.hash(), shared);
    Some(response.to_bytes())
}

/// One round trip. Returns whether there is more to do.
pub fn round(
    work: &mut Replica,
    hub: &mut Replica,
    now_ms: i64,
    fate: Fate,
    sizes: Sizes,
    fresh: &mut u64,
    meanwhile: Option<Meanwhile<'_>>,
) -> Result<bool, String> {
    work.sign();
    let mine = work.store.vector.clone();
    let known = work.known(&work.store.peer.needs(&mine));
    work.store.peer.compare(&mine, &known);
    let peer = work.store.peer.clone();
    let outgoing = work.outgoing(&peer.lacks(&mine), &peer.lacks_signatures(&mine), sizes.rows);
    let push = if peer.probes.is_empty() { pack(&peer.theirs, &outgoing, sizes.chunk) } else { None };
    let has_pushed = push.is_some();
    if let Some(packed) = &push {
        work.sent = work.sent.with(&packed.after.changed_since(&peer.theirs));
    }
    let request =
        peer.ask(&mine, push.map(|packed| packed.bytes), work.schema, now_ms + work.wall_off_ms, sizes.chunk as u32);
    let mut bytes = request.to_bytes();
    if let Fate::CutRequest(at) = fate {
        bytes.truncate((at % bytes.len() as u64) as usize);
    }
    let mut answered = answer(hub, work, &bytes, now_ms, sizes, fresh, meanwhile);
    if fate == Fate::Twice {
        answered = answer(hub, work, &bytes, now_ms, sizes, fresh, None);
    }
    let Some(mut response) = answered.filter(|_| fate != Fate::HubDies) else { return Ok(false) };
    if let Fate::CutResponse(at) = fate {
        response.truncate((at % response.len() as u64) as usize);
    }
    let mut peer = work.store.peer.clone();
    match peer.hear(&mine, &response) {
        Err(_) => Ok(false),
        Ok(Heard::AskAgain) => {
            work.store.peer = peer;
            Ok(true)
        }
        Ok(Heard::Parting(parting)) => {
            let known = work.known(&parting.needs(&mine));
            let cuts = peer.narrow(&parting, &mine, &known);
            if !cuts.is_empty() {
                work.give_way(&cuts, *fresh);
                *fresh += 1;
            }
            work.store.peer = peer;
            Ok(true)
        }
        Ok(Heard::Done { refusals, pull, .. }) => {
            let has_pulled = pull.is_some();
            let known = work.known(&pull.as_ref().map(|chunk| chunk.needs(&work.store.vector)).unwrap_or_default());
            if let Some(chunk) = pull {
                let received = receive(work, *chunk, &known, false);
                if !received.aside.is_empty() {
                    return Err(format!("{} sets aside {:?}", work.name, received.aside));
                }
                work.apply(&received);
                if received.is_outrun {
                    work.secret = *fresh;
                    *fresh += 1;
                }
            }
            if fate == Fate::Dies {
                return Ok(false);
            }
            peer.agree(&work.store.vector);
            let is_even = peer.is_even(&work.store.vector);
            work.store.peer = peer;
            let is_gap = |refusal: &Refusal| refusal.why.contains("only");
            if let Some(refusal) = refusals.iter().find(|refusal| !is_gap(refusal)) {
                return Err(format!("the hub refuses {refusal:?} of {}", work.name));
            }
            Ok(has_pushed || has_pulled || !is_even)
        }
    }
}

pub fn receive(work: &Replica, chunk: Chunk, known: &Known, is_import: bool) -> Received {
    let none = Default::default();
    let receiver = Receiver {
        mine: &work.store.vector,
        me: Some(work.origin()),
        known,
        admits: &|_| true,
        forked: &none,
        is_import,
    };
    receiver.receive(chunk)
}

/// A whole sync: rounds until nothing is left, or the link dies.
pub fn sync(work: &mut Replica, hub: &mut Replica, now_ms: i64, sizes: Sizes, fresh: &mut u64) -> Result<(), String> {
    for _ in 0..400 {
        if !round(work, hub, now_ms, Fate::Well, sizes, fresh, None)? {
            return Ok(());
        }
    }
    let differing = work.store.vector.changed_since(&work.store.peer.theirs);
    let theirs = differing.iter().map(|(log, _)| work.store.peer.theirs.tip(log)).collect::<Vec<_>>();
    let probes = &work.store.peer.probes;
    Err(format!("{} never comes to an end: {differing:?}, there {theirs:?}; {probes:?}", work.name))
}

pub const ORGANIZATION_KEY: [u8; 32] = [9; 32];

/// All of `from` that somebody at `theirs` lacks, as a file.
pub fn export(from: &mut Replica, theirs: &Vector, now_ms: i64, sizes: Sizes) -> Vec<u8> {
    from.sign();
    let mine = from.store.vector.clone();
    let asked = Needs { places: theirs.iter().map(|(log, tip)| log.at(tip.seq)).collect(), ids: vec![] };
    let continues = continuing(&mine, theirs, &from.known(&asked));
    let mut at = continues.clone();
    let mut chunks = vec![];
    let logs: Vec<Log> = mine.iter().map(|(log, _)| *log).collect();
    while let Some(packed) = pack(&at, &from.outgoing(&mine.lacked_by(&at), &logs, sizes.rows), sizes.chunk) {
        at = packed.after;
        chunks.push(packed.bytes.into());
    }
    let (exporter, schema) = (from.origin(), from.schema);
    let parcel = Parcel { exporter, made_at_ms: now_ms, schema, continues, chunks, home: None };
    parcel.seal(ParcelKey::Organization(&ORGANIZATION_KEY), [3; 24], &key(from.secret))
}

/// Imports a file, each chunk in its transaction; dies before the chunk `dies_at`.
pub fn import(to: &mut Replica, bytes: &[u8], dies_at: usize, fresh: &mut u64) -> Result<(), ParcelError> {
    let parcel = Parcel::open(bytes, ParcelKey::Organization(&ORGANIZATION_KEY))?;
    parcel.check(&to.store.vector, &to.known(&parcel.needs(&to.store.vector)))?;
    let mut forked = std::collections::BTreeSet::new();
    for bytes in parcel.chunks.iter().take(dies_at) {
        let chunk = Chunk::read(bytes).map_err(|_| ParcelError::Altered)?;
        let known = to.known(&chunk.needs(&to.store.vector));
        let scopes = to.scopes.clone();
        let receiver = Receiver {
            mine: &to.store.vector,
            me: Some(to.origin()),
            known: &known,
            admits: &|place| scopes.contains(&place.log.scope),
            forked: &forked,
            is_import: true,
        };
        let received = receiver.receive(chunk);
        to.apply(&received);
        forked.extend(received.forks.iter().map(|branch| branch.log));
        let branches: Vec<Entry> = received
            .forks
            .into_iter()
            .filter(|branch| scopes.contains(&branch.log.scope))
            .flat_map(|branch| branch.changes)
            .collect();
        let held = &to.store.held;
        let reissue = reissue(&branches, &key(*fresh), |id| held.contains_key(id));
        *fresh += 1;
        to.adopt(reissue);
        if received.is_outrun {
            to.secret = *fresh;
            *fresh += 1;
        }
    }
    Ok(())
}
