//! How the clinic bills: rounding of cash, tax, when an invoice is due.

mod amounts;
mod currency;

pub use amounts::*;
pub(crate) use currency::change_currency;

use crate::accounts::Nothing;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::money;
use crate::record::{Merge, Record};
use crate::sites;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// How the clinic bills. One a site: its id is derived from the site's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BillingSettings {
    /// The record.
    pub id: Uuid,
    /// The smallest coin in minor units: cash is rounded to it. 1 where every amount can be paid in coins.
    pub cash_increment_minor: i64,
    /// Prices have the tax in them; otherwise it is added to them.
    pub is_tax_included: bool,
    /// The tax of what has none of its own, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// What the tax is called on papers, e.g. `VAT`.
    pub tax_label: String,
    /// An invoice is due so many days after it was issued.
    pub due_days: u32,
}

impl Record for BillingSettings {
    const KIND: &'static str = "billing_settings";
    const TABLE: &'static str = "billing_settings";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// The settings with what a form is shown, and the currency that they are in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BillingSettingsView {
    /// The settings.
    pub settings: BillingSettings,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The ISO 4217 code of the clinic's currency.
    pub currency: String,
    /// How many digits the currency has after the point: amounts are integers in its minor unit.
    pub digits: u32,
}

/// A change of the settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct BillingSettingsChange {
    /// What the form was shown.
    pub version: i64,
    /// The smallest coin, in minor units.
    pub cash_increment_minor: i64,
    /// Prices have the tax in them.
    pub is_tax_included: bool,
    /// The tax of what has none of its own, in hundredths of a per cent.
    pub tax_basis_points: u32,
    /// What the tax is called on papers.
    pub tax_label: Option<String>,
    /// An invoice is due so many days after it was issued.
    pub due_days: u32,
}

/// How the site bills, whether or not anybody has set it.
pub(crate) fn settings_of(read: &Read<'_>) -> Result<BillingSettings> {
    let id = Uuid::new_v5(&read.place.site_id, b"billing_settings");
    let unset = BillingSettings {
        id,
        cash_increment_minor: 1,
        is_tax_included: false,
        tax_basis_points: 0,
        tax_label: "Tax".into(),
        due_days: 0,
    };
    Ok(read.find::<BillingSettings>(id)?.map_or(unset, |stored| stored.record))
}

/// How the clinic bills.
///
/// # Errors
/// When the database fails.
pub fn billing_settings(read: &Read<'_>, _: Nothing) -> Result<BillingSettingsView> {
    let settings = settings_of(read)?;
    let currency = sites::own_site(read)?.record.currency;
    Ok(BillingSettingsView {
        version: read.version(settings.id)?,
        digits: money::digits_of(&currency),
        settings,
        currency,
    })
}

/// Changes how the clinic bills; what was issued stays as it is.
///
/// # Errors
/// When a field is out of range.
pub fn save_billing_settings(write: &mut Write<'_>, input: BillingSettingsChange) -> Result<BillingSettingsView> {
    let unset = settings_of(write)?;
    let within = |field: &str, value: i64, low: i64, high: i64| -> Result<()> {
        if (low..=high).contains(&value) {
            return Ok(());
        }
        let sentence = format!("Choose a number from {low} to {high}.");
        Err(Invalid::new(field, "not_in_range", sentence).with(json!({ "low": low, "high": high })).into())
    };
    within("cash_increment_minor", input.cash_increment_minor, 1, 1_000_000)?;
    within("due_days", input.due_days.into(), 0, 365)?;
    money::check_tax("tax_basis_points", input.tax_basis_points)?;
    let settings = BillingSettings {
        id: unset.id,
        cash_increment_minor: input.cash_increment_minor,
        is_tax_included: input.is_tax_included,
        tax_basis_points: input.tax_basis_points,
        tax_label: optional("tax_label", input.tax_label.as_deref(), 20)?.unwrap_or_else(|| "Tax".into()),
        due_days: input.due_days,
    };
    let basis = if write.version(settings.id)? == 0 { Basis::New } else { Basis::Shown(input.version) };
    write.save(settings, basis)?;
    billing_settings(write, Nothing {})
}
