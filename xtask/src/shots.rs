//! `cargo xtask shots`: a picture of every screen, light and dark, for the documentation.

use anyhow::Result;

use crate::needs::{Purpose, provide};
use crate::workspace::{cargo, root, succeed};
use crate::{tools, ui};

/// Builds the application, walks through its screens and writes docs/images.
///
/// # Errors
/// When something does not build, or a screen cannot be reached.
pub fn shots() -> Result<()> {
    provide(&[Purpose::Build, Purpose::Headless, Purpose::Drive])?;
    ui::install()?;
    ui::build()?;
    let driver = tools::tauri_driver()?;
    succeed(
        cargo().args(["build", "--workspace", "--bin", "healthsync"]),
        "HealthSync does not build; the error is above",
    )?;
    let application = crate::workspace::target()?.join("debug/healthsync");
    succeed(
        cargo()
            .args(["run", "--quiet", "--package", "healthsync-stories"])
            .args(["--bin", "shots", "--"])
            .arg(root().join("docs/images"))
            .env("HEALTHSYNC_APP", application)
            .env("HEALTHSYNC_TAURI_DRIVER", driver),
        "not every screen could be photographed; the reason is above",
    )
}
