//! How often a dose is taken, and how it goes with food.

use crate::formulary::words;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

words! {
    /// How often a dose is taken.
    Frequency {
        /// Once and never again (stat).
        Once = "once",
        /// Once a day.
        OnceDaily = "once_daily",
        /// Once a day, in the morning.
        InTheMorning = "in_the_morning",
        /// Once a day, at bedtime.
        AtNight = "at_night",
        /// Twice a day.
        TwiceDaily = "twice_daily",
        /// Three times a day.
        ThreeTimesDaily = "three_times_daily",
        /// Four times a day.
        FourTimesDaily = "four_times_daily",
        /// Five times a day.
        FiveTimesDaily = "five_times_daily",
        /// Every 4 hours.
        Every4Hours = "every_4_hours",
        /// Every 6 hours.
        Every6Hours = "every_6_hours",
        /// Every 8 hours.
        Every8Hours = "every_8_hours",
        /// Every 12 hours.
        Every12Hours = "every_12_hours",
        /// Every other day.
        EveryOtherDay = "every_other_day",
        /// Three times a week.
        ThreeTimesWeekly = "three_times_weekly",
        /// Twice a week.
        TwiceWeekly = "twice_weekly",
        /// Once a week.
        OnceWeekly = "once_weekly",
        /// Once a month.
        OnceMonthly = "once_monthly",
    }
}

words! {
    /// How a dose goes with food.
    Food {
        /// Before food.
        Before = "before",
        /// With food.
        With = "with",
        /// After food.
        After = "after",
        /// On an empty stomach.
        EmptyStomach = "empty_stomach",
    }
}

impl Frequency {
    /// So many doses in so many days: 3 in 1, 1 in 7.
    #[must_use]
    pub fn doses_in_days(self) -> (u32, u32) {
        use Frequency::*;
        match self {
            Once | OnceDaily | InTheMorning | AtNight => (1, 1),
            TwiceDaily | Every12Hours => (2, 1),
            ThreeTimesDaily | Every8Hours => (3, 1),
            FourTimesDaily | Every6Hours => (4, 1),
            FiveTimesDaily => (5, 1),
            Every4Hours => (6, 1),
            EveryOtherDay => (1, 2),
            ThreeTimesWeekly => (3, 7),
            TwiceWeekly => (2, 7),
            OnceWeekly => (1, 7),
            OnceMonthly => (1, 30),
        }
    }

    /// The most doses that fall on one day.
    #[must_use]
    pub fn times_per_day(self) -> u32 {
        match self.doses_in_days() {
            (doses, 1) => doses,
            _ => 1,
        }
    }

    /// How many doses are taken in so many days, the first on the first.
    #[must_use]
    pub fn doses_in(self, days: u32) -> Decimal {
        if self == Frequency::Once {
            return Decimal::ONE;
        }
        let (doses, of_days) = self.doses_in_days();
        (Decimal::from(doses) * Decimal::from(days) / Decimal::from(of_days)).ceil()
    }
}
