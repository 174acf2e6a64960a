//! The clinic as its hosts see it: opened once, called by name.

use crate::accounts::{self, Right};
use crate::alerts::{self, Alert, Notice};
use crate::command::{Call, Command, Listener, WhenKept};
use crate::db::{Anchor, Changed, Db};
use crate::error::{Error, Result};
use crate::messages::{self, Message, MessageNotice};
use crate::outside::{Millis, Outside};
use crate::record::Record;
use crate::reports::Shelf;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use uuid::Uuid;

/// An open clinic.
pub struct Clinic {
    pub(crate) db: Db,
    pub(crate) outside: Outside,
    pub(crate) listener: Arc<dyn Listener>,
    pub(crate) accounts: Arc<accounts::KnownAccounts>,
    pub(crate) sessions: Mutex<HashMap<String, accounts::Seat>>,
    pub(crate) readings: Mutex<HashMap<(Uuid, Uuid), Millis>>,
    pub(crate) cancelled: Mutex<HashSet<String>>,
    pub(crate) anchors: RwLock<Vec<Anchor>>,
    /// Where reports lie, where that is not the own file.
    pub(crate) reports: OnceLock<Arc<dyn Shelf>>,
    /// Tells this run of the program from another, for waits that a restart must not shorten.
    pub(crate) run: [u8; 16],
    /// What the watch showed when this run began.
    pub(crate) started_watch: Millis,
}

impl Clinic {
    /// The clinic in an open database. `anchors` is where its logs stood at the last opening.
    #[must_use]
    pub fn new(db: Db, outside: Outside, listener: Arc<dyn Listener>, anchors: Vec<Anchor>) -> Clinic {
        let (run, started_watch) = (outside.bytes(), outside.watch());
        Clinic {
            db,
            outside,
            listener,
            accounts: Arc::default(),
            sessions: Mutex::default(),
            readings: Mutex::default(),
            cancelled: Mutex::default(),
            anchors: RwLock::new(anchors),
            reports: OnceLock::new(),
            run,
            started_watch,
        }
    }

    /// Runs a command. `session` is the token that signing in gave.
    ///
    /// # Errors
    /// What the command says, or that it may not be called.
    pub fn call(&self, session: Option<&str>, name: &str, input: serde_json::Value) -> Result<serde_json::Value> {
        let text = self.call_for_text(session, name, input)?;
        serde_json::from_str(&text).map_err(|reason| Error::BadInput(reason.to_string()))
    }

    /// As [`Clinic::call`]; the answer is the text of its JSON, for whoever only hands it on.
    ///
    /// # Errors
    /// As [`Clinic::call`].
    pub fn call_for_text(&self, session: Option<&str>, name: &str, input: serde_json::Value) -> Result<String> {
        self.call_with(session, name, input, None)
    }

    /// As [`Clinic::call_for_text`], but may answer before what was written is safe on the disk: `kept` is called once it
    /// is, or once it is known that it is not. Where there is nothing to wait for, `kept` is dropped before this returns.
    /// Who calls has announced it ([`Db::announce`]).
    ///
    /// # Errors
    /// As [`Clinic::call`].
    pub fn call_without_waiting(
        &self,
        session: Option<&str>,
        name: &str,
        input: serde_json::Value,
        kept: WhenKept,
    ) -> Result<String> {
        self.call_with(session, name, input, Some(kept))
    }

    fn call_with(
        &self,
        session: Option<&str>,
        name: &str,
        input: serde_json::Value,
        kept: Option<WhenKept>,
    ) -> Result<String> {
        let command = Command::named(name).ok_or_else(|| Error::UnknownCommand(name.into()))?;
        let session = session.map(|token| accounts::session(self, token)).transpose()?.flatten();
        Call::new(self, session, kept).through(command, input)
    }

    /// Whether a session has a right: for what a host does itself.
    ///
    /// # Errors
    /// As a command that needs the right would say.
    pub fn check(&self, session: Option<&str>, right: Right) -> Result<()> {
        let session = session.map(|token| accounts::session(self, token)).transpose()?.flatten();
        Call::new(self, session, None).check("host", right, &serde_json::Value::Null)
    }

    /// The open file.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Tells who listens that records changed.
    pub(crate) fn tell(&self, changed: &[Changed]) {
        self.teller()(changed);
    }

    /// [`Clinic::tell`], for whoever does so when the clinic is not at hand.
    pub(crate) fn teller(&self) -> impl Fn(&[Changed]) + Send + 'static {
        let (accounts, listener) = (Arc::clone(&self.accounts), Arc::clone(&self.listener));
        move |changed| {
            if !changed.is_empty() {
                accounts.note(changed);
                listener.changed(changed);
            }
        }
    }

    /// Where the logs stood at the last opening.
    pub(crate) fn anchors(&self) -> Vec<Anchor> {
        self.anchors.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Logs were cut on purpose: where they stand now is where they stood.
    pub(crate) fn forget_anchors(&self) -> Result<()> {
        let now = self.db.with_reader(|conn| crate::db::anchors(conn))?;
        *self.anchors.write().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(())
    }

    /// The time and chance.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }
}

impl Clinic {
    /// Of records that just changed, the alerts that people must be told of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notices(&self, changed: &[Changed]) -> Result<Vec<Notice>> {
        let raised: Vec<Uuid> = changed.iter().filter(|one| one.kind == Alert::KIND).map(|one| one.id).collect();
        if raised.is_empty() {
            return Ok(vec![]);
        }
        self.db.read(&self.outside, Uuid::nil(), |read| alerts::notices(read, &raised))
    }

    /// Of records that just changed, the messages that somebody who is signed in here wants to be told of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_notices(&self, changed: &[Changed]) -> Result<Vec<MessageNotice>> {
        let new: Vec<Uuid> = changed.iter().filter(|one| one.kind == Message::KIND).map(|one| one.id).collect();
        if new.is_empty() {
            return Ok(vec![]);
        }
        let seats = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let seated: Vec<Uuid> = seats.values().map(|seat| seat.account_id).collect();
        drop(seats);
        self.db.read(&self.outside, Uuid::nil(), |read| messages::notices(read, &new, &seated))
    }

    /// What the program does by itself every minute: alerts that nobody answered are raised again, and the front desk
    /// is asked to remind the patients of tomorrow. A computer that joins waits until all of the clinic is here: what
    /// seems to be unanswered may have been answered.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tend(&self) -> Result<Vec<Notice>> {
        if self.db.place().is_none() || self.db.read_only().is_some() {
            return Ok(vec![]);
        }
        self.drop_old_reports()?;
        if crate::exchange::is_joining(&self.db)? {
            return Ok(vec![]);
        }
        let (told, changed) = self.db.write(&self.outside, Uuid::nil(), |write| {
            messages::post_due_reminders(write)?;
            alerts::escalate_due(write)
        })?;
        self.tell(&changed);
        Ok(told)
    }
}
