//! The roll: organizations, their sites and workstations, one-time codes, and the logs that were closed.

use super::logs::log_of;
use crate::hub::kept::number;
use crate::hub::{Code, Workstation};
use crate::{HubError, Result};
use healthsync_sync::{Log, Place};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};
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

pub(super) fn organizations(connection: &Connection) -> Result<Vec<Uuid>> {
    let mut query = connection.prepare_cached("SELECT id FROM organizations")?;
    let ids = query.query_map([], |row| row.get::<_, String>(0))?;
    ids.map(|id| uuid(&id?)).collect()
}

/// `noted`: so many were given according to the note beside the file. Returns how many are given now.
pub(super) fn take_series(connection: &Connection, organization: i64, noted: u64) -> Result<u64> {
    let given: i64 = connection.query_row(
        "UPDATE organizations SET series_given = MAX(series_given, ?2) + 1 WHERE no = ?1 RETURNING series_given",
        params![organization, number(noted)],
        |row| row.get(0),
    )?;
    Ok(given.cast_unsigned())
}

pub(super) fn count_series(connection: &Connection, organization: i64, at_least: u64) -> Result<()> {
    connection.execute(
        "UPDATE organizations SET series_given = MAX(series_given, ?2) WHERE no = ?1",
        params![organization, number(at_least)],
    )?;
    Ok(())
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

const WORKSTATION: &str = "SELECT id, site_id, name, public_key, series_code, generation, token_hash, is_family_dead,
        revoked_at IS NOT NULL, keeps_data
    FROM workstations WHERE organization = ?1";

pub(super) fn workstation(
    connection: &Connection,
    organization: i64,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Option<Workstation>> {
    let mut query = connection.prepare_cached(&format!("{WORKSTATION} AND id = ?2"))?;
    let mut rows = query.query(params![organization, id.to_string()])?;
    rows.next()?.map(|row| workstation_of(row, organization_id)).transpose()
}

pub(super) fn roll(connection: &Connection, organization: i64, organization_id: Uuid) -> Result<Vec<Workstation>> {
    let mut query = connection.prepare_cached(&format!("{WORKSTATION} ORDER BY id"))?;
    let mut rows = query.query([organization])?;
    let mut roll = vec![];
    while let Some(row) = rows.next()? {
        roll.push(workstation_of(row, organization_id)?);
    }
    Ok(roll)
}

fn workstation_of(row: &Row<'_>, organization_id: Uuid) -> Result<Workstation> {
    let (id, site, generation): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(5)?);
    Ok(Workstation {
        organization_id,
        id: uuid(&id)?,
        site_id: uuid(&site)?,
        name: row.get(2)?,
        public_key: row.get(3)?,
        series_code: row.get(4)?,
        generation: generation.cast_unsigned(),
        token_hash: row.get(6)?,
        is_family_dead: row.get(7)?,
        is_revoked: row.get(8)?,
        keeps_data: row.get(9)?,
    })
}

pub(super) fn put(connection: &Connection, organization: i64, it: &Workstation, now_ms: i64) -> Result<()> {
    let site = it.site_id.to_string();
    connection
        .execute("INSERT OR IGNORE INTO sites (organization, id) VALUES (?1, ?2)", params![organization, site])?;
    connection.execute(
        "INSERT INTO workstations (organization, id, site_id, name, public_key, series_code, enrolled_at, revoked_at,
                                   generation, token_hash, is_family_dead, keeps_data)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, ?10, ?12)
         ON CONFLICT (organization, id) DO UPDATE SET
             generation = excluded.generation,
             token_hash = excluded.token_hash,
             is_family_dead = excluded.is_family_dead,
             keeps_data = excluded.keeps_data,
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
            it.keeps_data,
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
