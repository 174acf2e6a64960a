//! Tools that cargo itself installs: into the target folder, so that the machine stays as it was.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xtask::child::program;

use crate::workspace::{cargo, succeed, target};

/// The program that drives the real window (WebDriver), installed when absent.
///
/// # Errors
/// When it cannot be installed.
pub fn tauri_driver() -> Result<PathBuf> {
    let tools = target()?.join("tools");
    let driver = tools.join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    if driver.is_file() {
        return Ok(driver);
    }
    if let Some(installed) = program("tauri-driver") {
        return Ok(installed);
    }
    println!("Installing tauri-driver, which drives the real window");
    let scratch = tools.join("build");
    succeed(
        cargo()
            // 3.0 is an alpha of another protocol; --debug because it builds in a third of the time.
            .args(["install", "tauri-driver", "--version", "^2"])
            .args(["--locked", "--debug", "--quiet", "--root"])
            .arg(&tools)
            .arg("--target-dir")
            .arg(&scratch),
        "tauri-driver could not be installed; cargo says why above",
    )?;
    fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))?;
    Ok(driver)
}

/// Adds rustfmt and clippy when the toolchain was installed without them.
///
/// # Errors
/// When they are missing and rustup cannot add them.
pub fn components() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let there = cargo().args([command, "--version"]).output().is_ok_and(|answer| answer.status.success());
        if there {
            continue;
        }
        println!("Adding {component} to the Rust toolchain");
        succeed(
            crate::workspace::in_root("rustup").args(["component", "add", component]),
            &format!("the Rust toolchain has no {component}, and rustup could not add it"),
        )?;
    }
    Ok(())
}
