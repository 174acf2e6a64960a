//! The shelf of reports that the servers over one database share: whichever is asked lists and hands out what any of them
//! made, and what one that died had begun another makes.
//!
//! Reports are notes beside the logs, sealed: one for each report among those of its account, one with its file, and,
//! until it is made, one among those that wait. Who makes it holds that one for a few seconds at a time.

use super::keys::ApiKeys;
use super::notes::{opened, sealed};
use super::problem::Problem;
use super::site::Site;
use healthsync_clinic::outside::{Millis, Outside};
use healthsync_clinic::reports::{ReportJob, ReportState, Shelf};
use healthsync_clinic::vault::{seal, unseal};
use healthsync_clinic::{Clinic, Error, Result, StoreError};
use healthsync_hub::hub::{Hub, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::runtime::Handle;
use uuid::Uuid;

/// Who makes a report says so this often,
pub(super) const BEAT: Duration = Duration::from_secs(2);
/// and who was not heard of for so long makes it no more.
const SILENCE_MS: Millis = 10_000;
/// What brings down whoever makes it is given up after so many.
const TRIES: u32 = 3;
/// What is never made goes after so long.
const WAITS_MS: Millis = 30 * 86_400_000;
const FILES: &str = "report files";

/// A site's reports.
pub(super) struct SharedShelf<H> {
    hub: Arc<H>,
    keys: ApiKeys,
    /// The site holds its clinic, and the clinic this.
    site: Weak<Site>,
    organization_id: Uuid,
    site_id: Uuid,
    /// This server, among those that make reports.
    me: Uuid,
    making: Mutex<Option<Uuid>>,
    heard: Mutex<Heard>,
    runtime: Handle,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    account_id: Uuid,
    job: ReportJob,
}

/// A report that waits, or is being made.
#[derive(Serialize, Deserialize)]
struct Waiting {
    account_id: Uuid,
    asked_at: Millis,
    tries: u32,
    /// Who makes it, and when it last said so, by its own clock.
    maker: Option<(Uuid, Millis)>,
}

/// What was last heard of a report that another makes, and since when nothing else was, by this server's own watch:
/// clocks of servers differ.
type Heard = HashMap<Uuid, ((Uuid, Millis), Millis)>;

impl<H: Hub> SharedShelf<H> {
    /// The shelf of a site. It is called within a runtime.
    pub(super) fn new(hub: Arc<H>, keys: ApiKeys, site: &Arc<Site>, me: Uuid) -> Self {
        let (organization_id, site_id) = (site.organization_id, site.site_id);
        let (site, making, runtime) = (Arc::downgrade(site), Mutex::default(), Handle::current());
        SharedShelf { hub, keys, site, organization_id, site_id, me, making, heard: Mutex::default(), runtime }
    }

    /// Says that what is being made here still is.
    pub(super) async fn beat(&self, outside: &Outside) -> Result<(), Problem> {
        let Some(id) = *self.making() else { return Ok(()) };
        let mut ledger = self.hub.begin(self.organization_id).await?;
        let (shelf, key) = (self.waiting(), id.to_string());
        let held = ledger.note(&shelf, &key).await?.and_then(|value| opened::<Waiting>(&self.keys, &value));
        // Where another has taken it for lost, or nobody wants it, there is nothing to hold.
        if let Some(held) = held.filter(|held| self.is_mine(held)) {
            self.hold(&mut ledger, outside, id, held).await?;
            ledger.commit().await?;
        }
        Ok(())
    }

    /// Gives back what is being made here: this server stops, and that is no try.
    pub(super) async fn give_back(&self, outside: &Outside) -> Result<(), Problem> {
        let Some(id) = self.making().take() else { return Ok(()) };
        let mut ledger = self.hub.begin(self.organization_id).await?;
        let held = ledger.note(&self.waiting(), &id.to_string()).await?;
        let held = held.and_then(|value| opened::<Waiting>(&self.keys, &value)).filter(|held| self.is_mine(held));
        if let Some(held) = held {
            let free = Waiting { maker: None, tries: held.tries.saturating_sub(1), ..held };
            let (value, until) = (sealed(&self.keys, outside, &free)?, free.asked_at + WAITS_MS);
            ledger.put_note(&self.waiting(), &id.to_string(), value, until).await?;
            ledger.commit().await?;
        }
        Ok(())
    }

    fn is_mine(&self, waiting: &Waiting) -> bool {
        waiting.maker.is_some_and(|(maker, _)| maker == self.me)
    }

    /// Of those that wait the one that waits longest, that nobody makes or who does was not heard of for too long.
    fn free_one(&self, outside: &Outside, notes: Vec<(String, Vec<u8>)>) -> Option<(Uuid, Waiting)> {
        let watch = outside.watch();
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::take(&mut *heard);
        let waiting = notes
            .into_iter()
            .filter_map(|(key, value)| Some((Uuid::parse_str(&key).ok()?, opened::<Waiting>(&self.keys, &value)?)));
        let free = waiting.filter(|(id, one)| {
            // Who looks for a report makes none.
            let Some(said) = one.maker.filter(|(maker, _)| *maker != self.me) else { return true };
            let since = before.get(id).filter(|(last, _)| *last == said).map_or(watch, |(_, since)| *since);
            heard.insert(*id, (said, since));
            watch - since >= SILENCE_MS
        });
        free.min_by_key(|(id, one)| (one.asked_at, *id))
    }

    async fn hold(
        &self,
        ledger: &mut H::Transaction,
        outside: &Outside,
        id: Uuid,
        waiting: Waiting,
    ) -> Result<(), Problem> {
        let waiting = Waiting { maker: Some((self.me, outside.now())), ..waiting };
        let (value, until) = (sealed(&self.keys, outside, &waiting)?, waiting.asked_at + WAITS_MS);
        Ok(ledger.put_note(&self.waiting(), &id.to_string(), value, until).await?)
    }

    fn making(&self) -> std::sync::MutexGuard<'_, Option<Uuid>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, account_id: Uuid) -> String {
        format!("reports of {} at {}", account_id.simple(), self.site_id.simple())
    }

    fn waiting(&self) -> String {
        format!("reports that wait at {}", self.site_id.simple())
    }

    /// Runs work on the hub from a thread that may block.
    fn wait<T>(&self, work: impl Future<Output = Result<T, Problem>>) -> Result<T> {
        self.runtime.block_on(work).map_err(|reason| {
            tracing::error!(code = reason.code, detail = reason.detail, "the shelf of reports failed");
            Error::Store(StoreError::Busy)
        })
    }

    fn read(&self, value: &[u8], now: Millis) -> Option<ReportJob> {
        let Kept { account_id, job } = opened(&self.keys, value)?;
        Some(ReportJob { account_id, ..job }).filter(|job| job.expires_at.is_none_or(|until| until > now))
    }

    async fn one(
        &self,
        ledger: &mut H::Transaction,
        account_id: Uuid,
        id: Uuid,
        now: Millis,
    ) -> Result<Option<ReportJob>, Problem> {
        let value = ledger.note(&self.of(account_id), &id.to_string()).await?;
        // What lies under another's name was put there by nobody of ours.
        let job = value.and_then(|value| self.read(&value, now));
        Ok(job.filter(|job| (job.account_id, job.id) == (account_id, id)))
    }

    /// Writes a report and its file.
    async fn keep(
        &self,
        ledger: &mut H::Transaction,
        outside: &Outside,
        job: &ReportJob,
        file: Option<&[u8]>,
    ) -> Result<(), Problem> {
        let value = sealed(&self.keys, outside, &Kept { account_id: job.account_id, job: job.clone() })?;
        let (key, until) = (job.id.to_string(), job.expires_at.unwrap_or(job.asked_at + WAITS_MS));
        ledger.put_note(&self.of(job.account_id), &key, value, until).await?;
        if let Some(file) = file {
            let value = seal(&self.keys.notes, &[job.id.as_bytes().as_slice(), file].concat(), outside)?;
            ledger.put_note(FILES, &key, value, until).await?;
        }
        Ok(())
    }

    /// Lays a report on the shelf: one that is not over waits.
    async fn lay(&self, outside: &Outside, job: &ReportJob, file: Option<&[u8]>) -> Result<(), Problem> {
        let mut ledger = self.hub.begin(self.organization_id).await?;
        self.keep(&mut ledger, outside, job, file).await?;
        if matches!(job.state, ReportState::Done | ReportState::Failed) {
            return Ok(ledger.commit().await?);
        }
        let waiting = Waiting { account_id: job.account_id, asked_at: job.asked_at, tries: 0, maker: None };
        let (value, until) = (sealed(&self.keys, outside, &waiting)?, job.asked_at + WAITS_MS);
        ledger.put_note(&self.waiting(), &job.id.to_string(), value, until).await?;
        Ok(ledger.commit().await?)
    }

    /// Takes the one that waits longest; one that was tried too often is given up.
    async fn next(&self, outside: &Outside) -> Result<Option<ReportJob>, Problem> {
        let (shelf, now) = (self.waiting(), outside.now());
        // Mostly there is none: looking holds nobody up.
        let waiting = self.hub.begin_reading(self.organization_id).await?.notes(&shelf).await?;
        if self.free_one(outside, waiting).is_none() {
            return Ok(None);
        }
        loop {
            let mut ledger = self.hub.begin(self.organization_id).await?;
            let Some((id, waiting)) = self.free_one(outside, ledger.notes(&shelf).await?) else { return Ok(None) };
            let job = self.one(&mut ledger, waiting.account_id, id, now).await?;
            let job = job.filter(|job| matches!(job.state, ReportState::Waiting | ReportState::Running));
            let Some(job) = job else {
                ledger.forget_note(&shelf, &id.to_string()).await?;
                ledger.commit().await?;
                continue;
            };
            let given_up = "The server failed at this report several times. The reason is in its log.";
            let problem = (waiting.tries >= TRIES).then(|| given_up.to_owned());
            let job = ReportJob { state: ReportState::Running, problem, ..job };
            self.keep(&mut ledger, outside, &job, None).await?;
            self.hold(&mut ledger, outside, id, Waiting { tries: waiting.tries + 1, ..waiting }).await?;
            ledger.commit().await?;
            *self.making() = Some(id);
            return Ok(Some(job));
        }
    }

    /// Whether a report is still wanted, and this server's to make.
    async fn holds(&self, ledger: &mut H::Transaction, job: &ReportJob, now: Millis) -> Result<bool, Problem> {
        let waiting = ledger.note(&self.waiting(), &job.id.to_string()).await?;
        let is_mine =
            waiting.and_then(|value| opened::<Waiting>(&self.keys, &value)).is_some_and(|held| self.is_mine(&held));
        Ok(is_mine && self.one(ledger, job.account_id, job.id, now).await?.is_some())
    }

    /// Writes a report anew where it is still held.
    async fn change(&self, outside: &Outside, job: &ReportJob, file: Option<&[u8]>) -> Result<(), Problem> {
        let is_over = matches!(job.state, ReportState::Done | ReportState::Failed);
        let key = job.id.to_string();
        let mut ledger = self.hub.begin(self.organization_id).await?;
        // Who was taken for dead and was not, says nothing more of what is another's now.
        if self.holds(&mut ledger, job, outside.now()).await? {
            self.keep(&mut ledger, outside, job, file).await?;
            if is_over {
                ledger.forget_note(&self.waiting(), &key).await?;
            }
        }
        ledger.commit().await?;
        if is_over {
            self.making().take_if(|id| *id == job.id);
        }
        Ok(())
    }
}

