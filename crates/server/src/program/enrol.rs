//! `healthsync-server enrol`: an invitation as text and as a QR, or the bare code.

use super::{now_ms, qr};
use anyhow::{Context, Result};
use clap::Parser;
use healthsync_hub::hub::{Hub, NewCode, new_code};
use healthsync_hub::tls::{fingerprint_of, self_signed_file};
use healthsync_sync::Invitation;
use std::path::{Path, PathBuf};
use uuid::Uuid;

#[derive(Parser)]
pub struct Options {
    /// The organization's name; the first workstation that enrols founds it.
    #[arg(long)]
    organization: String,
    /// The site that the workstation joins. Without it the workstation brings its own, which nobody else may have.
    #[arg(long)]
    site: Option<Uuid>,
    /// For how many hours the code is good.
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(u16).range(1..=720))]
    hours: u16,
    /// Where workstations reach the server, like https://hub.example:8321: prints an invitation instead of the code.
    #[arg(long, env = "HEALTHSYNC_ADDRESS")]
    address: Option<String>,
    /// The certificate that workstations pin; usually the one that the server made for itself, if it did.
    #[arg(long, value_name = "FILE", requires = "address")]
    pin: Option<PathBuf>,
    /// Pin no certificate: it is renewed from time to time, by an authority that every computer knows.
    #[arg(long, conflicts_with = "pin")]
    no_pin: bool,
    /// Print no QR.
    #[arg(long)]
    no_qr: bool,
}

pub async fn enrol(hub: &impl Hub, files: &Path, options: Options) -> Result<()> {
    // The address is looked at before a code is made for it.
    let invites = |code: &str| match &options.address {
        Some(address) => Ok(Some(Invitation::new(address, code, pin(files, &options)?)?)),
        None => anyhow::Ok(None),
    };
    invites("0000-0000-0000-0000")?;
    let mut random = [0; 16];
    getrandom::fill(&mut random)?;
    let expires_at_ms = now_ms() + i64::from(options.hours) * 3_600_000;
    let new = NewCode { organization_name: options.organization.clone(), site_id: options.site, expires_at_ms };
    let code = new_code(hub, new, random).await?;
    let Some(invitation) = invites(&code)? else {
        println!("{code}");
        return Ok(());
    };
    println!("{invitation}");
    if !options.no_qr {
        println!("\n{}", qr::drawn(&invitation.for_qr())?);
    }
    Ok(())
}

fn pin(files: &Path, options: &Options) -> Result<Option<[u8; 32]>> {
    let own = self_signed_file(files);
    let file = match &options.pin {
        _ if options.no_pin => return Ok(None),
        Some(file) => file,
        None if own.exists() => &own,
        None => return Ok(None),
    };
    let pin = fingerprint_of(file).context("the certificate to pin cannot be read; --no-pin leaves it out")?;
    Ok(Some(pin))
}
