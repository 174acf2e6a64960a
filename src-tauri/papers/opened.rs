//! Papers that other programs have open: files that only this person may read, removed when the program ends or starts
//! again.

use healthsync_clinic::{Result, StoreError};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::refused;

/// The folder of open papers: beside what is this person's own, where nobody else can have put anything.
fn folder(config: &Path) -> PathBuf {
    config.join("open-papers")
}

/// Writes a paper where only this person may read it.
pub(super) fn keep(config: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let folder = folder(config);
    private_folder(&folder).map_err(StoreError::File)?;
    for number in 1..10_000 {
        let path = folder.join(if number == 1 { format!("{name}.pdf") } else { format!("{name} ({number}).pdf") });
        match private_file(&path) {
            Ok(mut file) => {
                file.write_all(bytes).map_err(StoreError::File)?;
                return Ok(path);
            }
            Err(reason) if reason.kind() == ErrorKind::AlreadyExists => {}
            Err(reason) => return Err(StoreError::File(reason).into()),
        }
    }
    Err(StoreError::NotWritable(folder.display().to_string()).into())
}

/// Removes the papers that were opened.
pub(crate) fn clear(config: &Path) {
    // What another program holds open is tried again at the next start.
    let _ = fs::remove_dir_all(folder(config));
}

/// Opens a file with the computer's own program for it.
pub(super) fn show(path: &Path) -> Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    let started = command.arg(path).spawn();
    let mut child = started.map_err(|_| {
        let sentence = "This computer has no program that opens PDF files. Save the paper instead.";
        refused("no_viewer", sentence)
    })?;
    // Waited for in the background, so that the ended program does not linger.
    std::thread::spawn(move || child.wait());
    Ok(())
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_paper_is_nobody_elses_and_goes_with_the_program() {
        let config = std::env::temp_dir().join(format!("healthsync-opened-{}", std::process::id()));
        let first = keep(&config, "Prescription", b"1").expect("kept");
        let second = keep(&config, "Prescription", b"2").expect("kept");
        assert_ne!(first, second, "two papers of one name");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&first).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "nobody else reads it");
        }
        clear(&config);
        assert!(!first.exists() && !second.exists(), "they are removed");
        fs::remove_dir_all(&config).expect("the test's own folder");
    }
}
