//! The post: how two replicas of a clinic's records become one.
//!
//! Nothing here knows what a patient is. A [`Change`] is one immutable fact; its [`ChangeId`] is the hash of its
//! canonical bytes; it stands at a place in a log whose running hash is the [`Chain`]; and what a record shows is the
//! pure function [`merge`] of the set of its changes, whatever their order.

mod change;
mod clock;
mod heads;
mod origin;
mod place;
mod value;

#[cfg(test)]
mod tests;

pub use change::{Change, ChangeError, ChangeId, Set, VOID_FIELD};
pub use clock::{Clock, ClockError};
pub use heads::{Field, Head, Merged, merge};
pub use origin::{Origin, OriginKey};
pub use place::{Chain, Scope, ScopeError};
pub use value::{Value, ValueError};
