//! Shifts: whose drawer the cash is in, from the float to what was counted.

mod day;
mod gaps;
mod report;
mod till;

pub use day::*;
pub use gaps::*;
pub use report::*;
pub use till::*;

use crate::db::Place;
use crate::outside::Millis;
use crate::record::{Merge, Record, Together};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A person's time at the till.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shift {
    /// The shift.
    pub id: Uuid,
    /// Whose drawer it is.
    pub account_id: Uuid,
    /// The ISO 4217 code of what is in it.
    pub currency: String,
    /// When it was opened.
    pub opened_at: Millis,
    /// What was in the drawer then.
    pub opening_float_minor: i64,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// Who closed it.
    pub closed_by: Option<Uuid>,
    /// What should have been in the drawer.
    pub expected_minor: Option<i64>,
    /// What was counted.
    pub counted_minor: Option<i64>,
    /// Counted − expected.
    pub difference_minor: Option<i64>,
    /// Why there was a difference.
    pub explanation: Option<String>,
}

/// Cash that went into the drawer or out of it other than by a payment: to the safe, to the bank, change fetched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CashMovement {
    /// The movement.
    pub id: Uuid,
    /// The shift.
    pub shift_id: Uuid,
    /// What was put in; below zero what was taken out.
    pub amount_minor: i64,
    /// Why, and where to.
    pub reason: String,
}

impl Record for Shift {
    const KIND: &'static str = "shift";
    const TABLE: &'static str = "shifts";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[(
        "closing",
        &["closed_at", "closed_by", "expected_minor", "counted_minor", "difference_minor", "explanation"],
    )];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl Record for CashMovement {
    const KIND: &'static str = "cash_movement";
    const TABLE: &'static str = "cash_movements";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
