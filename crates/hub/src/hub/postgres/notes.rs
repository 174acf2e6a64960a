//! Small sealed notes that servers over one database share.

use super::rows;
use crate::Result;
use deadpool_postgres::Client;
use uuid::Uuid;

pub(super) async fn note(client: &Client, organization: Uuid, shelf: &str, key: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT value FROM notes WHERE organization_id = $1 AND shelf = $2 AND key = $3";
    let found = rows(client, sql, &[&organization, &shelf, &key]).await?;
    Ok(found.first().map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn notes(client: &Client, organization: Uuid, shelf: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let sql = "SELECT key, value FROM notes WHERE organization_id = $1 AND shelf = $2 ORDER BY key";
    let found = rows(client, sql, &[&organization, &shelf]).await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

pub(super) async fn put(
    client: &Client,
    organization: Uuid,
    (shelf, key): (&str, &str),
    value: &[u8],
    until_ms: i64,
) -> Result<()> {
    let sql = "INSERT INTO notes (organization_id, shelf, key, value, until) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (organization_id, shelf, key) DO UPDATE SET value = excluded.value, until = excluded.until";
    rows(client, sql, &[&organization, &shelf, &key, &value, &until_ms]).await?;
    Ok(())
}

pub(super) async fn forget_one(client: &Client, organization: Uuid, shelf: &str, key: &str) -> Result<()> {
    let sql = "DELETE FROM notes WHERE organization_id = $1 AND shelf = $2 AND key = $3";
    rows(client, sql, &[&organization, &shelf, &key]).await?;
    Ok(())
}

pub(super) async fn forget(client: &Client, organization: Uuid, before_ms: i64) -> Result<()> {
    rows(client, "DELETE FROM notes WHERE organization_id = $1 AND until < $2", &[&organization, &before_ms]).await?;
    Ok(())
}
