//! The fonts of papers: those that ship with the program, and no others.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The faces and the book that finds them, read once.
pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub faces: Vec<Font>,
}

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!("../../../fonts/", $name)) as &'static [u8]
    };
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files = [
        face!("NotoSans-Regular.ttf"),
        face!("NotoSans-SemiBold.ttf"),
        face!("NotoSansArabic-Regular.ttf"),
        face!("NotoSansArabic-SemiBold.ttf"),
        face!("NotoSansDevanagari-Regular.ttf"),
        face!("NotoSansDevanagari-SemiBold.ttf"),
    ];
    let faces: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});
