//! Under which key a replica makes changes.

use ed25519_dalek::SigningKey;

/// The hash of the public key under which a replica makes changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin([u8; 32]);

impl Origin {
    /// An origin as it is stored.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Origin {
        Origin(bytes)
    }

    /// The bytes that are stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The origin of a public key.
    #[must_use]
    pub fn of_public_key(key: &[u8; 32]) -> Origin {
        Origin(*blake3::hash(key).as_bytes())
    }

    /// Four letters for the numbers that people read, before a server has given a letter.
    /// Letters that look or sound alike (I, O, Q, U, V) are left out.
    #[must_use]
    pub fn series_code(&self) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTWXYZ";
        self.0.iter().take(4).map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
    }
}

/// The private key of an origin. It lives outside the database and outside every backup.
#[derive(Clone)]
pub struct OriginKey(SigningKey);

impl OriginKey {
    /// The key made of 32 secret random bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> OriginKey {
        OriginKey(SigningKey::from_bytes(secret))
    }

    /// The origin that this key makes changes under.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin::of_public_key(&self.public_key())
    }

    /// The public key: it travels with what is signed.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub(crate) fn signing_key(&self) -> &SigningKey {
        &self.0
    }
}
