//! The messages of an exchange: one request and one response carry push, pull and proof.

use crate::fork::{Ladder, Probe};
use crate::wire::{Kind, PROTOCOL, frame, unframe};
use crate::{Log, Tip, Vector, WireError};
use minicbor::{Decode, Encode};

/// Where one side is, as little of it as the other needs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Hello {
    /// The version of the protocol.
    #[n(0)]
    pub protocol: u8,
    /// The version of the program's schema: what it can read.
    #[n(1)]
    pub schema: u32,
    /// The wall, in milliseconds since 1970: both sides see how far they are apart.
    #[n(2)]
    pub wall_ms: i64,
    /// The hash of the vector that `changed` starts from; the empty vector's if none.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub base: [u8; 32],
    /// The entries that changed since.
    #[n(4)]
    pub changed: Vec<(Log, Tip)>,
    /// The hash of the vector that this comes to.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub hash: [u8; 32],
}

impl Hello {
    /// The hello of somebody at `mine` to somebody who knows `base`.
    #[must_use]
    pub fn new(mine: &Vector, base: &Vector, schema: u32, wall_ms: i64) -> Hello {
        let changed = mine.changed_since(base);
        Hello { protocol: PROTOCOL, schema, wall_ms, base: base.hash(), changed, hash: mine.hash() }
    }

    /// The vector that it says, if it starts from `base`.
    #[must_use]
    pub fn vector(&self, base: &Vector) -> Option<Vector> {
        let vector = base.with(&self.changed);
        (self.base == base.hash() && self.hash == vector.hash()).then_some(vector)
    }
}

/// What a workstation asks: `POST /sync/v1/exchange`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Request {
    /// Where I am.
    #[n(0)]
    pub hello: Hello,
    /// A chunk for the other side, if there is something that it lacks.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub push: Vec<u8>,
    /// Questions about where histories part.
    #[n(2)]
    pub probes: Vec<Probe>,
    /// The chunk that comes back may have so many bytes; 0 for none.
    #[n(3)]
    pub pull_bytes: u32,
    /// The hash of the vector of yours that `push` starts from. Who has been set back since does not take it: what it
    /// builds on may be missing.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub assumes: [u8; 32],
}

/// What was not taken of a push.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Refusal {
    /// The log.
    #[n(0)]
    pub log: Log,
    /// The first number that was not taken.
    #[n(1)]
    pub seq: u64,
    /// Why, as a sentence.
    #[n(2)]
    pub why: String,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Response {
    /// I do not know the vector that your hello starts from: say all of it. Nothing was taken.
    #[n(0)]
    SayAll,
    /// The histories of some logs part: settle that first. Nothing was taken.
    #[n(1)]
    Forks {
        /// My chains there.
        #[n(0)]
        ladders: Vec<Ladder>,
        /// My wall.
        #[n(1)]
        wall_ms: i64,
    },
    /// Taken.
    #[n(2)]
    Done {
        /// Where I am now, starting from the vector that you said.
        #[n(0)]
        hello: Hello,
        /// What I did not take.
        #[n(1)]
        refusals: Vec<Refusal>,
        /// A chunk for you.
        #[cbor(n(2), with = "minicbor::bytes")]
        pull: Vec<u8>,
    },
}

impl Request {
    /// The body of the request.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame(Kind::Request, &minicbor::to_vec(self).expect("writing to memory does not fail"))
    }

    /// The request that a body says.
    ///
    /// # Errors
    /// When it is not a whole request of this version, or larger than is allowed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Request, WireError> {
        Ok(minicbor::decode(&unframe(Kind::Request, bytes)?)?)
    }
}

impl Response {
    /// The body of the response.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame(Kind::Response, &minicbor::to_vec(self).expect("writing to memory does not fail"))
    }

    /// The response that a body says.
    ///
    /// # Errors
    /// When it is not a whole response of this version (a captive portal's page is not), or larger than is allowed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Response, WireError> {
        Ok(minicbor::decode(&unframe(Kind::Response, bytes)?)?)
    }
}
