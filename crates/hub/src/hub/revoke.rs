//! Revoking: a workstation is taken off its organization.

use super::again::again;
use super::{Hub, Transaction};
use crate::{HubError, Result};
use healthsync_sync::{Log, Origin, Scope};
use uuid::Uuid;

/// What becomes of the data on a workstation that is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It was lost or stolen: it is asked to destroy its key, and with it all that it holds.
    Wipe,
    /// It goes on alone: it keeps what it holds.
    KeepData,
}

/// Takes a workstation off its organization: from its next request on nobody listens to it, and what its key signs
/// from now on is not taken, whoever brings it. Revoked again, the last wish counts.
///
/// # Errors
/// When it is not of this organization, or the database fails.
pub async fn revoke(
    hub: &impl Hub,
    organization_id: Uuid,
    workstation_id: Uuid,
    wish: Wish,
    now_ms: i64,
) -> Result<()> {
    again(|| once(hub, organization_id, workstation_id, wish, now_ms)).await
}

async fn once(hub: &impl Hub, organization_id: Uuid, workstation_id: Uuid, wish: Wish, now_ms: i64) -> Result<()> {
    let mut ledger = hub.begin(organization_id).await?;
    let found = ledger.workstation(workstation_id).await?;
    let mut workstation = found.ok_or(HubError::NotFound("workstation"))?;
    workstation.is_revoked = true;
    workstation.is_family_dead = true;
    workstation.keeps_data = wish == Wish::KeepData;
    ledger.put_workstation(&workstation, now_ms).await?;
    let origin = Origin::of_public_key(&workstation.public_key);
    let vector = ledger.vector().await?;
    let scopes = [Scope::Org, Scope::Site(workstation.site_id), Scope::Audit(workstation.site_id)];
    let logs = scopes.map(|scope| Log { scope, origin });
    ledger.close(logs.map(|log| log.at(vector.tip(&log).seq)).to_vec()).await?;
    ledger.commit().await?;
    tracing::info!(organization = %organization_id, workstation = %workstation_id, ?wish, "revoked");
    Ok(())
}
