//! One's own inbox: what it shows, what was read, and what was done.

use super::{Message, MessageKind, MessageMark, MessageOutcome};
use crate::accounts::{self, Account, Nothing, Role};
use crate::alerts::Alert;
use crate::appointments::Appointment;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::{Record, Stored};
use crate::thresholds::Severity;
use crate::vitals::Metric;
use rusqlite::types::Value as Sql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many messages a page.
const PAGE: usize = 100;

/// Which messages.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MessageQuery {
    /// Only this kind.
    pub kind: Option<MessageKind>,
    /// Only what one has not read, or has not been done.
    pub is_open: bool,
    /// Only what came before this instant: for the next page.
    pub before: Option<Millis>,
    /// The last message of the page before.
    pub after: Option<Uuid>,
    /// At most so many; 100, if left out.
    pub limit: Option<u32>,
}

/// What an alert in the inbox says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AlertWords {
    /// Of what.
    pub metric: Metric,
    /// How bad.
    pub severity: Severity,
    /// The reading, in canonical units.
    pub value: f64,
    /// The limit that it passes.
    pub limit: f64,
    /// Above the limit, not below.
    pub is_above: bool,
}

/// What a reminder says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReminderWords {
    /// When the patient is expected.
    pub starts_at: Option<Millis>,
    /// With whom.
    pub practitioner_name: Option<String>,
    /// The patient's telephone.
    pub phone: Option<String>,
}

/// A message as the inbox shows it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MessageRow {
    /// The message.
    pub message: Stored<Message>,
    /// Who wrote it; none where the program did.
    pub from: Option<String>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// One has read it.
    pub is_read: bool,
    /// It was done.
    pub is_done: bool,
    /// By whom.
    pub done_by: Option<String>,
    /// What came of it.
    pub note: Option<String>,
    /// What the alert was.
    pub alert: Option<AlertWords>,
    /// What to remind the patient of.
    pub reminder: Option<ReminderWords>,
}

/// How many messages wait.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MessageCounts {
    /// What one has not read, reminders apart: they are work of the desk, not news.
    pub unread: usize,
    /// Open messages of each kind.
    pub open: BTreeMap<String, usize>,
}

/// The tasks and reminders are open until done, the rest until read.
fn is_open(row: &MessageRow) -> bool {
    match row.message.kind {
        MessageKind::Task | MessageKind::Reminder => !row.is_done,
        MessageKind::Alert | MessageKind::Report | MessageKind::Note | MessageKind::Emergency => !row.is_read,
    }
}

/// One's own messages, the latest first. A reminder of an appointment that was moved or cancelled is left out.
///
/// # Errors
/// When the database fails.
pub fn messages(read: &Read<'_>, query: MessageQuery) -> Result<Vec<MessageRow>> {
    let mut rows = vec![];
    let most = query.limit.map_or(PAGE, |limit| (limit as usize).clamp(1, PAGE));
    for message in addressed(read, &query)? {
        if let Some(row) = row(read, message)?
            && (!query.is_open || is_open(&row))
        {
            rows.push(row);
        }
        if rows.len() == most {
            break;
        }
    }
    Ok(rows)
}

/// How many messages wait.
///
/// # Errors
/// When the database fails.
pub fn message_counts(read: &Read<'_>, _: Nothing) -> Result<MessageCounts> {
    let mut counts = MessageCounts::default();
    for row in messages(read, MessageQuery { is_open: true, ..MessageQuery::default() })? {
        *counts.open.entry(row.message.kind.code().into()).or_default() += 1;
        counts.unread += usize::from(row.message.kind != MessageKind::Reminder && !row.is_read);
    }
    Ok(counts)
}

fn roles(read: &Read<'_>, account_id: Uuid) -> Result<Vec<Role>> {
    Ok(read.find::<Account>(account_id)?.map(|account| Role::list(&account.roles)).unwrap_or_default())
}

/// Whether a message is for this account.
pub(super) fn is_for(read: &Read<'_>, message: &Message, account_id: Uuid) -> Result<bool> {
    Ok(match (message.to_account_id, message.to_role) {
        (Some(to), _) => to == account_id,
        (None, Some(role)) => roles(read, account_id)?.contains(&role),
        (None, None) => false,
    })
}

fn addressed(read: &Read<'_>, query: &MessageQuery) -> Result<Vec<Stored<Message>>> {
    let mut condition = "entered_in_error IS NULL AND recorded_at < ?1".to_owned();
    let mut params: Vec<Sql> = vec![query.before.unwrap_or(i64::MAX).into()];
    if let Some(after) = query.after.map(|id| read.get::<Message>(id)).transpose()? {
        condition += " AND (recorded_at < ?2 OR (recorded_at = ?2 AND id > ?3))";
        params.extend([Sql::from(after.meta.recorded_at), Sql::from(after.id.to_string())]);
    }
    let mut mark = |value: String| {
        params.push(value.into());
        format!("?{}", params.len())
    };
    let mut to = vec![format!("to_account_id = {}", mark(read.account_id.to_string()))];
    for role in roles(read, read.account_id)? {
        to.push(format!("to_role = {}", mark(role.code().into())));
    }
    condition += &format!(" AND ({})", to.join(" OR "));
    if let Some(kind) = query.kind {
        condition += &format!(" AND kind = {}", mark(kind.code().into()));
    }
    // What was done or read long ago is left to the pages after; the window of open ones is what the badge counts.
    condition += if query.is_open {
        " ORDER BY recorded_at DESC, id LIMIT 1000"
    } else {
        " ORDER BY recorded_at DESC, id LIMIT 400"
    };
    read.all(&condition, rusqlite::params_from_iter(params))
}

