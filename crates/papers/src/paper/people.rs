//! The people who stand on papers.

use chrono::NaiveDate;
use serde::Serialize;

/// A patient, as papers name one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The whole name, in any script.
    pub name: String,
    /// The number that the clinic gave.
    pub mrn: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// The age on the day of the paper.
    pub age: Option<Age>,
    /// The birth date.
    pub birth_on: Option<NaiveDate>,
    /// The birth date is estimated: only its year is said.
    pub is_birth_estimated: bool,
    /// The telephone.
    pub phone: Option<String>,
}

/// Sex, as clinical rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Another, or not to be told.
    Other,
}

/// An age in the unit that is said at this age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "unit", content = "count", rename_all = "snake_case")]
pub enum Age {
    /// From two years on.
    Years(u32),
    /// From a month or so on.
    Months(u32),
    /// Of newborns.
    Days(u32),
}

/// Who gave care, as papers name and sign it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Practitioner {
    /// The name.
    pub name: String,
    /// What the practitioner is.
    pub specialization: Option<String>,
    /// The number with which the practitioner is registered.
    pub registration_number: Option<String>,
}

/// What is known of allergies. It always stands on papers that somebody dispenses or gives care by.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", content = "known", rename_all = "snake_case")]
pub enum Allergies {
    /// Nobody has asked.
    NotRecorded,
    /// Somebody asked: there are none.
    NoneKnown,
    /// These, each with its reaction.
    Known(Vec<String>),
}
