//! How notes beside the logs are sealed: what lies in the hub's database is read by the API's servers alone.

use super::logins::ApiKeys;
use super::problem::Problem;
use healthsync_clinic::outside::Outside;
use healthsync_clinic::vault::Sealed;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A note as it is kept.
///
/// # Errors
/// Only where it is longer than any machine holds.
pub(super) fn sealed(keys: &ApiKeys, outside: &Outside, note: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let plain = serde_json::to_vec(note).map_err(Problem::broken)?;
    serde_json::to_vec(&Sealed::new(&keys.notes, &plain, outside)?).map_err(Problem::broken)
}

/// What a kept note says; nothing, of an empty one and of one that is not ours.
pub(super) fn opened<N: DeserializeOwned>(keys: &ApiKeys, value: &[u8]) -> Option<N> {
    let sealed: Sealed = serde_json::from_slice(value).ok()?;
    serde_json::from_slice(&sealed.open(&keys.notes).ok()?).ok()
}
