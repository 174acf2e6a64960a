//! The roll on PostgreSQL: organizations, their sites and workstations, one-time codes, and the logs that were closed.

use super::{bytes, news, row, rows};
use crate::hub::kept::{log, number};
use crate::hub::{Code, Workstation};
use crate::{HubError, Result};
use deadpool_postgres::Client;
use healthsync_sync::{Log, Place};
use std::collections::HashMap;
use tokio_postgres::Row;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

pub(super) async fn organization_named(client: &Client, name: &str) -> Result<Option<Uuid>> {
    let found = row(client, "SELECT organization_named($1)", &[&name]).await?;
    found.map_or(Ok(None), |row| Ok(row.try_get(0)?))
}

pub(super) async fn found(client: &Client, id: Uuid, name: &str) -> Result<()> {
    let inserted =
        rows(client, "INSERT INTO organizations (id, name, series_given) VALUES ($1, $2, 0)", &[&id, &name]).await;
    match inserted {
        Err(HubError::Postgres { code: Some(code), .. }) if code == SqlState::UNIQUE_VIOLATION => {
            Err(HubError::OrganizationExists)
        }
        other => other.map(drop),
    }
}

/// `noted`: so many were given according to the note beside the server. Returns how many are given now.
pub(super) async fn take_series(client: &Client, organization: Uuid, noted: u64) -> Result<u64> {
    let sql = "UPDATE organizations SET series_given = GREATEST(series_given, $2) + 1 WHERE id = $1
               RETURNING series_given";
    let given = row(client, sql, &[&organization, &number(noted)]).await?.ok_or(HubError::NotFound("organization"))?;
    Ok(given.try_get::<_, i64>(0)?.cast_unsigned())
}

pub(super) async fn count_series(client: &Client, organization: Uuid, at_least: u64) -> Result<()> {
    let sql = "UPDATE organizations SET series_given = GREATEST(series_given, $2) WHERE id = $1";
    rows(client, sql, &[&organization, &number(at_least)]).await?;
    Ok(())
}

pub(super) async fn add_code(client: &Client, hash: &[u8; 32], code: &Code) -> Result<()> {
    let (name, site, until) = (&code.organization_name, code.site_id, code.expires_at_ms);
    rows(client, "SELECT add_code($1, $2, $3, $4)", &[&hash.as_slice(), name, &site, &until]).await?;
    Ok(())
}

pub(super) async fn code(client: &Client, hash: &[u8; 32]) -> Result<Option<Code>> {
    let sql = "SELECT organization_name, site_id, expires_at, used_by FROM code_of($1)";
    let Some(row) = row(client, sql, &[&hash.as_slice()]).await? else { return Ok(None) };
    Ok(Some(Code {
        organization_name: row.try_get(0)?,
        site_id: row.try_get(1)?,
        expires_at_ms: row.try_get(2)?,
        used_by: row.try_get(3)?,
    }))
}

pub(super) async fn use_code(client: &Client, hash: &[u8; 32], workstation_id: Uuid) -> Result<bool> {
    let used = row(client, "SELECT use_code($1, $2)", &[&hash.as_slice(), &workstation_id]).await?;
    used.map_or(Ok(false), |row| Ok(row.try_get::<_, i64>(0)? == 1))
}

const WORKSTATION: &str = "SELECT id, site_id, name, public_key, series_code, generation, token_hash, is_family_dead,
        revoked_at IS NOT NULL, keeps_data
    FROM workstations WHERE organization_id = $1";

pub(super) async fn workstation(client: &Client, organization_id: Uuid, id: Uuid) -> Result<Option<Workstation>> {
    let found = row(client, &format!("{WORKSTATION} AND id = $2"), &[&organization_id, &id]).await?;
    found.map(|row| workstation_of(&row, organization_id)).transpose()
}

pub(super) async fn roll(client: &Client, organization_id: Uuid) -> Result<Vec<Workstation>> {
    let rows = rows(client, &format!("{WORKSTATION} ORDER BY id"), &[&organization_id]).await?;
    rows.iter().map(|row| workstation_of(row, organization_id)).collect()
}

fn workstation_of(row: &Row, organization_id: Uuid) -> Result<Workstation> {
    Ok(Workstation {
        organization_id,
        id: row.try_get(0)?,
        site_id: row.try_get(1)?,
        name: row.try_get(2)?,
        public_key: bytes(row, 3)?,
        series_code: row.try_get(4)?,
        generation: row.try_get::<_, i64>(5)?.cast_unsigned(),
        token_hash: bytes(row, 6)?,
        is_family_dead: row.try_get(7)?,
        is_revoked: row.try_get(8)?,
        keeps_data: row.try_get(9)?,
    })
}

pub(super) async fn put(client: &Client, organization: Uuid, it: &Workstation, now_ms: i64) -> Result<()> {
    let site = "INSERT INTO sites (organization_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    rows(client, site, &[&organization, &it.site_id]).await?;
    let sql = "INSERT INTO workstations AS old (organization_id, id, site_id, name, public_key, series_code,
                   enrolled_at, revoked_at, generation, token_hash, is_family_dead, keeps_data)
               VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, $10, $12)
               ON CONFLICT (organization_id, id) DO UPDATE SET
                   generation = excluded.generation,
                   token_hash = excluded.token_hash,
                   is_family_dead = excluded.is_family_dead,
                   keeps_data = excluded.keeps_data,
                   revoked_at = CASE WHEN $11 THEN COALESCE(old.revoked_at, $7) ELSE old.revoked_at END";
    let (key, hash, generation) = (it.public_key.as_slice(), it.token_hash.as_slice(), number(it.generation));
    rows(
        client,
        sql,
        &[
            &organization,
            &it.id,
            &it.site_id,
            &it.name,
            &key,
            &it.series_code,
            &now_ms,
            &generation,
            &hash,
            &it.is_family_dead,
            &it.is_revoked,
            &it.keeps_data,
        ],
    )
    .await?;
    if it.is_revoked {
        rows(client, news::NOTIFY, &[&organization.to_string()]).await?;
    }
    Ok(())
}

pub(super) async fn closed(client: &Client, organization: Uuid) -> Result<HashMap<Log, u64>> {
    let sql = "SELECT scope, origin, seq FROM closed_logs WHERE organization_id = $1";
    let mut closed = HashMap::new();
    for row in rows(client, sql, &[&organization]).await? {
        closed.insert(log(row.try_get(0)?, bytes(&row, 1)?)?, row.try_get::<_, i64>(2)?.cast_unsigned());
    }
    Ok(closed)
}

pub(super) async fn close(client: &Client, organization: Uuid, places: &[Place]) -> Result<()> {
    let sql = "INSERT INTO closed_logs (organization_id, scope, origin, seq) VALUES ($1, $2, $3, $4)
               ON CONFLICT DO NOTHING";
    for place in places {
        let (scope, origin) = (place.log.scope.to_string(), place.log.origin.as_bytes().as_slice());
        rows(client, sql, &[&organization, &scope, &origin, &number(place.seq)]).await?;
    }
    Ok(())
}
