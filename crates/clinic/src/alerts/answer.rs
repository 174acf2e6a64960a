//! Answers to alerts: acknowledged by whom and with what note, snoozed until when, raised again when nobody answered.

use super::Alert;
use super::list::open_group;
use crate::db::{Place, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What was done about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Somebody has seen it and takes care.
    Acknowledged,
    /// Somebody has put it off.
    Snoozed,
    /// Nobody answered in time, so it was raised again.
    Escalated,
}

/// What was done about an alert. By whom and when is known of every record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AlertAction {
    /// The action.
    pub id: Uuid,
    /// The alert.
    pub alert_id: Uuid,
    /// What was done.
    pub action: Action,
    /// What the person noted.
    pub note: Option<String>,
    /// Until when it is put off.
    pub until_at: Option<Millis>,
}

impl Record for AlertAction {
    const KIND: &'static str = "alert_action";
    const TABLE: &'static str = "alert_actions";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Somebody takes care of an alert and of those that belong to it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Acknowledgement {
    /// Any alert of the group.
    pub alert_id: Uuid,
    /// What the person does about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Somebody puts an alert off.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Snooze {
    /// Any alert of the group.
    pub alert_id: Uuid,
    /// For so many minutes, at most a day.
    pub minutes: u32,
}

/// How many alerts were answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Answered {
    /// So many.
    pub alerts: usize,
}

/// Acknowledges an alert and the open ones of the same patient, metric and direction.
///
/// # Errors
/// When there is no such alert or the note is too long.
pub fn acknowledge_alert(write: &mut Write<'_>, input: Acknowledgement) -> Result<Answered> {
    let note = optional("note", input.note.as_deref(), 500)?;
    answer(write, input.alert_id, Action::Acknowledged, note, None)
}

/// Puts an alert and those that belong to it off for a while.
///
/// # Errors
/// When there is no such alert or the time is too long.
pub fn snooze_alert(write: &mut Write<'_>, input: Snooze) -> Result<Answered> {
    const LONGEST_MIN: u32 = 24 * 60;
    if !(1..=LONGEST_MIN).contains(&input.minutes) {
        let sentence = "Put it off for 1 minute to 24 hours.";
        let details = json!({ "low": 1, "high": LONGEST_MIN });
        return Err(Invalid::new("minutes", "out_of_range", sentence).with(details).into());
    }
    let until = write.now + Millis::from(input.minutes) * 60_000;
    answer(write, input.alert_id, Action::Snoozed, None, Some(until))
}

fn answer(
    write: &mut Write<'_>,
    alert_id: Uuid,
    action: Action,
    note: Option<String>,
    until_at: Option<Millis>,
) -> Result<Answered> {
    let alert = write.get::<Alert>(alert_id)?;
    let group = open_group(write, &alert)?;
    for alert_id in &group {
        let (id, alert_id, note) = (write.new_id(), *alert_id, note.clone());
        write.create(AlertAction { id, alert_id, action, note, until_at })?;
    }
    Ok(Answered { alerts: group.len() })
}
