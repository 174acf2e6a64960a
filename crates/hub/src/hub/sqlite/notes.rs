//! Small sealed notes that servers over one database share.

use crate::Result;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn note(connection: &Connection, organization: i64, shelf: &str, key: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT value FROM notes WHERE organization = ?1 AND shelf = ?2 AND key = ?3";
    let mut query = connection.prepare_cached(sql)?;
    Ok(query.query_row(params![organization, shelf, key], |row| row.get(0)).optional()?)
}

pub(super) fn notes(connection: &Connection, organization: i64, shelf: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let sql = "SELECT key, value FROM notes WHERE organization = ?1 AND shelf = ?2 ORDER BY key";
    let mut query = connection.prepare_cached(sql)?;
    let rows = query.query_map(params![organization, shelf], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn put(
    connection: &Connection,
    organization: i64,
    (shelf, key): (&str, &str),
    value: &[u8],
    until_ms: i64,
) -> Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO notes (organization, shelf, key, value, until) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![organization, shelf, key, value, until_ms],
    )?;
    Ok(())
}

pub(super) fn forget_one(connection: &Connection, organization: i64, shelf: &str, key: &str) -> Result<()> {
    let sql = "DELETE FROM notes WHERE organization = ?1 AND shelf = ?2 AND key = ?3";
    connection.execute(sql, params![organization, shelf, key])?;
    Ok(())
}

pub(super) fn forget(connection: &Connection, organization: i64, before_ms: i64) -> Result<()> {
    connection.execute("DELETE FROM notes WHERE organization = ?1 AND until < ?2", params![organization, before_ms])?;
    Ok(())
}
