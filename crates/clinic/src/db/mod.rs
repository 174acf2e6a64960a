//! The one encrypted file: opened, migrated, read by several and written by one.

pub(crate) mod arrive;
mod aside;
pub(crate) mod give_way;
pub(crate) mod held;
mod log;
mod migrate;
mod open;
mod project;
mod read;
mod readers;
mod rebuild;
mod skew;
mod turn;
mod verify;
mod write;

pub(crate) use aside::{missing, retry, unreadable};
pub use log::{Anchor, Entry, anchors, entries_of, schema_version};
pub use migrate::{Migrations, released};
pub(crate) use open::place_of;
pub use open::{Db, Key, Opened, Secrets, Workstation};
pub(crate) use open::{open_reader, unlock};
pub use read::Read;
pub(crate) use read::not_set_up;
pub use rebuild::{Difference, rebuild};
pub(crate) use rebuild::{differences_of_copy, project};
pub use skew::TOLERATED_MS;
pub use verify::{Fault, Problem, verify};
pub use write::{Basis, Changed, Pick, Saved, Write};

use healthsync_sync::{Origin, Scope};
use uuid::Uuid;

/// Where this computer stands: whose records it writes, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The organization that owns the records.
    pub organization_id: Uuid,
    /// The place of care that this computer stands in.
    pub site_id: Uuid,
    /// The origin that it makes changes under.
    pub origin: Origin,
    /// The letters that the server gave to this origin for its numbers.
    pub letters: Option<String>,
    /// The clinic is made up.
    pub is_demo: bool,
}

impl Place {
    /// The scope of the site's patients and all that hangs on them.
    #[must_use]
    pub fn site(&self) -> Scope {
        Scope::Site(self.site_id)
    }

    /// The letters in front of the numbers that this computer gives: the server's, or four drawn from the origin.
    #[must_use]
    pub fn series_code(&self) -> String {
        self.letters.clone().unwrap_or_else(|| self.origin.series_code())
    }

    /// Whether what is written in a scope concerns this computer.
    #[must_use]
    pub fn is_in_reach(&self, scope: Scope) -> bool {
        [Scope::Org, self.site(), self.audit()].contains(&scope)
    }

    /// The scope of who read what.
    #[must_use]
    pub fn audit(&self) -> Scope {
        Scope::Audit(self.site_id)
    }
}
