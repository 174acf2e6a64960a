//! Records that could not be shown: what they lack, and trying again.

use super::Write;
use super::log::{self, Entry};
use super::project::Rows;
use super::write::merged;
use crate::error::Result;
use crate::record::Kind;
use healthsync_sync::Value;
use rusqlite::Connection;
use uuid::Uuid;

/// The records that could not be shown: kind and id, parents before children.
pub(crate) fn unreadable(conn: &Connection) -> Result<Vec<(String, Uuid)>> {
    that_stand(conn, "quarantine IS NOT NULL")
}

/// The records that stand so, a condition on `standing`: kind and id, parents before children.
fn that_stand(conn: &Connection, so: &'static str) -> Result<Vec<(String, Uuid)>> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT kind, record FROM standing WHERE {so} ORDER BY record"))?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut found = vec![];
    for row in rows {
        let (kind, record) = row?;
        if let Ok(id) = Uuid::parse_str(&record) {
            found.push((kind, id));
        }
    }
    let place = |name: &str| crate::RECORDS.iter().position(|kind| kind.name == name).unwrap_or(usize::MAX);
    found.sort_by_key(|(kind, id)| (place(kind), *id));
    Ok(found)
}

/// So many records share a savepoint: begun and ended for each alone it costs as much as the record, and a long one makes
/// every statement within it slow.
const TOGETHER: usize = 32;

/// Makes the rows of records, each of the only change that is held of it where that is given. One that cannot be shown is
/// set aside with the reason, and stops no other: those that shared its savepoint are then shown each under its own.
pub(super) fn show_all(conn: &Connection, kind: &Kind, records: &[(Uuid, Option<&Entry>)]) -> Result<()> {
    for some in records.chunks(TOGETHER) {
        conn.execute_batch("SAVEPOINT some")?;
        let shown = some.iter().try_for_each(|(id, only)| match only {
            Some(only) => (kind.project)(conn, *id, std::slice::from_ref(*only), true),
            None => (kind.project)(conn, *id, &log::entries_of(conn, *id)?, false),
        });
        conn.execute_batch(if shown.is_ok() { "RELEASE some" } else { "ROLLBACK TO some; RELEASE some" })?;
        if shown.is_err() {
            for (id, _) in some {
                show(conn, kind, *id)?;
            }
        }
    }
    Ok(())
}

/// Makes the row of a record, whatever became of it before. Says whether it is shown; if not, it is set aside with the
/// reason, and stops no other.
pub(super) fn show(conn: &Connection, kind: &Kind, id: Uuid) -> Result<bool> {
    conn.execute_batch("SAVEPOINT one")?;
    let shown = log::entries_of(conn, id).and_then(|entries| (kind.project)(conn, id, &entries, false));
    conn.execute_batch(if shown.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" })?;
    match shown {
        Ok(()) => Ok(true),
        Err(reason) => {
            Rows::new(conn).quarantine(kind.name, &id.to_string(), &reason.to_string())?;
            Ok(false)
        }
    }
}

/// After an upgrade: shows what a newer version than the last had written.
pub(super) fn catch_up(conn: &mut Connection) -> Result<()> {
    let transaction = conn.transaction()?;
    for of_kind in that_stand(&transaction, "is_newer <> 0")?.chunk_by(|one, next| one.0 == next.0) {
        if let Some(kind) = Kind::named(&of_kind[0].0) {
            let records: Vec<_> = of_kind.iter().map(|(_, id)| (*id, None)).collect();
            show_all(&transaction, kind, &records)?;
        }
    }
    Ok(transaction.commit()?)
}

/// Tries once more to show a record. Says whether it is shown now; if not, the reason is kept anew.
pub(crate) fn retry(write: &mut Write<'_>, kind: &str, id: Uuid) -> Result<bool> {
    let is_shown = match Kind::named(kind) {
        Some(known) => show(write.conn, known, id)?,
        None => false,
    };
    if is_shown {
        write.tell(kind, id);
    }
    Ok(is_shown)
}

/// The records that a record refers to and that are not here: the table and the id of each.
pub(crate) fn missing(conn: &Connection, kind: &Kind, id: Uuid) -> Result<Vec<(String, String)>> {
    let merged = merged(log::entries_of(conn, id)?.iter());
    let mut statement = conn.prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
    let references = statement
        .query_map([kind.table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut found = vec![];
    for (column, table) in references {
        for (name, field) in &merged.fields {
            let target = match field.shown().map(|head| &head.value) {
                Some(Value::Text(target)) if *name == column => target,
                Some(Value::Map(parts)) => match parts.get(&column) {
                    Some(Value::Text(target)) => target,
                    _ => continue,
                },
                _ => continue,
            };
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)");
            let is_here: bool = conn.prepare_cached(&sql)?.query_row([target], |row| row.get(0))?;
            if !is_here {
                found.push((table.clone(), target.clone()));
            }
        }
    }
    Ok(found)
}
