//! Putting another database in the place of the clinic's: the old one is set aside, never deleted, and a power cut
//! between any two steps leaves the old one or the new one at work.

use healthsync_clinic::{Result, StoreError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is moved with a database, in this order: the log beside it is of no use without it.
const SIDES: [&str; 3] = ["", "-wal", "-shm"];

/// Where the database waits that is about to take the clinic's place.
pub fn waiting(file: &Path) -> PathBuf {
    with_end(file, ".restoring")
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn recovery(file: &Path) -> PathBuf {
    file.with_file_name("recovery.json")
}

/// Keeps the recovery key of the new database beside it, until both take their places.
pub fn wait_with_recovery(file: &Path, text: &[u8]) -> Result<()> {
    crate::keychain::write_whole(&waiting(&recovery(file)), text)
}

/// Sets the present database aside and puts the waiting one in its place. Returns where the old one is, if any.
pub fn swap(file: &Path, name: &str) -> Result<Option<PathBuf>> {
    let folder = free(&file.parent().unwrap_or(Path::new(".")).join("set-aside"), name);
    let has_old = SIDES.iter().any(|side| with_end(file, side).exists());
    if has_old {
        std::fs::create_dir_all(&folder).map_err(StoreError::from)?;
        if waiting(&recovery(file)).exists() && recovery(file).exists() {
            std::fs::copy(recovery(file), folder.join("recovery.json")).map_err(StoreError::from)?;
        }
        for side in SIDES {
            let from = with_end(file, side);
            move_if_there(&from, &folder.join(from.file_name().unwrap_or_default()))?;
        }
    }
    put_in_place(file)?;
    Ok(has_old.then_some(folder))
}

/// After a power cut: goes on where swapping stopped, or forgets what had not begun.
pub fn finish(file: &Path) -> Result<()> {
    if !waiting(file).exists() {
        return Ok(());
    }
    if file.exists() {
        // The old one is at work: nothing was moved yet.
        for path in [waiting(file), waiting(&recovery(file))] {
            remove_if_there(&path)?;
        }
        return Ok(());
    }
    swap(file, "interrupted").map(drop)
}

/// A folder that nothing was set aside in yet.
fn free(aside: &Path, name: &str) -> PathBuf {
    let first = aside.join(name);
    let mut others = (2..10_000).map(|number| aside.join(format!("{name}-{number}")));
    if first.exists() { others.find(|folder| !folder.exists()).unwrap_or(first) } else { first }
}

fn put_in_place(file: &Path) -> Result<()> {
    move_if_there(&waiting(&recovery(file)), &recovery(file))?;
    std::fs::rename(waiting(file), file).map_err(StoreError::from)?;
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::from)?;
    }
    Ok(())
}

fn move_if_there(from: &Path, to: &Path) -> Result<()> {
    allow_missing(std::fs::rename(from, to))
}

fn remove_if_there(path: &Path) -> Result<()> {
    allow_missing(std::fs::remove_file(path))
}

fn allow_missing(done: std::io::Result<()>) -> Result<()> {
    match done {
        Err(reason) if reason.kind() != ErrorKind::NotFound => Err(StoreError::File(reason).into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("healthsync-swap-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    #[test]
    fn a_power_cut_between_any_two_steps_leaves_a_whole_clinic() {
        // What was moved when the power failed.
        for moved in 0..=3 {
            let folder = folder("cut");
            let file = folder.join("clinic.db");
            for side in SIDES {
                std::fs::write(with_end(&file, side), "old").expect("written");
            }
            std::fs::write(recovery(&file), "old").expect("written");
            std::fs::write(waiting(&file), "new").expect("written");
            wait_with_recovery(&file, b"new").expect("written");
            let aside = folder.join("set-aside/then");
            std::fs::create_dir_all(&aside).expect("made");
            for side in &SIDES[..moved] {
                std::fs::rename(with_end(&file, side), aside.join(format!("clinic.db{side}"))).expect("moved");
            }
            finish(&file).expect("it goes on");
            let is_new = moved > 0;
            let expected = if is_new { "new" } else { "old" };
            for path in [file.clone(), recovery(&file)] {
                let text = std::fs::read_to_string(&path).expect("one is in its place");
                assert_eq!(text, expected, "{} after {moved} moves", path.display());
            }
            assert_eq!(with_end(&file, "-wal").exists(), !is_new, "the old log never lies beside the new database");
            assert!(!waiting(&file).exists(), "nothing waits any more");
            finish(&file).expect("again does nothing");
            std::fs::remove_dir_all(&folder).expect("the test's own");
        }
    }

    #[test]
    fn the_old_file_is_set_aside_whole() {
        let folder = folder("whole");
        let file = folder.join("clinic.db");
        std::fs::write(&file, "old").expect("written");
        std::fs::write(waiting(&file), "new").expect("written");
        let aside = swap(&file, "today").expect("swapped").expect("there was one");
        assert_eq!(std::fs::read_to_string(aside.join("clinic.db")).expect("kept"), "old", "it is never deleted");
        assert_eq!(std::fs::read_to_string(&file).expect("there"), "new", "the other is at work");
        std::fs::write(waiting(&file), "newer").expect("written");
        let second = swap(&file, "today").expect("swapped").expect("there was one");
        assert_ne!(aside, second, "what was set aside before stays as it is");
        std::fs::remove_dir_all(&folder).expect("the test's own");
    }
}
