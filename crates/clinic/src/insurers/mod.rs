//! Insurers, and what they cover of whom.

mod coverages;

pub use coverages::*;

use crate::accounts::Nothing;
use crate::db::{Basis, Place, Read, Write};
use crate::error::Result;
use crate::fields::{optional, required};
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who pays for patients: an insurance, an employer, a relief organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Insurer {
    /// The insurer.
    pub id: Uuid,
    /// Its name, as on papers.
    pub name: String,
    /// The clinic's code or contract number with it.
    pub code: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
    /// It can be chosen for new coverage.
    pub is_active: bool,
}

impl Record for Insurer {
    const KIND: &'static str = "insurer";
    const TABLE: &'static str = "insurers";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A form about an insurer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InsurerForm {
    /// The insurer; none for a new one.
    pub id: Option<Uuid>,
    /// What the form was shown; 0 for a new one.
    #[serde(default)]
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The clinic's code or contract number with it.
    pub code: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
    /// It can be chosen for new coverage.
    pub is_active: bool,
}

/// An insurer with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InsurerView {
    /// The insurer.
    pub insurer: Insurer,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// All insurers by name, those that are not used any more last.
///
/// # Errors
/// When the database fails.
pub fn insurers(read: &Read<'_>, _: Nothing) -> Result<Vec<InsurerView>> {
    let found = read.all::<Insurer>("entered_in_error IS NULL ORDER BY is_active DESC, name COLLATE NOCASE, id", [])?;
    found
        .into_iter()
        .map(|stored| Ok(InsurerView { version: read.version(stored.id)?, insurer: stored.record }))
        .collect()
}

/// Adds or changes an insurer.
///
/// # Errors
/// When a field is wrong.
pub fn save_insurer(write: &mut Write<'_>, input: InsurerForm) -> Result<InsurerView> {
    let (id, basis) = match input.id {
        Some(id) => (write.get::<Insurer>(id)?.record.id, Basis::Shown(input.version)),
        None => (write.new_id(), Basis::New),
    };
    let insurer = Insurer {
        id,
        name: required("name", &input.name, 120)?,
        code: optional("code", input.code.as_deref(), 40)?,
        phone: optional("phone", input.phone.as_deref(), 40)?,
        email: optional("email", input.email.as_deref(), 120)?,
        address: optional("address", input.address.as_deref(), 300)?,
        notes: optional("notes", input.notes.as_deref(), 1000)?,
        is_active: input.is_active,
    };
    let stored = write.save(insurer, basis)?.stored;
    Ok(InsurerView { version: write.version(id)?, insurer: stored.record })
}
