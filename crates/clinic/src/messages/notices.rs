//! Which new messages become a notification of the desktop: those that somebody who is signed in here chose.

use super::choices::{MyChoices, of_account};
use super::inbox::is_for;
use super::{Message, MessageKind};
use crate::accounts;
use crate::db::Read;
use crate::error::Result;
use crate::sites;
use chrono::{DateTime, Timelike};
use serde::Serialize;
use uuid::Uuid;

/// What the desktop is told of a message.
#[derive(Debug, Clone, Serialize)]
pub struct MessageNotice {
    /// What it is about.
    pub kind: MessageKind,
    /// Who wrote it.
    pub from: Option<String>,
    /// What it says, where the clinic allows names outside the window.
    pub text: Option<String>,
    /// A report that could not be made.
    pub is_failed: bool,
}

/// What is older is not news to anybody.
const NEWS_MS: i64 = 60 * 60_000;

/// Of new messages, those that people who sit here want to be told of. Alerts have notifications of their own.
pub(crate) fn notices(read: &Read<'_>, new: &[Uuid], seated: &[Uuid]) -> Result<Vec<MessageNotice>> {
    let site = sites::own_site(read)?;
    let mut told = vec![];
    for id in new {
        let Some(message) = read.find::<Message>(*id)? else { continue };
        // What was written elsewhere and came late lies in the inbox; nobody is called for it now.
        if message.kind == MessageKind::Alert || message.meta.recorded_at < read.now - NEWS_MS {
            continue;
        }
        // What a report's message says is how it ended, in no language.
        let is_report = message.kind == MessageKind::Report;
        for account_id in seated {
            let is_own_words = message.meta.recorded_by == *account_id;
            if is_own_words || !is_for(read, &message, *account_id)? || !is_wanted(read, &message, *account_id)? {
                continue;
            }
            told.push(MessageNotice {
                kind: message.kind,
                from: accounts::name_of(read, message.meta.recorded_by)?,
                text: message.text.clone().filter(|_| !is_report && site.has_names_on_lock_screen),
                is_failed: is_report && message.text.as_deref() == Some("failed"),
            });
            break;
        }
    }
    Ok(told)
}

fn is_wanted(read: &Read<'_>, message: &Message, account_id: Uuid) -> Result<bool> {
    let choices = of_account(read, account_id)?;
    Ok(choices.notified.contains(&message.kind) && !is_quiet_now(read, &choices)?)
}

/// Whether somebody is to be left in peace now.
pub(super) fn is_quiet_now(read: &Read<'_>, choices: &MyChoices) -> Result<bool> {
    let (Some(from), Some(until)) = (choices.quiet_from_min, choices.quiet_until_min) else { return Ok(false) };
    let zone = sites::own_site(read)?.time_zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::UTC);
    let now = DateTime::from_timestamp_millis(read.now).unwrap_or_default().with_timezone(&zone);
    Ok(is_within(now.hour() * 60 + now.minute(), from, until))
}

/// Whether a minute of the day lies in quiet hours, which may go past midnight.
fn is_within(minute: u32, from: u32, until: u32) -> bool {
    if from <= until { (from..until).contains(&minute) } else { minute >= from || minute < until }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_go_past_midnight() {
        assert!(is_within(23 * 60, 22 * 60, 6 * 60), "before midnight");
        assert!(is_within(5 * 60 + 59, 22 * 60, 6 * 60), "after midnight");
        assert!(!is_within(6 * 60, 22 * 60, 6 * 60), "the end is awake again");
        assert!(is_within(13 * 60, 12 * 60, 14 * 60) && !is_within(15 * 60, 12 * 60, 14 * 60), "within a day");
    }
}
