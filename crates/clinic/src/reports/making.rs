//! Making the reports: what the host takes up, under whose rights, how far it is, and what is kept of it.

use super::{COLUMNS, PaperWish, ReportJob, Wish, from_row, tell};
use crate::accounts;
use crate::clinic::Clinic;
use crate::db::{Read, Write};
use crate::error::Result;
use crate::messages::{Message, MessageKind};
use crate::portal::Errand;
use rusqlite::OptionalExtension;
use uuid::Uuid;

/// For the host that makes the reports.
impl Clinic {
    /// Takes the next report that waits. What was being made when the program ended is made anew.
    ///
    /// # Errors
    /// When the database fails.
    pub fn next_report(&self, is_first: bool) -> Result<Option<ReportJob>> {
        if self.db.place().is_none() || self.db.read_only().is_some() {
            return Ok(None);
        }
        let waits = |read: &Read<'_>| -> Result<bool> {
            let sql = "SELECT EXISTS (SELECT 1 FROM report_jobs WHERE state IN ('waiting', 'running'))";
            Ok(read.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
        };
        if !self.db.read(&self.outside, Uuid::nil(), waits)? {
            return Ok(None);
        }
        let (job, _) = self.db.write(&self.outside, Uuid::nil(), |write| {
            if is_first {
                write.conn.execute("UPDATE report_jobs SET state = 'waiting' WHERE state = 'running'", [])?;
            }
            let sql =
                format!("SELECT {COLUMNS} FROM report_jobs WHERE state = 'waiting' ORDER BY asked_at, id LIMIT 1");
            let job = write.conn.prepare_cached(&sql)?.query_row([], from_row).optional()?;
            if let Some(job) = &job {
                write.conn.execute("UPDATE report_jobs SET state = 'running' WHERE id = ?1", [job.id.to_string()])?;
            }
            Ok(job)
        })?;
        if let Some(job) = &job {
            tell(self, job.id);
        }
        Ok(job)
    }

    /// Whether a report is still wanted: who asked may have removed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_report_wanted(&self, id: Uuid) -> Result<bool> {
        self.db.read(&self.outside, Uuid::nil(), |read| {
            let sql = "SELECT EXISTS (SELECT 1 FROM report_jobs WHERE id = ?1)";
            Ok(read.conn.prepare_cached(sql)?.query_row([id.to_string()], |row| row.get(0))?)
        })
    }

    /// Tells how far a report has come, and notes it for who asks.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_progress(&self, id: Uuid, done: usize, total: usize) -> Result<()> {
        /// Of many steps every so many are noted: each note is a write.
        const NOTES: usize = 20;
        let count = |steps: usize| u32::try_from(steps).unwrap_or(u32::MAX);
        self.listener.progress(&id.to_string(), done, total);
        if !done.is_multiple_of((total / NOTES).max(1)) {
            return Ok(());
        }
        self.db.write(&self.outside, Uuid::nil(), |write| {
            let sql = "UPDATE report_jobs SET done = ?2, total = ?3 WHERE id = ?1";
            write.conn.execute(sql, (id.to_string(), count(done), count(total))).map(drop).map_err(Into::into)
        })?;
        Ok(())
    }

    /// Removes the reports that nobody came back for, once a minute.
    pub(crate) fn drop_old_reports(&self) -> Result<()> {
        let old = self.db.read(&self.outside, Uuid::nil(), |read| {
            let sql = "SELECT id FROM report_jobs WHERE expires_at <= ?1";
            let mut statement = read.conn.prepare_cached(sql)?;
            let found = statement.query_map([read.now], |row| row.get::<_, String>(0))?;
            Ok(found.collect::<rusqlite::Result<Vec<String>>>()?)
        })?;
        for id in old {
            self.db.write(&self.outside, Uuid::nil(), |write| {
                write.conn.execute("DELETE FROM report_jobs WHERE id = ?1", [&id]).map(drop).map_err(Into::into)
            })?;
            tell(self, Uuid::parse_str(&id).unwrap_or_default());
        }
        Ok(())
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
    /// stays removed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finish_report(&self, job: &ReportJob, outcome: std::result::Result<Vec<u8>, String>) -> Result<()> {
        let (_, changed) = self.db.write(&self.outside, Uuid::nil(), |write| keep(write, job, outcome))?;
        self.listener.changed(&changed);
        tell(self, job.id);
        Ok(())
    }
}

/// The message that tells of a report.
pub(crate) fn message_of(id: Uuid) -> Uuid {
    Uuid::new_v5(&id, b"message")
}

fn keep(write: &mut Write<'_>, job: &ReportJob, outcome: std::result::Result<Vec<u8>, String>) -> Result<()> {
    let (state, file, problem) = match outcome {
        Ok(file) => ("done", Some(file), None),
        Err(problem) => ("failed", None, Some(problem)),
    };
    let kept = write.conn.execute(
        "UPDATE report_jobs SET state = ?2, file = ?3, problem = ?4, finished_at = ?5, expires_at = ?6 WHERE id = ?1",
        (job.id.to_string(), state, file, problem, write.now, write.now + job.wish.kept_ms()),
    )?;
    if kept == 0 || !job.wish.is_told() {
        return Ok(());
    }
    let message = Message {
        id: message_of(job.id),
        kind: MessageKind::Report,
        to_account_id: Some(job.account_id),
        to_role: None,
        patient_id: job.wish.patient_id(),
        subject_id: Some(job.id),
        text: Some(state.to_owned()),
        due_at: None,
    };
    write.create(message).map(drop)
}
