//! Who somebody is: refresh tokens, of which only a hash is stored, and access tokens of ten minutes.

use crate::{HubError, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use healthsync_sync::WipeKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An access token is good for so long.
pub const ACCESS_SECONDS: i64 = 600;
const ISSUER: &str = "healthsync-server";
const SIGNED: usize = 16 + 16 + 8 + 16;

/// The server's secret. It lives beside the database and never in it, so that a database put back from a backup
/// still knows its own tokens.
#[derive(Clone)]
pub struct Keys {
    access: [u8; 32],
    refresh: [u8; 32],
    series: [u8; 32],
    wipe: [u8; 32],
}

/// Whom an access token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The organization.
    pub organization_id: Uuid,
    /// The workstation.
    pub workstation_id: Uuid,
}

/// A refresh token: one link of a workstation's family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// Whose it is.
    pub bearer: Bearer,
    /// 1, 2, 3 … along the family.
    pub generation: u64,
    /// What tells it from another of the same number.
    pub seed: [u8; 16],
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: Uuid,
    org: Uuid,
    iat: i64,
    exp: i64,
}

impl Keys {
    /// The keys made of 32 secret random bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Keys {
        Keys {
            access: blake3::derive_key("healthsync 2026 hub access tokens", secret),
            refresh: blake3::derive_key("healthsync 2026 hub refresh tokens", secret),
            series: blake3::derive_key("healthsync 2026 hub letters of series", secret),
            wipe: blake3::derive_key("healthsync 2026 hub wishes to wipe", secret),
        }
    }

    /// The key that signs the wish that a revoked workstation destroy its own.
    #[must_use]
    pub fn wipe_key(&self) -> WipeKey {
        WipeKey::from_secret(&self.wipe)
    }

    /// The server's word that it gave the letters of a series to a key: with it a workstation that a restored database
    /// has forgotten keeps them.
    #[must_use]
    pub fn series_receipt(&self, organization_id: Uuid, public_key: &[u8; 32], letters: &str) -> String {
        let said = [organization_id.as_bytes().as_slice(), public_key, letters.as_bytes()].concat();
        URL_SAFE_NO_PAD.encode(blake3::keyed_hash(&self.series, &said).as_bytes())
    }

    /// A new access token.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn access_token(&self, bearer: Bearer, now_ms: i64) -> Result<String> {
        let iat = now_ms / 1000;
        let (sub, org) = (bearer.workstation_id, bearer.organization_id);
        let claims = Claims { iss: ISSUER.into(), sub, org, iat, exp: iat + ACCESS_SECONDS };
        let key = EncodingKey::from_secret(&self.access);
        let signed = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key);
        signed.map_err(|reason| HubError::Broken(reason.to_string()))
    }

    /// Whom an access token names.
    ///
    /// # Errors
    /// When this server did not give it, or it is too old.
    pub fn bearer(&self, token: &str, now_ms: i64) -> Result<Bearer> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        // Time is an argument here.
        validation.validate_exp = false;
        let key = DecodingKey::from_secret(&self.access);
        let decoded = jsonwebtoken::decode::<Claims>(token, &key, &validation);
        let claims = decoded.map_err(|_| HubError::NotSignedIn)?.claims;
        if now_ms / 1000 >= claims.exp {
            return Err(HubError::TokenExpired);
        }
        Ok(Bearer { organization_id: claims.org, workstation_id: claims.sub })
    }

    /// The text of a refresh token.
    #[must_use]
    pub fn write(&self, token: &RefreshToken) -> String {
        let signed = token.signed();
        let mac = blake3::keyed_hash(&self.refresh, &signed);
        URL_SAFE_NO_PAD.encode([signed.as_slice(), mac.as_bytes()].concat())
    }

    /// The refresh token of a text.
    ///
    /// # Errors
    /// When this server did not give it.
    pub fn read(&self, text: &str) -> Result<RefreshToken> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| HubError::BadRefreshToken)?;
        let (signed, mac) = bytes.split_at_checked(SIGNED).ok_or(HubError::BadRefreshToken)?;
        let mac: [u8; 32] = mac.try_into().map_err(|_| HubError::BadRefreshToken)?;
        // Comparing two of blake3's hashes takes the same time wherever they differ.
        if blake3::keyed_hash(&self.refresh, signed) != mac {
            return Err(HubError::BadRefreshToken);
        }
        let mut ids = [[0; 16]; 2];
        ids[0].copy_from_slice(&signed[..16]);
        ids[1].copy_from_slice(&signed[16..32]);
        let (mut generation, mut seed) = ([0; 8], [0; 16]);
        generation.copy_from_slice(&signed[32..40]);
        seed.copy_from_slice(&signed[40..]);
        let [organization_id, workstation_id] = ids.map(Uuid::from_bytes);
        let bearer = Bearer { organization_id, workstation_id };
        Ok(RefreshToken { bearer, generation: u64::from_be_bytes(generation), seed })
    }
}

impl RefreshToken {
    /// The first of a family: the same for the same enrolment, so that an answer that was lost can be given again.
    #[must_use]
    pub fn first(bearer: Bearer, enrolled_by: &[u8]) -> RefreshToken {
        RefreshToken { bearer, generation: 1, seed: seed(enrolled_by) }
    }

    /// The one after this: the same for the same nonce of the workstation, for the same reason.
    #[must_use]
    pub fn next(&self, nonce: &str) -> RefreshToken {
        let seed = seed(&[self.signed().as_slice(), nonce.as_bytes()].concat());
        RefreshToken { bearer: self.bearer, generation: self.generation.saturating_add(1), seed }
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.signed()).as_bytes()
    }

    fn signed(&self) -> Vec<u8> {
        let (organization, workstation) = (self.bearer.organization_id, self.bearer.workstation_id);
        let generation = self.generation.to_be_bytes();
        [organization.as_bytes().as_slice(), workstation.as_bytes(), &generation, &self.seed].concat()
    }
}

fn seed(of: &[u8]) -> [u8; 16] {
    let mut seed = [0; 16];
    seed.copy_from_slice(&blake3::hash(of).as_bytes()[..16]);
    seed
}
