//! The site's wall clock: which instants a day has, and where a minute of it falls.

use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::sites;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// Milliseconds of a minute.
pub(crate) const MINUTE_MS: Millis = 60_000;

/// The site's time zone.
pub(crate) fn zone(read: &Read<'_>) -> Result<Tz> {
    Ok(sites::own_site(read)?.time_zone.parse().unwrap_or(chrono_tz::UTC))
}

/// The instant at which the clock on the wall shows so many minutes after midnight. Where clocks are put back it
/// shows that twice: the first counts. Where they are put forward it never does: what follows the gap counts.
pub(crate) fn instant(zone: Tz, day: NaiveDate, minute: u32) -> Millis {
    let (day, minute) = match minute {
        0..1440 => (day, minute),
        _ => (day.checked_add_days(Days::new(1)).unwrap_or(day), 0),
    };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap_or_default();
    let mut local = day.and_time(time);
    // The longest gap that a zone has ever had is a day; all of today are an hour or less.
    for _ in 0..=96 {
        if let Some(found) = zone.from_local_datetime(&local).earliest() {
            return found.timestamp_millis();
        }
        local += TimeDelta::minutes(15);
    }
    local.and_utc().timestamp_millis()
}

/// Where a day begins and where it ends.
pub(crate) fn bounds(zone: Tz, day: NaiveDate) -> (Millis, Millis) {
    (instant(zone, day, 0), instant(zone, day, 1440))
}

/// What the clock and the calendar on the wall show: the day, and minutes after midnight.
pub(crate) fn shown(zone: Tz, at: Millis) -> (NaiveDate, u32) {
    let local = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default().with_timezone(&zone);
    (local.date_naive(), local.hour() * 60 + local.minute())
}

/// A minute of a day as people write it, e.g. `09:30`.
pub(crate) fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// An instant as people write it, e.g. `2026-06-01 09:30`.
pub(crate) fn words(zone: Tz, at: Millis) -> String {
    let (day, minute) = shown(zone, at);
    format!("{day} {}", clock(minute))
}

/// The days from one to another, both of them too.
pub(crate) fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    fn at(day: (i32, u32, u32), minute: u32) -> String {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).expect("a day");
        DateTime::<Utc>::from_timestamp_millis(instant(BERLIN, day, minute)).expect("an instant").to_rfc3339()
    }

    #[test]
    fn the_wall_is_followed_when_the_clocks_are_changed() {
        assert_eq!(at((2026, 3, 28), 540), "2026-03-28T08:00:00+00:00", "winter");
        assert_eq!(at((2026, 3, 29), 540), "2026-03-29T07:00:00+00:00", "summer, the same nine o'clock");
        assert_eq!(
            at((2026, 3, 29), 150),
            "2026-03-29T01:00:00+00:00",
            "half past two never was: three o'clock counts"
        );
        assert_eq!(at((2026, 10, 25), 150), "2026-10-25T00:30:00+00:00", "half past two came twice: the first counts");
    }

    #[test]
    fn days_follow_on_one_another_without_a_gap() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        for day in first.iter_days().take(400) {
            let next = day.succ_opt().expect("there is another day");
            assert_eq!(bounds(BERLIN, day).1, bounds(BERLIN, next).0, "{day} ends where {next} begins");
            assert_eq!(shown(BERLIN, bounds(BERLIN, day).0), (day, 0), "and begins at midnight");
        }
    }
}
