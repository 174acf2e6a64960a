//! What driving the window takes on this machine, and what is missing for it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use xtask::child::program;

/// Programs that a desk is made of.
const PROGRAMS: [&str; 5] = ["Xvfb", "dbus-daemon", "dbus-send", "gnome-keyring-daemon", "WebKitWebDriver"];

/// The installed programs that are found by path rather than by name.
#[derive(Clone, Debug)]
pub struct Tools {
    /// tauri-driver 2.
    pub driver: PathBuf,
}

/// Looks for everything; `None` when a story has to be left out here, after saying why.
///
/// # Errors
/// When something is missing although `HEALTHSYNC_REQUIRE_WINDOW` says that it is there.
pub fn find() -> Result<Option<Tools>> {
    let mut missing: Vec<_> = PROGRAMS.into_iter().filter(|name| program(name).is_none()).collect();
    let driver = driver();
    if driver.is_none() {
        missing.push("tauri-driver");
    }
    match driver {
        Some(driver) if missing.is_empty() => Ok(Some(Tools { driver })),
        _ if std::env::var_os("HEALTHSYNC_REQUIRE_WINDOW").is_some() => {
            bail!("the window cannot be driven without {}", missing.join(", "))
        }
        _ => {
            println!(
                "skipped: the window cannot be driven without {} (`cargo xtask test` installs them)",
                missing.join(", ")
            );
            Ok(None)
        }
    }
}

/// The application to open: the one `HEALTHSYNC_APP` names, or this workspace's, freshly built.
///
/// # Errors
/// When it does not build.
pub fn application() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("HEALTHSYNC_APP") {
        return Ok(named.into());
    }
    static BUILT: OnceLock<bool> = OnceLock::new();
    let is_built = *BUILT.get_or_init(|| {
        // `cargo test` builds no program of another package, so an old one may lie there.
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--workspace", "--bin", "healthsync"])
            .current_dir(workspace())
            .status()
            .is_ok_and(|status| status.success())
    });
    if !is_built {
        bail!("the application does not build; cargo says why above");
    }
    let path = target()?.join("debug/healthsync");
    Ok(path)
}

/// The folder cargo builds into, found from where this very program was built.
///
/// # Errors
/// When this program was moved out of a target folder.
pub fn target() -> Result<PathBuf> {
    let here = std::env::current_exe().context("this program does not know where it is")?;
    here.ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file() || folder.ends_with("target"))
        .map(Path::to_path_buf)
        .with_context(|| format!("{} is in no target folder", here.display()))
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).join("..")
}

fn driver() -> Option<PathBuf> {
    let named = std::env::var_os("HEALTHSYNC_TAURI_DRIVER").map(PathBuf::from);
    let ours = target().ok().map(|target| target.join("tools/bin/tauri-driver"));
    [named, ours].into_iter().flatten().find(|path| path.is_file()).or_else(|| program("tauri-driver"))
}

/// A program, beside something that other words of its command line name.
#[must_use]
pub fn beside(words: &[String], program: &Path) -> Command {
    let Some((first, rest)) = words.split_first() else { return Command::new(program) };
    let mut command = Command::new(first);
    command.args(rest).arg(program);
    command
}
