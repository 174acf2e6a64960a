//! Signing in, with no network, and the growing wait after wrong passwords.

use super::passwords::{hash, is_right};
use super::sessions::sit_down;
use super::{Account, AccountSummary, Password, Right, by_email, by_username, username_of};
use crate::audit;
use crate::command::Call;
use crate::error::{Error, Invalid, Result};
use crate::outside::Millis;
use crate::sites::Site;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// So many wrong passwords are forgiven.
const FORGIVEN: i64 = 5;
const FIRST_WAIT_MS: Millis = 30_000;
const LONGEST_WAIT_MS: Millis = 15 * 60_000;

/// What is typed to sign in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SignIn {
    /// The user name, or the account's email address.
    pub username: String,
    /// The password.
    pub password: Password,
}

/// Who signed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SignedIn {
    /// To be shown with each call.
    pub session: String,
    /// The account.
    pub account: AccountSummary,
    /// What its roles allow: which screens are offered. The door checks again.
    pub rights: Vec<Right>,
}

/// Says of an account of another site, to whoever knows its password, where it is to be used.
fn refuse_elsewhere(call: &Call<'_>, account: &Account) -> Result<()> {
    let elsewhere = call.read(|read| {
        let site = account.site_id.filter(|_| !account.is_for(read.place));
        site.map(|site| read.get::<Site>(site)).transpose()
    })?;
    let Some(site) = elsewhere else { return Ok(()) };
    let sentence = format!("This account is for {} only. Sign in there, or ask an administrator.", site.name);
    Err(Invalid::new("username", "account_of_another_site", sentence).with(json!({ "name": site.name })).into())
}

/// Signs in.
///
/// # Errors
/// [`Error::WrongPassword`], [`Error::TooManyAttempts`], [`Error::AccountDisabled`].
pub fn sign_in(call: &Call<'_>, input: SignIn) -> Result<SignedIn> {
    let username = username_of(&input.username)?;
    refuse_while_waiting(call, &username)?;
    let account = call.read(|read| match by_username(read, &username)? {
        None if username.contains('@') => by_email(read, &username),
        found => Ok(found),
    })?;
    let Some(account) = account else {
        // As slow as a wrong password, so that names cannot be guessed by the clock.
        let _ = hash(&input.password, call.outside());
        return Err(note_failure(call, &username)?);
    };
    if !is_right(&input.password, &account.password_hash) {
        return Err(note_failure(call, &username)?);
    }
    if account.is_disabled {
        return Err(Error::AccountDisabled);
    }
    refuse_elsewhere(call, &account)?;
    if call.clinic.db.read_only().is_none() {
        let (_, changed) = call.clinic.db.write(call.outside(), account.id, |write| {
            write.conn.execute("DELETE FROM sign_in_failures WHERE username = ?1", [&username])?;
            audit::note(write, audit::Event::SignIn, None, None)
        })?;
        call.clinic.tell(&changed);
    }
    welcome(call, account.record)
}

/// A session for an account that has shown who it is.
pub(crate) fn welcome(call: &Call<'_>, account: Account) -> Result<SignedIn> {
    let session = sit_down(call.clinic, account.id, account.must_change_password);
    let rights = account.rights();
    let account = call.read(|read| AccountSummary::of(read, account))?;
    Ok(SignedIn { session, account, rights })
}

/// The wait is counted on the watch, which no change of the wall's clock moves; after a restart it begins anew.
pub(super) fn refuse_while_waiting(call: &Call<'_>, username: &str) -> Result<()> {
    let failures = call.read(|read| {
        let sql = "SELECT failures, run, monotonic_ms FROM sign_in_failures WHERE username = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?, row.get(2)?));
        Ok(read.conn.query_row(sql, [username], row).optional()?)
    })?;
    let Some((failures, run, at)) = failures else { return Ok(()) };
    let since = if run == call.clinic.run { at } else { call.clinic.started_watch };
    let left = wait_ms(failures) - (call.outside().watch() - since);
    if left > 0 { Err(Error::TooManyAttempts { wait_s: (left + 999) / 1000 }) } else { Ok(()) }
}

fn wait_ms(failures: i64) -> Millis {
    if failures < FORGIVEN {
        return 0;
    }
    let doublings = u32::try_from((failures - FORGIVEN).min(10)).unwrap_or(10);
    (FIRST_WAIT_MS << doublings).min(LONGEST_WAIT_MS)
}

/// Counts a wrong password and says what to tell.
pub(super) fn note_failure(call: &Call<'_>, username: &str) -> Result<Error> {
    if call.clinic.db.read_only().is_some() {
        return Ok(Error::WrongPassword);
    }
    let failures: i64 = call.write(|write| {
        let failures = write.conn.query_row(
            "INSERT INTO sign_in_failures (username, failures, run, monotonic_ms) VALUES (?1, 1, ?2, ?3)
             ON CONFLICT (username) DO UPDATE SET failures = failures + 1, run = excluded.run,
                 monotonic_ms = excluded.monotonic_ms
             RETURNING failures",
            (username, call.clinic.run, call.outside().watch()),
            |row| row.get(0),
        )?;
        audit::note(write, audit::Event::SignInFailed, None, Some(username.into()))?;
        Ok(failures)
    })?;
    let wait = wait_ms(failures);
    Ok(if wait > 0 { Error::TooManyAttempts { wait_s: wait / 1000 } } else { Error::WrongPassword })
}
