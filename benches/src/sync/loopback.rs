//! Pushing and pulling on one computer, ours and PouchDB in turn.

use super::ceiling;
use super::centre::Centre;
use super::median;
use super::past::{self, Past};
use super::pouch::Pouch;
use super::workstation::{Moved, Workstation};
use crate::rounded;
use anyhow::Result;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

const ROUNDS: usize = 3;
const PATIENTS: usize = 2_000;
/// What both together are to be faster than the peer.
const GOAL: f64 = 10.0;
const GOAL_BYTES: f64 = 16.0;

/// So many sets of vitals, pushed and pulled.
///
/// # Errors
/// When the server or the peer is not there, or something fails.
pub fn run(sets: usize) -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("sync").tempdir_in(crate::folder()?)?;
    eprintln!("{sets} sets of vitals are recorded");
    let past = past::made_up(PATIENTS, sets, false)?;
    let mut pouch = Pouch::start(folder.path())?;
    pouch.fill("all", &past.documents, sets)?;
    let (mut up, mut down) = (Side::default(), Side::default());
    let (mut bytes, mut bare) = (vec![], vec![]);
    for round in 0..ROUNDS {
        let work = tempfile::Builder::new().prefix("round").tempdir_in(folder.path())?;
        let theirs = format!("of{round}");
        let peer = pouch.push("all", &theirs, pouch.port, sets)?;
        let (centre, desk, moved, size) = pushed(work.path(), &past)?;
        up.add(sets, peer, moved.pushed, &moved, centre.busy());
        bytes.push(size);
        let peer = pouch.pull(&theirs, &format!("from{round}"), pouch.port, sets)?;
        let before = centre.busy();
        let (moved, room) = pulled(work.path(), &centre, &desk)?;
        bare.push(moved.pulled as f64 / ceiling::bare(&room, work.path())?.as_secs_f64());
        down.add(sets, peer, moved.pulled, &moved, centre.busy().saturating_sub(before));
        eprintln!("round {round}: push {}, pull {}", up.figures(), down.figures());
    }
    let bare = median(bare);
    let ceiling = json!({ "changes_a_second": rounded(bare), "ratio": rounded(bare / median(down.peers.clone())) });
    Ok(json!({
        "sets": sets, "push": up.figures(), "pull": down.figures(), "goal_ratio": GOAL,
        "pull_by_bare_statements": ceiling,
        "bytes_a_set": rounded(median(bytes)), "goal_bytes_a_set": GOAL_BYTES,
    }))
}

/// A clinic that worked alone enrols with all it has. The bytes are those of a set: of the bodies that hold nothing
/// else, both ways.
fn pushed(work: &Path, past: &Past) -> Result<(Centre, Workstation, Moved, f64)> {
    let (there, here) = (work.join("server"), work.join("desk"));
    std::fs::create_dir_all(&there)?;
    std::fs::create_dir_all(&here)?;
    let centre = Centre::start(&there)?;
    let mut desk = Workstation::open(&past.folder, &past.secrets, &here)?;
    desk.enrol(&centre.invitation(None)?, "Front desk")?;
    let (mut first, mut last) = (None, Moved::default());
    let moved = desk.exchange(|_, moved| {
        // The people, whom every set names, go before all sets.
        if moved.pushed > PATIENTS * 2 && first.is_none() {
            first = Some(*moved);
        }
        last = *moved;
        Ok(())
    })?;
    let first = first.unwrap_or_default();
    let bytes = (last.up + last.down - first.up - first.down) as f64 / (last.pushed - first.pushed).max(1) as f64;
    Ok((centre, desk, moved, bytes))
}

/// A computer that joins pulls everything and shows it.
fn pulled(work: &Path, centre: &Centre, desk: &Workstation) -> Result<(Moved, Workstation)> {
    let there = work.join("room");
    std::fs::create_dir_all(&there)?;
    let at = desk.at()?;
    let mut room = Workstation::found(&there, Some(at))?;
    room.enrol(&centre.invitation(Some(at.1))?, "Room 2")?;
    let moved = room.exchange(|_, _| Ok(()))?;
    Ok((moved, room))
}

/// One way, ours and the peer's.
#[derive(Default)]
struct Side {
    ours: Vec<f64>,
    peers: Vec<f64>,
    ratios: Vec<f64>,
    /// Microseconds a change: making requests, the wire and the server, taking answers, and the server's processor.
    parts: Vec<[f64; 4]>,
}

impl Side {
    fn add(&mut self, rows: usize, peer: Duration, changes: usize, moved: &Moved, busy: Duration) {
        let peers = rows as f64 / peer.as_secs_f64();
        let ours = changes as f64 / moved.took().as_secs_f64();
        let a_change = |time: Duration| time.as_secs_f64() * 1e6 / changes.max(1) as f64;
        self.parts.push([moved.asking, moved.away, moved.hearing, busy].map(a_change));
        self.peers.push(peers);
        self.ours.push(ours);
        self.ratios.push(ours / peers);
    }

    fn figures(&self) -> Value {
        let part = |nth: usize| rounded(median(self.parts.iter().map(|parts| parts[nth]).collect()));
        json!({
            "changes_a_second": rounded(median(self.ours.clone())),
            "pouchdb_rows_a_second": rounded(median(self.peers.clone())),
            "ratio": rounded(median(self.ratios.clone())),
            "us_a_change": { "asking": part(0), "away": part(1), "hearing": part(2), "server_busy": part(3) },
        })
    }
}
