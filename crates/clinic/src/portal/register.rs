//! Asking for an account without an invitation, where the site lets people: it waits until the front desk has found the
//! record that it belongs to.

use super::accept::new_account;
use super::settings::settings_of;
use super::{PortalAccount, tie_of};
use crate::accounts::{self, Nothing, Password};
use crate::age;
use crate::command::Call;
use crate::db::Read;
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::sites;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// No more than so many wait at a time: what is more is not people.
const WAITING: i64 = 200;

/// Who asks for an account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PortalRegistration {
    /// The person's name.
    pub name: String,
    /// The birth date, for finding the record.
    pub birth_on: NaiveDate,
    /// A telephone, for finding the record and for asking back.
    pub phone: Option<String>,
    /// What to sign in with from now on: a name or an email address.
    pub username: String,
    /// The password.
    pub password: Password,
    /// The language of one's pages.
    pub language: String,
}

/// What is known of the portal before anybody signed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalStatus {
    /// The clinic's name.
    pub clinic_name: String,
    /// The language of who has not chosen one.
    pub language: String,
    /// Who was not invited may ask for an account.
    pub is_registration_open: bool,
}

/// What is known of the portal before anybody signed in.
///
/// # Errors
/// When the database fails.
pub fn portal_status(read: &Read<'_>, _: Nothing) -> Result<PortalStatus> {
    let site = sites::own_site(read)?.record;
    let is_registration_open = settings_of(read)?.is_registration_open;
    Ok(PortalStatus { clinic_name: site.name, language: site.language, is_registration_open })
}

/// Asks for an account. It can sign in at once, and sees nothing until the front desk has tied it to a record.
///
/// # Errors
/// When the site does not let people, a field is wrong, or the user name is taken.
pub fn register_at_portal(call: &Call<'_>, input: PortalRegistration) -> Result<Nothing> {
    let name = required("name", &input.name, 120)?;
    let claimed_phone = optional("phone", input.phone.as_deref(), 40)?;
    let username = accounts::username_of(&input.username)?;
    accounts::check_new("password", &input.password, &username)?;
    let language = accounts::check_language(&input.language)?;
    let allowed = |read: &Read<'_>| -> Result<()> {
        check_open(read)?;
        if input.birth_on > age::today(read)? {
            return Err(Invalid::new("birth_on", "in_future", "This day is in the future.").into());
        }
        accounts::refuse_taken(read, &username)
    };
    call.read(allowed)?;
    let password_hash = accounts::hash(&input.password, call.outside())?;
    let id = call.outside().id();
    let (_, changed) = call.clinic.db.write(call.outside(), id, |write| {
        allowed(write)?;
        write.create(new_account(id, username.clone(), name.clone(), language, password_hash))?;
        let tie = PortalAccount {
            id: tie_of(id),
            account_id: id,
            patient_id: None,
            claimed_name: Some(name),
            claimed_birth_on: Some(input.birth_on),
            claimed_phone,
        };
        write.create(tie).map(drop)
    })?;
    call.clinic.tell(&changed);
    Ok(Nothing {})
}

fn check_open(read: &Read<'_>) -> Result<()> {
    if !settings_of(read)?.is_registration_open {
        let sentence = "Accounts are made by invitation here. Ask the clinic for a code.";
        return Err(Error::Refused { code: "registration_closed", sentence: sentence.into() });
    }
    let sql = "SELECT count(*) FROM portal_accounts WHERE patient_id IS NULL AND entered_in_error IS NULL";
    let waiting: i64 = read.conn.query_row(sql, [], |row| row.get(0))?;
    if waiting >= WAITING {
        let sentence =
            "Too many people wait for the front desk. Try again in a few days, or ask the clinic for a code.";
        return Err(Error::Refused { code: "too_many_waiting", sentence: sentence.into() });
    }
    Ok(())
}
