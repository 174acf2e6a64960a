//! The site: its name, its units and its settings; and the first start of a clinic.

use crate::accounts::{self, Account, Nothing, Password, Role, SignedIn, Theme};
use crate::command::Call;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::{optional, required};
use crate::record::{Merge, Record, Stored};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// The languages that the screens speak.
pub const LANGUAGES: [&str; 2] = ["en", "ar"];

/// One place of care and how it works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Site {
    /// The site.
    pub id: Uuid,
    /// The organization that owns the records.
    pub organization_id: Uuid,
    /// The clinic's name, as on papers.
    pub name: String,
    /// A short code, e.g. `KDG`.
    pub code: String,
    /// The IANA name of the time zone, e.g. `Africa/Khartoum`.
    pub time_zone: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The language of papers and of who has not chosen one.
    pub language: String,
    /// The country, for addresses.
    pub country: Option<String>,
    /// The digits that numbers are shown in.
    pub digits: Digits,
    /// How temperature is written.
    pub temperature_unit: TemperatureUnit,
    /// How weight is written.
    pub weight_unit: WeightUnit,
    /// How height is written.
    pub height_unit: HeightUnit,
    /// How glucose is written.
    pub glucose_unit: GlucoseUnit,
    /// How blood pressure is put into words.
    pub bp_scheme: BpScheme,
    /// Whether notifications outside the window name the patient.
    pub has_names_on_lock_screen: bool,
    /// After so many minutes an unanswered critical alert is raised again.
    pub escalate_after_min: u32,
    /// A reading older than so many minutes makes NEWS2 stale.
    pub news2_window_min: u32,
    /// After so many idle minutes the screen locks.
    pub idle_lock_min: u32,
    /// The day that weeks begin on; none: as is usual in the language.
    pub week_start: Option<WeekStart>,
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }
    };
}

choice! { /** The digits that numbers are shown in. */ Digits { /** 0123456789 */ Latin, /** ٠١٢٣٤٥٦٧٨٩ */ Arabic } }
choice! { /** The day that weeks begin on. */ WeekStart { /** Monday */ Monday, /** Saturday */ Saturday, /** Sunday */ Sunday } }
choice! { /** How temperature is written; kept in °C. */ TemperatureUnit { /** °C */ Celsius, /** °F */ Fahrenheit } }
choice! { /** How weight is written; kept in kg. */ WeightUnit { /** kg */ Kilogram, /** lb */ Pound } }
choice! { /** How height is written; kept in cm. */ HeightUnit { /** cm */ Centimetre, /** in */ Inch } }
choice! { /** How glucose is written; kept in mg/dL. */ GlucoseUnit { /** mg/dL */ MgDl, /** mmol/L */ MmolL } }
choice! { /** How blood pressure is put into words. */ BpScheme { /** ACC/AHA 2017 */ AccAha2017, /** ISH 2020 */ Ish2020 } }

impl Record for Site {
    const KIND: &'static str = "site";
    const TABLE: &'static str = "sites";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, _place: &Place) -> Scope {
        Scope::Org
    }
}

/// What the first screen asks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ClinicSetUp {
    /// The clinic's name.
    pub clinic_name: String,
    /// A short code.
    pub site_code: String,
    /// The IANA name of the time zone.
    pub time_zone: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The language.
    pub language: String,
    /// The country, for addresses.
    pub country: Option<String>,
    /// How temperature is written.
    pub temperature_unit: TemperatureUnit,
    /// How weight is written.
    pub weight_unit: WeightUnit,
    /// How height is written.
    pub height_unit: HeightUnit,
    /// How glucose is written.
    pub glucose_unit: GlucoseUnit,
    /// The first administrator's name.
    pub administrator_name: String,
    /// The first administrator's user name.
    pub username: String,
    /// The first administrator's password.
    pub password: Password,
    /// What else the first administrator does here: in a small clinic one person does it all.
    pub roles: Vec<Role>,
}

