//! `healthsync-server roll`: who is enrolled, with the ids that the other commands ask for.

use super::organization_named;
use anyhow::Result;
use clap::Parser;
use healthsync_hub::hub::{Hub, Transaction};

#[derive(Parser)]
pub struct Options {
    /// The organization's name.
    #[arg(long)]
    organization: String,
}

pub async fn roll(hub: &impl Hub, options: Options) -> Result<()> {
    let id = organization_named(hub, &options.organization).await?;
    let roll = hub.begin_reading(id).await?.roll().await?;
    println!("organization {id}");
    for it in roll {
        let state = match (it.is_revoked, it.is_family_dead) {
            (true, _) => "revoked",
            (_, true) => "has to enrol again",
            _ => "enrolled",
        };
        println!("workstation {}  site {}  letter {}  {state}  {}", it.id, it.site_id, it.series_code, it.name);
    }
    Ok(())
}
