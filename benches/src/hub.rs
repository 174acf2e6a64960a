//! How many changes a second and core the hub takes on each store, and how that grows with organizations and the logs.
//!
//! What is measured is the whole of an exchange but HTTP: reading the request, checking every hash, chain, clock and
//! signature, storing and answering. `a_core` counts how long processors were busy with it, the hub's and all of the
//! database's together; `wall` is what one stream of pushes comes to, the disk's promise and other programs included.

mod desk;

use crate::cpu;
use anyhow::{Context, Result, bail};
use desk::Desk;
use healthsync_cluster::{Cluster, Promise};
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_hub::hub::sqlite::SqliteHub;
use healthsync_hub::hub::{self, Hub};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};
use tokio_postgres::{Client, NoTls};

/// Changes in a push.
const CHUNK: usize = 1_000;
/// Figures are of the last so many pushes of a stretch.
const WINDOW: usize = 100;
const ORGANIZATIONS: [usize; 3] = [10, 100, 1_000];
/// Changes a second and core.
const GOAL: usize = 20_000;

/// Pushes into one log up to `size` changes, and into logs of many organizations, on one store or on both.
///
/// # Errors
/// When PostgreSQL is not there, or a database fails.
pub fn run(size: usize, store: Option<&str>) -> Result<Value> {
    let (is_sqlite, is_postgres) = match store {
        None => (true, true),
        Some("sqlite") => (true, false),
        Some("postgres") => (false, true),
        Some(other) => bail!("There is no store called {other}: sqlite | postgres."),
    };
    let folder = tempfile::Builder::new().prefix("hub").tempdir_in(crate::folder()?)?;
    // As a small server is set up: memory for the indexes, and a log of writes that is not cut short all the time.
    let cluster = Cluster::start(Promise::Durable, "-c shared_buffers=512MB -c max_wal_size=4GB")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut figures = json!({ "changes_in_a_push": CHUNK, "goal_a_core": GOAL });
        if is_sqlite {
            let open = async |name: &str| Ok(SqliteHub::open(&folder.path().join(format!("{name}.db")))?);
            figures["sqlite"] = measured(size, open, || Duration::ZERO).await.context("SQLite")?;
        }
        if !is_postgres {
            return Ok(figures);
        }
        let (client, connection) = tokio_postgres::connect(&cluster.url("owner", "postgres"), NoTls).await?;
        tokio::spawn(async move { drop(connection.await) });
        let backend = client.query_one("SELECT pg_backend_pid()", &[]).await?.try_get(0)?;
        let open = async |name: &str| database(&client, &cluster, name).await;
        figures["postgres"] = measured(size, open, || cpu::of_database(backend)).await.context("PostgreSQL")?;
        Ok(figures)
    })
}

async fn database(client: &Client, cluster: &Cluster, name: &str) -> Result<PostgresHub> {
    client.batch_execute(&format!("CREATE DATABASE {name}")).await?;
    Ok(PostgresHub::open(&cluster.url("owner", name), None).await?)
}

async fn measured<H: Hub>(
    size: usize,
    open: impl AsyncFn(&str) -> Result<H>,
    database: impl Fn() -> Duration,
) -> Result<Value> {
    let mut by_length = Map::new();
    {
        let hub = open("one_log").await?;
        let mut desk = Desk::enrolled(&hub, 0).await?;
        let (mut length, mut next) = (0, 100_000.min(size));
        while next <= size {
            while length + WINDOW * CHUNK < next {
                pushed(&hub, &mut desk).await?;
                length += CHUNK;
            }
            let before = database();
            let mut spent = Spent::default();
            while length < next {
                spent.add(pushed(&hub, &mut desk).await?);
                length += CHUNK;
            }
            by_length.insert(length.to_string(), spent.figures(database().saturating_sub(before)));
            eprintln!("{length} changes in the log: {}", by_length[&length.to_string()]);
            next *= 10;
        }
    }
    let mut by_organizations = Map::new();
    for count in ORGANIZATIONS {
        let hub = open(&format!("of_{count}")).await?;
        let mut desks = vec![];
        for nth in 0..count {
            desks.push(Desk::enrolled(&hub, nth).await?);
        }
        // Each organization once, so that no log is new, then in turn.
        for desk in &mut desks {
            pushed(&hub, desk).await?;
        }
        let before = database();
        let mut spent = Spent::default();
        for nth in 0..WINDOW {
            // A step that shares no divisor with the counts goes through all of them.
            spent.add(pushed(&hub, &mut desks[nth * 7 % count]).await?);
        }
        by_organizations.insert(count.to_string(), spent.figures(database().saturating_sub(before)));
        eprintln!("{count} organizations: {}", by_organizations[&count.to_string()]);
    }
    Ok(json!({ "by_log_length": by_length, "by_organizations": by_organizations }))
}

/// What pushes took.
#[derive(Default)]
struct Spent {
    pushes: usize,
    wall: Duration,
    busy: Duration,
}

impl Spent {
    fn add(&mut self, (wall, busy): (Duration, Duration)) {
        self.pushes += 1;
        self.wall += wall;
        self.busy += busy;
    }

    fn figures(&self, database: Duration) -> Value {
        let rate = |time: Duration| ((self.pushes * CHUNK) as f64 / time.as_secs_f64()).round();
        json!({ "a_core": rate(self.busy + database), "wall": rate(self.wall) })
    }
}

/// One push, as the hub sees it: what the desk does is not counted.
async fn pushed(hub: &impl Hub, desk: &mut Desk) -> Result<(Duration, Duration)> {
    let body = desk.request(CHUNK);
    let (start, before) = (Instant::now(), cpu::own());
    let exchanged = hub::exchange(hub, desk.organization, desk.workstation, &body, desk::NOW_MS).await?;
    let spent = (start.elapsed(), cpu::own().saturating_sub(before));
    desk.hear(&exchanged.answer)?;
    Ok(spent)
}
