//! What administrators do with accounts: create, change, disable, enable, reset.

use super::passwords::{check_new, hash};
use super::reach;
use super::{
    Account, AccountSummary, Nothing, Password, Right, Role, Theme, by_email, by_username, check_email, check_language,
    check_name, rights_of, username_of,
};
use crate::command::Call;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::practitioners::gives_care;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A new account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewAccount {
    /// The person's name as others read it.
    pub name: String,
    /// What is typed to sign in.
    pub username: String,
    /// What the person does here.
    pub roles: Vec<Role>,
    /// The language of the person's screens.
    pub language: String,
    /// A first password, which the person changes when signing in.
    pub password: Password,
    /// Where the person is written to.
    #[serde(default)]
    pub email: Option<String>,
    /// The one site where it may be used; left out: everywhere in the organization, or where its maker's own may be.
    #[serde(default)]
    pub site_id: Option<Uuid>,
}

/// A change to an account. What is left out stays.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AccountChange {
    /// The account.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The person's name.
    pub name: String,
    /// What the person does here.
    pub roles: Vec<Role>,
    /// The account may not sign in.
    pub is_disabled: bool,
    /// Where the person is written to: left out, it stays; empty, it is taken away.
    #[serde(default)]
    pub email: Option<String>,
    /// The id of the one site where it may be used: left out, it stays; empty, it may be used everywhere in the organization.
    #[serde(default)]
    pub site_id: Option<String>,
}

/// An account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AccountId {
    /// The account.
    pub id: Uuid,
}

/// A new first password for somebody who forgot theirs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PasswordReset {
    /// The account.
    pub id: Uuid,
    /// The first password, which the person changes when signing in.
    pub password: Password,
}

/// The accounts of all who work here, by name.
///
/// # Errors
/// When the database fails.
pub fn accounts(read: &Read<'_>, _: Nothing) -> Result<Vec<AccountSummary>> {
    let all = read.all::<Account>("entered_in_error IS NULL ORDER BY is_disabled, name, id", [])?;
    let staff = all.into_iter().filter(|account| account.is_staff());
    staff.map(|account| AccountSummary::of(read, account.record)).collect()
}

/// Somebody on whose panel patients can be.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Practitioner {
    /// The account.
    pub id: Uuid,
    /// The person's name.
    pub name: String,
}

/// The practitioners who may sign in here, by name.
///
/// # Errors
/// When the database fails.
pub fn practitioners(read: &Read<'_>, _: Nothing) -> Result<Vec<Practitioner>> {
    let all = read.all::<Account>("entered_in_error IS NULL AND is_disabled = 0 ORDER BY name, id", [])?;
    let them = all.into_iter().filter(|account| account.is_for(read.place) && gives_care(account));
    Ok(them.map(|account| Practitioner { id: account.id, name: account.record.name }).collect())
}

/// Somebody whom one works with: to write to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The person's name.
    pub name: String,
    /// What the person does here.
    pub roles: Vec<Role>,
}

/// Everybody who may sign in here, by name.
///
/// # Errors
/// When the database fails.
pub fn colleagues(read: &Read<'_>, _: Nothing) -> Result<Vec<Colleague>> {
    let all = read.all::<Account>("entered_in_error IS NULL AND is_disabled = 0 ORDER BY name, id", [])?;
    let colleague =
        |account: Account| Colleague { id: account.id, roles: Role::list(&account.roles), name: account.name };
    let staff = all.into_iter().filter(|account| account.is_staff() && account.is_for(read.place));
    Ok(staff.map(|account| colleague(account.record)).collect())
}

/// Makes an account.
///
/// # Errors
/// When a field is wrong, the user name is taken, or the account would be of a site that is not one's own to keep.
pub fn create_account(call: &Call<'_>, input: NewAccount) -> Result<AccountSummary> {
    let account = new_account(call, input, true)?;
    call.write(|write| add(write, account))
}

/// The account that a form comes to. Slow on purpose: never inside a transaction.
pub(super) fn new_account(call: &Call<'_>, input: NewAccount, must_change_password: bool) -> Result<Account> {
    let username = username_of(&input.username)?;
    check_new("password", &input.password, &username)?;
    check_roles(&input.roles)?;
    Ok(Account {
        id: call.outside().id(),
        name: check_name(&input.name)?,
        roles: Role::text(&input.roles),
        language: check_language(&input.language)?,
        theme: Theme::System,
        password_hash: hash(&input.password, call.outside())?,
        must_change_password,
        is_disabled: false,
        email: check_email(input.email.as_deref())?,
        site_id: input.site_id,
        username,
    })
}

/// Adds an account, where its names are free.
pub(super) fn add(write: &mut Write<'_>, mut account: Account) -> Result<AccountSummary> {
    account.site_id = reach::site_for_new(write, account.site_id)?;
    refuse_taken(write, &account.username)?;
    refuse_taken_email(write, &account)?;
    let stored = write.create(account)?;
    AccountSummary::of(write, stored.record)
}

