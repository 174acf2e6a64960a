//! One-time codes: each opens one sealed note, for a while. The note lies under the code's hash, so whoever reads the
//! database knows no code.

use super::logins::ApiKeys;
use super::notes::sealed;
use super::problem::Problem;
use super::site::Site;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::Transaction;
use serde::Serialize;
use uuid::Uuid;

/// A code as it is shown: it says whose it is, and a secret.
pub(super) struct Code {
    pub organization_id: Uuid,
    pub site_id: Uuid,
    secret: [u8; 16],
}

impl Code {
    pub(super) fn new(site: &Site) -> Code {
        let secret = site.clinic.outside().bytes();
        Code { organization_id: site.organization_id, site_id: site.site_id, secret }
    }

    pub(super) fn read(text: &str) -> Option<Code> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok()?;
        let sixteen = |at: usize| bytes.get(at..at + 16)?.try_into().ok();
        let (organization, site, secret) = (sixteen(0)?, sixteen(16)?, sixteen(32)?);
        let is_whole = bytes.len() == 48;
        is_whole.then(|| Code {
            organization_id: Uuid::from_bytes(organization),
            site_id: Uuid::from_bytes(site),
            secret,
        })
    }

    pub(super) fn write(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes())
    }

    fn bytes(&self) -> Vec<u8> {
        [self.organization_id.as_bytes().as_slice(), self.site_id.as_bytes(), &self.secret].concat()
    }

    /// Where its note lies.
    pub(super) fn key(&self) -> String {
        blake3::hash(&self.bytes()).to_hex().to_string()
    }
}

/// Writes a note that may be forgotten after `until`.
pub(super) async fn put<T: Transaction>(
    ledger: &mut T,
    keys: &ApiKeys,
    site: &Site,
    (shelf, key): (&'static str, &str),
    note: &impl Serialize,
    until: Millis,
) -> Result<(), Problem> {
    Ok(ledger.put_note(shelf, key, sealed(keys, site.clinic.outside(), note)?, until).await?)
}
