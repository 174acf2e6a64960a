//! When a workstation was last heard, and which program it runs: a note beside the logs, for administrators to read.

use super::{Hub, Transaction};
use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

const SHELF: &str = "contact";
/// Who was not heard for so long is gone: two years.
const KEPT_MS: i64 = 2 * 365 * 86_400_000;
/// What a workstation calls its program is at most so long.
const LONGEST: usize = 60;

/// The last time that a workstation exchanged over the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The program, as it says: `HealthSync/0.1.0`. Empty where it says none.
    pub program: String,
}

impl Contact {
    /// A contact of now; what a program says of itself is cut to what a line holds.
    #[must_use]
    pub fn new(at_ms: i64, program: &str) -> Contact {
        Contact { at_ms, program: program.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect() }
    }
}

/// Notes that a workstation was heard.
///
/// # Errors
/// When the database fails.
pub async fn note_contact(
    hub: &impl Hub,
    organization_id: Uuid,
    workstation_id: Uuid,
    contact: &Contact,
) -> Result<()> {
    let value = serde_json::to_vec(contact).unwrap_or_default();
    // It belongs to the workstation alone: nobody is held up.
    let mut ledger = hub.begin_reading(organization_id).await?;
    ledger.put_note(SHELF, &workstation_id.to_string(), value, contact.at_ms + KEPT_MS).await?;
    ledger.commit().await
}

/// When each workstation was last heard; those that were never heard are left out.
///
/// # Errors
/// When the database fails.
pub async fn contacts(ledger: &mut impl Transaction) -> Result<HashMap<Uuid, Contact>> {
    let notes = ledger.notes(SHELF).await?;
    let read = |(key, value): (String, Vec<u8>)| Some((key.parse().ok()?, serde_json::from_slice(&value).ok()?));
    Ok(notes.into_iter().filter_map(read).collect())
}