/// Friendly, not a rule: two workstations that are apart may still make the same name, and the review list finds it.
pub(crate) fn refuse_taken(read: &Read<'_>, username: &str) -> Result<()> {
    if by_username(read, username)?.is_some() {
        let sentence = format!("There is already an account named '{username}'. Choose another name.");
        return Err(Invalid::new("username", "username_taken", sentence).into());
    }
    Ok(())
}

/// An address that two accounts share says nothing of who signs in.
pub(super) fn refuse_taken_email(read: &Read<'_>, account: &Account) -> Result<()> {
    let Some(email) = account.email.as_deref() else { return Ok(()) };
    if by_email(read, email)?.is_some_and(|other| other.id != account.id) {
        let sentence = "Another account has this email address.";
        return Err(Invalid::new("email", "email_taken", sentence).into());
    }
    Ok(())
}

fn check_roles(roles: &[Role]) -> Result<()> {
    if roles.contains(&Role::Patient) {
        let sentence = "A patient's account is made by an invitation to the portal.";
        return Err(Invalid::new("roles", "by_invitation_only", sentence).into());
    }
    if roles.is_empty() {
        return Err(Invalid::new("roles", "required", "Choose at least one role.").into());
    }
    Ok(())
}

/// Changes an account, disables it or enables it again.
///
/// # Errors
/// When a field is wrong, or nobody would be left who can manage accounts.
pub fn update_account(write: &mut Write<'_>, input: AccountChange) -> Result<AccountSummary> {
    check_roles(&input.roles)?;
    let mut account: Account = write.shown(input.id, input.version)?;
    if !account.is_staff() {
        return Err(Error::NotFound { kind: "account" });
    }
    reach::check(write, &account)?;
    account.name = check_name(&input.name)?;
    account.roles = Role::text(&input.roles);
    account.is_disabled = input.is_disabled;
    if input.email.is_some() {
        account.email = check_email(input.email.as_deref())?;
        refuse_taken_email(write, &account)?;
    }
    if let Some(site) = input.site_id.as_deref() {
        account.site_id = reach::site_named(write, site)?;
    }
    keep(write, account, input.version)
}

/// Saves an account, where somebody stays who can manage accounts.
fn keep(write: &mut Write<'_>, account: Account, version: i64) -> Result<AccountSummary> {
    // Before it is saved: it may be one's own account.
    let own = reach::site_of_author(write)?;
    let saved = write.save(account, Basis::Shown(version))?;
    let can_manage = |account: &Account| {
        !account.is_disabled && account.site_id == own && Role::list(&account.roles).contains(&Role::Administrator)
    };
    if !write.all::<Account>("entered_in_error IS NULL", [])?.iter().any(|account| can_manage(account)) {
        let sentence = "Somebody must stay who can manage accounts. Make another person an administrator first.";
        return Err(Error::Refused { code: "last_administrator", sentence: sentence.into() });
    }
    AccountSummary::of(write, saved.stored.record)
}

/// An account.
///
/// # Errors
/// When there is none.
pub fn account(read: &Read<'_>, input: AccountId) -> Result<AccountSummary> {
    let account = read.get::<Account>(input.id)?;
    AccountSummary::of(read, account.record)
}

/// Takes an account's right to sign in away, at once. Its work stays signed.
///
/// # Errors
/// When nobody would be left who can manage accounts.
pub fn disable_account(write: &mut Write<'_>, input: AccountId) -> Result<AccountSummary> {
    let mut account = write.get::<Account>(input.id)?.record;
    reach::check(write, &account)?;
    account.is_disabled = true;
    let version = write.version(input.id)?;
    keep(write, account, version)
}

/// A role, and what it allows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RoleView {
    /// The role.
    pub role: Role,
    /// What it allows.
    pub rights: Vec<Right>,
}

/// The roles, and what each allows.
///
/// # Errors
/// Never.
pub fn roles(_: &Read<'_>, _: Nothing) -> Result<Vec<RoleView>> {
    Ok(Role::ALL.into_iter().map(|role| RoleView { role, rights: rights_of(&[role]) }).collect())
}

/// Gives an account a new first password.
///
/// # Errors
/// When the password is too weak or the account unknown.
pub fn reset_password(call: &Call<'_>, input: PasswordReset) -> Result<AccountSummary> {
    let account = call.read(|read| read.get::<Account>(input.id))?;
    check_new("password", &input.password, &account.username)?;
    let password_hash = hash(&input.password, call.outside())?;
    call.write(|write| {
        let mut account = write.get::<Account>(input.id)?.record;
        reach::check(write, &account)?;
        account.password_hash = password_hash;
        account.must_change_password = true;
        write.conn.execute("DELETE FROM sign_in_failures WHERE username = ?1", [&account.username])?;
        let version = write.version(input.id)?;
        let saved = write.save(account, Basis::Shown(version))?;
        AccountSummary::of(write, saved.stored.record)
    })
}
