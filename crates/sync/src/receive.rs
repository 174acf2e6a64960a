//! What of a chunk is applied in which place, and what is set aside, by name and with a reason.

use crate::chunk::{Chunk, Known, Run};
use crate::columns::{Draft, Ref};
use crate::rules::{Rule, holds};
use crate::{Chain, Change, ChangeId, Clock, Entry, Log, Origin, Place, Signature, Tip, Vector};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A change that takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Where it stands from now on.
    pub place: Place,
    /// Its id. A change whose id is held at another place already is stored here too, but projected only once.
    pub id: ChangeId,
    /// The chain at its place.
    pub chain: Chain,
    /// What it says.
    pub change: Change,
    /// Its canonical bytes.
    pub body: Vec<u8>,
}

/// Why the rest of a log is set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Why {
    /// The changes before it are missing.
    #[error("it continues after change {after}, and only {held} are held")]
    Gap { after: u64, held: u64 },
    /// The same numbers hold other changes here.
    #[error("its history is another than the one held here")]
    Fork,
    /// Altered on its way, or damaged where it was stored.
    #[error("the changes do not come to the hash that was announced")]
    WrongHash,
    /// Not signed by whom it claims to be from.
    #[error("its signature is not that of its origin")]
    BadSignature,
    /// The bytes are no change.
    #[error("change {0} cannot be read")]
    Malformed(u64),
    /// A cause with a later clock than its effect, or a clock that fell.
    #[error("the clock of change {0} is not above that of what came before it")]
    ClockBelowCause(u64),
    /// Its origin was closed, or may not write in this scope.
    #[error("its origin may not write here")]
    NotAdmitted,
}

/// What was set aside of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The first place that was not taken.
    pub place: Place,
    /// The reason.
    pub why: Why,
}

/// A branch of a log that does not continue what is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The log.
    pub log: Log,
    /// Its changes, in the order of the chunk.
    pub changes: Vec<Entry>,
}

/// What receiving a chunk comes to. Nothing has been stored yet.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// To be stored and projected in one transaction, in this order.
    pub arrivals: Vec<Arrival>,
    /// To be kept in place of the older signature of the same log.
    pub signatures: Vec<Signature>,
    /// Set aside; the rest goes on.
    pub aside: Vec<Aside>,
    /// The logs that fork. In an exchange nothing of the chunk may then be applied (and nothing is in `arrivals`);
    /// importing a file, the branch is re-issued.
    pub forks: Vec<Branch>,
    /// How many changes were held already.
    pub skipped: usize,
    /// Where I am when this is applied.
    pub vector: Vector,
    /// Changes of my own origin came that I did not know: from now on I write under a new origin.
    pub is_outrun: bool,
}

/// Who receives.
pub struct Receiver<'a> {
    /// Where I am, read in the transaction that will apply the chunk.
    pub mine: &'a Vector,
    /// The origin under which I write.
    pub me: Option<Origin>,
    /// The answers to [`Chunk::needs`].
    pub known: &'a Known,
    /// Whether what stands at a place may come: rights in a scope, origins that were closed at a number.
    pub admits: &'a dyn Fn(&Place) -> bool,
    /// The logs that are known to fork: their changes are a branch from the first on.
    pub forked: &'a BTreeSet<Log>,
    /// A file is imported: forks do not stop the rest of the chunk.
    pub is_import: bool,
}

type Clocks = HashMap<ChangeId, (Clock, Option<Origin>)>;

struct Item {
    run: usize,
    seq: u64,
    id: ChangeId,
    chain: Chain,
    change: Option<Change>,
    body: Vec<u8>,
}

