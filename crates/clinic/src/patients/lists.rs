//! Lists of patients: searched as one types, or the recent ones.

use super::groups::face_of;
use super::{Patient, Sex, search};
use crate::accounts::Nothing;
use crate::age::{self, Age};
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::record::Stored;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was typed in the search field.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PatientSearch {
    /// Names in any order, the start of one, a number, a telephone, a birth year.
    pub query: String,
    /// At most so many.
    #[serde(default = "twenty")]
    pub limit: u32,
}

fn twenty() -> u32 {
    20
}

/// A patient in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PatientRow {
    /// The patient.
    pub id: Uuid,
    /// The number.
    pub mrn: String,
    /// The name as people read it.
    pub name: String,
    /// Any other names.
    pub other_names: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Birth date.
    pub birth_on: Option<NaiveDate>,
    /// The birth date is an estimate.
    pub is_birth_estimated: bool,
    /// The age today.
    pub age: Option<Age>,
    /// Telephone.
    pub phone: Option<String>,
    /// City, town or village.
    pub city: Option<String>,
    /// When it was last changed.
    pub updated_at: Millis,
    /// Why it was found; none in lists that were not searched.
    pub found_by: Option<search::Match>,
}

impl PatientRow {
    pub(crate) fn of(patient: Stored<Patient>, today: NaiveDate, found_by: Option<search::Match>) -> PatientRow {
        let is_estimate = patient.birth_precision.is_some_and(|known| known != super::BirthPrecision::Day);
        PatientRow {
            name: patient.display_name(),
            age: patient.age_on(today),
            is_birth_estimated: is_estimate,
            updated_at: patient.meta.updated_at,
            found_by,
            id: patient.record.id,
            mrn: patient.record.mrn,
            other_names: patient.record.other_names,
            sex: patient.record.sex,
            birth_on: patient.record.birth_on,
            phone: patient.record.phone,
            city: patient.record.city,
        }
    }
}

/// The patients that a search finds, the best first.
///
/// # Errors
/// When the database fails.
pub fn search_patients(read: &Read<'_>, input: PatientSearch) -> Result<Vec<PatientRow>> {
    let today = age::today(read)?;
    let hits = search::find(read.conn, &input.query, input.limit.min(200) as usize)?;
    let mut rows = Vec::with_capacity(hits.len());
    let mut seen = std::collections::HashSet::new();
    for hit in hits {
        let Ok(id) = Uuid::parse_str(&hit.patient_id) else { continue };
        // Whichever of a person's records was found, the person is one row.
        let id = face_of(read, id)?;
        if !seen.insert(id) {
            continue;
        }
        if let Some(patient) = read.find::<Patient>(id)? {
            rows.push(PatientRow::of(patient, today, Some(hit.why)));
        }
    }
    Ok(rows)
}

/// The patients that were registered or changed last.
///
/// # Errors
/// When the database fails.
pub fn recent_patients(read: &Read<'_>, _: Nothing) -> Result<Vec<PatientRow>> {
    page(read, PatientPage { after: None, limit: 20 })
}

/// A page of all patients, the last changed first.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PatientPage {
    /// The last patient of the page before.
    pub after: Option<Uuid>,
    /// At most so many.
    #[serde(default = "fifty")]
    pub limit: u32,
}

fn fifty() -> u32 {
    50
}

/// A page of all patients and how many there are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PatientList {
    /// The page.
    pub rows: Vec<PatientRow>,
    /// All patients.
    pub total: i64,
}

/// A page of all patients, the last changed first.
///
/// # Errors
/// When the database fails.
pub fn patients(read: &Read<'_>, input: PatientPage) -> Result<PatientList> {
    let sql = format!("SELECT count(*) FROM patients WHERE entered_in_error IS NULL AND {IS_FACE}");
    let total = read.conn.query_row(&sql, [], |row| row.get(0))?;
    Ok(PatientList { rows: page(read, input)?, total })
}

/// Of several records of one person the one that is shown.
const IS_FACE: &str = "NOT EXISTS (SELECT 1 FROM patient_groups g WHERE g.patient_id = patients.id
     AND g.face_id <> g.patient_id)";

fn page(read: &Read<'_>, input: PatientPage) -> Result<Vec<PatientRow>> {
    let today = age::today(read)?;
    let after = match input.after {
        Some(id) => read.find::<Patient>(id)?.map(|patient| (patient.meta.updated_at, id.to_string())),
        None => None,
    };
    let (at, id) = after.unwrap_or((Millis::MAX, "~".into()));
    let found = read.all::<Patient>(
        &format!(
            "entered_in_error IS NULL AND {IS_FACE} AND (updated_at, id) < (?1, ?2)
             ORDER BY updated_at DESC, id DESC LIMIT ?3"
        ),
        (at, id, input.limit.min(20_000)),
    )?;
    Ok(found.into_iter().map(|patient| PatientRow::of(patient, today, None)).collect())
}
