//! Stroke-risk assessments: the columns of the public stroke-prediction data set, on a chart or on their own.

mod export;
mod import;
mod lists;
mod sheet;

pub use export::*;
pub use import::*;
pub use lists::*;

use crate::db::{Basis, Place, Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::outside::Millis;
use crate::patients::Patient;
use crate::record::{Merge, Record, Stored};
use chrono::NaiveDate;
use healthsync_sync::Scope;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A stroke-risk assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrokeAssessment {
    /// The assessment.
    pub id: Uuid,
    /// The patient; none of a row of a data set.
    pub patient_id: Option<Uuid>,
    /// The row's own id in the file that it came from.
    pub source_id: Option<String>,
    /// The day of the assessment, or of the import.
    pub assessed_on: NaiveDate,
    /// Gender, as the data set has it.
    pub gender: StrokeGender,
    /// Age in years; fractions for babies.
    #[schemars(with = "f64")]
    pub age_years: Decimal,
    /// Hypertension.
    pub has_hypertension: bool,
    /// Heart disease.
    pub has_heart_disease: bool,
    /// Ever married.
    pub was_ever_married: bool,
    /// Kind of work.
    pub work_type: WorkType,
    /// Where the person lives.
    pub residence_type: ResidenceType,
    /// Average glucose, mg/dL.
    #[schemars(with = "f64")]
    pub avg_glucose_mg_dl: Decimal,
    /// Body mass index, kg/m²; none where it was not known (N/A).
    #[schemars(with = "Option<f64>")]
    pub bmi: Option<Decimal>,
    /// Smoking.
    pub smoking_status: SmokingStatus,
    /// The person had a stroke.
    pub had_stroke: bool,
}

/// A choice of the data set: its words in the file and its code in records.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Every choice, as the file writes it.
            pub const WORDS: &'static [(&'static str, $name)] = &[$(($word, $name::$variant)),*];

            /// As the file writes it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

words! {
    /// Gender, as the data set has it.
    StrokeGender {
        /// Male.
        Male = "Male",
        /// Female.
        Female = "Female",
        /// Other.
        Other = "Other",
    }
}
words! {
    /// Kind of work.
    WorkType {
        /// In a company.
        Private = "Private",
        /// For oneself.
        SelfEmployed = "Self-employed",
        /// For the government.
        GovtJob = "Govt_job",
        /// A child, or with children.
        Children = "children",
        /// Never.
        NeverWorked = "Never_worked",
    }
}
words! {
    /// Where the person lives.
    ResidenceType {
        /// In a town.
        Urban = "Urban",
        /// In the country.
        Rural = "Rural",
    }
}
words! {
    /// Smoking.
    SmokingStatus {
        /// Never.
        NeverSmoked = "never smoked",
        /// Formerly.
        FormerlySmoked = "formerly smoked",
        /// Now.
        Smokes = "smokes",
        /// Not known.
        Unknown = "Unknown",
    }
}

impl Record for StrokeAssessment {
    const KIND: &'static str = "stroke_assessment";
    const TABLE: &'static str = "stroke_assessments";
    const MERGE: Merge = Merge::PerField;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

/// What a form about an assessment holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrokeDetails {
    /// The day; today, if left out.
    #[serde(default)]
    pub assessed_on: Option<NaiveDate>,
    /// Gender, as the data set has it.
    pub gender: StrokeGender,
    /// Age in years.
    #[schemars(with = "f64")]
    pub age_years: Decimal,
    /// Hypertension.
    pub has_hypertension: bool,
    /// Heart disease.
    pub has_heart_disease: bool,
    /// Ever married.
    pub was_ever_married: bool,
    /// Kind of work.
    pub work_type: WorkType,
    /// Where the person lives.
    pub residence_type: ResidenceType,
    /// Average glucose, mg/dL.
    #[schemars(with = "f64")]
    pub avg_glucose_mg_dl: Decimal,
    /// Body mass index, kg/m².
    #[serde(default)]
    #[schemars(with = "Option<f64>")]
    pub bmi: Option<Decimal>,
    /// Smoking.
    pub smoking_status: SmokingStatus,
    /// The person had a stroke.
    pub had_stroke: bool,
}

