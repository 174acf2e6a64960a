//! When a backup is due, which are kept, and when people must be told that there is none: pure rules over times.

use super::container::Reason;
use crate::outside::Millis;
use chrono::{DateTime, Datelike};
use std::collections::BTreeSet;

/// How many are kept of a kind of period, and which one a day lies in.
type Period = (usize, fn(i64) -> i64);

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Days, weeks and months of which one is kept.
const KEPT: (usize, usize, usize) = (7, 4, 12);
/// The latest ones, which are kept whatever their day: who backs up twice before a great change has both.
const KEPT_LATEST: usize = 3;
/// Copies from before an update that are kept.
const KEPT_BEFORE_UPGRADE: usize = 3;

/// One backup as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// When it was made.
    pub made_at: Millis,
    /// Why it was made.
    pub reason: Reason,
    /// It was opened and checked, and was well.
    pub is_verified: bool,
}

/// The local day of an instant, as days since 1970. `offset_ms` is what the local clock is ahead of UTC.
fn day(at: Millis, offset_ms: i64) -> i64 {
    (at + offset_ms).div_euclid(DAY_MS)
}

/// Whether today's backup is still to be made. A clock that was set back makes it due too.
#[must_use]
pub fn is_due(now: Millis, last: Option<Millis>, offset_ms: i64) -> bool {
    last.is_none_or(|last| day(last, offset_ms) != day(now, offset_ms))
}

/// Whether this is a moment for it: nobody saved anything for two minutes, and the program has been open for as long.
/// In a clinic that never pauses it is done after an hour anyway, for it does not hold anybody up.
/// All three are in milliseconds on a watch.
#[must_use]
pub fn is_quiet(since_open: Millis, since_change: Millis, since_due: Millis) -> bool {
    since_open >= 2 * MINUTE_MS && (since_change >= 2 * MINUTE_MS || since_due >= 60 * MINUTE_MS)
}

/// Whether people must be told: no verified backup is younger than three days. A clinic that is younger itself has
/// until then.
#[must_use]
pub fn is_overdue(now: Millis, last_verified: Option<Millis>, clinic_since: Millis) -> bool {
    now - last_verified.unwrap_or(clinic_since) > 3 * DAY_MS
}

/// Which of the backups in one place, made by one computer, are surplus: their indices. One each is kept of the latest
/// 7 days, 4 weeks and 12 months that have any, a verified one before others; beside these the latest 3, the
/// latest verified one, and the latest 3 from before an update.
#[must_use]
pub fn surplus(made: &[Standing], offset_ms: i64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(made[*index].made_at), *index));
    let is_before_upgrade = |index: &usize| made[*index].reason == Reason::BeforeUpgrade;
    let (upgrades, daily): (Vec<usize>, Vec<usize>) = order.iter().copied().partition(is_before_upgrade);

    let mut kept: BTreeSet<usize> = upgrades.into_iter().take(KEPT_BEFORE_UPGRADE).collect();
    kept.extend(daily.iter().take(KEPT_LATEST));
    kept.extend(order.iter().find(|index| made[**index].is_verified));
    let (days, weeks, months) = KEPT;
    let periods: [Period; 3] = [(days, |day| day), (weeks, week), (months, month)];
    for (count, period) in periods {
        let mut seen: Vec<(i64, usize)> = vec![];
        for index in &daily {
            let of = period(day(made[*index].made_at, offset_ms));
            match seen.iter_mut().find(|(known, _)| *known == of) {
                Some((_, best)) if made[*index].is_verified && !made[*best].is_verified => *best = *index,
                Some(_) => {}
                None => seen.push((of, *index)),
            }
        }
        kept.extend(seen.iter().take(count).map(|(_, best)| *best));
    }
    (0..made.len()).filter(|index| !kept.contains(index)).collect()
}

/// Weeks begin on Monday; 1970 began on a Thursday.
fn week(day: i64) -> i64 {
    (day + 3).div_euclid(7)
}

