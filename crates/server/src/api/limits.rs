//! How often anybody may ask: an account, who signs in, who has letters sent, and what is costly.

use super::problem::Problem;
use super::site::outside;
use healthsync_clinic::outside::{Millis, Outside};
use healthsync_hub::HubError;
use healthsync_hub::http::{Gate, Rate};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// Operations that take long or write much: each has a rate of its own.
const COSTLY: &[&str] = &[
    "duplicate_pairs",
    "export_figure",
    "export_formulary",
    "export_stroke_data",
    "import_formulary",
    "import_stroke_data",
    "load_formulary",
    "rebuild_projection",
    "request_my_paper",
    "request_patient_report",
    "request_statements",
    "verify_audit",
];

/// The rates. Requests of any kind from one address are counted at the door of the whole server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests of one account.
    pub of_account: Rate,
    /// Signing in, registering and shown tokens, from one address.
    pub sign_ins_of_address: Rate,
    /// Signing in under one name, right or wrong; after wrong passwords the clinic makes one wait longer.
    pub sign_ins_of_name: Rate,
    /// Letters to who forgot a password, of one name.
    pub letters_of_name: Rate,
    /// Each costly operation, of one account.
    pub costly: Rate,
}

const fn rate(burst: u32, every_ms: u64) -> Rate {
    Rate { burst, every: Duration::from_millis(every_ms) }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            of_account: rate(2_000, 5),
            sign_ins_of_address: rate(60, 1_000),
            sign_ins_of_name: rate(20, 3_000),
            letters_of_name: rate(3, 20 * 60_000),
            costly: rate(10, 6_000),
        }
    }
}

impl Limits {
    /// As good as none: for measurements and for tests of something else.
    #[must_use]
    pub fn wide() -> Limits {
        let wide = rate(1_000_000, 1);
        Limits {
            of_account: wide,
            sign_ins_of_address: wide,
            sign_ins_of_name: wide,
            letters_of_name: wide,
            costly: wide,
        }
    }
}

/// A rate, by what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitName {
    /// Requests of one account.
    Account,
    /// Signing in, registering and shown tokens, from one address.
    SignInsOfAddress,
    /// Signing in under one name.
    SignInsOfName,
    /// Letters to who forgot a password, of one name.
    LettersOfName,
    /// Each costly operation, of one account.
    Costly,
}

/// Whom a rate stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    Account(Uuid),
    Address(IpAddr),
    Name(String),
}

/// A request that came too often.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub at: Millis,
    pub limit: LimitName,
    pub whom: Stopped,
}

/// So many refusals are remembered one by one.
const REMEMBERED: usize = 100;

#[derive(Default)]
struct Refusals {
    counts: HashMap<LimitName, u64>,
    last: VecDeque<Refusal>,
}

pub(super) struct Gates {
    accounts: Gate<Uuid>,
    addresses: Gate<IpAddr>,
    names: Gate<String>,
    letters: Gate<String>,
    costly: Gate<(Uuid, &'static str)>,
    refusals: Mutex<Refusals>,
    outside: Outside,
}

impl Gates {
    pub(super) fn new(limits: &Limits) -> Gates {
        Gates {
            accounts: Gate::new(limits.of_account),
            addresses: Gate::new(limits.sign_ins_of_address),
            names: Gate::new(limits.sign_ins_of_name),
            letters: Gate::new(limits.letters_of_name),
            costly: Gate::new(limits.costly),
            refusals: Mutex::default(),
            outside: outside(),
        }
    }

    /// A request of an account.
    pub(super) fn account(&self, id: Uuid) -> Result<(), Problem> {
        self.accounts.pass(&id).map_err(|reason| self.wait(LimitName::Account, Stopped::Account(id), reason))
    }

    /// An operation of an account.
    pub(super) fn operation(&self, account_id: Uuid, name: &'static str) -> Result<(), Problem> {
        if !COSTLY.contains(&name) {
            return Ok(());
        }
        let whom = || Stopped::Account(account_id);
        self.costly.pass(&(account_id, name)).map_err(|reason| self.wait(LimitName::Costly, whom(), reason))
    }

    /// Somebody who is not signed in shows something: a password, a code, a token.
    pub(super) fn stranger(&self, from: Option<IpAddr>) -> Result<(), Problem> {
        let Some(from) = from else { return Ok(()) };
        let limit = LimitName::SignInsOfAddress;
        self.addresses.pass(&from).map_err(|reason| self.wait(limit, Stopped::Address(from), reason))
    }

    /// Somebody signs in.
    pub(super) fn sign_in(&self, from: Option<IpAddr>, name: &str) -> Result<(), Problem> {
        self.stranger(from)?;
        let name = key(name);
        let limit = LimitName::SignInsOfName;
        self.names.pass(&name).map_err(|reason| self.wait(limit, Stopped::Name(name.clone()), reason))
    }

    /// Whether one more letter may go to who forgot the password of this name.
    pub(super) fn may_write_to(&self, name: &str) -> bool {
        let name = key(name);
        let passed = self.letters.pass(&name);
        passed.map_err(|reason| self.wait(LimitName::LettersOfName, Stopped::Name(name), reason)).is_ok()
    }

    /// How many were refused since the server started.
    pub(super) fn refused(&self, limit: LimitName) -> u64 {
        self.held().counts.get(&limit).copied().unwrap_or(0)
    }

    /// The last refusals, the newest first.
    pub(super) fn refusals(&self) -> Vec<Refusal> {
        self.held().last.iter().rev().cloned().collect()
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Refusals> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, limit: LimitName, whom: Stopped, reason: HubError) -> Problem {
        let mut held = self.held();
        *held.counts.entry(limit).or_default() += 1;
        if held.last.len() == REMEMBERED {
            held.last.pop_front();
        }
        held.last.push_back(Refusal { at: self.outside.now(), limit, whom });
        drop(held);
        let seconds = if let HubError::TooMany(seconds) = reason { seconds } else { 1 };
        let detail = format!("Too many requests. Wait {seconds} seconds, then try again.");
        Problem { retry_after: u32::try_from(seconds).ok(), ..Problem::new(429, "too_many_requests", &detail) }
    }
}

/// Long names are all the same to nobody: what is kept of one is bounded.
fn key(name: &str) -> String {
    name.trim().to_lowercase().chars().take(200).collect()
}
