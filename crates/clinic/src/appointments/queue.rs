//! The queue: who is here today, in the order in which they will be called, and how long they have waited.

use super::AppointmentView;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose queue.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct QueueQuery {
    /// For this practitioner, and those whom anybody may see; of all, if none.
    pub practitioner_id: Option<Uuid>,
}

/// Somebody in the queue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QueueEntry {
    /// The appointment or walk-in.
    #[serde(flatten)]
    pub view: AppointmentView,
    /// When the turn is due: the arrival, or the booked time of who came early.
    pub due_at: Millis,
    /// How long the patient has waited since arriving, in minutes; until the consultation began.
    pub waited_min: i64,
}

/// The queue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Queue {
    /// Who waits, in turn.
    pub waiting: Vec<QueueEntry>,
    /// Who is being seen.
    pub started: Vec<QueueEntry>,
    /// The longest wait of those who wait, in minutes.
    pub longest_wait_min: i64,
    /// The average wait of those whose consultation began today, in minutes.
    pub average_wait_min: Option<i64>,
}

/// Today's queue.
///
/// # Errors
/// When the database fails.
pub fn queue(_read: &Read<'_>, _query: QueueQuery) -> Result<Queue> {
    Err(super::not_yet())
}
