//! Two thousand sets of vitals up and down a link as a clinic far away has it, ours and PouchDB over the same.

use super::centre::Centre;
use super::link::{Link, Shape, Way};
use super::past;
use super::pouch::Pouch;
use super::workstation::{Moved, Workstation};
use crate::rounded;
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::time::Duration;

const SETS: usize = 2_000;
const PATIENTS: usize = 200;
const ROUND_TRIP: Duration = Duration::from_millis(300);
const SPEEDS: [u64; 2] = [250_000, 50_000];
const GOAL_UP: f64 = 15.0;
const GOAL_DOWN: f64 = 25.0;
/// To meet, TCP shakes hands, then TLS; then comes the request.
const TRIPS_BEFORE: u32 = 2;

/// Both speeds.
///
/// # Errors
/// When the server or the peer is not there, or something fails.
pub fn run() -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("links").tempdir_in(crate::folder()?)?;
    let place = |name: &str| -> Result<std::path::PathBuf> {
        let place = folder.path().join(name);
        std::fs::create_dir_all(&place)?;
        Ok(place)
    };
    let past = past::made_up(PATIENTS, 10, false)?;
    let centre = Centre::start(&place("server")?)?;
    let mut desk = Workstation::open(&past.folder, &past.secrets, &place("desk")?)?;
    desk.enrol(&centre.invitation(None)?, "Front desk")?;
    desk.exchange(|_, _| Ok(()))?;
    let at = desk.at()?;
    let mut room = Workstation::found(&place("room")?, Some(at))?;
    room.enrol(&centre.invitation(Some(at.1))?, "Room 2")?;
    room.exchange(|_, _| Ok(()))?;
    let mut pouch = Pouch::start(&place("pouch")?)?;
    let mut figures = Map::new();
    for bits_per_second in SPEEDS {
        let shape = Shape { bits_per_second, round_trip: ROUND_TRIP };
        let file = place("documents")?.join(format!("{bits_per_second}"));
        past::goes_on(&desk, &past, SETS, &file)?;
        let name = format!("at{bits_per_second}");
        pouch.fill(&name, &file, SETS)?;
        let (ours, theirs) = (Link::to(centre.port, Some(shape))?, Link::to(pouch.port, Some(shape))?);
        desk.goes_through(ours.port)?;
        room.goes_through(ours.port)?;
        let up = crossed(&ours, shape, Way::Up, || desk.exchange(|_, _| Ok(())))?;
        eprintln!("{bits_per_second} bit/s, up: {up}");
        let peer_up = peer(&theirs, Way::Up, || pouch.push(&name, &name, theirs.port, SETS))?;
        let down = crossed(&ours, shape, Way::Down, || room.exchange(|_, _| Ok(())))?;
        eprintln!("{bits_per_second} bit/s, down: {down}; PouchDB up: {peer_up}");
        let peer_down = peer(&theirs, Way::Down, || pouch.pull(&name, &format!("{name}back"), theirs.port, SETS))?;
        let ratio = |peer: &Value, ours: &Value| {
            rounded(peer["seconds"].as_f64().unwrap_or(0.0) / ours["seconds"].as_f64().unwrap_or(1.0))
        };
        let compared = json!({
            "up_ratio": ratio(&peer_up, &up), "down_ratio": ratio(&peer_down, &down),
            "up": up, "down": down, "pouchdb_up": peer_up, "pouchdb_down": peer_down,
        });
        eprintln!("{bits_per_second} bit/s: {compared}");
        figures.insert(format!("{bits_per_second}_bits_a_second"), compared);
    }
    Ok(json!({
        "sets": SETS, "round_trip_ms": ROUND_TRIP.as_millis() as u64,
        "goal_up_ratio": GOAL_UP, "goal_down_ratio": GOAL_DOWN, "figures": figures,
    }))
}

/// What it took, and what the link would at least take: for what went that way, for meeting, and for one answer.
fn crossed(link: &Link, shape: Shape, way: Way, work: impl FnOnce() -> Result<Moved>) -> Result<Value> {
    let before = (link.carried(Way::Up), link.carried(Way::Down));
    let moved = work()?;
    let carried = (link.carried(Way::Up) - before.0, link.carried(Way::Down) - before.1);
    let bytes = match way {
        Way::Up => carried.0,
        Way::Down => carried.1,
    };
    let least =
        bytes as f64 * 8.0 / shape.bits_per_second as f64 + (shape.round_trip * (TRIPS_BEFORE + 1)).as_secs_f64();
    let seconds = moved.took().as_secs_f64();
    Ok(json!({
        "seconds": rounded(seconds), "at_least_seconds": rounded(least), "to_least": rounded(seconds / least),
        "round_trips": moved.rounds, "bytes_up": carried.0, "bytes_down": carried.1,
    }))
}

fn peer(link: &Link, way: Way, work: impl FnOnce() -> Result<Duration>) -> Result<Value> {
    let before = link.carried(way);
    let took = work()?;
    Ok(json!({ "seconds": rounded(took.as_secs_f64()), "bytes": link.carried(way) - before }))
}
