//! The program: serves the hub, and is the operator's command line.

mod program;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};
use healthsync_server::hub::sqlite::SqliteHub;
use program::{enrol, revoke, roll, serve};
use std::path::PathBuf;

/// Keeps the changes of a clinic's workstations and hands out what each lacks.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The database; it is made where it is missing. The server's secret lies beside it, ending in `.key`.
    #[arg(long, global = true, env = "HEALTHSYNC_DATABASE", default_value = "healthsync-hub.db")]
    database: PathBuf,
    /// How the log is written to standard error; it never holds a name, a token or a record.
    #[arg(long, global = true, env = "HEALTHSYNC_LOG", value_enum, default_value_t = Log::Text)]
    log: Log,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Serves (what it does without a command, too).
    Serve(serve::Options),
    /// Prints an invitation with which one workstation joins an organization.
    Enrol(enrol::Options),
    /// Takes a workstation off its organization, and asks it to destroy its key.
    Revoke(revoke::Options),
    /// Prints who is enrolled.
    Roll(roll::Options),
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let level = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr);
    match arguments.log {
        Log::Text => log.init(),
        Log::Json => log.json().init(),
    }
    let hub = SqliteHub::open(&arguments.database).context("the database cannot be opened")?;
    let command = arguments.command.unwrap_or_else(|| Command::Serve(serve::Options::parse_from(["serve"])));
    match command {
        Command::Serve(options) => serve::serve(hub, &arguments.database, options).await,
        Command::Enrol(options) => enrol::enrol(&hub, &arguments.database, options).await,
        Command::Revoke(options) => revoke::revoke(&hub, options).await,
        Command::Roll(options) => roll::roll(&hub, options).await,
    }
}
