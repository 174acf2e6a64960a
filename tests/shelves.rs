//! Reports that lie elsewhere than in the clinic's own file, as where several servers share them.

use healthsync_clinic::reports::{ReportJob, ReportState, Shelf};
use healthsync_clinic::{Clinic, Result};
use healthsync_stories::clinic::{PASSWORD, TestClinic, id};
use serde_json::json;
use std::sync::{Arc, Mutex, MutexGuard};
use uuid::Uuid;

/// A shelf in memory.
#[derive(Default)]
struct Elsewhere(Mutex<Vec<(ReportJob, Option<Vec<u8>>)>>);

impl Elsewhere {
    fn all(&self) -> MutexGuard<'_, Vec<(ReportJob, Option<Vec<u8>>)>> {
        self.0.lock().expect("nobody failed")
    }

    fn with(&self, id: Uuid, work: impl FnOnce(&mut (ReportJob, Option<Vec<u8>>))) {
        if let Some(one) = self.all().iter_mut().find(|(job, _)| job.id == id) {
            work(one);
        }
    }
}

impl Shelf for Elsewhere {
    fn of_account(&self, _: &Clinic, account_id: Uuid) -> Result<Vec<ReportJob>> {
        let all = self.all();
        Ok(all.iter().rev().map(|(job, _)| job.clone()).filter(|job| job.account_id == account_id).collect())
    }

    fn find(&self, clinic: &Clinic, account_id: Uuid, id: Uuid) -> Result<Option<ReportJob>> {
        Ok(self.of_account(clinic, account_id)?.into_iter().find(|job| job.id == id))
    }

    fn file(&self, _: &Clinic, id: Uuid) -> Result<Option<Vec<u8>>> {
        Ok(self.all().iter().find(|(job, _)| job.id == id).and_then(|(_, file)| file.clone()))
    }

    fn put(&self, _: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        self.all().push((job.clone(), file.map(<[u8]>::to_vec)));
        Ok(())
    }

    fn remove(&self, _: &Clinic, job: &ReportJob) -> Result<()> {
        self.all().retain(|(one, _)| one.id != job.id);
        Ok(())
    }

    fn take(&self, _: &Clinic, _: bool) -> Result<Option<ReportJob>> {
        Ok(self.all().iter().map(|(job, _)| job).find(|job| job.state == ReportState::Waiting).cloned())
    }

    fn is_held(&self, clinic: &Clinic, job: &ReportJob) -> Result<bool> {
        Ok(self.find(clinic, job.account_id, job.id)?.is_some())
    }

    fn note(&self, _: &Clinic, job: &ReportJob) -> Result<()> {
        self.with(job.id, |one| one.0 = job.clone());
        Ok(())
    }

    fn finish(&self, _: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        self.with(job.id, |one| *one = (job.clone(), file.map(<[u8]>::to_vec)));
        Ok(())
    }
}

#[test]
fn what_an_older_program_kept_in_its_file_is_brought_to_the_shelf_done_or_not_and_never_twice() {
    let mut clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let ask = || id(&clinic.call("request_patient_report", json!({ "patient_id": patient })));
    let done = ask();
    let job = clinic.clinic().next_report(true).expect("the file is there").expect("one waits");
    clinic.clinic().finish_report(&job, Ok(b"%PDF-1.7".to_vec())).expect("kept");
    clinic.time.pass(1_000);
    let waits = ask();

    let shelf = Arc::new(Elsewhere::default());
    clinic.reopen().expect("it opens");
    clinic.clinic().keep_reports_on(shelf.clone()).expect("all of it is brought there");
    let session = clinic.sign_in("halima", PASSWORD).expect("signs in");
    let list = clinic.call_as(&session, "reports", json!({}));
    let states: Vec<_> = list.as_array().expect("a list").iter().map(|one| (id(one), one["state"].clone())).collect();
    assert_eq!(states, [(waits.clone(), json!("waiting")), (done.clone(), json!("done"))], "as they were");
    let file = clinic.call_as(&session, "report_file", json!({ "id": done }));
    assert_eq!(file["name"], "report-Amina-Osman.pdf", "what was made is handed out");
    let next = clinic.clinic().next_report(true).expect("the shelf answers").expect("one waits");
    assert_eq!(next.id.to_string(), waits, "what waited is made");
    clinic.clinic().finish_report(&next, Ok(b"%PDF-1.7".to_vec())).expect("kept");

    clinic.reopen().expect("it opens");
    clinic.clinic().keep_reports_on(shelf.clone()).expect("there is nothing left to bring");
    assert_eq!(shelf.all().len(), 2, "each lies there once");
}
