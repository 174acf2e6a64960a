//! The assessments as a file of the public format.

use super::StrokeAssessment;
use super::sheet::COLUMNS;
use crate::accounts::Nothing;
use crate::audit;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::record::Stored;
use schemars::JsonSchema;
use serde::Serialize;

/// A file that leaves the program.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExportedFile {
    /// A name for it.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// How many rows.
    pub rows: usize,
}

/// All assessments that stand, as CSV. That they left the program is noted in the audit.
///
/// # Errors
/// When the database fails.
pub fn export_stroke_data(write: &mut Write<'_>, _: Nothing) -> Result<ExportedFile> {
    let all: Vec<Stored<StrokeAssessment>> = write.all("entered_in_error IS NULL ORDER BY assessed_on, id", [])?;
    let failed = |reason: csv::Error| Error::Refused { code: "export_failed", sentence: reason.to_string() };
    let mut sheet = csv::Writer::from_writer(vec![]);
    sheet.write_record(COLUMNS).map_err(failed)?;
    let bit = |yes: bool| if yes { "1" } else { "0" };
    for row in &all {
        let id = row.source_id.clone().unwrap_or_else(|| row.id.to_string());
        let (age, glucose) = (row.age_years.to_string(), row.avg_glucose_mg_dl.to_string());
        let bmi = row.bmi.map_or("N/A".into(), |bmi| bmi.to_string());
        let married = if row.was_ever_married { "Yes" } else { "No" };
        let cells = [
            id.as_str(),
            row.gender.word(),
            &age,
            bit(row.has_hypertension),
            bit(row.has_heart_disease),
            married,
            row.work_type.word(),
            row.residence_type.word(),
            &glucose,
            &bmi,
            row.smoking_status.word(),
            bit(row.had_stroke),
        ];
        sheet.write_record(cells).map_err(failed)?;
    }
    let bytes = sheet.into_inner().map_err(|reason| failed(reason.into_error().into()))?;
    audit::note(write, audit::Event::Export, None, Some(format!("stroke assessments: {} rows", all.len())))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(ExportedFile { name: "stroke-assessments.csv".into(), text, rows: all.len() })
}
