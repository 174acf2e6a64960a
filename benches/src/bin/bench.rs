//! Runs one measurement by name, or all, and prints the figures as JSON.

use anyhow::{Context, bail};
use healthsync_benches::{bills, chart, day, hub, paper, search, server, store, sync};
use serde_json::{Value, json};

/// The size that the goals are set for.
const SIZE: usize = 1_000_000;
/// How long a round of questions to a server lasts.
const ROUND_MS: u64 = 5_000;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().context(
        "Name a measurement: bench all | chart | paper | store | day [size] | bills [lines] | search [patients] \
         | hub [changes] [sqlite | postgres] | sync [changes] [loopback | links | cuts | joining] | server [ms a round] [vitals | sockets]",
    )?;
    let given: Option<usize> = match arguments.next() {
        Some(count) => Some(count.parse().context("The size is not a number")?),
        None => None,
    };
    let size = given.unwrap_or(SIZE);
    let figures: Value = match name.as_str() {
        "all" => json!({
            "chart": chart::run(),
            "paper": paper::run()?,
            "day": day::run(size)?,
            "bills": bills::run(size)?,
            "store": store::run()?,
            "hub": hub::run(size, None)?,
            "search": search::run(size)?,
            "sync": sync::run(size, None)?,
            "server": server::run(ROUND_MS, None)?,
        }),
        "chart" => chart::run(),
        "paper" => paper::run()?,
        "bills" => bills::run(size)?,
        "day" => json!({ "day": day::run(size)?, "bills": bills::run(size)? }),
        "hub" => hub::run(size, arguments.next().as_deref())?,
        "search" => search::run(size)?,
        "store" => store::run()?,
        "server" => server::run(given.map_or(ROUND_MS, |given| given as u64), arguments.next().as_deref())?,
        "sync" => sync::run(size, arguments.next().as_deref())?,
        other => bail!("There is no measurement called {other}."),
    };
    println!("{figures:#}");
    Ok(())
}
