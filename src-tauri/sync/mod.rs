//! The link to the server: exchanging in the background, enrolling, and files for a stick.

mod door;
mod joining;
mod newcomer;
mod news;
mod parcels;
mod wire;
mod work;

pub use door::{ServerAnswer, ServerDoor, ServerQuestion, ServerSignIn, ask_server, open_server, server_door};
pub use joining::{
    Enrolling, InvitationDetails, InvitationText, Joining, enrol_workstation, join_clinic, leave_server,
    read_invitation,
};
pub use newcomer::{JoiningByFile, PrepareOrder, PreparedComputer, join_by_file, prepare_computer};
pub use parcels::{ExportOrder, ExportedChanges, ImportOrder, ImportedChanges, export_changes, import_changes};
pub use work::{exchange_now, run};

use crate::host::{Host, Stage};
use healthsync_clinic::accounts::Nothing;
use healthsync_clinic::{PublicError, Result};
use healthsync_sync::ChunkSize;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What the link is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// This computer is not enrolled at a server.
    #[default]
    Off,
    /// All that was to be exchanged was; it listens for news.
    Idle,
    /// It is exchanging.
    Exchanging,
    /// It could not, and tries again by itself.
    Waiting,
    /// It will not go on before somebody does something.
    Stuck,
}

/// The link as it is now.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SyncState {
    /// What it is doing.
    pub phase: Phase,
    /// Why it could not, if so.
    pub problem: Option<PublicError>,
    /// Since when it could not, in milliseconds since 1970.
    pub failing_since: Option<i64>,
    /// When it tries again by itself, in milliseconds since 1970.
    pub next_try_at: Option<i64>,
    /// When it last tried, in milliseconds since 1970.
    pub tried_at: Option<i64>,
    /// The server tells of news at once.
    pub hears_news: bool,
    /// Changes sent in this exchange, or the last one.
    pub sent: u64,
    /// Changes received in it.
    pub received: u64,
    /// Changes that it still has to send and to receive, as far as is known.
    pub left: u64,
    /// Bytes that went up since the program was started.
    pub sent_bytes: u64,
    /// Bytes that came down since the program was started.
    pub received_bytes: u64,
    /// How fast the last full chunk went, in bytes a second.
    pub bytes_per_second: Option<u64>,
}

/// Why the worker should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Poke {
    /// Something was saved: soon, together with what follows it.
    Change,
    /// There is news at the server, or somebody asked: at once.
    Now,
}

/// Who is told that the link has changed.
type Listener = Box<dyn Fn(Told) + Send + Sync>;

/// The link, shared by the worker, the commands and the window.
#[derive(Default)]
pub struct Link {
    state: Mutex<SyncState>,
    poked: Mutex<Option<Poke>>,
    bell: Condvar,
    /// One exchange at a time; it keeps the access token.
    pub(crate) access: Mutex<Option<Access>>,
    /// How much goes at once: what the last exchange taught of the link.
    pub(crate) size: Mutex<ChunkSize>,
    /// The administrator's own sign-in at the server.
    pub(crate) door: Mutex<Option<door::Door>>,
    on_change: Mutex<Option<Listener>>,
}

/// What the window is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The link has changed.
    Link,
    /// The clinic was closed: the window begins anew.
    Start,
}

/// What is shown with each exchange, for some minutes.
#[derive(Clone)]
pub(crate) struct Access {
    pub token: String,
    pub until: Instant,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Link {
    /// Calls `tell` whenever the state has changed, or the window shall begin anew.
    pub fn when_changed(&self, tell: impl Fn(Told) + Send + Sync + 'static) {
        *lock(&self.on_change) = Some(Box::new(tell));
    }

    pub fn state(&self) -> SyncState {
        lock(&self.state).clone()
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut SyncState)) {
        let is_other = {
            let mut state = lock(&self.state);
            let before = state.clone();
            change(&mut state);
            *state != before
        };
        if is_other {
            self.tell(Told::Link);
        }
    }

    pub(crate) fn tell(&self, told: Told) {
        if let Some(tell) = lock(&self.on_change).as_ref() {
            tell(told);
        }
    }

    /// Wakes the worker.
    pub fn poke(&self, poke: Poke) {
        let mut poked = lock(&self.poked);
        *poked = (*poked).max(Some(poke));
        self.bell.notify_all();
    }

    /// Waits until it is poked that hard, or the time is over. Returns how hard it was poked.
    pub(crate) fn wait(&self, at_most: Duration, hard: Poke) -> Option<Poke> {
        let poked = lock(&self.poked);
        let waited = self.bell.wait_timeout_while(poked, at_most, |poked| poked.is_none_or(|poke| poke < hard));
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

/// The link as it is now.
pub fn sync_state(host: &Host, session: Option<&str>, _: Nothing) -> Result<SyncState> {
    host.clinic()?.check(session, healthsync_clinic::accounts::Right::SignedIn)?;
    Ok(host.link.state())
}

/// How far joining a clinic has come: before anybody can sign in.
pub fn joining_state(host: &Host, _: Option<&str>, _: Nothing) -> Result<SyncState> {
    Ok(host.link.state())
}

/// Exchanges now; where no worker does it (without a window), to the end. While this computer joins a clinic nobody
/// can sign in, and anybody may ask.
pub fn sync_now(host: &Host, session: Option<&str>, _: Nothing) -> Result<SyncState> {
    if host.start().stage != Stage::Joining {
        host.clinic()?.check(session, healthsync_clinic::accounts::Right::SignedIn)?;
    }
    if lock(&host.link.on_change).is_some() {
        host.link.poke(Poke::Now);
    } else {
        exchange_now(host).map_err(work::error_of)?;
    }
    Ok(host.link.state())
}
