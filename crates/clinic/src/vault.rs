//! Keys under lock: sealed by another key, wrapped by a passphrase, or by the code that a person keeps on paper.

use crate::accounts::Password;
use crate::error::{Error, Result, StoreError};
use crate::outside::Outside;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Bytes that only a key opens (XChaCha20-Poly1305).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sealed {
    nonce: String,
    bytes: String,
}

impl Sealed {
    /// Seals bytes under a key.
    ///
    /// # Errors
    /// Only where the bytes are longer than any machine holds.
    pub fn new(key: &[u8; 32], plain: &[u8], outside: &Outside) -> Result<Sealed> {
        let (nonce, bytes) = encrypted(key, plain, outside)?;
        Ok(Sealed { nonce: STANDARD.encode(nonce), bytes: STANDARD.encode(bytes) })
    }

    /// The bytes.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`] under another key, or where they were altered.
    pub fn open(&self, key: &[u8; 32]) -> Result<Zeroizing<Vec<u8>>> {
        decrypted(key, &decoded(&self.nonce)?, &decoded(&self.bytes)?)
    }
}

/// Seals a file under a key, into one piece.
///
/// # Errors
/// Only where the bytes are longer than any machine holds.
pub fn seal(key: &[u8; 32], plain: &[u8], outside: &Outside) -> Result<Vec<u8>> {
    let (nonce, bytes) = encrypted(key, plain, outside)?;
    Ok([nonce.as_slice(), &bytes].concat())
}

/// What was sealed into one piece.
///
/// # Errors
/// [`StoreError::WrongKey`] under another key, or where it was altered.
pub fn unseal(key: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, bytes) = sealed.split_at_checked(NONCE).ok_or_else(|| damaged("has a wrong length"))?;
    decrypted(key, nonce, bytes)
}

const NONCE: usize = 24;

fn encrypted(key: &[u8; 32], plain: &[u8], outside: &Outside) -> Result<([u8; NONCE], Vec<u8>)> {
    let nonce = outside.bytes();
    let cipher = XChaCha20Poly1305::new(key.into());
    let bytes = cipher.encrypt(&XNonce::from(nonce), plain).map_err(|_| damaged("cannot be sealed"))?;
    Ok((nonce, bytes))
}

fn decrypted(key: &[u8; 32], nonce: &[u8], bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| damaged("has a wrong length"))?;
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(nonce), bytes);
    plain.map(Zeroizing::new).map_err(|_| StoreError::WrongKey.into())
}

/// A key that a passphrase opens (argon2id, 64 MiB, 3 passes).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wrapped {
    salt: String,
    sealed: Sealed,
}

impl Wrapped {
    /// Wraps a key under a passphrase. Slow on purpose.
    ///
    /// # Errors
    /// When the machine has no 64 MiB to spare.
    pub fn new(passphrase: &Password, key: &[u8; 32], outside: &Outside) -> Result<Wrapped> {
        let salt: [u8; 16] = outside.bytes();
        let sealed = Sealed::new(&*stretched(passphrase, &salt)?, key, outside)?;
        Ok(Wrapped { salt: STANDARD.encode(salt), sealed })
    }

    /// The key. Slow on purpose.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`] under another passphrase.
    pub fn open(&self, passphrase: &Password) -> Result<Zeroizing<[u8; 32]>> {
        let plain = self.sealed.open(&*stretched(passphrase, &decoded(&self.salt)?)?)?;
        let key: [u8; 32] = plain.as_slice().try_into().map_err(|_| damaged("has a wrong length"))?;
        Ok(Zeroizing::new(key))
    }
}

fn stretched(passphrase: &Password, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    crate::accounts::argon2id()
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|reason| damaged(&format!("could not be stretched: {reason}")))?;
    Ok(key)
}

fn decoded(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text).map_err(|_| damaged("is damaged"))
}

fn damaged(what: &str) -> Error {
    StoreError::Unreadable(format!("the key file {what}")).into()
}

/// The letters of the code: Crockford's, without those that look alike.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new recovery code: 130 random bits and a check letter, in groups of four, to be printed and locked away.
#[must_use]
pub fn new_recovery_code(outside: &Outside) -> Zeroizing<String> {
    let random: [u8; 26] = outside.bytes();
    let mut code: String = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    code.push(crate::numbers::check_character(&code));
    let groups: Vec<String> =
        code.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Zeroizing::new(groups.join("-"))
}

/// A recovery code as somebody typed it: case, spaces and letters that look alike are forgiven.
///
/// # Errors
/// When it cannot be right: a letter is missing or wrong.
pub fn read_recovery_code(typed: &str) -> Result<Password> {
    let letter = |letter: char| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).map(letter).collect();
    // The check letter itself may be one of those that look alike, so the body decides.
    let is_right = plain.len() == 27 && letter(crate::numbers::check_character(&plain[..26])) == letter_at(&plain, 26);
    if !is_right {
        let sentence = "This is not a recovery code: a letter is missing or wrong. Compare it with the paper.";
        return Err(crate::Invalid::new("code", "bad_recovery_code", sentence).into());
    }
    Ok(Password::from(&plain[..26]))
}

fn letter_at(text: &str, index: usize) -> char {
    text.as_bytes().get(index).map_or(' ', |byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    fn outside() -> Outside {
        let next = AtomicU8::new(1);
        Outside::new(|| 0, || 0, move |bytes| bytes.fill_with(|| next.fetch_add(37, Ordering::Relaxed)))
    }

    #[test]
    fn a_key_opens_under_its_passphrase_only() {
        let outside = outside();
        let wrapped = Wrapped::new(&"correct horse".into(), &[7; 32], &outside).expect("64 MiB");
        assert_eq!(*wrapped.open(&"correct horse".into()).expect("the right one"), [7; 32], "the key comes back");
        let wrong = wrapped.open(&"incorrect horse".into());
        assert!(matches!(wrong, Err(Error::Store(StoreError::WrongKey))), "another passphrase opens nothing");
    }

    #[test]
    fn a_recovery_code_is_read_as_people_write_it() {
        let code = new_recovery_code(&outside());
        let read = |typed: &str| read_recovery_code(typed).map(|password| password.as_bytes().to_vec());
        let plain = read(&code).expect("as printed");
        assert_eq!(read(&code.to_lowercase().replace('-', " ")).expect("spoken"), plain, "case and spaces");
        assert_eq!(read(&code.replace('0', "O").replace('1', "l")).expect("misread"), plain, "letters that look alike");
        let (first, rest) = code.split_at(1);
        let other = if first == "Z" { "Y" } else { "Z" };
        assert!(read(&format!("{other}{rest}")).is_err(), "a wrong letter is found");
        assert!(read(rest).is_err(), "a missing letter is found");
    }
}
