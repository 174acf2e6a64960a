//! Has the reports that people asked for made, beside whatever else they do.

use crate::host::Host;
use healthsync_press::reports::make_all;
use std::sync::Weak;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(2);

/// The work, for as long as the window is open.
pub async fn make(host: Weak<Host>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_first = true;
    loop {
        ticks.tick().await;
        let Some(host) = host.upgrade() else { return };
        let Ok(clinic) = host.clinic() else { continue };
        let first = is_first;
        let work = tokio::task::spawn_blocking(move || make_all(&clinic, &host.painter, first));
        // What fails now is tried again: only the first successful look takes up what the last run left.
        is_first &= !matches!(work.await, Ok(Ok(())));
    }
}