/// What a number of the data set can be.
fn in_range(field: &str, value: Decimal, low: i64, high: i64) -> Result<Decimal> {
    if value < Decimal::from(low) || value > Decimal::from(high) {
        let sentence = format!("{value} is not possible here: it lies between {low} and {high}.");
        return Err(Invalid::new(field, "impossible", sentence)
            .with(json!({ "value": value, "low": low, "high": high }))
            .into());
    }
    Ok(value.round_dp(2).normalize())
}

impl StrokeDetails {
    fn into_assessment(
        self,
        id: Uuid,
        patient_id: Option<Uuid>,
        source_id: Option<String>,
        today: NaiveDate,
    ) -> Result<StrokeAssessment> {
        let assessed_on = self.assessed_on.unwrap_or(today);
        if assessed_on > today {
            return Err(Invalid::new("assessed_on", "in_future", "This day is in the future.").into());
        }
        Ok(StrokeAssessment {
            id,
            patient_id,
            source_id,
            assessed_on,
            gender: self.gender,
            age_years: in_range("age_years", self.age_years, 0, 125)?,
            has_hypertension: self.has_hypertension,
            has_heart_disease: self.has_heart_disease,
            was_ever_married: self.was_ever_married,
            work_type: self.work_type,
            residence_type: self.residence_type,
            avg_glucose_mg_dl: in_range("avg_glucose_mg_dl", self.avg_glucose_mg_dl, 1, 2000)?,
            bmi: self.bmi.map(|bmi| in_range("bmi", bmi, 5, 150)).transpose()?,
            smoking_status: self.smoking_status,
            had_stroke: self.had_stroke,
        })
    }
}

/// A new assessment of a patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewStrokeAssessment {
    /// The patient.
    pub patient_id: Uuid,
    /// The form.
    pub details: StrokeDetails,
}

/// A change to an assessment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StrokeChange {
    /// The assessment.
    pub id: Uuid,
    /// What the form was shown.
    pub version: i64,
    /// The form.
    pub details: StrokeDetails,
}

/// An assessment as a list or a form needs it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StrokeView {
    /// The record.
    pub assessment: Stored<StrokeAssessment>,
    /// What a form that is opened now was shown.
    pub version: i64,
    /// The patient's name, where it is a patient's.
    pub patient_name: Option<String>,
    /// When it was last changed.
    pub updated_at: Millis,
}

fn view(read: &Read<'_>, assessment: Stored<StrokeAssessment>) -> Result<StrokeView> {
    let patient_name = match assessment.patient_id {
        Some(id) => read.find::<Patient>(id)?.map(|patient| patient.display_name()),
        None => None,
    };
    let (version, updated_at) = (read.version(assessment.id)?, assessment.meta.updated_at);
    Ok(StrokeView { version, patient_name, updated_at, assessment })
}

/// Records an assessment of a patient.
///
/// # Errors
/// When a field is wrong or there is no such patient.
pub fn record_stroke_assessment(write: &mut Write<'_>, input: NewStrokeAssessment) -> Result<StrokeView> {
    write.get::<Patient>(input.patient_id)?;
    let today = crate::age::today(write)?;
    let assessment = input.details.into_assessment(write.new_id(), Some(input.patient_id), None, today)?;
    let stored = write.create(assessment)?;
    view(write, stored)
}

/// Changes an assessment.
///
/// # Errors
/// When a field is wrong.
pub fn update_stroke_assessment(write: &mut Write<'_>, input: StrokeChange) -> Result<StrokeView> {
    let before = write.get::<StrokeAssessment>(input.id)?;
    if before.meta.entered_in_error.is_some() {
        let sentence = "This assessment was entered in error. Record it anew.";
        return Err(Error::Refused { code: "voided", sentence: sentence.into() });
    }
    let today = crate::age::today(write)?;
    let mut details = input.details;
    details.assessed_on = details.assessed_on.or(Some(before.assessed_on));
    let assessment = details.into_assessment(input.id, before.patient_id, before.source_id.clone(), today)?;
    let stored = write.save(assessment, Basis::Shown(input.version))?.stored;
    view(write, stored)
}

/// Marks an assessment as entered in error.
///
/// # Errors
/// When the reason is missing.
pub fn void_stroke_assessment(write: &mut Write<'_>, input: crate::allergies::Void) -> Result<StrokeView> {
    let stored = write.void::<StrokeAssessment>(input.id, input.version, &input.reason)?.stored;
    view(write, stored)
}
