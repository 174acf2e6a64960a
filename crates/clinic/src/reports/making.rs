//! Making the reports: what the host takes up, under whose rights, how far it is, and what is kept of it.

use super::table::{self, Table};
use super::{PaperWish, ReportJob, ReportState, Shelf, Wish, tell};
use crate::accounts;
use crate::clinic::Clinic;
use crate::db::Write;
use crate::error::Result;
use crate::messages::{Message, MessageKind};
use crate::portal::Errand;
use std::sync::Arc;
use uuid::Uuid;

/// For the host that makes the reports.
impl Clinic {
    /// Keeps reports on another shelf than the own file from now on. What the file has is brought there.
    ///
    /// # Errors
    /// When the file or the shelf does not answer; the shelf is used all the same, and what is left in the file is
    /// brought there at the next start.
    pub fn keep_reports_on(&self, shelf: Arc<dyn Shelf>) -> Result<()> {
        let shelf = self.reports.get_or_init(|| shelf);
        if self.db.place().is_none() || self.db.read_only().is_some() {
            return Ok(());
        }
        table::move_to(self, &**shelf)
    }

    /// Where reports lie.
    pub(super) fn shelf(&self) -> &dyn Shelf {
        self.reports.get().map_or(&Table, |shelf| &**shelf)
    }

    /// Takes the next report that waits. What was being made when a program ended is made anew.
    ///
    /// # Errors
    /// When the database fails.
    pub fn next_report(&self, is_first: bool) -> Result<Option<ReportJob>> {
        if self.db.place().is_none() || self.db.read_only().is_some() {
            return Ok(None);
        }
        let job = self.shelf().take(self, is_first)?;
        if let Some(job) = &job {
            tell(self, job.id);
        }
        Ok(job)
    }

    /// Whether a report is still to be made here: who asked may have removed it, or another server taken it over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_report_wanted(&self, job: &ReportJob) -> Result<bool> {
        self.shelf().is_held(self, job)
    }

    /// Tells how far a report has come, and notes it for who asks.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_progress(&self, job: &ReportJob, done: usize, total: usize) -> Result<()> {
        /// Of many steps every so many are noted: each note is a write.
        const NOTES: usize = 20;
        let count = |steps: usize| u32::try_from(steps).unwrap_or(u32::MAX);
        self.listener.progress(&job.id.to_string(), done, total);
        if !done.is_multiple_of((total / NOTES).max(1)) {
            return Ok(());
        }
        let state = ReportState::Running;
        self.shelf().note(self, &ReportJob { state, done: count(done), total: count(total), ..job.clone() })
    }

    /// Removes the reports that nobody came back for, once a minute.
    pub(crate) fn drop_old_reports(&self) -> Result<()> {
        table::drop_old(self)
    }

    /// Works on a report under the rights that who asked has now: of a paper of one's own, as on an errand at the desk.
    ///
    /// # Errors
    /// What `work` says.
    pub fn for_report<T>(&self, job: &ReportJob, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        match &job.wish {
            Wish::Paper { wish: PaperWish { patient_id, subject_id, .. } } => {
                let errand = Errand { patient_id: *patient_id, subject_id: *subject_id };
                self.on_errand_of(job.account_id, errand, work)
            }
            _ => self.on_behalf_of(job.account_id, work),
        }
    }

    /// Works under the rights that an account has now, as if it were signed in, for as long as `work` takes.
    ///
    /// # Errors
    /// What `work` says.
    pub fn on_behalf_of<T>(&self, account_id: Uuid, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        let token = accounts::sit_down(self, account_id, false);
        let done = work(&token);
        self.unseat(&token);
        done
    }

    /// Keeps a finished report, or why it could not be made, and tells who asked. A report that was removed meanwhile
    /// stays removed, and one that another server took over is the other's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finish_report(&self, job: &ReportJob, outcome: std::result::Result<Vec<u8>, String>) -> Result<()> {
        let (file, problem) = match outcome {
            Ok(file) => (Some(file), None),
            Err(problem) => (None, Some(problem)),
        };
        if !self.shelf().is_held(self, job)? {
            return Ok(());
        }
        let now = self.db.read(&self.outside, Uuid::nil(), |read| Ok(read.now))?;
        let finished = ReportJob {
            state: if file.is_some() { ReportState::Done } else { ReportState::Failed },
            bytes: file.as_ref().and_then(|file| i64::try_from(file.len()).ok()),
            finished_at: Some(now),
            expires_at: Some(now + job.wish.kept_ms()),
            problem,
            ..job.clone()
        };
        // Who is told first is told for sure: where this is cut off here, the report is made and finished anew.
        if job.wish.is_told() {
            let told = |write: &mut Write<'_>| tell_of(write, &finished);
            let (_, changed) = self.db.write(&self.outside, Uuid::nil(), told)?;
            self.listener.changed(&changed);
        }
        self.shelf().finish(self, &finished, file.as_deref())?;
        tell(self, job.id);
        Ok(())
    }
}

/// The message that tells of a report.
pub(crate) fn message_of(id: Uuid) -> Uuid {
    Uuid::new_v5(&id, b"message")
}

fn tell_of(write: &mut Write<'_>, job: &ReportJob) -> Result<()> {
    let message = Message {
        id: message_of(job.id),
        kind: MessageKind::Report,
        to_account_id: Some(job.account_id),
        to_role: None,
        patient_id: job.wish.patient_id(),
        subject_id: Some(job.id),
        text: Some(if job.state == ReportState::Done { "done" } else { "failed" }.to_owned()),
        due_at: None,
    };
    if write.find::<Message>(message.id)?.is_some() { Ok(()) } else { write.create(message).map(drop) }
}
