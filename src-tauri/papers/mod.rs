//! Papers on this computer: what one is made of, shown, opened, saved and printed.

mod choices;
mod files;
mod opened;
mod order;
mod printers;

pub use files::{open_report, save_report};
pub(crate) use opened::clear;
pub use order::*;

use crate::host::Host;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::accounts::{Nothing, Right};
use healthsync_clinic::papers::{Outlet, PaperKind};
use healthsync_clinic::{Clinic, Error, Invalid, Result, StoreError};
use healthsync_press::{Caller, Handed, PaperOrder, Ready};
use serde_json::json;

/// A window shows so many pages of a paper before it is printed.
const PREVIEWS: usize = 5;
/// More of one paper at once is a slip of the keypad.
const MOST_COPIES: u32 = 200;

impl Host {
    /// Who wants a paper or a picture.
    pub(crate) fn caller<'a>(&'a self, clinic: &'a Clinic, session: Option<&'a str>) -> Caller<'a> {
        Caller { clinic, session, painter: &self.painter }
    }
}

/// The order as this computer means it: labels have the size that was chosen here.
fn meant(host: &Host, mut order: PaperOrder) -> PaperOrder {
    if order.paper == PaperKind::PatientLabel && order.label_size.is_none() {
        order.label_size = choices::label_size(&host.folders.config);
    }
    order
}

fn handed(handed: Handed, path: Option<String>, printer: Option<String>) -> HandedPaper {
    let Handed { issue_id, name, pages, is_copy } = handed;
    HandedPaper { issue_id, name, pages, is_copy, path, printer }
}

/// Makes a paper to be looked at; nothing is noted.
pub fn make_paper(host: &Host, session: Option<&str>, order: PaperOrder) -> Result<MadePaper> {
    let clinic = host.clinic()?;
    let ready = Ready::gather(host.caller(&clinic, session), &meant(host, order))?;
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
    let clinic = host.clinic()?;
    let ready = Ready::gather(host.caller(&clinic, session), &meant(host, order))?;
    let (note, ()) = ready.hand_over(Outlet::Opened, |name, made| {
        let path = opened::keep(&host.folders.config, name, &made.pdf)?;
        opened::show(&path)
    })?;
    Ok(handed(note, None, None))
}

/// Makes a paper, notes it as issued and saves it among the downloads.
pub fn save_paper(host: &Host, session: Option<&str>, order: PaperOrder) -> Result<HandedPaper> {
    let clinic = host.clinic()?;
    let ready = Ready::gather(host.caller(&clinic, session), &meant(host, order))?;
    let (note, path) =
        ready.hand_over(Outlet::Saved, |name, made| crate::files::save(&format!("{name}.pdf"), &made.pdf))?;
    Ok(handed(note, Some(path.display().to_string()), None))
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
    let clinic = host.clinic()?;
    let ready = Ready::gather(host.caller(&clinic, session), &meant(host, input.order))?;
    let (note, sent) = ready.hand_over(Outlet::Printed, |name, made| {
        let path = opened::keep(config, name, &made.pdf)?;
        let sent = printers::print(&path, name, printer.as_deref(), copies);
        // The printing system has its own copy by now, or did not take one. On Windows another program still reads it.
        if cfg!(not(windows)) {
            let _ = std::fs::remove_file(&path);
        }
        sent
    })?;
    Ok(handed(note, None, Some(sent)))
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
