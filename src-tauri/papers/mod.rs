//! Papers on this computer: what one is made of, shown, opened, saved and printed.

mod asking;
mod bills;
mod choices;
mod files;
mod opened;
mod order;
mod people;
mod prescription;
mod printers;
mod report;
mod trends;
mod visits;

pub use files::{open_report, save_report};
pub(crate) use files::{report_file, statements_file};
pub(crate) use opened::clear;
pub use order::*;

use crate::host::Host;
use asking::Asking;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::accounts::{Nothing, Right};
use healthsync_clinic::papers::{IssuedPaper, Outlet, PaperKind};
use healthsync_clinic::{Error, Invalid, Result, StoreError};
use healthsync_papers::{Made, Mark, Paper, PaperError, make};
use serde_json::{Value, json};
use uuid::Uuid;

/// A window shows so many pages of a paper before it is printed.
const PREVIEWS: usize = 5;
/// More of one paper at once is a slip of the keypad.
const MOST_COPIES: u32 = 200;

/// A paper with its words and numbers, and what is noted when it leaves.
struct Draft {
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
struct Ready<'a> {
    asking: Asking<'a>,
    kind: PaperKind,
    draft: Draft,
}

impl<'a> Ready<'a> {
    fn gather(host: &'a Host, session: Option<&'a str>, order: &PaperOrder) -> Result<Ready<'a>> {
        let mut asking = Asking::new(host, session, order)?;
        let draft = match order.paper {
            PaperKind::Prescription => prescription::gather(&mut asking, order)?,
            PaperKind::Invoice => bills::invoice(&asking, order)?,
            PaperKind::Statement => bills::statement(&asking, order)?,
            PaperKind::Receipt => bills::receipt(&asking, order)?,
            PaperKind::CreditNote => bills::credit_note(&asking, order)?,
            PaperKind::PatientLabel => visits::label(&asking, order)?,
            PaperKind::AppointmentSlip => visits::slip(&asking, order)?,
            PaperKind::DayList => visits::day_list(&asking, order)?,
            PaperKind::PatientReport => report::gather(&asking, order)?,
            PaperKind::PortalInvitation => visits::invitation(&asking, order)?,
        };
        Ok(Ready { asking, kind: order.paper, draft })
    }

    fn make(&self, is_copy: bool, previews: usize) -> Result<Made> {
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
    fn is_next_copy(&self) -> Result<bool> {
        let history = self.asking.ask("paper_history", self.reference())?;
        Ok(history["is_next_copy"] == true && !self.is_draft())
    }

    fn is_draft(&self) -> bool {
        self.kind.has_one_original() && self.draft.number.is_none()
    }

    /// What its file is called: the kind and the number, and no name of a patient.
    fn name(&self) -> String {
        let kind = json!(self.kind).as_str().unwrap_or("paper").replace('_', "-");
        match &self.draft.number {
            Some(number) => format!("{kind}-{number}"),
            None => format!("{kind}-{}", self.asking.now().format("%Y-%m-%d")),
        }
    }

    /// Notes the paper as issued, makes it, and hands it over; where that fails, the note is taken back.
    fn hand_over(&self, outlet: Outlet, hand: impl FnOnce(&str, &Made) -> Result<Handed>) -> Result<HandedPaper> {
        let mut note = self.reference();
        note["number"] = json!(self.draft.number);
        note["outlet"] = json!(outlet);
        let issued: IssuedPaper = asking::read(self.asking.ask("issue_paper", note)?)?;
        let is_copy = issued.is_copy && !self.is_draft();
        let name = self.name();
        let handed = self.make(is_copy, 0).and_then(|made| Ok((made.pages, hand(&name, &made)?)));
        match handed {
            Ok((pages, handed)) => {
                let Handed { path, printer } = handed;
                Ok(HandedPaper { issue_id: issued.id, name: format!("{name}.pdf"), pages, is_copy, path, printer })
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

/// Where a paper went.
#[derive(Default)]
struct Handed {
    path: Option<String>,
    printer: Option<String>,
}

/// Makes a paper to be looked at; nothing is noted.
pub fn make_paper(host: &Host, session: Option<&str>, order: PaperOrder) -> Result<MadePaper> {
    let ready = Ready::gather(host, session, &order)?;
    let is_copy = ready.is_next_copy()?;
    let made = ready.make(is_copy, PREVIEWS)?;
    Ok(MadePaper {
        name: format!("{}.pdf", ready.name()),
        pages: made.pages,
        is_copy,
        previews: made.previews,
        pdf_base64: STANDARD.encode(made.pdf),
    })
}

/// Makes a paper, notes it as issued and opens it with the computer's program for PDF files.
pub fn open_paper(host: &Host, session: Option<&str>, order: PaperOrder) -> Result<HandedPaper> {
    Ready::gather(host, session, &order)?.hand_over(Outlet::Opened, |name, made| {
        let path = opened::keep(&host.folders.config, name, &made.pdf)?;
        opened::show(&path)?;
        Ok(Handed::default())
    })
}

/// Makes a paper, notes it as issued and saves it among the downloads.
pub fn save_paper(host: &Host, session: Option<&str>, order: PaperOrder) -> Result<HandedPaper> {
    Ready::gather(host, session, &order)?.hand_over(Outlet::Saved, |name, made| {
        let path = crate::files::save(&format!("{name}.pdf"), &made.pdf)?;
        Ok(Handed { path: Some(path.display().to_string()), printer: None })
    })
}

/// Makes a paper, notes it as issued and sends it to a printer.
pub fn print_paper(host: &Host, session: Option<&str>, input: PrintOrder) -> Result<HandedPaper> {
    let copies = input.copies.unwrap_or(1);
    if !(1..=MOST_COPIES).contains(&copies) {
        let sentence = format!("Choose a number of copies from 1 to {MOST_COPIES}.");
        let details = json!({ "low": 1, "high": MOST_COPIES });
        return Err(Invalid::new("copies", "out_of_range", sentence).with(details).into());
    }
    let config = &host.folders.config;
    let printer = input.printer.or_else(|| choices::printer(config, input.order.paper));
    Ready::gather(host, session, &input.order)?.hand_over(Outlet::Printed, |name, made| {
        let path = opened::keep(config, name, &made.pdf)?;
        let sent = printers::print(&path, name, printer.as_deref(), copies);
        // The printing system has its own copy by now, or did not take one. On Windows another program still reads it.
        if cfg!(not(windows)) {
            let _ = std::fs::remove_file(&path);
        }
        Ok(Handed { path: None, printer: Some(sent?) })
    })
}

/// The printers of this computer.
pub fn printers(host: &Host, session: Option<&str>, _: Nothing) -> Result<Printers> {
    host.clinic()?.check(session, Right::SignedIn)?;
    Ok(printers::all())
}

/// Which printer each kind of paper goes to on this computer.
pub fn printer_choices(host: &Host, session: Option<&str>, _: Nothing) -> Result<Vec<PrinterChoice>> {
    host.clinic()?.check(session, Right::SignedIn)?;
    Ok(choices::load(&host.folders.config))
}

/// Chooses the printer of a kind of paper on this computer. A printer that is not there now may be switched off: it is
/// kept, and asked for when something is printed.
pub fn choose_printer(host: &Host, session: Option<&str>, choice: PrinterChoice) -> Result<Vec<PrinterChoice>> {
    host.clinic()?.check(session, Right::SignedIn)?;
    choices::keep(&host.folders.config, choice)
}

fn refused(code: &'static str, sentence: &str) -> Error {
    Error::Refused { code, sentence: sentence.to_owned() }
}

fn read_error(reason: serde_json::Error) -> Error {
    StoreError::Unreadable(reason.to_string()).into()
}
