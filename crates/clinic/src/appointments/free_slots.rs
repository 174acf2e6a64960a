//! The next free slots: within hours, outside breaks, leave and holidays, where nobody is busy.

use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What kind of slot is looked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FreeSlotQuery {
    /// With this practitioner; with anybody, if none.
    pub practitioner_id: Option<Uuid>,
    /// In this room; in that of the practitioner's hours, if none.
    pub room_id: Option<Uuid>,
    /// For this service: as long as it takes.
    pub service_id: Option<Uuid>,
    /// So many minutes long; as long as the service, if none.
    pub duration_min: Option<u32>,
    /// When this patient is free too.
    pub for_patient: Option<Uuid>,
    /// From this day on; today, if none.
    pub from_on: Option<NaiveDate>,
    /// Until this day; 90 days on, if none.
    pub until_on: Option<NaiveDate>,
    /// Not before this minute of the day.
    pub from_min: Option<u32>,
    /// Ending by this minute of the day.
    pub to_min: Option<u32>,
    /// At most so many: 20, if none.
    pub limit: Option<u32>,
}

/// A free slot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FreeSlot {
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// The practitioner's account.
    pub practitioner_id: Uuid,
    /// The practitioner's name.
    pub practitioner_name: String,
    /// The room.
    pub room_id: Option<Uuid>,
    /// The room's name.
    pub room_name: Option<String>,
}

/// The next free slots.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FreeSlots {
    /// The slots, the earliest first.
    pub slots: Vec<FreeSlot>,
    /// The last day that was looked at.
    pub searched_until_on: NaiveDate,
    /// How long the slots are, in minutes.
    pub duration_min: u32,
    /// Practitioners for whom no hours are kept, so that no slot can be told.
    pub without_hours: Vec<String>,
}

/// The next free slots.
///
/// # Errors
/// When a field is wrong.
pub fn free_slots(_read: &Read<'_>, _query: FreeSlotQuery) -> Result<FreeSlots> {
    Err(super::not_yet())
}
