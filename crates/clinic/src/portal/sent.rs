//! Papers that the clinic sends to a patient's portal, with a word: what can be sent, sending, and taking back.

use super::papers::papers_of;
use super::{MyPaper, SharedPaper, SharedPaperOpening, portal_of_patient};
use crate::accounts::{self, Nothing, Right};
use crate::command::Call;
use crate::db::Read;
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::outside::Millis;
use crate::papers::PaperKind;
use crate::patients::{OfPatient, of_person};
use crate::record::Stored;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// So much can be said with a paper, in letters.
const LONGEST_MESSAGE: usize = 1000;

/// A paper that is to be sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NewSharedPaper {
    /// The patient.
    pub patient_id: Uuid,
    /// The kind of paper: of those that `portal_papers_of_patient` lists.
    pub paper: PaperKind,
    /// What it is about, as listed; of a report or a statement the patient, and may be left out.
    pub subject_id: Option<Uuid>,
    /// The first day of a statement, and of the report's trends.
    pub from_on: Option<NaiveDate>,
    /// The last day of a statement, and of the report's trends.
    pub to_on: Option<NaiveDate>,
    /// What is said with it, in the portal alone: no letter carries it.
    pub message: Option<String>,
}

/// A paper that was sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SharedPaperId {
    /// The paper that was sent.
    pub id: Uuid,
    /// Why it is taken back, if one likes to say.
    pub reason: Option<String>,
}

/// A paper that was sent, as who works here sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SentPaper {
    /// What was sent.
    pub sent: Stored<SharedPaper>,
    /// By whom.
    pub by: String,
    /// When the patient first opened it.
    pub opened_at: Option<Millis>,
}

/// What can be sent to a patient's portal, and what was.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalPapers {
    /// The patient has an account in the portal, or an invitation that is still good.
    pub is_reachable: bool,
    /// What one may make, and so send.
    pub papers: Vec<MyPaper>,
    /// What was sent and not taken back, the latest first: of what one may make.
    pub sent: Vec<SentPaper>,
}

/// What can be sent to a patient's portal, and what was, as far as one may make it.
///
/// # Errors
/// When there is no such patient.
pub fn portal_papers_of_patient(call: &Call<'_>, input: OfPatient) -> Result<PortalPapers> {
    let patient_id = input.patient_id;
    let may = |right| may(call, "portal_papers_of_patient", right, patient_id);
    let (of_chart, of_billing) = (may(Right::ReadChart)?, may(Right::ReadBilling)?);
    let is_mine = |paper: PaperKind| if paper.right() == Right::ReadChart { of_chart } else { of_billing };
    call.read(|read| {
        let papers = papers_of(read, patient_id)?.into_iter().filter(|one| is_mine(one.paper)).collect();
        let mut sent = vec![];
        for one in sent_to(read, patient_id)?.into_iter().filter(|one| is_mine(one.paper)) {
            sent.push(shown(read, one)?);
        }
        Ok(PortalPapers { is_reachable: is_reachable(read, patient_id)?, papers, sent })
    })
}

/// Sends a paper to a patient's portal. Here it is only noted: it is made when the patient opens it.
///
/// # Errors
/// When one may not make the paper, the patient has none like it, or cannot see the portal.
pub fn send_paper(call: &Call<'_>, input: NewSharedPaper) -> Result<SentPaper> {
    let patient_id = input.patient_id;
    call.check("send_paper", input.paper.right(), &json!({ "patient_id": patient_id }))?;
    call.write(|write| {
        if !is_reachable(write, patient_id)? {
            let sentence = "This patient cannot see the portal yet. Make an invitation first: in the chart's menu, \
                            Invite to the portal.";
            return Err(Error::Refused { code: "not_in_portal", sentence: sentence.into() });
        }
        let subject_id = input.subject_id.filter(|id| *id != patient_id);
        let is_it = |one: &MyPaper| one.paper == input.paper && one.subject_id == subject_id;
        let found = papers_of(write, patient_id)?.into_iter().find(is_it).ok_or_else(not_to_send)?;
        if let (Some(from_on), Some(to_on)) = (input.from_on, input.to_on)
            && to_on < from_on
        {
            return Err(Invalid::new("to_on", "before_start", "The last day is before the first.").into());
        }
        let has_days = found.subject_id.is_none();
        let id = write.new_id();
        let sent = write.create(SharedPaper {
            id,
            patient_id,
            paper: found.paper,
            subject_id: found.subject_id.unwrap_or(patient_id),
            number: found.number,
            from_on: input.from_on.filter(|_| has_days),
            to_on: input.to_on.filter(|_| has_days),
            message: optional("message", input.message.as_deref(), LONGEST_MESSAGE)?,
        })?;
        shown(write, sent)
    })
}

fn not_to_send() -> Error {
    let sentence = "This paper cannot be sent to the portal: it is not the patient's own, was entered in error, or waits \
                    to be settled. Choose one of those that are listed.";
    Invalid::new("subject_id", "not_to_send", sentence).into()
}

/// Takes a paper back that was sent: the patient sees it no more.
///
/// # Errors
/// When there is none, or one may not make the paper.
pub fn take_back_paper(call: &Call<'_>, input: SharedPaperId) -> Result<Nothing> {
    let sent = call.read(|read| read.get::<SharedPaper>(input.id))?;
    call.check("take_back_paper", sent.paper.right(), &json!({ "patient_id": sent.patient_id }))?;
    if sent.meta.entered_in_error.is_some() {
        return Ok(Nothing {});
    }
    call.write(|write| {
        let reason = optional("reason", input.reason.as_deref(), 300)?;
        let version = write.version(input.id)?;
        write.void::<SharedPaper>(input.id, version, reason.as_deref().unwrap_or("taken back"))?;
        Ok(Nothing {})
    })
}

/// Whether who calls may use what needs the right, of this patient. Reading a chart is noted.
fn may(call: &Call<'_>, command: &str, right: Right, patient_id: Uuid) -> Result<bool> {
    match call.check(command, right, &json!({ "patient_id": patient_id })) {
        Ok(()) => Ok(true),
        Err(Error::NotAllowed { .. } | Error::ChartClosed) => Ok(false),
        Err(reason) => Err(reason),
    }
}

/// Whether a patient sees the portal, or can come in with a code that is still good.
fn is_reachable(read: &Read<'_>, patient_id: Uuid) -> Result<bool> {
    let standing = portal_of_patient(read, OfPatient { patient_id })?;
    Ok(!standing.accounts.is_empty() || standing.invited_until.is_some())
}

/// What was sent to a patient and not taken back, the latest first.
pub(super) fn sent_to(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<Stored<SharedPaper>>> {
    let sql = of_person(read, patient_id, "patient_id = ?1")?;
    let sql = format!("{sql} AND entered_in_error IS NULL ORDER BY recorded_at DESC, id DESC");
    read.all(&sql, [patient_id.to_string()])
}

/// The first opening of a paper that was sent.
fn opened(read: &Read<'_>, sent: Uuid) -> Result<Option<Stored<SharedPaperOpening>>> {
    let sql = "shared_paper_id = ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id LIMIT 1";
    Ok(read.all(sql, [sent.to_string()])?.into_iter().next())
}

fn shown(read: &Read<'_>, sent: Stored<SharedPaper>) -> Result<SentPaper> {
    let by = accounts::name_of(read, sent.meta.recorded_by)?.unwrap_or_default();
    Ok(SentPaper { by, opened_at: opened(read, sent.id)?.map(|one| one.meta.recorded_at), sent })
}
