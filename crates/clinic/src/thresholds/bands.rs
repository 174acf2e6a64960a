//! Ages that have limits of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ages that have limits of their own; the bands of small children are WHO's for fast breathing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Any age.
    Any,
    /// Under 2 months.
    #[serde(rename = "under_2_months")]
    Under2Months,
    /// 2 to 11 months.
    #[serde(rename = "months_2_to_11")]
    Months2To11,
    /// 12 to 59 months.
    #[serde(rename = "months_12_to_59")]
    Months12To59,
    /// 5 to 15 years.
    #[serde(rename = "years_5_to_15")]
    Years5To15,
    /// 16 years and older.
    Adult,
}

impl AgeBand {
    /// Its name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AgeBand::Any => "any",
            AgeBand::Under2Months => "under_2_months",
            AgeBand::Months2To11 => "months_2_to_11",
            AgeBand::Months12To59 => "months_12_to_59",
            AgeBand::Years5To15 => "years_5_to_15",
            AgeBand::Adult => "adult",
        }
    }
}
