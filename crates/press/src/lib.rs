//! The press: gathers the words, numbers and charts of papers through the clinic's commands, under the rights of who
//! wants them, and sets them. The window, the reports in the background and the server all print through it.

mod asking;
mod bills;
pub mod figure_plots;
mod order;
mod people;
pub mod pictures;
pub mod plots;
mod prescription;
mod report;
pub mod reports;
mod till;
mod trends;
mod visits;

pub use order::PaperOrder;

use asking::Asking;
use healthsync_charts::Painter;
use healthsync_clinic::papers::{IssuedPaper, Outlet, PaperKind};
use healthsync_clinic::{Clinic, Error, Result};
use healthsync_papers::{Made, Mark, Paper, PaperError, make};
use serde_json::{Value, json};
use std::sync::Mutex;
use uuid::Uuid;

/// Who wants a paper or a picture.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// The clinic.
    pub clinic: &'a Clinic,
    /// The session that its commands are called under.
    pub session: Option<&'a str>,
    /// Who draws the charts.
    pub painter: &'a Mutex<Painter>,
}

/// A paper with its words and numbers, and what is noted when it leaves.
pub(crate) struct Draft {
    paper: Paper,
    subject_id: Uuid,
    patient_id: Option<Uuid>,
    number: Option<String>,
    currency: Option<String>,
}

impl Draft {
    fn new(paper: Paper, subject_id: Uuid, patient_id: Option<Uuid>, number: Option<String>) -> Draft {
        Draft { paper, subject_id, patient_id, number, currency: None }
    }

    /// The currency of its amounts.
    fn in_currency(mut self, code: &Value) -> Draft {
        self.currency = asking::text(code);
        self
    }
}

/// A paper that was gathered and can be made.
pub struct Ready<'a> {
    asking: Asking<'a>,
    kind: PaperKind,
    draft: Draft,
}

impl<'a> Ready<'a> {
    /// Gathers what stands on a paper.
    ///
    /// # Errors
    /// As the commands that it asks say, and where the order leaves out what the paper is about.
    pub fn gather(caller: Caller<'a>, order: &PaperOrder) -> Result<Ready<'a>> {
        let mut asking = Asking::new(caller, order)?;
        let draft = match order.paper {
            PaperKind::Prescription => prescription::gather(&mut asking, order)?,
            PaperKind::Invoice => bills::invoice(&asking, order)?,
            PaperKind::Statement => bills::statement(&asking, order)?,
            PaperKind::Receipt => bills::receipt(&asking, order)?,
            PaperKind::CreditNote => bills::credit_note(&asking, order)?,
            PaperKind::TillReport => till::report(&asking, order)?,
            PaperKind::PatientLabel => visits::label(&asking, order)?,
            PaperKind::AppointmentSlip => visits::slip(&asking, order)?,
            PaperKind::DayList => visits::day_list(&asking, order)?,
            PaperKind::PortalInvitation => visits::invitation(&asking, order)?,
            PaperKind::PatientReport => report::gather(&asking, order)?,
        };
        Ok(Ready { asking, kind: order.paper, draft })
    }

    /// Sets the paper.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn make(&self, is_copy: bool, previews: usize) -> Result<Made> {
        let manner = self.asking.manner(self.draft.currency.as_deref());
        let mut letterhead = self.asking.letterhead()?;
        let mark = if is_copy { Mark::Copy } else { Mark::Original };
        let made = match make(&self.draft.paper, &manner, &letterhead, mark, previews) {
            // A logo that turns out to be spoilt keeps nobody from a prescription.
            Err(PaperError::Logo) => {
                letterhead.logo = None;
                make(&self.draft.paper, &manner, &letterhead, mark, previews)
            }
            other => other,
        };
        made.map_err(|reason| refused("paper_failed", &reason.to_string()))
    }

    fn reference(&self) -> Value {
        json!({
            "paper": self.kind,
            "subject_id": self.draft.subject_id,
            "patient_id": self.draft.patient_id,
        })
    }

    /// Whether the next one is a copy. A draft without a number is never the original of anything.
    ///
    /// # Errors
    /// When the clinic does not say.
    pub fn is_next_copy(&self) -> Result<bool> {
        let history = self.asking.ask("paper_history", self.reference())?;
        Ok(history["is_next_copy"] == true && !self.is_draft())
    }

    fn is_draft(&self) -> bool {
        self.kind.has_one_original() && self.draft.number.is_none()
    }

    /// What its file is called: the kind and the number, and no name of a patient.
    #[must_use]
    pub fn name(&self) -> String {
        let kind = json!(self.kind).as_str().unwrap_or("paper").replace('_', "-");
        match &self.draft.number {
            Some(number) => format!("{kind}-{number}"),
            None => format!("{kind}-{}", self.asking.now().format("%Y-%m-%d")),
        }
    }

    /// Notes the paper as issued, makes it, and hands it over; where that fails, the note is taken back.
    ///
    /// # Errors
    /// Why it could not be made or handed over.
    pub fn hand_over<T>(&self, outlet: Outlet, hand: impl FnOnce(&str, &Made) -> Result<T>) -> Result<(Handed, T)> {
        let mut note = self.reference();
        note["number"] = json!(self.draft.number);
        note["outlet"] = json!(outlet);
        let issued: IssuedPaper = asking::read(self.asking.ask("issue_paper", note)?)?;
        let is_copy = issued.is_copy && !self.is_draft();
        let name = self.name();
        match self.make(is_copy, 0).and_then(|made| Ok((made.pages, hand(&name, &made)?))) {
            Ok((pages, told)) => {
                Ok((Handed { issue_id: issued.id, name: format!("{name}.pdf"), pages, is_copy }, told))
            }
            Err(reason) => {
                let taken_back = json!({ "id": issued.id, "reason": reason.to_string() });
                // What is told is why the paper was not handed over, whatever became of the note.
                let _ = self.asking.ask("withdraw_paper", taken_back);
                Err(reason)
            }
        }
    }
}

/// A paper that was handed over.
pub struct Handed {
    /// The note of it.
    pub issue_id: Uuid,
    /// What its file is called.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// It is marked as a copy.
    pub is_copy: bool,
}

fn refused(code: &'static str, sentence: &str) -> Error {
    Error::Refused { code, sentence: sentence.to_owned() }
}
