//! What people are told in the program: alerts, reminders to make, tasks, finished reports, notes to one another.

mod choices;
mod due;
mod inbox;
mod letters;
mod notices;
mod patient_letters;
mod send;

pub use choices::*;
pub(crate) use due::{post_due_reminders, tell_of_alerts};
pub use inbox::*;
pub use letters::{DueLetter, Means, Says, WaysOut};
pub use notices::MessageNotice;
pub(crate) use notices::notices;
pub use send::*;

use crate::accounts::Role;
use crate::db::Place;
use crate::outside::Millis;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A reading past a limit; the subject is the alert.
    Alert,
    /// A patient to be reminded of an appointment; the subject is the appointment.
    Reminder,
    /// Something to do, asked by a person.
    Task,
    /// A report was made, or could not be; the subject is the report.
    Report,
    /// A note from one person to others.
    Note,
    /// Somebody opened a chart in an emergency; the text is why.
    Emergency,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [MessageKind; 6] = [
        MessageKind::Alert,
        MessageKind::Reminder,
        MessageKind::Task,
        MessageKind::Report,
        MessageKind::Note,
        MessageKind::Emergency,
    ];

    /// The kind's name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            MessageKind::Alert => "alert",
            MessageKind::Reminder => "reminder",
            MessageKind::Task => "task",
            MessageKind::Report => "report",
            MessageKind::Note => "note",
            MessageKind::Emergency => "emergency",
        }
    }

    /// The kinds that a record's text names; what is unknown (from a newer version) is passed over.
    #[must_use]
    pub fn list(text: &str) -> Vec<MessageKind> {
        MessageKind::ALL.into_iter().filter(|kind| text.split(' ').any(|word| word == kind.code())).collect()
    }
}

/// Something that people are told: one account, or everybody of a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// The message.
    pub id: Uuid,
    /// What it is about.
    pub kind: MessageKind,
    /// Whom it is for.
    pub to_account_id: Option<Uuid>,
    /// Or for everybody who does this here.
    pub to_role: Option<Role>,
    /// The patient concerned.
    pub patient_id: Option<Uuid>,
    /// The alert, appointment or report.
    pub subject_id: Option<Uuid>,
    /// What a person wrote, or the report's title.
    pub text: Option<String>,
    /// By when it is to be done.
    pub due_at: Option<Millis>,
}

/// Whether one account has read a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MessageMark {
    /// Follows from the message and the account.
    pub id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// Who read it.
    pub account_id: Uuid,
    /// It was read; false when it was marked unread again.
    pub is_read: bool,
}

/// What became of a task or a reminder: done once is done for everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MessageOutcome {
    /// Follows from the message.
    pub id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// It was done.
    pub is_done: bool,
    /// What came of it, e.g. "no answer".
    pub note: Option<String>,
}

/// What one account wants to be told outside the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MessageChoices {
    /// Follows from the account.
    pub id: Uuid,
    /// Whose choices.
    pub account_id: Uuid,
    /// The kinds that become a notification of the desktop, one space between.
    pub notified: String,
    /// The kinds that are told by email too, where the centre sends any; one space between.
    #[serde(default)]
    pub emailed: String,
    /// From this minute of the day nothing but alerts is told, in the site's time.
    pub quiet_from_min: Option<u32>,
    /// Until this minute of the day.
    pub quiet_until_min: Option<u32>,
}

macro_rules! of_site {
    ($record:ident, $kind:literal, $table:literal, $merge:expr $(, $together:expr)?) => {
        impl Record for $record {
            const KIND: &'static str = $kind;
            const TABLE: &'static str = $table;
            const MERGE: Merge = $merge;
            $(const TOGETHER: &'static [crate::record::Together] = $together;)?

            fn id(&self) -> Uuid {
                self.id
            }

            fn scope(&self, place: &Place) -> Scope {
                place.site()
            }
        }
    };
}

of_site!(Message, "message", "messages", Merge::AppendOnly);
of_site!(MessageMark, "message_mark", "message_marks", Merge::PerField);
of_site!(MessageOutcome, "message_outcome", "message_outcomes", Merge::PerField, &[("outcome", &["is_done", "note"])]);
of_site!(
    MessageChoices,
    "message_choices",
    "message_choices",
    Merge::PerField,
    &[("quiet", &["quiet_from_min", "quiet_until_min"])]
);
