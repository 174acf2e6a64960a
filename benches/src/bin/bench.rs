//! Runs one measurement by name, or all, and prints the figures as JSON.

use anyhow::{Context, bail};
use healthsync_benches::{bills, chart, day, hub, paper, search, store};
use serde_json::{Value, json};

/// The size that the goals are set for.
const SIZE: usize = 1_000_000;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().context(
        "Name a measurement: bench all | chart | paper | store | day [size] | bills [lines] | search [patients] \
         | hub [changes]",
    )?;
    let size = match arguments.next() {
        Some(count) => count.parse().context("The size is not a number")?,
        None => SIZE,
    };
    let figures: Value = match name.as_str() {
        "all" => json!({
            "chart": chart::run(),
            "paper": paper::run()?,
            "day": day::run(size)?,
            "bills": bills::run(size)?,
            "store": store::run()?,
            "hub": hub::run(size)?,
            "search": search::run(size)?,
        }),
        "chart" => chart::run(),
        "paper" => paper::run()?,
        "bills" => bills::run(size)?,
        "day" => json!({ "day": day::run(size)?, "bills": bills::run(size)? }),
        "hub" => hub::run(size)?,
        "search" => search::run(size)?,
        "store" => store::run()?,
        other => bail!("There is no measurement called {other}."),
    };
    println!("{figures:#}");
    Ok(())
}
