//! Where a change stands: in the log of a scope and an origin, at a number, under a running hash.

use crate::ChangeId;
use std::fmt;
use uuid::Uuid;

/// What a replica subscribes to. A record refers to its own scope or to [`Scope::Org`], never otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// What the whole organization shares.
    Org,
    /// One place of care and all that hangs on its patients.
    Site(Uuid),
    /// Who read what at a site: sent, never pulled.
    Audit(Uuid),
}

/// Why a text is no scope.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' is not the name of a scope")]
pub struct ScopeError(String);

impl fmt::Display for Scope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Org => out.write_str("org"),
            Scope::Site(site) => write!(out, "site:{site}"),
            Scope::Audit(site) => write!(out, "audit:{site}"),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || ScopeError(text.to_owned());
        match text.split_once(':') {
            None if text == "org" => Ok(Scope::Org),
            Some(("site", site)) => Ok(Scope::Site(site.parse().map_err(|_| bad())?)),
            Some(("audit", site)) => Ok(Scope::Audit(site.parse().map_err(|_| bad())?)),
            _ => Err(bad()),
        }
    }
}

/// The running hash at a place: hash(chain before, id). Equal chains mean equal logs up to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Chain([u8; 32]);

impl Chain {
    /// A chain as it is stored.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Chain {
        Chain(bytes)
    }

    /// The bytes that are stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The chain after one more change.
    #[must_use]
    pub fn then(&self, id: &ChangeId) -> Chain {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(id.as_bytes());
        Chain(*hasher.finalize().as_bytes())
    }
}
