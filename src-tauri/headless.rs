//! The same program without a window: one command on the data folder, for support staff, scripts and tests.

use crate::call::dispatch;
use crate::folders::Folders;
use crate::host::{Host, Stage};
use crate::host_commands::all_commands;
use clap::Args;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::Changed;
use healthsync_clinic::{Error, PublicError, Result};
use schemars::SchemaGenerator;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `healthsync call` takes.
#[derive(Args)]
pub struct CallArgs {
    /// Prints every command with the JSON schemas of its input and output.
    #[arg(long)]
    list: bool,
    /// The command to run; its input is read from standard input as JSON.
    name: Option<String>,
    /// The folder of the clinic's file.
    #[arg(long, env = "HEALTHSYNC_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// The account to sign in with.
    #[arg(long, env = "HEALTHSYNC_USERNAME")]
    username: Option<String>,
    /// Its password.
    #[arg(long, env = "HEALTHSYNC_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// The passphrase of the clinic's key, where one is needed.
    #[arg(long, env = "HEALTHSYNC_PASSPHRASE", hide_env_values = true)]
    passphrase: Option<String>,
}

struct Quiet;

impl Listener for Quiet {
    fn changed(&self, _: &[Changed]) {}

    fn progress(&self, job: &str, done: usize, total: usize) {
        eprintln!("{job} {done}/{total}");
    }
}

/// Runs the command line. What the command says goes to standard output as JSON, errors to standard error.
pub fn run(args: CallArgs) -> ExitCode {
    let told = if args.list { Ok(list()) } else { one(args) };
    match told {
        Ok(output) => {
            // Who reads may stop reading: that is no error of the command.
            let _ = writeln!(std::io::stdout(), "{output:#}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "{:#}", json!(reason));
            ExitCode::FAILURE
        }
    }
}

fn list() -> Value {
    let mut generator = SchemaGenerator::default();
    let commands: Vec<Value> = all_commands()
        .iter()
        .map(|command| {
            let (input, output) = ((command.input)(&mut generator), (command.output)(&mut generator));
            json!({ "name": command.name, "right": command.right, "input": input, "output": output })
        })
        .collect();
    json!({ "commands": commands, "$defs": generator.take_definitions(true) })
}

fn one(args: CallArgs) -> std::result::Result<Value, PublicError> {
    let public = |reason: Error| reason.public();
    let name = args.name.as_deref().ok_or_else(|| public(Error::BadInput("name a command, or say --list".into())))?;
    let host = Host::new(Folders::find(args.data_dir.clone()).map_err(public)?, Arc::new(Quiet));
    let input = input().map_err(public)?;
    // The ways back to a key work while the clinic is closed.
    let is_way_in = matches!(name, "start" | "about" | "recover_store" | "unlock_store")
        || matches!(name, "found_backups" | "inspect_backup" | "restore_backup");
    let mut state = host.start();
    if let (Stage::NeedsPassphrase, Some(passphrase)) = (state.stage, &args.passphrase) {
        match host.unlock(passphrase.as_str().into()) {
            Ok(next) => state = next,
            // A file that is of no use does not bar the way to its backup.
            Err(_) if is_way_in => {}
            Err(reason) => return Err(public(reason)),
        }
    }
    match (state.stage, state.problem) {
        _ if is_way_in => {}
        (Stage::NeedsPassphrase, None) => {
            let sentence = "The clinic's key is under a passphrase. Give it with --passphrase.";
            return Err(public(Error::Refused { code: "needs_passphrase", sentence: sentence.into() }));
        }
        (Stage::NeedsKey | Stage::Failed, Some(problem)) => return Err(problem),
        _ => {}
    }
    let session = match (&args.username, &args.password) {
        (Some(username), Some(password)) => {
            let input = json!({ "username": username, "password": password });
            let signed_in = sign_in(&host, &input).map_err(public)?;
            signed_in["session"].as_str().map(str::to_owned)
        }
        _ => None,
    };
    answer(&host, session.as_deref(), name, input).map_err(public)
}

fn answer(host: &Host, session: Option<&str>, name: &str, input: Value) -> Result<Value> {
    let text = dispatch(host, session, name, input)?;
    serde_json::from_str(&text).map_err(|reason| Error::BadInput(reason.to_string()))
}

/// Signs in; after wrong passwords it waits here, for a wait is counted within one run of the program.
fn sign_in(host: &Host, input: &Value) -> Result<Value> {
    match answer(host, None, "sign_in", input.clone()) {
        Err(Error::TooManyAttempts { wait_s }) => {
            eprintln!("Too many wrong passwords: waiting {wait_s} seconds.");
            std::thread::sleep(std::time::Duration::from_secs(u64::try_from(wait_s).unwrap_or(0)));
            answer(host, None, "sign_in", input.clone())
        }
        other => other,
    }
}

/// Standard input as JSON; nothing typed is an empty input.
fn input() -> Result<Value> {
    use std::io::IsTerminal;
    let mut text = String::new();
    if !std::io::stdin().is_terminal() {
        std::io::stdin().read_to_string(&mut text).map_err(|reason| Error::BadInput(reason.to_string()))?;
    }
    if text.trim().is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_str(&text).map_err(|reason| Error::BadInput(reason.to_string()))
}
