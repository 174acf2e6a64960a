//! Made-up people of many places. No name is a real person's; given and family names are drawn apart, and no two people
//! have both alike: chance alone makes no pair that looks like one person.

use super::chance::Chance;
use crate::db::Write;
use crate::error::Result;
use crate::numbers::{self, NumberSeries};
use crate::patients::{BirthPrecision, BloodGroup, Patient, Sex};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::collections::HashSet;
use uuid::Uuid;

const FEMALE: &[&str] = &[
    "Amina",
    "Grace",
    "Fatima",
    "Wanjiru",
    "Lucía",
    "Mei",
    "Priya",
    "Zainab",
    "Adaeze",
    "Ngozi",
    "Rosa",
    "Thandiwe",
    "Mariam",
    "Hawa",
    "Nadia",
    "Josephine",
    "Aisha",
    "Chipo",
    "Sunita",
    "Elena",
    "Khadija",
    "Abeba",
    "Yetunde",
    "Ana",
];
const MALE: &[&str] = &[
    "Joseph", "Ibrahim", "Kwame", "Otieno", "Carlos", "Wei", "Arjun", "Yusuf", "Chidi", "Emeka", "Diego", "Sipho",
    "Omar", "Musa", "Karim", "Daniel", "Abdullah", "Tendai", "Ravi", "Mateo", "Hassan", "Bekele", "Tunde", "Luis",
];
const FAMILY: &[&str] = &[
    "Mwangi",
    "Osman",
    "Hassan",
    "Kamau",
    "García",
    "Chen",
    "Sharma",
    "Abubakar",
    "Okonkwo",
    "Eze",
    "Fernández",
    "Nkosi",
    "Ali",
    "Juma",
    "Mansour",
    "Banda",
    "Ahmed",
    "Moyo",
    "Patel",
    "Rojas",
    "Farah",
    "Tadesse",
    "Adeyemi",
    "Silva",
    "Odhiambo",
    "Mensah",
    "Diallo",
    "Haile",
    "Kiplagat",
    "Ndlovu",
];
const TOWNS: &[&str] = &["Kadugli", "Riverside", "Al Noor", "Hill View", "San Pedro", "Market Cross", "Lakeside"];
const STREETS: &[&str] = &[
    "Mango Road",
    "Well Street",
    "Mill Lane",
    "School Road",
    "Mosque Street",
    "Station Road",
    "River Walk",
    "Baobab Avenue",
    "Church Street",
    "Garden Road",
    "Bridge Street",
    "Old Market",
    "Acacia Avenue",
    "Quarry Road",
    "Orchard Lane",
    "Harbour Street",
    "Palm Road",
    "Weavers Row",
    "Hospital Road",
    "Sunset Avenue",
];
const GROUPS: &[BloodGroup] = &[
    BloodGroup::OPositive,
    BloodGroup::OPositive,
    BloodGroup::APositive,
    BloodGroup::BPositive,
    BloodGroup::AbPositive,
    BloodGroup::ONegative,
];

/// A made-up person.
pub struct Person {
    pub patient: Patient,
    pub is_hypertensive: bool,
}

/// The names that were given already, each with its family's.
pub type Taken = HashSet<(&'static str, &'static str)>;

/// The next person, whose name nobody has yet.
pub fn person(
    write: &Write<'_>,
    chance: &mut Chance,
    taken: &mut Taken,
    today: NaiveDate,
    doctor: Uuid,
) -> Result<Person> {
    let is_female = chance.one_in(2);
    let years = if chance.one_in(6) { chance.between(0, 15) } else { chance.between(16, 88) };
    let days = u64::try_from(years * 365 + chance.between(0, 364)).unwrap_or(0);
    let is_estimated = chance.one_in(5);
    let is_grown = years >= 18;
    let height = if is_grown { chance.between(150, 188) } else { 50 + years * 7 };
    let weight = if is_grown { chance.between(46, 104) } else { 4 + years * 3 };
    let phone = chance.between(100_000, 999_999);
    let drawn = chance.pick_at(FAMILY);
    let given = *chance.pick(if is_female { FEMALE } else { MALE });
    let families = FAMILY.iter().cycle().skip(drawn).take(FAMILY.len());
    let family = families.copied().find(|family| taken.insert((given, family))).unwrap_or(FAMILY[drawn]);
    let house = chance.between(20, 1_819);
    let street = STREETS[usize::try_from(house).unwrap_or(0) % STREETS.len()];
    let patient = Patient {
        id: write.new_id(),
        mrn: numbers::next(write, NumberSeries::Patient)?,
        given_name: Some(given.to_owned()),
        family_name: Some(family.to_owned()),
        other_names: None,
        sex: if is_female { Sex::Female } else { Sex::Male },
        gender: None,
        birth_on: today.checked_sub_days(Days::new(days)),
        birth_precision: Some(if is_estimated { BirthPrecision::Year } else { BirthPrecision::Day }),
        blood_group: if chance.one_in(2) { Some(*chance.pick(GROUPS)) } else { None },
        phone: Some(format!("0700 {phone}")),
        email: None,
        address: Some(format!("{} {street}", house / 20)),
        city: Some((*chance.pick(TOWNS)).to_owned()),
        state: None,
        country: None,
        national_id: None,
        next_of_kin_name: Some(format!("{} {family}", chance.pick(if is_female { MALE } else { FEMALE }))),
        next_of_kin_phone: Some(format!("0711 {}", chance.between(100_000, 999_999))),
        next_of_kin_relation: Some((*chance.pick(&["Spouse", "Mother", "Brother", "Daughter"])).to_owned()),
        height_cm: Some(Decimal::from(height)),
        weight_kg: Some(Decimal::from(weight)),
        practitioner_id: Some(doctor),
        reminded_by: None,
    };
    Ok(Person { patient, is_hypertensive: years > 40 && chance.one_in(3) })
}
