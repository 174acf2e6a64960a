//! The way back: the clinic goes on from a backup, under a new origin, and what was there is set aside.

use super::opened::{BackupChoice, chosen};
use super::work::{account_of, check_room, name_of};
use super::{DEFAULT, check_way_back, is_demo, swap};
use crate::host::{Host, StartState};
use healthsync_clinic::accounts::Password;
use healthsync_clinic::backups::{extract, open_copy};
use healthsync_clinic::db::Secrets;
use healthsync_clinic::{Error, Result, StoreError};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::Path;
use uuid::Uuid;

/// Which backup the clinic goes on from.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct RestoreOrder {
    /// The backup.
    pub path: String,
    /// The recovery code, where this computer has not the key.
    #[serde(default)]
    pub code: Option<String>,
    /// A passphrase for the key, where the system keeps no keys and this computer has not the key.
    #[serde(default)]
    pub passphrase: Option<Password>,
}

/// Goes on from a backup.
pub fn restore(host: &Host, session: Option<&str>, order: RestoreOrder) -> Result<StartState> {
    check_way_back(host, session)?;
    let open = host.clinic().ok();
    if open.as_ref().is_some_and(|clinic| is_demo(clinic)) || (open.is_none() && host.folders.has_only_demo()) {
        let sentence = "This is the demo. Remove it first; then the first screen offers to restore a backup.";
        return Err(Error::Refused { code: "backup_in_demo", sentence: sentence.into() });
    }
    let account = open.as_ref().map_or(Uuid::nil(), |clinic| account_of(clinic, session));
    let choice = BackupChoice { path: Some(order.path), code: order.code };
    let (path, head, inside, key) = chosen(host, &choice)?;
    if inside.is_demo {
        let sentence =
            "This backup is of the made-up clinic. It can be opened in a drill, and no clinic goes on from it.";
        return Err(Error::Refused { code: "backup_of_demo", sentence: sentence.into() });
    }
    let _turn = host.backup_turn()?;
    let file = host.folders.file(false);
    check_room(&host.folders.data, head.database_bytes)?;
    let waiting = swap::waiting(&file);
    // Under another name until it is proven: what waits under the final one is whole.
    let part = waiting.with_extension("part");
    extract(&path, &key, &part, &|_, _| Ok(()))?;
    open_copy(&part, &key)?.close().map_err(|(_, reason)| StoreError::from(reason))?;
    std::fs::rename(&part, &waiting).map_err(StoreError::from)?;
    let is_other_key = host.any_key().as_ref() != Some(&key);
    let has_code = file.with_file_name("recovery.json").exists();
    if let Some(recovery) = head.recovery.as_ref().filter(|_| is_other_key || !has_code) {
        let text = serde_json::to_vec(recovery).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        swap::wait_with_recovery(&file, &text)?;
    }
    drop(open);
    host.close_when_idle()?;
    let outside = crate::host::outside();
    // Without marks no file is the one that this computer left: it goes on under a new origin.
    let secrets = Secrets { key, ..Secrets::new(&outside) };
    let kept = host.keep_secrets(&secrets, is_other_key, order.passphrase);
    let secret = kept.inspect_err(|_| {
        // The old file is at work still; what waited is forgotten.
        let _ = swap::finish(&file);
    })?;
    let aside = swap::swap(&file, &name_of(outside.now()))?;
    let state = host.open_again(secret)?;
    let made = name_of(head.made_at);
    let kept_at = aside.map_or(String::new(), |folder| format!("; before: {}", folder.display()));
    if let Ok(clinic) = host.clinic() {
        // Without the note the clinic goes on as well.
        let _ = clinic.note_backup(account, true, format!("{made}{kept_at}"));
    }
    host.backups_changed(DEFAULT);
    Ok(state)
}

/// After a power cut in the middle of restoring: goes on, or forgets it.
pub fn finish_restore(file: &Path) -> Result<()> {
    swap::finish(file)
}
