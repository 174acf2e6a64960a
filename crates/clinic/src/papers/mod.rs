//! Papers that leave the clinic: what stands on top of them, and a note of each that was handed out.

mod issue;
mod letterhead;
mod logo;

pub use issue::*;
pub use letterhead::*;
pub use logo::LogoPart;

use crate::accounts::Right;
use crate::db::Place;
use crate::record::{Merge, Record};
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// What the patient takes to a pharmacy.
    Prescription,
    /// What is to be paid, and by whom.
    Invoice,
    /// What a patient owes and has paid over a time.
    Statement,
    /// That something was paid.
    Receipt,
    /// That an invoice, or part of it, was taken back.
    CreditNote,
    /// What went through a till, to be signed beside the money.
    TillReport,
    /// A label with the patient's name and number.
    PatientLabel,
    /// When to come again.
    AppointmentSlip,
    /// The appointments of a day.
    DayList,
    /// A patient's chart on paper.
    PatientReport,
    /// The code with which a patient comes into the portal.
    PortalInvitation,
}

impl PaperKind {
    /// Every kind.
    pub const ALL: [PaperKind; 11] = [
        PaperKind::Prescription,
        PaperKind::Invoice,
        PaperKind::Statement,
        PaperKind::Receipt,
        PaperKind::CreditNote,
        PaperKind::TillReport,
        PaperKind::PatientLabel,
        PaperKind::AppointmentSlip,
        PaperKind::DayList,
        PaperKind::PatientReport,
        PaperKind::PortalInvitation,
    ];

    /// Whether there may be only one original: a second paper of the same subject is marked as a copy. A label, a slip
    /// or a list says how things stand and may be made as often as one likes.
    #[must_use]
    pub fn has_one_original(self) -> bool {
        matches!(self, PaperKind::Prescription | PaperKind::Invoice | PaperKind::Receipt | PaperKind::CreditNote)
    }

    /// What who makes it must be allowed to see.
    #[must_use]
    pub fn right(self) -> Right {
        match self {
            PaperKind::Prescription | PaperKind::PatientReport => Right::ReadChart,
            PaperKind::Invoice
            | PaperKind::Statement
            | PaperKind::Receipt
            | PaperKind::CreditNote
            | PaperKind::TillReport => Right::ReadBilling,
            PaperKind::PatientLabel => Right::ReadPatients,
            PaperKind::PortalInvitation => Right::WritePatients,
            PaperKind::AppointmentSlip | PaperKind::DayList => Right::ReadAppointments,
        }
    }
}

/// How a paper left the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outlet {
    /// It was sent to a printer.
    Printed,
    /// It was saved as a file.
    Saved,
    /// It was opened with another program.
    Opened,
    /// The patient fetched it from the portal.
    Portal,
}

/// A paper that left the program: by whom and when is what every record knows of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedPaper {
    /// The record.
    pub id: Uuid,
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about: the prescription, the invoice; of a label or a report, the patient; of a day list, the site; of
    /// a till's report, the shift.
    pub subject_id: Uuid,
    /// The patient whom it concerns, if any.
    pub patient_id: Option<Uuid>,
    /// The number that stands on it, if any.
    pub number: Option<String>,
    /// How it left.
    pub outlet: Outlet,
    /// It was marked as a copy.
    pub is_copy: bool,
}

impl Record for IssuedPaper {
    const KIND: &'static str = "issued_paper";
    const TABLE: &'static str = "issued_papers";
    const MERGE: Merge = Merge::AppendOnly;

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}
