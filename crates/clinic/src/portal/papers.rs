//! One's own papers to download: what there is, asking for one, how far it is, and the file.

use super::own_patient;
use crate::accounts::{self, Nothing};
use crate::command::Call;
use crate::credit_notes::CreditNote;
use crate::db::Read;
use crate::error::{Error, Invalid, Result};
use crate::invoices::invoices_of_patient;
use crate::outside::Millis;
use crate::papers::PaperKind;
use crate::patients::{OfPatient, of_person};
use crate::payments::{PayerKind, PaymentQuery, payments};
use crate::prescriptions::prescriptions_of_patient;
use crate::reports::{self, PaperWish, ReportFile, ReportId, ReportJob, ReportState, Wish};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many papers that were asked for are kept for one account; the oldest make room.
const KEPT: usize = 20;

/// A paper that one can have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MyPaper {
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about; none of what is about oneself: the report and the statement.
    pub subject_id: Option<Uuid>,
    /// The number that stands on it.
    pub number: Option<String>,
    /// The day that it is of.
    pub at: Option<Millis>,
    /// Or that day alone.
    pub on: Option<NaiveDate>,
    /// The ISO 4217 code of its currency.
    pub currency: Option<String>,
    /// Its amount, in minor units.
    pub amount_minor: Option<i64>,
}

/// A paper that one wants.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MyPaperWish {
    /// The kind of paper: of those that `my_papers` lists.
    pub paper: PaperKind,
    /// What it is about, as `my_papers` names it.
    pub subject_id: Option<Uuid>,
    /// The language, `en` or `ar`; else one's own.
    pub language: Option<String>,
    /// The first day of a statement, and of the report's trends.
    pub from_on: Option<NaiveDate>,
    /// The last day of a statement, and of the report's trends.
    pub to_on: Option<NaiveDate>,
}

/// A paper that one asked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MyAskedPaper {
    /// What it is asked for by.
    pub id: Uuid,
    /// The kind of paper.
    pub paper: PaperKind,
    /// What it is about.
    pub subject_id: Uuid,
    /// The number that stands on it.
    pub number: Option<String>,
    /// How far it has come.
    pub state: ReportState,
    /// So many steps are done,
    pub done: u32,
    /// of so many; none while nothing is known.
    pub total: u32,
    /// When it was asked for.
    pub asked_at: Millis,
    /// When it was finished.
    pub finished_at: Option<Millis>,
    /// Until when it is kept.
    pub expires_at: Option<Millis>,
    /// The size of the file in bytes.
    pub bytes: Option<i64>,
}

/// The papers that one can have: the report and the statement, then the others, the latest first of each kind.
///
/// # Errors
/// When no record was found yet.
pub fn my_papers(read: &Read<'_>, _: Nothing) -> Result<Vec<MyPaper>> {
    papers_of(read, own_patient(read)?)
}

