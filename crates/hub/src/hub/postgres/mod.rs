//! The hub on PostgreSQL: any number of server processes over one database, each organization behind row-level security.
//!
//! # The two roles
//! The *owner* migrates: the tables are its. The hub itself always works as `healthsync_service`, a role without a login
//! that owns nothing, is no superuser and cannot bypass the policies; every connection of the pool becomes it as it is
//! opened (the `role` setting of its start), and a server that would be more than that refuses to start. In a
//! transaction `app.organization_id` is set for its length, and the policies, forced on every table, show the rows of
//! that organization only; without the setting there are none.
//!
//! * The simplest set-up is one address: `--database postgres://owner@host/hub`. Its role owns the database and may make
//!   roles (`CREATE ROLE owner LOGIN CREATEROLE; CREATE DATABASE hub OWNER owner`), migrates at the start, and becomes
//!   the service's role for all else.
//! * Where the server should not even know a password that could change tables, it is given two: a login that is a mere
//!   member (`CREATE ROLE hub LOGIN PASSWORD '…' IN ROLE healthsync_service`) as `--database`, and the owner's as
//!   `--database-owner`, which is only used when there is something to migrate and may be left out otherwise.
//!
//! # Who waits for whom
//! Who writes an organization's logs holds its advisory lock until the end of the transaction, so that of one
//! organization one writes at a time, in all processes; each statement then sees all that was committed before the lock
//! was had, and nothing changes meanwhile. Who only reads takes no lock and sees the database of one instant
//! (`REPEATABLE READ`). In a process those who wait for the same organization wait before they take a connection, so
//! that one organization's crowd does not use up the pool.

mod connect;
mod logs;
mod news;
mod notes;
mod read;
mod roll;
mod transaction;

pub use transaction::PostgresTransaction;

use super::letters::Letters;
use super::{Code, Hub};
use crate::{HubError, Result};
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, Row};
use transaction::Mode;
use uuid::Uuid;

/// So many connections a process: the database's own cores are the limit, more would only queue there.
const CONNECTIONS: usize = 16;
/// Who waits longer for a connection is told to come again.
const WAIT: Duration = Duration::from_secs(10);
/// A connection that died while it lay in the pool is found out when it is used: so often another is taken.
const ATTEMPTS: usize = 3;

/// A turn at writing an organization's logs, in this process.
type Turn = Arc<tokio::sync::Mutex<()>>;

/// The hub on PostgreSQL.
#[derive(Clone)]
pub struct PostgresHub {
    pool: Pool,
    /// The organizations that this process has served.
    turns: Arc<Mutex<HashMap<Uuid, Turn>>>,
    news: Arc<news::Listening>,
    letters: Arc<Letters>,
}

impl PostgresHub {
    /// Reaches the database and brings it to this version. `owner` is the address of whoever may change its tables;
    /// without it that is `url` too. Neither is ever shown, as they may hold passwords.
    ///
    /// # Errors
    /// When it cannot be reached or migrated, or the service's role could see past the policies.
    pub async fn open(url: &str, owner: Option<&str>) -> Result<PostgresHub> {
        PostgresHub::opened(url, owner, Letters::nowhere()).await
    }

    /// The same for a server that enrols: the letters that it and the others over this database give are noted in a
    /// file of its own, `files` with `.letters` at its end, so that a database that is put back gives none of them again.
    ///
    /// # Errors
    /// When it cannot be reached or migrated, or the service's role could see past the policies.
    pub async fn open_noting(url: &str, owner: Option<&str>, files: &Path) -> Result<PostgresHub> {
        PostgresHub::opened(url, owner, Letters::beside(files)).await
    }

    async fn opened(url: &str, owner: Option<&str>, letters: Letters) -> Result<PostgresHub> {
        let letters = Arc::new(letters);
        let (login, owner) = (connect::config(url)?, owner.map(connect::config).transpose()?);
        connect::prepare(&login, owner.as_ref()).await?;
        let service = connect::service(login);
        connect::check_role(&service).await?;
        let fast = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(service.clone(), NoTls, fast))
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(WAIT))
            .build();
        let pool = pool.map_err(|reason| HubError::Broken(reason.to_string()))?;
        let turns = Arc::<Mutex<HashMap<Uuid, Turn>>>::default();
        let served = Arc::clone(&turns);
        let all_served = move || lock(&served).keys().copied().collect();
        let news = Arc::new(news::Listening::start(service, all_served, Arc::clone(&letters)).await);
        Ok(PostgresHub { pool, turns, news, letters })
    }

    async fn client(&self) -> Result<Client> {
        self.pool.get().await.map_err(|reason| HubError::Unreachable(reason.to_string()))
    }

    fn turn(&self, organization_id: Uuid) -> Turn {
        Arc::clone(lock(&self.turns).entry(organization_id).or_default())
    }

    async fn open_transaction(&self, organization_id: Uuid, mode: Mode) -> Result<PostgresTransaction> {
        let turn = self.turn(organization_id);
        let turn = match mode {
            Mode::Writing => Some(turn.lock_owned().await),
            Mode::Reading => None,
        };
        let mut transaction = PostgresTransaction::new(organization_id, turn, Arc::clone(&self.letters));
        for _ in 1..ATTEMPTS {
            match transaction.begin(self.client().await?, mode).await {
                Err(reason) if reason.is_lost() => {}
                other => return other.map(|()| transaction),
            }
        }
        transaction.begin(self.client().await?, mode).await?;
        Ok(transaction)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Nothing is done under these locks that could leave what they guard half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The rows of a query, prepared once a connection.
async fn rows(client: &Client, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
    let prepared = client.prepare_cached(sql).await?;
    Ok(client.query(&prepared, parameters).await?)
}

/// The first row of one, if there is any.
async fn row(client: &Client, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>> {
    Ok(rows(client, sql, parameters).await?.into_iter().next())
}

/// A hash or a key as the database gave it.
fn bytes<const N: usize>(row: &Row, column: usize) -> Result<[u8; N]> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| HubError::Damaged("a hash or a key of another length"))
}

impl Hub for PostgresHub {
    type Transaction = PostgresTransaction;

    async fn begin(&self, organization_id: Uuid) -> Result<PostgresTransaction> {
        self.open_transaction(organization_id, Mode::Writing).await
    }

    async fn begin_reading(&self, organization_id: Uuid) -> Result<PostgresTransaction> {
        self.open_transaction(organization_id, Mode::Reading).await
    }

    async fn organization_named(&self, name: &str) -> Result<Option<Uuid>> {
        roll::organization_named(&self.client().await?, name).await
    }

    async fn add_code(&self, hash: [u8; 32], code: Code) -> Result<()> {
        roll::add_code(&self.client().await?, &hash, &code).await
    }

    async fn code(&self, hash: [u8; 32]) -> Result<Option<Code>> {
        roll::code(&self.client().await?, &hash).await
    }

    async fn check(&self) -> Result<()> {
        rows(&self.client().await?, "SELECT count(*) FROM organizations", &[]).await?;
        Ok(())
    }
    /// Who lagged behind is told so and has to look for itself; after the connection that listens was lost, every
    /// organization that this process has served is said.
    fn news(&self) -> broadcast::Receiver<Uuid> {
        self.news.receiver()
    }
}
