//! What one prescribes often, filled in with one key.

use super::{Food, Frequency, NewItem};
use crate::accounts::Nothing;
use crate::db::{Place, Read, Write};
use crate::error::{Result, not_yet};
use crate::formulary::{DoseUnit, Route};
use crate::record::{Merge, Record, Stored, Together};
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody prescribes often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Favourite {
    /// The favourite.
    pub id: Uuid,
    /// Whose it is.
    pub account_id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// The drug.
    pub drug_id: Uuid,
    /// A single dose.
    #[schemars(with = "f64")]
    pub dose: Decimal,
    /// What the dose is counted in.
    pub dose_unit: DoseUnit,
    /// The way by which it is given.
    pub route: Route,
    /// How often.
    pub frequency: Frequency,
    /// Only when it is needed.
    pub is_as_needed: bool,
    /// What it is needed for.
    pub as_needed_for: Option<String>,
    /// For so many days.
    pub duration_days: Option<u32>,
    /// Before, with or after food.
    pub food: Option<Food>,
    /// What else the patient is told.
    pub instructions: Option<String>,
}

impl Record for Favourite {
    const KIND: &'static str = "favourite";
    const TABLE: &'static str = "favourites";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("medication", &["drug_id", "dose", "dose_unit"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A favourite as the builder needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FavouriteView {
    /// The record.
    pub favourite: Stored<Favourite>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The drug's name and strength.
    pub label: String,
    /// The item, filled in.
    pub item: NewItem,
    /// The drug can still be prescribed.
    pub is_active: bool,
}

/// A favourite to keep; one of the same name is replaced.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewFavourite {
    /// What to call it; the drug and its dose, if left out.
    #[serde(default)]
    pub name: Option<String>,
    /// The item.
    pub item: NewItem,
}

/// A favourite's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct FavouriteId {
    /// The favourite.
    pub id: Uuid,
}

/// Keeps what one prescribes often.
///
/// # Errors
/// When a field is wrong or the drug is not in the formulary.
pub fn save_favourite(_write: &mut Write<'_>, _input: NewFavourite) -> Result<FavouriteView> {
    not_yet()
}

/// One's own favourites, by name.
///
/// # Errors
/// When the database fails.
pub fn favourites(_read: &Read<'_>, _: Nothing) -> Result<Vec<FavouriteView>> {
    not_yet()
}

/// Forgets one of one's own favourites.
///
/// # Errors
/// When it is somebody else's.
pub fn remove_favourite(_write: &mut Write<'_>, _input: FavouriteId) -> Result<Nothing> {
    not_yet()
}
