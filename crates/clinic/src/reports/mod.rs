//! Reports that are made in the background: asked for, made by the host, kept in the encrypted file until removed.
//!
//! The clinic keeps the list and the finished files; the host makes them, since paper is not the clinic's matter. A
//! report is no record: it is made from what is here, and can be made again anywhere, so it goes by itself after a while.
//! It lies on a shelf: this computer's own file, or a place that several servers share.

mod making;
mod shelf;
mod table;

pub(crate) use making::message_of;
pub use shelf::Shelf;

use crate::accounts::Nothing;
use crate::clinic::Clinic;
use crate::command::Call;
use crate::db::Changed;
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::papers::PaperKind;
use crate::patients::{OfPatient, Patient};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the screens are told changed: reports are no records.
pub const KIND: &str = "report";
/// So many are kept for one account; the oldest make room.
const KEPT: usize = 200;

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Wish {
    /// All that is known of a patient.
    Patient {
        /// The patient.
        patient_id: Uuid,
    },
    /// The statements of all patients who owe something.
    Statements {
        /// From this day.
        from_on: NaiveDate,
        /// Up to and with this day.
        until_on: NaiveDate,
    },
    /// A paper of one's own, for the portal.
    Paper {
        /// Which, and whose.
        wish: PaperWish,
    },
}

/// A paper of a patient's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PaperWish {
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about; of a report or a statement, the patient.
    pub subject_id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The number that stands on it.
    pub number: Option<String>,
    /// The language, `en` or `ar`.
    pub language: String,
    /// From this day, where that counts.
    pub from_on: Option<NaiveDate>,
    /// Up to and with this day.
    pub to_on: Option<NaiveDate>,
}

impl Wish {
    /// The patient whom it is of.
    fn patient_id(&self) -> Option<Uuid> {
        match self {
            Wish::Patient { patient_id } | Wish::Paper { wish: PaperWish { patient_id, .. } } => Some(*patient_id),
            Wish::Statements { .. } => None,
        }
    }

    /// How long it is kept once it is made: what a patient can have made again at any time, not as long.
    fn kept_ms(&self) -> Millis {
        const DAY_MS: Millis = 86_400_000;
        if matches!(self, Wish::Paper { .. }) { 7 * DAY_MS } else { 30 * DAY_MS }
    }

    /// Whether who asked is told by a message that it is done. Other papers of one's own are there within a moment.
    fn is_told(&self) -> bool {
        !matches!(self, Wish::Paper { wish } if wish.paper != PaperKind::PatientReport)
    }
}

/// How far a report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// It waits for its turn.
    Waiting,
    /// It is being made.
    Running,
    /// It is there.
    Done,
    /// It could not be made; the problem says why.
    Failed,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportJob {
    /// The report.
    pub id: Uuid,
    /// What it is of.
    pub wish: Wish,
    /// The patient's name, or empty: the screens say the rest.
    pub title: String,
    /// How far it has come.
    pub state: ReportState,
    /// When it was asked for.
    pub asked_at: Millis,
    /// When it was finished.
    pub finished_at: Option<Millis>,
    /// Why it could not be made.
    pub problem: Option<String>,
    /// The size of the file in bytes.
    pub bytes: Option<i64>,
    /// So many steps are done,
    pub done: u32,
    /// of so many; none while nothing is known.
    pub total: u32,
    /// When it goes, once it is finished.
    pub expires_at: Option<Millis>,
    /// Who asked, for the host.
    #[serde(skip)]
    #[schemars(skip)]
    pub account_id: Uuid,
}

/// A report, by its id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ReportId {
    /// The report.
    pub id: Uuid,
}

/// A finished report's file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportFile {
    /// A name for the file.
    pub name: String,
    /// The PDF in base64.
    pub pdf_base64: String,
}

/// The days of a statement.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Days {
    /// From this day.
    pub from_on: NaiveDate,
    /// Up to and with this day.
    pub until_on: NaiveDate,
}

