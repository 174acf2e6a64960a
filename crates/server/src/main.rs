//! The program: serves the hub, and is the operator's command line.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use healthsync_server::http::{Centre, router};
use healthsync_server::hub::postgres::PostgresHub;
use healthsync_server::hub::sqlite::SqliteHub;
use healthsync_server::hub::{Hub, NewCode, new_code, revoke};
use healthsync_server::tokens::Keys;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Keeps the changes of a clinic's workstations and hands out what each lacks.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The database: a file, made where it is missing, or postgres://user:password@host/database.
    #[arg(
        long,
        global = true,
        env = "HEALTHSYNC_DATABASE",
        default_value = "healthsync-hub.db",
        hide_env_values = true
    )]
    database: String,
    /// PostgreSQL only: who may change its tables, where that is not who `--database` names. Used to migrate.
    #[arg(long, global = true, env = "HEALTHSYNC_DATABASE_OWNER", hide_env_values = true)]
    database_owner: Option<String>,
    /// The server's secret, made where it is missing; all servers over one database must have the same. Without this it
    /// lies beside the database's file, ending in `.key`; with PostgreSQL it is healthsync-hub.key.
    #[arg(long, global = true, env = "HEALTHSYNC_KEY_FILE")]
    key_file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves (what it does without a command, too).
    Serve {
        /// Where to listen. Plain HTTP: only on loopback, behind a proxy that speaks TLS.
        #[arg(long, env = "HEALTHSYNC_LISTEN", default_value = "127.0.0.1:8321")]
        listen: SocketAddr,
    },
    /// Prints a one-time code with which one workstation joins an organization.
    Enrol {
        /// The organization's name; the first workstation that enrols founds it.
        #[arg(long)]
        organization: String,
        /// The site that the workstation joins; without it the workstation says where it stands.
        #[arg(long)]
        site: Option<Uuid>,
        /// For how many hours the code is good.
        #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(u16).range(1..=720))]
        hours: u16,
    },
    /// Takes a workstation off its organization.
    Revoke {
        /// The organization's id.
        #[arg(long)]
        organization: Uuid,
        /// The workstation's id.
        #[arg(long)]
        workstation: Uuid,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let level = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().json().with_env_filter(level).with_writer(std::io::stderr).init();
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|start| arguments.database.starts_with(start));
    let failed = "the database cannot be opened";
    if is_postgres {
        let hub = PostgresHub::open(&arguments.database, arguments.database_owner.as_deref()).await.context(failed)?;
        let key_file = arguments.key_file.unwrap_or_else(|| "healthsync-hub.key".into());
        return act(hub, &key_file, arguments.command).await;
    }
    let hub = SqliteHub::open(Path::new(&arguments.database)).context(failed)?;
    let key_file = arguments.key_file.unwrap_or_else(|| format!("{}.key", arguments.database).into());
    act(hub, &key_file, arguments.command).await
}

async fn act(hub: impl Hub, key_file: &Path, command: Option<Command>) -> Result<()> {
    let listen = SocketAddr::from(([127, 0, 0, 1], 8321));
    match command.unwrap_or(Command::Serve { listen }) {
        Command::Serve { listen } => serve(hub, key_file, listen).await,
        Command::Enrol { organization, site, hours } => {
            let mut random = [0; 16];
            getrandom::fill(&mut random)?;
            let expires_at_ms = now_ms() + i64::from(hours) * 3_600_000;
            let new = NewCode { organization_name: organization, site_id: site, expires_at_ms };
            println!("{}", new_code(&hub, new, random).await?);
            Ok(())
        }
        Command::Revoke { organization, workstation } => {
            revoke(&hub, organization, workstation, now_ms()).await?;
            println!("revoked");
            Ok(())
        }
    }
}

async fn serve(hub: impl Hub, key_file: &Path, listen: SocketAddr) -> Result<()> {
    anyhow::ensure!(listen.ip().is_loopback(), "plain HTTP is served on loopback only: put a TLS proxy before it");
    let keys = Keys::from_secret(&secret(key_file).context("the server's secret cannot be read")?);
    let listener = tokio::net::TcpListener::bind(listen).await?;
    // Whoever started this may have asked for any free port.
    println!("listening on http://{}", listener.local_addr()?);
    let served = axum::serve(listener, router(Centre { hub, keys, now_ms })).with_graceful_shutdown(stopped());
    Ok(served.await?)
}

/// The server's secret: made at the first start, readable by its owner alone.
fn secret(path: &Path) -> Result<[u8; 32]> {
    if let Ok(bytes) = std::fs::read(path) {
        return bytes.try_into().map_err(|_| anyhow::anyhow!("{} is not 32 bytes", path.display()));
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    Ok(bytes)
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

async fn stopped() {
    let interrupted = async { tokio::signal::ctrl_c().await.is_ok() };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut ended) => {
                tokio::select! { _ = interrupted => {}, _ = ended.recv() => {} }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
