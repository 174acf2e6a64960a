//! Papers on this computer: what one is made of, shown, opened, saved and printed.

mod order;

pub use order::*;

use crate::host::Host;
use healthsync_clinic::accounts::Nothing;
use healthsync_clinic::{Error, Result};

fn not_yet<T>() -> Result<T> {
    Err(Error::Refused { code: "not_yet", sentence: "This paper cannot be made yet.".into() })
}

/// Makes a paper to be looked at; nothing is noted.
pub fn make_paper(_: &Host, _: Option<&str>, _: PaperOrder) -> Result<MadePaper> {
    not_yet()
}

/// Makes a paper, notes it as issued and opens it with the computer's program for PDF files.
pub fn open_paper(_: &Host, _: Option<&str>, _: PaperOrder) -> Result<HandedPaper> {
    not_yet()
}

/// Makes a paper, notes it as issued and saves it among the downloads.
pub fn save_paper(_: &Host, _: Option<&str>, _: PaperOrder) -> Result<HandedPaper> {
    not_yet()
}

/// Makes a paper, notes it as issued and sends it to a printer.
pub fn print_paper(_: &Host, _: Option<&str>, _: PrintOrder) -> Result<HandedPaper> {
    not_yet()
}

/// The printers of this computer.
pub fn printers(_: &Host, _: Option<&str>, _: Nothing) -> Result<Printers> {
    not_yet()
}

/// Which printer each kind of paper goes to on this computer.
pub fn printer_choices(_: &Host, _: Option<&str>, _: Nothing) -> Result<Vec<PrinterChoice>> {
    not_yet()
}

/// Chooses the printer of a kind of paper on this computer.
pub fn choose_printer(_: &Host, _: Option<&str>, _: PrinterChoice) -> Result<Vec<PrinterChoice>> {
    not_yet()
}