/// What is known of the clinic before anybody signed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClinicStatus {
    /// A clinic was set up on this computer.
    pub is_set_up: bool,
    /// The clinic is made up.
    pub is_demo: bool,
    /// Why nothing can be written, if so.
    pub read_only: Option<String>,
    /// The site's settings, once set up.
    pub site: Option<Stored<Site>>,
    /// Who may sign in here.
    pub people: Vec<Person>,
}

/// Somebody who may sign in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Person {
    /// What is typed to sign in.
    pub username: String,
    /// The person's name.
    pub name: String,
}

/// What is known of the clinic before anybody signed in.
///
/// # Errors
/// When the database fails.
pub fn clinic_status(call: &Call<'_>, _: Nothing) -> Result<ClinicStatus> {
    let db = &call.clinic.db;
    let read_only = db.read_only().map(str::to_owned);
    let Some(place) = db.place() else {
        return Ok(ClinicStatus { is_set_up: false, is_demo: false, read_only, site: None, people: vec![] });
    };
    call.read(|read| {
        let accounts = read.all::<Account>("entered_in_error IS NULL AND is_disabled = 0 ORDER BY name", [])?;
        let accounts: Vec<_> =
            accounts.into_iter().filter(|account| account.is_staff() && account.is_for(read.place)).collect();
        let person = |account: Stored<Account>| Person { username: account.record.username, name: account.record.name };
        let site = read.find::<Site>(place.site_id)?;
        let is_set_up = site.is_some() && !accounts.is_empty();
        let people = accounts.into_iter().map(person).collect();
        Ok(ClinicStatus { is_set_up, is_demo: place.is_demo, read_only, site, people })
    })
}

/// Sets up the clinic of this computer and its first administrator, and signs that person in.
///
/// # Errors
/// When a field is wrong or there is a clinic already.
pub fn set_up_clinic(call: &Call<'_>, input: ClinicSetUp) -> Result<SignedIn> {
    let status = clinic_status(call, Nothing {})?;
    if status.is_set_up {
        let sentence = "This computer has a clinic already. Sign in instead.";
        return Err(Error::Refused { code: "set_up_already", sentence: sentence.into() });
    }
    let username = accounts::username_of(&input.username)?;
    accounts::check_new("password", &input.password, &username)?;
    let mut roles = input.roles.clone();
    roles.push(Role::Administrator);
    let account = Account {
        id: call.outside().id(),
        name: required("administrator_name", &input.administrator_name, 120)?,
        roles: Role::text(&roles),
        language: accounts::check_language(&input.language)?,
        theme: Theme::System,
        password_hash: accounts::hash(&input.password, call.outside())?,
        must_change_password: false,
        is_disabled: false,
        email: None,
        site_id: None,
        username,
    };
    let place = call.clinic.db.place().ok_or_else(crate::db::not_set_up)?;
    let site = Site {
        id: place.site_id,
        organization_id: place.organization_id,
        name: required("clinic_name", &input.clinic_name, 120)?,
        code: check_code(&input.site_code)?,
        time_zone: check_time_zone(&input.time_zone)?,
        currency: crate::money::check_currency(&input.currency)?,
        language: account.language.clone(),
        country: optional("country", input.country.as_deref(), 60)?,
        digits: Digits::Latin,
        temperature_unit: input.temperature_unit,
        weight_unit: input.weight_unit,
        height_unit: input.height_unit,
        glucose_unit: input.glucose_unit,
        bp_scheme: BpScheme::AccAha2017,
        has_names_on_lock_screen: false,
        escalate_after_min: 15,
        news2_window_min: 12 * 60,
        idle_lock_min: 5,
        week_start: None,
    };
    let (_, changed) = call.clinic.db.write(call.outside(), account.id, |write| {
        write.create(site)?;
        write.create(account.clone())?;
        crate::formulary::load_formulary(write, Nothing {})
    })?;
    call.clinic.listener.changed(&changed);
    accounts::welcome(call, account)
}

fn check_code(code: &str) -> Result<String> {
    let code = required("site_code", code, 8)?.to_uppercase();
    if code.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        Ok(code)
    } else {
        Err(Invalid::new("site_code", "bad_site_code", "A site code has letters A to Z and digits only.").into())
    }
}

