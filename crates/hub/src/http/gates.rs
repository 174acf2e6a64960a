//! Who may come in now: counts requests by workstation and by address, and lets only so many be worked on at once.

use super::bounds::{Bounds, Rate};
use crate::serve::Link;
use crate::{HubError, Result};
use axum::http::{Extensions, HeaderMap};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

/// Counts are forgotten from time to time, when nobody would miss them any more.
const FORGET_EVERY: u32 = 4096;

pub(super) struct Gates {
    workstations: Gate<Uuid>,
    addresses: Gate<IpAddr>,
    enrolments: Gate<IpAddr>,
    tokens: Gate<IpAddr>,
    places: Semaphore,
    patience: Duration,
    is_behind_proxy: bool,
}

impl Gates {
    pub(super) fn new(bounds: &Bounds) -> Gates {
        Gates {
            workstations: Gate::new(bounds.of_workstation),
            addresses: Gate::new(bounds.of_address),
            enrolments: Gate::new(bounds.enrolments),
            tokens: Gate::new(bounds.tokens),
            places: Semaphore::new(bounds.at_once),
            patience: bounds.patience,
            is_behind_proxy: bounds.is_behind_proxy,
        }
    }

    pub(super) fn workstation(&self, id: Uuid) -> Result<()> {
        self.workstations.pass(&id)
    }

    pub(super) fn address(&self, address: Option<IpAddr>) -> Result<()> {
        address.map_or(Ok(()), |address| self.addresses.pass(&address))
    }

    pub(super) fn enrolment(&self, address: Option<IpAddr>) -> Result<()> {
        address.map_or(Ok(()), |address| self.enrolments.pass(&address))
    }

    pub(super) fn token(&self, address: Option<IpAddr>) -> Result<()> {
        address.map_or(Ok(()), |address| self.tokens.pass(&address))
    }

    /// A place among those that are worked on, held until it is dropped. It is taken once the body is there: who sends
    /// slowly holds nobody up.
    pub(super) async fn place(&self) -> Result<SemaphorePermit<'_>> {
        let busy = || HubError::Busy(self.patience.as_secs().max(1));
        let waited = tokio::time::timeout(self.patience, self.places.acquire()).await;
        waited.map_err(|_| busy())?.map_err(|_| busy())
    }

    /// Where a request comes from: one address, or the network that an IPv6 address stands for. None where nobody says.
    pub(super) fn origin(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
        origin(headers, extensions, self.is_behind_proxy)
    }
}

/// Where a request comes from: one address, or the network that an IPv6 address stands for. None where nobody says.
#[must_use]
pub fn origin(headers: &HeaderMap, extensions: &Extensions, is_behind_proxy: bool) -> Option<IpAddr> {
    let peer = extensions.get::<Link>()?.peer.ip().to_canonical();
    // Only the last entry is the proxy's own word.
    let said = || headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next();
    let told = || said()?.trim().parse::<IpAddr>().ok();
    let address = if is_behind_proxy && peer.is_loopback() { told().unwrap_or(peer) } else { peer };
    Some(match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) >> 64 << 64)),
        address => address,
    })
}

/// Lets each of many visitors pass only so often.
pub struct Gate<K: Hash + Eq + Clone> {
    counts: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    passed: AtomicU32,
}

impl<K: Hash + Eq + Clone> Gate<K> {
    /// A gate that lets each pass at this rate.
    #[must_use]
    pub fn new(rate: Rate) -> Gate<K> {
        let burst = NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN);
        // A rate of nothing is no rate: one a second then.
        let quota = Quota::with_period(rate.every).unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN));
        let counts = RateLimiter::keyed(quota.allow_burst(burst));
        Gate { counts, clock: DefaultClock::default(), passed: AtomicU32::new(1) }
    }

    /// Lets one pass, or says after how many seconds it may.
    ///
    /// # Errors
    /// [`HubError::TooMany`] where it came too often.
    pub fn pass(&self, key: &K) -> Result<()> {
        if self.passed.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            self.counts.retain_recent();
        }
        let wait = |until: governor::NotUntil<_>| until.wait_time_from(self.clock.now()).as_millis().div_ceil(1000);
        let checked = self.counts.check_key(key);
        checked.map_err(|until| HubError::TooMany(u64::try_from(wait(until)).unwrap_or(u64::MAX).max(1)))
    }
}
