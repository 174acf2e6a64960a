//! The time axis: ticks where the local calendar has them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::spec::Words;
use crate::text::{digits, fill};

/// The ticks of a range of time, in two rows: 06:00, 12:00 over the day they belong to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticks {
    /// Every grid line with its label.
    pub fine: Vec<Tick>,
    /// Where the next larger unit begins; the first may lie before the range,
    /// as it names what the range begins in.
    pub coarse: Vec<CoarseTick>,
}

/// The beginning of a larger unit of time.
#[derive(Debug, Clone, PartialEq)]
pub struct CoarseTick {
    /// UTC epoch milliseconds.
    pub at_ms: i64,
    /// With its year: `3 Mar 2026`.
    pub label: String,
    /// What is enough after another of the same year: `3 Mar`.
    pub short: String,
}

/// One mark of the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// UTC epoch milliseconds.
    pub at_ms: i64,
    pub label: String,
}

/// How wide the widest label of each kind is, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Widths {
    /// `00:00`
    pub time: f32,
    /// `30`
    pub day: f32,
    /// The longest month.
    pub month: f32,
    /// `2026`
    pub year: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Minutes(i64),
    Days(i64),
    Weeks,
    Months(u32),
    Years(i32),
}

const STEPS: [Step; 26] = [
    Step::Minutes(1),
    Step::Minutes(2),
    Step::Minutes(5),
    Step::Minutes(10),
    Step::Minutes(15),
    Step::Minutes(30),
    Step::Minutes(60),
    Step::Minutes(120),
    Step::Minutes(180),
    Step::Minutes(360),
    Step::Minutes(720),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks,
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
];

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// Clear space between two labels, in px.
const LABEL_GAP: f32 = 12.0;

/// The ticks between two instants on an axis of `width` px, in a zone's
/// calendar: a day of 23 or 25 hours is as long as it was.
pub fn ticks((from_ms, to_ms): (i64, i64), zone: Tz, width: f32, widths: Widths, words: &Words) -> Ticks {
    let (Some(from), Some(to)) = (local(from_ms, zone), local(to_ms, zone)) else {
        return Ticks::default();
    };
    let px_per_ms = f64::from(width) / (to_ms.saturating_sub(from_ms)).max(1) as f64;
    let step = STEPS
        .into_iter()
        .find(|step| step.least_ms() * px_per_ms >= f64::from(step.room(widths)))
        .unwrap_or(Step::Years(1000));

    let first = from.date_naive();
    let last = to.date_naive();
    let day_of_month = |date: NaiveDate| date.day().to_string();
    let month_name = |date: NaiveDate| words.months[date.month0() as usize].clone();
    let year_number = |date: NaiveDate| date.year().to_string();
    let (fine, coarse) = match step {
        Step::Minutes(minutes) => (clock_times(first, last, zone, minutes, words), days(first, last, zone, words)),
        Step::Days(every) => {
            let is_due = |date: &NaiveDate| i64::from(date.num_days_from_ce()) % every == 0;
            let due = every_day(first, last).filter(is_due);
            (dates(due, zone, day_of_month, words), months(first, last, zone, words))
        }
        Step::Weeks => {
            let is_due = |date: &NaiveDate| is_week_start(*date, words.first_weekday);
            let due = every_day(first, last).filter(is_due);
            (dates(due, zone, day_of_month, words), months(first, last, zone, words))
        }
        Step::Months(every) => {
            let due = every_month(first, last).filter(|date| date.month0() % every == 0);
            let begins = years(first, last, 1);
            (dates(due, zone, month_name, words), coarse(begins, zone, words, "{year}", "{year}"))
        }
        Step::Years(every) => {
            let due = years(first, last, every);
            (dates(due, zone, year_number, words), Vec::new())
        }
    };
    let in_range = |tick: &Tick| (from_ms..=to_ms).contains(&tick.at_ms);
    Ticks {
        fine: fine.into_iter().filter(in_range).collect(),
        coarse: coarse.into_iter().filter(|tick| tick.at_ms <= to_ms).collect(),
    }
}

impl Step {
    /// The shortest that the step ever is.
    fn least_ms(self) -> f64 {
        let days = match self {
            Self::Minutes(minutes) => return (minutes * MINUTE_MS) as f64,
            Self::Days(days) => days,
            Self::Weeks => 7,
            Self::Months(months) => 28 * i64::from(months),
            Self::Years(years) => 365 * i64::from(years),
        };
        (days * DAY_MS) as f64
    }

