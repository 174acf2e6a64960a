//! The screens: their packages and their build, each only when something is newer than the last time.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::needs;
use crate::workspace::{in_root, root, succeed};

/// Folders whose files are made, not written: they say nothing about whether a build is due.
const MADE: [&str; 4] = ["node_modules", "dist", ".svelte-kit", "coverage"];

/// Whether there are screens to build at all.
pub fn exists() -> bool {
    root().join("ui/package.json").is_file()
}

/// Installs the packages the lock file names, unless that is already so.
///
/// # Errors
/// When Node is missing or too old, or npm fails.
pub fn install() -> Result<()> {
    if !exists() {
        return Ok(());
    }
    needs::check_node()?;
    let ui = root().join("ui");
    let wanted = modified(&ui.join("package-lock.json"));
    if wanted.is_some() && wanted <= modified(&ui.join("node_modules/.package-lock.json")) {
        return Ok(());
    }
    println!("Installing the packages of the screens");
    succeed(
        npm().args(["ci", "--no-audit", "--no-fund"]),
        "the packages of the screens could not be installed; npm says why above",
    )
}

/// Builds ui/dist, which the application embeds, if a source is newer.
///
/// # Errors
/// When the build fails.
pub fn build() -> Result<()> {
    if !exists() {
        return Ok(());
    }
    let built = modified(&root().join("ui/dist/index.html"));
    let changed = [root().join("ui"), root().join("fonts")].iter().filter_map(|folder| newest(folder)).max();
    if built.is_some() && changed <= built {
        println!("The screens are built already");
        return Ok(());
    }
    script("build", "the screens do not build; the error is above")
}

/// Runs one of the scripts in ui/package.json.
///
/// # Errors
/// When the script fails; the message is `failure`.
pub fn script(name: &str, failure: &str) -> Result<()> {
    succeed(npm().args(["run", name]), failure)
}

/// npm, for the folder of the screens.
fn npm() -> Command {
    // On Windows npm is a script, which is only found with its ending.
    let mut npm = in_root(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["--prefix", "ui"]);
    npm
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// When the newest file below a folder was written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display())).ok()?;
    entries
        .flatten()
        .filter(|entry| !MADE.contains(&entry.file_name().to_string_lossy().as_ref()))
        .filter_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => newest(&entry.path()),
            _ => modified(&entry.path()),
        })
        .max()
}
