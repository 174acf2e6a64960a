//! Which printer each kind of paper goes to: kept on this computer, for printers are its own.

use super::{PrinterChoice, read_error};
use healthsync_clinic::Result;
use healthsync_clinic::papers::PaperKind;
use std::path::{Path, PathBuf};

fn file(config: &Path) -> PathBuf {
    config.join("printers.json")
}

/// The choices, one for each kind of paper. A file that cannot be read is as none: one chooses anew.
pub(super) fn load(config: &Path) -> Vec<PrinterChoice> {
    let kept: Vec<PrinterChoice> =
        std::fs::read(file(config)).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let of = |paper: PaperKind| {
        let found = kept.iter().find(|choice| choice.paper == paper).cloned();
        found.unwrap_or(PrinterChoice { paper, printer: None, label_size: None })
    };
    PaperKind::ALL.into_iter().map(of).collect()
}

/// Keeps a choice beside the others.
pub(super) fn keep(config: &Path, choice: PrinterChoice) -> Result<Vec<PrinterChoice>> {
    let mut choices = load(config);
    choices.retain(|kept| kept.paper != choice.paper);
    choices.push(choice);
    choices.sort_by_key(|choice| choice.paper);
    let text = serde_json::to_vec_pretty(&choices).map_err(read_error)?;
    crate::keychain::write_whole(&file(config), &text)?;
    Ok(choices)
}

/// The printer that was chosen for a kind of paper.
pub(super) fn printer(config: &Path, paper: PaperKind) -> Option<String> {
    load(config).into_iter().find(|choice| choice.paper == paper)?.printer
}

/// The size that was chosen for labels.
pub(super) fn label_size(config: &Path) -> Option<String> {
    load(config).into_iter().find(|choice| choice.paper == PaperKind::PatientLabel)?.label_size
}
