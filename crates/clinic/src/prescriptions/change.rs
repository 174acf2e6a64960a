//! The life of an item after it was prescribed: on hold, resumed, stopped, cancelled, completed, renewed.

use super::current::dispenses_of;
use super::{ItemStatus, ItemView, NewItem, Prescription, PrescriptionItem, item_view};
use crate::accounts::Nothing;
use crate::allergies::Void;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::patients::is_same_person;
use crate::record::{Record, Stored};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A step in the life of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemStep {
    /// Not to be taken for now; needs a reason.
    Hold,
    /// To be taken again.
    Resume,
    /// To be taken no more; needs a reason.
    Stop,
    /// Called off before anything was handed out; needs a reason.
    Cancel,
    /// The course is over.
    Complete,
}

/// A step to take.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ItemChange {
    /// The item.
    pub id: Uuid,
    /// What was on the screen.
    pub version: i64,
    /// The step.
    pub step: ItemStep,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Items to renew.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RenewalRequest {
    /// The patient.
    pub patient_id: Uuid,
    /// The items.
    pub item_ids: Vec<Uuid>,
}

/// The steps that are possible from where an item stands.
pub(super) fn steps_of(item: &Stored<PrescriptionItem>, was_dispensed: bool, is_current: bool) -> Vec<ItemStep> {
    if item.meta.entered_in_error.is_some() {
        return vec![];
    }
    let ending = if was_dispensed { ItemStep::Stop } else { ItemStep::Cancel };
    match item.status {
        ItemStatus::Active if was_dispensed => vec![ItemStep::Hold, ItemStep::Stop, ItemStep::Complete],
        ItemStatus::Active => vec![ItemStep::Hold, ItemStep::Stop, ItemStep::Complete, ItemStep::Cancel],
        ItemStatus::OnHold if was_dispensed => vec![ItemStep::Resume, ItemStep::Stop],
        ItemStatus::OnHold => vec![ItemStep::Resume, ItemStep::Stop, ending],
        // All was handed out and the course is not over: the patient can be told to stop.
        ItemStatus::Completed if is_current => vec![ItemStep::Stop],
        ItemStatus::Completed | ItemStatus::Stopped | ItemStatus::Cancelled => vec![],
    }
}

/// Takes a step in the life of an item.
///
/// # Errors
/// `illegal_step` with the possible ones in its details; or when a reason is missing.
pub fn change_prescription_item(write: &mut Write<'_>, input: ItemChange) -> Result<ItemView> {
    let item = write.get::<PrescriptionItem>(input.id)?;
    let now = item_view(write, item.clone())?;
    if !now.steps.contains(&input.step) {
        let sentence = match now.steps.is_empty() {
            true => "Nothing can be changed about this item any more. Write a new prescription.".to_owned(),
            false => format!("This cannot be done now. Possible: {}.", words_of(&now.steps)),
        };
        let details = json!({ "step": input.step, "status": item.status, "possible": now.steps });
        return Err(Invalid::new("step", "illegal_step", sentence).with(details).into());
    }
    let reason = match input.step {
        ItemStep::Hold | ItemStep::Stop | ItemStep::Cancel => {
            Some(required("reason", input.reason.as_deref().unwrap_or_default(), 300)?)
        }
        ItemStep::Resume | ItemStep::Complete => optional("reason", input.reason.as_deref(), 300)?,
    };
    let status = match input.step {
        ItemStep::Hold => ItemStatus::OnHold,
        ItemStep::Resume => ItemStatus::Active,
        ItemStep::Stop => ItemStatus::Stopped,
        ItemStep::Cancel => ItemStatus::Cancelled,
        ItemStep::Complete => ItemStatus::Completed,
    };
    let shown = write.shown::<PrescriptionItem>(input.id, input.version)?;
    let changed = PrescriptionItem { status, status_reason: reason, status_at: write.now, ..shown };
    let stored = write.save(changed, Basis::Shown(input.version))?.stored;
    item_view(write, stored)
}

