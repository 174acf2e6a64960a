//! The API against what small systems are written in: Flask with psycopg2 and Express with pg, over the same PostgreSQL,
//! asked in turn by the same clients. And a thousand open sockets, and how soon they hear of a burst of alerts.
//!
//! Ours checks permission and plausibility, evaluates thresholds, keeps the audit, signs, stores in the replica and in
//! the log before it answers. The others insert a row.

mod load;
mod ours;
mod peers;
mod sockets;

use crate::rounded;
use anyhow::Result;
use healthsync_cluster::{Cluster, Promise};
use load::{Answered, Asked, ask};
use serde_json::{Map, Value, json};
use std::any::Any;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// People whose vitals are recorded.
const PATIENTS: usize = 50;
/// So many ask at once: about as many as the peers have connections, and a crowd.
const CLIENTS: [usize; 2] = [16, 64];
/// Each is asked so often, in turn.
const ROUNDS: usize = 3;

/// A server to be compared.
struct Side {
    name: &'static str,
    address: SocketAddr,
    posts: Vec<Asked>,
    gets: Vec<Asked>,
    process: u32,
    /// Ends the process when it goes.
    _kept: Box<dyn Any>,
}

/// Measures one part by its name, or both. A round lasts so many milliseconds.
///
/// # Errors
/// When PostgreSQL, the server or a peer is not there, or something is refused.
pub fn run(lasting_ms: u64, part: Option<&str>) -> Result<Value> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let lasting = Duration::from_millis(lasting_ms);
    runtime.block_on(async {
        Ok(match part {
            None => json!({ "vitals": vitals(lasting, true).await?, "sockets": sockets::run().await? }),
            Some("vitals") => vitals(lasting, true).await?,
            Some("ours") => vitals(lasting, false).await?,
            Some("sockets") => sockets::run().await?,
            Some(other) => anyhow::bail!("There is no part called {other}: vitals | ours | sockets."),
        })
    })
}

/// A PostgreSQL of its own, with a database for the hub. It promises what the disk has taken.
async fn store() -> Result<(Cluster, String)> {
    let cluster = Cluster::start(Promise::Durable, "-c shared_buffers=256MB")?;
    let (client, connection) =
        tokio_postgres::connect(&cluster.url("owner", "postgres"), tokio_postgres::NoTls).await?;
    tokio::spawn(async move { drop(connection.await) });
    client.batch_execute("CREATE ROLE clinic LOGIN CREATEROLE").await?;
    client.batch_execute("CREATE DATABASE hub OWNER clinic").await?;
    let url = cluster.url("clinic", "hub");
    Ok((cluster, url))
}

/// With the peers, or ours alone: to see what a change of it comes to.
async fn vitals(lasting: Duration, with_peers: bool) -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("server").tempdir_in(crate::folder()?)?;
    let (cluster, url) = store().await?;
    let mut sides = vec![ours::Ours::start(&url, folder.path()).await?.side().await?];
    if with_peers {
        let peers_url = cluster.url("owner", "peers");
        peers::database(&cluster.url("owner", "postgres"), &peers_url).await?;
        sides.push(peers::seed_flask(&peers_url).await?);
        sides.push(peers::pooled_flask(&peers_url).await?);
        sides.push(peers::express(&peers_url).await?);
    }
    let mut figures = Map::new();
    for clients in CLIENTS {
        let mut of_crowd = Map::new();
        for (deed, questions) in [("post", Side::posts as fn(&Side) -> &[Asked]), ("get", Side::gets)] {
            let answered = in_turn(&sides, questions, clients, lasting).await?;
            of_crowd.insert(deed.into(), compared(&format!("{clients} clients, {deed}"), &sides, answered));
        }
        figures.insert(format!("clients_{clients}"), of_crowd.into());
    }
    let memory: Map<String, Value> =
        sides.iter().map(|side| (side.name.into(), json!(rounded(memory_mib(side.process))))).collect();
    figures.insert("memory_mib".into(), memory.into());
    Ok(figures.into())
}

/// Each is asked a round, then each another one.
async fn in_turn(
    sides: &[Side],
    questions: fn(&Side) -> &[Asked],
    clients: usize,
    lasting: Duration,
) -> Result<Vec<Answered>> {
    let mut answered: Vec<Answered> = sides.iter().map(|_| Answered::default()).collect();
    for side in sides {
        ask(side.address, questions(side), clients, lasting / 4).await?;
    }
    for _ in 0..ROUNDS {
        for (side, answered) in sides.iter().zip(&mut answered) {
            answered.add(ask(side.address, questions(side), clients, lasting).await?);
        }
    }
    Ok(answered)
}

fn compared(what: &str, sides: &[Side], mut answered: Vec<Answered>) -> Value {
    let ours = answered[0].rate();
    let mut compared = Map::new();
    for (side, answered) in sides.iter().zip(&mut answered) {
        let mut told = answered.figures();
        told["ours_is_faster"] = json!(rounded(ours / answered.rate()));
        eprintln!("{what}, {}: {told}", side.name);
        compared.insert(side.name.into(), told);
    }
    compared.into()
}

impl Side {
    fn posts(&self) -> &[Asked] {
        &self.posts
    }

    fn gets(&self) -> &[Asked] {
        &self.gets
    }
}

/// What a process and those that it started hold of memory, shared pages by their share, in MiB.
fn memory_mib(process: u32) -> f64 {
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let folder = PathBuf::from(format!("/proc/{process}"));
    let rollup = std::fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
    let own: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    own / 1024.0 + children.split_whitespace().filter_map(|id| id.parse().ok()).map(memory_mib).sum::<f64>()
}
