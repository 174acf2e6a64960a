//! The server's side of an exchange: what a visitor brings, what it lacks, and where the histories part.

use crate::chunk::{Chunk, Known, Needs};
use crate::exchange::{Hello, Refusal, Request, Response};
use crate::fork::{Ladder, Probe};
use crate::receive::{Received, Receiver};
use crate::rules::{Rule, holds};
use crate::send::{Outgoing, pack};
use crate::{Log, Origin, Place, Scope, Span, Vector, WireError};
use std::collections::{BTreeSet, HashMap};

/// Each probe costs up to 64 look-ups.
pub(crate) const MAX_PROBES: usize = 256;

/// What a visitor may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// The scopes that it pulls. What it writes into an audit scope is sent and never pulled.
    pub scopes: BTreeSet<Scope>,
}

impl Subscription {
    /// What of `mine` concerns a visitor at `theirs`.
    #[must_use]
    pub fn of(&self, mine: &Vector, theirs: &Vector) -> Vector {
        mine.only(|log| match log.scope {
            Scope::Audit(_) => theirs.tip(log).seq > 0,
            scope => self.scopes.contains(&scope),
        })
    }
}

/// A visitor whose request was understood.
pub struct Visit {
    request: Request,
    theirs: Vector,
    mine: Vector,
    subscription: Subscription,
    push: Option<Chunk>,
    forks: Vec<Probe>,
    /// Where I was when the visitor last compared its chains with mine.
    assumed: Vector,
    /// The visitor may hold another history of some log, further on than mine: it has to compare first.
    is_unsure: bool,
}

impl Visit {
    /// Takes a request. `kept` are the vectors that [`Visit::shared`] gave at this visitor's last visits, by hash;
    /// `mine` is where the server is, read in the transaction that will apply the push.
    ///
    /// # Errors
    /// The answer to give at once, where the request cannot be followed.
    pub fn new(
        request: Request,
        kept: &HashMap<[u8; 32], Vector>,
        mine: &Vector,
        subscription: Subscription,
    ) -> Result<Visit, Refused> {
        if request.probes.len() > MAX_PROBES {
            return Err(Refused::Malformed(WireError::TooLarge));
        }
        let empty = Vector::default();
        let find = |hash: &[u8; 32]| if *hash == empty.hash() { Some(&empty) } else { kept.get(hash) };
        let theirs = find(&request.hello.base).and_then(|base| request.hello.vector(base)).ok_or(Refused::SayAll)?;
        // What I kept was set back together with my logs: a vector that I know is one that I have reached.
        let assumed = find(&request.assumes).cloned();
        let is_reached = assumed.is_some() || !holds(Rule::NotSetBack);
        let push = match request.push.as_slice() {
            _ if !is_reached => None,
            [] => None,
            bytes => Some(Chunk::read(bytes).map_err(Refused::Malformed)?),
        };
        Ok(Visit {
            request,
            theirs,
            mine: mine.clone(),
            subscription,
            push,
            forks: vec![],
            assumed: assumed.unwrap_or_default(),
            is_unsure: false,
        })
    }

    /// What to look up first.
    #[must_use]
    pub fn needs(&self) -> Needs {
        let mut needs = self.push.as_ref().map(|chunk| chunk.needs(&self.mine)).unwrap_or_default();
        needs.places.extend(self.compared().map(|(place, _)| place).filter(|place| self.mine.is_before_end(place)));
        needs.places.extend(self.request.probes.iter().flat_map(|probe| {
            let within = probe.numbers().into_iter().filter(|seq| *seq <= self.mine.tip(&probe.log).seq);
            within.map(|seq| probe.log.at(seq))
        }));
        needs.places.sort_unstable();
        needs.places.dedup();
        needs
    }

    /// The places where the visitor's chain can be compared with mine.
    fn compared(&self) -> impl Iterator<Item = (Place, crate::Chain)> {
        let theirs = self.theirs.iter().filter(|(log, tip)| tip.seq <= self.mine.tip(log).seq);
        theirs.map(|(log, tip)| (log.at(tip.seq), tip.chain))
    }

