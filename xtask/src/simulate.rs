//! `cargo xtask simulate`: more histories of copies, cuts, restores and wrong clocks than a test run has time for.

use crate::workspace::{cargo, succeed};
use anyhow::Result;
use clap::Args;

/// What `simulate` takes.
#[derive(Args)]
pub struct Options {
    /// How many random histories.
    #[arg(long, default_value_t = 10_000)]
    seeds: u64,
    /// Replays one history and tells its story.
    #[arg(long, conflicts_with = "seeds")]
    seed: Option<u64>,
}

/// Runs them.
///
/// # Errors
/// When one ends badly: its seed is told, and `--seed` replays it.
pub fn simulate(options: &Options) -> Result<()> {
    let (name, value) = match options.seed {
        Some(seed) => ("SIM_SEED", seed),
        None => ("SIM_SEEDS", options.seeds),
    };
    let mut test = cargo();
    test.args(["test", "--release", "--package", "healthsync-sync", "every_history", "--", "--nocapture"]);
    succeed(test.env(name, value.to_string()), "a history ends badly; its seed is above, `--seed` replays it")
}
