//! Refresh tokens: each names its sign-in and which of its family it is, and only this server makes them.

use super::keys::ApiKeys;
use super::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// One link of a sign-in's family.
pub struct Refresh {
    /// The organization.
    pub organization_id: Uuid,
    /// The site.
    pub site_id: Uuid,
    pub(super) login_id: Uuid,
    pub(super) generation: u64,
    pub(super) seed: [u8; 16],
}

const SIGNED: usize = 16 * 4 + 8;

impl Refresh {
    /// The token of a text.
    ///
    /// # Errors
    /// When this server did not give it.
    pub fn read(keys: &ApiKeys, text: &str) -> Result<Refresh, Problem> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Problem::signed_out())?;
        let (signed, mac) = bytes.split_at_checked(SIGNED).ok_or_else(Problem::signed_out)?;
        let mac: [u8; 32] = mac.try_into().map_err(|_| Problem::signed_out())?;
        // Comparing two of blake3's hashes takes the same time wherever they differ.
        if blake3::keyed_hash(&keys.refresh, signed) != mac {
            return Err(Problem::signed_out());
        }
        let sixteen = |at: usize| <[u8; 16]>::try_from(&signed[at..at + 16]).unwrap_or_default();
        Ok(Refresh {
            organization_id: Uuid::from_bytes(sixteen(0)),
            site_id: Uuid::from_bytes(sixteen(16)),
            login_id: Uuid::from_bytes(sixteen(32)),
            seed: sixteen(48),
            generation: u64::from_be_bytes(signed[64..].try_into().unwrap_or_default()),
        })
    }

    pub(super) fn write(&self, keys: &ApiKeys) -> String {
        let signed = self.signed();
        URL_SAFE_NO_PAD.encode([signed.as_slice(), blake3::keyed_hash(&keys.refresh, &signed).as_bytes()].concat())
    }

    fn signed(&self) -> Vec<u8> {
        let ids = [self.organization_id, self.site_id, self.login_id].map(|id| *id.as_bytes());
        [ids.concat().as_slice(), &self.seed, &self.generation.to_be_bytes()].concat()
    }

    pub(super) fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.signed()).as_bytes()
    }
}
