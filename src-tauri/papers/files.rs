//! Finished reports leave the program.

use super::{SavedReport, opened};
use crate::host::Host;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::reports::ReportId;
use healthsync_clinic::{Error, Result};
use serde_json::json;

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
