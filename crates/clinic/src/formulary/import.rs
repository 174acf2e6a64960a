//! The formulary as a file: the shipped list, importing with a dry run, exporting.

use crate::accounts::Nothing;
use crate::command::Call;
use crate::db::Write;
use crate::error::{Result, not_yet};
use crate::stroke::{ExportedFile, ImportPolicy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file to import.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct FormularyImport {
    /// The file's bytes, in base64.
    pub file_base64: String,
    /// Only say what would happen.
    pub is_dry_run: bool,
    /// What is done with rows that cannot be.
    pub policy: ImportPolicy,
}

/// What happens to a line of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormularyOutcome {
    /// A drug that was not here.
    Added,
    /// A drug that was here with other values.
    Changed,
    /// A drug that is here as the line says.
    Same,
    /// A line that cannot be.
    Refused,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormularyProblem {
    /// The column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong, as a code.
    pub code: String,
    /// What is wrong and what it should be.
    pub reason: String,
}

/// A value that a line changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormularyEdit {
    /// The column.
    pub column: String,
    /// What it is now.
    pub before: String,
    /// What the line says.
    pub after: String,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormularyLine {
    /// The line in the file, from 1.
    pub line: u64,
    /// The drug's name and strength.
    pub label: String,
    /// What happens to it.
    pub outcome: FormularyOutcome,
    /// What it changes.
    pub edits: Vec<FormularyEdit>,
    /// What is wrong with it.
    pub problems: Vec<FormularyProblem>,
}

/// What an import did or would do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormularyReport {
    /// Rows in the file.
    pub rows: usize,
    /// Drugs that were not here.
    pub added: usize,
    /// Drugs that change.
    pub changed: usize,
    /// Drugs that stay as they are.
    pub same: usize,
    /// Lines that cannot be.
    pub refused: usize,
    /// The lines that add, change or cannot be; at most the first 1,000.
    pub lines: Vec<FormularyLine>,
    /// It was kept; otherwise it was a dry run, or a wrong line under all or nothing.
    pub is_kept: bool,
}

/// What loading the shipped list did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormularyLoad {
    /// Drugs that were added.
    pub added: usize,
    /// Drugs that were here already; they stay as the clinic has them.
    pub already_here: usize,
}

/// Adds what is missing of the shipped list.
///
/// # Errors
/// When the database fails.
pub fn load_formulary(_write: &mut Write<'_>, _: Nothing) -> Result<FormularyLoad> {
    not_yet()
}

/// Imports drugs from a CSV file with the columns that the export writes.
///
/// # Errors
/// When the file is something else altogether.
pub fn import_formulary(_call: &Call<'_>, _input: FormularyImport) -> Result<FormularyReport> {
    not_yet()
}

/// The formulary as CSV. That it left the program is noted in the audit.
///
/// # Errors
/// When the database fails.
pub fn export_formulary(_write: &mut Write<'_>, _: Nothing) -> Result<ExportedFile> {
    not_yet()
}
