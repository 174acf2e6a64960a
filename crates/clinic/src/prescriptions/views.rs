//! Prescriptions as screens and papers need them.

use super::{ItemStep, Prescription, PrescriptionItem, PrescriptionOverride};
use crate::db::Read;
use crate::dispenses::DispenseView;
use crate::error::{Result, not_yet};
use crate::patients::OfPatient;
use crate::record::Stored;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A sheet with its items.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PrescriptionView {
    /// The record.
    pub prescription: Stored<Prescription>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's number.
    pub mrn: String,
    /// Who prescribed.
    pub prescriber_name: Option<String>,
    /// Its items, in the order of the sheet.
    pub items: Vec<ItemView>,
}

/// An item of a sheet.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemView {
    /// The record.
    pub item: Stored<PrescriptionItem>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The sheet's number.
    pub number: String,
    /// Who prescribed.
    pub prescriber_name: Option<String>,
    /// The drug's name and strength.
    pub label: String,
    /// What the patient is told, by language: `en`, `ar`.
    pub instructions: BTreeMap<String, String>,
    /// The most doses that fall on one day.
    pub times_per_day: u32,
    /// The last day of its course; none where it goes on.
    pub ends_on: Option<NaiveDate>,
    /// It is being taken: active, or handed out and its course not yet over.
    pub is_current: bool,
    /// How much was handed out.
    #[schemars(with = "f64")]
    pub dispensed: Decimal,
    /// How much may still be handed out.
    #[schemars(with = "f64")]
    pub remaining: Decimal,
    /// What was handed out, the oldest first.
    pub dispenses: Vec<DispenseView>,
    /// The warnings that were passed over.
    pub overrides: Vec<OverrideView>,
    /// The steps that are possible from where it stands.
    pub steps: Vec<ItemStep>,
    /// Groups of fields that two people have set differently.
    pub conflicts: Vec<String>,
}

/// A warning that was passed over, with who did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverrideView {
    /// The record.
    pub overridden: Stored<PrescriptionOverride>,
    /// Who passed over it.
    pub by: Option<String>,
}

/// A prescription of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PrescriptionId {
    /// The patient.
    pub patient_id: Uuid,
    /// The prescription.
    pub id: Uuid,
}

/// What waits to be handed out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DispenseQueueQuery {
    /// Only of this patient.
    pub of_patient: Option<Uuid>,
    /// Only what was written in the last so many days; 30, if left out.
    pub days: Option<u32>,
}

/// A patient's sheets, the latest first.
///
/// # Errors
/// When the database fails.
pub fn prescriptions_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Vec<PrescriptionView>> {
    not_yet()
}

/// What a patient takes now or has on hold: the items that count as current.
///
/// # Errors
/// When the database fails.
pub fn medications_of_patient(_read: &Read<'_>, _input: OfPatient) -> Result<Vec<ItemView>> {
    not_yet()
}

/// A sheet.
///
/// # Errors
/// When the patient has none with this id.
pub fn prescription(_read: &Read<'_>, _input: PrescriptionId) -> Result<PrescriptionView> {
    not_yet()
}

/// The sheets with something left to hand out, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn prescriptions_to_dispense(_read: &Read<'_>, _input: DispenseQueueQuery) -> Result<Vec<PrescriptionView>> {
    not_yet()
}
