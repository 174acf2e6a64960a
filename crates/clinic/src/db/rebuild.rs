//! Making the projection anew from the log, and saying where it differs from what stood there.

use super::aside;
use super::log::Entry;
use super::project::Rows;
use super::write::merged;
use super::{Db, read};
use crate::error::Result;
use crate::record::{Kind, Record};
use rusqlite::{Connection, TransactionBehavior};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A row that the log does not come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// The record.
    pub record: String,
}

/// Makes every row anew from the log. What differed is reported, and put right if `is_repair`.
///
/// # Errors
/// When the database fails; nothing was changed then.
pub fn rebuild(db: &Db, kinds: &[Kind], is_repair: bool) -> Result<Vec<Difference>> {
    db.check_writable()?;
    db.place().ok_or_else(read::not_set_up)?;
    let mut conn = db.writer();
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let differences = make_anew(&transaction, kinds, "temp")?;
    if is_repair {
        transaction.commit()?;
    } else {
        transaction.rollback()?;
    }
    Ok(differences)
}

/// Where the rows of a copy differ from its log. The copy is used up: the rows are made anew in it. What stood there is
/// kept meanwhile in the copy itself, encrypted and on the disk, for a copy may be larger than an old computer's memory.
///
/// # Errors
/// When the database fails.
pub(crate) fn differences_of_copy(copy: &Connection, kinds: &[Kind]) -> Result<Vec<Difference>> {
    copy.execute_batch("BEGIN")?;
    let differences = make_anew(copy, kinds, "main")?;
    copy.execute_batch("COMMIT")?;
    Ok(differences)
}

/// Makes every row anew, and says where they differ from what stood there, which lies in `beside` until it is compared.
fn make_anew(conn: &Connection, kinds: &[Kind], beside: &str) -> Result<Vec<Difference>> {
    for kind in kinds.iter().rev() {
        let table = kind.table;
        conn.execute_batch(&format!(
            "DROP TABLE IF EXISTS {beside}.before_{table}; CREATE TABLE {beside}.before_{table} AS SELECT * FROM main.{table};
             DELETE FROM main.{table};"
        ))?;
    }
    conn.execute_batch("DELETE FROM heads; DELETE FROM standing;")?;
    let mut differences = vec![];
    for kind in kinds {
        (kind.rebuilding)(conn, false)?;
        project_all(conn, kind)?;
        (kind.rebuilding)(conn, true)?;
        differences.extend(compare(conn, kind.table, beside)?);
        conn.execute_batch(&format!("DROP TABLE {beside}.before_{}", kind.table))?;
    }
    // Kinds that only a newer version knows have no rows.
    let known: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
    conn.execute(
        "INSERT OR IGNORE INTO standing (record, kind, conflicts, is_voided_unseen, is_newer)
         SELECT DISTINCT record, kind, '', 0, 1 FROM changes WHERE kind NOT IN (SELECT value FROM json_each(?1))",
        [serde_json::json!(known).to_string()],
    )?;
    Ok(differences)
}

fn project_all(conn: &Connection, kind: &Kind) -> Result<()> {
    let mut statement =
        conn.prepare("SELECT record FROM changes WHERE kind = ?1 GROUP BY record ORDER BY min(arrival)")?;
    let records: Vec<String> = statement.query_map([kind.name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::with_capacity(records.len());
    for record in records {
        match Uuid::parse_str(&record) {
            Ok(id) => found.push((id, None)),
            Err(reason) => Rows::new(conn).quarantine(kind.name, &record, &reason.to_string())?,
        }
    }
    aside::show_all(conn, kind, &found)
}

fn compare(conn: &Connection, table: &str, beside: &str) -> Result<Vec<Difference>> {
    let sql = format!(
        "SELECT id FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM {beside}.before_{table})
         UNION SELECT id FROM (SELECT * FROM {beside}.before_{table} EXCEPT SELECT * FROM main.{table}) ORDER BY id"
    );
    let mut statement = conn.prepare(&sql)?;
    let differ = |row: &rusqlite::Row<'_>| Ok(Difference { table: table.into(), record: row.get(0)? });
    Ok(statement.query_map([], differ)?.collect::<rusqlite::Result<_>>()?)
}

/// The row that a record's changes come to. Of one `is_first` seen now nothing lies beside the row.
pub(crate) fn project<R: Record>(conn: &Connection, id: Uuid, entries: &[Entry], is_first: bool) -> Result<()> {
    Rows::new(conn).show::<R>(id, entries, &merged(entries.iter()), is_first).map(drop)
}
