//! Birth dates as clinics know them: whole, only a year, guessed, or mistyped.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A birth date as written down: month and day may be unknown, and nothing says that the day exists
/// (a slip such as 1985-13-02 still resembles the date that was meant).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BirthDate {
    /// Calendar year.
    pub year: u16,
    /// Month, 1 to 12 in a valid date.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31 in a valid date.
    pub day: Option<u8>,
}

impl From<NaiveDate> for BirthDate {
    fn from(date: NaiveDate) -> Self {
        BirthDate {
            year: u16::try_from(date.year()).unwrap_or(0),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
        }
    }
}

impl FromStr for BirthDate {
    type Err = NotADate;

    /// Reads `1987`, `1987-03`, `1987-03-12` and `19870312`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let plain: String = text.chars().filter(|c| !matches!(c, '-' | '/' | '.' | ' ')).collect();
        if !matches!(plain.len(), 4 | 6 | 8) || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotADate);
        }
        let part = |from: usize, to: usize| plain.get(from..to).and_then(|part| part.parse::<u16>().ok());
        let small = |value: Option<u16>| value.and_then(|value| u8::try_from(value).ok()).filter(|value| *value > 0);
        Ok(BirthDate { year: part(0, 4).ok_or(NotADate)?, month: small(part(4, 6)), day: small(part(6, 8)) })
    }
}

/// The text is not a date with its year first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl std::fmt::Display for NotADate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("A birth date is written year first, as in 1987-03-12, 1987-03 or 1987.")
    }
}

impl std::error::Error for NotADate {}

/// How two birth dates agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BirthLikeness {
    Same,
    /// Day and month in each other's place.
    Transposed,
    /// One digit off, or two neighbouring digits swapped.
    OneSlip,
    /// Two of year, month and day agree.
    TwoParts,
    /// The year agrees and nothing speaks against the rest; or guessed years lie close together.
    SameYear,
    /// Guessed, or only a year: nothing can be said.
    Unclear,
    Different,
}

/// Compares two birth dates; `estimated` when either is a guess.
pub(crate) fn compare_births(a: BirthDate, b: BirthDate, estimated: bool) -> BirthLikeness {
    let years_apart = a.year.abs_diff(b.year);
    let (Some(a_month), Some(b_month)) = (a.month, b.month) else {
        return by_year(years_apart, estimated);
    };
    if a == b {
        return if estimated { BirthLikeness::SameYear } else { BirthLikeness::Same };
    }
    if estimated {
        return by_year(years_apart, true);
    }
    let (Some(a_day), Some(b_day)) = (a.day, b.day) else {
        return if years_apart == 0 && a_month == b_month { BirthLikeness::TwoParts } else { BirthLikeness::Different };
    };
    if years_apart == 0 && a_month == b_day && a_day == b_month {
        return BirthLikeness::Transposed;
    }
    if one_slip(&a.written(), &b.written()) {
        return BirthLikeness::OneSlip;
    }
    let parts = [years_apart == 0, a_month == b_month, a_day == b_day].iter().filter(|same| **same).count();
    if parts == 2 { BirthLikeness::TwoParts } else { BirthLikeness::Different }
}

fn by_year(years_apart: u16, estimated: bool) -> BirthLikeness {
    match years_apart {
        0 => BirthLikeness::SameYear,
        1..=3 if estimated => BirthLikeness::Unclear,
        _ => BirthLikeness::Different,
    }
}

impl BirthDate {
    /// Eight digits, year first; unknown parts are zeros.
    pub(crate) fn written(self) -> [u8; 8] {
        let (month, day) = (u16::from(self.month.unwrap_or(0)), u16::from(self.day.unwrap_or(0)));
        let digit = |value: u16, unit: u16| b'0' + u8::try_from(value / unit % 10).unwrap_or(0);
        [
            digit(self.year, 1000),
            digit(self.year, 100),
            digit(self.year, 10),
            digit(self.year, 1),
            digit(month, 10),
            digit(month, 1),
            digit(day, 10),
            digit(day, 1),
        ]
    }
}

fn one_slip(a: &[u8; 8], b: &[u8; 8]) -> bool {
    let off: Vec<usize> = (0..8).filter(|at| a[*at] != b[*at]).collect();
    match off[..] {
        [_] => true,
        [one, other] => other == one + 1 && a[one] == b[other] && a[other] == b[one],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(a: &str, b: &str, estimated: bool) -> BirthLikeness {
        compare_births(a.parse().expect("a date"), b.parse().expect("a date"), estimated)
    }

    #[test]
    fn slips_in_a_date_are_told_from_other_dates() {
        for (a, b, likeness) in [
            ("1987-03-12", "19870312", BirthLikeness::Same),
            ("1987-03-12", "1987-12-03", BirthLikeness::Transposed),
            ("1987-03-12", "1987-03-13", BirthLikeness::OneSlip),
            ("1987-03-12", "1978-03-12", BirthLikeness::OneSlip),
            ("1987-03-12", "1987-03-25", BirthLikeness::TwoParts),
            ("1987-03-12", "1987", BirthLikeness::SameYear),
            ("1987-03-12", "1986", BirthLikeness::Different),
            ("1987-03-12", "1954-11-30", BirthLikeness::Different),
        ] {
            assert_eq!(compared(a, b, false), likeness, "{a} against {b}");
        }
    }

    #[test]
    fn a_guessed_year_neither_proves_nor_excludes() {
        assert_eq!(compared("1987-01-01", "1989-06-04", true), BirthLikeness::Unclear, "a guess may be two years off");
        assert_eq!(
            compared("1987-01-01", "1987-01-01", true),
            BirthLikeness::SameYear,
            "everybody of that age gets it"
        );
        assert_eq!(compared("1987-01-01", "2004-06-04", true), BirthLikeness::Different, "nobody guesses 17 years off");
    }
}
