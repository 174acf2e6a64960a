//! The programs that measurements compare with: what they need is installed beside them, as their lock files say.

use anyhow::Result;

use crate::needs;
use crate::ui::NPM;
use crate::workspace::{in_root, root, succeed};

const FAILED: &str = "the packages of the peer could not be installed; the reason is above";

/// Installs the packages of a peer that runs on Node. They bring what they need built: nothing of theirs runs while they
/// are installed.
///
/// # Errors
/// When Node is missing or too old, or npm fails.
pub fn with_node(name: &str) -> Result<()> {
    needs::check_node()?;
    let peer = &format!("benches/peers/{name}");
    if root().join(peer).join("node_modules").is_dir() {
        return Ok(());
    }
    let mut install = in_root(NPM);
    succeed(install.args(["--prefix", peer, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]), FAILED)
}

/// Installs the packages of a peer that runs on Python, into an environment of its own.
///
/// # Errors
/// When Python is missing, or pip fails.
pub fn with_python(name: &str) -> Result<()> {
    let peer = &format!("benches/peers/{name}");
    // Written last: an environment without it was not finished.
    let done = root().join(peer).join(".venv/installed");
    if done.is_file() {
        return Ok(());
    }
    let environment = format!("{peer}/.venv");
    succeed(in_root("python3").args(["-m", "venv", &environment]), FAILED)?;
    let mut install = in_root(format!("{environment}/bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]);
    succeed(install.args(["--requirement", &format!("{peer}/requirements.txt")]), FAILED)?;
    std::fs::write(done, "")?;
    Ok(())
}
