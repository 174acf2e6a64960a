//! Files that say that they are CSV: any usual encoding, commas, semicolons or tabs, and lines as an editor counts them.

use crate::error::{Error, Result};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of bytes in whatever encoding they are.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> String {
    for encoding in [UTF_16LE, UTF_16BE] {
        let mark: &[u8] = if encoding == UTF_16LE { &[0xFF, 0xFE] } else { &[0xFE, 0xFF] };
        if bytes.starts_with(mark) {
            return encoding.decode(bytes).0.into_owned();
        }
    }
    let (text, _, is_damaged) = UTF_8.decode(bytes);
    if is_damaged { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

pub(crate) fn refused(code: &'static str, sentence: impl Into<String>) -> Error {
    Error::Refused { code, sentence: sentence.into() }
}

/// Refuses what is no text at all.
///
/// # Errors
/// `file_empty`, `file_not_text`.
pub(crate) fn check_is_text(text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(refused("file_empty", "The file is empty. Choose the file again."));
    }
    if text.starts_with("PK") || text.starts_with("%PDF") || text.chars().take(2000).any(|letter| letter == '\0') {
        let sentence = "This is not a text file. In a spreadsheet program, save it as CSV and choose that file.";
        return Err(refused("file_not_text", sentence));
    }
    Ok(())
}

/// The mark between the cells, by the first line.
#[must_use]
pub(crate) fn mark_of(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.chars().filter(|letter| *letter == mark).count();
    [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',')
}

/// A column's name without what programs and people change in it.
pub(crate) fn plain(name: &str) -> String {
    name.trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-'], "_")
}

/// Counts lines up to a place, as an editor does, whichever way the lines end.
pub(crate) struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Lines<'t> {
        Lines { text, byte: 0, line: 1 }
    }

    /// The line of the row that begins at `byte`, or at the end of line that may still stand there.
    pub(crate) fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
        while end < bytes.len() && matches!(bytes.get(end), Some(b'\r' | b'\n')) {
            end += 1;
        }
        let passed = bytes.get(self.byte..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = end;
        self.line
    }
}