/// Asks for a report of a patient. It is made in the background.
///
/// # Errors
/// When there is no such patient.
pub fn request_patient_report(call: &Call<'_>, input: OfPatient) -> Result<ReportJob> {
    let title = call.read(|read| Ok(read.get::<Patient>(input.patient_id)?.display_name()))?;
    request(call, Wish::Patient { patient_id: input.patient_id }, title)
}

/// Asks for the statements of all patients who owe something. They are made in the background.
///
/// # Errors
/// When the days are the wrong way round.
pub fn request_statements(call: &Call<'_>, input: Days) -> Result<ReportJob> {
    if input.until_on < input.from_on {
        let sentence = "The last day is before the first.";
        return Err(crate::Invalid::new("until_on", "before_start", sentence).into());
    }
    request(call, Wish::Statements { from_on: input.from_on, until_on: input.until_on }, String::new())
}

pub(crate) fn request(call: &Call<'_>, wish: Wish, title: String) -> Result<ReportJob> {
    let job = ReportJob {
        id: call.outside().id(),
        account_id: call.account_id(),
        wish,
        title,
        state: ReportState::Waiting,
        asked_at: call.read(|read| Ok(read.now))?,
        finished_at: None,
        problem: None,
        bytes: None,
        done: 0,
        total: 0,
        expires_at: None,
    };
    let (clinic, shelf) = (call.clinic, call.clinic.shelf());
    for old in own_reports(call)?.iter().skip(KEPT - 1) {
        shelf.remove(clinic, old)?;
    }
    shelf.put(clinic, &job, None)?;
    tell(clinic, job.id);
    Ok(job)
}

/// One's own report.
pub(crate) fn own(call: &Call<'_>, id: Uuid) -> Result<ReportJob> {
    call.clinic.shelf().find(call.clinic, call.account_id(), id)?.ok_or(Error::NotFound { kind: KIND })
}

/// One's own reports, the latest first.
///
/// # Errors
/// When the database fails.
pub fn reports(call: &Call<'_>, _: Nothing) -> Result<Vec<ReportJob>> {
    own_reports(call)
}

pub(crate) fn own_reports(call: &Call<'_>) -> Result<Vec<ReportJob>> {
    call.clinic.shelf().of_account(call.clinic, call.account_id())
}

/// A finished report.
///
/// # Errors
/// When it is not one's own, or not finished.
pub fn report_file(call: &Call<'_>, input: ReportId) -> Result<ReportFile> {
    let job = own(call, input.id)?;
    let Some(file) = call.clinic.shelf().file(call.clinic, input.id)? else {
        let sentence = "This report is not finished. Look again when the list says that it is done.";
        return Err(Error::Refused { code: "report_not_done", sentence: sentence.into() });
    };
    let what = match job.wish {
        Wish::Patient { .. } => "report".to_owned(),
        Wish::Statements { .. } => "statements".to_owned(),
        Wish::Paper { wish } => {
            serde_json::json!(wish.paper).as_str().unwrap_or("paper").replace("patient_", "").replace('_', "-")
        }
    };
    let title: String = job.title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    let name = [what.as_str(), title.trim_matches('-')]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    Ok(ReportFile { name: format!("{name}.pdf"), pdf_base64: STANDARD.encode(file) })
}

/// Stops a report that waits or is being made, or removes a finished one.
///
/// # Errors
/// When it is not one's own.
pub fn remove_report(call: &Call<'_>, input: ReportId) -> Result<Nothing> {
    remove(call, &own(call, input.id)?)?;
    Ok(Nothing {})
}

pub(crate) fn remove(call: &Call<'_>, job: &ReportJob) -> Result<()> {
    call.clinic.shelf().remove(call.clinic, job)?;
    tell(call.clinic, job.id);
    Ok(())
}

fn tell(clinic: &Clinic, id: Uuid) {
    clinic.listener.changed(&[Changed { kind: KIND.into(), id }]);
}
