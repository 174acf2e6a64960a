//! Ages, and the clinic's calendar.

use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::sites;
use chrono::{DateTime, Months, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An age in whole months and the days beyond them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Age {
    /// Whole years.
    pub years: u32,
    /// Whole months since the last birthday.
    pub months: u32,
    /// Days since the last whole month.
    pub days: u32,
}

impl Age {
    /// The age on `day` of who was born on `birth`; none before birth.
    #[must_use]
    pub fn between(birth: NaiveDate, day: NaiveDate) -> Option<Age> {
        if day < birth {
            return None;
        }
        let years = day.years_since(birth)?;
        let birthday = birth.checked_add_months(Months::new(years * 12))?;
        let mut months = 0;
        // A leap day's birthday is not yet the twelfth month on 28 February.
        while months < 11 && birthday.checked_add_months(Months::new(months + 1)).is_some_and(|next| next <= day) {
            months += 1;
        }
        let since = birthday.checked_add_months(Months::new(months))?;
        let days = u32::try_from((day - since).num_days()).unwrap_or(0);
        Some(Age { years, months, days })
    }

    /// Whole months.
    #[must_use]
    pub fn in_months(self) -> u32 {
        self.years * 12 + self.months
    }
}

/// The day of an instant in the clinic's time zone.
#[must_use]
pub fn day_at(at: Millis, time_zone: &str) -> NaiveDate {
    let instant = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    let zone: chrono_tz::Tz = time_zone.parse().unwrap_or(chrono_tz::UTC);
    instant.with_timezone(&zone).date_naive()
}

/// Today in the clinic's time zone.
pub(crate) fn today(read: &Read<'_>) -> Result<NaiveDate> {
    Ok(day_at(read.now, &sites::own_site(read)?.time_zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_age_counts_whole_years_months_and_days() {
        let age = |birth, on| Age::between(day(birth), day(on)).map(|age| (age.years, age.months, age.days));
        assert_eq!(age("1984-05-03", "2026-05-02"), Some((41, 11, 29)), "the day before a birthday");
        assert_eq!(age("1984-05-03", "2026-05-03"), Some((42, 0, 0)), "the birthday");
        assert_eq!(age("2026-01-31", "2026-02-28"), Some((0, 1, 0)), "a month that is too short ends on its last day");
        assert_eq!(age("2024-02-29", "2025-02-28"), Some((0, 11, 30)), "born on a leap day");
        assert_eq!(age("2026-01-02", "2026-01-01"), None, "not born yet");
    }

    #[test]
    fn the_day_is_that_of_the_clinic_and_not_of_greenwich() {
        let late = 1_781_040_600_000; // 2026-06-09T21:30:00Z
        assert_eq!(day_at(late, "Africa/Nairobi"), day("2026-06-10"), "three hours east");
        assert_eq!(day_at(late, "America/Lima"), day("2026-06-09"), "five hours west");
        assert_eq!(day_at(late, "no/where"), day("2026-06-09"), "an unknown zone is UTC");
    }
}
