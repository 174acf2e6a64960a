//! The day's backup, made by itself: at the first quiet moment, and where a disk was waited for as soon as it is there.
//!
//! Closing the window makes none: people switch the computer off seconds after, and a backup that is cut off helps
//! nobody. What was in the making then leaves nothing, and is due at the next start.

use super::shown::{in_folder, last_at, local_offset, places};
use super::{is_demo, work};
use crate::desk::Desk;
use crate::host::Host;
use healthsync_clinic::backups::{Reason, is_due, is_quiet};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Weak;
use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(30);
/// What failed is tried again after so long: a full disk is not full for a minute only.
const AFTER_FAILURE: Duration = Duration::from_secs(15 * 60);

/// What is remembered between two looks.
struct Watch {
    opened: Instant,
    due_since: Option<Instant>,
    failed_at: Option<Instant>,
    absent: HashSet<Uuid>,
}

/// The work, for as long as the window is open.
pub async fn tend(host: Weak<Host>, desk: &'static Desk) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watch = Watch { opened: Instant::now(), due_since: None, failed_at: None, absent: HashSet::new() };
    loop {
        ticks.tick().await;
        let Some(host) = host.upgrade() else { return };
        let since_change = desk.since_change();
        let looked = tokio::task::spawn_blocking(move || {
            look(&host, &mut watch, since_change);
            watch
        });
        match looked.await {
            Ok(after) => watch = after,
            Err(_) => return,
        }
    }
}

fn look(host: &Host, watch: &mut Watch, since_change: Duration) {
    let Ok(clinic) = host.clinic() else { return };
    if is_demo(&clinic) || clinic.db().place().is_none() || !host.is_set_up() {
        return;
    }
    let kept = host.kept(false);
    let now = clinic.outside().now();
    let (mut due, mut has_arrived): (Vec<(Uuid, PathBuf)>, bool) = (vec![], false);
    for (id, folder) in places(host, &kept) {
        let Some(folder) = folder else {
            watch.absent.insert(id);
            continue;
        };
        let was_absent = watch.absent.remove(&id);
        if was_absent {
            host.backups_changed(id);
        }
        if is_due(now, last_at(&in_folder(&folder, id, &kept), id), local_offset(now)) {
            has_arrived |= was_absent;
            due.push((id, folder));
        }
    }
    if due.is_empty() {
        (watch.due_since, watch.failed_at) = (None, None);
        return;
    }
    let due_since = *watch.due_since.get_or_insert_with(Instant::now);
    let is_resting = watch.failed_at.is_some_and(|at| at.elapsed() < AFTER_FAILURE) && !has_arrived;
    let ms = |since: Duration| i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    let is_moment = is_quiet(ms(watch.opened.elapsed()), ms(since_change), ms(due_since.elapsed()));
    // A stick that was put in for its backup is not made to wait.
    if is_resting || !(is_moment || has_arrived) {
        return;
    }
    let made = work::make(host, &clinic, Reason::Daily, due, Uuid::nil());
    watch.failed_at = made.is_err().then(Instant::now);
}
