//! Who sits at the window: sessions, their lock, and charts opened in an emergency.

use super::passwords::is_right;
use super::sign_in::{note_failure, refuse_while_waiting};
use super::{Account, Password, Role};
use crate::audit;
use crate::clinic::Clinic;
use crate::command::{Call, Session};
use crate::db::not_set_up;
use crate::error::{Error, Result};
use crate::messages::{Message, MessageKind};
use crate::portal::Errand;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, PoisonError};
use uuid::Uuid;

/// Nothing to say.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A session as the clinic remembers it while the program runs.
#[derive(Clone)]
pub(crate) struct Seat {
    pub account_id: Uuid,
    pub is_locked: bool,
    pub must_change_password: bool,
    pub emergencies: Vec<Uuid>,
    pub errand: Option<Errand>,
}

pub(super) fn with_seat<T>(clinic: &Clinic, token: &str, work: impl FnOnce(&mut Seat) -> T) -> Option<T> {
    clinic.sessions.lock().unwrap_or_else(PoisonError::into_inner).get_mut(token).map(work)
}

pub(crate) fn is_locked(clinic: &Clinic, token: &str) -> bool {
    with_seat(clinic, token, |seat| seat.is_locked).unwrap_or(true)
}

pub(crate) fn must_change_password(clinic: &Clinic, token: &str) -> bool {
    with_seat(clinic, token, |seat| seat.must_change_password).unwrap_or(true)
}

/// The session of a token, with the account's rights as they are now: a disabled account is out at once.
pub(crate) fn session(clinic: &Clinic, token: &str) -> Result<Option<Session>> {
    let Some(seat) = with_seat(clinic, token, |seat| seat.clone()) else { return Ok(None) };
    let Some(account) = may_sit(clinic, seat.account_id)? else { return Ok(None) };
    Ok(Some(Session {
        token: token.into(),
        account_id: seat.account_id,
        rights: account.rights(),
        emergencies: seat.emergencies,
        errand: seat.errand,
    }))
}

/// The account, where it may be used here.
fn may_sit(clinic: &Clinic, account_id: Uuid) -> Result<Option<Arc<Account>>> {
    let place = clinic.db.place().ok_or_else(not_set_up)?;
    Ok(clinic.account(account_id)?.filter(|account| account.may_sign_in(&place)))
}

pub(crate) fn sit_down(clinic: &Clinic, account_id: Uuid, must_change_password: bool) -> String {
    let secret: [u8; 32] = clinic.outside.bytes();
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let seat = Seat { account_id, is_locked: false, must_change_password, emergencies: vec![], errand: None };
    clinic.sessions.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), seat);
    token
}

impl Clinic {
    /// Seats an account under a token of the host's own making, where the host itself has proof of who it is: an access
    /// token of an API. A seat that is there already stays as it is.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] where there is no such account, or it is not to be used here.
    pub fn seat(&self, token: &str, account_id: Uuid) -> Result<()> {
        if with_seat(self, token, |seat| seat.account_id == account_id) == Some(true) {
            return Ok(());
        }
        let account = may_sit(self, account_id)?.ok_or(Error::NotSignedIn)?;
        let must_change_password = account.must_change_password;
        let seat = Seat { account_id, is_locked: false, must_change_password, emergencies: vec![], errand: None };
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).insert(token.into(), seat);
        Ok(())
    }

    /// Takes a seat away.
    pub fn unseat(&self, token: &str) {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }
}

/// Ends the session.
///
/// # Errors
/// When the audit cannot be written.
pub fn sign_out(call: &Call<'_>, _: Nothing) -> Result<Nothing> {
    let session = call.signed_in()?;
    if call.clinic.db.read_only().is_none() {
        call.write(|write| audit::note(write, audit::Event::SignOut, None, None))?;
    }
    call.clinic.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&session.token);
    Ok(Nothing {})
}

/// Locks the screen: every command but unlocking and signing out is refused until the password is given.
///
/// # Errors
/// [`Error::NotSignedIn`] where nobody is.
pub fn lock_session(call: &Call<'_>, _: Nothing) -> Result<Nothing> {
    let session = call.signed_in()?;
    with_seat(call.clinic, &session.token, |seat| seat.is_locked = true);
    Ok(Nothing {})
}

/// The password of who locked the screen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Unlock {
    /// The password.
    pub password: Password,
}

/// Unlocks the screen.
///
/// # Errors
/// [`Error::WrongPassword`], with the same wait as signing in.
pub fn unlock_session(call: &Call<'_>, input: Unlock) -> Result<Nothing> {
    let session = call.signed_in()?;
    let account = call.read(|read| read.get::<Account>(session.account_id))?;
    refuse_while_waiting(call, &account.username)?;
    if !is_right(&input.password, &account.password_hash) {
        return Err(note_failure(call, &account.username)?);
    }
    with_seat(call.clinic, &session.token, |seat| seat.is_locked = false);
    Ok(Nothing {})
}

/// Why a chart outside one's role is opened.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct EmergencyReason {
    /// The patient.
    pub patient_id: Uuid,
    /// Why, in a few words: read by whoever reviews the audit.
    pub reason: String,
}

/// Opens a chart that one's role does not allow, until one signs out. The reason is kept and flagged in the audit.
///
/// # Errors
/// When the reason is missing or the patient unknown.
pub fn open_chart_in_emergency(call: &Call<'_>, input: EmergencyReason) -> Result<Nothing> {
    let session = call.signed_in()?;
    let reason = crate::fields::required("reason", &input.reason, 500)?;
    call.write(|write| {
        write.get::<crate::patients::Patient>(input.patient_id)?;
        audit::note(write, audit::Event::BreakGlass, Some(input.patient_id), Some(reason.clone()))?;
        // Who reviews such openings hears of it at once, not when the audit is read.
        let id = write.new_id();
        write.create(Message {
            id,
            kind: MessageKind::Emergency,
            to_account_id: None,
            to_role: Some(Role::Administrator),
            patient_id: Some(input.patient_id),
            subject_id: None,
            text: Some(reason),
            due_at: None,
        })
    })?;
    with_seat(call.clinic, &session.token, |seat| seat.emergencies.push(input.patient_id)).ok_or(Error::NotSignedIn)?;
    Ok(Nothing {})
}
