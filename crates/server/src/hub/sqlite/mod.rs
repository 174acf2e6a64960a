//! The hub in one SQLite file: the embedded default, one process, no set-up.

mod logs;
mod read;
mod roll;
mod transaction;

pub use transaction::SqliteTransaction;

use super::{Code, Hub};
use crate::{HubError, Result};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

mod embedded {
    refinery::embed_migrations!("../../migrations/hub/sqlite");
}

/// How long to wait for the operator's command line, which writes to the same file.
const BUSY: Duration = Duration::from_secs(10);

/// The hub in one SQLite file.
#[derive(Clone)]
pub struct SqliteHub {
    connection: Arc<Mutex<Connection>>,
}

impl SqliteHub {
    /// Opens the file, makes it where it is missing, and brings it to this version.
    ///
    /// # Errors
    /// When the file cannot be opened or migrated.
    pub fn open(path: &Path) -> Result<SqliteHub> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        let migrated = embedded::migrations::runner().run(&mut connection);
        migrated.map_err(|reason| HubError::Migration(reason.to_string()))?;
        Ok(SqliteHub { connection: Arc::new(Mutex::new(connection)) })
    }

    async fn hold(&self) -> Held {
        Held(Arc::clone(&self.connection).lock_owned().await)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T> + Send + 'static) -> Result<T> {
        let held = self.hold().await;
        tokio::task::spawn_blocking(move || work(&held.0)).await.map_err(broken)?
    }
}

/// The connection for as long as nobody else may use it. Dropped in the middle of a transaction (the visitor hung up,
/// a thread died) it undoes what was begun.
struct Held(OwnedMutexGuard<Connection>);

impl Drop for Held {
    fn drop(&mut self) {
        if !self.0.is_autocommit()
            && let Err(reason) = self.0.execute_batch("ROLLBACK")
        {
            tracing::error!(%reason, "a transaction could not be undone");
        }
    }
}

fn broken(reason: tokio::task::JoinError) -> HubError {
    HubError::Broken(reason.to_string())
}

impl Hub for SqliteHub {
    type Transaction = SqliteTransaction;

    async fn begin(&self, organization_id: Uuid) -> Result<SqliteTransaction> {
        let held = self.hold().await;
        let begun = move || {
            held.0.execute_batch("BEGIN IMMEDIATE")?;
            let organization = roll::organization(&held.0, organization_id)?;
            Ok(SqliteTransaction::new(held, organization_id, organization))
        };
        tokio::task::spawn_blocking(begun).await.map_err(broken)?
    }

    async fn organization_named(&self, name: &str) -> Result<Option<Uuid>> {
        let name = name.to_owned();
        self.run(move |connection| roll::organization_named(connection, &name)).await
    }

    async fn add_code(&self, hash: [u8; 32], code: Code) -> Result<()> {
        self.run(move |connection| roll::add_code(connection, &hash, &code)).await
    }

    async fn code(&self, hash: [u8; 32]) -> Result<Option<Code>> {
        self.run(move |connection| roll::code(connection, &hash)).await
    }

    async fn check(&self) -> Result<()> {
        self.run(|connection| Ok(connection.query_row("SELECT COUNT(*) FROM organizations", [], |_| Ok(()))?)).await
    }
}
