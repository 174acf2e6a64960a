//! The hub in one SQLite file: the embedded default, one process, no set-up.

mod logs;
mod notes;
mod read;
mod roll;
mod transaction;

pub use transaction::SqliteTransaction;

use super::letters::Letters;
use super::{Code, Hub};
use crate::{HubError, Result};
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Once, Weak};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, broadcast};
use uuid::Uuid;

mod embedded {
    refinery::embed_migrations!("../../migrations/hub/sqlite");
}

/// How long to wait for the operator's command line, which writes to the same file.
const BUSY: Duration = Duration::from_secs(10);
/// How often to look whether the command line wrote something: a revoked workstation hears of it within two seconds.
const LOOK: Duration = Duration::from_millis(500);
/// As much of the file is kept in memory, in KiB; negative, as SQLite wants it.
const CACHE_KIB: i64 = -131_072;
/// Who is so far behind is told that there is news, and that is all there is to tell.
const NEWS: usize = 256;

/// The hub in one SQLite file.
#[derive(Clone)]
pub struct SqliteHub {
    connection: Arc<Mutex<Connection>>,
    letters: Arc<Letters>,
    news: broadcast::Sender<Uuid>,
    /// Another process's commits are watched for once somebody wants the news.
    watching: Arc<Once>,
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
        // The ids of a long log are all over their index: what does not fit is read anew for every chunk.
        connection.pragma_update(None, "cache_size", CACHE_KIB)?;
        connection.set_prepared_statement_cache_capacity(64);
        let migrated = embedded::migrations::runner().run(&mut connection);
        migrated.map_err(|reason| HubError::Migration(reason.to_string()))?;
        Ok(SqliteHub {
            connection: Arc::new(Mutex::new(connection)),
            letters: Arc::new(Letters::beside(path)),
            news: broadcast::Sender::new(NEWS),
            watching: Arc::new(Once::new()),
        })
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

/// Tells of what other processes commit to the file, for as long as the hub is open.
async fn watch(connection: Weak<Mutex<Connection>>, news: broadcast::Sender<Uuid>) {
    let mut last = None;
    while let Some(connection) = connection.upgrade() {
        let held = Held(connection.lock_owned().await);
        let looked = tokio::task::spawn_blocking(move || {
            // It counts the commits of all connections but this one, and there is no other in this process.
            let version: i64 = held.0.pragma_query_value(None, "data_version", |row| row.get(0))?;
            let ids = if last == Some(version) { vec![] } else { roll::organizations(&held.0)? };
            Ok::<_, HubError>((version, ids))
        });
        match looked.await.map_err(broken).flatten() {
            Ok((version, ids)) => {
                last = Some(version);
                // Where nobody listens, nobody is told.
                ids.into_iter().for_each(|id| drop(news.send(id)));
            }
            Err(reason) => tracing::error!(%reason, "what others wrote cannot be seen"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn broken(reason: tokio::task::JoinError) -> HubError {
    HubError::Broken(reason.to_string())
}

impl Hub for SqliteHub {
    type Transaction = SqliteTransaction;

    async fn begin(&self, organization_id: Uuid) -> Result<SqliteTransaction> {
        let held = self.hold().await;
        let (letters, news) = (Arc::clone(&self.letters), self.news.clone());
        let begun = move || {
            held.0.execute_batch("BEGIN IMMEDIATE")?;
            let organization = roll::organization(&held.0, organization_id)?;
            Ok(SqliteTransaction::new(held, organization_id, organization, letters, news))
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

    fn news(&self) -> broadcast::Receiver<Uuid> {
        let receiver = self.news.subscribe();
        self.watching.call_once(|| drop(tokio::spawn(watch(Arc::downgrade(&self.connection), self.news.clone()))));
        receiver
    }
}
