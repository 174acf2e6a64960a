//! What a host may do with accounts by its own proof of who asks: an invitation that somebody made, a token that was
//! sent by email.

use super::administer::{NewAccount, add, new_account};
use super::passwords::{Password, check_new, hash};
use super::{Account, AccountSummary, Role, by_email, by_username};
use crate::clinic::Clinic;
use crate::command::Call;
use crate::db::Basis;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// What somebody says of themselves who makes their own account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Registration {
    /// One's name as others read it.
    pub name: String,
    /// What is typed to sign in.
    pub username: String,
    /// One's password.
    pub password: Password,
    /// Where one is written to.
    #[serde(default)]
    pub email: Option<String>,
    /// The language of one's screens; English, if left out.
    #[serde(default = "english")]
    pub language: String,
}

fn english() -> String {
    "en".into()
}

impl Clinic {
    fn host(&self) -> Call<'_> {
        Call::new(self, None, None)
    }

    /// Makes an account whose password is its own person's choice. `by` invited them; nil where the organization lets
    /// anybody in.
    ///
    /// # Errors
    /// When a field is wrong, a name is taken, or who invited may not manage accounts any more.
    pub fn admit(&self, by: Uuid, role: Role, asked: Registration) -> Result<AccountSummary> {
        let Registration { name, username, password, email, language } = asked;
        let form = NewAccount { name, username, roles: vec![role], language, password, email, site_id: None };
        let account = new_account(&self.host(), form, false)?;
        let (made, changed) = self.db.write(&self.outside, by, |write| {
            if !by.is_nil() {
                let inviter = write.find::<Account>(by)?.filter(|inviter| inviter.may_sign_in(write.place));
                let may = inviter.is_some_and(|inviter| Role::list(&inviter.roles).contains(&Role::Administrator));
                if !may {
                    let sentence = "Who invited you may not do so any more. Ask for another invitation.";
                    return Err(Error::Refused { code: "invitation_withdrawn", sentence: sentence.into() });
                }
            }
            add(write, account)
        })?;
        self.tell(&changed);
        Ok(made)
    }

    /// The account that a user name or an email address means and that may sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn account_known_as(&self, name: &str) -> Result<Option<AccountSummary>> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            let name = name.trim().to_lowercase();
            let found = match by_username(read, &name)? {
                None => by_email(read, &name)?,
                found => found,
            };
            let account = found.filter(|account| account.may_sign_in(read.place));
            account.map(|account| AccountSummary::of(read, account.record)).transpose()
        })
    }

    /// Gives an account the password that its own person chose.
    ///
    /// # Errors
    /// When the password is too weak, or the account may not sign in.
    pub fn renew_password(&self, account_id: Uuid, password: &Password) -> Result<()> {
        let account = self.db.read(&self.outside, account_id, |read| read.get::<Account>(account_id))?;
        if account.is_disabled {
            return Err(Error::AccountDisabled);
        }
        check_new("password", password, &account.username)?;
        let password_hash = hash(password, &self.outside)?;
        let ((), changed) = self.db.write(&self.outside, account_id, |write| {
            let mut account = write.get::<Account>(account_id)?.record;
            account.password_hash = password_hash;
            account.must_change_password = false;
            write.conn.execute("DELETE FROM sign_in_failures WHERE username = ?1", [&account.username])?;
            let version = write.version(account_id)?;
            write.save(account, Basis::Shown(version)).map(drop)
        })?;
        self.tell(&changed);
        Ok(())
    }
}
