//! `healthsync-server revoke`.

use super::now_ms;
use anyhow::{Context, Result};
use clap::Parser;
use healthsync_hub::hub::{self, Hub, Transaction, Wish};
use healthsync_server::api::operator::note_revoked;
use uuid::Uuid;

#[derive(Parser)]
pub struct Options {
    /// The organization's id (`roll` prints it).
    #[arg(long)]
    organization: Uuid,
    /// The workstation's id.
    #[arg(long)]
    workstation: Uuid,
    /// Do not ask it to destroy its key: it goes on alone with what it holds.
    #[arg(long)]
    keep_data: bool,
    /// Why: the organization's administrators read it in their audit.
    #[arg(long)]
    reason: Option<String>,
}

pub async fn revoke(hub: &impl Hub, options: Options) -> Result<()> {
    let wish = if options.keep_data { Wish::KeepData } else { Wish::Wipe };
    let known = hub.begin_reading(options.organization).await?.workstation(options.workstation).await?;
    hub::revoke(hub, options.organization, options.workstation, wish, now_ms()).await?;
    if let Some(known) = known {
        note_revoked(hub, options.organization, &known, wish, options.reason.as_deref(), now_ms())
            .await
            .context("it is revoked, but could not be noted for the organization's audit")?;
    }
    match wish {
        Wish::Wipe => println!("revoked; the next time it asks it is told to destroy its key"),
        Wish::KeepData => println!("revoked; it keeps its data"),
    }
    Ok(())
}
