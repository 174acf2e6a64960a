//! `healthsync-server found`: an organization whose first clinic is set up on the server itself.

use anyhow::{Context, Result, bail};
use clap::Parser;
use healthsync_hub::hub::Hub;
use healthsync_server::api::{Api, Founding, Served, Settings};
use serde_json::json;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Parser)]
pub struct Options {
    /// The organization's name.
    #[arg(long)]
    organization: String,
    /// The first clinic's name; the organization's, where it is left out.
    #[arg(long)]
    clinic: Option<String>,
    /// A short code for the clinic, as its numbers begin with.
    #[arg(long, default_value = "MAIN")]
    code: String,
    /// The clinic's IANA time zone, like Africa/Nairobi.
    #[arg(long, default_value = "UTC")]
    time_zone: String,
    /// The ISO 4217 code of its currency, like KES.
    #[arg(long, default_value = "USD")]
    currency: String,
    /// The language of its papers: en or ar.
    #[arg(long, default_value = "en")]
    language: String,
    /// The country, for addresses.
    #[arg(long)]
    country: Option<String>,
    /// The first administrator's name.
    #[arg(long, required_unless_present = "made_up")]
    administrator: Option<String>,
    /// The first administrator's user name. The password is read from HEALTHSYNC_PASSWORD, or from standard input.
    #[arg(long, required_unless_present = "made_up")]
    username: Option<String>,
    /// Fill it with made-up people and a fortnight of work, to try things with.
    #[arg(long)]
    made_up: bool,
}

/// Founds it. `folder` is where the server keeps its replicas.
///
/// # Errors
/// When there is an organization of that name, or an answer is not good.
pub async fn found(hub: impl Hub, secret: &[u8; 32], folder: PathBuf, options: Options) -> Result<()> {
    let founding = match options.made_up {
        true => Founding::MadeUp(json!({ "language": options.language, "time_zone": options.time_zone })),
        false => Founding::Real(json!({
            "clinic_name": options.clinic.as_ref().unwrap_or(&options.organization), "site_code": options.code,
            "time_zone": options.time_zone, "currency": options.currency, "language": options.language,
            "country": options.country, "temperature_unit": "celsius", "weight_unit": "kilogram",
            "height_unit": "centimetre", "glucose_unit": "mg_dl", "administrator_name": options.administrator,
            "username": options.username, "password": password()?, "roles": [],
        })),
    };
    let served = Served { organizations: vec![options.organization.clone()], folder, settings: Settings::default() };
    let (_stopping, stopping) = tokio::sync::watch::channel(false);
    let api = Api::new(Arc::new(hub), secret, served, stopping);
    let (site_id, told) =
        api.found(&options.organization, founding).await.context("the organization could not be founded")?;
    println!("founded {:?}; serve its API with --api {:?}", options.organization, options.organization);
    println!("site {site_id}");
    if let Some(password) = told["password"].as_str() {
        println!("made-up accounts: admin, doctor, nurse, desk, cashier, midwife; the password of all is {password}");
    }
    Ok(())
}

fn password() -> Result<String> {
    if let Ok(password) = std::env::var("HEALTHSYNC_PASSWORD") {
        return Ok(password);
    }
    let mut line = String::new();
    std::io::stdin().take(1024).read_to_string(&mut line).context("the password cannot be read")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.is_empty() {
        bail!("give the administrator's password in HEALTHSYNC_PASSWORD, or on standard input");
    }
    Ok(password)
}
