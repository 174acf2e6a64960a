//! Appointments that come again: the same time on the wall, days or weeks apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What lies between the appointments of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
}

/// How an appointment comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Repeat {
    /// So many days or weeks lie between two of them: 1 to 26.
    pub every: u32,
    /// Days or weeks.
    pub unit: RepeatUnit,
    /// So many appointments in all: 2 to 60.
    pub count: u32,
}
