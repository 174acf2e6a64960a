//! How a site has its portal: its address, and whether who was not invited may ask for an account.

use super::PortalSettings;
use crate::accounts::Nothing;
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::exchange;
use crate::fields::optional;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The settings with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalSettingsView {
    /// The settings.
    pub settings: PortalSettings,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Where patients find the portal; none where neither this site nor its server says.
    pub portal_address: Option<String>,
}

/// A change of the settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PortalSettingsChange {
    /// Where patients find the server, such as `https://clinic.example.org`.
    pub address: Option<String>,
    /// Who was not invited may ask for an account.
    pub is_registration_open: bool,
    /// What the form was shown.
    pub version: i64,
}

fn id_of(read: &Read<'_>) -> Uuid {
    Uuid::new_v5(&read.place.site_id, b"portal_settings")
}

/// The settings as they are; closed where nobody said anything.
pub(super) fn settings_of(read: &Read<'_>) -> Result<PortalSettings> {
    let id = id_of(read);
    let none = PortalSettings { id, address: None, is_registration_open: false };
    Ok(read.find::<PortalSettings>(id)?.map_or(none, |stored| stored.record))
}

/// Where patients find the portal.
pub(super) fn address_of(read: &Read<'_>) -> Result<Option<String>> {
    let own = settings_of(read)?.address;
    let of_server = exchange::address_of(read)?.filter(|address| address.starts_with("http"));
    Ok(own.or(of_server).map(|address| format!("{}/portal/", address.trim_end_matches('/'))))
}

/// The settings.
///
/// # Errors
/// When the database fails.
pub fn portal_settings(read: &Read<'_>, _: Nothing) -> Result<PortalSettingsView> {
    let settings = settings_of(read)?;
    Ok(PortalSettingsView { version: read.version(settings.id)?, portal_address: address_of(read)?, settings })
}

/// Changes the settings.
///
/// # Errors
/// When the address is none.
pub fn save_portal_settings(write: &mut Write<'_>, input: PortalSettingsChange) -> Result<PortalSettingsView> {
    let address = optional("address", input.address.as_deref(), 200)?;
    let is_address = |text: &String| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    };
    if !address.as_ref().is_none_or(is_address) {
        let sentence = "Type the whole address, such as https://clinic.example.org.";
        return Err(Invalid::new("address", "bad_address", sentence).into());
    }
    let address = address.map(|text| text.trim_end_matches('/').trim_end_matches("/portal").to_owned());
    let settings = PortalSettings { id: id_of(write), address, is_registration_open: input.is_registration_open };
    let basis = if write.version(settings.id)? == 0 { Basis::New } else { Basis::Shown(input.version) };
    write.save(settings, basis)?;
    portal_settings(write, Nothing {})
}