fn row(read: &Read<'_>, message: Stored<Message>) -> Result<Option<MessageRow>> {
    let patient = message.patient_id.map(|id| read.find::<Patient>(id)).transpose()?.flatten();
    let mut alert = None;
    let mut reminder = None;
    match (message.kind, message.subject_id) {
        (MessageKind::Alert, Some(id)) => {
            let Some(found) = read.find::<Alert>(id)?.filter(|alert| alert.meta.entered_in_error.is_none()) else {
                return Ok(None);
            };
            alert = Some(AlertWords {
                metric: found.metric,
                severity: found.severity,
                value: found.value.try_into().unwrap_or(f64::NAN),
                limit: found.limit_value.try_into().unwrap_or(f64::NAN),
                is_above: found.is_above,
            });
        }
        (MessageKind::Reminder, Some(id)) => {
            let Some(found) = read.find::<Appointment>(id)?.filter(|found| is_still_due(found, message.due_at)) else {
                return Ok(None);
            };
            let practitioner = found.practitioner_id.map(|id| accounts::name_of(read, id)).transpose()?.flatten();
            reminder = Some(ReminderWords {
                starts_at: found.starts_at,
                practitioner_name: practitioner,
                phone: patient.as_ref().and_then(|patient| patient.phone.clone()),
            });
        }
        _ => {}
    }
    let mark = read.find::<MessageMark>(mark_id(message.id, read.account_id))?;
    let outcome = outcome_of(read, message.id)?;
    let done = outcome.as_ref().filter(|outcome| outcome.is_done);
    Ok(Some(MessageRow {
        from: accounts::name_of(read, message.meta.recorded_by)?,
        patient_name: patient.map(|patient| patient.display_name()),
        is_read: mark.is_some_and(|mark| mark.is_read) || message.meta.recorded_by == read.account_id,
        is_done: done.is_some(),
        done_by: done.map(|outcome| accounts::name_of(read, outcome.meta.recorded_by)).transpose()?.flatten(),
        note: outcome.as_ref().and_then(|outcome| outcome.note.clone()),
        alert,
        reminder,
        message,
    }))
}

/// The appointment still stands when it was when the reminder was made.
fn is_still_due(appointment: &Stored<Appointment>, due_at: Option<Millis>) -> bool {
    appointment.meta.entered_in_error.is_none()
        && appointment.starts_at == due_at
        && super::due::is_expected(appointment)
}

pub(super) fn mark_id(message_id: Uuid, account_id: Uuid) -> Uuid {
    Uuid::new_v5(&message_id, format!("mark:{account_id}").as_bytes())
}

/// Marks what told of a report as read, where who reads it had a message of it.
pub(crate) fn mark_read_of_report(write: &mut Write<'_>, report_id: Uuid) -> Result<()> {
    let message_id = crate::reports::message_of(report_id);
    let id = mark_id(message_id, write.account_id);
    if write.find::<Message>(message_id)?.is_none() || write.find::<MessageMark>(id)?.is_some_and(|mark| mark.is_read) {
        return Ok(());
    }
    put(write, MessageMark { id, message_id, account_id: write.account_id, is_read: true })
}

/// What became of a message, if anything did.
pub(super) fn outcome_of(read: &Read<'_>, message_id: Uuid) -> Result<Option<Stored<MessageOutcome>>> {
    read.find::<MessageOutcome>(outcome_id(message_id))
}

pub(super) fn outcome_id(message_id: Uuid) -> Uuid {
    Uuid::new_v5(&message_id, b"outcome")
}

/// Messages that one has read, or has not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ReadMark {
    /// The messages.
    pub message_ids: Vec<Uuid>,
    /// Read, or unread again.
    pub is_read: bool,
}

/// Marks messages as read or unread for oneself.
///
/// # Errors
/// When a message is not one's own.
pub fn mark_messages(write: &mut Write<'_>, input: ReadMark) -> Result<MessageCounts> {
    for message_id in input.message_ids {
        let message = own(write, message_id)?;
        let id = mark_id(message.id, write.account_id);
        let mark = MessageMark { id, message_id, account_id: write.account_id, is_read: input.is_read };
        put(write, mark)?;
    }
    message_counts(write, Nothing {})
}

/// What became of a task or a reminder.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Outcome {
    /// The message.
    pub message_id: Uuid,
    /// It was done; false takes it back.
    pub is_done: bool,
    /// What came of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Says that a task or a reminder was done: for everybody.
///
/// # Errors
/// When the message is not one's own or the note is too long.
pub fn finish_message(write: &mut Write<'_>, input: Outcome) -> Result<MessageCounts> {
    let message = own(write, input.message_id)?;
    let note = optional("note", input.note.as_deref(), 500)?;
    put(write, MessageOutcome { id: outcome_id(message.id), message_id: message.id, is_done: input.is_done, note })?;
    mark_messages(write, ReadMark { message_ids: vec![message.id], is_read: true })
}

fn own(read: &Read<'_>, id: Uuid) -> Result<Stored<Message>> {
    let message = read.get::<Message>(id)?;
    if is_for(read, &message, read.account_id)? { Ok(message) } else { Err(Error::NotFound { kind: Message::KIND }) }
}

fn put<R: Record>(write: &mut Write<'_>, record: R) -> Result<()> {
    let id = record.id();
    match write.find::<R>(id)? {
        None => write.create(record).map(drop),
        Some(_) => {
            let version = write.version(id)?;
            write.save(record, Basis::Shown(version)).map(drop)
        }
    }
}
