//! What stands on top and at the foot of every paper.

use crate::PaperError;
use serde::Serialize;

/// What stands on top and at the foot of every paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The clinic's name.
    pub name: String,
    /// Lines under it: the address, the telephone, the number of the licence.
    pub lines: Vec<String>,
    /// A line or two at the foot of each page.
    pub footer: Option<String>,
    /// The logo: the bytes of a PNG, a JPEG or an SVG.
    #[serde(skip)]
    pub logo: Option<Vec<u8>>,
}

impl Letterhead {
    /// The logo's bytes and the end of its file's name.
    pub(crate) fn picture(&self) -> Result<Option<(&'static str, &[u8])>, PaperError> {
        let Some(bytes) = self.logo.as_deref() else { return Ok(None) };
        let text = || std::str::from_utf8(bytes.get(..4096).unwrap_or(bytes)).unwrap_or_default();
        let name = match bytes {
            [0x89, b'P', b'N', b'G', ..] => "/logo.png",
            [0xFF, 0xD8, 0xFF, ..] => "/logo.jpg",
            _ if text().contains("<svg") => "/logo.svg",
            _ => return Err(PaperError::Logo),
        };
        Ok(Some((name, bytes)))
    }
}
