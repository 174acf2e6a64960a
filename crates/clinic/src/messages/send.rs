//! Notes and tasks from one person to another, or to everybody of a role.

use super::{Message, MessageKind};
use crate::accounts::{Account, Role};
use crate::db::Write;
use crate::error::{Invalid, Result};
use crate::fields::required;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::Stored;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// A note or a task.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewMessage {
    /// To be done, not only read.
    pub is_task: bool,
    /// Whom it is for.
    pub to_account_id: Option<Uuid>,
    /// Or for everybody who does this here.
    pub to_role: Option<Role>,
    /// The patient concerned.
    pub patient_id: Option<Uuid>,
    /// What is to be said, at most 2,000 characters.
    pub text: String,
    /// By when a task is to be done.
    pub due_at: Option<Millis>,
}

/// Sends a note or a task to a person or to a role.
///
/// # Errors
/// When nobody or two are named, the text is missing, or who it is for cannot sign in.
pub fn send_message(write: &mut Write<'_>, input: NewMessage) -> Result<Stored<Message>> {
    if input.to_account_id.is_some() == input.to_role.is_some() {
        return Err(Invalid::new("to", "choose_one", "Choose one person, or one role.").into());
    }
    if let Some(account_id) = input.to_account_id
        && !write.get::<Account>(account_id)?.may_sign_in(write.place)
    {
        let sentence = "This account is disabled: nobody would read it. Choose another person.";
        return Err(Invalid::new("to", "account_disabled", sentence).into());
    }
    if let Some(patient_id) = input.patient_id {
        write.get::<Patient>(patient_id)?;
    }
    let id = write.new_id();
    write.create(Message {
        id,
        kind: if input.is_task { MessageKind::Task } else { MessageKind::Note },
        to_account_id: input.to_account_id,
        to_role: input.to_role,
        patient_id: input.patient_id,
        subject_id: None,
        text: Some(required("text", &input.text, 2_000)?),
        due_at: input.due_at.filter(|_| input.is_task),
    })
}
