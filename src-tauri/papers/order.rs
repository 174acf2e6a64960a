//! What a screen says when it wants a paper, and what it is told.

use chrono::NaiveDate;
use healthsync_clinic::PublicError;
use healthsync_clinic::papers::PaperKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A paper that is wanted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaperOrder {
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about: the prescription, the invoice, the payment of a receipt, the credit note, the appointment of a
    /// slip. Of a statement, a label and a report it is the patient, and may be left out; a day list has none.
    pub subject_id: Option<Uuid>,
    /// The patient: needed by every paper but a day list.
    pub patient_id: Option<Uuid>,
    /// The language, `en` or `ar`; else the clinic's.
    pub language: Option<String>,
    /// The day of a day list; the first day of a statement and of a report's trends.
    pub from_on: Option<NaiveDate>,
    /// The last day of a statement and of a report's trends.
    pub to_on: Option<NaiveDate>,
    /// Only this practitioner's appointments, on a day list.
    pub practitioner_id: Option<Uuid>,
    /// The size of a label, by its key; else the one chosen for labels on this computer.
    pub label_size: Option<String>,
    /// The code of an invitation to the portal: it is kept nowhere, so who made it says it.
    pub portal_code: Option<String>,
}

/// A paper that is wanted from a printer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PrintOrder {
    /// The paper.
    pub order: PaperOrder,
    /// The printer; else the one chosen for this kind of paper, else the computer's own choice.
    pub printer: Option<String>,
    /// How many; one where nothing is said.
    pub copies: Option<u32>,
}

/// A paper to be looked at.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MadePaper {
    /// What its file would be called.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// It would be marked as a copy.
    pub is_copy: bool,
    /// The first pages as SVG, for a window that shows no PDF.
    pub previews: Vec<String>,
    /// The PDF, in base64.
    pub pdf_base64: String,
}

/// A paper that was handed over.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HandedPaper {
    /// The note of it: for taking it back where it did not arrive.
    pub issue_id: Uuid,
    /// What its file is called.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// It is marked as a copy.
    pub is_copy: bool,
    /// Where it was saved, if it was.
    pub path: Option<String>,
    /// The printer that it was sent to, if it was.
    pub printer: Option<String>,
}

/// A finished report that was opened or saved.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SavedReport {
    /// What its file is called.
    pub name: String,
    /// Where it was saved, if it was.
    pub path: Option<String>,
}

/// The printers of this computer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Printers {
    /// The printers.
    pub printers: Vec<Printer>,
    /// Why there are none, if so.
    pub problem: Option<PublicError>,
}

/// A printer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Printer {
    /// What the system calls it.
    pub name: String,
    /// It is the one that the system takes where none is named.
    pub is_default: bool,
}

/// Which printer a kind of paper goes to on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrinterChoice {
    /// The kind of paper.
    pub paper: PaperKind,
    /// The printer; none for the computer's own choice.
    pub printer: Option<String>,
    /// The key of the size of labels, for labels: `62x29`, `50x30`, `70x36`, `89x36`.
    pub label_size: Option<String>,
}
