//! Services: what the clinic offers, how long it takes and what it costs.

use crate::accounts::Nothing;
use crate::db::{Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::{optional, required};
use crate::record::{Merge, Record, Stored};
use crate::rooms::basis_of;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What the clinic offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    /// The service.
    pub id: Uuid,
    /// What it is called, as on an invoice.
    pub name: String,
    /// What it is listed under.
    pub category: Option<String>,
    /// How long it takes, in minutes.
    pub duration_min: u32,
    /// What it costs before tax, in minor units of the site's currency.
    pub price_minor: i64,
    /// The tax on it, in hundredths of a percent.
    pub tax_basis_points: u32,
    /// It can be chosen.
    pub is_active: bool,
}

impl Record for Service {
    const KIND: &'static str = "service";
    const TABLE: &'static str = "services";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A service as a form has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ServiceForm {
    /// The service; none for a new one.
    pub id: Option<Uuid>,
    /// What the form was shown; none for a new one.
    pub version: Option<i64>,
    /// What it is called.
    pub name: String,
    /// What it is listed under.
    pub category: Option<String>,
    /// How long it takes, in minutes: 5 to 720.
    pub duration_min: u32,
    /// What it costs before tax, in minor units.
    pub price_minor: i64,
    /// The tax on it, in hundredths of a percent: 0 to 10,000.
    pub tax_basis_points: u32,
    /// It can be chosen.
    pub is_active: bool,
}

/// A service with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ServiceView {
    /// The service.
    pub service: Stored<Service>,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// The dearest service, in minor units: above it somebody has slipped.
const DEAREST_MINOR: i64 = 1_000_000_000_000;

/// All services, those that can be chosen first, by category and name.
///
/// # Errors
/// When the database fails.
pub fn services(read: &Read<'_>, _: Nothing) -> Result<Vec<ServiceView>> {
    let order = "entered_in_error IS NULL ORDER BY is_active DESC, coalesce(category, ''), name, id";
    let all = read.all::<Service>(order, [])?;
    all.into_iter().map(|service| Ok(ServiceView { version: read.version(service.id)?, service })).collect()
}

/// Saves a service, new or changed.
///
/// # Errors
/// When a field is wrong or another service has the name.
pub fn save_service(write: &mut Write<'_>, input: ServiceForm) -> Result<ServiceView> {
    let basis = basis_of::<Service>(write, input.id, input.version)?;
    let service = Service {
        id: input.id.unwrap_or_else(|| write.new_id()),
        name: required("name", &input.name, 80)?,
        category: optional("category", input.category.as_deref(), 60)?,
        duration_min: crate::appointments::check_duration(input.duration_min)?,
        price_minor: input.price_minor,
        tax_basis_points: input.tax_basis_points,
        is_active: input.is_active,
    };
    if service.price_minor < 0 {
        return Err(Invalid::new("price_minor", "negative", "A price cannot be less than nothing.").into());
    }
    if service.price_minor > DEAREST_MINOR {
        let sentence = "This price is too high to be one. Check it.";
        return Err(Invalid::new("price_minor", "too_high", sentence).into());
    }
    if service.tax_basis_points > 10_000 {
        let sentence = "A tax is from 0 to 100 percent.";
        return Err(Invalid::new("tax_basis_points", "out_of_range", sentence)
            .with(json!({ "low": 0, "high": 10_000 }))
            .into());
    }
    let others = write.all::<Service>("entered_in_error IS NULL AND id <> ?1", [service.id.to_string()])?;
    if others.iter().any(|other| other.name.to_lowercase() == service.name.to_lowercase()) {
        let sentence = format!("There is a service called '{}' already. Give this one another name.", service.name);
        return Err(Invalid::new("name", "name_taken", sentence).with(json!({ "name": service.name })).into());
    }
    let service = write.save(service, basis)?.stored;
    Ok(ServiceView { version: write.version(service.id)?, service })
}

/// The service that was chosen, if one was.
///
/// # Errors
/// When it is not there or is no longer offered.
pub(crate) fn chosen(read: &Read<'_>, service_id: Option<Uuid>) -> Result<Option<Stored<Service>>> {
    let Some(id) = service_id else { return Ok(None) };
    let service = read.get::<Service>(id)?;
    if service.is_active && service.meta.entered_in_error.is_none() {
        return Ok(Some(service));
    }
    let sentence = format!("'{}' is no longer offered. Choose another service.", service.name);
    Err(Invalid::new("service_id", "not_in_use", sentence).with(json!({ "name": service.name })).into())
}
