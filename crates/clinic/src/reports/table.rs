//! The shelf of one program that works alone: a table of its own file, of which nobody else knows.

use super::{ReportJob, ReportState, Shelf, Wish, tell};
use crate::clinic::Clinic;
use crate::db::{Read, Write};
use crate::error::{Error, Result};
use rusqlite::{OptionalExtension, Params, Row};
use uuid::Uuid;

/// The table of this program's file.
pub(super) struct Table;

const COLUMNS: &str = "id, account_id, wish, title, state, asked_at, finished_at, problem, length(file),
    done, total, expires_at";

impl Shelf for Table {
    fn of_account(&self, clinic: &Clinic, account_id: Uuid) -> Result<Vec<ReportJob>> {
        let account = account_id.to_string();
        read(clinic, |read| all(read, "account_id = ?1 ORDER BY asked_at DESC, id", [account]))
    }

    fn find(&self, clinic: &Clinic, account_id: Uuid, id: Uuid) -> Result<Option<ReportJob>> {
        let one = [id.to_string(), account_id.to_string()];
        read(clinic, |read| Ok(all(read, "id = ?1 AND account_id = ?2", one)?.pop()))
    }

    fn file(&self, clinic: &Clinic, id: Uuid) -> Result<Option<Vec<u8>>> {
        read(clinic, |read| {
            let mut query = read.conn.prepare_cached("SELECT file FROM report_jobs WHERE id = ?1")?;
            Ok(query.query_row([id.to_string()], |row| row.get(0)).optional()?.flatten())
        })
    }

    fn put(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        let words = serde_json::to_string(&job.wish).map_err(|reason| Error::BadInput(reason.to_string()))?;
        let patient_id = job.wish.patient_id().map(|id| id.to_string());
        write(clinic, |write| {
            write.conn.execute(
                "INSERT INTO report_jobs (id, account_id, wish, title, patient_id, state, asked_at, file)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7)",
                (job.id.to_string(), job.account_id.to_string(), words, &job.title, patient_id, job.asked_at, file),
            )?;
            Ok(())
        })
    }

    fn remove(&self, clinic: &Clinic, job: &ReportJob) -> Result<()> {
        write(clinic, |write| {
            write.conn.execute("DELETE FROM report_jobs WHERE id = ?1", [job.id.to_string()])?;
            Ok(())
        })
    }

    fn take(&self, clinic: &Clinic, is_first: bool) -> Result<Option<ReportJob>> {
        const WAITS: &str = "state = 'waiting' ORDER BY asked_at, id LIMIT 1";
        if read(clinic, |read| all(read, "state IN ('waiting', 'running') LIMIT 1", []))?.is_empty() {
            return Ok(None);
        }
        write(clinic, |write| {
            if is_first {
                // What was being made when the program ended is made anew.
                write.conn.execute("UPDATE report_jobs SET state = 'waiting' WHERE state = 'running'", [])?;
            }
            let job = all(write, WAITS, [])?.pop();
            if let Some(job) = &job {
                write.conn.execute("UPDATE report_jobs SET state = 'running' WHERE id = ?1", [job.id.to_string()])?;
            }
            Ok(job)
        })
    }

    fn is_held(&self, clinic: &Clinic, job: &ReportJob) -> Result<bool> {
        Ok(self.find(clinic, job.account_id, job.id)?.is_some())
    }

    fn note(&self, clinic: &Clinic, job: &ReportJob) -> Result<()> {
        write(clinic, |write| {
            let sql = "UPDATE report_jobs SET done = ?2, total = ?3 WHERE id = ?1";
            write.conn.execute(sql, (job.id.to_string(), job.done, job.total))?;
            Ok(())
        })
    }

    fn finish(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        let state = if job.state == ReportState::Done { "done" } else { "failed" };
        write(clinic, |write| {
            write.conn.execute(
                "UPDATE report_jobs SET state = ?2, file = ?3, problem = ?4, finished_at = ?5, expires_at = ?6
                 WHERE id = ?1",
                (job.id.to_string(), state, file, &job.problem, job.finished_at, job.expires_at),
            )?;
            Ok(())
        })
    }
}

/// Removes the reports that nobody came back for.
pub(super) fn drop_old(clinic: &Clinic) -> Result<()> {
    let old = read(clinic, |read| all(read, "expires_at <= ?1", [read.now]))?;
    for job in old {
        Table.remove(clinic, &job)?;
        tell(clinic, job.id);
    }
    Ok(())
}

/// Brings what lies in the table to another shelf.
pub(super) fn move_to(clinic: &Clinic, shelf: &dyn Shelf) -> Result<()> {
    for job in read(clinic, |read| all(read, "TRUE ORDER BY asked_at, id", []))? {
        shelf.put(clinic, &job, Table.file(clinic, job.id)?.as_deref())?;
        Table.remove(clinic, &job)?;
    }
    Ok(())
}

fn read<T>(clinic: &Clinic, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
    clinic.db.read(&clinic.outside, Uuid::nil(), work)
}

fn write<T>(clinic: &Clinic, work: impl FnOnce(&mut Write<'_>) -> Result<T>) -> Result<T> {
    Ok(clinic.db.write(&clinic.outside, Uuid::nil(), work)?.0)
}

fn all(read: &Read<'_>, condition: &str, parameters: impl Params) -> Result<Vec<ReportJob>> {
    let sql = format!("SELECT {COLUMNS} FROM report_jobs WHERE {condition}");
    let mut statement = read.conn.prepare_cached(&sql)?;
    Ok(statement.query_map(parameters, from_row)?.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ReportJob> {
    let unreadable =
        |column: usize| rusqlite::Error::InvalidColumnType(column, "text".into(), rusqlite::types::Type::Text);
    let uuid = |column: usize| Uuid::parse_str(&row.get::<_, String>(column)?).map_err(|_| unreadable(column));
    let wish: Wish = serde_json::from_str(&row.get::<_, String>(2)?).map_err(|_| unreadable(2))?;
    Ok(ReportJob {
        id: uuid(0)?,
        account_id: uuid(1)?,
        wish,
        title: row.get(3)?,
        state: match row.get::<_, String>(4)?.as_str() {
            "running" => ReportState::Running,
            "done" => ReportState::Done,
            "failed" => ReportState::Failed,
            _ => ReportState::Waiting,
        },
        asked_at: row.get(5)?,
        finished_at: row.get(6)?,
        problem: row.get(7)?,
        bytes: row.get(8)?,
        done: row.get(9)?,
        total: row.get(10)?,
        expires_at: row.get(11)?,
    })
}
