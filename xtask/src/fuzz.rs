//! `cargo xtask fuzz-api`: schemathesis over the OpenAPI document, as every role. The ordinary run has a generator of its
//! own for that (`crates/server/tests/api/fuzz.rs`), so that no test needs Python or a network.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use xtask::child::program;

use crate::workspace::{cargo, in_root, succeed, target};

/// The version that the document was last asked with.
const VERSION: &str = "4.32.5";

/// What `fuzz-api` takes.
#[derive(Args)]
pub struct Options {
    /// At most so many cases an operation and role, besides those that it derives from the schemas.
    #[arg(long, default_value_t = 10)]
    cases: u32,
    /// The same requests again.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// Installs it into the target folder where it is not there, and runs it.
///
/// # Errors
/// When it cannot be installed, or an answer is not what the document says: what was sent is told.
pub fn fuzz(options: &Options) -> Result<()> {
    let program = schemathesis()?;
    let mut test = cargo();
    test.args(["test", "--package", "healthsync-server", "--test", "api", "schemathesis", "--", "--nocapture"]);
    test.env("HEALTHSYNC_SCHEMATHESIS", program)
        .env("HEALTHSYNC_CASES", options.cases.to_string())
        .env("HEALTHSYNC_SEED", options.seed.to_string());
    succeed(&mut test, "an answer is not what the OpenAPI document says; the request is above")
}

fn schemathesis() -> Result<PathBuf> {
    let folder = target()?.join("tools").join(format!("schemathesis-{VERSION}"));
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let installed = bin.join(format!("schemathesis{}", std::env::consts::EXE_SUFFIX));
    if installed.is_file() {
        return Ok(installed);
    }
    let Some(python) = program("python3").or_else(|| program("python")) else {
        bail!("schemathesis needs Python: on Debian `apt-get install python3-venv`");
    };
    println!("Installing schemathesis {VERSION} into {}", folder.display());
    succeed(
        in_root(python).args(["-m", "venv"]).arg(&folder),
        "Python cannot make an environment; on Debian `apt-get install python3-venv`",
    )?;
    succeed(
        in_root(bin.join(format!("python{}", std::env::consts::EXE_SUFFIX))).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            &format!("schemathesis=={VERSION}"),
        ]),
        "schemathesis could not be installed; pip says why above",
    )?;
    Ok(installed)
}
