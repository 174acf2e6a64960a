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
use healthsync_hub::tls::write_private;
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
    write_private(path, &bytes)?;
    Ok(bytes)
}
