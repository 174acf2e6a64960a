//! `cargo xtask server`: a server for this computer with one command and no set-up, and an invitation to it.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;
use xtask::child::{Kept, tied};

use crate::needs::{Purpose, provide};
use crate::ui;
use crate::workspace::{cargo, succeed, target};

/// How to serve.
#[derive(Args)]
pub struct Options {
    /// Where to listen; 0.0.0.0:8321 lets other computers in
    #[arg(long, default_value = "127.0.0.1:8321")]
    listen: SocketAddr,
    /// Where workstations reach it, where that is another address than it listens on
    #[arg(long)]
    address: Option<String>,
    /// The organization that the invitation is for
    #[arg(long, default_value = "Lakeside Clinics")]
    organization: String,
    /// The site that the invitation is for; that of the made-up clinic, where there is one
    #[arg(long)]
    site: Option<String>,
    /// Begin with nothing: the first workstation brings the organization and its clinic
    #[arg(long)]
    empty: bool,
    /// Build as it is shipped: slower to build, quicker to use
    #[arg(long)]
    release: bool,
    /// Stop once the invitation is printed
    #[arg(long)]
    once: bool,
}

/// Installs what is missing, builds, serves over TLS from a file under the target folder, and prints an invitation.
///
/// # Errors
/// When it cannot be built or started, or ends with a failure.
pub fn server(options: &Options) -> Result<()> {
    provide(&[Purpose::Serve])?;
    // The patients' portal lies in the program: its pages are built first.
    ui::install()?;
    ui::build()?;
    println!("Building healthsync-server (the first time takes some minutes)");
    let mut build = cargo();
    build.args(["build", "--package", "healthsync-server"]);
    if options.release {
        build.arg("--release");
    }
    succeed(&mut build, "healthsync-server does not build; the error is above")?;
    let profile = if options.release { "release" } else { "debug" };
    let program = target()?.join(profile).join(format!("healthsync-server{}", std::env::consts::EXE_SUFFIX));
    let home = target()?.join("server");
    std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let database = home.join("hub.db");
    let site = match (&options.site, options.empty) {
        (None, false) => Some(made_up(&program, &home, &database, options)?),
        (site, _) => site.clone(),
    };
    let mut serve = tied(&program.display().to_string());
    serve.arg("--database").arg(&database).args(["serve", "--self-signed", "--listen", &options.listen.to_string()]);
    serve.args(["--api", &options.organization]);
    let mut serving = Kept::spawn(serve.stdout(Stdio::piped()))?;
    let said = serving.child().stdout.take().context("the server says nothing")?;
    let mut lines = BufReader::new(said).lines();
    let first = lines.next().transpose()?.context("the server did not start; the reason is above")?;
    println!("{first}");
    let Some(listening) = first.strip_prefix("listening on ") else { bail!("the server says something else first") };
    let address = options.address.clone().unwrap_or_else(|| reachable(listening));
    invite(&program, &database, options, &address, site.as_deref())?;
    println!(
        "The API is at {address}/api/v1 (shown at {address}/api/v1/docs), the patients' portal at {address}/portal/"
    );
    println!("Its data is in {} (delete the folder to start over)", home.display());
    if options.once {
        return Ok(());
    }
    println!("Running until Ctrl-C");
    for line in lines {
        println!("{}", line?);
        std::io::stdout().flush()?;
    }
    let status = serving.child().wait().context("cannot wait")?;
    if !status.success() {
        bail!("healthsync-server ended with a failure; the reason is above");
    }
    Ok(())
}

/// The site of a made-up clinic: founded on the server at the first start, remembered beside the database.
fn made_up(program: &Path, home: &Path, database: &Path, options: &Options) -> Result<String> {
    let note = home.join("made-up.txt");
    let mut said = std::fs::read_to_string(&note).unwrap_or_default();
    if said.is_empty() {
        println!("Making a clinic up");
        let mut found = Command::new(program);
        found.arg("--database").arg(database).args(["found", "--made-up", "--organization", &options.organization]);
        let output = found.output().context("the server's program cannot be run")?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr).into_owned();
            bail!("no clinic could be made up; delete {} and try again: {reason}", home.display());
        }
        said = String::from_utf8_lossy(&output.stdout).into_owned();
        std::fs::write(&note, &said).with_context(|| format!("cannot write {}", note.display()))?;
    }
    print!("{said}");
    let site = said.lines().find_map(|line| line.strip_prefix("site "));
    site.map(str::to_owned).with_context(|| format!("{} names no site: delete the folder", note.display()))
}

fn invite(program: &Path, database: &Path, options: &Options, address: &str, site: Option<&str>) -> Result<()> {
    println!("\nAn invitation for one workstation of {}; for the next, run this again:\n", options.organization);
    let mut enrol = Command::new(program);
    enrol.arg("--database").arg(database);
    enrol.args(["enrol", "--organization", &options.organization, "--address", address]);
    if let Some(site) = site {
        enrol.args(["--site", site]);
    }
    succeed(&mut enrol, "no invitation could be made; the reason is above")
}

/// Who listens on every address is reached by this computer on its own.
fn reachable(listening: &str) -> String {
    listening.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
}
