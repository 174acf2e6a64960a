//! Pairs of records in the whole register that are probably one person, side by side with the reasons.

use super::duplicates::person;
use super::groups::face_of;
use super::{Patient, PatientRow};
use crate::accounts::Nothing;
use crate::age;
use crate::db::Read;
use crate::error::Result;
use crate::record::Stored;
use crate::review;
use healthsync_matching::{Person, Reason, pairs};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// At most so many pairs are shown, the likeliest.
const SHOWN: usize = 200;

/// Two records that are probably one person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DuplicatePair {
    /// The older record, which would be the face of both.
    pub first: PatientRow,
    /// The younger one.
    pub second: PatientRow,
    /// How alike, from 0 to 1.
    pub score: f64,
    /// What is alike.
    pub reasons: Vec<Reason>,
    /// What was looked at: for saying that these are two people.
    pub looked_at: String,
}

/// The pairs of the register that are probably one person, the likeliest first: those joined already and those of which
/// somebody has said that they are two people are left out.
///
/// # Errors
/// When the database fails.
pub fn duplicate_pairs(read: &Read<'_>, _: Nothing) -> Result<Vec<DuplicatePair>> {
    let today = age::today(read)?;
    let patients = read.all::<Patient>("entered_in_error IS NULL ORDER BY recorded_at, id", [])?;
    let people: Vec<Person> = patients.iter().map(|patient| person(&patient.record)).collect();
    let accepted = review::accepted(read)?;
    let mut faces: HashMap<Uuid, Uuid> = HashMap::new();
    let mut best: BTreeMap<(Uuid, Uuid), (f64, Vec<Reason>)> = BTreeMap::new();
    for pair in pairs(&people) {
        let (Some(a), Some(b)) = (patients.get(pair.a), patients.get(pair.b)) else { continue };
        let mut face = |id: Uuid| -> Result<Uuid> {
            let known = faces.get(&id).copied();
            let face = known.map_or_else(|| face_of(read, id), Ok)?;
            faces.insert(id, face);
            Ok(face)
        };
        let (a, b) = (face(a.id)?, face(b.id)?);
        if a == b {
            continue;
        }
        let likeness = best.entry((a.min(b), a.max(b))).or_default();
        if pair.likeness.score > likeness.0 {
            *likeness = (pair.likeness.score, pair.likeness.reasons);
        }
    }
    let places: HashMap<Uuid, usize> = patients.iter().enumerate().map(|(at, patient)| (patient.id, at)).collect();
    let mut found = vec![];
    for ((a, b), (score, reasons)) in best {
        let (Some(a), Some(b)) = (places.get(&a), places.get(&b)) else { continue };
        // Patients are in the order in which they were recorded.
        let (first, second) = (a.min(b), a.max(b));
        let (Some(first), Some(second)) = (patients.get(*first), patients.get(*second)) else { continue };
        let looked_at = likeness_of(first, second);
        if accepted.contains(&looked_at) {
            continue;
        }
        let row = |patient: &Stored<Patient>| PatientRow::of(patient.clone(), today, None);
        found.push(DuplicatePair { first: row(first), second: row(second), score, reasons, looked_at });
    }
    found.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.first.id.cmp(&b.first.id)).then(a.second.id.cmp(&b.second.id))
    });
    found.truncate(SHOWN);
    Ok(found)
}

/// What tells two records apart, or does not: who they are, and nothing else of them.
fn likeness_of(first: &Stored<Patient>, second: &Stored<Patient>) -> String {
    let mut parts = vec!["probable_duplicate".to_owned()];
    for patient in [first, second] {
        let born = patient.birth_on.map(|day| day.to_string());
        parts.push(patient.id.to_string());
        let said = [
            &patient.given_name,
            &patient.family_name,
            &patient.other_names,
            &born,
            &patient.phone,
            &patient.national_id,
            &patient.address,
            &patient.city,
            &patient.state,
        ];
        parts.extend(said.map(|said| said.clone().unwrap_or_default()));
    }
    review::fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}
