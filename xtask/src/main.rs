//! `cargo xtask`: everything people do by hand with HealthSync, on a bare machine as well as on theirs.

mod bench;
mod dist;
mod fuzz;
mod needs;
mod peers;
mod run;
mod server;
mod shots;
mod simulate;
mod test;
mod tools;
mod ui;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Runs, tests, measures and packages HealthSync, installing what is missing first.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build, and open the application
    Run(run::Options),
    /// Install what is missing, build, and serve on this computer, with an invitation for a workstation
    Server(server::Options),
    /// Check formatting, the screens, the lints and every test, the real window's too
    Test,
    /// Take a picture of every screen, light and dark, into docs/images
    Shots,
    /// Measure against the bare ceiling; the figures go to target/bench
    Bench(bench::Options),
    /// Try the exchange on thousands of histories of cuts, copies, restores and wrong clocks
    Simulate(simulate::Options),
    /// Ask the API as every role, with schemathesis and the OpenAPI document
    FuzzApi(fuzz::Options),
    /// Find pairs of records in a file that may be the same person
    Duplicates(bench::DuplicatesOptions),
    /// Build the package that people install
    Dist(dist::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Server(options) => server::server(&options),
        Task::Test => test::test(),
        Task::Shots => shots::shots(),
        Task::Bench(options) => bench::bench(&options),
        Task::Simulate(options) => simulate::simulate(&options),
        Task::FuzzApi(options) => fuzz::fuzz(&options),
        Task::Duplicates(options) => bench::duplicates(&options),
        Task::Dist(options) => dist::dist(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nStopped: {reason:#}.");
            ExitCode::FAILURE
        }
    }
}
