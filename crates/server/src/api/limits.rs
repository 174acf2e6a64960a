//! How often anybody may ask: an account, who signs in, who has letters sent, and what is costly.

use super::problem::Problem;
use healthsync_hub::HubError;
use healthsync_hub::http::{Gate, Rate};
use std::net::IpAddr;
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

pub(super) struct Gates {
    accounts: Gate<Uuid>,
    addresses: Gate<IpAddr>,
    names: Gate<String>,
    letters: Gate<String>,
    costly: Gate<(Uuid, &'static str)>,
}

impl Gates {
    pub(super) fn new(limits: &Limits) -> Gates {
        Gates {
            accounts: Gate::new(limits.of_account),
            addresses: Gate::new(limits.sign_ins_of_address),
            names: Gate::new(limits.sign_ins_of_name),
            letters: Gate::new(limits.letters_of_name),
            costly: Gate::new(limits.costly),
        }
    }

    /// A request of an account.
    pub(super) fn account(&self, id: Uuid) -> Result<(), Problem> {
        self.accounts.pass(&id).map_err(wait)
    }

    /// An operation of an account.
    pub(super) fn operation(&self, account_id: Uuid, name: &'static str) -> Result<(), Problem> {
        if COSTLY.contains(&name) { self.costly.pass(&(account_id, name)).map_err(wait) } else { Ok(()) }
    }

    /// Somebody who is not signed in shows something: a password, a code, a token.
    pub(super) fn stranger(&self, from: Option<IpAddr>) -> Result<(), Problem> {
        from.map_or(Ok(()), |from| self.addresses.pass(&from).map_err(wait))
    }

    /// Somebody signs in.
    pub(super) fn sign_in(&self, from: Option<IpAddr>, name: &str) -> Result<(), Problem> {
        self.stranger(from)?;
        self.names.pass(&key(name)).map_err(wait)
    }

    /// Whether one more letter may go to who forgot the password of this name.
    pub(super) fn may_write_to(&self, name: &str) -> bool {
        self.letters.pass(&key(name)).is_ok()
    }
}

/// Long names are all the same to nobody: what is kept of one is bounded.
fn key(name: &str) -> String {
    name.trim().to_lowercase().chars().take(200).collect()
}

fn wait(reason: HubError) -> Problem {
    let seconds = if let HubError::TooMany(seconds) = reason { seconds } else { 1 };
    let detail = format!("Too many requests. Wait {seconds} seconds, then try again.");
    Problem { retry_after: u32::try_from(seconds).ok(), ..Problem::new(429, "too_many_requests", &detail) }
}
