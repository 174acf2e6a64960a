//! What one prescribes often, filled in with one key.

use super::draft::Draft;
use super::{Food, Frequency, NewItem};
use crate::accounts::Nothing;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::formulary::{self, DoseUnit, Route};
use crate::record::{Merge, Record, Stored, Together};
use healthsync_matching::fold;
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

/// Keeps what one prescribes often; one of the same name is replaced.
///
/// # Errors
/// When a field is wrong or the drug is not in the formulary.
pub fn save_favourite(write: &mut Write<'_>, input: NewFavourite) -> Result<FavouriteView> {
    let draft = Draft::of(write, &input.item)?;
    // How much is handed out is not part of a favourite.
    if let Some(problem) = draft.problems.iter().find(|problem| problem.field != "quantity") {
        let field = format!("item.{}", problem.field);
        return Err(Invalid::new(&field, problem.code, problem.sentence.clone()).into());
    }
    let Some(drug) = draft.drug.as_ref() else {
        let sentence = "Only drugs of the formulary can be favourites. Add this one to the formulary first.";
        return Err(Invalid::new("item.drug_id", "required", sentence).into());
    };
    let missing = || Invalid::new("item", "required", "Something is missing.");
    let label = format!("{} {}", draft.label(), drug.form.code().replace('_', " "));
    let name = optional("name", input.name.as_deref(), 80)?.unwrap_or(label);
    let favourite = Favourite {
        id: Uuid::new_v5(&write.account_id, format!("favourite:{}", fold(&name)).as_bytes()),
        account_id: write.account_id,
        name,
        drug_id: drug.id,
        dose: draft.dose.ok_or_else(missing)?,
        dose_unit: draft.dose_unit.ok_or_else(missing)?,
        route: draft.route.ok_or_else(missing)?,
        frequency: draft.frequency.ok_or_else(missing)?,
        is_as_needed: draft.is_as_needed,
        as_needed_for: draft.as_needed_for.clone(),
        duration_days: draft.duration_days,
        food: draft.food,
        instructions: draft.instructions.clone(),
    };
    if write.find::<Favourite>(favourite.id)?.is_some() {
        write.unvoid::<Favourite>(favourite.id)?;
    }
    let version = write.version(favourite.id)?;
    let basis = if version == 0 { Basis::New } else { Basis::Shown(version) };
    let stored = write.save(favourite, basis)?.stored;
    favourite_view(write, stored)
}

/// One's own favourites, by name.
///
/// # Errors
/// When the database fails.
pub fn favourites(read: &Read<'_>, _: Nothing) -> Result<Vec<FavouriteView>> {
    let own = read.all(
        "account_id = ?1 AND entered_in_error IS NULL ORDER BY name COLLATE NOCASE, id",
        [read.account_id.to_string()],
    )?;
    own.into_iter().map(|favourite| favourite_view(read, favourite)).collect()
}

/// Forgets one of one's own favourites.
///
/// # Errors
/// When it is somebody else's.
pub fn remove_favourite(write: &mut Write<'_>, input: FavouriteId) -> Result<Nothing> {
    if write.get::<Favourite>(input.id)?.account_id != write.account_id {
        return Err(Error::NotFound { kind: Favourite::KIND });
    }
    let version = write.version(input.id)?;
    write.void::<Favourite>(input.id, version, "Removed by its owner")?;
    Ok(Nothing {})
}

fn favourite_view(read: &Read<'_>, favourite: Stored<Favourite>) -> Result<FavouriteView> {
    let drug = formulary::current(read, favourite.drug_id)?;
    let kept = favourite.record.clone();
    let item = NewItem {
        drug_id: Some(drug.id),
        drug_name: None,
        strength: None,
        dose: Some(kept.dose),
        dose_unit: Some(kept.dose_unit),
        route: Some(kept.route),
        frequency: Some(kept.frequency),
        is_as_needed: kept.is_as_needed,
        as_needed_for: kept.as_needed_for,
        duration_days: kept.duration_days,
        quantity: None,
        food: kept.food,
        instructions: kept.instructions,
        renews_item_id: None,
        overrides: vec![],
    };
    let is_active = drug.is_active && drug.meta.entered_in_error.is_none();
    Ok(FavouriteView { version: read.version(kept.id)?, label: drug.label(), item, is_active, favourite })
}
