//! Rotating refresh tokens: each is used once, and who uses one twice ends its whole family.

use super::again::again;
use super::{Hub, Transaction};
use crate::tokens::{Keys, RefreshToken};
use crate::{HubError, Result};

/// Takes a refresh token for the next one. `nonce` is the workstation's: with the same nonce a token that was taken
/// already gives the same next one again, so that an answer lost on its way does not end the family. Who copied the
/// token does not know the nonce.
///
/// # Errors
/// When the token is not this server's, was used twice, or its workstation was revoked.
pub async fn rotate(hub: &impl Hub, keys: &Keys, token: &str, nonce: &str, now_ms: i64) -> Result<RefreshToken> {
    let token = keys.read(token)?;
    if !(16..=128).contains(&nonce.len()) {
        return Err(HubError::Malformed("a nonce has 16 to 128 bytes".into()));
    }
    again(|| take(hub, &token, nonce, now_ms)).await
}

async fn take(hub: &impl Hub, token: &RefreshToken, nonce: &str, now_ms: i64) -> Result<RefreshToken> {
    let mut ledger = hub.begin(token.bearer.organization_id).await?;
    let found = ledger.workstation(token.bearer.workstation_id).await?;
    let mut workstation = found.ok_or(HubError::NotOnRoll)?;
    if workstation.is_revoked {
        return Err(workstation.refused());
    }
    if workstation.is_family_dead {
        return Err(HubError::RefreshTokenReused);
    }
    let next = token.next(nonce);
    let is_last = token.generation == workstation.generation && token.hash() == workstation.token_hash;
    // Only this server could have signed a token from the future: its database was put back from a backup.
    let is_ahead = token.generation > workstation.generation;
    let is_repeated = next.generation == workstation.generation && next.hash() == workstation.token_hash;
    if is_repeated {
        return Ok(next);
    }
    if is_ahead {
        tracing::warn!(workstation = %workstation.id, "a token from the future: this database was set back");
    }
    if is_last || is_ahead {
        workstation.generation = next.generation;
        workstation.token_hash = next.hash();
    } else {
        workstation.is_family_dead = true;
    }
    ledger.put_workstation(&workstation, now_ms).await?;
    ledger.commit().await?;
    if workstation.is_family_dead {
        tracing::warn!(workstation = %workstation.id, "a refresh token was used twice");
        return Err(HubError::RefreshTokenReused);
    }
    Ok(next)
}
