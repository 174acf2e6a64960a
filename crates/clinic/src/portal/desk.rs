//! The front desk's side: who registered and waits to be tied to a record.

use super::{PortalAccount, tie_of};
use crate::accounts::{Account, Nothing, Role};
use crate::age;
use crate::db::{Basis, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::outside::Millis;
use crate::patients::{Patient, PatientRow};
use crate::record::Stored;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who registered and waits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaitingRegistration {
    /// The account.
    pub account_id: Uuid,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// What the person signs in with.
    pub username: String,
    /// The name that was typed.
    pub name: String,
    /// The birth date that was typed.
    pub birth_on: Option<NaiveDate>,
    /// The telephone that was typed.
    pub phone: Option<String>,
    /// When.
    pub asked_at: Millis,
    /// Records with that very birth date whose name or telephone is alike, at most five.
    pub candidates: Vec<PatientRow>,
}

/// A registration is tied to a record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RegistrationTie {
    /// The account.
    pub account_id: Uuid,
    /// What was shown.
    pub version: i64,
    /// The patient.
    pub patient_id: Uuid,
}

/// A registration is turned down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RegistrationRefusal {
    /// The account.
    pub account_id: Uuid,
    /// Why.
    pub reason: String,
}

/// Who waits to be tied to a record, who has waited longest first.
///
/// # Errors
/// When the database fails.
pub fn portal_registrations(read: &Read<'_>, _: Nothing) -> Result<Vec<WaitingRegistration>> {
    let sql = "patient_id IS NULL AND entered_in_error IS NULL ORDER BY recorded_at, id";
    let mut waiting = vec![];
    for tie in read.all::<PortalAccount>(sql, [])? {
        let Some(account) = read.find::<Account>(tie.account_id)?.filter(|account| !account.is_disabled) else {
            continue;
        };
        waiting.push(WaitingRegistration {
            account_id: account.id,
            version: read.version(tie.id)?,
            username: account.record.username,
            name: tie.claimed_name.clone().unwrap_or(account.record.name),
            birth_on: tie.claimed_birth_on,
            phone: tie.claimed_phone.clone(),
            asked_at: tie.meta.recorded_at,
            candidates: candidates(read, &tie)?,
        });
    }
    Ok(waiting)
}

/// Who it can be: born on that day, and called by one of the same names or reached under the same number.
fn candidates(read: &Read<'_>, tie: &PortalAccount) -> Result<Vec<PatientRow>> {
    let Some(birth_on) = tie.claimed_birth_on else { return Ok(vec![]) };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let phone = tie.claimed_phone.as_deref().map(digits).filter(|phone| phone.len() >= 6);
    let typed = tie.claimed_name.as_deref().unwrap_or_default().to_lowercase();
    let names: Vec<&str> = typed.split_whitespace().collect();
    let is_alike = |patient: &Patient| {
        let own = [&patient.given_name, &patient.family_name, &patient.other_names];
        let own: String = own.into_iter().flatten().map(|name| format!("{} ", name.to_lowercase())).collect();
        let has_name = own.split_whitespace().any(|one| names.contains(&one));
        let own_phone = patient.phone.as_deref().map(digits);
        has_name || phone.as_ref().is_some_and(|phone| own_phone.is_some_and(|own| own.ends_with(phone.as_str())))
    };
    let today = age::today(read)?;
    let born: Vec<Stored<Patient>> =
        read.all("birth_on = ?1 AND entered_in_error IS NULL ORDER BY id", [birth_on.to_string()])?;
    let found = born.into_iter().filter(|patient| is_alike(patient)).take(5);
    Ok(found.map(|patient| PatientRow::of(patient, today, None)).collect())
}

/// Ties a registration to a record: from now on its account sees that chart.
///
/// # Errors
/// When it was tied or turned down meanwhile, or the patient was entered in error.
pub fn tie_registration(write: &mut Write<'_>, input: RegistrationTie) -> Result<Nothing> {
    let tie = waiting(write, input.account_id)?;
    let patient = write.get::<Patient>(input.patient_id)?;
    if patient.meta.entered_in_error.is_some() {
        let sentence = "This patient was entered in error. Choose the right one.";
        return Err(Invalid::new("patient_id", "entered_in_error", sentence).into());
    }
    let tied = PortalAccount { patient_id: Some(patient.id), ..tie.record };
    write.save(tied, Basis::Shown(input.version))?;
    let mut account = write.get::<Account>(input.account_id)?.record;
    account.name = patient.display_name();
    let version = write.version(account.id)?;
    write.save(account, Basis::Shown(version))?;
    Ok(Nothing {})
}

/// Turns a registration down: its account can sign in no more.
///
/// # Errors
/// When it was tied or turned down meanwhile, or the reason is missing.
pub fn refuse_registration(write: &mut Write<'_>, input: RegistrationRefusal) -> Result<Nothing> {
    let tie = waiting(write, input.account_id)?;
    let version = write.version(tie.id)?;
    write.void::<PortalAccount>(tie.id, version, &input.reason)?;
    let mut account = write.get::<Account>(input.account_id)?.record;
    if Role::list(&account.roles) == [Role::Patient] {
        account.is_disabled = true;
        let version = write.version(account.id)?;
        write.save(account, Basis::Shown(version))?;
    }
    Ok(Nothing {})
}

fn waiting(read: &Read<'_>, account_id: Uuid) -> Result<Stored<PortalAccount>> {
    let tie = read.get::<PortalAccount>(tie_of(account_id))?;
    if tie.patient_id.is_none() && tie.meta.entered_in_error.is_none() {
        return Ok(tie);
    }
    let sentence = "Somebody has dealt with this registration meanwhile.";
    Err(Error::Refused { code: "registration_settled", sentence: sentence.into() })
}
