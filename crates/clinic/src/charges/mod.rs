//! Charge items: what a patient owes for, before anybody has made an invoice of it.

mod lists;
mod make;

pub use lists::*;
pub(crate) use make::*;

use crate::db::Place;
use crate::record::{Merge, Record, Together};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that a patient is charged for (FHIR ChargeItem).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChargeItem {
    /// The charge item.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// What made it.
    pub source: ChargeSource,
    /// The record that made it: an encounter or a dispense; none where a person typed it.
    pub source_id: Option<Uuid>,
    /// The service or drug that the price was taken from.
    pub item_id: Option<Uuid>,
    /// Who gave the care.
    pub practitioner_id: Option<Uuid>,
    /// What it is, as the invoice says it.
    pub description: String,
    /// How many, at most three digits after the point.
    #[schemars(with = "f64")]
    pub quantity: Decimal,
    /// The price of one, in minor units of the clinic's currency.
    pub unit_price_minor: i64,
    /// Tax, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// Where it stands.
    pub status: ChargeStatus,
    /// The issued invoice that it is on.
    pub invoice_id: Option<Uuid>,
    /// Why nobody pays it.
    pub waive_reason: Option<String>,
}

/// What made a charge item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargeSource {
    /// A service that was given in an encounter.
    Service,
    /// A drug that was handed out.
    Dispense,
    /// A person typed it.
    Manual,
}

/// Where a charge item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargeStatus {
    /// It waits for an invoice.
    Pending,
    /// It is on an issued invoice.
    Billed,
    /// Nobody pays it, for a reason.
    Waived,
}

impl Record for ChargeItem {
    const KIND: &'static str = "charge_item";
    const TABLE: &'static str = "charge_items";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[
        ("price", &["quantity", "unit_price_minor", "tax_basis_points"]),
        ("standing", &["status", "invoice_id", "waive_reason"]),
    ];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
