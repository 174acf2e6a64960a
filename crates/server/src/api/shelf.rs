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
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::runtime::Handle;
use uuid::Uuid;

/// Who makes a report says so this often,
pub(super) const BEAT: Duration = Duration::from_secs(2);
/// and who was silent for so long makes it no more.
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
    /// Who makes it, and until when it is believed.
    maker: Option<(Uuid, Millis)>,
}

impl Waiting {
    fn is_free(&self, now: Millis) -> bool {
        self.maker.is_none_or(|(_, until)| until <= now)
    }
}

impl<H: Hub> SharedShelf<H> {
    /// The shelf of a site. It is called within a runtime.
    pub(super) fn new(hub: Arc<H>, keys: ApiKeys, site: &Arc<Site>, me: Uuid) -> Self {
        let (organization_id, site_id) = (site.organization_id, site.site_id);
        let (site, making, runtime) = (Arc::downgrade(site), Mutex::default(), Handle::current());
        SharedShelf { hub, keys, site, organization_id, site_id, me, making, runtime }
    }

    /// Says that what is being made here still is.
    pub(super) async fn beat(&self, outside: &Outside) -> Result<(), Problem> {
        let Some(id) = *self.making() else { return Ok(()) };
        let mut ledger = self.hub.begin(self.organization_id).await?;
        let (shelf, key) = (self.waiting(), id.to_string());
        let held = ledger.note(&shelf, &key).await?.and_then(|value| opened::<Waiting>(&self.keys, &value));
        // Where another has taken it for lost, or nobody wants it, there is nothing to hold.
        if let Some(held) = held.filter(|held| held.maker.is_some_and(|(maker, _)| maker == self.me)) {
            self.hold(&mut ledger, outside, id, held).await?;
            ledger.commit().await?;
        }
        Ok(())
    }

    async fn hold(
        &self,
        ledger: &mut H::Transaction,
        outside: &Outside,
        id: Uuid,
        waiting: Waiting,
    ) -> Result<(), Problem> {
        let waiting = Waiting { maker: Some((self.me, outside.now() + SILENCE_MS)), ..waiting };
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

    async fn keep(&self, ledger: &mut H::Transaction, outside: &Outside, job: &ReportJob) -> Result<(), Problem> {
        let value = sealed(&self.keys, outside, &Kept { account_id: job.account_id, job: job.clone() })?;
        let until = job.expires_at.unwrap_or(job.asked_at + WAITS_MS);
        Ok(ledger.put_note(&self.of(job.account_id), &job.id.to_string(), value, until).await?)
    }

    /// Takes the one that waits longest; one that was tried too often is given up.
    async fn next(&self, outside: &Outside) -> Result<Option<ReportJob>, Problem> {
        let (shelf, now) = (self.waiting(), outside.now());
        let look = |notes: Vec<(String, Vec<u8>)>| {
            let waiting = notes
                .into_iter()
                .filter_map(|(key, value)| Some((Uuid::parse_str(&key).ok()?, opened::<Waiting>(&self.keys, &value)?)));
            waiting.filter(|(_, one)| one.is_free(now)).min_by_key(|(id, one)| (one.asked_at, *id))
        };
        // Mostly there is none: looking holds nobody up.
        if look(self.hub.begin_reading(self.organization_id).await?.notes(&shelf).await?).is_none() {
            return Ok(None);
        }
        loop {
            let mut ledger = self.hub.begin(self.organization_id).await?;
            let Some((id, waiting)) = look(ledger.notes(&shelf).await?) else { return Ok(None) };
            let job = self.one(&mut ledger, waiting.account_id, id, now).await?;
            let job = job.filter(|job| matches!(job.state, ReportState::Waiting | ReportState::Running));
            let Some(job) = job else {
                ledger.forget_note(&shelf, &id.to_string()).await?;
                ledger.commit().await?;
                continue;
            };
            if waiting.tries >= TRIES {
                let problem = Some("The server failed at this report several times. The reason is in its log.".into());
                let (state, finished_at, expires_at) = (ReportState::Failed, Some(now), Some(now + WAITS_MS));
                let given_up = ReportJob { state, problem, finished_at, expires_at, ..job };
                self.keep(&mut ledger, outside, &given_up).await?;
                ledger.forget_note(&shelf, &id.to_string()).await?;
                ledger.commit().await?;
                continue;
            }
            let job = ReportJob { state: ReportState::Running, ..job };
            self.keep(&mut ledger, outside, &job).await?;
            self.hold(&mut ledger, outside, id, Waiting { tries: waiting.tries + 1, ..waiting }).await?;
            ledger.commit().await?;
            *self.making() = Some(id);
            return Ok(Some(job));
        }
    }

    /// Writes a report anew where it is still there.
    async fn change(&self, outside: &Outside, job: &ReportJob, file: Option<&[u8]>) -> Result<(), Problem> {
        let is_over = matches!(job.state, ReportState::Done | ReportState::Failed);
        let key = job.id.to_string();
        let mut ledger = self.hub.begin(self.organization_id).await?;
        let last = self.one(&mut ledger, job.account_id, job.id, outside.now()).await?;
        // Who was taken for dead and was not, says nothing more of what another has finished.
        if last.is_some_and(|last| is_over || last.state == ReportState::Running) {
            self.keep(&mut ledger, outside, job).await?;
            if let Some(file) = file {
                let value = seal(&self.keys.notes, &[job.id.as_bytes().as_slice(), file].concat(), outside)?;
                ledger.put_note(FILES, &key, value, job.expires_at.unwrap_or(job.asked_at + WAITS_MS)).await?;
            }
        }
        if is_over {
            ledger.forget_note(&self.waiting(), &key).await?;
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

    fn put(&self, clinic: &Clinic, job: &ReportJob) -> Result<()> {
        self.wait(async {
            let outside = clinic.outside();
            let waiting = Waiting { account_id: job.account_id, asked_at: job.asked_at, tries: 0, maker: None };
            let (value, until) = (sealed(&self.keys, outside, &waiting)?, job.asked_at + WAITS_MS);
            let mut ledger = self.hub.begin(self.organization_id).await?;
            self.keep(&mut ledger, outside, job).await?;
            ledger.put_note(&self.waiting(), &job.id.to_string(), value, until).await?;
            Ok(ledger.commit().await?)
        })
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
