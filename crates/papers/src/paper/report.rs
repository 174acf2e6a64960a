//! The patient report: a chart on paper, for another clinic or for the patient.

use super::{Allergies, Person};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// A patient's chart on paper. A section that is empty is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PatientReport {
    /// The patient.
    pub patient: Person,
    /// What else is known of the person, by what.
    pub details: Vec<(Detail, String)>,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// By whom.
    pub made_by: String,
    /// What is known of allergies.
    pub allergies: Allergies,
    /// The problem list.
    pub conditions: Vec<ReportCondition>,
    /// The latest readings.
    pub vitals: Vec<ReportReading>,
    /// The trends.
    pub charts: Vec<Chart>,
    /// What is prescribed.
    pub prescriptions: Vec<ReportPrescription>,
    /// The encounters, the latest first.
    pub encounters: Vec<ReportEncounter>,
}

/// What a detail of a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Other names.
    OtherNames,
    /// Gender, in the person's own words.
    Gender,
    /// Blood group.
    BloodGroup,
    /// Address.
    Address,
    /// Email.
    Email,
    /// National identity number.
    NationalId,
    /// Next of kin.
    NextOfKin,
    /// The practitioner on whose panel the patient is.
    Practitioner,
    /// Pregnancy.
    Pregnancy,
}

/// An entry of the problem list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportCondition {
    /// What it is called.
    pub name: String,
    /// The ICD-10 code.
    pub code: Option<String>,
    /// It still holds.
    pub is_active: bool,
    /// Since when.
    pub onset_on: Option<NaiveDate>,
    /// Anything else.
    pub notes: Option<String>,
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportReading {
    /// What was read.
    pub name: ReadingName,
    /// The value, as the clinic writes it, e.g. `142/91`.
    pub value: String,
    /// The unit.
    pub unit: String,
    /// When it was read.
    pub at: NaiveDateTime,
    /// How far it is past its limits.
    pub breach: Option<Breach>,
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingName {
    /// Heart rate.
    HeartRate,
    /// Blood pressure.
    BloodPressure,
    /// Temperature.
    Temperature,
    /// Oxygen saturation.
    Spo2,
    /// Respiratory rate.
    RespiratoryRate,
    /// Glucose.
    Glucose,
    /// Weight.
    Weight,
    /// Height.
    Height,
    /// Body mass index.
    Bmi,
    /// The early warning score.
    News2,
}

/// How far a reading is past its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// Past the warning limit.
    Warning,
    /// Past the critical limit.
    Critical,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The picture.
    #[serde(skip)]
    pub svg: String,
}

/// What is prescribed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportPrescription {
    /// When.
    pub on: NaiveDate,
    /// The medicine with its strength and form.
    pub drug: String,
    /// How to take it.
    pub instructions: String,
    /// How it stands.
    pub status: ItemStatus,
}

/// How something prescribed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// It is taken.
    Active,
    /// It is paused.
    OnHold,
    /// It was taken to its end.
    Completed,
    /// It was stopped.
    Stopped,
    /// It was never taken.
    Cancelled,
}

/// An encounter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportEncounter {
    /// When.
    pub at: NaiveDateTime,
    /// By whom.
    pub practitioner: String,
    /// The note is not signed yet.
    pub is_draft: bool,
    /// What was found, each with its code.
    pub diagnoses: Vec<String>,
    /// What was written, by section; empty ones are left out.
    pub sections: Vec<(Section, String)>,
}

/// A section of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Why the patient came.
    Complaint,
    /// History.
    History,
    /// Examination.
    Examination,
    /// Assessment.
    Assessment,
    /// Plan.
    Plan,
    /// What was added after signing.
    Amendment,
}
