//! The gap report: that no number of any series is missing.

use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use crate::numbers::{self, NumberSeries, counter_of};
use healthsync_sync::Origin;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A series of one workstation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeriesReport {
    /// Which: `invoice`, `credit` or `receipt`.
    pub series: String,
    /// The letters of the workstation that numbered.
    pub code: String,
    /// It is this computer's own.
    pub is_own: bool,
    /// The first number.
    pub first: String,
    /// The last number.
    pub last: String,
    /// How many there are.
    pub count: i64,
    /// Counters between 1 and the last that nothing has.
    pub missing: Vec<i64>,
    /// Numbers that two records have.
    pub doubled: Vec<String>,
    /// Numbers whose check character is wrong.
    pub misspelt: Vec<String>,
}

/// Whether the numbers are whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapReport {
    /// Nothing is missing, doubled or misspelt.
    pub is_whole: bool,
    /// Each series of each workstation.
    pub series: Vec<SeriesReport>,
}

/// The series that must be whole.
const SERIES: [NumberSeries; 3] = [NumberSeries::Invoice, NumberSeries::CreditNote, NumberSeries::Receipt];
/// So many missing counters are listed; a series that lacks more was torn.
const MOST_LISTED: usize = 1_000;

/// Looks for gaps in the numbers of invoices, credit notes and receipts.
///
/// # Errors
/// When the database fails.
pub fn gap_report(read: &Read<'_>, _: Nothing) -> Result<GapReport> {
    let own = read.place.series_code();
    let mut reports = vec![];
    for series in SERIES {
        let given = given(read, series.name())?;
        let mut found = numbers_of(read, series)?;
        // A series whose numbers are all gone is the worst gap of all.
        for code in given.keys() {
            found.entry(code.clone()).or_default();
        }
        for (code, numbers) in found {
            let given = given.get(&code).copied().unwrap_or(0);
            reports.push(report(series.name(), code == own, code, numbers, given));
        }
    }
    let is_whole =
        |report: &SeriesReport| report.missing.is_empty() && report.doubled.is_empty() && report.misspelt.is_empty();
    Ok(GapReport { is_whole: reports.iter().all(is_whole), series: reports })
}

/// The last counter that this computer gave in a series, by the letters of the workstation.
fn given(read: &Read<'_>, series: &str) -> Result<BTreeMap<String, i64>> {
    let mut statement = read.conn.prepare_cached("SELECT origin, letters, last FROM series WHERE name = ?1")?;
    let mut rows = statement.query([series])?;
    let mut given = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let letters: String = row.get(1)?;
        let code = if letters.is_empty() { Origin::from_bytes(row.get(0)?).series_code() } else { letters };
        given.insert(code, row.get(2)?);
    }
    Ok(given)
}

/// All numbers of a series, by the letters of the workstation that gave them.
fn numbers_of(read: &Read<'_>, series: NumberSeries) -> Result<BTreeMap<String, Vec<String>>> {
    let (table, column) = series.column();
    let mut statement = read.conn.prepare_cached(&format!("SELECT {column} FROM {table}"))?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let number: String = row.get(0)?;
        let code = number.split('-').next().unwrap_or_default().to_owned();
        found.entry(code).or_default().push(number);
    }
    Ok(found)
}

fn report(series: &str, is_own: bool, code: String, mut numbers: Vec<String>, given: i64) -> SeriesReport {
    let misspelt = numbers.iter().filter(|number| !numbers::is_well_formed(number) || counter_of(number).is_none());
    let misspelt: Vec<String> = misspelt.cloned().collect();
    numbers.sort_by_key(|number| counter_of(number));
    let (mut missing, mut doubled) = (vec![], vec![]);
    let mut expected = 1;
    for number in &numbers {
        let Some(at) = counter_of(number) else { continue };
        if at < expected {
            doubled.push(number.clone());
            continue;
        }
        missing.extend((expected..at).take(MOST_LISTED.saturating_sub(missing.len())));
        expected = at + 1;
    }
    missing.extend((expected..=given).take(MOST_LISTED.saturating_sub(missing.len())));
    SeriesReport {
        series: series.into(),
        code,
        is_own,
        first: numbers.first().cloned().unwrap_or_default(),
        last: numbers.last().cloned().unwrap_or_default(),
        count: i64::try_from(numbers.len()).unwrap_or(i64::MAX),
        missing,
        doubled,
        misspelt,
    }
}
