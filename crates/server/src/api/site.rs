//! One site's clinic as the server holds it: a replica like any workstation's, with HTTP in front of it instead of a
//! window. It enrols at the hub of its own process, and what is written here is in the hub's log before it is answered.

use super::ring::Ring;
use super::secrets::{Kept, SecretsFile};
use super::writer::{Writer, broken};
use healthsync_clinic::command::{Command, Listener, WhenKept};
use healthsync_clinic::db::{Changed, Db, Secrets, released};
use healthsync_clinic::exchange::{self, Enrolled};
use healthsync_clinic::outside::Outside;
use healthsync_clinic::{Clinic, Error, Result};
use healthsync_hub::hub::{self, Enrolment, Hub, NewCode};
use healthsync_hub::tokens::Keys;
use healthsync_hub::{HubError, http};
use healthsync_sync::{ChunkSize, OriginKey};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::sync::{Notify, Semaphore, broadcast, watch};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

/// A look every so often even if nobody says anything.
const QUIET: Duration = Duration::from_secs(60);
/// After a failure the hub's database is asked again so soon.
const AGAIN: Duration = Duration::from_secs(2);
/// A write waits for so long until it is in the hub's log.
const PATIENCE: Duration = Duration::from_secs(10);
/// A server that stops lets go of its requests sooner.
const LAST_WORD: Duration = Duration::from_secs(25);
/// What people read of this replica in lists of workstations.
const NAME: &str = "Server";

/// A site's clinic on this server.
pub struct Site {
    /// The organization that it belongs to.
    pub organization_id: Uuid,
    /// The site.
    pub site_id: Uuid,
    /// The clinic.
    pub clinic: Clinic,
    /// What happened lately.
    pub(super) ring: Ring,
    heard: Arc<Heard>,
    kept: Mutex<Kept>,
    file: SecretsFile,
    safe: watch::Sender<u64>,
    /// Questions that are answered at once: more would only wait for one another.
    readers: Semaphore,
    /// Who writes, one after the other.
    writer: Writer,
    /// Commands of several steps at once.
    steps: Semaphore,
}

/// Hears what changes in the clinic: for who waits until it is safe, and for who wants to be told.
struct Heard {
    wake: Notify,
    changes: broadcast::Sender<Arc<[Changed]>>,
}

impl Listener for Heard {
    fn changed(&self, records: &[Changed]) {
        self.wake.notify_one();
        // Where nobody listens, nobody is told.
        let _ = self.changes.send(records.into());
    }

    fn progress(&self, _: &str, _: usize, _: usize) {}
}

impl Site {
    /// Opens the replica in `folder`, making and enrolling it where it is not there.
    ///
    /// # Errors
    /// When the folder cannot be written, or the hub refuses.
    pub(super) async fn open<H: Hub>(
        hub: &H,
        keys: &Keys,
        seal: [u8; 32],
        folder: &Path,
        (organization_id, organization_name): (Uuid, &str),
        site_id: Uuid,
    ) -> Result<Arc<Site>, SiteError> {
        let (site, is_new_origin) = Site::at(seal, folder, organization_id, site_id, false)?;
        if exchange::server(site.clinic.db())?.is_none() || site.kept().workstation_id.is_none() {
            site.enrol(hub, keys, organization_name).await?;
        } else if is_new_origin {
            exchange::introduce(&site.clinic)?;
        }
        site.exchange_all(hub).await?;
        Ok(site)
    }

    /// Makes a new organization's first site, and enrols it. Returns what setting it up told.
    ///
    /// # Errors
    /// As [`Site::open`], and where the set-up is not good: nothing is left of it then.
    pub(super) async fn found<H: Hub>(
        hub: &H,
        keys: &Keys,
        seal: [u8; 32],
        folder: &Path,
        (organization_id, organization_name): (Uuid, &str),
        site_id: Uuid,
        founding: Founding,
    ) -> Result<(Arc<Site>, serde_json::Value), SiteError> {
        let (command, input, is_demo) = match founding {
            Founding::Real(answers) => ("set_up_clinic", answers, false),
            Founding::MadeUp(order) => ("set_up_demo", order, true),
        };
        let (site, _) = Site::at(seal, folder, organization_id, site_id, is_demo)?;
        match site.call(None, command, input).await {
            Ok(told) => {
                site.enrol(hub, keys, organization_name).await?;
                site.exchange_all(hub).await?;
                Ok((site, told))
            }
            Err(reason) => {
                let stem = stem(folder, organization_id, site_id);
                drop(site);
                remove(&stem);
                Err(reason.into())
            }
        }
    }

