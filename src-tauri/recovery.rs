//! The recovery code: on paper, it opens the key where the computer that keeps it is lost.

use crate::host::{Host, outside, remove_file};
use healthsync_clinic::Result;
use healthsync_clinic::StoreError;
use healthsync_clinic::db::Key;
use healthsync_clinic::outside::Outside;
use healthsync_clinic::vault::{Wrapped, new_recovery_code, read_recovery_code};

impl Host {
    /// A new code on paper; the old one opens nothing from then on.
    pub fn renew_recovery_code(&self) -> Result<String> {
        let clinic = self.clinic()?;
        let outside = outside();
        let code = new_recovery_code(&outside).to_string();
        let key = clinic.db().key().ok_or_else(|| StoreError::WrongKey)?;
        self.keep_recovery(&code, key, &outside)?;
        Ok(code)
    }

    /// Makes a code open the key. Until somebody says that it is on paper, the window reminds of it.
    pub(crate) fn keep_recovery(&self, code: &str, key: &Key, outside: &Outside) -> Result<()> {
        crate::keychain::write_whole(&self.folders.recovery_unconfirmed(), b"")?;
        let wrapped = Wrapped::new(&read_recovery_code(code)?, &key.0, outside)?;
        let text = serde_json::to_string(&wrapped).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        crate::keychain::write_whole(&self.folders.recovery(), text.as_bytes())
    }

    /// Somebody says that the recovery code is on paper.
    pub fn confirm_recovery_code(&self) -> Result<()> {
        remove_file(&self.folders.recovery_unconfirmed())
    }

    /// The recovery key as it lies beside the file.
    pub(crate) fn recovery_key(&self) -> Option<Wrapped> {
        serde_json::from_slice(&std::fs::read(self.folders.recovery()).ok()?).ok()
    }
}
