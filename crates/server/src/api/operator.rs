//! What the operator did at the server's own command line, for the audit of the organization: a note beside the logs, which
//! a server with the API takes into the clinic. The command line itself holds no clinic.

use super::Api;
use super::problem::Problem;
use super::site::Site;
use healthsync_clinic::audit::Revocation;
use healthsync_clinic::outside::Millis;
use healthsync_hub::HubError;
use healthsync_hub::hub::{Hub, Transaction, Wish, Workstation};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

const SHELF: &str = "operator";
/// Where no server with an API is ever started, nobody reads the note.
const KEPT_MS: Millis = 400 * 86_400_000;
/// Who takes a note down has so long; then another may.
const LEASE_MS: Millis = 60_000;
/// The longest reason, in letters.
const LONGEST_REASON: usize = 300;

/// A workstation that the operator took off.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Deed {
    site_id: Uuid,
    workstation: String,
    keeps_data: bool,
    reason: Option<String>,
    at: Millis,
    taken_until: Millis,
}

/// What people call a workstation: its name, and the letters of its numbers.
pub(super) fn named(one: &Workstation) -> String {
    format!("{} ({})", one.name, one.series_code)
}

/// A reason as it is kept; none, where nothing was said.
pub(super) fn said(reason: Option<&str>) -> Option<String> {
    let reason: String = reason?.trim().chars().take(LONGEST_REASON).collect();
    (!reason.is_empty()).then_some(reason)
}

/// Notes that the operator took a workstation off.
///
/// # Errors
/// When the hub's database fails.
pub async fn note_revoked(
    hub: &impl Hub,
    organization: Uuid,
    one: &Workstation,
    wish: Wish,
    reason: Option<&str>,
    now: Millis,
) -> Result<(), HubError> {
    let deed = Deed {
        site_id: one.site_id,
        workstation: named(one),
        keeps_data: wish == Wish::KeepData,
        reason: said(reason),
        at: now,
        taken_until: 0,
    };
    let mut ledger = hub.begin(organization).await?;
    ledger.put_note(SHELF, &format!("{}-{now}", one.id), written(&deed), now + KEPT_MS).await?;
    ledger.commit().await
}

fn written(deed: &Deed) -> Vec<u8> {
    serde_json::to_vec(deed).unwrap_or_default()
}

fn read(value: &[u8]) -> Option<Deed> {
    serde_json::from_slice(value).ok()
}

impl<H: Hub> Api<H> {
    /// Takes what the operator did into the audit of a site: of its own workstations, and of those of a site that nobody
    /// serves here.
    ///
    /// # Errors
    /// When a database fails: the note stays then.
    pub(super) async fn take_down_deeds(&self, site: &Arc<Site>) -> Result<(), Problem> {
        let (organization, now) = (site.organization_id, self.now());
        let served: Vec<Uuid> = self.sites_now().await.iter().map(|one| one.site_id).collect();
        let is_ours = |deed: &Deed| deed.site_id == site.site_id || !served.contains(&deed.site_id);
        let is_due = |deed: &Deed| is_ours(deed) && deed.taken_until <= now;
        // Looked at first without holding anybody up.
        let notes = self.hub.begin_reading(organization).await?.notes(SHELF).await?;
        if !notes.iter().filter_map(|(_, value)| read(value)).any(|deed| is_due(&deed)) {
            return Ok(());
        }
        let mut ledger = self.hub.begin(organization).await?;
        let notes = ledger.notes(SHELF).await?.into_iter();
        let due: Vec<(String, Deed)> =
            notes.filter_map(|(key, value)| Some((key, read(&value)?))).filter(|(_, deed)| is_due(deed)).collect();
        for (key, deed) in &due {
            let taken = Deed { taken_until: now + LEASE_MS, ..deed.clone() };
            ledger.put_note(SHELF, key, written(&taken), deed.at + KEPT_MS).await?;
        }
        ledger.commit().await?;
        for (key, deed) in due {
            let (of, id) = (Arc::clone(site), Uuid::new_v5(&site.site_id, key.as_bytes()));
            let Deed { workstation, keeps_data, reason, .. } = deed;
            let revocation = Revocation { by: None, workstation, keeps_data, reason };
            site.blocking(move || of.clinic.note_revocation(id, &revocation)).await?;
            // What is not in the log yet is taken down once more, under the same id.
            if site.shared().await {
                let mut ledger = self.hub.begin(organization).await?;
                ledger.forget_note(SHELF, &key).await?;
                ledger.commit().await?;
            }
        }
        Ok(())
    }
}