    /// The replica's files, made where they are not there. Says whether it goes on under a new origin.
    fn at(
        seal: [u8; 32],
        folder: &Path,
        organization_id: Uuid,
        site_id: Uuid,
        is_demo: bool,
    ) -> Result<(Arc<Site>, bool)> {
        std::fs::create_dir_all(folder).map_err(healthsync_clinic::StoreError::File)?;
        let outside = outside();
        let stem = stem(folder, organization_id, site_id);
        let file = SecretsFile::new(stem.with_extension("keys"), seal);
        let kept = match file.load()? {
            Some(kept) => kept,
            None => {
                // Without its keys a file is of no use to anybody: all of it is in the hub's log.
                remove(&stem);
                Kept { secrets: Secrets::new(&outside), workstation_id: None }
            }
        };
        let workstation_id = kept.workstation_id;
        let keep = |secrets: &Secrets| file.save(&Kept { secrets: secrets.clone(), workstation_id }, &outside);
        let opened = Db::open(&stem.with_extension("db"), &kept.secrets, &outside, &released(), &keep)?;
        let mut secrets = opened.secrets;
        if opened.db.place().is_none() {
            secrets = opened.db.found_at((organization_id, site_id), &secrets, is_demo, &outside, &keep)?;
        }
        // What is written is in the hub's log before it is answered, and an opening takes back what the file lost.
        opened.db.wait_for_no_disk()?;
        opened.db.keep_readers(turns());
        let changes = broadcast::channel(1024).0;
        let heard = Arc::new(Heard { wake: Notify::new(), changes });
        let clinic = Clinic::new(opened.db, self::outside(), heard.clone(), secrets.anchors.clone());
        clinic.keep_known_accounts();
        let kept = Mutex::new(Kept { secrets, workstation_id });
        let ring = Ring::new(clinic.outside().id());
        let site = Site {
            organization_id,
            site_id,
            clinic,
            ring,
            heard,
            kept,
            file,
            safe: watch::channel(0).0,
            readers: Semaphore::new(turns()),
            writer: Writer::default(),
            steps: Semaphore::new(turns()),
        };
        Ok((Arc::new(site), opened.is_new_origin))
    }

    async fn enrol<H: Hub>(&self, hub: &H, keys: &Keys, organization_name: &str) -> Result<(), SiteError> {
        let (now, outside) = (self.clinic.outside().now(), self.clinic.outside());
        let site_id = Some(self.site_id);
        let new = NewCode { organization_name: organization_name.into(), site_id, expires_at_ms: now + 60_000 };
        let code = hub::new_code(hub, new, outside.bytes()).await?;
        let key = OriginKey::from_secret(&self.kept().secrets.origin_secret);
        let asked = Enrolment {
            public_key: key.public_key(),
            signature: key.sign_enrolment(&code),
            code,
            name: NAME.into(),
            organization_id: Some(self.organization_id),
            site_id,
            series: None,
        };
        let told = hub::enrol(hub, keys, asked, now, outside.bytes()).await?;
        let enrolled = Enrolled {
            address: "this server".into(),
            pin: None,
            wipe_key: None,
            workstation_id: told.workstation.id,
            name: NAME.into(),
            series_code: told.workstation.series_code,
            series_receipt: Some(told.series_receipt),
        };
        let kept = Kept { workstation_id: Some(told.workstation.id), ..self.kept().clone() };
        self.file.save(&kept, outside)?;
        *self.kept() = kept;
        exchange::enrol(&self.clinic, &enrolled)?;
        Ok(())
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the hub calls this replica, once it is enrolled.
    pub(super) fn workstation_id(&self) -> Option<Uuid> {
        self.kept().workstation_id
    }

    /// Whether all that was written here is in the hub's log.
    pub(super) fn is_shared(&self) -> bool {
        *self.safe.borrow() >= self.clinic.db().kept()
    }

    /// Says what changes in the clinic from now on, whoever wrote it.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Arc<[Changed]>> {
        self.heard.changes.subscribe()
    }

    /// Runs a command on a thread that may block.
    ///
    /// # Errors
    /// What the command says.
    pub async fn call(
        self: &Arc<Self>,
        session: Option<String>,
        name: &'static str,
        input: serde_json::Value,
    ) -> Result<serde_json::Value> {
        let text = self.call_for_text(session, name, input).await?;
        serde_json::from_str(&text).map_err(|reason| Error::BadInput(reason.to_string()))
    }

    /// As [`Site::call`]; the answer is the text of its JSON.
    ///
    /// # Errors
    /// As [`Site::call`].
    pub async fn call_for_text(
        self: &Arc<Self>,
        session: Option<String>,
        name: &'static str,
        input: serde_json::Value,
    ) -> Result<String> {
        let command = Command::named(name);
        if command.is_some_and(|command| command.writes_once) {
            let call = move |site: &Site, kept: WhenKept| {
                site.clinic.call_without_waiting(session.as_deref(), name, input, kept)
            };
            return self.writer.write(Arc::clone(self), call).await;
        }
        let turns = if command.is_some_and(Command::reads) { &self.readers } else { &self.steps };
        let _turn = turns.acquire().await;
        let site = Arc::clone(self);
        self.blocking(move || site.clinic.call_for_text(session.as_deref(), name, input)).await
    }