fn check_time_zone(name: &str) -> Result<String> {
    match name.trim().parse::<chrono_tz::Tz>() {
        Ok(zone) => Ok(zone.name().to_owned()),
        Err(_) => {
            let sentence = format!("'{name}' is not the name of a time zone, such as Africa/Nairobi.");
            Err(Invalid::new("time_zone", "unknown_time_zone", sentence).with(json!({ "name": name })).into())
        }
    }
}

/// The site's settings with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteSettings {
    /// The settings.
    pub site: Stored<Site>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// Fields that two people have changed to different values.
    pub conflicts: Vec<String>,
}

/// The site that this computer stands in.
pub(crate) fn own_site(read: &Read<'_>) -> Result<Stored<Site>> {
    Ok((*read.known::<Site>(read.place.site_id)?).clone())
}

/// The site's settings.
///
/// # Errors
/// When the database fails.
pub fn site_settings(read: &Read<'_>, _: Nothing) -> Result<SiteSettings> {
    let site = own_site(read)?;
    Ok(SiteSettings { version: read.version(site.id)?, site, conflicts: vec![] })
}

/// One place of care of the organization, as an administrator sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteRow {
    /// The site.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// The letters in front of its numbers.
    pub code: String,
    /// The country.
    pub country: Option<String>,
    /// How its clocks go.
    pub time_zone: String,
    /// It is the one that is asked.
    pub is_this: bool,
}

/// The sites of the organization, as far as they are known here, by name.
///
/// # Errors
/// When the database fails.
pub fn sites(read: &Read<'_>, _: Nothing) -> Result<Vec<SiteRow>> {
    let stored = read.all::<Site>("entered_in_error IS NULL ORDER BY name, id", [])?;
    let row = |one: Stored<Site>| SiteRow {
        id: one.id,
        name: one.name.clone(),
        code: one.code.clone(),
        country: one.country.clone(),
        time_zone: one.time_zone.clone(),
        is_this: one.id == read.place.site_id,
    };
    Ok(stored.into_iter().map(row).collect())
}

/// Says that the own site is another organization's from now on.
pub(crate) fn change_organization(write: &mut Write<'_>, organization_id: Uuid) -> Result<()> {
    let own = own_site(write)?.record;
    let version = write.version(own.id)?;
    write.save(Site { organization_id, ..own }, Basis::Shown(version)).map(drop)
}

/// A change of the settings: the whole form, and what it was shown.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SiteChange {
    /// The settings as the form has them.
    pub site: Site,
    /// What the form was shown.
    pub version: i64,
}

/// Changes the site's settings.
///
/// # Errors
/// When a field is wrong, or the currency is changed while money is open in the old one.
pub fn update_site(write: &mut Write<'_>, input: SiteChange) -> Result<SiteSettings> {
    let own = own_site(write)?;
    let between = |field: &str, value: u32, least: u32, most: u32| -> Result<u32> {
        if (least..=most).contains(&value) {
            return Ok(value);
        }
        let sentence = format!("Choose a number of minutes from {least} to {most}.");
        Err(Invalid::new(field, "out_of_range", sentence).with(json!({ "low": least, "high": most })).into())
    };
    let currency = crate::money::check_currency(&input.site.currency)?;
    if currency != own.currency {
        crate::billing::change_currency(write, &own.currency, &currency)?;
    }
    let site = Site {
        id: own.id,
        organization_id: own.organization_id,
        name: required("name", &input.site.name, 120)?,
        code: check_code(&input.site.code)?,
        time_zone: check_time_zone(&input.site.time_zone)?,
        currency,
        language: accounts::check_language(&input.site.language)?,
        country: optional("country", input.site.country.as_deref(), 60)?,
        escalate_after_min: between("escalate_after_min", input.site.escalate_after_min, 1, 24 * 60)?,
        news2_window_min: between("news2_window_min", input.site.news2_window_min, 5, 7 * 24 * 60)?,
        idle_lock_min: between("idle_lock_min", input.site.idle_lock_min, 1, 120)?,
        ..input.site
    };
    let saved = write.save(site, Basis::Shown(input.version))?;
    Ok(SiteSettings { version: write.version(own.id)?, site: saved.stored, conflicts: saved.conflicts })
}
