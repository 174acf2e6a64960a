//! Passwords: argon2id with 64 MiB and 3 passes (RFC 9106's second recommendation), and what a new one must be.

use crate::error::{Error, Invalid, Result};
use crate::outside::Outside;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use schemars::JsonSchema;
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A new password has at least this many characters.
pub const MIN_PASSWORD: usize = 8;

/// A password as it was typed. It is wiped from memory and never printed.
#[derive(Clone, Deserialize, JsonSchema, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Password")
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Password(text.into())
    }
}

impl Password {
    /// The password itself, for who hands it on to the server that decides by it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The hasher for passwords and passphrases.
pub(crate) fn argon2id() -> Argon2<'static> {
    let params = Params::new(64 * 1024, 3, 1, None).expect("64 MiB, 3 passes and one lane are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password, as a PHC string. Slow on purpose: never inside a transaction.
pub(crate) fn hash(password: &Password, outside: &Outside) -> Result<String> {
    let salt: [u8; 16] = outside.bytes();
    let hash: PasswordHash = argon2id().hash_password_with_salt(password.as_bytes(), &salt).map_err(|reason| {
        Error::Refused { code: "password_failed", sentence: format!("The password could not be hashed: {reason}.") }
    })?;
    Ok(hash.to_string())
}

/// Whether a password has this hash. Slow on purpose: never inside a transaction.
pub(crate) fn is_right(password: &Password, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| argon2id().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// Whether who guesses tries it among the first: a row of keys or of numbers, few signs again and again, a word for it.
fn is_guessed_first(password: &str) -> bool {
    const ROWS: [&str; 6] =
        ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv"];
    const WORDS: [&str; 6] = ["password", "passw0rd", "iloveyou", "letmein", "welcome", "administrator"];
    let backwards: String = password.chars().rev().collect();
    let is_row = ROWS.iter().any(|row| row.contains(password) || row.contains(&backwards));
    let signs: std::collections::HashSet<char> = password.chars().collect();
    // What is left of "Password123" without its numbers is the word.
    let word = password.trim_matches(|sign: char| !sign.is_alphabetic());
    is_row || signs.len() < 4 || WORDS.contains(&word) || WORDS.contains(&password)
}

/// Refuses passwords that are too short, that are guessed first, or that are the user name.
pub(crate) fn check_new(field: &str, password: &Password, username: &str) -> Result<()> {
    let length = password.0.chars().count();
    if length < MIN_PASSWORD {
        let sentence = format!("A password has at least {MIN_PASSWORD} characters; this one has {length}.");
        let details = serde_json::json!({ "least": MIN_PASSWORD, "length": length });
        return Err(Invalid::new(field, "password_too_short", sentence).with(details).into());
    }
    let lower = password.0.to_lowercase();
    if is_guessed_first(&lower) {
        let sentence = "This password is among the first that are tried. Choose another, such as three words.";
        return Err(Invalid::new(field, "password_guessed", sentence).into());
    }
    if lower.contains(username) {
        let sentence = "A password does not contain the user name.";
        return Err(Invalid::new(field, "password_is_username", sentence).into());
    }
    Ok(())
}
