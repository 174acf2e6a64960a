//! One transaction on PostgreSQL, for one organization: what is not committed is undone, whatever became of its visitor.

use super::{logs, news, notes, read, roll, rows};
use crate::hub::letters::Letters;
use crate::hub::{ReadLimit, Transaction, Visitor, Workstation};
use crate::{HubError, Result};
use deadpool_postgres::{Client, Object};
use healthsync_sync::{Known, Log, Needs, Outgoing, Place, Received, Span, Vector};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

/// What a transaction is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It holds the organization's logs.
    Writing,
    /// It sees them as they are at one instant.
    Reading,
}

/// One transaction on PostgreSQL, for one organization.
pub struct PostgresTransaction {
    client: Option<Client>,
    organization_id: Uuid,
    turn: Option<OwnedMutexGuard<()>>,
    letters: Arc<Letters>,
}

impl PostgresTransaction {
    pub(super) fn new(
        organization_id: Uuid,
        turn: Option<OwnedMutexGuard<()>>,
        letters: Arc<Letters>,
    ) -> PostgresTransaction {
        PostgresTransaction { client: None, organization_id, turn, letters }
    }

    pub(super) async fn begin(&mut self, client: Client, mode: Mode) -> Result<()> {
        let client = self.client.insert(client);
        let id = self.organization_id;
        let level = match mode {
            Mode::Writing => "READ COMMITTED",
            Mode::Reading => "REPEATABLE READ",
        };
        let (high, low) = id.as_u64_pair();
        // Each of these statements is one of its own, sent at once: what comes after the lock sees what its last holder
        // committed. Two organizations of one number would only wait for each other.
        let lock = match mode {
            Mode::Writing => format!("SELECT pg_advisory_xact_lock({})", (high ^ low).cast_signed()),
            Mode::Reading => String::new(),
        };
        let begin =
            format!("BEGIN ISOLATION LEVEL {level}; SELECT set_config('app.organization_id', '{id}', true); {lock}");
        if let Err(reason) = client.batch_execute(&begin).await {
            let reason = HubError::from(reason);
            if reason.is_lost() {
                self.client = None;
            }
            return Err(reason);
        }
        Ok(())
    }

    /// The note is a file: it is read and written where it holds up nobody.
    async fn with_letters<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Letters, Uuid) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (letters, id) = (Arc::clone(&self.letters), self.organization_id);
        let done = tokio::task::spawn_blocking(move || work(&letters, id)).await;
        done.map_err(|reason| HubError::Broken(reason.to_string()))?
    }

    /// Every server over this database notes it: this one before the commit, the others when they hear of it.
    async fn note_letters(&self, given: u64) -> Result<()> {
        self.with_letters(move |letters, id| letters.note(id, given)).await?;
        let said = format!("{} {given}", self.organization_id);
        rows(self.client()?, news::NOTIFY_LETTERS, &[&said]).await?;
        Ok(())
    }

    fn client(&self) -> Result<&Client> {
        self.client.as_ref().ok_or_else(|| HubError::Broken("a transaction was given up".into()))
    }
}

impl Drop for PostgresTransaction {
    /// Nobody waits for the undoing, and nobody gets the connection or the turn before it is done.
    fn drop(&mut self) {
        let (Some(client), turn) = (self.client.take(), self.turn.take()) else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // The database undoes what a closed connection had begun.
            drop(Object::take(client));
            return;
        };
        runtime.spawn(async move {
            if client.batch_execute("ROLLBACK").await.is_err() {
                drop(Object::take(client));
            }
            drop(turn);
        });
    }
}

impl Transaction for PostgresTransaction {
    async fn vector(&mut self) -> Result<Vector> {
        logs::vector(self.client()?, self.organization_id).await
    }

    async fn kept(&mut self, workstation_id: Uuid) -> Result<HashMap<[u8; 32], Vector>> {
        logs::kept(self.client()?, self.organization_id, workstation_id).await
    }

