//! Assessments: of a patient, or all of them, filtered.

use super::{SmokingStatus, StrokeAssessment, StrokeView, view};
use crate::db::Read;
use crate::error::Result;
use crate::patients::{OfPatient, of_person};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which assessments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StrokeQuery {
    /// Had a stroke, or had none.
    pub had_stroke: Option<bool>,
    /// With hypertension, or without.
    pub has_hypertension: Option<bool>,
    /// With heart disease, or without.
    pub has_heart_disease: Option<bool>,
    /// Smoking.
    pub smoking_status: Option<SmokingStatus>,
    /// At least so old, in years.
    pub least_age: Option<f64>,
    /// At most so old, in years.
    pub most_age: Option<f64>,
    /// Only patients' own, not rows of a data set.
    pub only_patients: bool,
    /// The last assessment of the page before.
    pub after: Option<Uuid>,
    /// Skip so many.
    pub offset: u32,
    /// At most so many; 200, if left out.
    pub limit: Option<u32>,
}

/// A page of assessments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StrokeList {
    /// The page, the latest first.
    pub rows: Vec<StrokeView>,
    /// How many there are in all.
    pub total: i64,
}

const FILTER: &str = "entered_in_error IS NULL AND (?1 IS NULL OR had_stroke = ?1)
    AND (?2 IS NULL OR has_hypertension = ?2) AND (?3 IS NULL OR has_heart_disease = ?3)
    AND (?4 IS NULL OR smoking_status = ?4) AND (?5 IS NULL OR age_years >= ?5) AND (?6 IS NULL OR age_years <= ?6)
    AND (?7 = 0 OR patient_id IS NOT NULL)";

/// A page of assessments, the latest first.
///
/// # Errors
/// When the database fails.
pub fn stroke_assessments(read: &Read<'_>, query: StrokeQuery) -> Result<StrokeList> {
    let smoking = query.smoking_status.and_then(|status| serde_json::to_value(status).ok());
    let smoking = smoking.as_ref().and_then(|code| code.as_str());
    let sql = format!("SELECT count(*) FROM stroke_assessments WHERE {FILTER}");
    let filter = params![
        query.had_stroke,
        query.has_hypertension,
        query.has_heart_disease,
        smoking,
        query.least_age,
        query.most_age,
        query.only_patients,
    ];
    let total = read.conn.prepare_cached(&sql)?.query_row(filter, |row| row.get(0))?;
    let page = format!(
        "{FILTER} AND (?10 IS NULL OR (assessed_on, recorded_at, id) < (SELECT last.assessed_on, last.recorded_at, last.id
         FROM stroke_assessments last WHERE last.id = ?10))
         ORDER BY assessed_on DESC, recorded_at DESC, id DESC LIMIT ?8 OFFSET ?9"
    );
    let rows = read.all::<StrokeAssessment>(
        &page,
        params![
            query.had_stroke,
            query.has_hypertension,
            query.has_heart_disease,
            smoking,
            query.least_age,
            query.most_age,
            query.only_patients,
            query.limit.unwrap_or(200).min(10_000),
            query.offset,
            query.after.map(|id| id.to_string()),
        ],
    )?;
    Ok(StrokeList { rows: rows.into_iter().map(|row| view(read, row)).collect::<Result<_>>()?, total })
}

/// A patient's assessments, the latest first.
///
/// # Errors
/// When the database fails.
pub fn stroke_assessments_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<StrokeView>> {
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY assessed_on DESC, id DESC";
    let sql = of_person(read, input.patient_id, sql)?;
    let found = read.all::<StrokeAssessment>(&sql, [input.patient_id.to_string()])?;
    found.into_iter().map(|row| view(read, row)).collect()
}

/// An assessment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StrokeId {
    /// The assessment.
    pub id: Uuid,
}

/// An assessment.
///
/// # Errors
/// When there is none.
pub fn stroke_assessment(read: &Read<'_>, input: StrokeId) -> Result<StrokeView> {
    view(read, read.get(input.id)?)
}