impl<H: Hub> Shelf for SharedShelf<H> {
    fn of_account(&self, clinic: &Clinic, account_id: Uuid) -> Result<Vec<ReportJob>> {
        let notes = self.wait(async {
            Ok(self.hub.begin_reading(self.organization_id).await?.notes(&self.of(account_id)).await?)
        })?;
        let now = clinic.outside().now();
        let read = notes.iter().filter_map(|(_, value)| self.read(value, now));
        let mut mine: Vec<ReportJob> = read.filter(|job| job.account_id == account_id).collect();
        mine.sort_by_key(|job| (std::cmp::Reverse(job.asked_at), job.id));
        Ok(mine)
    }

    fn find(&self, clinic: &Clinic, account_id: Uuid, id: Uuid) -> Result<Option<ReportJob>> {
        self.wait(async {
            let mut ledger = self.hub.begin_reading(self.organization_id).await?;
            self.one(&mut ledger, account_id, id, clinic.outside().now()).await
        })
    }

    fn file(&self, _: &Clinic, id: Uuid) -> Result<Option<Vec<u8>>> {
        let found = self.wait(async {
            Ok(self.hub.begin_reading(self.organization_id).await?.note(FILES, &id.to_string()).await?)
        })?;
        let Some(value) = found else { return Ok(None) };
        let plain = unseal(&self.keys.notes, &value)?;
        Ok(plain.strip_prefix(id.as_bytes().as_slice()).map(<[u8]>::to_vec))
    }

