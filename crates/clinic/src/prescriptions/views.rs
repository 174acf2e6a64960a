//! Prescriptions as screens and papers need them.

use super::change::steps_of;
use super::current::{course, current_items, dispenses_of, is_renewed};
use super::instructions::in_all_languages;
use super::{ItemStatus, ItemStep, Prescription, PrescriptionItem, PrescriptionOverride};
use crate::accounts;
use crate::age;
use crate::conflicts::{fields_in_conflict, rivals_of};
use crate::db::Read;
use crate::dispenses::{DispenseView, dispense_view};
use crate::error::{Error, Result};
use crate::patients::{OfPatient, Patient, is_same_person, of_person};
use crate::record::{Record, Stored};
use crate::sites;
use chrono::NaiveDate;
use rusqlite::Params;
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
    /// Of each of them all that was said: it is neither handed out nor printed until that is settled.
    pub rivals: BTreeMap<String, Vec<serde_json::Value>>,
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
pub fn prescriptions_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<PrescriptionView>> {
    let sql = "SELECT id FROM prescriptions WHERE patient_id = ?1 AND entered_in_error IS NULL
         ORDER BY written_at DESC, id DESC";
    ids(read, &of_person(read, input.patient_id, sql)?, [input.patient_id.to_string()])?
        .into_iter()
        .map(|id| view(read, id))
        .collect()
}

/// What a patient takes now or has on hold: the items that count as current, the latest first.
///
/// # Errors
/// When the database fails.
pub fn medications_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<ItemView>> {
    current_items(read, input.patient_id)?.into_iter().map(|item| item_view(read, item)).collect()
}

/// A sheet.
///
/// # Errors
/// When the patient has none with this id.
pub fn prescription(read: &Read<'_>, input: PrescriptionId) -> Result<PrescriptionView> {
    if !is_same_person(read, read.get::<Prescription>(input.id)?.patient_id, input.patient_id)? {
        return Err(Error::NotFound { kind: Prescription::KIND });
    }
    view(read, input.id)
}

/// The sheets with something left to hand out, the latest first: who comes from the doctor stands at the counter.
///
/// # Errors
/// When the database fails.
pub fn prescriptions_to_dispense(read: &Read<'_>, input: DispenseQueueQuery) -> Result<Vec<PrescriptionView>> {
    const DAY_MS: i64 = 86_400_000;
    let days = i64::from(input.days.unwrap_or(30).clamp(1, 3_660));
    let patient = input.of_patient.map(|id| id.to_string());
    // The plus keeps SQLite from reading all active items anew for each sheet.
    let sql = "SELECT p.id FROM prescriptions p WHERE p.written_at >= ?1 AND p.entered_in_error IS NULL
         AND (?2 IS NULL OR p.patient_id = ?2)
         AND EXISTS (SELECT 1 FROM prescription_items i WHERE i.prescription_id = p.id AND +i.status = 'active'
             AND i.entered_in_error IS NULL AND i.quantity > coalesce((SELECT sum(d.quantity) FROM dispenses d
                 WHERE d.item_id = i.id AND d.entered_in_error IS NULL), 0))
         ORDER BY p.written_at DESC, p.id DESC LIMIT 500";
    let sql = of_person(read, input.of_patient.unwrap_or_default(), sql)?;
    let queued = ids(read, &sql, (read.now - days * DAY_MS, patient))?;
    queued.into_iter().map(|id| view(read, id)).collect()
}

fn ids(read: &Read<'_>, sql: &str, params: impl Params) -> Result<Vec<Uuid>> {
    let mut statement = read.conn.prepare_cached(sql)?;
    let found = statement.query_map(params, |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect())
}

/// A sheet as screens and papers need it.
pub(crate) fn view(read: &Read<'_>, id: Uuid) -> Result<PrescriptionView> {
    let prescription = read.get::<Prescription>(id)?;
    let patient = read.get::<Patient>(prescription.patient_id)?.record;
    let items = read.all::<PrescriptionItem>("prescription_id = ?1 ORDER BY position, id", [id.to_string()])?;
    Ok(PrescriptionView {
        version: read.version(id)?,
        patient_name: patient.display_name(),
        mrn: patient.mrn,
        prescriber_name: accounts::name_of(read, prescription.prescriber_id)?,
        items: items.into_iter().map(|item| item_view(read, item)).collect::<Result<_>>()?,
        prescription,
    })
}

/// An item as screens and papers need it.
pub(crate) fn item_view(read: &Read<'_>, item: Stored<PrescriptionItem>) -> Result<ItemView> {
    let id = item.record.id;
    let sheet = read.get::<Prescription>(item.prescription_id)?;
    let handed_out = dispenses_of(read, id)?;
    let dispensed: Decimal = handed_out.iter().map(|dispense| dispense.quantity).sum();
    let is_renewed = item.status == ItemStatus::Completed && is_renewed(read, &item)?;
    let zone = sites::own_site(read)?.record.time_zone;
    let course = course(&item, sheet.written_at, &handed_out, is_renewed, &zone, age::today(read)?);
    let dispenses = handed_out.into_iter().map(|dispense| dispense_view(read, dispense)).collect::<Result<_>>()?;
    let overrides: Vec<Stored<PrescriptionOverride>> =
        read.all("item_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id", [id.to_string()])?;
    let overrides = overrides
        .into_iter()
        .map(|overridden| Ok(OverrideView { by: accounts::name_of(read, overridden.meta.recorded_by)?, overridden }))
        .collect::<Result<_>>()?;
    Ok(ItemView {
        version: read.version(id)?,
        number: sheet.record.number,
        prescriber_name: accounts::name_of(read, sheet.record.prescriber_id)?,
        label: item.label(),
        instructions: in_all_languages(&item.directions()),
        times_per_day: item.frequency.times_per_day(),
        ends_on: course.ends_on,
        is_current: course.is_current,
        remaining: (item.quantity - dispensed).max(Decimal::ZERO).normalize(),
        steps: steps_of(&item, !dispensed.is_zero(), course.is_current),
        dispensed: dispensed.normalize(),
        dispenses,
        overrides,
        conflicts: fields_in_conflict(read, id)?,
        rivals: rivals_of(read, id)?,
        item,
    })
}
