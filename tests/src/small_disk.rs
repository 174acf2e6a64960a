//! A disk that is small enough to be filled: memory that is mounted where only a process of its own sees it, and programs
//! that are started beside that. It needs no rights beyond those that Linux gives everybody.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A disk.
pub struct SmallDisk {
    keeper: Child,
    at: TempDir,
}

impl SmallDisk {
    /// One of so many MiB; none where the system lets nobody mount one, which is then said.
    ///
    /// # Errors
    /// When there is no util-linux, or no temporary folder.
    pub fn of_mib(size: usize) -> Result<Option<SmallDisk>> {
        let at = TempDir::with_prefix("healthsync-disk-").context("no temporary folder")?;
        let script = format!("mount -t tmpfs -o size={size}m,mode=0777 none \"$1\" && echo ready && exec cat");
        let mut keeper = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, "sh"])
            .arg(at.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("unshare of util-linux")?;
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().context("it says when it is there")?).read_line(&mut line)?;
        if line.trim() != "ready" {
            println!("skipped: this system lets nobody mount a disk of one's own");
            return Ok(None);
        }
        Ok(Some(SmallDisk { keeper, at }))
    }

    /// Where programs find it that run beside it.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.at.path()
    }

    /// What a program's command line begins with that runs beside it.
    #[must_use]
    pub fn beside(&self) -> Vec<String> {
        let keeper = self.keeper.id().to_string();
        ["nsenter", "--user", "--mount", "--preserve-credentials", "--target", &keeper].map(String::from).into()
    }

    fn path_from_outside(&self) -> Result<PathBuf> {
        let inside = self.at.path().strip_prefix("/").context("temporary folders have whole paths")?;
        Ok(Path::new("/proc").join(self.keeper.id().to_string()).join("root").join(inside))
    }

    /// Fills it to the last byte.
    ///
    /// # Errors
    /// When it cannot be written at all.
    pub fn fill(&self) -> Result<()> {
        let mut filler = std::fs::File::create(self.path_from_outside()?.join("filler"))?;
        for size in [1 << 16, 1 << 12, 1] {
            while filler.write(&vec![0; size]).is_ok_and(|written| written > 0) {}
        }
        Ok(())
    }

    /// Somebody tidies up.
    ///
    /// # Errors
    /// When it was not filled.
    pub fn free(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.path_from_outside()?.join("filler"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = (self.keeper.kill(), self.keeper.wait());
    }
}
