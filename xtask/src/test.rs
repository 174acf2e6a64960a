//! `cargo xtask test`: the whole truth about a commit, in the order in which mistakes are cheapest to learn of.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::needs::{Purpose, provide};
use crate::workspace::{cargo, succeed, target};
use crate::{fuzz, tools, ui};

/// Runs every check and stops at the first that fails.
///
/// # Errors
/// The first failure, in a sentence.
pub fn test() -> Result<()> {
    let mut steps = Steps::default();
    steps.step("What the machine must have", || {
        use Purpose::{Browse, Build, Compare, Drive, Headless, Store};
        provide(&[Build, Headless, Drive, Browse, Store, Compare])?;
        tools::components()?;
        ui::install()
    })?;
    steps.step("The formatting", || {
        succeed(
            cargo().args(["fmt", "--all", "--check"]),
            "the formatting differs from rustfmt's; `cargo fmt --all` mends it",
        )
    })?;
    if ui::exists() {
        steps.step("The types of the screens", || {
            ui::script("check", "the screens do not type-check; the error is above")
        })?;
        steps.step("The tests of the screens", || {
            ui::script("test", "a test of the screens fails; it is named above")
        })?;
        steps.step("The build of the screens", ui::build)?;
    }
    steps.step("The lints", || {
        succeed(
            cargo().args(["clippy", "--workspace", "--all-targets", "--"]).args(["-D", "warnings"]),
            "clippy has something to say; it is above",
        )
    })?;
    steps.step("The build of the application and of every test", || {
        // One build for both: apart, cargo would compile what they share twice, with other features.
        let mut build = cargo();
        build.args(["build", "--workspace", "--bins", "--tests"]);
        succeed(without_self(&mut build), "a build fails; the error is above")
    })?;
    let driver = cfg!(target_os = "linux")
        .then(|| steps.step("The tool that drives the window", tools::tauri_driver))
        .transpose()?;
    let fuzzer = steps.step("The fuzzer that asks the API", fuzz::schemathesis_if_there_is)?;
    steps.tell();
    println!("== The tests");
    let application = target()?.join("debug").join(format!("healthsync{}", std::env::consts::EXE_SUFFIX));
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]).env("HEALTHSYNC_APP", application);
    if let Some(fuzzer) = fuzzer {
        tests.env("HEALTHSYNC_SCHEMATHESIS", fuzzer);
    }
    if let Some(driver) = driver {
        tests
            .env("HEALTHSYNC_TAURI_DRIVER", driver)
            // Everything is installed by now, so a journey that skips itself would be a lie.
            .env("HEALTHSYNC_REQUIRE_WINDOW", "1")
            .env("HEALTHSYNC_REQUIRE_BROWSER", "1");
    }
    succeed(without_self(&mut tests), "a test fails; it is named above")
}

/// Windows cannot replace a program while it runs, and this is it.
fn without_self(command: &mut std::process::Command) -> &mut std::process::Command {
    if cfg!(windows) {
        command.args(["--exclude", "xtask"]);
    }
    command
}

/// The steps taken so far and how long each took.
#[derive(Default)]
struct Steps {
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    fn step<T>(&mut self, name: &'static str, act: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("== {name}");
        let start = Instant::now();
        let outcome = act()?;
        self.taken.push((name, start.elapsed()));
        Ok(outcome)
    }

    fn tell(&self) {
        println!("== How long each step took");
        for (name, time) in &self.taken {
            println!("{:>6.1} s  {name}", time.as_secs_f64());
        }
    }
}
