//! Noting that a paper was handed out: there is one original, and what comes after it is a copy.

use super::{IssuedPaper, Outlet, PaperKind};
use crate::accounts::{Nothing, Right};
use crate::command::Call;
use crate::conflicts::refuse_unsettled;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::prescriptions::Prescription;
use crate::prescriptions::PrescriptionItem;
use crate::record::Stored;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A paper: its kind and what it is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaperRef {
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about: the prescription, the invoice; of a label or a report, the patient.
    pub subject_id: Uuid,
    /// The patient whom it concerns, if any.
    pub patient_id: Option<Uuid>,
}

/// A paper that is about to leave the program.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewIssue {
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about.
    pub subject_id: Uuid,
    /// The patient whom it concerns, if any.
    pub patient_id: Option<Uuid>,
    /// The number that stands on it, if any.
    pub number: Option<String>,
    /// How it leaves.
    pub outlet: Outlet,
}

/// A paper that left the program did not arrive: the printer jammed, the sheet was spoilt.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaperWithdrawal {
    /// The note of the paper.
    pub id: Uuid,
    /// Why.
    pub reason: String,
}

/// One paper that left the program.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssueRow {
    /// The note of the paper; void where it was withdrawn.
    pub paper: Stored<IssuedPaper>,
    /// When, in milliseconds since 1970 UTC.
    pub at: Millis,
    /// By whom.
    pub by: String,
}

/// What has become of a paper so far.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaperHistory {
    /// The next one is marked as a copy.
    pub is_next_copy: bool,
    /// The papers that left, the latest first.
    pub issued: Vec<IssueRow>,
}

/// What has become of a paper so far: whether the next one is a copy.
///
/// # Errors
/// When one may not see what the paper says.
pub fn paper_history(call: &Call<'_>, input: PaperRef) -> Result<PaperHistory> {
    may_see(call, "paper_history", input.paper, input.patient_id)?;
    call.read(|read| {
        let found = read.all::<IssuedPaper>(
            "subject_id = ?1 AND paper = ?2 ORDER BY recorded_at DESC, id DESC",
            (input.subject_id.to_string(), json!(input.paper).as_str()),
        )?;
        let is_next_copy = is_next_copy(read, input.paper, input.subject_id)?;
        let row = |paper: Stored<IssuedPaper>| {
            Ok(IssueRow { at: paper.meta.recorded_at, by: name(read, paper.meta.recorded_by)?, paper })
        };
        Ok(PaperHistory { is_next_copy, issued: found.into_iter().map(row).collect::<Result<_>>()? })
    })
}

/// Notes that a paper leaves the program, and says whether it is a copy. It is noted before the paper is handed over:
/// if the computer fails between the two, the next paper is a copy too many, and never a second original.
///
/// # Errors
/// When one may not see what the paper says, or it is a prescription that was entered in error.
pub fn issue_paper(call: &Call<'_>, input: NewIssue) -> Result<Stored<IssuedPaper>> {
    may_see(call, "issue_paper", input.paper, input.patient_id)?;
    call.write(|write| {
        if let Some(patient_id) = input.patient_id {
            write.get::<Patient>(patient_id)?;
        }
        check_stands(write, input.paper, input.subject_id)?;
        // What a patient fetches is a copy, and leaves the original to the desk.
        let is_copy = match input.outlet {
            Outlet::Portal => input.paper.has_one_original(),
            _ => is_next_copy(write, input.paper, input.subject_id)?,
        };
        let id = write.new_id();
        write.create(IssuedPaper {
            id,
            paper: input.paper,
            subject_id: input.subject_id,
            patient_id: input.patient_id,
            number: optional("number", input.number.as_deref(), 40)?,
            outlet: input.outlet,
            is_copy,
        })
    })
}

/// Takes the note of a paper back, with the reason: where it was the original, the next one is the original.
///
/// # Errors
/// When the reason is missing, or one may not see what the paper says.
pub fn withdraw_paper(call: &Call<'_>, input: PaperWithdrawal) -> Result<Nothing> {
    let issued = call.read(|read| read.get::<IssuedPaper>(input.id))?;
    may_see(call, "withdraw_paper", issued.paper, issued.patient_id)?;
    call.write(|write| {
        let version = write.version(input.id)?;
        write.void::<IssuedPaper>(input.id, version, &input.reason)?;
        Ok(Nothing {})
    })
}

/// Each kind of paper needs the right to see what stands on it; reading a chart for one is noted like any other.
fn may_see(call: &Call<'_>, command: &str, paper: PaperKind, patient_id: Option<Uuid>) -> Result<()> {
    let right: Right = paper.right();
    call.check(command, right, &json!({ "patient_id": patient_id }))
}

/// Nobody carries a prescription to a pharmacy that was withdrawn here.
fn check_stands(read: &Read<'_>, paper: PaperKind, subject_id: Uuid) -> Result<()> {
    if paper != PaperKind::Prescription {
        return Ok(());
    }
    match read.find::<Prescription>(subject_id)? {
        Some(sheet) if sheet.meta.entered_in_error.is_some() => {
            let sentence = "This prescription was entered in error and is not printed. Write a new one.";
            Err(Error::Refused { code: "prescription_voided", sentence: sentence.into() })
        }
        Some(sheet) => {
            let sql = "prescription_id = ?1 AND entered_in_error IS NULL ORDER BY position";
            let items = read.all::<PrescriptionItem>(sql, [sheet.record.id.to_string()])?;
            items.iter().try_for_each(|item| refuse_unsettled(read, item.record.id, &item.label()))
        }
        None => Ok(()),
    }
}

fn is_next_copy(read: &Read<'_>, paper: PaperKind, subject_id: Uuid) -> Result<bool> {
    let found: bool = read
        .conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM issued_papers
             WHERE subject_id = ?1 AND paper = ?2 AND outlet <> 'portal' AND entered_in_error IS NULL)",
        )?
        .query_row((subject_id.to_string(), json!(paper).as_str()), |row| row.get(0))?;
    Ok(found && paper.has_one_original())
}

fn name(read: &Read<'_>, account: Uuid) -> Result<String> {
    Ok(read.find::<crate::accounts::Account>(account)?.map(|found| found.record.name).unwrap_or_default())
}