    fn room(self, widths: Widths) -> f32 {
        LABEL_GAP
            + match self {
                Self::Minutes(_) => widths.time,
                Self::Days(_) | Self::Weeks => widths.day,
                Self::Months(_) => widths.month,
                Self::Years(_) => widths.year,
            }
    }
}

/// Clock times are found by walking real time and reading the clock on the
/// wall, so an hour that the clocks skip has no tick and one they repeat has two.
fn clock_times(first: NaiveDate, last: NaiveDate, zone: Tz, minutes: i64, words: &Words) -> Vec<Tick> {
    let walk = minutes.min(15);
    let mut ticks = Vec::new();
    for date in every_day(first, last) {
        let (Some(start), Some(end)) =
            (start_of(date, zone), date.checked_add_days(Days::new(1)).and_then(|next| start_of(next, zone)))
        else {
            continue;
        };
        let mut at = start;
        while at < end {
            let wall = at.time();
            let minute = i64::from(wall.hour() * 60 + wall.minute());
            if minute % minutes == 0 && wall.second() == 0 {
                let label = format!("{:02}:{:02}", wall.hour(), wall.minute());
                ticks.push(tick(at.timestamp_millis(), label, words));
            }
            at += TimeDelta::minutes(walk);
        }
    }
    ticks
}

fn days(first: NaiveDate, last: NaiveDate, zone: Tz, words: &Words) -> Vec<CoarseTick> {
    coarse(every_day(first, last), zone, words, &words.date, &words.day_month)
}

fn months(first: NaiveDate, last: NaiveDate, zone: Tz, words: &Words) -> Vec<CoarseTick> {
    coarse(every_month(first, last), zone, words, &words.month_year, "{month}")
}

fn years(first: NaiveDate, last: NaiveDate, every: i32) -> impl Iterator<Item = NaiveDate> {
    let begin = first.year().div_euclid(every) * every;
    (begin..=last.year()).step_by(every as usize).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
}

fn coarse(
    begins: impl Iterator<Item = NaiveDate>,
    zone: Tz,
    words: &Words,
    full: &str,
    short: &str,
) -> Vec<CoarseTick> {
    begins
        .filter_map(|date| {
            let begins_year = date.ordinal() == 1;
            let short = if begins_year { full } else { short };
            Some(CoarseTick {
                at_ms: start_of(date, zone)?.timestamp_millis(),
                label: digits(&fill(full, date, words), words),
                short: digits(&fill(short, date, words), words),
            })
        })
        .collect()
}

fn dates(
    dates: impl Iterator<Item = NaiveDate>,
    zone: Tz,
    mut label: impl FnMut(NaiveDate) -> String,
    words: &Words,
) -> Vec<Tick> {
    dates
        .filter_map(|date| {
            let at_ms = start_of(date, zone)?.timestamp_millis();
            Some(tick(at_ms, label(date), words))
        })
        .collect()
}

fn tick(at_ms: i64, label: String, words: &Words) -> Tick {
    Tick { at_ms, label: digits(&label, words) }
}

fn every_day(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |date| *date <= last)
}

fn every_month(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let begin = first.with_day(1).unwrap_or(first);
    (0..).map_while(move |i| begin.checked_add_months(Months::new(i))).take_while(move |date| *date <= last)
}

fn is_week_start(date: NaiveDate, first_weekday: u8) -> bool {
    date.weekday().num_days_from_monday() == u32::from(first_weekday % 7)
}

fn local(at_ms: i64, zone: Tz) -> Option<DateTime<Tz>> {
    Some(DateTime::from_timestamp_millis(at_ms)?.with_timezone(&zone))
}

/// The first instant of a local day. Where the clocks skip midnight the day
/// begins when they come out of the gap; a day that was skipped whole has none.
fn start_of(date: NaiveDate, zone: Tz) -> Option<DateTime<Tz>> {
    let midnight = date.and_time(NaiveTime::MIN);
    (0..96)
        .filter_map(|quarter| midnight.checked_add_signed(TimeDelta::minutes(15 * quarter)))
        .find_map(|wall| zone.from_local_datetime(&wall).earliest())
}

#[cfg(test)]
mod tests;
