//! A clinic that worked alone comes to an organization that is there already, with all it has.
//!
//! Its site keeps its id, so everything that its people wrote stays as it is, and goes up as what any workstation
//! lacks at the server. What an organization shares has one log for all: that of the clinic's own organization is re-issued
//! under a fresh origin, its changes and their ids as they were. Its people may go on at their site and have no rights at
//! any other; its own entries of the formulary come as proposals; the key that sealed its files stays behind.

use super::events::{Event, note};
use super::hearing::{Taken, write_on_under};
use crate::db::{Secrets, Write, arrive, give_way, held};
use crate::error::Result;
use crate::formulary::Drug;
use crate::workstations::{self, OrganizationKey};
use crate::{Clinic, accounts, formulary, sites};
use healthsync_sync::{OriginKey, Place, Scope};
use rusqlite::TransactionBehavior;
use serde_json::json;
use uuid::Uuid;

/// The secret of the origin that a clinic goes on under in an organization that a code lets it into. The same whenever it is
/// asked for: who enrolled, and lost power before that was written down, enrols again as the same workstation.
#[must_use]
pub fn moving_secret(secrets: &Secrets, code: &str) -> [u8; 32] {
    let key = [secrets.origin_secret.as_slice(), healthsync_sync::plain_code(code).as_bytes()].concat();
    blake3::derive_key("healthsync 2026 origin of a clinic that moves to an organization", &key)
}

/// Where a clinic goes.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// The organization.
    pub organization_id: Uuid,
    /// The secret of the origin to go on under ([`moving_secret`]).
    pub fresh: [u8; 32],
    /// What people call this computer.
    pub name: &'a str,
}

/// Makes this computer's clinic one of an organization that is there already. All of it happens, or nothing.
///
/// # Errors
/// When the database fails.
pub fn move_to(
    clinic: &Clinic,
    secrets: &mut Secrets,
    keep: &dyn Fn(&Secrets) -> Result<()>,
    to: Move<'_>,
) -> Result<()> {
    let (db, outside) = (clinic.db(), clinic.outside());
    db.check_writable()?;
    let before = OriginKey::from_secret(&secrets.origin_secret);
    let mut conn = db.writer();
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (stays, changed) = db.write_on(&transaction, outside, Uuid::nil(), |write| settle(write, to))?;
    give_way::leave_behind::<Drug>(&transaction, &stays.drugs)?;
    give_way::leave_behind::<OrganizationKey>(&transaction, &stays.keys)?;
    let logs = held::vector(&transaction)?;
    let shared: Vec<Place> = logs.iter().filter(|(log, _)| log.scope == Scope::Org).map(|(log, _)| log.at(0)).collect();
    let moved = give_way::give_way(&transaction, &shared, &OriginKey::from_secret(&to.fresh))?;
    // The last word of the origin under which the rest was written.
    arrive::sign(&transaction, &mut held::vector(&transaction)?, &before)?;
    transaction.execute("UPDATE workstation SET organization_id = ?1", [to.organization_id.to_string()])?;
    note(&transaction, outside.now(), Event::Moved, &json!({ "changes": moved }))?;
    let taken = Taken { fresh: Some(to.fresh), is_cut: true, ..Taken::default() };
    write_on_under(&transaction, secrets, keep, &taken)?;
    transaction.commit()?;
    db.stands_at(crate::db::place_of(&conn)?);
    drop(conn);
    clinic.forget_anchors()?;
    clinic.tell(&changed);
    Ok(())
}

/// Records that stay behind.
struct Stays {
    drugs: Vec<Uuid>,
    keys: Vec<Uuid>,
}

/// Says what the clinic brings to the organization, in changes as anybody would make them.
fn settle(write: &mut Write<'_>, to: Move<'_>) -> Result<Stays> {
    // Of the origin until now: what was written under it stays.
    workstations::introduce(write, to.name)?;
    accounts::bind_all(write)?;
    let drugs = formulary::propose(write)?;
    sites::change_organization(write, to.organization_id)?;
    Ok(Stays { drugs, keys: workstations::key_ids(write)? })
}
