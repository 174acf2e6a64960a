//! Accounts as they were looked up last: every call asks who calls, and an account changes seldom. Only a host that alone
//! writes the file keeps them: beside a window somebody may change an account from the command line.

use super::Account;
use crate::clinic::Clinic;
use crate::db::Changed;
use crate::error::Result;
use crate::record::Record;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// The accounts that were looked up since one changed.
#[derive(Default)]
pub(crate) struct KnownAccounts {
    /// Nobody else writes the file.
    is_sure: AtomicBool,
    /// How often accounts changed.
    changed: AtomicU64,
    /// Each with how often accounts had changed before it was looked up: what a change came between is looked up again.
    found: Mutex<HashMap<Uuid, (u64, Arc<Account>)>>,
}

impl KnownAccounts {
    fn found(&self) -> MutexGuard<'_, HashMap<Uuid, (u64, Arc<Account>)>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be called once a change is committed, before who made it is answered: an account that was disabled is out then.
    pub(crate) fn note(&self, changed: &[Changed]) {
        if changed.iter().any(|one| one.kind == Account::KIND) {
            self.forget();
        }
    }

    /// All accounts are looked up again.
    pub(crate) fn forget(&self) {
        self.changed.fetch_add(1, Ordering::SeqCst);
        self.found().clear();
    }

    fn keep(&self, id: Uuid, before: u64, account: &Arc<Account>) {
        if self.is_sure.load(Ordering::SeqCst) {
            self.found().insert(id, (before, Arc::clone(account)));
        }
    }

    fn get(&self, id: Uuid) -> Option<Arc<Account>> {
        let changed = self.changed.load(Ordering::SeqCst);
        self.found().get(&id).filter(|(before, _)| *before == changed).map(|(_, account)| Arc::clone(account))
    }
}

impl Clinic {
    /// From now on no other process writes the file: an account that was looked up is asked for again once it changed here.
    pub fn keep_known_accounts(&self) {
        self.accounts.is_sure.store(true, Ordering::SeqCst);
    }

    /// The account of an id, as it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn account(&self, id: Uuid) -> Result<Option<Arc<Account>>> {
        if let Some(known) = self.accounts.get(id) {
            return Ok(Some(known));
        }
        let before = self.accounts.changed.load(Ordering::SeqCst);
        let found = self.db.read(&self.outside, id, |read| read.find::<Account>(id))?;
        let Some(account) = found.map(|stored| Arc::new(stored.record)) else { return Ok(None) };
        self.accounts.keep(id, before, &account);
        Ok(Some(account))
    }

    /// A mark of an account's password: it differs once the password was changed, wherever that was. None where the
    /// account may not sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn password_mark(&self, account_id: Uuid) -> Result<Option<[u8; 16]>> {
        Ok(self.account(account_id)?.and_then(|account| mark_of(&account)))
    }

    /// [`Clinic::password_mark`] where no database need be asked for it, so that it may be called where nothing may block.
    #[must_use]
    pub fn known_password_mark(&self, account_id: Uuid) -> Option<Option<[u8; 16]>> {
        self.accounts.get(account_id).map(|account| mark_of(&account))
    }
}

fn mark_of(account: &Account) -> Option<[u8; 16]> {
    if account.is_disabled {
        return None;
    }
    let mut mark = [0; 16];
    let mut hasher = blake3::Hasher::new_derive_key("healthsync 2026 mark of a password");
    hasher.update(account.password_hash.as_bytes()).finalize_xof().fill(&mut mark);
    Some(mark)
}
