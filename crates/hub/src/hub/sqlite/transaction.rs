//! One transaction on the file: each step runs on a thread that may block, and takes the connection with it.

use super::{Held, broken, logs, notes, read, roll};
use crate::hub::letters::Letters;
use crate::hub::{ReadLimit, Transaction, Visitor, Workstation};
use crate::{HubError, Result};
use healthsync_sync::{Known, Log, Needs, Outgoing, Place, Received, Span, Vector};
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::broadcast::Sender;
use uuid::Uuid;

/// One transaction on the file, for one organization.
pub struct SqliteTransaction {
    held: Option<Held>,
    organization_id: Uuid,
    /// Its number in the file; 0, which no organization has, where it is not known.
    organization: i64,
    letters: Arc<Letters>,
    news: Sender<Uuid>,
    /// Somebody will want to know, once it is committed.
    is_news: bool,
}

impl SqliteTransaction {
    pub(super) fn new(
        held: Held,
        organization_id: Uuid,
        organization: Option<i64>,
        letters: Arc<Letters>,
        news: Sender<Uuid>,
    ) -> SqliteTransaction {
        let organization = organization.unwrap_or(0);
        SqliteTransaction { held: Some(held), organization_id, organization, letters, news, is_news: false }
    }

    async fn step<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Connection, i64) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let held = self.held.take().ok_or_else(|| HubError::Broken("a transaction was given up".into()))?;
        let organization = self.organization;
        let done = tokio::task::spawn_blocking(move || {
            let result = work(&held.0, organization);
            (held, result)
        });
        let (held, result) = done.await.map_err(broken)?;
        self.held = Some(held);
        result
    }
}

impl Transaction for SqliteTransaction {
    async fn vector(&mut self) -> Result<Vector> {
        self.step(logs::vector).await
    }

    async fn kept(&mut self, workstation_id: Uuid) -> Result<HashMap<[u8; 32], Vector>> {
        self.step(move |connection, organization| logs::kept(connection, organization, workstation_id)).await
    }

    async fn keep(&mut self, workstation_id: Uuid, vector: Vector) -> Result<()> {
        self.step(move |connection, organization| logs::keep(connection, organization, workstation_id, &vector)).await
    }

    async fn visitor(&mut self, workstation_id: Uuid) -> Result<Option<Visitor>> {
        let organization_id = self.organization_id;
        self.step(move |connection, organization| {
            let workstation = roll::workstation(connection, organization, organization_id, workstation_id)?;
            let Some(workstation) = workstation else { return Ok(None) };
            let mine = logs::vector(connection, organization)?;
            let kept = logs::kept(connection, organization, workstation_id)?;
            Ok(Some(Visitor { workstation, mine, kept, closed: roll::closed(connection, organization)? }))
        })
        .await
    }

    async fn look_up(&mut self, needs: Needs) -> Result<Known> {
        if needs == Needs::default() {
            return Ok(Known::default());
        }
        self.step(move |connection, organization| logs::look_up(connection, organization, &needs)).await
    }

    async fn store(&mut self, received: &Received) -> Result<()> {
        if received.arrivals.is_empty() && received.signatures.is_empty() {
            return Ok(());
        }
        self.is_news = true;
        let (arrivals, signatures) = (received.arrivals.clone(), received.signatures.clone());
        self.step(move |connection, organization| logs::store(connection, organization, &arrivals, &signatures)).await
    }

    async fn outgoing(&mut self, spans: Vec<Span>, logs: Vec<Log>, limit: ReadLimit) -> Result<Outgoing> {
        self.step(move |connection, organization| read::outgoing(connection, organization, &spans, &logs, limit)).await
    }

    async fn found(&mut self, name: &str) -> Result<()> {
        let (id, name) = (self.organization_id, name.to_owned());
        self.organization = self.step(move |connection, _| roll::found(connection, id, &name)).await?;
        Ok(())
    }

    async fn take_series(&mut self) -> Result<u64> {
        let (letters, id) = (Arc::clone(&self.letters), self.organization_id);
        self.step(move |connection, organization| {
            let given = roll::take_series(connection, organization, letters.given(id)?)?;
            letters.note(id, given)?;
            Ok(given - 1)
        })
        .await
    }

    async fn count_series(&mut self, at_least: u64) -> Result<()> {
        let (letters, id) = (Arc::clone(&self.letters), self.organization_id);
        self.step(move |connection, organization| {
            letters.note(id, at_least)?;
            roll::count_series(connection, organization, at_least)
        })
        .await
    }

    async fn use_code(&mut self, hash: [u8; 32], workstation_id: Uuid) -> Result<bool> {
        self.step(move |connection, _| roll::use_code(connection, &hash, workstation_id)).await
    }

    async fn workstation(&mut self, id: Uuid) -> Result<Option<Workstation>> {
        let organization_id = self.organization_id;
        self.step(move |connection, organization| roll::workstation(connection, organization, organization_id, id))
            .await
    }

    async fn roll(&mut self) -> Result<Vec<Workstation>> {
        let organization_id = self.organization_id;
        self.step(move |connection, organization| roll::roll(connection, organization, organization_id)).await
    }

    async fn put_workstation(&mut self, workstation: &Workstation, now_ms: i64) -> Result<()> {
        self.is_news |= workstation.is_revoked;
        let workstation = workstation.clone();
        self.step(move |connection, organization| roll::put(connection, organization, &workstation, now_ms)).await
    }

    async fn close(&mut self, closed: Vec<Place>) -> Result<()> {
        self.step(move |connection, organization| roll::close(connection, organization, &closed)).await
    }

    async fn note(&mut self, shelf: &str, key: &str) -> Result<Option<Vec<u8>>> {
        let (shelf, key) = (shelf.to_owned(), key.to_owned());
        self.step(move |connection, organization| notes::note(connection, organization, &shelf, &key)).await
    }

    async fn notes(&mut self, shelf: &str) -> Result<Vec<(String, Vec<u8>)>> {
        let shelf = shelf.to_owned();
        self.step(move |connection, organization| notes::notes(connection, organization, &shelf)).await
    }

    async fn put_note(&mut self, shelf: &str, key: &str, value: Vec<u8>, until_ms: i64) -> Result<()> {
        let (shelf, key) = (shelf.to_owned(), key.to_owned());
        self.step(move |connection, organization| {
            notes::put(connection, organization, (&shelf, &key), &value, until_ms)
        })
        .await
    }

    async fn forget_note(&mut self, shelf: &str, key: &str) -> Result<()> {
        let (shelf, key) = (shelf.to_owned(), key.to_owned());
        self.step(move |connection, organization| notes::forget_one(connection, organization, &shelf, &key)).await
    }

    async fn forget_notes(&mut self, before_ms: i64) -> Result<()> {
        self.step(move |connection, organization| notes::forget(connection, organization, before_ms)).await
    }

    async fn commit(mut self) -> Result<()> {
        self.step(|connection, _| Ok(connection.execute_batch("COMMIT")?)).await?;
        // The connection is free before anybody comes to look.
        drop(self.held.take());
        if self.is_news {
            // Where nobody listens, nobody is told.
            let _ = self.news.send(self.organization_id);
        }
        Ok(())
    }
}
