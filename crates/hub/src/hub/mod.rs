//! The log of every organization, kept in one database, and the story that is told over it.

mod again;
mod contact;
mod enrol;
mod exchange;
mod kept;
mod letters;
pub mod postgres;
mod revoke;
mod rotate;
pub mod sqlite;
mod weave;

pub use contact::{Contact, contacts, note_contact};
pub use enrol::{Enrolled, Enrolment, NewCode, enrol, new_code, series_code};
pub use exchange::{Exchanged, exchange};
pub use revoke::{Wish, revoke};
pub use rotate::rotate;

use crate::tokens::Bearer;
use crate::{HubError, Result};
use healthsync_sync::{Known, Log, Needs, Outgoing, Place, Received, Scope, Span, Vector};
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::sync::Arc;
use uuid::Uuid;

/// A computer that was enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workstation {
    /// The organization that it belongs to.
    pub organization_id: Uuid,
    /// Its id, given by the hub.
    pub id: Uuid,
    /// Where it stands.
    pub site_id: Uuid,
    /// What people call it.
    pub name: String,
    /// The key that it enrolled with.
    pub public_key: [u8; 32],
    /// The letters of its series of numbers.
    pub series_code: String,
    /// How many refresh tokens it was given.
    pub generation: u64,
    /// The hash of the last of them.
    pub token_hash: [u8; 32],
    /// A refresh token was used twice.
    pub is_family_dead: bool,
    /// It was taken off its organization.
    pub is_revoked: bool,
    /// Revoked, it is not asked to destroy its key.
    pub keeps_data: bool,
}

impl Workstation {
    /// What it pulls: what the organization shares, and its site.
    #[must_use]
    pub fn scopes(&self) -> BTreeSet<Scope> {
        [Scope::Org, Scope::Site(self.site_id)].into()
    }

    /// Whether it may bring changes of a scope, its own or another's: what it pulls, and who read what at its site.
    #[must_use]
    pub fn may_bring(&self, scope: Scope) -> bool {
        scope == Scope::Audit(self.site_id) || self.scopes().contains(&scope)
    }

    /// What a revoked one is told.
    #[must_use]
    pub fn refused(&self) -> HubError {
        let bearer = Bearer { organization_id: self.organization_id, workstation_id: self.id };
        HubError::Revoked { wipe: (!self.keeps_data).then_some(bearer) }
    }
}

/// Who comes to exchange, and where the hub is.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The workstation.
    pub workstation: Workstation,
    /// Where the hub is.
    pub mine: Vector,
    /// The vectors that its hello may start from, by hash.
    pub kept: HashMap<[u8; 32], Vector>,
    /// The logs that were closed, and at which number.
    pub closed: HashMap<Log, u64>,
}

/// A one-time code as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The organization that it opens.
    pub organization_name: String,
    /// The site that it opens, if the operator named one.
    pub site_id: Option<Uuid>,
    /// Until when, in milliseconds since 1970.
    pub expires_at_ms: i64,
    /// The workstation that used it.
    pub used_by: Option<Uuid>,
}

/// How much to read of what somebody lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLimit {
    /// About so many changes.
    pub changes: usize,
    /// About so many bytes of bodies.
    pub bytes: usize,
}

/// A database that keeps the logs.
pub trait Hub: Send + Sync + 'static {
    /// What is read and written in one go.
    type Transaction: Transaction;

    /// Begins a transaction that holds the logs of one organization until it is committed or dropped; dropped, it
    /// has done nothing. Of an organization that is not known it sees nothing.
    ///
    /// # Errors
    /// When the database fails.
    fn begin(&self, organization_id: Uuid) -> impl Future<Output = Result<Self::Transaction>> + Send;

    /// Begins one that sees the logs of one organization as they are at one instant and holds nobody up. In it only
    /// what belongs to a workstation alone is written ([`Transaction::keep`]).
    ///
    /// # Errors
    /// When the database fails.
    fn begin_reading(&self, organization_id: Uuid) -> impl Future<Output = Result<Self::Transaction>> + Send {
        self.begin(organization_id)
    }

    /// The organization of a name, if there is one. Only enrolling asks for it.
    ///
    /// # Errors
    /// When the database fails.
    fn organization_named(&self, name: &str) -> impl Future<Output = Result<Option<Uuid>>> + Send;

    /// Keeps a one-time code by its hash.
    ///
    /// # Errors
    /// When the database fails.
    fn add_code(&self, hash: [u8; 32], code: Code) -> impl Future<Output = Result<()>> + Send;

    /// A one-time code.
    ///
    /// # Errors
    /// When the database fails.
    fn code(&self, hash: [u8; 32]) -> impl Future<Output = Result<Option<Code>>> + Send;

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    fn check(&self) -> impl Future<Output = Result<()>> + Send;

    /// Says the id of an organization after each commit that stored changes in it or revoked a workstation of it,
    /// by whatever process that writes to this database. It is called within a runtime.
    fn news(&self) -> tokio::sync::broadcast::Receiver<Uuid>;
}

