//! Patients: who they are, how they are found, and who may be the same person.

mod details;
mod duplicates;
mod flags;
mod groups;
mod history;
mod join;
mod links;
mod lists;
mod pairs;
mod photos;
mod register;
pub mod search;

pub(crate) use details::check_email;
pub use details::{BirthPrecision, BloodGroup, PatientDetails, RemindedBy, Sex};
pub use duplicates::*;
pub(crate) use flags::flags_of;
pub use flags::{ChartFlags, ChartFlagsChange, ChartFlagsView, chart_flags, set_chart_flags};
pub(crate) use groups::{face_of, is_same_person, of_person, records_of_person};
pub use history::*;
pub use join::*;
pub use links::PatientLink;
pub use lists::*;
pub use pairs::*;
pub use photos::*;
pub use register::*;

use crate::age::Age;
use crate::db::{Place, Read};
use crate::error::Result;
use crate::record::{Merge, Record, Stored, Together};
use chrono::{Datelike, NaiveDate};
use healthsync_sync::Scope;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A person who receives care.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Patient {
    /// The patient.
    pub id: Uuid,
    /// The number that the site gave. Never a key.
    pub mrn: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Any other names, in any script.
    pub other_names: Option<String>,
    /// Sex, as clinical rules need it.
    pub sex: Sex,
    /// Gender, in the person's own words, where it is another.
    pub gender: Option<String>,
    /// Birth date; of an estimate, a day within it.
    pub birth_on: Option<NaiveDate>,
    /// How much of the birth date is known.
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
    /// Height in cm, as told at registration.
    #[schemars(with = "Option<f64>")]
    pub height_cm: Option<rust_decimal::Decimal>,
    /// Weight in kg, as told at registration.
    #[schemars(with = "Option<f64>")]
    pub weight_kg: Option<rust_decimal::Decimal>,
    /// The practitioner on whose panel the patient is.
    pub practitioner_id: Option<Uuid>,
    /// How the patient is reminded; by whatever is known, where nobody said.
    #[serde(default)]
    pub reminded_by: Option<RemindedBy>,
}

impl Record for Patient {
    const KIND: &'static str = "patient";
    const TABLE: &'static str = "patients";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("birth", &["birth_on", "birth_precision"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }

    fn checked(self, read: &Read<'_>) -> Result<Self> {
        let (id, mrn) = (self.id, self.mrn.clone());
        let today = crate::age::today(read)?;
        PatientDetails::of(self).into_patient(id, mrn, today)
    }

    fn rebuilding(conn: &Connection, is_done: bool) -> Result<()> {
        let told = if is_done { search::settle(conn) } else { search::clear(conn) };
        Ok(told?)
    }

    fn projected(conn: &Connection, stored: &Stored<Self>) -> Result<()> {
        let id = stored.id.to_string();
        groups::patient_projected(conn, stored.id)?;
        if stored.meta.entered_in_error.is_some() {
            search::forget(conn, &id)?;
            return Ok(());
        }
        let keys = search::SearchKeys {
            patient_id: &id,
            given_name: stored.given_name.as_deref(),
            family_name: stored.family_name.as_deref(),
            other_names: stored.other_names.as_deref(),
            mrn: Some(&stored.mrn),
            phone: stored.phone.as_deref(),
            national_id: stored.national_id.as_deref(),
            birth_year: stored.birth_on.map(|day| day.year()),
            updated_at_ms: stored.meta.updated_at,
        };
        Ok(search::index(conn, &keys)?)
    }
}

impl Patient {
    /// The name as people read it: given name first. A patient always has one.
    #[must_use]
    pub fn display_name(&self) -> String {
        let parts = [&self.given_name, &self.family_name];
        let name: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        if name.is_empty() { self.other_names.clone().unwrap_or_default() } else { name.join(" ") }
    }

    /// The age on a day, where a birth date is known.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Option<Age> {
        Age::between(self.birth_on?, day)
    }
}

/// A patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct OfPatient {
    /// The patient.
    pub patient_id: Uuid,
}

/// A patient as a form or a banner needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PatientView {
    /// The record.
    pub patient: Stored<Patient>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The age today, where a birth date is known.
    pub age: Option<Age>,
    /// The fields that two people have changed to different values.
    pub conflicts: Vec<String>,
    /// The other records of the same person.
    pub also_known_as: Vec<OtherRecord>,
}

/// Another record of the same person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OtherRecord {
    /// The record.
    pub patient_id: Uuid,
    /// Its number.
    pub mrn: String,
    /// The name on it.
    pub name: String,
}

impl PatientView {
    pub(crate) fn of(read: &Read<'_>, patient: Stored<Patient>) -> Result<PatientView> {
        let conflicts = crate::conflicts::fields_in_conflict(read, patient.id)?;
        let today = crate::age::today(read)?;
        let others = groups::other_records(read, patient.id)?.into_iter().map(|other| OtherRecord {
            name: other.display_name(),
            patient_id: other.record.id,
            mrn: other.record.mrn,
        });
        Ok(PatientView {
            version: read.version(patient.id)?,
            age: patient.age_on(today),
            conflicts,
            also_known_as: others.collect(),
            patient,
        })
    }
}

/// A patient; of several records of one person, the face.
///
/// # Errors
/// When there is none.
pub fn patient(read: &Read<'_>, input: OfPatient) -> Result<PatientView> {
    patient_view(read, input.patient_id)
}

fn patient_view(read: &Read<'_>, patient_id: Uuid) -> Result<PatientView> {
    PatientView::of(read, face(read, patient_id)?)
}

/// The record under which a person is shown, by any of the person's records.
///
/// # Errors
/// When there is none.
pub(crate) fn face(read: &Read<'_>, patient_id: Uuid) -> Result<Stored<Patient>> {
    read.get(face_of(read, patient_id)?)
}
