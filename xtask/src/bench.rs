//! `cargo xtask bench` and `duplicates`: the programs that measure and search, built as they ship.

use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::needs::{Purpose, provide};
use crate::workspace::{cargo, in_root, succeed, target};
use crate::{peers, tools, ui};

/// The measurements that need the real window: how soon it is usable and what memory it holds, and what a day adds.
const IN_WINDOW: [&str; 2] = ["start", "memory"];

/// The measurements that keep something in PostgreSQL.
const IN_POSTGRES: [&str; 3] = ["all", "hub", "server"];

/// The measurements against PouchDB.
const AGAINST_POUCHDB: [&str; 2] = ["all", "sync"];

/// The measurements against Flask and Express.
const AGAINST_SERVERS: [&str; 2] = ["all", "server"];

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// The measurement, or all of them
    #[arg(default_value = "all")]
    name: String,
    /// Handed to the measurement
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Where to look for duplicates.
#[derive(Args)]
pub struct DuplicatesOptions {
    /// The records, as CSV
    file: std::path::PathBuf,
    /// The file says which pairs are true: also tell how many were found and how many were wrong
    #[arg(long)]
    truth: bool,
    /// Handed to the search
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Runs a measurement: what it writes to standard output is the JSON that is kept, the rest is for
/// people.
///
/// # Errors
/// When it does not build or fails, or the figures cannot be written.
pub fn bench(options: &Options) -> Result<()> {
    let mut command;
    if IN_WINDOW.contains(&options.name.as_str()) {
        provide(&[Purpose::Build, Purpose::Headless, Purpose::Drive])?;
        ui::install()?;
        ui::build()?;
        succeed(cargo().args(["build", "--release", "--package", "healthsync"]), "the application does not build")?;
        let application = target()?.join("release").join(format!("healthsync{}", std::env::consts::EXE_SUFFIX));
        command = cargo();
        command.env("HEALTHSYNC_APP", application).env("HEALTHSYNC_TAURI_DRIVER", tools::tauri_driver()?);
        command.args(["run", "--quiet", "--package", "healthsync-stories", "--bin", &options.name]);
    } else {
        provide(&[Purpose::Build])?;
        if IN_POSTGRES.contains(&options.name.as_str()) {
            provide(&[Purpose::Store])?;
        }
        if AGAINST_POUCHDB.contains(&options.name.as_str()) {
            peers::with_node("pouchdb")?;
        }
        if AGAINST_SERVERS.contains(&options.name.as_str()) {
            provide(&[Purpose::Compare])?;
            peers::with_node("express")?;
            peers::with_python("flask")?;
        }
        // The portal's pages lie in the server's program.
        ui::install()?;
        ui::build()?;
        // The server beside it is the one that ships.
        let mut build = cargo();
        build.args(["build", "--release", "--package", "healthsync-benches", "--bin", "bench"]);
        build.args(["--package", "healthsync-server", "--bin", "healthsync-server"]);
        succeed(&mut build, "the measurement does not build")?;
        let program = target()?.join("release").join(format!("bench{}", std::env::consts::EXE_SUFFIX));
        command = in_root(&program);
        command.arg(&options.name);
    }
    let answer = command.args(&options.arguments).stderr(Stdio::inherit()).output().context("cannot start it")?;
    if !answer.status.success() {
        bail!("the measurement failed; the reason is above");
    }
    let folder = target()?.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let file = folder.join(format!("{}.json", options.name));
    fs::write(&file, &answer.stdout).with_context(|| format!("cannot write {}", file.display()))?;
    print!("{}", String::from_utf8_lossy(&answer.stdout));
    println!("The figures are in {}", file.display());
    Ok(())
}

/// Searches a file of records for the same person under two entries.
///
/// # Errors
/// When the search does not build or fails.
pub fn duplicates(options: &DuplicatesOptions) -> Result<()> {
    // Made absolute, because the search runs in the workspace and not where it was called.
    let file = std::path::absolute(&options.file).with_context(|| format!("cannot find {}", options.file.display()))?;
    let mut search = cargo();
    search
        .args(["run", "--quiet", "--release", "--package"])
        .args(["healthsync-matching", "--bin", "duplicate-pairs", "--"])
        .arg(file);
    if options.truth {
        search.arg("--truth");
    }
    succeed(search.args(&options.arguments), "the search failed; the reason is above")
}
