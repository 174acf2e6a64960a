//! How fast replicas come together: against PouchDB, on bad links, after cuts, and for a computer that joins.
//!
//! Everything is real: the server's own process with TLS and tokens, encrypted databases that promise what the disk has
//! taken, every check and every signature. The peer promises the disk nothing, and speaks plain HTTP to anybody.

mod ceiling;
mod centre;
mod cuts;
mod joining;
/// The same bad link that stories have.
#[path = "../../tests/src/link.rs"]
#[allow(dead_code)]
mod link;
mod links;
mod loopback;
mod past;
mod pouch;
/// The program's own wire: what is measured is what ships.
#[path = "../../src-tauri/sync/wire.rs"]
#[allow(dead_code)]
mod wire;
mod workstation;

use anyhow::{Result, bail};
use serde_json::{Value, json};

/// Measures one part by its name, or all of them. `size` changes are there for the computer that joins, and a tenth of
/// them to be compared with PouchDB.
///
/// # Errors
/// When the server or the peer is not there, or something fails.
pub fn run(size: usize, part: Option<&str>) -> Result<Value> {
    Ok(match part {
        None => json!({
            "loopback": loopback::run(size / 10)?,
            "links": links::run()?,
            "cuts": cuts::run()?,
            "joining": joining::run(size)?,
        }),
        Some("loopback") => loopback::run(size / 10)?,
        Some("links") => links::run()?,
        Some("cuts") => cuts::run()?,
        Some("joining") => joining::run(size)?,
        Some(other) => bail!("There is no part called {other}: loopback | links | cuts | joining."),
    })
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
