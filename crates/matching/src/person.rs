//! What is known of a person, and the same made ready for comparing.

use serde::{Deserialize, Serialize};

use crate::birth::BirthDate;
use crate::names::Name;
use crate::normal::fold;
use crate::numbers::{phone_tail, plain_number};

/// What is known of a person. Everything is optional: what is missing neither helps nor harms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// First name or names.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Middle names, names at birth, names in another script.
    pub other_names: Option<String>,
    /// Administrative sex as a code; only `male` against `female` counts.
    pub sex: Option<String>,
    /// Birth date, whole or in part.
    pub birth_date: Option<BirthDate>,
    /// Whether the birth date is a guess.
    pub birth_date_is_estimated: bool,
    /// Phone number in any notation.
    pub phone: Option<String>,
    /// National identity or insurance number.
    pub national_id: Option<String>,
    /// Street address without the place.
    pub address: Option<String>,
    /// Town, suburb or village.
    pub city: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// State, province or district.
    pub state: Option<String>,
}

/// A person in plain forms, so that comparing many pairs prepares each person once.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub given: Name,
    pub family: Name,
    pub other: Name,
    pub sex: Option<char>,
    pub birth: Option<BirthDate>,
    pub is_estimated: bool,
    pub phone: String,
    pub national_id: String,
    pub address: crate::addresses::Address,
    pub city: String,
    pub postcode: String,
    pub state: String,
}

impl Prepared {
    pub fn of(person: &Person) -> Prepared {
        let text = |field: &Option<String>| field.as_deref().map(fold).unwrap_or_default();
        let sex = text(&person.sex).chars().next().filter(|code| matches!(code, 'm' | 'f'));
        Prepared {
            given: Name::of(&text(&person.given_name)),
            family: Name::of(&text(&person.family_name)),
            other: Name::of(&text(&person.other_names)),
            sex,
            birth: person.birth_date,
            is_estimated: person.birth_date_is_estimated,
            phone: person.phone.as_deref().map(phone_tail).unwrap_or_default(),
            national_id: person.national_id.as_deref().map(plain_number).unwrap_or_default(),
            address: crate::addresses::Address::of(&text(&person.address)),
            city: text(&person.city).replace(' ', ""),
            postcode: person.postcode.as_deref().map(plain_number).unwrap_or_default(),
            state: text(&person.state).replace(' ', ""),
        }
    }
}
