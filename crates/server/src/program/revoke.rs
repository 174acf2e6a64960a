//! `healthsync-server revoke`.

use super::now_ms;
use anyhow::Result;
use clap::Parser;
use healthsync_hub::hub::{self, Hub, Wish};
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
}

pub async fn revoke(hub: &impl Hub, options: Options) -> Result<()> {
    let wish = if options.keep_data { Wish::KeepData } else { Wish::Wipe };
    hub::revoke(hub, options.organization, options.workstation, wish, now_ms()).await?;
    match wish {
        Wish::Wipe => println!("revoked; the next time it asks it is told to destroy its key"),
        Wish::KeepData => println!("revoked; it keeps its data"),
    }
    Ok(())
}
