//! Patients who are probably here already, shown while another is typed.

use super::groups::{face_of, is_same_person};
use super::search;
use super::{Patient, PatientDetails, PatientRow, Sex};
use crate::age;
use crate::db::Read;
use crate::error::Result;
use healthsync_matching::{BirthDate, PROBABLE, Person, Reason, score};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// At most so many patients are compared with what is typed.
const COMPARED: usize = 500;
/// At most so many are shown.
const SHOWN: usize = 5;

/// What is typed so far.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DuplicateQuery {
    /// The form.
    pub details: PatientDetails,
    /// The patient that is being edited, who is not a duplicate of itself.
    pub patient_id: Option<Uuid>,
}

/// A patient who is probably the same person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProbableDuplicate {
    /// The patient.
    pub patient: PatientRow,
    /// How alike, from 0 to 1.
    pub score: f64,
    /// What is alike.
    pub reasons: Vec<Reason>,
}

/// Patients who are probably the person that is being typed, the likeliest first.
///
/// # Errors
/// When the database fails.
pub fn probable_duplicates(read: &Read<'_>, input: DuplicateQuery) -> Result<Vec<ProbableDuplicate>> {
    let today = age::today(read)?;
    let typed = person(&input.details.clone().into_comparable());
    let mut found = vec![];
    for id in search::candidates(read.conn, &typed, COMPARED)? {
        let Ok(id) = Uuid::parse_str(&id) else { continue };
        let is_same = input.patient_id.map(|edited| is_same_person(read, id, edited)).transpose()?;
        if is_same == Some(true) {
            continue;
        }
        let Some(patient) = read.find::<Patient>(id)? else { continue };
        let likeness = score(&typed, &person(&patient.record));
        if likeness.score >= PROBABLE {
            let reasons = likeness.reasons;
            let face = read.get::<Patient>(face_of(read, id)?)?;
            found.push(ProbableDuplicate {
                patient: PatientRow::of(face, today, None),
                score: likeness.score,
                reasons,
            });
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.patient.mrn.cmp(&b.patient.mrn)));
    // Of somebody with several records, the likeliest stands for the person.
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| seen.insert(one.patient.id));
    found.truncate(SHOWN);
    Ok(found)
}

fn sex_code(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "female",
        Sex::Male => "male",
        Sex::Other | Sex::Unknown => "",
    }
}

pub(super) fn person(patient: &Patient) -> Person {
    Person {
        given_name: patient.given_name.clone(),
        family_name: patient.family_name.clone(),
        other_names: patient.other_names.clone(),
        sex: Some(sex_code(patient.sex).to_owned()),
        birth_date: patient.birth_on.map(BirthDate::from),
        birth_date_is_estimated: patient.birth_precision.is_some_and(|known| known != super::BirthPrecision::Day),
        phone: patient.phone.clone(),
        national_id: patient.national_id.clone(),
        address: patient.address.clone(),
        city: patient.city.clone(),
        state: patient.state.clone(),
        ..Person::default()
    }
}

impl PatientDetails {
    /// The form that would have made a patient.
    pub(super) fn of(patient: Patient) -> PatientDetails {
        PatientDetails {
            given_name: patient.given_name,
            family_name: patient.family_name,
            other_names: patient.other_names,
            sex: patient.sex,
            gender: patient.gender,
            birth_on: patient.birth_on,
            birth_precision: patient.birth_precision,
            blood_group: patient.blood_group,
            phone: patient.phone,
            email: patient.email,
            address: patient.address,
            city: patient.city,
            state: patient.state,
            country: patient.country,
            national_id: patient.national_id,
            next_of_kin_name: patient.next_of_kin_name,
            next_of_kin_phone: patient.next_of_kin_phone,
            next_of_kin_relation: patient.next_of_kin_relation,
            height_cm: patient.height_cm,
            weight_kg: patient.weight_kg,
            practitioner_id: patient.practitioner_id,
            reminded_by: patient.reminded_by,
        }
    }

    /// The form as it stands, half typed as it may be, for comparing only.
    fn into_comparable(self) -> Patient {
        Patient {
            id: Uuid::nil(),
            mrn: String::new(),
            given_name: self.given_name,
            family_name: self.family_name,
            other_names: self.other_names,
            sex: self.sex,
            gender: self.gender,
            birth_on: self.birth_on,
            birth_precision: self.birth_precision,
            blood_group: self.blood_group,
            phone: self.phone,
            email: self.email,
            address: self.address,
            city: self.city,
            state: self.state,
            country: self.country,
            national_id: self.national_id,
            next_of_kin_name: self.next_of_kin_name,
            next_of_kin_phone: self.next_of_kin_phone,
            next_of_kin_relation: self.next_of_kin_relation,
            height_cm: self.height_cm,
            weight_kg: self.weight_kg,
            practitioner_id: self.practitioner_id,
            reminded_by: self.reminded_by,
        }
    }
}
