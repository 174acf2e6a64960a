//! What somebody says who wants a paper.

use chrono::NaiveDate;
use healthsync_clinic::papers::PaperKind;
use schemars::JsonSchema;
use serde::Deserialize;
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
    /// Of a report: notes that nobody has signed yet are left out.
    #[serde(default)]
    pub is_signed_only: bool,
}
