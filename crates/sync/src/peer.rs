//! The workstation's side of an exchange: what it knows of the server, what it asks, what it hears.

use crate::chunk::{Chunk, Known, Needs};
use crate::exchange::{Hello, Refusal, Request, Response};
use crate::fork::{Ladder, Narrowed, Probe, narrow};
use crate::rules::{Rule, holds};
use crate::visit::MAX_PROBES;
use crate::{Log, Place, Span, Tip, Vector, WireError};
use minicbor::{Decode, Encode};

/// What a workstation knows of the server: keep it beside the log, or start again from the empty one at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Peer {
    /// Where the server was at its last hello, in what concerns me.
    #[n(0)]
    pub theirs: Vector,
    /// Where I was then: up to there the server compared my chains with its own.
    #[n(1)]
    pub compared: Vector,
    /// The last vector at which both were equal: hellos start from it.
    #[n(2)]
    pub agreed: Vector,
    /// Where histories part, to be asked at the next exchange.
    #[n(3)]
    pub probes: Vec<Probe>,
}

/// What a response comes to.
#[derive(Debug)]
pub enum Heard {
    /// Ask again: the next request says all.
    AskAgain,
    /// Histories part. Look up [`Parting::needs`], then [`Peer::narrow`].
    Parting(Parting),
    /// The server took what it could.
    Done {
        /// Its wall.
        wall_ms: i64,
        /// The version of its schema.
        schema: u32,
        /// What it did not take.
        refusals: Vec<Refusal>,
        /// What it has for me: receive it and apply it.
        pull: Option<Box<Chunk>>,
    },
}

/// Logs of which the server holds another history.
#[derive(Debug)]
pub struct Parting {
    ladders: Vec<Ladder>,
}

impl Parting {
    /// The places of which my chains are wanted.
    #[must_use]
    pub fn needs(&self, mine: &Vector) -> Needs {
        let all = self.ladders.iter().flat_map(|ladder| ladder.rungs.iter().map(|(seq, _)| ladder.log.at(*seq)));
        Needs { places: all.filter(|place| place.seq <= mine.tip(&place.log).seq).collect(), ids: vec![] }
    }
}

impl Peer {
    /// The bytes of it, for keeping.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// What was kept.
    ///
    /// # Errors
    /// When the bytes are not what a workstation knows of a server.
    pub fn from_bytes(bytes: &[u8]) -> Result<Peer, WireError> {
        Ok(minicbor::decode(bytes)?)
    }

    /// What the server lacks as far as I know.
    #[must_use]
    pub fn lacks(&self, mine: &Vector) -> Vec<Span> {
        if self.probes.is_empty() { mine.lacked_by(&self.theirs) } else { vec![] }
    }

    /// The logs whose signatures the server lacks.
    #[must_use]
    pub fn lacks_signatures(&self, mine: &Vector) -> Vec<Log> {
        let lacking = mine.iter().filter(|(log, tip)| self.theirs.tip(log).proven < tip.proven);
        lacking.map(|(log, _)| *log).collect()
    }

    /// Where my chains must be compared with the server's before I push: nothing moves before that.
    #[must_use]
    pub fn needs(&self, mine: &Vector) -> Needs {
        let behind = self.theirs.iter().filter(|(log, tip)| tip.seq < mine.tip(log).seq);
        Needs { places: behind.map(|(log, tip)| log.at(tip.seq)).collect(), ids: vec![] }
    }

    /// Compares them: where they differ the next request asks where histories part, and pushes nothing.
    pub fn compare(&mut self, mine: &Vector, known: &Known) {
        for (log, tip) in self.theirs.iter() {
            let my_tip = mine.tip(log);
            let chain = (tip.seq <= my_tip.seq).then(|| known.chain(log.at(tip.seq), &my_tip)).flatten();
            let is_asked = self.probes.iter().any(|probe| probe.log == *log);
            if holds(Rule::Forks) && !is_asked && chain.is_some_and(|chain| chain != tip.chain) {
                self.probes.push(Probe { log: *log, same: 0, differs: tip.seq });
            }
        }
    }

    /// The request. `push` is what [`crate::pack`] made of [`Peer::lacks`], if it made something.
    #[must_use]
    pub fn ask(&self, mine: &Vector, push: Option<Vec<u8>>, schema: u32, wall_ms: i64, pull_bytes: u32) -> Request {
        let hello = Hello::new(mine, &self.agreed, schema, wall_ms);
        Request {
            hello,
            push: push.unwrap_or_default(),
            probes: self.probes.iter().take(MAX_PROBES).copied().collect(),
            pull_bytes,
            assumes: self.theirs.hash(),
        }
    }

    /// Takes the response to a request that said I was at `mine`.
    ///
    /// # Errors
    /// When the bytes are no response: nothing is learnt then.
    pub fn hear(&mut self, mine: &Vector, bytes: &[u8]) -> Result<Heard, WireError> {
        match Response::from_bytes(bytes)? {
            Response::SayAll => {
                self.agreed = Vector::default();
                Ok(Heard::AskAgain)
            }
            Response::Forks { ladders, .. } => Ok(Heard::Parting(Parting { ladders })),
            Response::Done { hello, refusals, pull } => {
                let theirs = hello.vector(mine).ok_or_else(|| crate::wire::damaged("a hello to somebody else"))?;
                let pull = if pull.is_empty() { None } else { Some(Box::new(Chunk::read(&pull)?)) };
                self.theirs = theirs;
                self.compared = mine.clone();
                Ok(Heard::Done { wall_ms: hello.wall_ms, schema: hello.schema, refusals, pull })
            }
        }
    }

    /// Compares what the server said of its history with mine. Returns the places after which my logs must be cut
    /// and re-issued (see [`crate::reissue`]); while it returns none, exchange again.
    pub fn narrow(&mut self, parting: &Parting, mine: &Vector, known: &Known) -> Vec<Place> {
        let mut cuts = vec![];
        let asked = std::mem::take(&mut self.probes);
        for ladder in &parting.ladders {
            let tip = mine.tip(&ladder.log);
            let same = asked.iter().find(|probe| probe.log == ladder.log).map_or(0, |probe| probe.same);
            let chain_at = |seq| if seq <= tip.seq { known.chain(ladder.log.at(seq), &tip) } else { None };
            match narrow(ladder, same, chain_at) {
                Narrowed::Parts { log, after } if after < tip.seq => cuts.push(log.at(after)),
                Narrowed::Ask(probe) => self.probes.push(probe),
                // What I remember of the server was wrong: it was set back and has another history now.
                Narrowed::Parts { log, .. } | Narrowed::Same { log } => self.theirs.set(log, Tip::default()),
            }
        }
        if !self.probes.is_empty() {
            cuts.clear();
        }
        cuts
    }

    /// Call when a pull was applied, or none came: if both are equal now, later hellos start from here.
    pub fn agree(&mut self, mine: &Vector) {
        if *mine == self.theirs {
            self.agreed = mine.clone();
        }
    }

    /// Everything of mine is there, and everything of theirs is here.
    #[must_use]
    pub fn is_even(&self, mine: &Vector) -> bool {
        *mine == self.theirs
    }
}
