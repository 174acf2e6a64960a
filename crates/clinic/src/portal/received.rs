//! What the clinic sent to one: the papers with what was said, and opening one, which has it made.

use super::papers::{ask_for, papers_of, wish_of};
use super::sent::sent_to;
use super::{MyAskedPaper, MyPaper, MyPaperWish, SharedPaper, SharedPaperOpening, own_patient};
use crate::accounts::{Nothing, name_of};
use crate::command::Call;
use crate::db::Read;
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::record::Stored;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A paper that the clinic sent to one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MySentPaper {
    /// What it is opened by.
    pub id: Uuid,
    /// Which it is.
    pub paper: MyPaper,
    /// The first day of a statement, and of the report's trends.
    pub from_on: Option<NaiveDate>,
    /// The last day of a statement, and of the report's trends.
    pub to_on: Option<NaiveDate>,
    /// What the clinic says with it.
    pub message: Option<String>,
    /// Who sent it.
    pub from: Option<String>,
    /// When.
    pub at: Millis,
    /// One has opened it.
    pub is_opened: bool,
}

/// A paper of the clinic's that one opens.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SentPaperWish {
    /// The paper that was sent.
    pub id: Uuid,
    /// The language, `en` or `ar`; else one's own.
    pub language: Option<String>,
}

/// The papers that the clinic sent to one, the latest first. What was taken back, or stands no more, is not there.
///
/// # Errors
/// When no record was found yet.
pub fn my_sent_papers(read: &Read<'_>, _: Nothing) -> Result<Vec<MySentPaper>> {
    let patient_id = own_patient(read)?;
    let sent = sent_to(read, patient_id)?;
    if sent.is_empty() {
        return Ok(vec![]);
    }
    let papers = papers_of(read, patient_id)?;
    let mut shown = vec![];
    for one in sent {
        let Some(paper) = papers.iter().find(|paper| is_of(paper, &one)) else { continue };
        shown.push(MySentPaper {
            id: one.id,
            paper: paper.clone(),
            from_on: one.from_on,
            to_on: one.to_on,
            message: one.message.clone(),
            from: name_of(read, one.meta.recorded_by)?,
            at: one.meta.recorded_at,
            is_opened: read.find::<SharedPaperOpening>(opening_of(one.id, read.account_id))?.is_some(),
        });
    }
    Ok(shown)
}

/// Opens a paper that the clinic sent: it is made within moments, and counts as read.
///
/// # Errors
/// When it is not one's own, was taken back, or stands no more.
pub fn open_my_sent_paper(call: &Call<'_>, input: SentPaperWish) -> Result<MyAskedPaper> {
    let SentPaperWish { id, language } = input;
    let wish = call.read(|read| {
        let patient_id = own_patient(read)?;
        let not_found = || Error::NotFound { kind: "shared_paper" };
        let sent = sent_to(read, patient_id)?.into_iter().find(|one| one.id == id).ok_or_else(not_found)?;
        let papers = papers_of(read, patient_id)?;
        let paper = papers.iter().find(|paper| is_of(paper, &sent)).ok_or_else(not_found)?;
        let (paper, subject_id) = (paper.paper, paper.subject_id);
        wish_of(read, MyPaperWish { paper, subject_id, language, from_on: sent.from_on, to_on: sent.to_on })
    })?;
    let asked = ask_for(call, wish)?;
    call.write(|write| {
        let (opening, account_id) = (opening_of(id, write.account_id), write.account_id);
        if write.find::<SharedPaperOpening>(opening)?.is_none() {
            write.create(SharedPaperOpening { id: opening, shared_paper_id: id, account_id })?;
        }
        Ok(())
    })?;
    Ok(asked)
}

fn is_of(paper: &MyPaper, sent: &Stored<SharedPaper>) -> bool {
    paper.paper == sent.paper && paper.subject_id.is_none_or(|id| id == sent.subject_id)
}

fn opening_of(sent: Uuid, account_id: Uuid) -> Uuid {
    Uuid::new_v5(&sent, account_id.as_bytes())
}

/// The papers that were sent lately and nobody has opened, the earliest first: for who writes letters.
pub(crate) fn unopened_since(read: &Read<'_>, since: Millis) -> Result<Vec<Stored<SharedPaper>>> {
    read.all(
        "recorded_at >= ?1 AND entered_in_error IS NULL AND NOT EXISTS (
             SELECT 1 FROM shared_paper_openings WHERE shared_paper_id = shared_papers.id AND entered_in_error IS NULL)
         ORDER BY recorded_at, id",
        [since],
    )
}
