//! The commands, and what they share: the wall, and the server's secret.

pub mod enrol;
mod qr;
pub mod revoke;
pub mod roll;
pub mod serve;

use anyhow::{Context, Result};
use healthsync_hub::hub::Hub;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

async fn organization_named(hub: &impl Hub, name: &str) -> Result<Uuid> {
    hub.organization_named(name.trim()).await?.with_context(|| format!("no workstation has founded {name:?} yet"))
}