impl<H: Hub> Hub for Arc<H> {
    type Transaction = H::Transaction;

    async fn begin(&self, organization_id: Uuid) -> Result<H::Transaction> {
        (**self).begin(organization_id).await
    }

    async fn begin_reading(&self, organization_id: Uuid) -> Result<H::Transaction> {
        (**self).begin_reading(organization_id).await
    }

    async fn organization_named(&self, name: &str) -> Result<Option<Uuid>> {
        (**self).organization_named(name).await
    }

    async fn add_code(&self, hash: [u8; 32], code: Code) -> Result<()> {
        (**self).add_code(hash, code).await
    }

    async fn code(&self, hash: [u8; 32]) -> Result<Option<Code>> {
        (**self).code(hash).await
    }

    async fn check(&self) -> Result<()> {
        (**self).check().await
    }

    fn news(&self) -> tokio::sync::broadcast::Receiver<Uuid> {
        (**self).news()
    }
}

/// One transaction on the logs and the roll of one organization. All methods fail only when the database does.
pub trait Transaction: Send {
    /// Where the hub is.
    fn vector(&mut self) -> impl Future<Output = Result<Vector>> + Send;

    /// The vectors that this workstation's hello may start from, by hash.
    fn kept(&mut self, workstation_id: Uuid) -> impl Future<Output = Result<HashMap<[u8; 32], Vector>>> + Send;

    /// Keeps one more of them and forgets the oldest.
    fn keep(&mut self, workstation_id: Uuid, vector: Vector) -> impl Future<Output = Result<()>> + Send;

    /// What an exchange asks first, in one go; none where nobody of this id is on the roll.
    fn visitor(&mut self, workstation_id: Uuid) -> impl Future<Output = Result<Option<Visitor>>> + Send;

    /// What stands at places, and the clocks of changes.
    fn look_up(&mut self, needs: Needs) -> impl Future<Output = Result<Known>> + Send;

    /// Stores what was received.
    fn store(&mut self, received: &Received) -> impl Future<Output = Result<()>> + Send;

    /// Reads what somebody lacks, in the order of clocks, with the latest signatures of some logs.
    fn outgoing(
        &mut self,
        spans: Vec<Span>,
        logs: Vec<Log>,
        limit: ReadLimit,
    ) -> impl Future<Output = Result<Outgoing>> + Send;

    /// Founds the organization of this transaction. Fails also where its name or its id is taken.
    fn found(&mut self, name: &str) -> impl Future<Output = Result<()>> + Send;

    /// The next letter code is given away: how many were before.
    fn take_series(&mut self) -> impl Future<Output = Result<u64>> + Send;

    /// At least so many letter codes were given away, whatever this database remembers of it.
    fn count_series(&mut self, at_least: u64) -> impl Future<Output = Result<()>> + Send;

    /// Marks a code as used. `false`: it was used already.
    fn use_code(&mut self, hash: [u8; 32], workstation_id: Uuid) -> impl Future<Output = Result<bool>> + Send;

    /// A workstation of this organization.
    fn workstation(&mut self, id: Uuid) -> impl Future<Output = Result<Option<Workstation>>> + Send;

    /// All workstations of this organization, those that were revoked too, in the order of their ids.
    fn roll(&mut self) -> impl Future<Output = Result<Vec<Workstation>>> + Send;

    /// Puts a workstation (and its site) on the roll, or writes its tokens and its revocation anew.
    fn put_workstation(&mut self, workstation: &Workstation, now_ms: i64) -> impl Future<Output = Result<()>> + Send;

    /// Closes the logs of an origin where they are, and those that it does not have yet in these scopes.
    fn close(&mut self, closed: Vec<Place>) -> impl Future<Output = Result<()>> + Send;

    /// A small note that servers over this database share. They are sealed by who writes them.
    fn note(&mut self, shelf: &str, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>>> + Send;

    /// All notes of a shelf, by key.
    fn notes(&mut self, shelf: &str) -> impl Future<Output = Result<Vec<(String, Vec<u8>)>>> + Send;

    /// Writes a note, in the place of one of that key; it may be forgotten after `until_ms`.
    fn put_note(
        &mut self,
        shelf: &str,
        key: &str,
        value: Vec<u8>,
        until_ms: i64,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Forgets one note.
    fn forget_note(&mut self, shelf: &str, key: &str) -> impl Future<Output = Result<()>> + Send;

    /// Forgets the notes whose time is over.
    fn forget_notes(&mut self, before_ms: i64) -> impl Future<Output = Result<()>> + Send;

    /// All of it is done.
    fn commit(self) -> impl Future<Output = Result<()>> + Send;
}