impl Receiver<'_> {
    /// What a chunk comes to.
    #[must_use]
    pub fn receive(&self, chunk: Chunk) -> Received {
        let Chunk { runs, signatures, drafts } = chunk;
        let items = self.resolve(&runs, drafts);
        let mut received = Received { vector: self.mine.clone(), ..Received::default() };
        let clocks = self.clocks(&items);
        let mut by_run: Vec<Vec<&Item>> = vec![vec![]; runs.len()];
        items.iter().for_each(|item| by_run[item.run].push(item));
        // Up to which number each run is good.
        let mut good: Vec<u64> = vec![];
        let mut forked: BTreeSet<usize> = BTreeSet::new();
        for (index, run) in runs.iter().enumerate() {
            let (upto, why) = self.judge(run, &by_run[index], &signatures, &clocks);
            match why {
                Some(Why::Fork) => drop(forked.insert(index)),
                Some(why) => received.aside.push(Aside { place: run.log.at(upto + 1), why }),
                None => {}
            }
            good.push(upto);
        }
        if !holds(Rule::OthersGoOn) && !received.aside.is_empty() {
            return received;
        }
        let mut branches: BTreeMap<Log, Branch> = BTreeMap::new();
        let stops = !forked.is_empty() && !self.is_import;
        for item in items {
            let log = runs[item.run].log;
            let place = log.at(item.seq);
            if forked.contains(&item.run) {
                let branch = branches.entry(log).or_insert_with(|| Branch { log, changes: vec![] });
                branch.changes.push(Entry { place, body: item.body });
            } else if holds(Rule::SkipHeld) && item.seq <= self.mine.tip(&log).seq {
                received.skipped += 1;
            } else if let (true, false, Some(change)) = (item.seq <= good[item.run], stops, item.change) {
                let tip = received.vector.tip(&log);
                let clock = change.clock;
                received.vector.set(log, Tip { seq: item.seq, chain: item.chain, clock, proven: tip.proven });
                received.is_outrun |= holds(Rule::Outrun) && Some(log.origin) == self.me;
                received.arrivals.push(Arrival { place, id: item.id, chain: item.chain, change, body: item.body });
            }
        }
        received.forks.extend(branches.into_values());
        if !stops {
            let chains = received.arrivals.iter().map(|arrival| (arrival.place, arrival.chain)).collect();
            received.prove(signatures, &chains, self);
        }
        received
    }

    /// The bytes and ids of all changes, bases looked up.
    fn resolve(&self, runs: &[Run], drafts: Vec<(usize, Draft)>) -> Vec<Item> {
        let mut ends: Vec<(u64, Chain)> = runs.iter().map(|run| (run.after, run.start)).collect();
        let mut items: Vec<Item> = Vec::with_capacity(drafts.len());
        for (run, draft) in drafts {
            let (change, body) = match draft {
                Draft::Raw(body) => (Change::from_canonical(&body).ok(), body),
                Draft::Change { change, bases, seen } => {
                    let look_up = |refs: Vec<Ref>| {
                        let ids: Option<BTreeSet<ChangeId>> =
                            refs.into_iter().map(|base| self.look_up(base, &items)).collect();
                        ids.map(|ids| ids.into_iter().collect::<Vec<_>>())
                    };
                    let mut change = *change;
                    let mut is_whole = true;
                    for (set, refs) in change.sets.iter_mut().zip(bases) {
                        match look_up(refs) {
                            Some(ids) => set.bases = ids,
                            None => is_whole = false,
                        }
                    }
                    match look_up(seen) {
                        Some(ids) => change.seen = ids,
                        None => is_whole = false,
                    }
                    let body = change.canonical();
                    (is_whole.then_some(change), body)
                }
            };
            let id = ChangeId::of(&body);
            let (seq, chain) = ends[run];
            ends[run] = (seq + 1, chain.then(&id));
            items.push(Item { run, seq: seq + 1, id, chain: ends[run].1, change, body });
        }
        items
    }

    /// The clocks of all that the chunk carries or builds on, with the makers of what it carries.
    fn clocks(&self, items: &[Item]) -> Clocks {
        let mut clocks: Clocks = self.known.clocks.iter().map(|(id, clock)| (*id, (*clock, None))).collect();
        clocks.extend(self.known.places.values().map(|at| (at.id, (at.clock, None))));
        let carried = items.iter().filter_map(|item| Some((item.id, item.change.as_ref()?)));
        clocks.extend(carried.map(|(id, change)| (id, (change.clock, Some(change.maker)))));
        clocks
    }

    fn look_up(&self, base: Ref, items: &[Item]) -> Option<ChangeId> {
        match base {
            Ref::Id(id) => Some(id),
            Ref::Within(at) => items.get(at).map(|item| item.id),
            Ref::At(place) => self.known.places.get(&place).map(|standing| standing.id),
        }
    }

    /// Up to which number a run can be taken, and why not all of it.
    fn judge(&self, run: &Run, items: &[&Item], signatures: &[Signature], clocks: &Clocks) -> (u64, Option<Why>) {
        let tip = self.mine.tip(&run.log);
        if self.forked.contains(&run.log) {
            return (tip.seq, Some(Why::Fork));
        }
        if holds(Rule::NextNumber) && run.after > tip.seq {
            return (run.after, Some(Why::Gap { after: run.after, held: tip.seq }));
        }
        let chain_of = |seq: u64| match seq.checked_sub(run.after) {
            Some(0) => Some(run.start),
            Some(nth) => items.get(nth as usize - 1).map(|item| item.chain),
            None => self.known.chain(run.log.at(seq), &tip),
        };
        let end = run.after + run.count;
        if holds(Rule::WrongHash) && chain_of(end) != Some(run.end) {
            return (tip.seq, Some(Why::WrongHash));
        }
        let differs = |seq: u64| {
            let known = self.known.chain(run.log.at(seq), &tip);
            known.is_some_and(|known| Some(known) != chain_of(seq))
        };
        if holds(Rule::Forks) && (differs(run.after) || differs(tip.seq.min(end))) {
            return (tip.seq, Some(Why::Fork));
        }
        let of_run = |signature: &&Signature| signature.log == run.log && signature.seq > tip.proven;
        for signature in signatures.iter().filter(of_run) {
            if chain_of(signature.seq).is_some_and(|chain| !signature.proves(&chain)) {
                return (tip.seq, Some(Why::BadSignature));
            }
        }
        self.judge_changes(run, items, clocks, &tip)
    }

    /// The first change that cannot be taken; with it goes the transaction that it is part of.
    fn judge_changes(&self, run: &Run, items: &[&Item], clocks: &Clocks, tip: &Tip) -> (u64, Option<Why>) {
        let mut last = tip.clock;
        let mut whole = tip.seq;
        let fresh = items.iter().filter(|item| item.seq > tip.seq || !holds(Rule::SkipHeld));
        for item in fresh {
            let Some(change) = &item.change else { return (whole, Some(Why::Malformed(item.seq))) };
            if change.clock != last {
                whole = item.seq - 1;
            }
            let is_falling = holds(Rule::ClockNeverFalls) && change.clock < last;
            // Only a change of the same transaction may share the clock of what builds on it.
            let is_below = |id: &ChangeId| {
                clocks.get(id).is_some_and(|(clock, maker)| {
                    *clock > change.clock || *clock == change.clock && maker.is_some_and(|maker| maker != change.maker)
                })
            };
            if is_falling || holds(Rule::ClockAboveBases) && change.causes().any(is_below) {
                return (whole, Some(Why::ClockBelowCause(item.seq)));
            }
            if !(self.admits)(&run.log.at(item.seq)) {
                return (whole, Some(Why::NotAdmitted));
            }
            last = change.clock;
        }
        (run.after + run.count, None)
    }
}

impl Received {
    /// Takes the signatures that speak of what is held now.
    fn prove(&mut self, signatures: Vec<Signature>, chains: &HashMap<Place, Chain>, to: &Receiver<'_>) {
        for signature in signatures {
            let place = signature.log.at(signature.seq);
            let mut tip = self.vector.tip(&signature.log);
            let before = to.mine.tip(&signature.log);
            let held = chains.get(&place).copied().or_else(|| to.known.chain(place, &before));
            let is_news = signature.seq > tip.proven && signature.seq <= tip.seq;
            if is_news && held.is_some_and(|chain| signature.proves(&chain)) {
                tip.proven = signature.seq;
                self.vector.set(signature.log, tip);
                self.signatures.push(signature);
            }
        }
    }
}