    fn put(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        self.wait(self.lay(clinic.outside(), job, file))
    }

    fn remove(&self, _: &Clinic, job: &ReportJob) -> Result<()> {
        self.wait(async {
            let key = job.id.to_string();
            let mut ledger = self.hub.begin(self.organization_id).await?;
            for shelf in [self.of(job.account_id), self.waiting(), FILES.to_owned()] {
                ledger.forget_note(&shelf, &key).await?;
            }
            Ok(ledger.commit().await?)
        })
    }

    fn take(&self, clinic: &Clinic, _: bool) -> Result<Option<ReportJob>> {
        self.wait(self.next(clinic.outside()))
    }

    fn is_held(&self, clinic: &Clinic, job: &ReportJob) -> Result<bool> {
        self.wait(async {
            let mut ledger = self.hub.begin_reading(self.organization_id).await?;
            self.holds(&mut ledger, job, clinic.outside().now()).await
        })
    }

    fn note(&self, clinic: &Clinic, job: &ReportJob) -> Result<()> {
        self.wait(self.change(clinic.outside(), job, None))
    }

    fn finish(&self, clinic: &Clinic, job: &ReportJob, file: Option<&[u8]>) -> Result<()> {
        self.wait(async {
            // What tells of it, and that it was issued, is not this server's alone when it counts as made.
            if let Some(site) = self.site.upgrade() {
                site.shared().await;
            }
            self.change(clinic.outside(), job, file).await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use healthsync_clinic::reports::Wish;
    use healthsync_hub::hub::sqlite::SqliteHub;
    use std::sync::atomic::{AtomicI64, Ordering};

    /// A server of its own over the hub, as it is started again after each that went down.
    fn server(hub: &Arc<SqliteHub>, organization_id: Uuid, nth: u32) -> SharedShelf<SqliteHub> {
        SharedShelf {
            hub: Arc::clone(hub),
            keys: ApiKeys::from_secret(&[7; 32]),
            site: Weak::new(),
            organization_id,
            site_id: Uuid::from_u128(2),
            me: Uuid::from_u128(100 + u128::from(nth)),
            making: Mutex::default(),
            heard: Mutex::default(),
            runtime: Handle::current(),
        }
    }

    #[tokio::test]
    async fn what_brings_down_each_server_that_makes_it_is_given_up_after_three() -> Result<(), Problem> {
        let folder = tempfile::tempdir().expect("a folder");
        let hub = Arc::new(SqliteHub::open(&folder.path().join("hub"))?);
        let organization_id = Uuid::from_u128(1);
        let mut ledger = hub.begin(organization_id).await?;
        ledger.found("Kadugli").await?;
        ledger.commit().await?;
        let time = Arc::new(AtomicI64::new(1_000_000));
        let clock = |time: &Arc<AtomicI64>| {
            let time = Arc::clone(time);
            move || time.load(Ordering::SeqCst)
        };
        let outside = Outside::new(clock(&time), clock(&time), |bytes| bytes.fill(3));
        let asked = ReportJob {
            id: Uuid::from_u128(3),
            account_id: Uuid::from_u128(4),
            wish: Wish::Patient { patient_id: Uuid::from_u128(5) },
            title: "Amina Osman".into(),
            state: ReportState::Waiting,
            asked_at: outside.now(),
            finished_at: None,
            problem: None,
            bytes: None,
            done: 0,
            total: 0,
            expires_at: None,
        };
        server(&hub, organization_id, 0).lay(&outside, &asked, None).await?;
        for nth in 1..=TRIES {
            let next = server(&hub, organization_id, nth);
            if nth > 1 {
                assert!(next.next(&outside).await?.is_none(), "the one before may still be at it");
            }
            time.fetch_add(SILENCE_MS, Ordering::SeqCst);
            let job = next.next(&outside).await?.expect("nobody makes it any more");
            assert_eq!((job.id, job.problem), (asked.id, None), "it is made anew, the {nth}. time");
        }
        let last = server(&hub, organization_id, TRIES + 1);
        assert!(last.next(&outside).await?.is_none(), "the third may still be at it");
        time.fetch_add(SILENCE_MS, Ordering::SeqCst);
        let job = last.next(&outside).await?.expect("it is not forgotten");
        assert!(job.problem.is_some_and(|why| why.contains("several times")), "it is given up, and says why");
        Ok(())
    }
}
