//! Where reports lie from the asking to the fetching: a desktop's in its own file, those of several servers in one place.

use super::ReportJob;
use crate::clinic::Clinic;
use crate::error::Result;
use uuid::Uuid;

/// A place that keeps reports and hands each to one who makes it. It is asked from threads that may block, never from
/// within a transaction of the clinic's file. Every method fails only when what it is kept in does.
pub trait Shelf: Send + Sync {
    /// An account's reports, the latest first.
    ///
    /// # Errors
    /// When the place does not answer.
    fn of_account(&self, clinic: &Clinic, account_id: Uuid) -> Result<Vec<ReportJob>>;

    /// One of an account's reports; none of another's.
    ///
    /// # Errors
    /// When the place does not answer.
    fn find(&self, clinic: &Clinic, account_id: Uuid, id: Uuid) -> Result<Option<ReportJob>>;

    /// The file of a report; none of one that is not done.
    ///
    /// # Errors
    /// When the place does not answer.
    fn file(&self, clinic: &Clinic, id: Uuid) -> Result<Option<Vec<u8>>>;

    /// Keeps a report as it is, with its file: one that is not over waits from now on.
    ///
    /// # Errors
    /// When the place does not answer.
    fn put(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()>;

    /// Takes a report away, whether it is made or not.
    ///
    /// # Errors
    /// When the place does not answer.
    fn remove(&self, clinic: &Clinic, job: &ReportJob) -> Result<()>;

    /// The next report to make: nobody else is given it for as long as it is made here. One that has a problem already
    /// is not to be made, only to be finished with it. `is_first`: this program has only begun, and makes nothing yet.
    ///
    /// # Errors
    /// When the place does not answer.
    fn take(&self, clinic: &Clinic, is_first: bool) -> Result<Option<ReportJob>>;

    /// Whether a report that was taken is still wanted, and still this program's to make.
    ///
    /// # Errors
    /// When the place does not answer.
    fn is_held(&self, clinic: &Clinic, job: &ReportJob) -> Result<bool>;

    /// Notes how far a report has come, as `job` says it, where it is still held.
    ///
    /// # Errors
    /// When the place does not answer.
    fn note(&self, clinic: &Clinic, job: &ReportJob) -> Result<()>;

    /// Keeps what became of a report, as `job` says it, where it is still held.
    ///
    /// # Errors
    /// When the place does not answer.
    fn finish(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()>;
}
