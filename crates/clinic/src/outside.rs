//! What the core may not reach for itself: the time, and chance. The host hands both in, so that tests can choose them.

use healthsync_sync::{IDS_IN_A_MS, Origin, record_id};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{Builder, Uuid};

/// An instant: milliseconds since 1970 UTC.
pub type Millis = i64;

type Clock = Box<dyn Fn() -> Millis + Send + Sync>;
type Dice = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// The wall, a watch that never goes back, and chance.
pub struct Outside {
    now: Clock,
    watch: Clock,
    random: Dice,
    /// The last id of a record that was made: its millisecond, and how many of that came before it.
    last_id: Mutex<(u64, u16)>,
}

impl Outside {
    /// An outside of one's own making. `watch` is in milliseconds from any start and never falls; `random` fills bytes.
    pub fn new(
        now: impl Fn() -> Millis + Send + Sync + 'static,
        watch: impl Fn() -> Millis + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Outside {
        Outside { now: Box::new(now), watch: Box::new(watch), random: Box::new(random), last_id: Mutex::new((0, 0)) }
    }

    /// The computer's own wall clock and watch, with the random source that the host names.
    pub fn of_this_computer(random: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Outside {
        let started = std::time::Instant::now();
        Outside::new(
            || millis(SystemTime::now()),
            move || i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX),
            random,
        )
    }

    /// The wall's time, right or wrong.
    #[must_use]
    pub fn now(&self) -> Millis {
        (self.now)()
    }

    /// Milliseconds on the watch.
    #[must_use]
    pub fn watch(&self) -> Millis {
        (self.watch)()
    }

    /// Random bytes, fit for secrets.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// A new id, in the order of the wall's time (UUIDv7).
    #[must_use]
    pub fn id(&self) -> Uuid {
        let millis = u64::try_from(self.now()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// The id of a new record, in the order of the wall's time; one that takes few bytes to send.
    #[must_use]
    pub fn record_id(&self, maker: &Origin) -> Uuid {
        let ms = u64::try_from(self.now()).unwrap_or(0);
        let nth = {
            let mut last = self.last_id.lock().unwrap_or_else(PoisonError::into_inner);
            let nth = if last.0 == ms { last.1.saturating_add(1) } else { 0 };
            *last = (ms, nth);
            nth
        };
        if nth < IDS_IN_A_MS { record_id(maker, ms, nth, self.bytes()) } else { self.id() }
    }
}

fn millis(time: SystemTime) -> Millis {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}
