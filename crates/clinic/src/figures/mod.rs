//! The clinic's figures: each is counted from the same rows as the list behind it, so a number and its list cannot
//! disagree.

mod list;
mod rows;

pub use list::*;

use crate::db::Read;
use crate::error::{Invalid, Result};
use crate::outside::Millis;
use crate::sites;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use rows::{Row, rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A longer span than this is not asked for at once, in days.
const LONGEST_DAYS: i64 = 5 * 366;
/// Up to so many days, columns stand for days.
const BY_DAY: i64 = 62;
/// Up to so many days, columns stand for weeks; beyond, for months.
const BY_WEEK: i64 = 400;
const DAY_MS: i64 = 86_400_000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Patients registered.
    Registrations,
    /// Appointments by the day that they are for, by state; walk-ins among them.
    Appointments,
    /// Minutes from check-in to the start of the consultation.
    Waiting,
    /// Encounters by the day that they began.
    Encounters,
    /// Diagnoses of encounters.
    Diagnoses,
    /// Alerts raised, by severity.
    Alerts,
    /// Minutes from an alert to its acknowledgement.
    Acknowledgements,
    /// What was invoiced, by service or drug, credit notes taken off.
    Revenue,
    /// What was invoiced, by who is to pay it, credit notes taken off.
    Payers,
    /// What was paid, by method, refunds taken off.
    Payments,
    /// What was invoiced in these days and is still to be paid, by payer.
    Unpaid,
}

impl FigureKind {
    /// Every figure, as the dashboard shows them.
    pub const ALL: [FigureKind; 11] = [
        FigureKind::Registrations,
        FigureKind::Appointments,
        FigureKind::Waiting,
        FigureKind::Encounters,
        FigureKind::Diagnoses,
        FigureKind::Alerts,
        FigureKind::Acknowledgements,
        FigureKind::Revenue,
        FigureKind::Payers,
        FigureKind::Payments,
        FigureKind::Unpaid,
    ];
}

/// Which days.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct FigureQuery {
    /// From this day at the site.
    pub from_on: NaiveDate,
    /// Up to and with this day.
    pub until_on: NaiveDate,
    /// Only these figures; all where none is named.
    #[serde(default)]
    pub kinds: Vec<FigureKind>,
}

/// One part of a figure: a state, a service, a payer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// What it is of: a code where the figure has codes, else words.
    pub key: String,
    /// How many.
    pub count: usize,
    /// How much, in minor units of the currency, where the figure is of money.
    pub amount_minor: i64,
}

/// What one column of a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// One column of a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// When it begins.
    pub at_ms: Millis,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: NaiveDate,
    /// How many.
    pub count: usize,
    /// How much, in minor units.
    pub amount_minor: i64,
}

/// One figure over some days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// What is counted.
    pub kind: FigureKind,
    /// How many.
    pub count: usize,
    /// How much, in minor units, where the figure is of money.
    pub amount_minor: i64,
    /// Half of them took at most so many minutes, where the figure is of minutes.
    pub median_min: Option<i64>,
    /// Nine of ten took at most so many minutes.
    pub ninetieth_min: Option<i64>,
    /// Its parts, the largest first.
    pub parts: Vec<Part>,
    /// Over time.
    pub columns: Vec<Column>,
}

/// The clinic's figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// The currency of the amounts.
    pub currency: String,
    /// What a column stands for.
    pub step: Step,
    /// Of those who were expected and whose time has passed, so many in ten thousand did not come; none where nobody
    /// was expected.
    pub no_show_basis_points: Option<i64>,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The days of a query as instants, in the site's time.
pub(super) struct Span {
    pub zone: Tz,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub from_ms: Millis,
    pub until_ms: Millis,
}

pub(super) fn span(read: &Read<'_>, query: &FigureQuery) -> Result<Span> {
    let days = query.until_on.signed_duration_since(query.from_on).num_days();
    if days < 0 {
        return Err(Invalid::new("until_on", "before_start", "The last day is before the first.").into());
    }
    if days > LONGEST_DAYS {
        return Err(Invalid::new("until_on", "too_long", "Choose at most five years at once.").into());
    }
    let zone = sites::own_site(read)?.time_zone.parse().unwrap_or(Tz::UTC);
    let after = query.until_on.checked_add_days(Days::new(1)).unwrap_or(query.until_on);
    Ok(Span {
        from_ms: midnight(zone, query.from_on),
        until_ms: midnight(zone, after),
        from_on: query.from_on,
        until_on: query.until_on,
        zone,
    })
}

/// When a day begins; where the clock jumps over midnight, an hour later.
fn midnight(zone: Tz, day: NaiveDate) -> Millis {
    let at = |hour| day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    let begins = zone.from_local_datetime(&at(0)).earliest().or_else(|| zone.from_local_datetime(&at(1)).earliest());
    begins.map_or_else(|| at(0).and_utc().timestamp_millis(), |begins| begins.timestamp_millis())
}

