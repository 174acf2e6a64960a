//! Notes who was heard, but not at every exchange: what is read by people need not be written a hundred times a minute.

use crate::hub::{Contact, Hub, note_contact};
use crate::tokens::Bearer;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A workstation's last contact is written again only after so long, or when its program is another one.
const EVERY_MS: i64 = 60_000;

/// What this server noted last of each workstation.
#[derive(Default)]
pub(super) struct Heard(Mutex<HashMap<(Uuid, Uuid), Contact>>);

impl Heard {
    /// A workstation exchanged. That it could not be noted stops nobody.
    pub(super) async fn hear(&self, hub: &impl Hub, bearer: &Bearer, contact: Contact) {
        let key = (bearer.organization_id, bearer.workstation_id);
        let is_news = {
            let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let is_known = noted
                .get(&key)
                .is_some_and(|last| last.program == contact.program && contact.at_ms - last.at_ms < EVERY_MS);
            if !is_known {
                noted.insert(key, contact.clone());
            }
            !is_known
        };
        if is_news && let Err(reason) = note_contact(hub, key.0, key.1, &contact).await {
            tracing::warn!(%reason, "it could not be noted that a workstation was heard");
        }
    }
}
