//! Makes the reports that people asked for, one after the other, beside whatever else they do. A report is kept whole
//! or not at all: what a crash cut short is made anew.

use crate::host::Host;
use crate::papers;
use healthsync_clinic::reports::{ReportJob, Wish};
use healthsync_clinic::{Clinic, Error, Result};
use std::sync::Weak;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(2);

/// The work, for as long as the window is open.
pub async fn make(host: Weak<Host>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_first = true;
    loop {
        ticks.tick().await;
        let Some(host) = host.upgrade() else { return };
        let Ok(clinic) = host.clinic() else { continue };
        let first = is_first;
        let work = tokio::task::spawn_blocking(move || make_all(&host, &clinic, first));
        // What fails now is tried again: only the first successful look takes up what the last run left.
        is_first &= !matches!(work.await, Ok(Ok(())));
    }
}

/// Makes all that wait.
fn make_all(host: &Host, clinic: &Clinic, is_first: bool) -> Result<()> {
    let mut is_first = is_first;
    while let Some(job) = clinic.next_report(is_first)? {
        is_first = false;
        let outcome = clinic.on_behalf_of(job.account_id, |session| one(host, clinic, session, &job));
        match outcome {
            Ok(None) => {}
            Ok(Some(pdf)) => clinic.finish_report(&job, Ok(pdf))?,
            Err(reason) => clinic.finish_report(&job, Err(reason.to_string()))?,
        }
    }
    Ok(())
}

/// The file of a report; none where nobody wants it any more.
fn one(host: &Host, clinic: &Clinic, session: &str, job: &ReportJob) -> Result<Option<Vec<u8>>> {
    let progress = |done: usize, total: usize| -> Result<()> {
        if !clinic.is_report_wanted(job.id)? {
            return Err(Error::Cancelled);
        }
        clinic.report_progress(job.id, done, total);
        Ok(())
    };
    let made = match &job.wish {
        Wish::Patient { patient_id } => papers::report_file(host, session, *patient_id, &progress),
        Wish::Statements { from_on, until_on } => {
            papers::statements_file(host, session, *from_on, *until_on, &progress)
        }
    };
    match made {
        Ok(pdf) => Ok(Some(pdf)),
        Err(Error::Cancelled) => Ok(None),
        Err(reason) => Err(reason),
    }
}