/// The clinic's figures over some days.
///
/// # Errors
/// When the days are the wrong way round or too many.
pub fn figures(read: &Read<'_>, query: FigureQuery) -> Result<Figures> {
    let span = span(read, &query)?;
    let days = span.until_on.signed_duration_since(span.from_on).num_days() + 1;
    let step = if days <= BY_DAY {
        Step::Day
    } else if days <= BY_WEEK {
        Step::Week
    } else {
        Step::Month
    };
    let mut figures = vec![];
    let mut no_show_basis_points = None;
    for kind in FigureKind::ALL.into_iter().filter(|kind| query.kinds.is_empty() || query.kinds.contains(kind)) {
        let rows = rows(read, kind, &span)?;
        if kind == FigureKind::Appointments {
            no_show_basis_points = no_shows(&rows, read.now);
        }
        figures.push(figure(kind, &rows, &span, step));
    }
    Ok(Figures { currency: sites::own_site(read)?.record.currency, step, no_show_basis_points, figures })
}

/// Of appointments that were kept or missed: walk-ins expected nobody, and what was cancelled in time is no miss.
fn no_shows(rows: &[Row], now: Millis) -> Option<i64> {
    let is_past = |row: &&Row| row.at < now && !row.is_aside;
    let missed = rows.iter().filter(is_past).filter(|row| row.key == "noshow").count();
    let kept = |row: &&Row| matches!(row.key.as_str(), "arrived" | "checked_in" | "started" | "fulfilled");
    let expected = missed + rows.iter().filter(is_past).filter(kept).count();
    (expected > 0).then(|| i64::try_from(missed * 10_000 / expected).unwrap_or(0))
}

fn figure(kind: FigureKind, rows: &[Row], span: &Span, step: Step) -> Figure {
    let mut parts: BTreeMap<&str, Part> = BTreeMap::new();
    let mut columns = empty_columns(span, step);
    for row in rows {
        let part = parts.entry(&row.key).or_insert_with(|| Part { key: row.key.clone(), count: 0, amount_minor: 0 });
        part.count += 1;
        part.amount_minor += row.amount_minor;
        let next = columns.partition_point(|column| column.at_ms <= row.at);
        if let Some(column) = next.checked_sub(1).and_then(|at| columns.get_mut(at)) {
            column.count += 1;
            column.amount_minor += row.amount_minor;
        }
    }
    let mut parts: Vec<Part> = parts.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse((part.amount_minor, part.count)), part.key.clone()));
    let mut minutes: Vec<i64> = rows.iter().filter_map(|row| row.minutes).collect();
    minutes.sort_unstable();
    Figure {
        kind,
        count: rows.len(),
        amount_minor: rows.iter().map(|row| row.amount_minor).sum(),
        median_min: quantile(&minutes, 50),
        ninetieth_min: quantile(&minutes, 90),
        parts,
        columns,
    }
}

/// The least value that so many in a hundred do not pass.
fn quantile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

fn empty_columns(span: &Span, step: Step) -> Vec<Column> {
    let mut columns = vec![];
    let mut day = span.from_on;
    while day <= span.until_on {
        let next = match step {
            Step::Day => day.checked_add_days(Days::new(1)),
            Step::Week => day.checked_add_days(Days::new(7)),
            Step::Month => day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))),
        };
        let Some(next) = next else { break };
        let last = next.pred_opt().unwrap_or(day).min(span.until_on);
        let at_ms = midnight(span.zone, day);
        columns.push(Column { at_ms, from_on: day, until_on: last, count: 0, amount_minor: 0 });
        day = next;
    }
    columns
}

/// How long a column is drawn, in milliseconds: months are of unequal length and drawn as the shortest.
#[must_use]
pub fn column_ms(step: Step) -> i64 {
    match step {
        Step::Day => DAY_MS,
        Step::Week => 7 * DAY_MS,
        Step::Month => 28 * DAY_MS,
    }
}

/// An instant's day at the site.
pub(super) fn day_of(at: Millis, zone: Tz) -> NaiveDate {
    DateTime::from_timestamp_millis(at).unwrap_or_default().with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_a_value_that_was_measured() {
        assert_eq!(quantile(&[], 50), None, "nothing measured, nothing said");
        assert_eq!(quantile(&[7], 90), Some(7), "one is all");
        assert_eq!(quantile(&[1, 2, 3, 4], 50), Some(2), "half took at most 2");
        assert_eq!(quantile(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), Some(9), "nine of ten took at most 9");
    }

    #[test]
    fn columns_cover_every_day_once_even_where_the_clock_jumps() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for zone in [Tz::UTC, Tz::Africa__Cairo, Tz::America__Santiago] {
            for step in [Step::Day, Step::Week, Step::Month] {
                let (from_on, until_on) = (day("2026-03-15"), day("2026-10-20"));
                let span = Span { zone, from_on, until_on, from_ms: 0, until_ms: 0 };
                let columns = empty_columns(&span, step);
                assert_eq!(columns.first().map(|column| column.from_on), Some(from_on), "from the first day");
                assert_eq!(columns.last().map(|column| column.until_on), Some(until_on), "to the last");
                for pair in columns.windows(2) {
                    assert_eq!(pair[0].until_on.succ_opt(), Some(pair[1].from_on), "no day twice and none left out");
                    assert!(pair[0].at_ms < pair[1].at_ms, "in order");
                }
            }
        }
    }
}
