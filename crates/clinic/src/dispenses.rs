//! What was handed out of what was prescribed.

use crate::accounts::Nothing;
use crate::allergies::Void;
use crate::db::{Place, Write};
use crate::error::{Result, not_yet};
use crate::outside::Millis;
use crate::prescriptions::PrescriptionView;
use crate::record::{Merge, Record, Stored};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something handed out (FHIR MedicationDispense).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispense {
    /// The record.
    pub id: Uuid,
    /// What it is of.
    pub item_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// How much, in the item's `quantity_unit`.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// Who handed it out.
    pub dispensed_by: Uuid,
    /// When.
    pub dispensed_at: Millis,
    /// Anything else.
    pub note: Option<String>,
}

impl Record for Dispense {
    const KIND: &'static str = "dispense";
    const TABLE: &'static str = "dispenses";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Something handed out, with who did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DispenseView {
    /// The record.
    pub dispense: Stored<Dispense>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Who handed it out.
    pub dispensed_by_name: Option<String>,
}

/// What is handed out of one sheet in one go.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewDispense {
    /// The sheet.
    pub prescription_id: Uuid,
    /// What of it.
    pub items: Vec<DispensedItem>,
}

/// How much of an item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DispensedItem {
    /// The item.
    pub item_id: Uuid,
    /// How much, in the item's `quantity_unit`.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// Hands out: all of it is kept, or nothing.
///
/// # Errors
/// `more_than_remaining` with the numbers; or when an item is not to be taken.
pub fn dispense(_write: &mut Write<'_>, _input: NewDispense) -> Result<PrescriptionView> {
    not_yet()
}

/// Marks what was handed out as entered in error: it counts as not handed out.
///
/// # Errors
/// When the reason is missing.
pub fn void_dispense(_write: &mut Write<'_>, _input: Void) -> Result<Nothing> {
    not_yet()
}
