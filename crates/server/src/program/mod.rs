//! The commands, and what they share: the wall, and the server's secret.

pub mod check;
pub mod enrol;
pub mod found;
mod qr;
pub mod revoke;
pub mod roll;
pub mod serve;
pub mod settings;

use anyhow::{Context, Result};
use healthsync_hub::hub::Hub;
use healthsync_hub::tls::{beside, write_private};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

async fn organization_named(hub: &impl Hub, name: &str) -> Result<Uuid> {
    hub.organization_named(name.trim()).await?.with_context(|| format!("no workstation has founded {name:?} yet"))
}

/// The server's secret: made at the first start, readable by its owner alone.
pub fn secret(path: &Path) -> Result<[u8; 32]> {
    match std::fs::read(path) {
        Ok(bytes) => return bytes.try_into().map_err(|_| anyhow::anyhow!("{} is not 32 bytes", path.display())),
        // Another secret would end every workstation's sign-in: only where there is none is one made.
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => {}
        Err(reason) => return Err(reason.into()),
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    // Servers that start together must not each make their own: it comes into its place whole, and only where none is.
    let unfinished = beside(path, &format!(".{}", Uuid::now_v7()));
    write_private(&unfinished, &bytes)?;
    let placed = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    match placed {
        Err(reason) if reason.kind() == std::io::ErrorKind::AlreadyExists => secret(path),
        Ok(()) => Ok(bytes),
        // A file system that knows no links.
        Err(_) => Ok(write_private(path, &bytes).map(|()| bytes)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_that_start_together_have_one_secret() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hub.key");
        let made: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..16).map(|_| scope.spawn(|| secret(&path).expect("a secret"))).collect();
            starting.into_iter().map(|one| one.join().expect("it ends")).collect()
        });
        assert!(made.iter().all(|one| *one == made[0]), "what one gives is good at all others");
        let left = std::fs::read_dir(folder.path()).expect("the folder").count();
        assert_eq!(left, 1, "nothing lies beside it");
        assert_eq!(secret(&path).expect("it is there"), made[0], "and it stays");
    }
}
