//! What one person wants to be told outside the window, and when not.

use super::{MessageChoices, MessageKind};
use crate::accounts::Nothing;
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

const DAY_MIN: u32 = 24 * 60;

/// One's own choices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MyChoices {
    /// The kinds that become a notification of the desktop. Alerts always do.
    pub notified: Vec<MessageKind>,
    /// The kinds that are told by email too, to the account's address, where the centre sends any.
    #[serde(default)]
    pub emailed: Vec<MessageKind>,
    /// From this minute of the day nothing but alerts is told.
    pub quiet_from_min: Option<u32>,
    /// Until this minute of the day.
    pub quiet_until_min: Option<u32>,
}

pub(super) fn id_of(account_id: Uuid) -> Uuid {
    Uuid::new_v5(&account_id, b"message_choices")
}

/// What an account chose; tasks, finished reports and charts opened in an emergency until it chose.
pub(super) fn of_account(read: &Read<'_>, account_id: Uuid) -> Result<MyChoices> {
    let kept = read.find::<MessageChoices>(id_of(account_id))?;
    Ok(kept.map_or_else(
        || MyChoices {
            notified: vec![MessageKind::Task, MessageKind::Report, MessageKind::Emergency],
            emailed: vec![],
            quiet_from_min: None,
            quiet_until_min: None,
        },
        |kept| MyChoices {
            notified: MessageKind::list(&kept.notified),
            emailed: MessageKind::list(&kept.emailed),
            quiet_from_min: kept.quiet_from_min,
            quiet_until_min: kept.quiet_until_min,
        },
    ))
}

/// One's own choices.
///
/// # Errors
/// When the database fails.
pub fn message_choices(read: &Read<'_>, _: Nothing) -> Result<MyChoices> {
    of_account(read, read.account_id)
}

/// Changes one's own choices.
///
/// # Errors
/// When a time is no minute of a day, or only one end of the quiet hours is given.
pub fn choose_messages(write: &mut Write<'_>, input: MyChoices) -> Result<MyChoices> {
    for (field, minute) in [("quiet_from_min", input.quiet_from_min), ("quiet_until_min", input.quiet_until_min)] {
        if minute.is_some_and(|minute| minute >= DAY_MIN) {
            let details = json!({ "low": 0, "high": DAY_MIN - 1 });
            return Err(Invalid::new(field, "out_of_range", "This is no time of day.").with(details).into());
        }
    }
    if input.quiet_from_min.is_some() != input.quiet_until_min.is_some() {
        let field = if input.quiet_from_min.is_some() { "quiet_until_min" } else { "quiet_from_min" };
        return Err(Invalid::new(field, "required", "Quiet hours need both a beginning and an end.").into());
    }
    let id = id_of(write.account_id);
    let text = |chosen: &[MessageKind]| {
        let sorted = MessageKind::ALL.into_iter().filter(|kind| chosen.contains(kind));
        sorted.map(MessageKind::code).collect::<Vec<_>>().join(" ")
    };
    let choices = MessageChoices {
        id,
        account_id: write.account_id,
        notified: text(&input.notified),
        emailed: text(&input.emailed),
        quiet_from_min: input.quiet_from_min,
        quiet_until_min: input.quiet_until_min,
    };
    match write.find::<MessageChoices>(id)? {
        None => write.create(choices).map(drop)?,
        Some(_) => write.save(choices, Basis::Shown(write.version(id)?)).map(drop)?,
    }
    of_account(write, write.account_id)
}
