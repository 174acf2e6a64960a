//! Folders on disks that come and go. A chosen folder holds a small file with the folder's number: without it the disk
//! is not there, whatever else may stand at the path; with it the disk is known again under another letter.

use super::kept::Place;
use healthsync_clinic::{Error, Result};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};
use sysinfo::Disks;
use uuid::Uuid;

const MARK: &str = ".healthsync-backups";

/// A disk that can be unplugged.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Disk {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// What is free on it, in bytes.
    pub free_bytes: u64,
}

fn all() -> Vec<(PathBuf, String, u64, bool)> {
    let disks = Disks::new_with_refreshed_list();
    disks
        .iter()
        .map(|disk| {
            let mount = disk.mount_point().to_owned();
            // Where sticks are mounted under their names, the folder's name is the name that people know.
            let name = if cfg!(windows) {
                disk.name().to_string_lossy().into_owned()
            } else {
                mount.file_name().unwrap_or(mount.as_os_str()).to_string_lossy().into_owned()
            };
            let is_under = |folder: &str| mount.starts_with(folder);
            let is_removable = disk.is_removable()
                || ["/media", "/run/media", "/mnt"].into_iter().any(is_under)
                || (cfg!(target_os = "macos") && is_under("/Volumes"));
            (mount, name, disk.available_space(), is_removable)
        })
        .collect()
}

/// The disks that can be unplugged.
pub fn removable() -> Vec<Disk> {
    let shown = |(path, name, free_bytes, _): (PathBuf, String, u64, bool)| Disk {
        name,
        path: path.display().to_string(),
        free_bytes,
    };
    all().into_iter().filter(|(.., is_removable)| *is_removable).map(shown).collect()
}

/// What is free where a folder is, in bytes; none where nobody can say.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let folder = std::fs::canonicalize(folder).ok()?;
    let holding = all().into_iter().filter(|(mount, ..)| folder.starts_with(mount));
    holding.max_by_key(|(mount, ..)| mount.as_os_str().len()).map(|(_, _, free, _)| free)
}

/// Makes a folder a place for backups: it must be there, and be writable. Two computers may share one.
pub fn mark(path: &Path) -> Result<Place> {
    let refuse = |sentence: String| Error::Refused { code: "backup_place_unusable", sentence };
    let path = std::fs::canonicalize(path).map_err(|_| {
        refuse(format!("There is no folder '{}'. Plug the disk in, or make the folder first.", path.display()))
    })?;
    if !path.is_dir() {
        return Err(refuse(format!("'{}' is not a folder.", path.display())));
    }
    let id = match known(&path) {
        Some(id) => id,
        None => {
            let id = crate::host::outside().id();
            std::fs::write(path.join(MARK), id.to_string()).map_err(|reason| {
                refuse(format!("'{}' cannot be written ({reason}). Choose another folder.", path.display()))
            })?;
            id
        }
    };
    let holding = all().into_iter().filter(|(mount, .., is_removable)| *is_removable && path.starts_with(mount));
    let disk = holding.max_by_key(|(mount, ..)| mount.as_os_str().len());
    let on_disk = disk.as_ref().and_then(|(mount, ..)| path.strip_prefix(mount).ok()).map(Path::to_owned);
    Ok(Place { id, path, disk: disk.map(|(_, name, ..)| name), on_disk })
}

fn known(folder: &Path) -> Option<Uuid> {
    std::fs::read_to_string(folder.join(MARK)).ok().and_then(|text| Uuid::parse_str(text.trim()).ok())
}

/// Where a place is now; none while its disk is not there.
pub fn find(place: &Place) -> Option<PathBuf> {
    if known(&place.path) == Some(place.id) {
        return Some(place.path.clone());
    }
    let on_disk = place.on_disk.as_ref()?;
    let there = all().into_iter().filter(|(.., is_removable)| *is_removable).map(|(mount, ..)| mount.join(on_disk));
    there.into_iter().find(|path| known(path) == Some(place.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_whose_disk_is_gone_is_not_there_though_its_path_is() {
        let folder = std::env::temp_dir().join(format!("healthsync-disk-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let place = mark(&folder).expect("it may be written");
        assert!(find(&place).is_some(), "it is there");
        assert_eq!(mark(&folder).expect("again").id, place.id, "a second computer shares it");
        std::fs::remove_dir_all(&folder).expect("the test's own");
        std::fs::create_dir_all(&folder).expect("the empty mount that a pulled disk leaves");
        assert!(find(&place).is_none(), "the empty folder in its place is another");
        std::fs::remove_dir_all(&folder).expect("the test's own");
        assert!(mark(&folder).is_err(), "what is not there is not made");
    }
}
