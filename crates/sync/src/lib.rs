//! The post: how two replicas of a clinic's records become one.
//!
//! Nothing here knows what a patient is. A [`Change`] is one immutable fact; its [`ChangeId`] is the hash of its
//! canonical bytes; it stands at a [`Place`] in a [`Log`] whose running hash is the [`Chain`]; and what a record shows
//! is the pure function [`merge`] of the set of its changes, whatever their order.
//!
//! Nothing here reads a clock, a disk or a network either. What must be looked up is said as data ([`Needs`]) and given
//! back as data ([`Known`]), so that SQLite, PostgreSQL and a test's memory all drive the same code.
//!
//! # A workstation exchanges
//! One transaction on the database (*T1*) reads; the network is used in no transaction; another (*T2*) applies.
//! 1. *T1*: read `mine: Vector` and `peer: Peer`. [`Peer::needs`] → look up → [`Peer::compare`].
//! 2. *T1*: sign my own logs that grew since ([`OriginKey::sign`], at their tip; store the signature, set `proven`).
//!    Read the changes of [`Peer::lacks`] in the order of clocks, as many as a chunk can hold, and the signatures of
//!    [`Peer::lacks_signatures`] into an [`Outgoing`]; [`pack`] it for `peer.theirs`.
//! 3. [`Peer::ask`] → [`Request::to_bytes`] → `POST /sync/v1/exchange` → [`Peer::hear`] with the `mine` of step 1.
//! 4. * [`Heard::AskAgain`]: store the peer, go to 1.
//!    * [`Heard::Parting`]: look up [`Parting::needs`], then [`Peer::narrow`]. Where it returns cuts: in one
//!      transaction read all changes after them, [`reissue`] them under a fresh [`OriginKey`], delete them from the old
//!      logs (changes and signatures), store the new ones. If one of the logs was my own I write on under the fresh key.
//!      Store the peer, go to 1.
//!    * [`Heard::Done`]: *T2*: read `mine` again, look up [`Chunk::needs`], [`Receiver::receive`], store its arrivals
//!      and signatures, project what was not held by id before. `is_outrun`: write on under a new origin.
//!      [`Peer::agree`], store the peer. If anything was pushed or pulled, or [`Peer::is_even`] does not hold: go to 1.
//! 5. [`Peer::proof`] says what is safe. [`pause_ms`] says when to try again after a failure.
//!
//! # The server answers
//! In one transaction that locks the logs of the push in sorted order:
//! 1. [`Request::from_bytes`]; fetch the vectors kept for this workstation; [`Visit::new`].
//! 2. Look up [`Visit::needs`]; [`Visit::receive`]; store the arrivals and signatures.
//! 3. Look up [`Visit::ladder_needs`] (add to what is known); read [`Visit::lacks`] and [`Visit::lacks_signatures`]
//!    into an [`Outgoing`] (in the order of clocks, from the same snapshot).
//! 4. [`Visit::answer`] → [`Response::to_bytes`]. Keep [`Visit::shared`] under its hash for this workstation, in
//!    the same transaction and the same database as the logs (the last two are enough: losing them costs a round trip).
//!
//! # A workstation enrols
//! [`Invitation::parse`] reads what was pasted or scanned; [`OriginKey::sign_enrolment`] signs its code. What the server
//! tells goes where the key is kept, its wipe key among it: [`is_wipe_signed`] says later whether a refusal that asks
//! to destroy the key is the server's.
//!
//! # A USB stick
//! Export: [`continuing`] (or the server's vector: all that it has not confirmed) says from where; read and [`pack`]
//! until nothing is left; [`Parcel::seal`]. Import: [`Parcel::open`], look up [`Parcel::needs`], [`Parcel::check`], then
//! each chunk as in *T2* with `is_import`; the `forks` of a chunk are [`reissue`]d under a fresh key and stored.

mod change;
mod chunk;
mod clock;
mod columns;
mod enrolment;
mod exchange;
mod fork;
mod heads;
mod invitation;
mod origin;
mod pace;
mod parcel;
mod peer;
mod place;
mod proof;
mod receive;
mod record_id;
mod rules;
mod send;
mod signature;
mod value;
mod vector;
mod visit;
mod wire;

#[cfg(test)]
mod tests;

pub use change::{Change, ChangeError, ChangeId, Set, VOID_FIELD};
pub use chunk::{Chunk, Known, Needs, Standing};
pub use clock::{Clock, ClockError};
pub use enrolment::{WipeKey, code_of_random, is_enrolment_signed, is_wipe_signed, plain_code};
pub use exchange::{Hello, Refusal, Request, Response};
pub use fork::{Ladder, Narrowed, Probe, Reissue, narrow, reissue};
pub use heads::{Field, Head, Merged, merge};
pub use invitation::{Invitation, InvitationError};
pub use origin::{Origin, OriginKey};
pub use pace::{ChunkSize, pause_ms};
pub use parcel::{Home, Parcel, ParcelError, ParcelKey, continuing};
pub use peer::{Heard, Parting, Peer};
pub use place::{Chain, Scope, ScopeError};
pub use proof::{Counts, Proof};
pub use receive::{Arrival, Aside, Branch, Received, Receiver, Why};
pub use record_id::{IDS_IN_A_MS, record_id};
pub use send::{Entry, Outgoing, Packed, pack};
pub use signature::Signature;
pub use value::{Value, ValueError};
pub use vector::{Log, Place, Span, Tip, Vector};
pub use visit::{Refused, Subscription, Visit};
pub use wire::{MAX_INFLATED, PROTOCOL, WireError};
