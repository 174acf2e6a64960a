//! Taking up an invitation: the code becomes an account, once.

use super::invite::invitation_of;
use super::{PortalAccount, PortalInvitation, tie_of};
use crate::accounts::{self, Account, Nothing, Password, Role, Theme};
use crate::command::Call;
use crate::db::{Basis, Read, Write};
use crate::error::Result;
use crate::patients::{Patient, is_same_person};
use crate::record::Stored;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// An invitation that is taken up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InvitationTaken {
    /// The code.
    pub code: String,
    /// What to sign in with from now on: a name or an email address.
    pub username: String,
    /// The password.
    pub password: Password,
    /// The language of one's pages.
    pub language: String,
}

/// Makes an account of an invitation. Who has an account already and forgot its password, gives it a new one so.
///
/// # Errors
/// When the code is not good, the user name is taken, or the password too weak.
pub fn accept_invitation(call: &Call<'_>, input: InvitationTaken) -> Result<Nothing> {
    let username = accounts::username_of(&input.username)?;
    accounts::check_new("password", &input.password, &username)?;
    let language = accounts::check_language(&input.language)?;
    // Hashing is slow on purpose: who only guesses codes does not make us work.
    let before = call.read(|read| {
        let invitation = invitation_of(read, &input.code)?;
        own_account(read, &invitation, &username)
    })?;
    let password_hash = accounts::hash(&input.password, call.outside())?;
    let id = before.map_or_else(|| call.outside().id(), |account| account.id);
    let (_, changed) = call.clinic.db.write(call.outside(), id, |write| {
        let invitation = invitation_of(write, &input.code)?;
        let patient = write.get::<Patient>(invitation.patient_id)?;
        match own_account(write, &invitation, &username)? {
            Some(account) => renew(write, account.record, password_hash)?,
            None => {
                let name = patient.display_name();
                create(write, new_account(id, username, name, language, password_hash), Some(patient.id))?;
            }
        }
        let version = write.version(invitation.id)?;
        let accepted = PortalInvitation { accepted_at: Some(write.now), account_id: Some(id), ..invitation.record };
        write.save(accepted, Basis::Shown(version)).map(drop)
    })?;
    call.clinic.tell(&changed);
    Ok(Nothing {})
}

/// The account of that user name, if it sees this very patient; refused where it is somebody else's.
fn own_account(read: &Read<'_>, invitation: &PortalInvitation, username: &str) -> Result<Option<Stored<Account>>> {
    let Some(account) = accounts::by_username(read, username)? else { return Ok(None) };
    let tie = read.find::<PortalAccount>(tie_of(account.id))?.filter(|tie| tie.meta.entered_in_error.is_none());
    let is_own = match tie.and_then(|tie| tie.patient_id) {
        Some(patient_id) => is_same_person(read, patient_id, invitation.patient_id)?,
        None => false,
    };
    if is_own && Role::list(&account.roles) == [Role::Patient] {
        return Ok(Some(account));
    }
    accounts::refuse_taken(read, username).map(|()| None)
}

fn renew(write: &mut Write<'_>, account: Account, password_hash: String) -> Result<()> {
    write.conn.execute("DELETE FROM sign_in_failures WHERE username = ?1", [&account.username])?;
    let version = write.version(account.id)?;
    let account = Account { password_hash, is_disabled: false, ..account };
    write.save(account, Basis::Shown(version)).map(drop)
}

pub(super) fn new_account(
    id: Uuid,
    username: String,
    name: String,
    language: String,
    password_hash: String,
) -> Account {
    let roles = Role::text(&[Role::Patient]);
    let (theme, must_change_password, is_disabled) = (Theme::System, false, false);
    // Who signs in with an email address is written to there.
    let email = username.contains('@').then(|| username.clone());
    let site_id = None;
    Account {
        id,
        username,
        name,
        roles,
        language,
        theme,
        password_hash,
        must_change_password,
        is_disabled,
        email,
        site_id,
    }
}

fn create(write: &mut Write<'_>, account: Account, patient_id: Option<Uuid>) -> Result<()> {
    let account = write.create(account)?;
    let (claimed_name, claimed_birth_on, claimed_phone) = (None, None, None);
    let (id, account_id) = (tie_of(account.id), account.id);
    write.create(PortalAccount { id, account_id, patient_id, claimed_name, claimed_birth_on, claimed_phone }).map(drop)
}
