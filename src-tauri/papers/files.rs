//! The files of reports that are made in the background.

use super::asking::{Asking, list};
use super::{PaperOrder, Ready, SavedReport, bills, opened, refused};
use crate::host::Host;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use healthsync_clinic::papers::{Outlet, PaperKind};
use healthsync_clinic::reports::ReportId;
use healthsync_clinic::{Error, Result};
use healthsync_papers::{Mark, Paper, Statement, make};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Told how far the work has come; refuses where it is not wanted any more.
pub(crate) type Progress<'a> = &'a dyn Fn(usize, usize) -> Result<()>;

/// A page of the list of invoices.
const PAGE: u32 = 200;

fn order(paper: PaperKind, patient_id: Option<Uuid>) -> PaperOrder {
    PaperOrder {
        paper,
        subject_id: patient_id,
        patient_id,
        language: None,
        from_on: None,
        to_on: None,
        practitioner_id: None,
        label_size: None,
        portal_code: None,
    }
}

/// A patient's chart on paper, noted as issued.
pub(crate) fn report_file(host: &Host, session: &str, patient_id: Uuid, progress: Progress<'_>) -> Result<Vec<u8>> {
    progress(0, 2)?;
    let ready = Ready::gather(host, Some(session), &order(PaperKind::PatientReport, Some(patient_id)))?;
    progress(1, 2)?;
    let mut pdf = vec![];
    ready.hand_over(Outlet::Saved, |_, made| {
        pdf.clone_from(&made.pdf);
        Ok(super::Handed::default())
    })?;
    progress(2, 2)?;
    Ok(pdf)
}

/// The statements of all patients who owe something, one after the other in one file.
pub(crate) fn statements_file(
    host: &Host,
    session: &str,
    from_on: NaiveDate,
    to_on: NaiveDate,
    progress: Progress<'_>,
) -> Result<Vec<u8>> {
    let whole = order(PaperKind::Statement, None);
    let asking = Asking::new(host, Some(session), &whole)?;
    let owing = owing(&asking)?;
    if owing.is_empty() {
        return Err(refused("nobody_owes", "No patient owes anything: there is no statement to make."));
    }
    let mut statements: Vec<Statement> = vec![];
    for (done, patient_id) in owing.iter().enumerate() {
        progress(done, owing.len() + 1)?;
        let of =
            PaperOrder { from_on: Some(from_on), to_on: Some(to_on), ..order(PaperKind::Statement, Some(*patient_id)) };
        if let Paper::Statement(statement) = bills::statement(&asking, &of)?.paper {
            statements.push(statement);
        }
        let note =
            json!({ "paper": "statement", "subject_id": patient_id, "patient_id": patient_id, "outlet": "saved" });
        asking.ask("issue_paper", note)?;
    }
    progress(owing.len(), owing.len() + 1)?;
    let made = make(&Paper::Statements(statements), &asking.manner(None), &asking.letterhead()?, Mark::Original, 0);
    Ok(made.map_err(|reason| refused("paper_failed", &reason.to_string()))?.pdf)
}

/// The patients with an invoice that is not yet paid.
fn owing(asking: &Asking<'_>) -> Result<BTreeSet<Uuid>> {
    let mut found = BTreeSet::new();
    for page in 0.. {
        let query = json!({ "filter": "unpaid", "offset": page * PAGE, "limit": PAGE });
        let answer = asking.ask("invoices", query)?;
        let rows = list(&answer["rows"]);
        found.extend(rows.iter().filter_map(|row| Uuid::parse_str(row["patient_id"].as_str()?).ok()));
        if answer["has_more"] != true {
            break;
        }
    }
    Ok(found)
}

/// A finished report of the caller's own, under the name of its file.
fn finished(host: &Host, session: Option<&str>, input: &ReportId) -> Result<(String, Vec<u8>)> {
    let answer = host.clinic()?.call(session, "report_file", json!({ "id": input.id }))?;
    let bytes = STANDARD.decode(answer["pdf_base64"].as_str().unwrap_or_default());
    let bytes = bytes.map_err(|reason| Error::BadInput(reason.to_string()))?;
    let name = answer["name"].as_str().unwrap_or("report.pdf").trim_end_matches(".pdf").to_owned();
    Ok((name, bytes))
}

/// Opens a finished report with the computer's program for PDF files.
pub fn open_report(host: &Host, session: Option<&str>, input: ReportId) -> Result<SavedReport> {
    let (name, bytes) = finished(host, session, &input)?;
    let path = opened::keep(&host.folders.config, &name, &bytes)?;
    opened::show(&path)?;
    Ok(SavedReport { name: format!("{name}.pdf"), path: None })
}

/// Saves a finished report among the downloads.
pub fn save_report(host: &Host, session: Option<&str>, input: ReportId) -> Result<SavedReport> {
    let (name, bytes) = finished(host, session, &input)?;
    let path = crate::files::save(&format!("{name}.pdf"), &bytes)?;
    Ok(SavedReport { name: format!("{name}.pdf"), path: Some(path.display().to_string()) })
}
