//! What the program does by itself: every half minute it raises alerts again that nobody has answered.

use crate::desk::Desk;
use crate::host::Host;
use std::sync::Weak;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(30);

/// The work, for as long as the window is open.
pub async fn tend(host: Weak<Host>, desk: &'static Desk) {
    let mut ticks = interval(EVERY);
    // A computer that slept does not catch up on what it missed.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(host) = host.upgrade() else { return };
        let work = tokio::task::spawn_blocking(move || host.clinic().and_then(|clinic| clinic.tend()));
        // Before the clinic is open there is nothing to do, and what fails now is tried again.
        if let Ok(Ok(notices)) = work.await {
            desk.tell(notices);
        }
    }
}
