//! Importing the public stroke data: a dry run, a report row by row, all or nothing or the good rows only.

use super::sheet::{self, Row};
use super::{StrokeAssessment, StrokeDetails};
use crate::command::Call;
use crate::db::Write;
use crate::error::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
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
    let rows = sheet::rows(&sheet::decode(&bytes))?;
    let total = rows.len();
    let problems = problems(&rows);
    let refused = rows.iter().filter(|row| row.details.is_err()).count();
    let is_kept = !input.is_dry_run && (refused == 0 || input.policy == ImportPolicy::GoodRows);
    call.clinic.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(&input.job);
    let mut report = ImportReport { rows: total, imported: 0, already_here: 0, refused, problems, is_kept };
    let site = call.clinic.db.place().map_or(Uuid::nil(), |place| place.site_id);
    let good: Vec<(Uuid, String, StrokeDetails)> =
        rows.into_iter().filter_map(|row| Some((id_of(site, &row), row.source_id, row.details.ok()?))).collect();
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
    if is_kept {
        call.write(|write| keep(write, good, &mut report, &step))?;
    } else {
        call.read(|read| {
            let mut seen = HashSet::new();
            for (done, (id, _, _)) in good.into_iter().enumerate() {
                step(done)?;
                let is_here = !seen.insert(id) || read.find::<StrokeAssessment>(id)?.is_some();
                *(if is_here { &mut report.already_here } else { &mut report.imported }) += 1;
            }
            Ok(())
        })?;
    }
    call.clinic.listener.progress(&input.job, total, total);
    Ok(report)
}

fn keep(
    write: &mut Write<'_>,
    good: Vec<(Uuid, String, StrokeDetails)>,
    report: &mut ImportReport,
    step: &dyn Fn(usize) -> Result<()>,
) -> Result<()> {
    let today = crate::age::today(write)?;
    for (done, (id, source_id, details)) in good.into_iter().enumerate() {
        step(done)?;
        if write.find::<StrokeAssessment>(id)?.is_some() {
            report.already_here += 1;
            continue;
        }
        let source_id = Some(source_id).filter(|id| !id.is_empty());
        write.create(details.into_assessment(id, None, source_id, today)?)?;
        report.imported += 1;
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

fn problems(rows: &[Row]) -> Vec<ImportProblem> {
    let cells = rows.iter().filter_map(|row| Some((row.line, row.details.as_ref().err()?)));
    let cells = cells.flat_map(|(line, cells)| cells.iter().map(move |cell| (line, cell)));
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
