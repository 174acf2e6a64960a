//! The life of an item after it was prescribed: on hold, resumed, stopped, cancelled, completed, renewed.

use super::{ItemView, NewItem};
use crate::accounts::Nothing;
use crate::allergies::Void;
use crate::db::{Read, Write};
use crate::error::{Result, not_yet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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

/// Takes a step in the life of an item.
///
/// # Errors
/// `illegal_step` with the possible ones in its details; or when a reason is missing.
pub fn change_prescription_item(_write: &mut Write<'_>, _input: ItemChange) -> Result<ItemView> {
    not_yet()
}

/// Marks a sheet and its items as entered in error.
///
/// # Errors
/// When something of it was handed out, or the reason is missing.
pub fn void_prescription(_write: &mut Write<'_>, _input: Void) -> Result<Nothing> {
    not_yet()
}

/// The items of a new sheet, filled in as the old ones were. Nothing is kept.
///
/// # Errors
/// When an item is not this patient's.
pub fn renew_prescription(_read: &Read<'_>, _input: RenewalRequest) -> Result<Vec<NewItem>> {
    not_yet()
}
