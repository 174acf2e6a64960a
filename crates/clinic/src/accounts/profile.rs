//! One's own account: name, language, theme, password.

use super::administer::refuse_taken_email;
use super::passwords::{check_new, hash, is_right};
use super::sessions::with_seat;
use super::{Account, AccountSummary, Nothing, Password, Theme, check_email, check_language, check_name};
use crate::command::Call;
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use schemars::JsonSchema;
use serde::Deserialize;

/// A change to one's own profile.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ProfileChange {
    /// One's name as others read it.
    pub name: String,
    /// The language of one's screens.
    pub language: String,
    /// Light, dark, or as the computer has it.
    pub theme: Theme,
    /// What the form was shown.
    pub version: i64,
    /// Where one is written to: left out, it stays; empty, it is taken away.
    #[serde(default)]
    pub email: Option<String>,
}

/// A new password of one's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PasswordChange {
    /// The password until now.
    pub current: Password,
    /// The new one.
    pub new: Password,
}

/// One's own account.
///
/// # Errors
/// When the database fails.
pub fn my_profile(read: &Read<'_>, _: Nothing) -> Result<AccountSummary> {
    let account = read.get::<Account>(read.account_id)?;
    AccountSummary::of(read, account.record)
}

/// Changes one's own profile.
///
/// # Errors
/// When a field is wrong.
pub fn update_profile(write: &mut Write<'_>, input: ProfileChange) -> Result<AccountSummary> {
    let mut account: Account = write.shown(write.account_id, input.version)?;
    account.name = check_name(&input.name)?;
    account.language = check_language(&input.language)?;
    account.theme = input.theme;
    if input.email.is_some() {
        account.email = check_email(input.email.as_deref())?;
        refuse_taken_email(write, &account)?;
    }
    let saved = write.save(account, Basis::Shown(input.version))?;
    AccountSummary::of(write, saved.stored.record)
}

/// Changes one's own password.
///
/// # Errors
/// When the current one is wrong or the new one too weak.
pub fn change_password(call: &Call<'_>, input: PasswordChange) -> Result<Nothing> {
    let session = call.signed_in()?;
    let account = call.read(|read| read.get::<Account>(session.account_id))?;
    if !is_right(&input.current, &account.password_hash) {
        return Err(Invalid::new("current", "wrong_password", "This is not your password.").into());
    }
    check_new("new", &input.new, &account.username)?;
    let password_hash = hash(&input.new, call.outside())?;
    call.write(|write| {
        let mut account = write.get::<Account>(session.account_id)?.record;
        account.password_hash = password_hash;
        account.must_change_password = false;
        let version = write.version(account.id)?;
        write.save(account, Basis::Shown(version)).map(drop)
    })?;
    with_seat(call.clinic, &session.token, |seat| seat.must_change_password = false);
    Ok(Nothing {})
}
