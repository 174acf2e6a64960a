//! A device's key: 256 random bits, of which only the hash is kept.

use crate::outside::Outside;
use std::fmt::Write;

/// What a key begins with, so that people and programs tell it from other secrets.
pub const MARK: &str = "hsdk_";

/// A new key.
pub(super) fn new(outside: &Outside) -> String {
    let bytes: [u8; 32] = outside.bytes();
    bytes.iter().fold(MARK.to_owned(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What is kept of a key. Nobody guesses 256 random bits, so the hash need not be slow.
pub(super) fn hash(key: &str) -> String {
    blake3::hash(key.as_bytes()).to_hex().to_string()
}

/// Whether a key is the one that was hashed.
pub(super) fn is(key: &str, kept: &str) -> bool {
    // Comparing two of blake3's hashes takes the same time wherever they differ.
    blake3::Hash::from_hex(kept).is_ok_and(|kept| blake3::hash(key.as_bytes()) == kept)
}
