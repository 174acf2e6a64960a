//! The papers: what stands on each, as words and numbers.

mod bills;
mod label;
mod people;
mod prescription;
mod report;
mod till;
mod visits;

pub use bills::*;
pub use label::*;
pub use people::*;
pub use prescription::*;
pub use report::*;
pub use till::*;
pub use visits::*;

use serde::Serialize;
use serde_json::json;

/// A paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Paper {
    /// A5: what the patient takes to a pharmacy.
    Prescription(Prescription),
    /// A4: what is to be paid, and by whom.
    Invoice(Invoice),
    /// A4: what was charged and paid over a time.
    Statement(Statement),
    /// The statements of several patients in one file, each counting its own pages.
    Statements(Vec<Statement>),
    /// A roll of 80 mm: that something was paid, or paid back.
    Receipt(Receipt),
    /// A4: that an invoice, or part of it, was taken back.
    CreditNote(CreditNote),
    /// A roll of 80 mm: what went through a till.
    TillReport(TillReport),
    /// Labels of a size: who it is, and the number for machines.
    PatientLabel(PatientLabel),
    /// A roll of 80 mm: when to come again.
    AppointmentSlip(AppointmentSlip),
    /// A4: the appointments of a day.
    DayList(DayList),
    /// A4: a patient's chart.
    PatientReport(PatientReport),
    /// A roll of 80 mm: how a patient comes into the portal.
    PortalInvitation(PortalInvitation),
}

impl Paper {
    /// The name of its template.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Paper::Prescription(_) => "prescription",
            Paper::Invoice(_) => "invoice",
            Paper::Statement(_) | Paper::Statements(_) => "statement",
            Paper::Receipt(_) => "receipt",
            Paper::CreditNote(_) => "credit_note",
            Paper::TillReport(_) => "till_report",
            Paper::PatientLabel(_) => "patient_label",
            Paper::AppointmentSlip(_) => "appointment_slip",
            Paper::DayList(_) => "day_list",
            Paper::PatientReport(_) => "patient_report",
            Paper::PortalInvitation(_) => "portal_invitation",
        }
    }

    /// What the template reads.
    pub(crate) fn data(&self) -> serde_json::Value {
        fn value(paper: &impl Serialize) -> serde_json::Value {
            serde_json::to_value(paper).unwrap_or_default()
        }
        match self {
            Paper::Prescription(paper) => value(paper),
            Paper::Invoice(paper) => value(paper),
            Paper::Statement(paper) => json!({ "statements": [paper] }),
            Paper::Statements(papers) => json!({ "statements": papers }),
            Paper::Receipt(paper) => value(paper),
            Paper::CreditNote(paper) => value(paper),
            Paper::TillReport(paper) => value(paper),
            Paper::PatientLabel(paper) => value(paper),
            Paper::AppointmentSlip(paper) => value(paper),
            Paper::DayList(paper) => value(paper),
            Paper::PatientReport(paper) => value(paper),
            Paper::PortalInvitation(paper) => value(paper),
        }
    }

    /// The number that stands on it as a barcode.
    pub(crate) fn barcode(&self) -> Option<&str> {
        match self {
            Paper::Prescription(paper) => Some(&paper.number),
            Paper::Invoice(paper) => paper.number.as_deref(),
            Paper::Receipt(paper) => Some(&paper.number),
            Paper::CreditNote(paper) => Some(&paper.number),
            Paper::PatientLabel(paper) if paper.code == LabelCode::Barcode => Some(&paper.patient.mrn),
            Paper::AppointmentSlip(paper) => Some(&paper.patient.mrn),
            _ => None,
        }
    }

    /// The number, or the address, that stands on it as a QR code.
    pub(crate) fn qr(&self) -> Option<&str> {
        match self {
            Paper::PatientLabel(paper) if paper.code == LabelCode::Qr => Some(&paper.patient.mrn),
            Paper::PortalInvitation(paper) => paper.link.as_deref(),
            _ => None,
        }
    }

    /// The charts that stand on it.
    pub(crate) fn charts(&self) -> &[Chart] {
        match self {
            Paper::PatientReport(paper) => &paper.charts,
            _ => &[],
        }
    }
}
