//! What a cut costs: the link breaks after 1 byte, 2, 4 … 64 KiB, going up and coming down.

use super::centre::Centre;
use super::link::{Link, Shape, Way};
use super::past;
use super::workstation::{Moved, Workstation};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// More than fits into the largest cut.
const SETS: usize = 8_000;
const PATIENTS: usize = 200;
const LARGEST_CHUNK: usize = 64 * 1024;
/// Quick, but not so quick that nothing is on its way when it breaks.
const SHAPE: Shape = Shape { bits_per_second: 20_000_000, round_trip: Duration::from_millis(4) };

/// All sizes, both ways.
///
/// # Errors
/// When the server is not there, something fails, or a change was lost or doubled.
pub fn run() -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("cuts").tempdir_in(crate::folder()?)?;
    let place = |name: &str| -> Result<std::path::PathBuf> {
        let place = folder.path().join(name);
        std::fs::create_dir_all(&place)?;
        Ok(place)
    };
    let past = past::made_up(PATIENTS, 10, false)?;
    let centre = Centre::start(&place("server")?)?;
    let mut desk = Workstation::open(&past.folder, &past.secrets, &place("desk")?)?;
    desk.enrol(&centre.invitation(None)?, "Front desk")?;
    let at = desk.at()?;
    let mut room = Workstation::found(&place("room")?, Some(at))?;
    room.enrol(&centre.invitation(Some(at.1))?, "Room 2")?;
    let link = Link::to(centre.port, Some(SHAPE))?;
    for clinic in [&mut desk, &mut room] {
        clinic.exchange(|_, _| Ok(()))?;
    }
    desk.exchange(|_, _| Ok(()))?;
    let (mut rows, mut most_bytes, mut most_changes) = (vec![], 0, 0);
    for cut in (0..=16).map(|power| 1usize << power) {
        let before = changes(&desk)?;
        past::more(&desk, &past, SETS)?;
        let new = changes(&desk)? - before;
        let up = broken(&link, &mut desk, Way::Up, cut)?;
        let down = broken(&link, &mut room, Way::Down, cut)?;
        // A request whose hello starts from what the server no longer knows is answered with a wish to hear all of it, and
        // goes once more.
        let again = up.pushed.checked_sub(new).with_context(|| format!("{} of {new} were sent", up.pushed))?;
        ensure!(down.pulled == new, "each change is handed out once: {} of {new}", down.pulled);
        most_bytes = most_bytes.max(up.lost);
        most_changes = most_changes.max(up.lost_changes + again);
        rows.push(json!({
            "cut_after_bytes": cut, "sent_again_bytes": up.lost, "sent_again_changes": up.lost_changes + again,
            "asked_again_bytes": down.lost, "round_trips_up": up.rounds, "round_trips_down": down.rounds,
        }));
    }
    ensure!(most_bytes <= LARGEST_CHUNK + 1024, "a cut costs one chunk and its head at most: {most_bytes}");
    let held = (held(&desk)?, held(&room)?);
    ensure!(held.0 == held.1 && held.0.len() == 10 + 17 * SETS, "both hold the same: {}", held.0.len());
    Ok(json!({
        "sets_each": SETS, "most_sent_again_bytes": most_bytes, "most_sent_again_changes": most_changes,
        "goal_bytes": LARGEST_CHUNK, "lost": 0, "doubled": 0, "cuts": rows,
    }))
}

fn broken(link: &Link, clinic: &mut Workstation, way: Way, cut: usize) -> Result<Moved> {
    clinic.goes_through(link.port)?;
    link.cut_after(way, cut);
    let moved = clinic.exchange(|_, _| Ok(()))?;
    ensure!(link.was_cut(way), "the link was cut after {cut} bytes");
    Ok(moved)
}

fn changes(clinic: &Workstation) -> Result<usize> {
    let count: i64 = clinic.bare()?.query_row("SELECT count(*) FROM changes", [], |row| row.get(0))?;
    Ok(usize::try_from(count)?)
}

/// The sets that are shown, each id once.
fn held(clinic: &Workstation) -> Result<BTreeSet<String>> {
    let bare = clinic.bare()?;
    let mut statement = bare.prepare("SELECT id FROM vitals")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let count = ids.len();
    let distinct: BTreeSet<String> = ids.into_iter().collect();
    ensure!(distinct.len() == count, "no set is shown twice");
    let session = clinic.sign_in()?;
    let faults = clinic.call(&session, "verify_audit", json!({}))?;
    ensure!(faults["faults"] == json!([]), "the log is whole: {faults}");
    Ok(distinct)
}
