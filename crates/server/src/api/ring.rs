//! What happened lately at a site, in order: a bounded ring that sockets are told from and come back to.

use axum::extract::ws::Utf8Bytes;
use healthsync_clinic::live::LiveEvent;
use serde_json::json;
use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// So many events can be come back to.
const KEPT: usize = 1024;
/// A socket may be so many events behind; who is further behind is dropped.
const BEHIND: usize = 1024;

/// One event as it is told.
pub(super) struct Told {
    /// What it is, and who may hear of it.
    pub event: LiveEvent,
    /// The JSON, the same for all who hear it.
    pub text: Utf8Bytes,
    number: u64,
}

/// What a socket is handed.
#[derive(Clone)]
pub(super) enum News {
    /// Something happened.
    Told(Arc<Told>),
    /// More happened than can be told: look at everything anew.
    Resync,
}

/// The events of a site.
pub(super) struct Ring {
    held: Mutex<Held>,
    sender: broadcast::Sender<News>,
    /// Grows whenever an account changed: rights that were looked up before are to be looked up again.
    accounts: AtomicU64,
}

struct Held {
    /// Numbers of one ring mean nothing to another: to that of a server that was started anew, for example.
    epoch: Uuid,
    last: u64,
    events: VecDeque<Arc<Told>>,
    /// What was told lately: a record that comes by two ways has happened once.
    known: HashSet<(&'static str, Uuid)>,
    known_order: VecDeque<(&'static str, Uuid)>,
}

/// What a socket begins with.
pub(super) struct Beginning {
    pub news: broadcast::Receiver<News>,
    /// What it missed; none where that is no longer known.
    pub missed: Option<Vec<Arc<Told>>>,
    /// Where the ring stands.
    pub cursor: String,
}

impl Ring {
    pub(super) fn new(epoch: Uuid) -> Ring {
        let held =
            Held { epoch, last: 0, events: VecDeque::new(), known: HashSet::new(), known_order: VecDeque::new() };
        Ring { held: Mutex::new(held), sender: broadcast::channel(BEHIND).0, accounts: AtomicU64::new(0) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everybody, in order.
    pub(super) fn tell(&self, events: Vec<LiveEvent>) {
        let mut held = self.held();
        for event in events {
            // An appointment changes many times; everything else happens once.
            if event.event != "appointment.changed" && !held.is_new(event.event, event.id) {
                continue;
            }
            held.last += 1;
            let number = held.last;
            let cursor = held.cursor();
            let text = json!({ "cursor": cursor, "event": event.event, "at": event.at, "data": event.data });
            let told = Arc::new(Told { event, text: text.to_string().into(), number });
            held.events.push_back(Arc::clone(&told));
            if held.events.len() > KEPT {
                held.events.pop_front();
            }
            // Where nobody listens, nobody is told.
            let _ = self.sender.send(News::Told(told));
        }
    }

    /// More happened than can be told.
    pub(super) fn forget(&self, epoch: Uuid) {
        let mut held = self.held();
        (held.epoch, held.last) = (epoch, 0);
        held.events.clear();
        let _ = self.sender.send(News::Resync);
    }

    /// Where a socket begins, that was told everything up to `after`.
    pub(super) fn begin(&self, after: Option<&str>) -> Beginning {
        let held = self.held();
        let missed = match after {
            None => Some(vec![]),
            Some(after) => held.missed(after),
        };
        Beginning { news: self.sender.subscribe(), missed, cursor: held.cursor() }
    }

    /// Where the ring stands.
    pub(super) fn cursor(&self) -> String {
        self.held().cursor()
    }

    /// An account changed.
    pub(super) fn note_accounts(&self) {
        self.accounts.fetch_add(1, Ordering::SeqCst);
    }

    /// How often accounts changed.
    pub(super) fn accounts(&self) -> u64 {
        self.accounts.load(Ordering::SeqCst)
    }
}

impl Held {
    fn cursor(&self) -> String {
        format!("{}-{}", self.epoch.simple(), self.last)
    }

    fn missed(&self, after: &str) -> Option<Vec<Arc<Told>>> {
        let (epoch, number) = after.split_once('-')?;
        let number: u64 = number.parse().ok()?;
        let oldest = self.last - self.events.len() as u64;
        let is_known = epoch == self.epoch.simple().to_string() && (oldest..=self.last).contains(&number);
        is_known.then(|| self.events.iter().filter(|told| told.number > number).cloned().collect())
    }

    fn is_new(&mut self, event: &'static str, id: Uuid) -> bool {
        if !self.known.insert((event, id)) {
            return false;
        }
        self.known_order.push_back((event, id));
        if self.known_order.len() > 4 * KEPT
            && let Some(oldest) = self.known_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}
