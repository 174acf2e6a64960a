//! What the clinic wrote to one.

use crate::accounts::{Nothing, name_of};
use crate::db::Read;
use crate::error::Result;
use crate::messages::{MessageKind, MessageQuery, messages};
use crate::outside::Millis;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// A message of the clinic to one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MyMessage {
    /// The message.
    pub id: Uuid,
    /// Who wrote it; none where the program did.
    pub from: Option<String>,
    /// What it says; none where a report is told of.
    pub text: Option<String>,
    /// When.
    pub at: Millis,
    /// One has read it.
    pub is_read: bool,
    /// A report is done, or could not be made.
    pub is_report: bool,
    /// It is there to be downloaded.
    pub is_report_done: bool,
}

/// What the clinic wrote to one, the latest first.
///
/// # Errors
/// When the database fails.
pub fn my_messages(read: &Read<'_>, _: Nothing) -> Result<Vec<MyMessage>> {
    let rows = messages(read, MessageQuery::default())?;
    let mut shown = vec![];
    for row in rows {
        let message = &row.message;
        shown.push(MyMessage {
            id: message.id,
            from: name_of(read, message.meta.recorded_by)?,
            text: message.text.clone().filter(|_| message.kind != MessageKind::Report),
            at: message.meta.recorded_at,
            is_read: row.is_read,
            is_report: message.kind == MessageKind::Report,
            is_report_done: message.kind == MessageKind::Report && message.text.as_deref() == Some("done"),
        });
    }
    Ok(shown)
}
