//! What stands on top and at the foot of every paper.

use crate::PaperError;
use serde::Serialize;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

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
    /// The name of the logo's file and its bytes, once they have been found to be a picture.
    pub(crate) fn picture(&self) -> Result<Option<(&'static str, Bytes)>, PaperError> {
        let Some(logo) = self.logo.as_deref() else { return Ok(None) };
        let bytes = Bytes::new(logo.to_vec());
        let raster = |format: ExchangeFormat| RasterImage::plain(bytes.clone(), format).is_ok();
        let (name, is_picture) = match logo {
            [0x89, b'P', b'N', b'G', ..] => ("/logo.png", raster(ExchangeFormat::Png)),
            [0xFF, 0xD8, 0xFF, ..] => ("/logo.jpg", raster(ExchangeFormat::Jpg)),
            _ => ("/logo.svg", SvgImage::new(bytes.clone()).is_ok()),
        };
        if is_picture { Ok(Some((name, bytes))) } else { Err(PaperError::Logo) }
    }
}
