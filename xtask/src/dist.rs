//! `cargo xtask dist`: the package that people install.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::needs::{Purpose, provide};
use crate::ui;
use crate::workspace::{in_root, root, succeed, target};

/// The package this system's people expect.
const BUNDLE: &str = if cfg!(target_os = "macos") {
    "dmg"
} else if cfg!(windows) {
    "msi"
} else {
    "deb"
};

/// What to build.
#[derive(Args)]
pub struct Options {
    /// The kind of package: deb, rpm, appimage, dmg, msi or nsis
    #[arg(long, default_value = BUNDLE)]
    bundles: String,
}

/// Builds the package and says where it is.
///
/// # Errors
/// When the screens, the application or the package cannot be built.
pub fn dist(options: &Options) -> Result<()> {
    provide(&[Purpose::Build])?;
    ui::install()?;
    ui::build()?;
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let command_line = if root().join("ui/node_modules/@tauri-apps/cli").is_dir() {
        vec!["--prefix", "ui", "tauri"]
    } else {
        vec!["--yes", "@tauri-apps/cli@2"]
    };
    // Built just now; and the command line would look for the screens from inside them. In a file,
    // because Windows takes no quotes in the arguments of a script.
    let changes = target()?.join("dist.json");
    fs::write(&changes, r#"{"build":{"beforeBuildCommand":null}}"#)
        .with_context(|| format!("cannot write {}", changes.display()))?;
    succeed(
        in_root(npx).args(command_line).args(["build", "--bundles", &options.bundles]).arg("--config").arg(changes),
        "the package could not be built; the reason is above",
    )?;
    let bundle = target()?.join("release/bundle");
    println!("The package is below {}", bundle.display());
    Ok(())
}
