//! What a registration form holds, and what of it can be.

use super::Patient;
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::quantity;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sex, as clinical rules need it (HL7 AdministrativeGender).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither.
    Other,
    /// Not known.
    #[default]
    Unknown,
}

/// How much of a birth date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BirthPrecision {
    /// The day.
    Day,
    /// The month: an age in months or weeks was given.
    Month,
    /// The year, or an age in years was given.
    Year,
}

/// A blood group of the ABO and Rh systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BloodGroup {
    /// A positive.
    #[serde(rename = "A+")]
    APositive,
    /// A negative.
    #[serde(rename = "A-")]
    ANegative,
    /// B positive.
    #[serde(rename = "B+")]
    BPositive,
    /// B negative.
    #[serde(rename = "B-")]
    BNegative,
    /// AB positive.
    #[serde(rename = "AB+")]
    AbPositive,
    /// AB negative.
    #[serde(rename = "AB-")]
    AbNegative,
    /// O positive.
    #[serde(rename = "O+")]
    OPositive,
    /// O negative.
    #[serde(rename = "O-")]
    ONegative,
}

/// What a registration form holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PatientDetails {
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Any other names, in any script. One name of the three is enough.
    pub other_names: Option<String>,
    /// Sex, as clinical rules need it.
    pub sex: Sex,
    /// Gender, in the person's own words, where it is another.
    pub gender: Option<String>,
    /// Birth date; of an estimate, a day within it.
    pub birth_on: Option<NaiveDate>,
    /// How much of the birth date is known; the day, if left out.
    pub birth_precision: Option<BirthPrecision>,
    /// Blood group.
    pub blood_group: Option<BloodGroup>,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Street and house, or how to find it.
    pub address: Option<String>,
    /// City, town or village.
    pub city: Option<String>,
    /// State, province or district.
    pub state: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// National identity number.
    pub national_id: Option<String>,
    /// Next of kin: name.
    pub next_of_kin_name: Option<String>,
    /// Next of kin: telephone.
    pub next_of_kin_phone: Option<String>,
    /// Next of kin: relation.
    pub next_of_kin_relation: Option<String>,
    /// Height in cm.
    #[schemars(with = "Option<f64>")]
    pub height_cm: Option<Decimal>,
    /// Weight in kg.
    #[schemars(with = "Option<f64>")]
    pub weight_kg: Option<Decimal>,
    /// The practitioner on whose panel the patient is.
    pub practitioner_id: Option<Uuid>,
    /// How the patient is reminded; by whatever is known, where nobody said.
    #[serde(default)]
    pub reminded_by: Option<RemindedBy>,
}

/// How a patient is reminded of appointments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemindedBy {
    /// By SMS.
    Sms,
    /// By email.
    Email,
    /// Not at all.
    Nobody,
}

impl PatientDetails {
    /// The patient that a form makes, if all of it can be.
    pub(super) fn into_patient(self, id: Uuid, mrn: String, today: NaiveDate) -> Result<Patient> {
        let name = |field: &str, text: &Option<String>| optional(field, text.as_deref(), 120);
        let line = |field: &str, text: &Option<String>| optional(field, text.as_deref(), 200);
        let (given_name, family_name) =
            (name("given_name", &self.given_name)?, name("family_name", &self.family_name)?);
        let other_names = name("other_names", &self.other_names)?;
        if given_name.is_none() && family_name.is_none() && other_names.is_none() {
            let sentence = "A patient needs at least one name. If it is not known, write what people call the person.";
            return Err(Invalid::new("given_name", "name_required", sentence).into());
        }
        let birth_precision = self.birth_on.map(|_| self.birth_precision.unwrap_or(BirthPrecision::Day));
        Ok(Patient {
            id,
            mrn,
            given_name,
            family_name,
            other_names,
            sex: self.sex,
            gender: name("gender", &self.gender)?,
            birth_on: self.birth_on.map(|day| check_birth(day, today)).transpose()?,
            birth_precision,
            blood_group: self.blood_group,
            phone: self.phone.as_deref().map(check_phone).transpose()?.flatten(),
            email: self.email.as_deref().map(check_email).transpose()?.flatten(),
            address: line("address", &self.address)?,
            city: name("city", &self.city)?,
            state: name("state", &self.state)?,
            country: name("country", &self.country)?,
            national_id: optional("national_id", self.national_id.as_deref(), 40)?,
            next_of_kin_name: name("next_of_kin_name", &self.next_of_kin_name)?,
            next_of_kin_phone: optional("next_of_kin_phone", self.next_of_kin_phone.as_deref(), 40)?,
            next_of_kin_relation: name("next_of_kin_relation", &self.next_of_kin_relation)?,
            height_cm: quantity::check("height_cm", self.height_cm, quantity::HEIGHT_CM)?,
            weight_kg: quantity::check("weight_kg", self.weight_kg, quantity::WEIGHT_KG)?,
            practitioner_id: self.practitioner_id,
            reminded_by: self.reminded_by,
        })
    }
}

/// The oldest person whose age was proven lived 122 years.
const OLDEST_YEARS: i32 = 125;

fn check_birth(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    if day > today {
        return Err(Invalid::new("birth_on", "birth_in_future", "The birth date is in the future.").into());
    }
    if today.year() - day.year() > OLDEST_YEARS {
        let sentence = format!("This birth date makes the patient older than {OLDEST_YEARS} years.");
        return Err(Invalid::new("birth_on", "birth_too_long_ago", sentence).into());
    }
    Ok(day)
}

fn check_phone(phone: &str) -> Result<Option<String>> {
    let phone = optional("phone", Some(phone), 40)?;
    let digits = |text: &str| text.chars().filter(|letter| letter.is_numeric()).count();
    if phone.as_deref().is_some_and(|phone| digits(phone) < 3) {
        return Err(Invalid::new("phone", "bad_phone", "A telephone number has at least 3 digits.").into());
    }
    Ok(phone)
}

pub(crate) fn check_email(email: &str) -> Result<Option<String>> {
    let email = optional("email", Some(email), 200)?;
    let is_plausible = |text: &str| {
        let (user, host) = text.rsplit_once('@').unwrap_or_default();
        !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !text.contains(' ')
    };
    if email.as_deref().is_some_and(|email| !is_plausible(email)) {
        return Err(Invalid::new("email", "bad_email", "An email address looks like name@example.org.").into());
    }
    Ok(email)
}
