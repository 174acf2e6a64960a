//! Practitioners: what the front desk and the papers know of those who give care.

use crate::accounts::{Account, Nothing, Role};
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::record::{Merge, Record, Stored};
use crate::rooms;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// Calendars tell practitioners apart by so many colours.
pub const COLOURS: u8 = 12;

/// What is known of a practitioner beside the account. One an account: its id is derived from the account's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PractitionerProfile {
    /// The record.
    pub id: Uuid,
    /// The practitioner's account.
    pub account_id: Uuid,
    /// What the practitioner specializes in.
    pub specialization: Option<String>,
    /// The number under which the profession's council knows the person.
    pub registration_number: Option<String>,
    /// The room that the person usually works in.
    pub room_id: Option<Uuid>,
    /// Appointments can be booked.
    pub is_bookable: bool,
    /// Which of the calendar's colours, from 0.
    pub colour: u8,
}

impl Record for PractitionerProfile {
    const KIND: &'static str = "practitioner_profile";
    const TABLE: &'static str = "practitioner_profiles";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// A practitioner as lists and forms need it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PractitionerView {
    /// The practitioner's name.
    pub name: String,
    /// The account may not sign in here: nothing new can be booked.
    pub is_disabled: bool,
    /// Working hours are kept for the practitioner.
    pub has_hours: bool,
    /// What is known; a practitioner of whom nothing was said yet can be booked.
    pub profile: PractitionerProfile,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// A practitioner as a form has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PractitionerForm {
    /// The practitioner's account.
    pub account_id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// What the practitioner specializes in.
    pub specialization: Option<String>,
    /// The number under which the profession's council knows the person.
    pub registration_number: Option<String>,
    /// The room that the person usually works in.
    pub room_id: Option<Uuid>,
    /// Appointments can be booked.
    pub is_bookable: bool,
    /// Which of the calendar's colours, from 0 to 11.
    pub colour: u8,
}

/// All who have the practitioner's role and work or worked here, by name, those who may sign in first.
///
/// # Errors
/// When the database fails.
pub fn practitioner_profiles(read: &Read<'_>, _: Nothing) -> Result<Vec<PractitionerView>> {
    let all = read.all::<Account>("entered_in_error IS NULL ORDER BY is_disabled, name, id", [])?;
    let them = all.into_iter().filter(|account| gives_care(account) && account.is_for(read.place));
    them.map(|account| view(read, &account)).collect()
}

/// Says what is known of a practitioner.
///
/// # Errors
/// When the account is not a practitioner's or a field is wrong.
pub fn set_practitioner_profile(write: &mut Write<'_>, input: PractitionerForm) -> Result<PractitionerView> {
    let account = practitioner(write, input.account_id)?;
    if input.colour >= COLOURS {
        let sentence = format!("Choose one of the {COLOURS} colours.");
        return Err(Invalid::new("colour", "out_of_range", sentence)
            .with(json!({ "low": 0, "high": COLOURS - 1 }))
            .into());
    }
    let before = profile_of(write, account.id)?;
    if input.room_id != before.room_id {
        rooms::chosen(write, input.room_id)?;
    }
    let profile = PractitionerProfile {
        specialization: optional("specialization", input.specialization.as_deref(), 80)?,
        registration_number: optional("registration_number", input.registration_number.as_deref(), 40)?,
        room_id: input.room_id,
        is_bookable: input.is_bookable,
        colour: input.colour,
        ..before
    };
    let basis = if write.version(profile.id)? == 0 { Basis::New } else { Basis::Shown(input.version) };
    write.save(profile, basis)?;
    view(write, &account)
}

/// The account of a practitioner.
///
/// # Errors
/// When the account is not there or has another role.
pub(crate) fn practitioner(read: &Read<'_>, account_id: Uuid) -> Result<Stored<Account>> {
    let account = read.get::<Account>(account_id)?;
    if gives_care(&account) {
        return Ok(account);
    }
    let sentence = format!("{} does not have the role of a practitioner.", account.name);
    Err(Invalid::new("practitioner_id", "not_a_practitioner", sentence).with(json!({ "name": account.name })).into())
}

/// What is known of a practitioner; where nothing was said yet, what holds until then.
pub(crate) fn profile_of(read: &Read<'_>, account_id: Uuid) -> Result<PractitionerProfile> {
    let id = Uuid::new_v5(&account_id, b"practitioner_profile");
    Ok(read.find::<PractitionerProfile>(id)?.map_or_else(
        || PractitionerProfile {
            id,
            account_id,
            specialization: None,
            registration_number: None,
            room_id: None,
            is_bookable: true,
            // The same on every workstation, and mostly not that of a colleague.
            colour: account_id.as_bytes()[15] % COLOURS,
        },
        |stored| stored.record,
    ))
}

/// Whether an account is a practitioner's.
pub(crate) fn gives_care(account: &Account) -> bool {
    Role::list(&account.roles).contains(&Role::Practitioner)
}

fn view(read: &Read<'_>, account: &Stored<Account>) -> Result<PractitionerView> {
    let profile = profile_of(read, account.id)?;
    Ok(PractitionerView {
        name: account.name.clone(),
        is_disabled: !account.may_sign_in(read.place),
        has_hours: crate::schedules::has_hours(read, account.id)?,
        version: read.version(profile.id)?,
        profile,
    })
}
