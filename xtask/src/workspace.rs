//! Where things are, and commands that are announced, run there, and must succeed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    // Asked at run time first: a built xtask may be reused for a copy of the repository elsewhere.
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// Cargo, in the workspace.
pub fn cargo() -> Command {
    in_root(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program, in the workspace.
pub fn in_root(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Where cargo builds, whatever CARGO_TARGET_DIR or a configuration file says.
///
/// # Errors
/// When cargo cannot read the workspace.
pub fn target() -> Result<PathBuf> {
    let answer = cargo()
        .args(["metadata", "--format-version=1", "--no-deps"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&answer.stdout).context("cargo cannot read the workspace")?;
    metadata["target_directory"].as_str().map(PathBuf::from).context("cargo names no target folder")
}

/// Runs a command to its end with our own input and output.
///
/// # Errors
/// When it cannot be started, or ends with a failure: the message is `failure`, a clause that tells
/// what it means ("the formatting differs; `cargo fmt --all` mends it").
pub fn succeed(command: &mut Command, failure: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {program}"))?;
    if !status.success() {
        bail!("{failure}");
    }
    Ok(())
}

/// The command as one would type it, for messages.
pub fn spoken(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
