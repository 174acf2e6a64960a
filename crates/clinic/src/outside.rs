//! What the core may not reach for itself: the time, and chance. The host hands both in, so that tests can choose them.

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
}

impl Outside {
    /// An outside of one's own making. `watch` is in milliseconds from any start and never falls; `random` fills bytes.
    pub fn new(
        now: impl Fn() -> Millis + Send + Sync + 'static,
        watch: impl Fn() -> Millis + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Outside {
        Outside { now: Box::new(now), watch: Box::new(watch), random: Box::new(random) }
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
}

fn millis(time: SystemTime) -> Millis {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}