fn month(day: i64) -> i64 {
    let date = DateTime::from_timestamp_millis(day.saturating_mul(DAY_MS)).unwrap_or_default();
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Millis = 1_795_716_180_000;

    fn one() -> impl Strategy<Value = Standing> {
        let reason = prop_oneof![4 => Just(Reason::Daily), 1 => Just(Reason::ByHand), 1 => Just(Reason::BeforeUpgrade)];
        (0i64..800 * 24, reason, any::<bool>()).prop_map(|(hours_ago, reason, is_verified)| Standing {
            made_at: NOW - hours_ago * 60 * MINUTE_MS,
            reason,
            is_verified,
        })
    }

    fn rotated(made: &[Standing], offset_ms: i64) -> Vec<Standing> {
        let gone = surplus(made, offset_ms);
        made.iter().enumerate().filter(|(index, _)| !gone.contains(index)).map(|(_, one)| *one).collect()
    }

    proptest! {
        #[test]
        fn the_latest_and_the_latest_verified_one_are_always_kept(
            made in prop::collection::vec(one(), 0..120), offset in -12i64..14,
        ) {
            let offset_ms = offset * 60 * MINUTE_MS;
            let kept = rotated(&made, offset_ms);
            let latest = |all: &[Standing], verified: bool| {
                all.iter().filter(|one| one.is_verified || !verified).map(|one| one.made_at).max()
            };
            prop_assert_eq!(latest(&kept, true), latest(&made, true), "the last proven one is never deleted");
            prop_assert_eq!(latest(&kept, false), latest(&made, false), "nor is the one just made");
        }

        #[test]
        fn a_place_never_fills_and_deleting_twice_deletes_no_more(
            made in prop::collection::vec(one(), 0..200), offset in -12i64..14,
        ) {
            let offset_ms = offset * 60 * MINUTE_MS;
            let kept = rotated(&made, offset_ms);
            prop_assert!(kept.len() <= 7 + 4 + 12 + 3 + 3 + 1, "{} are kept", kept.len());
            prop_assert!(surplus(&kept, offset_ms).is_empty(), "what was kept once is kept");
        }

        #[test]
        fn a_backup_a_day_leaves_a_week_a_month_and_a_year(days in 1i64..900, offset in -12i64..14) {
            let offset_ms = offset * 60 * MINUTE_MS;
            let mut kept: Vec<Standing> = vec![];
            for ago in (0..days).rev() {
                kept.push(Standing { made_at: NOW - ago * DAY_MS, reason: Reason::Daily, is_verified: true });
                kept = rotated(&kept, offset_ms);
            }
            let distinct = |period: fn(i64) -> i64, days: i64| {
                let of = |at: Millis| period(day(at, offset_ms));
                let all: BTreeSet<i64> = (0..days).map(|ago| of(NOW - ago * DAY_MS)).collect();
                let kept: BTreeSet<i64> = kept.iter().map(|one| of(one.made_at)).collect();
                all.iter().filter(|one| !kept.contains(one)).count()
            };
            prop_assert_eq!(distinct(|day| day, days.min(7)), 0, "each of the last 7 days");
            prop_assert_eq!(distinct(week, days.min(22)), 0, "each of the last 4 weeks");
            prop_assert_eq!(distinct(month, days.min(330)), 0, "each of the last 11 months and this one");
        }

        #[test]
        fn a_day_has_one_backup_that_is_due(last in 0i64..4_000, later in 0i64..4_000, offset in -12i64..14) {
            let (last, offset_ms) = (NOW + last * MINUTE_MS, offset * 60 * MINUTE_MS);
            let now = last + later * MINUTE_MS;
            let is_same_day = day(last, offset_ms) == day(now, offset_ms);
            prop_assert_eq!(is_due(now, Some(last), offset_ms), !is_same_day, "once a day");
            prop_assert!(is_due(last - 2 * DAY_MS, Some(last), offset_ms), "a clock that was set back hides nothing");
        }
    }

    #[test]
    fn a_backup_waits_for_a_pause_but_not_for_ever() {
        let minutes = |count: i64| count * MINUTE_MS;
        assert!(!is_quiet(minutes(1), minutes(10), minutes(1)), "the program has only just opened");
        assert!(!is_quiet(minutes(30), minutes(1), minutes(30)), "somebody is writing");
        assert!(is_quiet(minutes(30), minutes(2), minutes(30)), "a pause");
        assert!(is_quiet(minutes(90), 0, minutes(60)), "a clinic that never pauses has its backup too");
    }

    #[test]
    fn people_are_told_after_three_days() {
        assert!(!is_overdue(NOW, Some(NOW - 3 * DAY_MS), NOW - 900 * DAY_MS), "three days old is young enough");
        assert!(is_overdue(NOW, Some(NOW - 3 * DAY_MS - 1), NOW - 900 * DAY_MS), "older is told");
        assert!(!is_overdue(NOW, None, NOW - DAY_MS), "a clinic of yesterday is not blamed");
        assert!(is_overdue(NOW, None, NOW - 4 * DAY_MS), "one of last week is");
    }
}
