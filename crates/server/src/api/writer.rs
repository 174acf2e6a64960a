//! The thread that writes in a site's clinic: one command after the other, without waiting for any of them to be kept. Those
//! that are asked for at the same time share a transaction, and no two threads wait for one another.

use super::site::Site;
use healthsync_clinic::command::WhenKept;
use healthsync_clinic::{Error, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// The thread, once there was something to write: it ends with the site.
#[derive(Default)]
pub(super) struct Writer(Mutex<Option<Sender<Job>>>);

/// One who will write, from being asked to until it is done or will not be.
struct Coming(Arc<Site>);

impl Coming {
    fn new(site: Arc<Site>) -> Coming {
        site.clinic.db().announce();
        Coming(site)
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.0.clinic.db().withdraw();
    }
}

impl Writer {
    /// Runs `work`, which is handed whom to tell what became of it, and waits until that is told.
    ///
    /// # Errors
    /// What the work says, or why it is undone.
    pub async fn write<T: Send + 'static>(
        &self,
        site: Arc<Site>,
        work: impl FnOnce(&Site, WhenKept) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let (tell, told) = oneshot::channel();
        let coming = Coming::new(site);
        self.run(Box::new(move || {
            let kept: WhenKept = Box::new(|outcome| drop(tell.send(outcome)));
            let done = catch_unwind(AssertUnwindSafe(|| work(&coming.0, kept)));
            drop(coming);
            // Who asked may have gone.
            drop(answer.send(done.unwrap_or_else(|_| Err(broken()))));
        }))?;
        let done = answered.await.unwrap_or_else(|_| Err(broken()))?;
        // Where there is nothing to be told, all of it was kept before it was answered.
        told.await.unwrap_or(Ok(()))?;
        Ok(done)
    }

    fn run(&self, job: Job) -> Result<()> {
        let mut sender = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = &*sender {
            return sender.send(job).map_err(|_| broken());
        }
        let (new, jobs) = channel::<Job>();
        let thread = std::thread::Builder::new().name("writer".into());
        thread.spawn(move || jobs.iter().for_each(|job| job())).map_err(|_| broken())?;
        sender.insert(new).send(job).map_err(|_| broken())
    }
}

/// A fault of the program, as who asked is told of it.
pub(super) fn broken() -> Error {
    let sentence = "The server failed at this. Nothing was changed; the reason is in its log.";
    Error::Refused { code: "broken", sentence: sentence.into() }
}
