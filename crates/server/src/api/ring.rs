//! What happened lately at a site, in order: a bounded ring that sockets are told from and come back to.

use axum::extract::ws::Utf8Bytes;
use healthsync_clinic::live::{LiveEvent, ToldUpto};
use serde_json::json;
use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// So many events can be come back to.
pub(super) const KEPT: usize = 1024;
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
    /// How far the logs are told, as any server over them understands it; none before it is known.
    upto: Option<String>,
}

/// What a socket begins with.
pub(super) struct Beginning {
    pub news: broadcast::Receiver<News>,
    pub missed: Missed,
    /// Where the ring stands.
    pub cursor: String,
}

/// What a socket missed that was told everything up to a cursor.
pub(super) enum Missed {
    /// These events of this ring, or nothing.
    Known(Vec<Arc<Told>>),
    /// It was told elsewhere, or by this server before it was started anew, and so far.
    Elsewhere(ToldUpto),
    /// That is no longer known.
    Unknown,
}

impl Ring {
    pub(super) fn new(epoch: Uuid) -> Ring {
        let held = Held {
            epoch,
            last: 0,
            events: VecDeque::new(),
            known: HashSet::new(),
            known_order: VecDeque::new(),
            upto: None,
        };
        Ring { held: Mutex::new(held), sender: broadcast::channel(BEHIND).0, accounts: AtomicU64::new(0) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everybody, in order; who heard all of these was told `upto` there.
    pub(super) fn tell(&self, events: Vec<LiveEvent>, upto: &ToldUpto) {
        let mut held = self.held();
        // An appointment changes many times; everything else happens once.
        let is_news = |event: &LiveEvent| event.event == "appointment.changed" || held.is_new(event.event, event.id);
        let events: Vec<LiveEvent> = events.into_iter().filter(is_news).collect();
        if events.is_empty() {
            held.upto = upto.to_word();
        }
        let last = events.len();
        for (at, event) in events.into_iter().enumerate() {
            // Who hears some of them only, and comes back, lacks the others.
            if at + 1 == last {
                held.upto = upto.to_word();
            }
            held.last += 1;
            let number = held.last;
            let text = text(&event, &held.cursor());
            let told = Arc::new(Told { event, text, number });
            held.events.push_back(Arc::clone(&told));
            if held.events.len() > KEPT {
                held.events.pop_front();
            }
            // Where nobody listens, nobody is told.
            let _ = self.sender.send(News::Told(told));
        }
    }

    /// Where telling begins.
    pub(super) fn begins_at(&self, upto: &ToldUpto) {
        self.held().upto = upto.to_word();
    }

    /// More happened than can be told: who looks at everything anew has seen `upto` there.
    pub(super) fn forget(&self, epoch: Uuid, upto: Option<&ToldUpto>) {
        let mut held = self.held();
        (held.epoch, held.last) = (epoch, 0);
        held.upto = upto.and_then(ToldUpto::to_word);
        held.events.clear();
        let _ = self.sender.send(News::Resync);
    }

    /// Where a socket begins, that was told everything up to `after`.
    pub(super) fn begin(&self, after: Option<&str>) -> Beginning {
        let held = self.held();
        let missed = after.map_or(Missed::Known(vec![]), |after| held.missed(after));
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

/// An event as it is told.
pub(super) fn text(event: &LiveEvent, cursor: &str) -> Utf8Bytes {
    json!({ "cursor": cursor, "event": event.event, "at": event.at, "data": event.data }).to_string().into()
}

impl Held {
    /// Where this ring is, and how far the logs are told: for this ring, and for any other.
    fn cursor(&self) -> String {
        let upto = self.upto.as_ref().map(|upto| format!(".{upto}")).unwrap_or_default();
        format!("{}-{}{upto}", self.epoch.simple(), self.last)
    }

    fn missed(&self, after: &str) -> Missed {
        let (place, upto) = after.split_once('.').map_or((after, None), |(place, upto)| (place, Some(upto)));
        let number = place.split_once('-').filter(|(epoch, _)| *epoch == self.epoch.simple().to_string());
        let number = number.and_then(|(_, number)| number.parse::<u64>().ok());
        let oldest = self.last - self.events.len() as u64;
        if let Some(number) = number.filter(|number| (oldest..=self.last).contains(number)) {
            return Missed::Known(self.events.iter().filter(|told| told.number > number).cloned().collect());
        }
        upto.and_then(ToldUpto::from_word).map_or(Missed::Unknown, Missed::Elsewhere)
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
