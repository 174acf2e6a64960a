//! The queue: who is here today, in the order in which they will be called, and how long they have waited.

use super::{Appointment, AppointmentStatus, AppointmentView, NIGHT_MS};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::schedules::local::{MINUTE_MS, bounds, shown, zone};
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
pub fn queue(read: &Read<'_>, query: QueueQuery) -> Result<Queue> {
    let begins = queue_begins(read)?;
    let practitioner = query.practitioner_id.map(|id| id.to_string());
    let here = read.all::<Appointment>(
        "arrived_at >= ?1 AND status IN ('arrived', 'checked_in', 'started') AND entered_in_error IS NULL
         AND (?2 IS NULL OR practitioner_id = ?2 OR practitioner_id IS NULL)",
        (begins, &practitioner),
    )?;
    let mut entries = vec![];
    for appointment in here {
        let arrived_at = appointment.arrived_at.unwrap_or(read.now);
        let until = appointment.started_at.unwrap_or(read.now);
        let due_at = appointment.starts_at.unwrap_or(arrived_at).max(arrived_at);
        let waited_min = ((until - arrived_at) / MINUTE_MS).max(0);
        entries.push(QueueEntry { view: AppointmentView::of(read, appointment)?, due_at, waited_min });
    }
    entries.sort_by_key(|entry| {
        let appointment = &entry.view.appointment;
        (appointment.priority, entry.due_at, appointment.arrived_at, appointment.id)
    });
    let is_started = |entry: &QueueEntry| entry.view.appointment.status == AppointmentStatus::Started;
    let (mut started, waiting): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_started);
    started.sort_by_key(|entry| (entry.view.appointment.started_at, entry.view.appointment.id));
    let average: Option<f64> = read
        .conn
        .prepare_cached(
            "SELECT avg(started_at - arrived_at) FROM appointments WHERE arrived_at >= ?1 AND started_at IS NOT NULL
             AND entered_in_error IS NULL AND (?2 IS NULL OR practitioner_id = ?2)",
        )?
        .query_row((begins, &practitioner), |row| row.get(0))?;
    Ok(Queue {
        longest_wait_min: waiting.iter().map(|entry| entry.waited_min).max().unwrap_or(0),
        average_wait_min: average.map(|ms| (ms / MINUTE_MS as f64).round() as i64),
        waiting,
        started,
    })
}

/// Who arrived since then can be in the queue: today, and shortly before, because a night has people waiting at
/// midnight.
pub(super) fn queue_begins(read: &Read<'_>) -> Result<Millis> {
    let zone = zone(read)?;
    let midnight = bounds(zone, shown(zone, read.now).0).0;
    Ok(midnight.min(read.now - NIGHT_MS))
}
