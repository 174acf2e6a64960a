//! `cargo xtask fuzz-api`: all that schemathesis has to ask of the OpenAPI document, as every role. The ordinary run asks
//! with it, too, in fewer cases, where it can be installed; its own generator (`crates/server/tests/api/fuzz.rs`) asks
//! wherever the tests run.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use xtask::child::program;

use crate::needs::{Purpose, provide};
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
    provide(&[Purpose::Compare])?;
    let program = schemathesis()?;
    let mut test = cargo();
    test.args(["test", "--package", "healthsync-server", "--test", "api", "schemathesis", "--", "--nocapture"]);
    test.env("HEALTHSYNC_SCHEMATHESIS", program)
        .env("HEALTHSYNC_CASES", options.cases.to_string())
        .env("HEALTHSYNC_SEED", options.seed.to_string());
    succeed(&mut test, "an answer is not what the OpenAPI document says; the request is above")
}

/// Where it must be there, whatever cannot be reached.
const REQUIRE: &str = "HEALTHSYNC_REQUIRE_SCHEMATHESIS";

/// For the ordinary run: none where it cannot be installed, which is said, unless `HEALTHSYNC_REQUIRE_SCHEMATHESIS` is set.
///
/// # Errors
/// When it is required and cannot be installed.
pub fn schemathesis_if_there_is() -> Result<Option<PathBuf>> {
    match schemathesis() {
        Ok(program) => Ok(Some(program)),
        Err(reason) if std::env::var_os(REQUIRE).is_some() => Err(reason),
        Err(reason) => {
            println!("Only the own generator asks the API: {reason:#} ({REQUIRE}=1 makes this a failure)");
            Ok(None)
        }
    }
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
    let mut pip = in_root(bin.join(format!("python{}", std::env::consts::EXE_SUFFIX)));
    // Where the index is out of reach, that is known soon.
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2", "--timeout", "15"]);
    pip.arg(format!("schemathesis=={VERSION}"));
    succeed(&mut pip, "schemathesis could not be installed from the Python package index; pip says why above")?;
    Ok(installed)
}
