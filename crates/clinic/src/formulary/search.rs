//! Finding drugs while somebody types.

use super::DrugView;
use crate::accounts::Nothing;
use crate::db::Read;
use crate::error::{Result, not_yet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A drug to look for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DrugSearch {
    /// The start of a name, of its words, an ATC code, or a name with a slip; strengths and forms narrow it.
    pub text: String,
    /// At most so many; 20, if left out.
    pub limit: Option<u32>,
}

/// A page of the formulary.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FormularyQuery {
    /// Only what this finds, best first; everything by name, if empty.
    pub text: String,
    /// Those that can no longer be prescribed too.
    pub has_inactive: bool,
    /// Only those of this class.
    pub class_code: Option<String>,
    /// After so many.
    pub offset: u32,
    /// At most so many; 50, if left out.
    pub limit: Option<u32>,
}

/// A page of the formulary.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DrugList {
    /// The drugs.
    pub drugs: Vec<DrugView>,
    /// How many there are in all.
    pub total: usize,
}

/// A drug's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DrugId {
    /// The drug.
    pub id: Uuid,
}

/// A class of drugs that checks know.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DrugClass {
    /// Its code.
    pub code: String,
    /// Its name, in English.
    pub name: String,
    /// Where its members are from.
    pub source: String,
    /// How many drugs of the formulary are in it.
    pub drugs: usize,
}

/// The drugs that can be prescribed and fit, best first.
///
/// # Errors
/// When the database fails.
pub fn search_drugs(_read: &Read<'_>, _input: DrugSearch) -> Result<Vec<DrugView>> {
    not_yet()
}

/// A page of the formulary.
///
/// # Errors
/// When the database fails.
pub fn formulary(_read: &Read<'_>, _input: FormularyQuery) -> Result<DrugList> {
    not_yet()
}

/// A drug.
///
/// # Errors
/// When there is none.
pub fn drug(_read: &Read<'_>, _input: DrugId) -> Result<DrugView> {
    not_yet()
}

/// The classes that checks know.
///
/// # Errors
/// When the database fails.
pub fn drug_classes(_read: &Read<'_>, _: Nothing) -> Result<Vec<DrugClass>> {
    not_yet()
}
