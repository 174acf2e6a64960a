//! The program: serves the hub, and is the operator's command line.

mod program;

use anyhow::{Context, Result};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use healthsync_hub::hub::Hub;
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_hub::hub::sqlite::SqliteHub;
use healthsync_hub::tls::beside;
use program::{check, enrol, found, revoke, roll, secret, serve, settings};
use std::path::{Path, PathBuf};

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
    /// PostgreSQL only: where the server's own files lie, and what their names begin with (`.key`, `.letters`,
    /// `.tls-cert.pem`, `.tls-key.pem`). With a database in a file they lie beside it.
    #[arg(long, global = true, env = "HEALTHSYNC_FILES", default_value = "healthsync-hub", value_name = "PATH")]
    files: PathBuf,
    /// The server's secret, where it lies elsewhere than the other files; made where it is missing. All servers over
    /// one database must have the same.
    #[arg(long, global = true, env = "HEALTHSYNC_KEY_FILE", value_name = "FILE")]
    key_file: Option<PathBuf>,
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
    Serve(Box<serve::Options>),
    /// Says what is wrong with a set-up, given the same options as for serving.
    Check(Box<serve::Options>),
    /// Founds an organization whose first clinic is set up on this server.
    Found(found::Options),
    /// Prints an invitation with which one workstation joins an organization.
    Enrol(enrol::Options),
    /// Takes a workstation off its organization, and asks it to destroy its key.
    Revoke(revoke::Options),
    /// Prints who is enrolled.
    Roll(roll::Options),
}

#[tokio::main]
async fn main() -> Result<()> {
    let known = settings::with_file(Arguments::command())?;
    let mut matches = known.clone().get_matches();
    if matches.subcommand_name().is_none() {
        // So that the file's settings count then, too.
        matches = known.get_matches_from(std::env::args_os().chain(["serve".into()]));
    }
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|reason| reason.exit());
    let level = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr);
    match arguments.log {
        Log::Text => log.init(),
        Log::Json => log.json().init(),
    }
    let command = arguments.command.context("no command was given")?;
    let (database, owner) = (arguments.database.as_str(), arguments.database_owner.as_deref());
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|start| database.starts_with(start));
    let files = if is_postgres { arguments.files } else { database.into() };
    let key_file = arguments.key_file.unwrap_or_else(|| beside(&files, ".key"));
    let failed = "the database cannot be opened";
    if is_postgres {
        let hub = PostgresHub::open_noting(database, owner, &files).await.context(failed)?;
        act(hub, &files, &key_file, command).await
    } else {
        act(SqliteHub::open(&files).context(failed)?, &files, &key_file, command).await
    }
}

async fn act(hub: impl Hub, files: &Path, key_file: &Path, command: Command) -> Result<()> {
    let own = || secret(key_file).context("the server's secret cannot be read");
    let replicas = beside(files, ".replicas");
    match command {
        Command::Serve(options) => serve::serve(hub, files, &own()?, replicas, *options).await,
        Command::Check(options) => check::check(hub, key_file, &replicas, *options).await,
        Command::Found(options) => found::found(hub, &own()?, replicas, options).await,
        Command::Enrol(options) => enrol::enrol(&hub, files, options).await,
        Command::Revoke(options) => revoke::revoke(&hub, options).await,
        Command::Roll(options) => roll::roll(&hub, options).await,
    }
}
