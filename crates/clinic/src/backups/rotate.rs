//! Removing what is surplus in a folder, of what one computer made there.

use super::container::{read_head, stated_hash};
use super::place::NAME_END;
use super::rules::{Standing, surplus};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Removes the surplus backups of a computer, and those from before an update, which lie only beside its own file.
/// What other computers made, what is cut off and what is no backup stays. Returns what was removed; what cannot be
/// removed now is surplus the next time too. `is_well` says of a hash whether that backup was opened and was well.
pub fn rotate(folder: &Path, computer: Uuid, is_well: &dyn Fn(&[u8; 32]) -> bool, offset_ms: i64) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let paths: Vec<PathBuf> = paths.unwrap_or_default();
    let ours =
        paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == NAME_END)).filter_map(|path| {
            let head = read_head(&path).ok()?;
            let is_verified = is_well(&stated_hash(&path).ok()?);
            let standing = Standing { made_at: head.made_at, reason: head.reason, is_verified };
            head.computer.is_none_or(|of| of == computer).then_some((path, standing))
        });
    let (paths, standings): (Vec<PathBuf>, Vec<Standing>) = ours.unzip();
    let removed = surplus(&standings, offset_ms).into_iter().map(|index| paths[index].clone());
    removed.filter(|path| std::fs::remove_file(path).is_ok()).collect()
}