/// The papers that a patient can have in the portal.
pub(super) fn papers_of(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<MyPaper>> {
    let of_self = |paper| MyPaper {
        paper,
        subject_id: None,
        number: None,
        at: None,
        on: None,
        currency: None,
        amount_minor: None,
    };
    let mut found = vec![of_self(PaperKind::PatientReport)];
    let invoices = invoices(read, patient_id)?;
    let receipts = receipts(read, patient_id)?;
    if !invoices.is_empty() || !receipts.is_empty() {
        found.push(of_self(PaperKind::Statement));
    }
    found.extend(sheets(read, patient_id)?);
    found.extend(invoices);
    found.extend(receipts);
    found.extend(credits(read, patient_id)?);
    Ok(found)
}

/// Sheets that stand; what two people wrote differently is not printed until it is settled.
fn sheets(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<MyPaper>> {
    let all = prescriptions_of_patient(read, OfPatient { patient_id })?.into_iter();
    let good = all.filter(|view| {
        view.prescription.meta.entered_in_error.is_none() && view.items.iter().all(|item| item.rivals.is_empty())
    });
    let shown = good.map(|view| MyPaper {
        paper: PaperKind::Prescription,
        subject_id: Some(view.prescription.id),
        number: Some(view.prescription.number.clone()),
        at: Some(view.prescription.meta.recorded_at),
        on: None,
        currency: None,
        amount_minor: None,
    });
    Ok(shown.collect())
}

fn invoices(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<MyPaper>> {
    let rows = invoices_of_patient(read, OfPatient { patient_id })?.into_iter();
    let shown = rows.filter_map(|row| {
        Some(MyPaper {
            paper: PaperKind::Invoice,
            subject_id: Some(row.id),
            number: Some(row.number.clone()?),
            at: None,
            on: row.issued_on,
            currency: Some(row.currency),
            amount_minor: Some(row.total_minor),
        })
    });
    Ok(shown.collect())
}

/// Receipts of what one paid oneself, and got back; what an insurer paid is the insurer's.
fn receipts(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<MyPaper>> {
    let query = PaymentQuery { patient_id: Some(patient_id), limit: 500, ..PaymentQuery::default() };
    let rows = payments(read, query)?.rows.into_iter().filter(|row| row.payer == PayerKind::Patient);
    let shown = rows.map(|row| MyPaper {
        paper: PaperKind::Receipt,
        subject_id: Some(row.id),
        number: Some(row.number),
        at: Some(row.at),
        on: None,
        currency: Some(row.currency),
        amount_minor: Some(row.amount_minor),
    });
    Ok(shown.collect())
}

fn credits(read: &Read<'_>, patient_id: Uuid) -> Result<Vec<MyPaper>> {
    let condition = of_person(read, patient_id, "patient_id = ?1")?;
    let condition = format!("{condition} AND entered_in_error IS NULL ORDER BY credited_on DESC, id DESC");
    let notes = read.all::<CreditNote>(&condition, [patient_id.to_string()])?.into_iter();
    let shown = notes.map(|note| MyPaper {
        paper: PaperKind::CreditNote,
        subject_id: Some(note.id),
        number: Some(note.number.clone()),
        at: None,
        on: Some(note.credited_on),
        currency: Some(note.currency.clone()),
        amount_minor: Some(note.amount_minor),
    });
    Ok(shown.collect())
}

/// Asks for a paper of one's own; it is made within moments. Asked for again, it is made anew and the older one goes.
///
/// # Errors
/// When there is no such paper of one's own, or a field is wrong.
pub fn request_my_paper(call: &Call<'_>, input: MyPaperWish) -> Result<MyAskedPaper> {
    let wish = call.read(|read| wish_of(read, input))?;
    ask_for(call, wish)
}

/// Has a paper made, whatever it was asked by.
pub(super) fn ask_for(call: &Call<'_>, wish: PaperWish) -> Result<MyAskedPaper> {
    let (title, wish) = (wish.number.clone().unwrap_or_default(), Wish::Paper { wish });
    make_room(call, &wish)?;
    let job = reports::request(call, wish, title)?;
    shown(job).ok_or(Error::NotFound { kind: "report" })
}

pub(super) fn wish_of(read: &Read<'_>, input: MyPaperWish) -> Result<PaperWish> {
    let patient_id = own_patient(read)?;
    let is_wanted = |one: &MyPaper| one.paper == input.paper && one.subject_id == input.subject_id;
    // What is somebody else's is not there, as far as one is told.
    let found = my_papers(read, Nothing {})?.into_iter().find(is_wanted).ok_or(Error::NotFound { kind: "paper" })?;
    if let (Some(from_on), Some(to_on)) = (input.from_on, input.to_on)
        && to_on < from_on
    {
        return Err(Invalid::new("to_on", "before_start", "The last day is before the first.").into());
    }
    let language = match input.language {
        Some(language) => accounts::check_language(&language)?,
        None => read.get::<accounts::Account>(read.account_id)?.record.language,
    };
    let subject_id = found.subject_id.unwrap_or(patient_id);
    let (from_on, to_on) = (input.from_on, input.to_on);
    Ok(PaperWish { paper: found.paper, subject_id, patient_id, number: found.number, language, from_on, to_on })
}

/// The same paper that was made before goes, and the oldest of many.
fn make_room(call: &Call<'_>, wish: &Wish) -> Result<()> {
    let mine = reports::own_reports(call)?;
    let is_old = |(index, job): &(usize, &ReportJob)| *index + 1 >= KEPT || job.wish == *wish;
    for (_, job) in mine.iter().enumerate().filter(is_old) {
        reports::remove(call, job)?;
    }
    Ok(())
}

fn shown(job: ReportJob) -> Option<MyAskedPaper> {
    let Wish::Paper { wish } = job.wish else { return None };
    Some(MyAskedPaper {
        id: job.id,
        paper: wish.paper,
        subject_id: wish.subject_id,
        number: wish.number,
        state: job.state,
        done: job.done,
        total: job.total,
        asked_at: job.asked_at,
        finished_at: job.finished_at,
        expires_at: job.expires_at,
        bytes: job.bytes,
    })
}

/// The papers that one asked for, the latest first.
///
/// # Errors
/// When no record was found yet.
pub fn my_asked_papers(call: &Call<'_>, _: Nothing) -> Result<Vec<MyAskedPaper>> {
    call.read(own_patient)?;
    Ok(reports::own_reports(call)?.into_iter().filter_map(shown).collect())
}

/// One paper that one asked for, and how far it is.
///
/// # Errors
/// When it is not one's own.
pub fn my_asked_paper(call: &Call<'_>, input: ReportId) -> Result<MyAskedPaper> {
    call.read(own_patient)?;
    shown(reports::own(call, input.id)?).ok_or(Error::NotFound { kind: "report" })
}

/// The file of a paper that is done.
///
/// # Errors
/// When it is not one's own, or not done.
pub fn my_paper_file(call: &Call<'_>, input: ReportId) -> Result<ReportFile> {
    my_asked_paper(call, input.clone())?;
    let file = reports::report_file(call, input.clone())?;
    // Who has it need not be told that it is there.
    call.write(|write| crate::messages::mark_read_of_report(write, input.id))?;
    Ok(file)
}

/// Removes a paper that one asked for; another can be asked for at any time.
///
/// # Errors
/// When it is not one's own.
pub fn remove_my_paper(call: &Call<'_>, input: ReportId) -> Result<Nothing> {
    my_asked_paper(call, input.clone())?;
    reports::remove_report(call, input)
}
