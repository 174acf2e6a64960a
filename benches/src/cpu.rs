//! How long processors were busy, which other programs on the machine do not change: with this one, and with a database.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// What this program has used so far; nothing where the system does not tell.
#[must_use]
pub fn own() -> Duration {
    of_threads(Path::new("/proc/self"))
}

/// What another program has used so far.
#[must_use]
pub fn of_process(id: u32) -> Duration {
    of_threads(&PathBuf::from(format!("/proc/{id}")))
}

fn of_threads(process: &Path) -> Duration {
    let threads = std::fs::read_dir(process.join("task")).into_iter().flatten().flatten();
    threads.map(|thread| busy(&thread.path())).sum()
}

/// What a database has used so far: all processes beside the one of a connection.
#[must_use]
pub fn of_database(backend: i32) -> Duration {
    let Some(parent) = parent(&PathBuf::from(format!("/proc/{backend}"))) else { return Duration::ZERO };
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .map(|process| process.path())
        .filter(|path| self::parent(path) == Some(parent))
        .map(|path| busy(&path))
        .sum()
}

/// Nanoseconds are the first of the three numbers.
fn busy(process: &Path) -> Duration {
    let text = std::fs::read_to_string(process.join("schedstat")).unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// The second word after the name, which is in brackets and may hold anything.
fn parent(process: &Path) -> Option<i32> {
    let text = std::fs::read_to_string(process.join("stat")).ok()?;
    text.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
