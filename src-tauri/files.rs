//! Files that leave the program: into the person's downloads, never over another file.

use healthsync_clinic::{Result, StoreError};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Saves bytes under a name in the downloads, or in the home folder where there are none. Returns where.
///
/// # Errors
/// When the folder cannot be written or the disk is full.
pub fn save(name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let missing = || StoreError::NotWritable("your downloads".into());
    let folder = dirs::download_dir().or_else(dirs::home_dir).ok_or_else(missing)?;
    Ok(save_in(&folder, name, bytes)?)
}

/// The same, in a folder of one's own.
///
/// # Errors
/// When the folder cannot be written or the disk is full.
pub fn save_in(folder: &Path, name: &str, bytes: &[u8]) -> std::result::Result<PathBuf, StoreError> {
    let plain = Path::new(name).file_name().unwrap_or_else(|| "file".as_ref());
    let (stem, end) = (Path::new(plain).file_stem().unwrap_or(plain), Path::new(plain).extension());
    std::fs::create_dir_all(folder)?;
    for number in 1..10_000 {
        let mut name = stem.to_owned();
        if number > 1 {
            name.push(format!(" ({number})"));
        }
        let path = end.map_or_else(|| folder.join(&name), |end| folder.join(&name).with_added_extension(end));
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(bytes).and_then(|()| file.sync_all())?;
                return Ok(path);
            }
            Err(reason) if reason.kind() == ErrorKind::AlreadyExists => {}
            Err(reason) if reason.kind() == ErrorKind::StorageFull => return Err(StoreError::DiskFull),
            Err(reason) => return Err(reason.into()),
        }
    }
    Err(StoreError::NotWritable(folder.display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_over_no_other_and_out_of_no_folder() {
        let folder = std::env::temp_dir().join(format!("healthsync-files-{}", std::process::id()));
        let first = save_in(&folder, "list.csv", b"1").expect("saved");
        let second = save_in(&folder, "../../list.csv", b"2").expect("saved");
        assert_eq!(first, folder.join("list.csv"), "the name that was asked for");
        assert_eq!(second, folder.join("list (2).csv"), "beside the first, whatever path was asked for");
        assert_eq!(std::fs::read(&first).expect("it is there"), b"1", "the first is untouched");
        std::fs::remove_dir_all(&folder).expect("the test's own folder");
    }
}
