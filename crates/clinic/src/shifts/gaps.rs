//! The gap report: that no number of any series is missing.

use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::Result;
use crate::payments::not_yet;
use schemars::JsonSchema;
use serde::Serialize;

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

/// Looks for gaps in the numbers of invoices, credit notes and receipts.
///
/// # Errors
/// When the database fails.
pub fn gap_report(_read: &Read<'_>, _: Nothing) -> Result<GapReport> {
    not_yet()
}