    /// What the push comes to: to be applied in this transaction. It is empty where histories part.
    pub fn receive(&mut self, known: &Known, me: Option<Origin>, admits: &dyn Fn(&Place) -> bool) -> Received {
        let forks: Vec<Probe> = self
            .compared()
            .filter(|(place, chain)| {
                holds(Rule::Forks) && known.chain(*place, &self.mine.tip(&place.log)).is_some_and(|mine| mine != *chain)
            })
            .map(|(place, _)| Probe { log: place.log, same: 0, differs: place.seq })
            .collect();
        self.forks = forks;
        self.is_unsure = holds(Rule::SureBeforePull)
            && self.theirs.iter().any(|(log, tip)| {
                let mine = self.mine.tip(log).seq;
                let is_compared = tip.seq <= mine || mine == 0 || self.assumed.tip(log).seq == mine;
                !is_compared && !self.push.as_ref().is_some_and(|chunk| chunk.carries(log))
            });
        let nothing = || Received { vector: self.mine.clone(), ..Received::default() };
        let chunk = match self.push.take() {
            Some(chunk) if self.forks.is_empty() => chunk,
            _ => return nothing(),
        };
        let none = BTreeSet::new();
        let receiver = Receiver { mine: &self.mine, me, known, admits, forked: &none, is_import: false };
        let received = receiver.receive(chunk);
        self.forks = received.forks.iter().map(|branch| self.parting(&branch.log, &branch.changes)).collect();
        self.mine = received.vector.clone();
        received
    }

    /// Between which numbers a branch that was pushed parts from mine.
    fn parting(&self, log: &Log, branch: &[crate::Entry]) -> Probe {
        let last = branch.last().map_or(0, |entry| entry.place.seq);
        Probe { log: *log, same: 0, differs: last.min(self.mine.tip(log).seq) }
    }

    /// Of what to look up the chains for the answer: empty unless histories part.
    #[must_use]
    pub fn ladder_needs(&self) -> Needs {
        let within = |probe: &Probe| probe.numbers().into_iter().map(|seq| probe.log.at(seq)).collect::<Vec<_>>();
        Needs { places: self.forks.iter().flat_map(within).collect(), ids: vec![] }
    }

    /// What the visitor lacks once its push is applied: read it from the same snapshot.
    #[must_use]
    pub fn lacks(&self) -> Vec<Span> {
        let is_wanted =
            self.request.pull_bytes > 0 && !self.is_unsure && self.forks.is_empty() && self.request.probes.is_empty();
        if is_wanted { self.shared().lacked_by(&self.theirs) } else { vec![] }
    }

    /// The logs whose signatures the visitor lacks, among them those of [`Visit::lacks`].
    #[must_use]
    pub fn lacks_signatures(&self) -> Vec<Log> {
        let shared = self.shared();
        let lacking = shared.iter().filter(|(log, tip)| self.theirs.tip(log).proven < tip.proven);
        lacking.map(|(log, _)| *log).collect()
    }

    /// What of mine concerns the visitor: keep it by its hash as the vector that its next hello may start from.
    #[must_use]
    pub fn shared(&self) -> Vector {
        self.subscription.of(&self.mine, &self.theirs)
    }

    /// The answer, and how many changes it carries.
    #[must_use]
    pub fn answer(
        &self,
        received: &Received,
        known: &Known,
        outgoing: &Outgoing,
        schema: u32,
        wall_ms: i64,
    ) -> (Response, usize) {
        // What the visitor asks about is further on than what I find anew.
        let is_asked = |fork: &&Probe| self.request.probes.iter().any(|probe| probe.log == fork.log);
        let found = self.forks.iter().filter(|fork| !is_asked(fork)).take(MAX_PROBES);
        let probes: Vec<Probe> = self.request.probes.iter().chain(found).copied().collect();
        if !probes.is_empty() {
            let ladders = probes.iter().map(|probe| self.ladder(probe, known)).collect();
            return (Response::Forks { ladders, wall_ms }, 0);
        }
        let pull = pack(&self.theirs, outgoing, self.request.pull_bytes as usize);
        let changes = pull.as_ref().map_or(0, |packed| packed.changes);
        let done = Response::Done {
            hello: Hello::new(&self.shared(), &self.theirs, schema, wall_ms),
            refusals: received
                .aside
                .iter()
                .map(|aside| Refusal { log: aside.place.log, seq: aside.place.seq, why: aside.why.to_string() })
                .collect(),
            pull: pull.map(|packed| packed.bytes).unwrap_or_default(),
        };
        (done, changes)
    }

    fn ladder(&self, probe: &Probe, known: &Known) -> Ladder {
        let tip = self.mine.tip(&probe.log);
        let rung = |seq| Some((seq, known.chain(probe.log.at(seq), &tip)?));
        Ladder { log: probe.log, rungs: probe.numbers().into_iter().filter_map(rung).collect() }
    }
}

/// Why a request is not followed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Answer [`Response::SayAll`].
    #[error("the vector that the hello starts from is not known")]
    SayAll,
    /// Answer that the request is malformed.
    #[error(transparent)]
    Malformed(WireError),
}
