//! What stands on top and at the foot of the clinic's papers.

use super::logo::{self, Logo};
use crate::accounts::Nothing;
use crate::db::{Basis, Place, Read, Write};
use crate::error::Result;
use crate::fields::optional;
use crate::record::{Merge, Record, Together};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What stands on top and at the foot of papers. One a site: its id is derived from the site's. The clinic's name is
/// the site's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Letterhead {
    /// The record.
    pub id: Uuid,
    /// The address, in up to four lines.
    pub address: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The email.
    pub email: Option<String>,
    /// The number of the clinic's licence, or of its tax.
    pub registration: Option<String>,
    /// A line or two at the foot of each page.
    pub footer: Option<String>,
    /// The BLAKE3 hash of the logo, in hexadecimal.
    pub logo_hash: Option<String>,
    /// The size of the logo in bytes.
    pub logo_bytes: Option<u32>,
    /// How many parts it is kept in.
    pub logo_parts: Option<u32>,
}

impl Record for Letterhead {
    const KIND: &'static str = "letterhead";
    const TABLE: &'static str = "letterheads";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("logo", &["logo_hash", "logo_bytes", "logo_parts"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// The letterhead as papers and its form need it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LetterheadView {
    /// The clinic's name, from the site's settings.
    pub name: String,
    /// The address, in up to four lines.
    pub address: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The email.
    pub email: Option<String>,
    /// The number of the clinic's licence, or of its tax.
    pub registration: Option<String>,
    /// A line or two at the foot of each page.
    pub footer: Option<String>,
    /// The logo, a PNG or a JPEG in base64.
    pub logo_base64: Option<String>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Fields that two people have changed to different values.
    pub conflicts: Vec<String>,
}

/// A change to the letterhead.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LetterheadChange {
    /// What the form was shown.
    pub version: i64,
    /// The address, in up to four lines.
    pub address: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The email.
    pub email: Option<String>,
    /// The number of the clinic's licence, or of its tax.
    pub registration: Option<String>,
    /// A line or two at the foot of each page.
    pub footer: Option<String>,
    /// Another logo, a PNG or a JPEG of at most 512 KB, in base64; none keeps the one that is there.
    pub new_logo_base64: Option<String>,
    /// The logo is taken away.
    #[serde(default)]
    pub is_logo_removed: bool,
}

/// The letterhead of this site.
///
/// # Errors
/// When the database fails.
pub fn letterhead(read: &Read<'_>, _: Nothing) -> Result<LetterheadView> {
    view(read, vec![])
}

/// Changes the letterhead of this site.
///
/// # Errors
/// When a field is wrong or the logo is none.
pub fn set_letterhead(write: &mut Write<'_>, input: LetterheadChange) -> Result<LetterheadView> {
    let id = id(write);
    let text = |field: &str, text: &Option<String>, longest: usize| optional(field, text.as_deref(), longest);
    let address = text("address", &input.address, 240)?;
    logo::check_lines("address", address.as_deref(), 4)?;
    let footer = text("footer", &input.footer, 240)?;
    logo::check_lines("footer", footer.as_deref(), 2)?;
    let (phone, email) = (text("phone", &input.phone, 60)?, text("email", &input.email, 120)?);
    let registration = text("registration", &input.registration, 80)?;
    // What the form was shown of the logo, so that who changes the footer does not bring an older logo back.
    let shown = if input.version == 0 { None } else { write.shown::<Letterhead>(id, input.version).ok() };
    let logo = match &input.new_logo_base64 {
        Some(text) => Some(logo::keep(write, text)?),
        None if input.is_logo_removed => None,
        None => shown.as_ref().and_then(logo_of),
    };
    let record = Letterhead {
        id,
        address,
        phone,
        email,
        registration,
        footer,
        logo_bytes: logo.as_ref().map(|logo| logo.bytes),
        logo_parts: logo.as_ref().map(|logo| logo.parts),
        logo_hash: logo.map(|logo| logo.hash),
    };
    let basis = if write.version(id)? == 0 { Basis::New } else { Basis::Shown(input.version) };
    let conflicts = write.save(record, basis)?.conflicts;
    view(write, conflicts)
}

fn id(read: &Read<'_>) -> Uuid {
    Uuid::new_v5(&read.place.site_id, b"letterhead")
}

fn logo_of(letterhead: &Letterhead) -> Option<Logo> {
    let (hash, bytes, parts) = (letterhead.logo_hash.clone()?, letterhead.logo_bytes?, letterhead.logo_parts?);
    Some(Logo { hash, bytes, parts })
}

fn view(read: &Read<'_>, conflicts: Vec<String>) -> Result<LetterheadView> {
    let name = crate::sites::own_site(read)?.record.name;
    let found = read.find::<Letterhead>(id(read))?.map(|stored| stored.record);
    let logo_base64 = match found.as_ref().and_then(logo_of) {
        Some(logo) => logo::load(read, &logo)?,
        None => None,
    };
    let version = read.version(id(read))?;
    let none = Letterhead {
        id: id(read),
        address: None,
        phone: None,
        email: None,
        registration: None,
        footer: None,
        logo_hash: None,
        logo_bytes: None,
        logo_parts: None,
    };
    let Letterhead { address, phone, email, registration, footer, .. } = found.unwrap_or(none);
    Ok(LetterheadView { name, address, phone, email, registration, footer, logo_base64, version, conflicts })
}
