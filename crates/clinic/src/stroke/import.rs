//! Importing the public stroke data: a dry run, a report row by row, all or nothing or the good rows only.

use super::StrokeAssessment;
use super::sheet::{self, Row};
use crate::command::Call;
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::PoisonError;
use uuid::Uuid;

/// What is done with rows that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportPolicy {
    /// One wrong row, and nothing is imported.
    AllOrNothing,
    /// The good rows are imported, the others reported.
    GoodRows,
}

/// A file to import.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StrokeImport {
    /// The file's bytes, in base64.
    pub file_base64: String,
    /// Only say what would happen.
    pub is_dry_run: bool,
    /// What is done with rows that cannot be.
    pub policy: ImportPolicy,
    /// A name for this work, to follow and to cancel it.
    #[serde(default)]
    pub job: String,
}

/// A cell that cannot be.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImportProblem {
    /// The line in the file, from 1.
    pub line: u64,
    /// The column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong, as a code.
    pub code: String,
    /// What is wrong and what it should be.
    pub reason: String,
}

/// What an import did or would do.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportReport {
    /// Rows in the file.
    pub rows: usize,
    /// Rows that were imported, or would be.
    pub imported: usize,
    /// Rows that are here already.
    pub already_here: usize,
    /// Rows that cannot be imported.
    pub refused: usize,
    /// What is wrong, at most the first 1,000 cells.
    pub problems: Vec<ImportProblem>,
    /// Nothing was kept: a dry run, or a wrong row under all or nothing.
    pub is_kept: bool,
}

const MOST_PROBLEMS: usize = 1_000;
const PROGRESS_EVERY: usize = 500;

/// Imports a file of the public format.
///
/// # Errors
/// When the file is something else altogether, or the work was cancelled: nothing was changed then.
pub fn import_stroke_data(call: &Call<'_>, input: StrokeImport) -> Result<ImportReport> {
    let bytes = STANDARD.decode(&input.file_base64).map_err(|_| Error::BadInput("the file is not base64".into()))?;
    let rows = sheet::rows(&crate::csv_text::decode(&bytes))?;
    let total = rows.len();
    call.clinic.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(&input.job);
    let step = |done: usize| {
        if done.is_multiple_of(PROGRESS_EVERY) {
            call.clinic.listener.progress(&input.job, done, total);
            let cancelled = call.clinic.cancelled.lock().unwrap_or_else(PoisonError::into_inner);
            if cancelled.contains(&input.job) {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    };
    let mut sorted = call.read(|read| sort(read, rows, &step))?;
    let refused = sorted.refused.len();
    let is_kept = !input.is_dry_run && (refused == 0 || input.policy == ImportPolicy::GoodRows);
    let report = ImportReport {
        rows: total,
        imported: sorted.new.len(),
        already_here: sorted.already_here,
        refused,
        problems: problems(&sorted.refused),
        is_kept,
    };
    if is_kept {
        call.write(|write| keep(write, std::mem::take(&mut sorted.new), &step))?;
    }
    call.clinic.listener.progress(&input.job, total, total);
    Ok(report)
}

/// The rows of a file, by what becomes of them.
#[derive(Default)]
struct Sorted {
    new: Vec<StrokeAssessment>,
    already_here: usize,
    refused: Vec<(u64, Vec<sheet::Cell>)>,
}

fn sort(read: &Read<'_>, rows: Vec<Row>, step: &dyn Fn(usize) -> Result<()>) -> Result<Sorted> {
    let today = crate::age::today(read)?;
    let mut sorted = Sorted::default();
    let mut seen: HashMap<Uuid, StrokeAssessment> = HashMap::new();
    for (done, row) in rows.into_iter().enumerate() {
        step(done)?;
        let id = id_of(read.place.site_id, &row);
        let details = match row.details {
            Ok(details) => details,
            Err(cells) => {
                sorted.refused.push((row.line, cells));
                continue;
            }
        };
        let source_id = Some(row.source_id.clone()).filter(|id| !id.is_empty());
        let assessment = details.into_assessment(id, None, source_id, today)?;
        let known = match seen.get(&id) {
            Some(before) => Some((before.clone(), false)),
            None => {
                read.find::<StrokeAssessment>(id)?.map(|found| (found.record, found.meta.entered_in_error.is_some()))
            }
        };
        match known {
            None => {
                seen.insert(id, assessment.clone());
                sorted.new.push(assessment);
            }
            Some((before, false)) if says_the_same(&before, &assessment) => sorted.already_here += 1,
            Some((_, is_void)) => sorted.refused.push((row.line, vec![other_with_this_id(row.source_id, is_void)])),
        }
    }
    Ok(sorted)
}

/// The day of an import is not what a row says.
fn says_the_same(before: &StrokeAssessment, row: &StrokeAssessment) -> bool {
    let plain = StrokeAssessment { assessed_on: row.assessed_on, patient_id: row.patient_id, ..before.clone() };
    plain == *row
}

fn other_with_this_id(id: String, is_void: bool) -> sheet::Cell {
    let reason = match is_void {
        true => "was here before and was marked as entered in error",
        false => "is here already with other values",
    };
    sheet::Cell { column: sheet::COLUMNS[0], value: id, code: "same_id_other_values", reason: reason.into() }
}

fn keep(write: &mut Write<'_>, new: Vec<StrokeAssessment>, step: &dyn Fn(usize) -> Result<()>) -> Result<()> {
    for (done, assessment) in new.into_iter().enumerate() {
        step(done)?;
        write.create(assessment)?;
    }
    Ok(())
}

/// Derived from the site and the row's own id, so that a file that is imported twice is there once. A row without an
/// id is known by what it says and where it stands.
fn id_of(site: Uuid, row: &Row) -> Uuid {
    let name = match row.source_id.as_str() {
        "" => format!(
            "stroke:line {}:{}",
            row.line,
            serde_json::to_string(&row.details.as_ref().ok()).unwrap_or_default()
        ),
        id => format!("stroke:{id}"),
    };
    Uuid::new_v5(&site, name.as_bytes())
}

fn problems(refused: &[(u64, Vec<sheet::Cell>)]) -> Vec<ImportProblem> {
    let cells = refused.iter().flat_map(|(line, cells)| cells.iter().map(move |cell| (*line, cell)));
    let problem = |(line, cell): (u64, &sheet::Cell)| ImportProblem {
        line,
        column: cell.column.into(),
        value: cell.value.clone(),
        code: cell.code.into(),
        reason: cell.reason.clone(),
    };
    cells.map(problem).take(MOST_PROBLEMS).collect()
}

/// Long work that is to stop.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct JobName {
    /// The name that the work was given.
    pub job: String,
}

/// Stops long work. Nothing of it is kept.
///
/// # Errors
/// Never.
pub fn cancel_job(call: &Call<'_>, input: JobName) -> Result<crate::accounts::Nothing> {
    call.clinic.cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(input.job);
    Ok(crate::accounts::Nothing {})
}
