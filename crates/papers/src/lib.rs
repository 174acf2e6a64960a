//! The printer: words and numbers in, PDF out.
//!
//! A [`Paper`] holds what stands on it, a [`Letterhead`] what stands about it, a [`Manner`] how it is said: language,
//! digits, money, dates. The crate knows no database and no clinic; it reads neither the clock nor the machine's fonts
//! or settings, so the same paper always comes to the same bytes.

mod codes;
mod fonts;
mod letterhead;
mod manner;
mod paper;
mod press;
mod words;

pub use letterhead::Letterhead;
pub use manner::{Currency, DateOrder, Digits, Language, Manner, Mark};
pub use paper::*;

pub use words::{months, pregnant, pressures, reading_name};

use press::Press;

/// A paper that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The first pages as SVG, as many as were asked for.
    pub previews: Vec<String>,
}

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error, Clone, PartialEq)]
pub enum PaperError {
    /// The bytes of the logo are no picture.
    #[error("The logo is not a picture that can be printed. Choose a PNG, JPEG or SVG file for the letterhead.")]
    Logo,
    /// A chart is no picture.
    #[error("The chart '{0}' is not a picture that can be printed.")]
    Chart(String),
    /// A number has characters that no barcode can hold.
    #[error("The number '{0}' cannot be written as a barcode: it may have letters A to Z, digits and signs only.")]
    Code(String),
    /// The template does not fit the paper: a fault of the program.
    #[error("The paper could not be laid out: {0}")]
    Layout(String),
}

/// A paper as a PDF.
///
/// # Errors
/// When the logo or a chart is no picture, or a number fits no barcode.
pub fn pdf(paper: &Paper, manner: &Manner, letterhead: &Letterhead, mark: Mark) -> Result<Vec<u8>, PaperError> {
    make(paper, manner, letterhead, mark, 0).map(|made| made.pdf)
}

/// A paper as a PDF, and its first `previews` pages as SVG for a window that shows no PDF.
///
/// # Errors
/// When the logo or a chart is no picture, or a number fits no barcode.
pub fn make(
    paper: &Paper,
    manner: &Manner,
    letterhead: &Letterhead,
    mark: Mark,
    previews: usize,
) -> Result<Made, PaperError> {
    Press::set(paper, manner, letterhead, mark)?.print(previews)
}
