//! Makes the reports that people asked for, one after the other. A report is kept whole or not at all: what a crash cut
//! short is made anew.

use crate::asking::{Asking, list};
use crate::{Caller, PaperOrder, Ready, bills, refused};
use chrono::NaiveDate;
use healthsync_charts::Painter;
use healthsync_clinic::papers::{Outlet, PaperKind};
use healthsync_clinic::reports::{PaperWish, ReportJob, Wish};
use healthsync_clinic::{Clinic, Error, Result, StoreError};
use healthsync_papers::{Mark, Paper, Statement, make};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Mutex;
use uuid::Uuid;

/// Makes all that wait. `is_first` takes up what the last run of the program left.
///
/// # Errors
/// When the clinic's file fails.
pub fn make_all(clinic: &Clinic, painter: &Mutex<Painter>, is_first: bool) -> Result<()> {
    let mut is_first = is_first;
    while let Some(job) = clinic.next_report(is_first)? {
        is_first = false;
        if let Some(problem) = job.problem.clone() {
            clinic.finish_report(&job, Err(problem))?;
            continue;
        }
        let outcome = clinic.for_report(&job, |session| one(Caller { clinic, session: Some(session), painter }, &job));
        match outcome {
            Ok(None) => {}
            Ok(Some(pdf)) => clinic.finish_report(&job, Ok(pdf))?,
            // That the shelf does not answer for a moment says nothing of the report: it is made anew.
            Err(reason @ Error::Store(StoreError::Busy)) => return Err(reason),
            Err(reason) => clinic.finish_report(&job, Err(reason.to_string()))?,
        }
    }
    Ok(())
}

/// The file of a report; none where nobody wants it any more.
fn one(caller: Caller<'_>, job: &ReportJob) -> Result<Option<Vec<u8>>> {
    let clinic = caller.clinic;
    let progress = |done: usize, total: usize| -> Result<()> {
        if !clinic.is_report_wanted(job)? {
            return Err(Error::Cancelled);
        }
        clinic.report_progress(job, done, total)
    };
    let made = match &job.wish {
        Wish::Patient { patient_id } => {
            hand_over(caller, &order(PaperKind::PatientReport, Some(*patient_id)), Outlet::Saved, &progress)
        }
        Wish::Statements { from_on, until_on } => statements_file(caller, *from_on, *until_on, &progress),
        Wish::Paper { wish } => paper_file(caller, wish, &progress),
    };
    match made {
        Ok(pdf) => Ok(Some(pdf)),
        Err(Error::Cancelled) => Ok(None),
        Err(reason) => Err(reason),
    }
}

/// Told how far the work has come; refuses where it is not wanted any more.
type Progress<'a> = &'a dyn Fn(usize, usize) -> Result<()>;

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
        is_signed_only: false,
    }
}

/// A paper of a patient's own, as the desk would print it; notes that nobody has signed are nobody's to read yet.
fn paper_file(caller: Caller<'_>, wish: &PaperWish, progress: Progress<'_>) -> Result<Vec<u8>> {
    let order = PaperOrder {
        subject_id: Some(wish.subject_id),
        language: Some(wish.language.clone()),
        from_on: wish.from_on,
        to_on: wish.to_on,
        is_signed_only: true,
        ..order(wish.paper, Some(wish.patient_id))
    };
    hand_over(caller, &order, Outlet::Portal, progress)
}

/// One paper, noted as issued.
fn hand_over(caller: Caller<'_>, order: &PaperOrder, outlet: Outlet, progress: Progress<'_>) -> Result<Vec<u8>> {
    progress(0, 2)?;
    let ready = Ready::gather(caller, order)?;
    progress(1, 2)?;
    let mut pdf = vec![];
    ready.hand_over(outlet, |_, made| {
        pdf.clone_from(&made.pdf);
        Ok(())
    })?;
    progress(2, 2)?;
    Ok(pdf)
}

/// The statements of all patients who owe something, one after the other in one file.
fn statements_file(
    caller: Caller<'_>,
    from_on: NaiveDate,
    to_on: NaiveDate,
    progress: Progress<'_>,
) -> Result<Vec<u8>> {
    let whole = order(PaperKind::Statement, None);
    let asking = Asking::new(caller, &whole)?;
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