fn words_of(steps: &[ItemStep]) -> String {
    let word = |step: &ItemStep| match step {
        ItemStep::Hold => "hold",
        ItemStep::Resume => "resume",
        ItemStep::Stop => "stop",
        ItemStep::Cancel => "cancel",
        ItemStep::Complete => "complete",
    };
    steps.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Completes what a new sheet renews.
pub(super) fn complete_renewed(write: &mut Write<'_>, id: Uuid, number: &str) -> Result<()> {
    let item = write.get::<PrescriptionItem>(id)?;
    if !matches!(item.status, ItemStatus::Active | ItemStatus::OnHold) || item.meta.entered_in_error.is_some() {
        return Ok(());
    }
    let status_reason = Some(format!("Renewed: {number}"));
    set_status(write, item.record, ItemStatus::Completed, status_reason)
}

/// Sets where an item stands, now.
pub(crate) fn set_status(
    write: &mut Write<'_>,
    item: PrescriptionItem,
    status: ItemStatus,
    status_reason: Option<String>,
) -> Result<()> {
    let version = write.version(item.id)?;
    let changed = PrescriptionItem { status, status_reason, status_at: write.now, ..item };
    write.save(changed, Basis::Shown(version)).map(drop)
}

/// Marks a sheet and its items as entered in error. Of its own sheets only, as only who signed knows what was meant.
///
/// # Errors
/// When something of it was handed out, it is somebody else's, or the reason is missing.
pub fn void_prescription(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    let sheet = write.get::<Prescription>(input.id)?;
    if sheet.prescriber_id != write.account_id {
        let sentence = "Only who wrote this prescription can mark it as entered in error. Stop its items instead.";
        return Err(Error::Refused { code: "not_own_prescription", sentence: sentence.into() });
    }
    let items: Vec<Stored<PrescriptionItem>> =
        write.all("prescription_id = ?1 AND entered_in_error IS NULL", [input.id.to_string()])?;
    for item in &items {
        if !dispenses_of(write, item.record.id)?.is_empty() {
            let sentence = "Something of this prescription was handed out. Stop its items instead.";
            return Err(Error::Refused { code: "dispensed_already", sentence: sentence.into() });
        }
    }
    write.void::<Prescription>(input.id, input.version, &input.reason)?;
    for item in items {
        let version = write.version(item.record.id)?;
        write.void::<PrescriptionItem>(item.record.id, version, &input.reason)?;
    }
    Ok(Nothing {})
}

/// The items of a new sheet, filled in as the old ones were. Nothing is kept.
///
/// # Errors
/// When an item is not this patient's.
pub fn renew_prescription(read: &Read<'_>, input: RenewalRequest) -> Result<Vec<NewItem>> {
    let renewed = |id: &Uuid| {
        let item = read.get::<PrescriptionItem>(*id)?;
        if !is_same_person(read, item.patient_id, input.patient_id)? || item.meta.entered_in_error.is_some() {
            return Err(Error::NotFound { kind: PrescriptionItem::KIND });
        }
        let item = item.record;
        let is_known = item.drug_id.is_some();
        Ok(NewItem {
            drug_id: item.drug_id,
            drug_name: Some(item.drug_name).filter(|_| !is_known),
            strength: item.strength.filter(|_| !is_known),
            dose: Some(item.dose),
            dose_unit: Some(item.dose_unit),
            route: Some(item.route),
            frequency: Some(item.frequency),
            is_as_needed: item.is_as_needed,
            as_needed_for: item.as_needed_for,
            duration_days: item.duration_days,
            // Where it follows from the dose and the days it is computed anew, as the formulary is now.
            quantity: Some(item.quantity).filter(|_| item.duration_days.is_none()),
            food: item.food,
            instructions: item.instructions,
            renews_item_id: Some(item.id),
            overrides: vec![],
        })
    };
    input.item_ids.iter().map(renewed).collect()
}
