//! Runs one measurement by name, or all, and prints the figures as JSON.

use anyhow::{Context, bail};
use healthsync_benches::{chart, paper, search, store};
use serde_json::{Value, json};

/// The size that the goals are set for.
const PATIENTS: usize = 1_000_000;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().context("Name a measurement: bench all | chart | paper | store | search [patients]")?;
    let patients = match arguments.next() {
        Some(count) => count.parse().context("The number of patients is not a number")?,
        None => PATIENTS,
    };
    let figures: Value = match name.as_str() {
        "all" => json!({
            "chart": chart::run(),
            "paper": paper::run()?,
            "store": store::run()?,
            "search": search::run(patients)?,
        }),
        "chart" => chart::run(),
        "paper" => paper::run()?,
        "search" => search::run(patients)?,
        "store" => store::run()?,
        other => bail!("There is no measurement called {other}."),
    };
    println!("{figures:#}");
    Ok(())
}
