//! Accounts: who may sign in, and what their roles allow. An account is never deleted: its work stays signed.

mod administer;
mod host;
mod known;
mod passwords;
mod profile;
mod reach;
mod roles;
mod sessions;
mod sign_in;

pub(crate) use administer::refuse_taken;
pub use administer::*;
pub use host::Registration;
pub(crate) use known::KnownAccounts;
pub use passwords::{MIN_PASSWORD, Password};
pub(crate) use passwords::{argon2id, check_new, hash};
pub use profile::*;
pub(crate) use reach::bind_all;
pub use roles::{Right, Role, rights_of};
pub use sessions::{EmergencyReason, Nothing, Unlock, lock_session, open_chart_in_emergency, sign_out, unlock_session};
pub(crate) use sessions::{Seat, is_locked, must_change_password, session, sit_down};
pub use sign_in::*;

use crate::db::{Place, Read};
use crate::error::{Invalid, Result};
use crate::record::{Merge, Record, Stored};
use healthsync_sync::{Scope, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A login.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// The account.
    pub id: Uuid,
    /// What is typed to sign in: lower case, no spaces.
    pub username: String,
    /// The person's name as others read it.
    pub name: String,
    /// The roles, sorted, one space between.
    pub roles: String,
    /// The language of the person's screens: `en` or `ar`.
    pub language: String,
    /// Light, dark, or as the computer has it.
    pub theme: Theme,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// The password was set by somebody else.
    pub must_change_password: bool,
    /// The account may not sign in.
    pub is_disabled: bool,
    /// Where the person is written to; it may be typed to sign in, too.
    pub email: Option<String>,
    /// The one site where it may be used; none: everywhere in the organization.
    pub site_id: Option<Uuid>,
}

/// How the window looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the computer has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Record for Account {
    const KIND: &'static str = "account";
    const TABLE: &'static str = "accounts";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, _place: &Place) -> Scope {
        Scope::Org
    }

    /// While people have not decided, the fewest rights count.
    fn safest(field: &str, rivals: &[&Value]) -> Option<usize> {
        match field {
            "roles" => (0..rivals.len()).min_by_key(|index| match rivals[*index] {
                Value::Text(roles) => rights_of(&Role::list(roles)).len(),
                _ => 0,
            }),
            "site_id" => rivals.iter().position(|value| **value != Value::Null),
            "is_disabled" | "must_change_password" => rivals.iter().position(|value| **value == Value::Bool(true)),
            _ => None,
        }
    }
}

impl Account {
    /// Whether it is of somebody who gives or runs care, not of a patient.
    pub(crate) fn is_staff(&self) -> bool {
        Role::list(&self.roles) != [Role::Patient]
    }

    /// Whether it may be used where this computer stands, unless it is disabled.
    pub(crate) fn is_for(&self, place: &Place) -> bool {
        self.site_id.is_none_or(|site| site == place.site_id)
    }

    /// Whether it may sign in where this computer stands.
    pub(crate) fn may_sign_in(&self, place: &Place) -> bool {
        !self.is_disabled && self.is_for(place)
    }

    /// What its roles allow. Who works at one site keeps nothing that all sites share.
    pub(crate) fn rights(&self) -> Vec<Right> {
        let mut rights = rights_of(&Role::list(&self.roles));
        rights.retain(|right| self.site_id.is_none() || !right.is_of_the_organization());
        rights
    }
}

/// An account as others see it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AccountSummary {
    /// The account.
    pub id: Uuid,
    /// What is typed to sign in.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// What the person does here.
    pub roles: Vec<Role>,
    /// The language of the person's screens.
    pub language: String,
    /// Light, dark, or as the computer has it.
    pub theme: Theme,
    /// The next sign-in asks for a new password.
    pub must_change_password: bool,
    /// The account may not sign in.
    pub is_disabled: bool,
    /// Where the person is written to.
    pub email: Option<String>,
    /// The one site where it may be used; none: everywhere in the organization.
    pub site_id: Option<Uuid>,
    /// What a form that edits it was shown.
    pub version: i64,
}

impl AccountSummary {
    pub(crate) fn of(read: &Read<'_>, account: Account) -> Result<AccountSummary> {
        Ok(AccountSummary {
            version: read.version(account.id)?,
            id: account.id,
            roles: Role::list(&account.roles),
            username: account.username,
            name: account.name,
            language: account.language,
            theme: account.theme,
            must_change_password: account.must_change_password,
            is_disabled: account.is_disabled,
            email: account.email,
            site_id: account.site_id,
        })
    }
}

/// The account with a user name; of several, the oldest that may sign in, those of this site alone before all others.
pub(crate) fn by_username(read: &Read<'_>, username: &str) -> Result<Option<Stored<Account>>> {
    let found = read.all(
        "username = ?1 AND entered_in_error IS NULL
         ORDER BY is_disabled, coalesce(site_id = ?2, site_id IS NULL) DESC, site_id IS NULL, recorded_at, id",
        (username, read.place.site_id.to_string()),
    )?;
    Ok(found.into_iter().next())
}

/// The account that may sign in with an email address, where it is one account's alone.
pub(crate) fn by_email(read: &Read<'_>, email: &str) -> Result<Option<Stored<Account>>> {
    let email = email.trim().to_lowercase();
    let mut found = read.all("email = ?1 AND entered_in_error IS NULL AND is_disabled = 0 LIMIT 2", [email])?;
    let found_one = found.pop();
    Ok(found_one.filter(|_| found.is_empty()))
}

/// The name of an account, for lists.
pub(crate) fn name_of(read: &Read<'_>, id: Uuid) -> Result<Option<String>> {
    Ok(read.find::<Account>(id)?.map(|account| account.record.name))
}

/// A user name as it is kept: trimmed and lower case.
pub(crate) fn username_of(typed: &str) -> Result<String> {
    let username = typed.trim().to_lowercase();
    let is_short = username.chars().count() < 2;
    if is_short || username.chars().count() > 60 || username.contains(char::is_whitespace) {
        let sentence = "A user name has 2 to 60 letters or digits and no spaces.";
        return Err(Invalid::new("username", "bad_username", sentence).into());
    }
    Ok(username)
}

/// An email address as it is kept: lower case.
pub(crate) fn check_email(email: Option<&str>) -> Result<Option<String>> {
    let email = email.map(str::to_lowercase);
    email.as_deref().map(crate::patients::check_email).transpose().map(Option::flatten)
}

pub(crate) fn check_name(name: &str) -> Result<String> {
    crate::fields::required("name", name, 120)
}

pub(crate) fn check_language(language: &str) -> Result<String> {
    if crate::sites::LANGUAGES.contains(&language) {
        Ok(language.to_owned())
    } else {
        Err(Invalid::new("language", "unknown_language", "Choose one of the languages.").into())
    }
}