    async fn keep(&mut self, workstation_id: Uuid, vector: Vector) -> Result<()> {
        logs::keep(self.client()?, self.organization_id, workstation_id, &vector).await
    }

    async fn visitor(&mut self, workstation_id: Uuid) -> Result<Option<Visitor>> {
        let (client, organization) = (self.client()?, self.organization_id);
        // They travel together: the database answers one after the other, and nobody waits in between.
        let (workstation, mine, kept, closed) = tokio::join!(
            roll::workstation(client, organization, workstation_id),
            logs::vector(client, organization),
            logs::kept(client, organization, workstation_id),
            roll::closed(client, organization),
        );
        let Some(workstation) = workstation? else { return Ok(None) };
        Ok(Some(Visitor { workstation, mine: mine?, kept: kept?, closed: closed? }))
    }

    async fn look_up(&mut self, needs: Needs) -> Result<Known> {
        logs::look_up(self.client()?, self.organization_id, &needs).await
    }

    async fn store(&mut self, received: &Received) -> Result<()> {
        logs::store(self.client()?, self.organization_id, &received.arrivals, &received.signatures).await
    }

    async fn outgoing(&mut self, spans: Vec<Span>, logs: Vec<Log>, limit: ReadLimit) -> Result<Outgoing> {
        read::outgoing(self.client()?, self.organization_id, &spans, &logs, limit).await
    }

    async fn found(&mut self, name: &str) -> Result<()> {
        roll::found(self.client()?, self.organization_id, name).await
    }

    async fn take_series(&mut self) -> Result<u64> {
        let noted = self.with_letters(Letters::given).await?;
        let given = roll::take_series(self.client()?, self.organization_id, noted).await?;
        self.note_letters(given).await?;
        Ok(given - 1)
    }

    async fn count_series(&mut self, at_least: u64) -> Result<()> {
        roll::count_series(self.client()?, self.organization_id, at_least).await?;
        self.note_letters(at_least).await
    }

    async fn use_code(&mut self, hash: [u8; 32], workstation_id: Uuid) -> Result<bool> {
        roll::use_code(self.client()?, &hash, workstation_id).await
    }

    async fn workstation(&mut self, id: Uuid) -> Result<Option<Workstation>> {
        roll::workstation(self.client()?, self.organization_id, id).await
    }

    async fn roll(&mut self) -> Result<Vec<Workstation>> {
        roll::roll(self.client()?, self.organization_id).await
    }

    async fn put_workstation(&mut self, workstation: &Workstation, now_ms: i64) -> Result<()> {
        roll::put(self.client()?, self.organization_id, workstation, now_ms).await
    }

    async fn close(&mut self, closed: Vec<Place>) -> Result<()> {
        roll::close(self.client()?, self.organization_id, &closed).await
    }

    async fn note(&mut self, shelf: &str, key: &str) -> Result<Option<Vec<u8>>> {
        notes::note(self.client()?, self.organization_id, shelf, key).await
    }

    async fn notes(&mut self, shelf: &str) -> Result<Vec<(String, Vec<u8>)>> {
        notes::notes(self.client()?, self.organization_id, shelf).await
    }

    async fn put_note(&mut self, shelf: &str, key: &str, value: Vec<u8>, until_ms: i64) -> Result<()> {
        notes::put(self.client()?, self.organization_id, (shelf, key), &value, until_ms).await
    }

    async fn forget_note(&mut self, shelf: &str, key: &str) -> Result<()> {
        notes::forget_one(self.client()?, self.organization_id, shelf, key).await
    }

    async fn forget_notes(&mut self, before_ms: i64) -> Result<()> {
        notes::forget(self.client()?, self.organization_id, before_ms).await
    }

    async fn commit(mut self) -> Result<()> {
        self.client()?.batch_execute("COMMIT").await?;
        // Back to the pool as it is: there is nothing to undo.
        self.client = None;
        Ok(())
    }
}
