//! Letters that wait to be sent: sealed notes beside the logs, so that any server over the database may send them.

use super::Api;
use super::logins::ApiKeys;
use super::problem::Problem;
use healthsync_clinic::outside::{Millis, Outside};
use healthsync_clinic::vault::Sealed;
use healthsync_hub::hub::{Hub, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A letter that nobody could send for so long is of no use any more.
const KEPT_MS: Millis = 7 * 86_400_000;
const SHELF: &str = "outbox";

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// An email address.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
}

/// Puts a letter into the outbox, in the transaction that it belongs to.
///
/// # Errors
/// When the hub's database fails.
pub async fn put<T: Transaction>(
    ledger: &mut T,
    keys: &ApiKeys,
    outside: &Outside,
    letter: &Letter,
) -> Result<(), Problem> {
    let plain = serde_json::to_vec(letter).map_err(Problem::broken)?;
    let sealed = serde_json::to_vec(&Sealed::new(&keys.notes, &plain, outside)?).map_err(Problem::broken)?;
    // An id of now: letters are sent in the order in which they were written.
    Ok(ledger.put_note(SHELF, &outside.id().to_string(), sealed, outside.now() + KEPT_MS).await?)
}

impl<H: Hub> Api<H> {
    /// The letters of an organization that wait, the first first, each with its key.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn letters(&self, organization_id: Uuid) -> Result<Vec<(String, Letter)>, Problem> {
        let notes = self.hub.begin_reading(organization_id).await?.notes(SHELF).await?;
        let read = |value: &[u8]| {
            let sealed: Sealed = serde_json::from_slice(value).ok()?;
            serde_json::from_slice(&sealed.open(&self.keys.notes).ok()?).ok()
        };
        let mut letters: Vec<(String, Letter)> =
            notes.into_iter().filter_map(|(key, value)| Some((key, read(&value)?))).collect();
        letters.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(letters)
    }

    /// Takes a letter out of the outbox: it was sent.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn letter_is_sent(&self, organization_id: Uuid, key: &str) -> Result<(), Problem> {
        let mut ledger = self.hub.begin(organization_id).await?;
        ledger.forget_note(SHELF, key).await?;
        Ok(ledger.commit().await?)
    }
}
