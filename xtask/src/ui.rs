//! The screens: their packages and their build, each only when something differs from the last time.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::needs;
use crate::workspace::{in_root, root, succeed};

/// Folders whose files are made, not written: they say nothing about whether a build is due.
const MADE: [&str; 6] = ["node_modules", "dist", "dist-portal", "dist-admin", ".svelte-kit", "coverage"];

/// What was installed last, and from what the screens were built last, as fingerprints.
const PACKAGES: &str = ".healthsync-packages";
const SOURCES: &str = ".healthsync-sources";

/// On Windows npm is a script, which is only found with its ending.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

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
    let wanted = fingerprint(&[ui.join("package-lock.json")])?;
    if is_known(PACKAGES, &wanted) {
        return Ok(());
    }
    println!("Installing the packages of the screens");
    succeed(
        npm().args(["ci", "--no-audit", "--no-fund"]),
        "the packages of the screens could not be installed; npm says why above",
    )?;
    keep(PACKAGES, &wanted)
}

/// Builds ui/dist, which the application embeds, and ui/dist-portal and ui/dist-admin, which the server does, if a source
/// differs from what they were built from.
///
/// # Errors
/// When the build fails.
pub fn build() -> Result<()> {
    if !exists() {
        return Ok(());
    }
    let sources = fingerprint(&[root().join("ui"), root().join("fonts")])?;
    let is_built = ["dist/index.html", "dist-portal/portal.html", "dist-admin/admin.html"]
        .iter()
        .all(|file| root().join("ui").join(file).is_file());
    if is_built && is_known(SOURCES, &sources) {
        println!("The screens are built already");
        return Ok(());
    }
    script("build", "the screens do not build; the error is above")?;
    keep(SOURCES, &sources)
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
    let mut npm = in_root(NPM);
    npm.args(["--prefix", "ui"]);
    npm
}

fn is_known(name: &str, fingerprint: &str) -> bool {
    fs::read_to_string(kept(name)).is_ok_and(|known| known == fingerprint)
}

fn keep(name: &str, fingerprint: &str) -> Result<()> {
    let path = kept(name);
    fs::write(&path, fingerprint).with_context(|| format!("cannot write {}", path.display()))
}

/// Beside the packages, because a fresh installation of those makes both questions new.
fn kept(name: &str) -> PathBuf {
    root().join("ui/node_modules").join(name)
}

/// A hash of the names and contents of all files in these places. Dates would be quicker and wrong:
/// an unpacked archive is older than what was built from the one before.
fn fingerprint(places: &[PathBuf]) -> Result<String> {
    let mut files = Vec::new();
    for place in places {
        list(place, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        file.strip_prefix(root()).unwrap_or(&file).hash(&mut hasher);
        content.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn list(place: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if place.is_file() {
        files.push(place.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(place).with_context(|| format!("cannot read {}", place.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", place.display()))?;
        if !MADE.contains(&entry.file_name().to_string_lossy().as_ref()) {
            list(&entry.path(), files)?;
        }
    }
    Ok(())
}
