//! The formulary as a file: the shipped list, importing with a dry run, exporting.

use super::edit::{key_of, new_id};
use super::shipped::with_classes;
use super::{Drug, sheet};
use crate::accounts::Nothing;
use crate::audit;
use crate::csv_text::{decode, refused};
use crate::db::{Basis, Read, Write};
use crate::error::Result;
use crate::money;
use crate::sites;
use crate::stroke::{ExportedFile, ImportPolicy};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const MOST_LINES: usize = 1_000;
const LARGEST_FILE: usize = 10 * 1024 * 1024;

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

/// Imports drugs from a CSV file with the columns that the export writes. What a file does not name (a column that it
/// does not have) stays as it is; drugs that it does not list stay too.
///
/// # Errors
/// When the file is something else altogether.
pub fn import_formulary(write: &mut Write<'_>, input: FormularyImport) -> Result<FormularyReport> {
    let unreadable = |_| refused("file_unreadable", "The file could not be read. Choose it again.");
    let bytes = STANDARD.decode(input.file_base64.trim()).map_err(unreadable)?;
    if bytes.len() > LARGEST_FILE {
        let sentence = "This file is larger than 10 MB: it is no formulary. Choose the file again.";
        return Err(refused("file_too_large", sentence));
    }
    let digits = digits(write)?;
    let known = known(write)?;
    let lines = sheet::lines(&decode(&bytes), digits, &known)?;
    let mut sorted = sort(write, lines, &known, digits)?;
    let is_stopped = input.policy == ImportPolicy::AllOrNothing && sorted.report.refused > 0;
    if input.is_dry_run || is_stopped {
        return Ok(sorted.report);
    }
    for drug in sorted.new {
        write.create(drug)?;
    }
    for drug in sorted.changed {
        let version = write.version(drug.id)?;
        write.save(drug, Basis::Shown(version))?;
    }
    sorted.report.is_kept = true;
    Ok(sorted.report)
}

struct Sorted {
    new: Vec<Drug>,
    changed: Vec<Drug>,
    report: FormularyReport,
}

fn key(drug: &Drug) -> String {
    key_of(&drug.name, drug.form, &drug.strength)
}

/// The drugs that are here, by their keys; of several, the oldest that can be prescribed.
fn known(read: &Read<'_>) -> Result<sheet::Known> {
    let here = read.all::<Drug>("entered_in_error IS NULL ORDER BY is_active, recorded_at DESC, id", [])?;
    Ok(here.into_iter().map(|drug| (key(&drug), drug.record)).collect())
}

fn sort(write: &Write<'_>, lines: Vec<sheet::Line>, here: &sheet::Known, digits: u32) -> Result<Sorted> {
    let mut seen: HashMap<String, u64> = HashMap::new();
    let empty = FormularyReport { rows: 0, added: 0, changed: 0, same: 0, refused: 0, lines: vec![], is_kept: false };
    let mut sorted = Sorted { new: vec![], changed: vec![], report: empty };
    for line in lines {
        let mut entry = FormularyLine {
            line: line.line,
            label: line.label,
            outcome: FormularyOutcome::Refused,
            edits: vec![],
            problems: vec![],
        };
        match line.drug {
            Err(problems) => entry.problems = problems,
            Ok(drug) => match seen.insert(key(&drug), line.line) {
                Some(first) => entry.problems.push(FormularyProblem {
                    column: "name".into(),
                    value: drug.label(),
                    code: "same_line".into(),
                    reason: format!("stands in line {first} already"),
                }),
                None => {
                    let known = here.get(&key(&drug));
                    let drug = placed(write, drug, known)?;
                    entry.edits = known.map(|known| edits(known, &drug, digits)).unwrap_or_default();
                    entry.outcome = match known {
                        None => FormularyOutcome::Added,
                        Some(_) if entry.edits.is_empty() => FormularyOutcome::Same,
                        Some(_) => FormularyOutcome::Changed,
                    };
                    match entry.outcome {
                        FormularyOutcome::Added => sorted.new.push(drug),
                        FormularyOutcome::Changed => sorted.changed.push(drug),
                        FormularyOutcome::Same | FormularyOutcome::Refused => {}
                    }
                }
            },
        }
        sorted.report.count(entry);
    }
    Ok(sorted)
}

impl FormularyReport {
    fn count(&mut self, entry: FormularyLine) {
        self.rows += 1;
        match entry.outcome {
            FormularyOutcome::Added => self.added += 1,
            FormularyOutcome::Changed => self.changed += 1,
            FormularyOutcome::Same => self.same += 1,
            FormularyOutcome::Refused => self.refused += 1,
        }
        if entry.outcome != FormularyOutcome::Same && self.lines.len() < MOST_LINES {
            self.lines.push(entry);
        }
    }
}

/// The line's drug under the id and the name of the one that is here; a new one gets the classes of its code.
fn placed(write: &Write<'_>, drug: Drug, known: Option<&Drug>) -> Result<Drug> {
    Ok(match known {
        Some(known) => Drug { id: known.id, name: known.name.clone(), strength: known.strength.clone(), ..drug },
        None => {
            let id = new_id(write, &drug.name, drug.form, &drug.strength)?;
            with_classes(Drug { id, ..drug })
        }
    })
}

fn edits(before: &Drug, after: &Drug, digits: u32) -> Vec<FormularyEdit> {
    let (before, after) = (sheet::cells(before, digits), sheet::cells(after, digits));
    let pairs = sheet::COLUMNS.iter().zip(before).zip(after);
    let changed = pairs.filter(|((_, before), after)| before != after);
    changed.map(|((column, before), after)| FormularyEdit { column: (*column).into(), before, after }).collect()
}

/// The formulary as CSV. That it left the program is noted in the audit.
///
/// # Errors
/// When the database fails.
pub fn export_formulary(write: &mut Write<'_>, _: Nothing) -> Result<ExportedFile> {
    let all = write.all::<Drug>("entered_in_error IS NULL ORDER BY name, form, strength_value, strength, id", [])?;
    let digits = digits(write)?;
    let text = sheet::file(all.iter().map(|drug| &drug.record), digits)?;
    audit::note(write, audit::Event::Export, None, Some(format!("formulary: {} drugs", all.len())))?;
    Ok(ExportedFile { name: "formulary.csv".into(), text, rows: all.len() })
}

/// How many digits the clinic's currency has after the point.
fn digits(read: &Read<'_>) -> Result<u32> {
    Ok(money::digits_of(&sites::own_site(read)?.currency))
}
