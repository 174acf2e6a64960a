//! Workstations: the computers of an organization, each with a name and the letters of its numbers; and the key that
//! they seal files for each other with.

use crate::db::{Place, Read, Write};
use crate::error::{Result, StoreError};
use crate::record::{Merge, Record};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_sync::{Origin, Scope};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A computer of the organization, under one origin: one that was restored has two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Workstation {
    /// Derived from the origin.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub site_id: Uuid,
    /// The origin that it makes changes under, in hexadecimal.
    pub origin: String,
    /// The letters in front of its numbers.
    pub series_code: String,
}

impl Record for Workstation {
    const KIND: &'static str = "workstation";
    const TABLE: &'static str = "workstations";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, _place: &Place) -> Scope {
        Scope::Org
    }
}

/// The key that files of changes are sealed with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrganizationKey {
    /// The key's own id.
    pub id: Uuid,
    /// 32 bytes, in base64.
    pub key_base64: String,
}

impl Record for OrganizationKey {
    const KIND: &'static str = "organization_key";
    const TABLE: &'static str = "organization_keys";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, _place: &Place) -> Scope {
        Scope::Org
    }
}

/// The id of the workstation that writes under an origin.
fn id_of(origin: &Origin) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, origin.as_bytes())
}

/// An origin as a record names it.
pub(crate) fn hex(origin: &Origin) -> String {
    origin.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says what this computer is called, if that was not said under its present origin and letters.
pub(crate) fn introduce(write: &mut Write<'_>, name: &str) -> Result<()> {
    let place = write.place;
    let id = id_of(&place.origin);
    let (site_id, origin) = (place.site_id, hex(&place.origin));
    let workstation = Workstation { id, name: name.into(), site_id, origin, series_code: place.series_code() };
    match write.find::<Workstation>(id)? {
        None => write.create(workstation).map(drop),
        Some(found) if found.record == workstation => Ok(()),
        Some(_) => {
            let version = write.version(id)?;
            write.save(workstation, crate::db::Basis::Shown(version)).map(drop)
        }
    }
}

/// The name of the computer that writes under an origin, if it has said it.
///
/// # Errors
/// When the database fails.
pub fn name_of(read: &Read<'_>, origin: &Origin) -> Result<Option<String>> {
    let mut statement = read.conn.prepare_cached("SELECT name FROM workstations WHERE origin = ?1")?;
    Ok(statement.query_row([hex(origin)], |row| row.get(0)).optional()?)
}

/// The organization's keys, the one that seals first.
pub(crate) fn keys(read: &Read<'_>) -> Result<Vec<Zeroizing<[u8; 32]>>> {
    let stored = read.all::<OrganizationKey>("entered_in_error IS NULL ORDER BY recorded_at, id", [])?;
    let bad = || StoreError::Unreadable("the organization's key".into());
    let key = |text: &str| Some(Zeroizing::new(<[u8; 32]>::try_from(STANDARD.decode(text).ok()?).ok()?));
    Ok(stored.iter().map(|one| key(&one.key_base64).ok_or_else(bad)).collect::<Result<_, _>>()?)
}

/// The ids of the organization's keys.
pub(crate) fn key_ids(read: &Read<'_>) -> Result<Vec<Uuid>> {
    Ok(read.all::<OrganizationKey>("1", [])?.into_iter().map(|key| key.id).collect())
}

/// Makes the organization's key if there is none.
pub(crate) fn ensure_key(write: &mut Write<'_>) -> Result<()> {
    if keys(write)?.is_empty() {
        let key = Zeroizing::new(write.outside.bytes::<32>());
        write.create(OrganizationKey { id: write.new_id(), key_base64: STANDARD.encode(*key) })?;
    }
    Ok(())
}
