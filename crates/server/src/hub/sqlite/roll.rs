//! The roll: organizations, their sites and workstations, one-time codes, and the logs that were closed.

use super::logs::log_of;
use crate::hub::kept::number;
use crate::hub::{Code, Workstation};
use crate::{HubError, Result};
use healthsync_sync::{Log, Place};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use std::collections::HashMap;
use uuid::Uuid;

fn uuid(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| HubError::Damaged("an id"))
}

pub(super) fn organization(connection: &Connection, id: Uuid) -> Result<Option<i64>> {
    let mut query = connection.prepare_cached("SELECT no FROM organizations WHERE id = ?1")?;
    Ok(query.query_row([id.to_string()], |row| row.get(0)).optional()?)
}

pub(super) fn organization_named(connection: &Connection, name: &str) -> Result<Option<Uuid>> {
    let mut query = connection.prepare_cached("SELECT id FROM organizations WHERE name = ?1")?;
    let found: Option<String> = query.query_row([name], |row| row.get(0)).optional()?;
    found.map(|id| uuid(&id)).transpose()
}

pub(super) fn found(connection: &Connection, id: Uuid, name: &str) -> Result<i64> {
    let inserted = connection.execute(
        "INSERT INTO organizations (id, name, series_given) VALUES (?1, ?2, 0)",
        params![id.to_string(), name],
    );
    match inserted {
        Ok(_) => Ok(connection.last_insert_rowid()),
        Err(reason) if reason.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(HubError::OrganizationExists)
        }
        Err(reason) => Err(reason.into()),
    }
}

pub(super) fn take_series(connection: &Connection, organization: i64) -> Result<u64> {
    let given: i64 = connection.query_row(
        "UPDATE organizations SET series_given = series_given + 1 WHERE no = ?1 RETURNING series_given",
        [organization],
        |row| row.get(0),
    )?;
    Ok((given - 1).cast_unsigned())
}

pub(super) fn add_code(connection: &Connection, hash: &[u8; 32], code: &Code) -> Result<()> {
    connection.execute(
        "INSERT INTO codes (hash, organization_name, site_id, expires_at, used_by) VALUES (?1, ?2, ?3, ?4, NULL)",
        params![hash, code.organization_name, code.site_id.map(|id| id.to_string()), code.expires_at_ms],
    )?;
    Ok(())
}

pub(super) fn code(connection: &Connection, hash: &[u8; 32]) -> Result<Option<Code>> {
    let mut query = connection
        .prepare_cached("SELECT organization_name, site_id, expires_at, used_by FROM codes WHERE hash = ?1")?;
    let mut rows = query.query([hash])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (site, used_by): (Option<String>, Option<String>) = (row.get(1)?, row.get(3)?);
    Ok(Some(Code {
        organization_name: row.get(0)?,
        site_id: site.map(|id| uuid(&id)).transpose()?,
        expires_at_ms: row.get(2)?,
        used_by: used_by.map(|id| uuid(&id)).transpose()?,
    }))
}

pub(super) fn use_code(connection: &Connection, hash: &[u8; 32], workstation_id: Uuid) -> Result<bool> {
    let used = connection.execute(
        "UPDATE codes SET used_by = ?2 WHERE hash = ?1 AND used_by IS NULL",
        params![hash, workstation_id.to_string()],
    )?;
    Ok(used == 1)
}

pub(super) fn workstation(
    connection: &Connection,
    organization: i64,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Option<Workstation>> {
    let mut query = connection.prepare_cached(
        "SELECT site_id, name, public_key, series_code, generation, token_hash, is_family_dead,
                revoked_at IS NOT NULL
         FROM workstations WHERE organization = ?1 AND id = ?2",
    )?;
    let mut rows = query.query(params![organization, id.to_string()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (site, generation): (String, i64) = (row.get(0)?, row.get(4)?);
    Ok(Some(Workstation {
        organization_id,
        id,
        site_id: uuid(&site)?,
        name: row.get(1)?,
        public_key: row.get(2)?,
        series_code: row.get(3)?,
        generation: generation.cast_unsigned(),
        token_hash: row.get(5)?,
        is_family_dead: row.get(6)?,
        is_revoked: row.get(7)?,
    }))
}

pub(super) fn put(connection: &Connection, organization: i64, it: &Workstation, now_ms: i64) -> Result<()> {
    let site = it.site_id.to_string();
    connection
        .execute("INSERT OR IGNORE INTO sites (organization, id) VALUES (?1, ?2)", params![organization, site])?;
    connection.execute(
        "INSERT INTO workstations (organization, id, site_id, name, public_key, series_code, enrolled_at, revoked_at,
                                   generation, token_hash, is_family_dead)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, ?10)
         ON CONFLICT (organization, id) DO UPDATE SET
             generation = excluded.generation,
             token_hash = excluded.token_hash,
             is_family_dead = excluded.is_family_dead,
             revoked_at = CASE WHEN ?11 THEN COALESCE(revoked_at, ?7) ELSE revoked_at END",
        params![
            organization,
            it.id.to_string(),
            site,
            it.name,
            it.public_key,
            it.series_code,
            now_ms,
            number(it.generation),
            it.token_hash,
            it.is_family_dead,
            it.is_revoked,
        ],
    )?;
    Ok(())
}

pub(super) fn closed(connection: &Connection, organization: i64) -> Result<HashMap<Log, u64>> {
    let mut query = connection.prepare_cached("SELECT scope, origin, seq FROM closed_logs WHERE organization = ?1")?;
    let mut rows = query.query([organization])?;
    let mut closed = HashMap::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(2)?;
        closed.insert(log_of(row, 0, 1)?, seq.cast_unsigned());
    }
    Ok(closed)
}

pub(super) fn close(connection: &Connection, organization: i64, places: &[Place]) -> Result<()> {
    for place in places {
        connection.execute(
            "INSERT OR IGNORE INTO closed_logs (organization, scope, origin, seq) VALUES (?1, ?2, ?3, ?4)",
            params![organization, place.log.scope.to_string(), place.log.origin.as_bytes(), number(place.seq)],
        )?;
    }
    Ok(())
}
