//! The clinic's logo: what is taken as one, and how it is kept in parts that travel.

use crate::db::{Place, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::record::{Merge, Record};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// The largest logo in bytes: it is drawn in the size of a thumb.
const LARGEST: usize = 512 * 1024;
/// The most pixels a side: what is larger costs memory and shows nothing more.
const LARGEST_SIDE: u32 = 4096;
/// A change travels in at most 32 KiB; so much of a logo, and base64 about it, fits.
const PART: usize = 18 * 1024;

/// A part of a logo. Its id is derived from the logo's hash and the part's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogoPart {
    /// The record.
    pub id: Uuid,
    /// The bytes, in base64.
    pub part_base64: String,
}

impl Record for LogoPart {
    const KIND: &'static str = "logo_part";
    const TABLE: &'static str = "logo_parts";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// Which logo.
pub(super) struct Logo {
    /// Its BLAKE3 hash in hexadecimal.
    pub hash: String,
    /// Its size.
    pub bytes: u32,
    /// How many parts it is kept in.
    pub parts: u32,
}

/// Keeps a logo in parts; one that was kept before costs nothing.
pub(super) fn keep(write: &mut Write<'_>, base64: &str) -> Result<Logo> {
    let bytes = read_base64(base64)?;
    check(&bytes)?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let site = write.place.site_id;
    let mut parts = 0;
    for part in bytes.chunks(PART) {
        let id = part_id(site, &hash, parts);
        parts += 1;
        if write.find::<LogoPart>(id)?.is_none() {
            write.create(LogoPart { id, part_base64: STANDARD.encode(part) })?;
        }
    }
    Ok(Logo { hash, bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX), parts })
}

/// The logo in base64; none while a part of it has not come yet.
pub(super) fn load(read: &Read<'_>, logo: &Logo) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    for number in 0..logo.parts.min(u32::try_from(LARGEST / PART + 1).unwrap_or(u32::MAX)) {
        let Some(part) = read.find::<LogoPart>(part_id(read.place.site_id, &logo.hash, number))? else {
            return Ok(None);
        };
        bytes.extend(STANDARD.decode(&part.part_base64).unwrap_or_default());
    }
    let is_whole = blake3::hash(&bytes).to_hex().as_str() == logo.hash;
    Ok(is_whole.then(|| STANDARD.encode(bytes)))
}

/// Refuses text of too many lines.
pub(super) fn check_lines(field: &str, text: Option<&str>, most: usize) -> Result<()> {
    let lines = text.unwrap_or_default().lines().count();
    if lines <= most {
        return Ok(());
    }
    let sentence = format!("This has {lines} lines; at most {most} fit on a paper.");
    Err(Invalid::new(field, "too_many_lines", sentence).with(json!({ "lines": lines, "most": most })).into())
}

fn part_id(site: Uuid, hash: &str, number: u32) -> Uuid {
    Uuid::new_v5(&site, format!("logo_part {hash} {number}").as_bytes())
}

fn read_base64(text: &str) -> Result<Vec<u8>> {
    // Four letters are three bytes: what cannot fit is refused before it is read.
    let least = text.len() / 4 * 3;
    if least > LARGEST + 3 {
        return Err(too_large(least));
    }
    STANDARD.decode(text.trim()).map_err(|_| not_an_image())
}

/// Refuses what is no PNG or JPEG from its beginning to its end, and what is too large.
fn check(bytes: &[u8]) -> Result<()> {
    if bytes.len() > LARGEST {
        return Err(too_large(bytes.len()));
    }
    let (width, height) = png_size(bytes).or_else(|| jpeg_size(bytes)).ok_or_else(not_an_image)?;
    if width == 0 || height == 0 {
        return Err(not_an_image());
    }
    if width.max(height) > LARGEST_SIDE {
        let sentence = format!(
            "This logo is {width} by {height} pixels; at most {LARGEST_SIDE} by {LARGEST_SIDE} are taken. Make it smaller."
        );
        let details = json!({ "width": width, "height": height, "most": LARGEST_SIDE });
        return Err(Invalid::new("new_logo_base64", "logo_too_wide", sentence).with(details).into());
    }
    Ok(())
}

fn too_large(bytes: usize) -> Error {
    let (have, most) = (bytes.div_ceil(1024), LARGEST / 1024);
    let sentence = format!("This logo has {have} KB; at most {most} KB are taken. Save it smaller, or as a JPEG.");
    Invalid::new("new_logo_base64", "logo_too_large", sentence).with(json!({ "kb": have, "most_kb": most })).into()
}

fn not_an_image() -> Error {
    let sentence = "This file is not a whole PNG or JPEG picture. Choose another one for the logo.";
    Invalid::new("new_logo_base64", "not_an_image", sentence).into()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// Width and height of a PNG that has its beginning and its end.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let is_whole = bytes.windows(4).rev().take(64).any(|window| window == b"IEND");
    (is_whole && rest.get(4..8)? == b"IHDR").then_some((number(rest.get(8..12)?), number(rest.get(12..16)?)))
}

/// Width and height of a JPEG that has its beginning and its end.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    if !bytes.windows(2).rev().take(1024).any(|window| window == [0xFF, 0xD9]) {
        return None;
    }
    loop {
        let [0xFF, marker] = *rest.get(..2)? else { return None };
        let length = usize::try_from(number(rest.get(2..4)?)).ok()?;
        // Frames are C0 to CF, but for tables (C4), a reserved one (C8) and arithmetic conditions (CC).
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return Some((number(rest.get(7..9)?), number(rest.get(5..7)?)));
        }
        rest = rest.get(length.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused_without_a_panic() {
        for bytes in
            [&b""[..], b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF\xE0\x00\x00\xFF\xD9", b"a logo", b"\xFF\xD8\xFF\xD9"]
        {
            assert!(check(bytes).is_err(), "{bytes:?} is no picture");
        }
    }
}