    /// What changes with an account's password; none where the account may not sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn password_mark(self: &Arc<Self>, account_id: Uuid) -> Result<Option<[u8; 16]>> {
        if let Some(known) = self.clinic.known_password_mark(account_id) {
            return Ok(known);
        }
        let site = Arc::clone(self);
        self.blocking(move || site.clinic.password_mark(account_id)).await
    }

    /// Runs work on the clinic on a thread that may block.
    ///
    /// # Errors
    /// What the work says.
    pub async fn blocking<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let done = tokio::task::spawn_blocking(work).await;
        done.unwrap_or_else(|_| Err(broken()))
    }

    /// Waits until all that was written up to now is in the hub's log. `false`: it is here, and will be sent.
    pub async fn shared(&self) -> bool {
        let written = self.clinic.db().kept();
        let mut safe = self.safe.subscribe();
        let waited = tokio::time::timeout(PATIENCE, safe.wait_for(|upto| *upto >= written)).await;
        matches!(waited, Ok(Ok(_)))
    }

    /// Exchanges for as long as the server runs: when something was written here, when there is news, every so often. A
    /// server that stops still answers what it was asked, and what those requests write is not kept here alone.
    pub(super) async fn keep_exchanging<H: Hub>(self: Arc<Self>, hub: Arc<H>, stopping: watch::Receiver<bool>) {
        let mut news = hub.news();
        let mut wait = QUIET;
        let mut ends_at: Option<Instant> = None;
        loop {
            let told = async {
                while let Ok(organization) = news.recv().await {
                    if organization == self.organization_id {
                        return;
                    }
                }
            };
            tokio::select! {
                () = self.heard.wake.notified() => {}
                () = told => {}
                () = tokio::time::sleep(wait) => {}
                () = http::stopped(stopping.clone()), if ends_at.is_none() => ends_at = Some(Instant::now() + LAST_WORD),
                () = sleep_until(ends_at.unwrap_or_else(Instant::now)), if ends_at.is_some() => return,
            }
            // One exchange answers all that was said until now, this replica's own news among it.
            while !matches!(news.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
            wait = match self.exchange_all(&*hub).await {
                Ok(()) => QUIET,
                Err(reason) => {
                    tracing::error!(%reason, "the server's own replica could not exchange");
                    AGAIN
                }
            };
        }
    }

    async fn exchange_all<H: Hub>(self: &Arc<Self>, hub: &H) -> Result<(), SiteError> {
        loop {
            let written = self.clinic.db().kept();
            let site = Arc::clone(self);
            let asked = self.blocking(move || {
                let secrets = site.kept().secrets.clone();
                exchange::ask(site.clinic.db(), site.clinic.outside(), &secrets, ChunkSize::default())
            });
            let asked = asked.await?;
            let workstation = self.kept().workstation_id.ok_or_else(exchange::not_enrolled)?;
            let now = self.clinic.outside().now();
            let exchanged = hub::exchange(hub, self.organization_id, workstation, &asked.body, now).await?;
            let site = Arc::clone(self);
            let heard = self.blocking(move || {
                let mut kept = site.kept().clone();
                let workstation_id = kept.workstation_id;
                let keep = |secrets: &Secrets| {
                    site.file.save(&Kept { secrets: secrets.clone(), workstation_id }, site.clinic.outside())
                };
                let heard = exchange::hear(&site.clinic, &mut kept.secrets, &keep, asked, &exchanged.answer)?;
                *site.kept() = kept;
                if heard.is_new_origin {
                    exchange::introduce(&site.clinic)?;
                }
                Ok(heard)
            });
            let heard = heard.await?;
            if heard.is_safe {
                self.safe.send_replace(written);
            }
            if !heard.is_more {
                return Ok(());
            }
        }
    }
}

/// What a new organization's first clinic begins with.
pub enum Founding {
    /// The answers of a window's first screen.
    Real(serde_json::Value),
    /// Made-up people, to try things with: the language and the time zone.
    MadeUp(serde_json::Value),
}

impl From<serde_json::Value> for Founding {
    fn from(answers: serde_json::Value) -> Founding {
        Founding::Real(answers)
    }
}

/// Why a site could not be opened or could not exchange.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error("{0}")]
    Clinic(#[from] Error),
    #[error("{0}")]
    Hub(#[from] HubError),
}

/// A few for each processor: some wait for the writer or the disk.
fn turns() -> usize {
    std::thread::available_parallelism().map_or(8, |count| count.get() * 4)
}

fn stem(folder: &Path, organization_id: Uuid, site_id: Uuid) -> PathBuf {
    folder.join(format!("{}-{}", organization_id.simple(), site_id.simple()))
}

fn remove(stem: &Path) {
    for end in ["db", "db-wal", "db-shm", "keys"] {
        // What is not there need not be removed; what stays is found to be of no use again.
        drop(std::fs::remove_file(stem.with_extension(end)));
    }
}

/// The computer's time and chance.
pub(super) fn outside() -> Outside {
    // Without randomness no secret can be made, and nothing should go on.
    Outside::of_this_computer(|bytes| getrandom::fill(bytes).expect("the system has a source of randomness"))
}
