//! What becomes of a clinic's own formulary when it comes to an organization that has one: what the clinic added, changed or
//! prescribed comes along as a proposal, which cannot be prescribed until somebody of the organization says so.

use super::Drug;
use super::edit::key_of;
use super::shipped::shipped;
use crate::db::{Basis, Write, entries_of};
use crate::error::Result;
use crate::record::Stored;
use std::collections::HashSet;
use uuid::Uuid;

/// Turns the drugs into proposals. Returns those that stay behind: as they were shipped, and named by nothing.
///
/// # Errors
/// When the database fails.
pub(crate) fn propose(write: &mut Write<'_>) -> Result<Vec<Uuid>> {
    let shipped: HashSet<String> = shipped()?.iter().map(key).collect();
    let mut left = vec![];
    for Stored { record: drug, .. } in write.all::<Drug>("1", [])? {
        let is_as_shipped = shipped.contains(&key(&drug)) && entries_of(write.conn, drug.id)?.len() == 1;
        if is_as_shipped && !is_named(write, drug.id)? {
            left.push(drug.id);
        } else if drug.is_active {
            let version = write.version(drug.id)?;
            write.save(Drug { is_active: false, ..drug }, Basis::Shown(version))?;
        }
    }
    Ok(left)
}

fn key(drug: &Drug) -> String {
    key_of(&drug.name, drug.form, &drug.strength)
}

/// Whether a record of a site names the drug.
fn is_named(write: &Write<'_>, id: Uuid) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM prescription_items WHERE drug_id = ?1
                              UNION ALL SELECT 1 FROM favourites WHERE drug_id = ?1)";
    Ok(write.conn.prepare_cached(sql)?.query_row([id.to_string()], |row| row.get(0))?)
}
