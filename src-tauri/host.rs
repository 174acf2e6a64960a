//! What this computer does for the clinic: finds the file and its key, opens it, and keeps what must stay outside it.

use crate::folders::Folders;
use crate::keychain::{Keeper, Keychain, Secret, ServerSecret};
use crate::sync::{Link, Poke};
use healthsync_charts::Painter;
use healthsync_clinic::accounts::Password;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Db, Key, Opened, Secrets, released};
use healthsync_clinic::exchange;
use healthsync_clinic::outside::Outside;
use healthsync_clinic::vault::{Wrapped, new_recovery_code, read_recovery_code};
use healthsync_clinic::{Clinic, Error, PublicError, Result, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How the program can go on from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// There is no clinic yet.
    FirstRun,
    /// This computer joins a clinic: what the people's list needs is on its way.
    Joining,
    /// The clinic is open: sign in.
    Ready,
    /// The key is under a passphrase.
    NeedsPassphrase,
    /// The key is not to be had: the credential store is locked, or the key is not in it.
    NeedsKey,
    /// The file cannot be used; the problem says why and what to do.
    Failed,
}

/// How the program starts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StartState {
    /// How it can go on.
    pub stage: Stage,
    /// Why it cannot simply open.
    pub problem: Option<PublicError>,
    /// The system keeps keys for programs; otherwise a passphrase is needed.
    pub has_keyring: bool,
    /// The clinic is made up.
    pub is_demo: bool,
    /// The file is not as this computer left it: it was copied or restored. It goes on under a new origin.
    pub is_new_origin: bool,
    /// The computer's language, as `en-GB`.
    pub language: String,
    /// The computer's time zone.
    pub time_zone: String,
    /// The folder of the clinic's file.
    pub data_folder: String,
    /// The program's version.
    pub version: String,
}

/// How long work that is under way may take before the file is closed.
const CLOSING: Duration = Duration::from_secs(10);

/// This computer.
pub struct Host {
    pub folders: Folders,
    pub(crate) keychain: Keychain,
    clinic: RwLock<Option<Arc<Clinic>>>,
    /// The open clinic's secrets.
    kept: Mutex<Option<Secret>>,
    /// The link to the server.
    pub link: Arc<Link>,
    pending: Mutex<Option<Pending>>,
    /// An earlier run could not finish taking a clinic's file, and nobody has begun anew since.
    pub(crate) is_interrupted: AtomicBool,
    start: Mutex<Option<StartState>>,
    pub(crate) listener: Arc<dyn Listener>,
    pub(crate) backups: crate::backups::State,
    pub painter: Mutex<Painter>,
}

/// A clinic that was founded and not yet set up: founding it again, after a field was wrong, changes nothing.
struct Pending {
    recovery_code: String,
    is_demo: bool,
}

pub fn outside() -> Outside {
    Outside::of_this_computer(|bytes| getrandom::fill(bytes).expect("the system gives random bytes"))
}

impl Host {
    pub fn new(folders: Folders, listener: Arc<dyn Listener>) -> Host {
        Host {
            keychain: Keychain::new(&folders.config),
            folders,
            clinic: RwLock::new(None),
            kept: Mutex::new(None),
            link: Arc::default(),
            pending: Mutex::new(None),
            is_interrupted: AtomicBool::new(false),
            start: Mutex::new(None),
            listener,
            backups: crate::backups::State::default(),
            painter: Mutex::new(Painter::new()),
        }
    }

    /// The open clinic.
    pub fn clinic(&self) -> Result<Arc<Clinic>> {
        let open = self.clinic.read().unwrap_or_else(PoisonError::into_inner).clone();
        open.ok_or_else(not_open)
    }

    /// Opens the clinic if that needs nobody's help, and says how to go on. Asked again, an open clinic is not opened
    /// a second time, but may have come further; a key that was not to be had is looked for once more.
    pub fn start(&self) -> StartState {
        let state = match self.clinic() {
            Ok(clinic) => {
                let known = lock(&self.start).clone();
                let mut state = known.unwrap_or_else(|| self.state(Stage::Ready, None));
                state.is_demo = clinic.db().place().is_some_and(|place| place.is_demo);
                state.stage = stage_of(&clinic).unwrap_or(state.stage);
                state
            }
            Err(_) => self.try_start(),
        };
        *lock(&self.start) = Some(state.clone());
        state
    }

    fn try_start(&self) -> StartState {
        let is_wiped = self.folders.wiped().exists();
        let destroyed = if is_wiped { self.destroy() } else { Ok(()) };
        self.clear_unfinished();
        let ready = destroyed.and_then(|()| crate::backups::finish_restore(&self.folders.file(false)));
        if let Err(reason) = ready {
            return self.state(Stage::Failed, Some(reason.public()));
        }
        let (real, demo) = (self.folders.file(false), self.folders.file(true));
        if !real.exists() && demo.exists() {
            let secret = self.keychain.load(Keeper::Plain);
            return self.open_or_say(secret, true);
        }
        if !real.exists() {
            let writable = std::fs::create_dir_all(&self.folders.data);
            let problem = writable.err().map(|_| StoreError::NotWritable(self.folders.data.display().to_string()));
            let stage = if problem.is_some() { Stage::Failed } else { Stage::FirstRun };
            let is_interrupted = self.is_interrupted.load(Ordering::Relaxed);
            let told = if is_wiped { Some(wiped()) } else { is_interrupted.then(crate::whole::interrupted) };
            return self.state(stage, problem.map(Error::from).or(told).map(|problem| problem.public()));
        }
        if self.keychain.is_under_passphrase() {
            return self.state(Stage::NeedsPassphrase, None);
        }
        self.open_or_say(self.keychain.load(Keeper::System), false)
    }

    fn open_or_say(&self, secret: Result<Secret>, is_demo: bool) -> StartState {
        match secret.and_then(|secret| self.open(&secret, is_demo)) {
            Ok(state) => state,
            Err(Error::Refused { code, sentence }) if code.starts_with("keyring_") || code == "key_missing" => {
                self.state(Stage::NeedsKey, Some(Error::Refused { code, sentence }.public()))
            }
            Err(reason @ Error::Store(StoreError::WrongKey)) if self.folders.recovery().exists() => {
                self.state(Stage::NeedsKey, Some(reason.public()))
            }
            Err(reason) => self.state(Stage::Failed, Some(reason.public())),
        }
    }

    fn state(&self, stage: Stage, problem: Option<PublicError>) -> StartState {
        StartState {
            stage,
            problem,
            has_keyring: self.keychain.has_system(),
            is_demo: false,
            is_new_origin: false,
            language: language(sys_locale::get_locale()),
            time_zone: iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".into()),
            data_folder: self.folders.data.display().to_string(),
            version: env!("CARGO_PKG_VERSION").into(),
        }
    }

    fn open(&self, secret: &Secret, is_demo: bool) -> Result<StartState> {
        let outside = outside();
        let keep = |secrets: &Secrets| self.keychain.save(secret, secrets, &outside);
        let path = self.folders.file(is_demo);
        let Opened { db, secrets, is_new_origin } = Db::open(&path, &secret.secrets, &outside, &released(), &keep)?;
        self.opened(db, secret, secrets);
        let mut state = self.state(Stage::Ready, None);
        (state.is_demo, state.is_new_origin) = (is_demo, is_new_origin);
        let clinic = self.clinic()?;
        state.stage = stage_of(&clinic)?;
        Ok(state)
    }

    fn opened(&self, db: Db, secret: &Secret, secrets: Secrets) {
        let clinic = Clinic::new(db, outside(), self.listener.clone(), secrets.anchors.clone());
        let mut kept = secret.clone();
        kept.secrets = secrets;
        *lock(&self.kept) = Some(kept);
        *self.clinic.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(clinic));
        // What was saved while it was closed, or came to the server meanwhile.
        self.link.poke(Poke::Now);
    }

    /// Makes the file of a new clinic and its keys. Returns the recovery code, to be written down; the clinic's own
    /// answers come next.
    pub fn found(&self, is_demo: bool, passphrase: Option<Password>) -> Result<String> {
        let path = self.folders.file(is_demo);
        if self.is_set_up() {
            *lock(&self.pending) = None;
            return Err(set_up_already());
        }
        // With a passphrase, perhaps another one, it is made anew.
        let is_same = |pending: &&Pending| pending.is_demo == is_demo && passphrase.is_none();
        if let Some(pending) = lock(&self.pending).as_ref().filter(is_same) {
            return Ok(pending.recovery_code.clone());
        }
        self.close_when_idle()?;
        self.close();
        remove_database(&path)?;
        remove_file(&self.folders.wiped())?;
        let outside = outside();
        let secrets = Secrets::new(&outside);
        let keeper = match (is_demo, passphrase) {
            (true, _) => Keeper::Plain,
            (false, Some(passphrase)) => Keeper::Passphrase(passphrase),
            (false, None) => Keeper::System,
        };
        let code = new_recovery_code(&outside).to_string();
        let secret = self.keychain.create(keeper, &secrets, &outside)?;
        if !is_demo {
            self.keep_recovery(&code, &secrets.key, &outside)?;
        }
        let keep = |secrets: &Secrets| self.keychain.save(&secret, secrets, &outside);
        let Opened { db, secrets, .. } = Db::open(&path, &secrets, &outside, &released(), &keep)?;
        let secrets = db.found(&secrets, is_demo, &outside, &keep)?;
        self.opened(db, &secret, secrets);
        *lock(&self.pending) = Some(Pending { recovery_code: code.clone(), is_demo });
        Ok(code)
    }

    /// Runs work with the open clinic's secrets. What it changes of them, it keeps with the function it is handed
    /// before the file changes; if it fails, they are as before.
    pub fn with_secrets<T>(
        &self,
        work: impl FnOnce(&mut Secrets, &dyn Fn(&Secrets) -> Result<()>) -> Result<T>,
    ) -> Result<T> {
        let mut kept = lock(&self.kept);
        let secret = kept.as_mut().ok_or_else(not_open)?;
        let outside = outside();
        let mut secrets = secret.secrets.clone();
        let done = work(&mut secrets, &|secrets| self.keychain.save(secret, secrets, &outside))?;
        secret.secrets = secrets;
        Ok(done)
    }

    /// What this computer shows its server.
    pub fn server_secret(&self) -> Result<ServerSecret> {
        lock(&self.kept).as_ref().map(|secret| secret.server.clone()).ok_or_else(not_open)
    }

    /// Keeps what this computer shows its server from now on.
    pub fn keep_server_secret(&self, server: ServerSecret) -> Result<()> {
        let mut kept = lock(&self.kept);
        let secret = kept.as_mut().ok_or_else(not_open)?;
        let mut next = secret.clone();
        next.server = server;
        self.keychain.save(&next, &next.secrets, &outside())?;
        *secret = next;
        Ok(())
    }

    /// The server took this computer off the organization: its keys are destroyed, and with them what it holds. If
    /// the power fails in between, the next start goes on with it.
    pub fn wipe(&self) -> Result<()> {
        let marked = crate::keychain::write_whole(&self.folders.wiped(), b"");
        self.close();
        *lock(&self.kept) = None;
        self.destroy().and(marked)
    }

    fn destroy(&self) -> Result<()> {
        self.keychain.destroy()?;
        remove_file(&self.folders.recovery())?;
        self.confirm_recovery_code()?;
        remove_database(&self.folders.file(false))
    }

    pub(crate) fn is_set_up(&self) -> bool {
        let is_joining =
            self.clinic().is_ok_and(|clinic| exchange::server(clinic.db()).is_ok_and(|found| found.is_some()));
        if is_joining {
            return true;
        }
        let status = self.clinic().and_then(|clinic| clinic.call(None, "clinic_status", serde_json::Value::Null));
        match status {
            Ok(status) => status["is_set_up"] == true,
            // A file that is there but not open belongs to somebody: it is never overwritten.
            Err(_) => self.folders.file(false).exists(),
        }
    }

    /// Opens a clinic whose key is under a passphrase.
    pub fn unlock(&self, passphrase: Password) -> Result<StartState> {
        let secret = self.keychain.load(Keeper::Passphrase(passphrase)).map_err(wrong_passphrase)?;
        self.remember(self.open(&secret, false)?)
    }

    /// Opens a clinic with the code on paper, and keeps its key on this computer again.
    pub fn recover(&self, code: &str, passphrase: Option<Password>) -> Result<StartState> {
        let code = read_recovery_code(code)?;
        let text = std::fs::read_to_string(self.folders.recovery()).map_err(|_| Error::Refused {
            code: "recovery_missing",
            sentence: "The file recovery.json is missing beside the clinic's file. Copy it there from a backup.".into(),
        })?;
        let wrapped: Wrapped =
            serde_json::from_str(&text).map_err(|reason| StoreError::Unreadable(reason.to_string()))?;
        let key = wrapped.open(&code).map_err(|_| {
            let sentence = "This code belongs to another clinic. Look for the paper of this one.";
            healthsync_clinic::Invalid::new("code", "wrong_recovery_code", sentence)
        })?;
        let outside = outside();
        let secrets = Secrets { key: Key(*key), ..Secrets::new(&outside) };
        let keeper = passphrase.map_or(Keeper::System, Keeper::Passphrase);
        let secret = self.keychain.create(keeper, &secrets, &outside)?;
        self.remember(self.open(&secret, false)?)
    }

    /// Takes the made-up clinic away: its file and its key.
    pub fn remove_demo(&self) -> Result<StartState> {
        if self.clinic()?.db().place().is_none_or(|place| !place.is_demo) {
            let sentence = "This is not the demo clinic; it is not removed.";
            return Err(Error::Refused { code: "not_a_demo", sentence: sentence.into() });
        }
        self.close();
        remove_database(&self.folders.file(true))?;
        self.keychain.forget_plain();
        Ok(self.start())
    }

    pub(crate) fn close(&self) {
        *self.clinic.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.is_interrupted.store(false, Ordering::Relaxed);
        *lock(&self.pending) = None;
        *lock(&self.start) = None;
        *lock(&self.kept) = None;
    }

    fn remember(&self, state: StartState) -> Result<StartState> {
        *lock(&self.start) = Some(state.clone());
        Ok(state)
    }

    /// The key of the open file, or the one that the system keeps for this folder.
    pub(crate) fn any_key(&self) -> Option<Key> {
        let open = self.clinic().ok().and_then(|clinic| clinic.db().key().cloned());
        open.or_else(|| Some(self.keychain.load(Keeper::System).ok()?.secrets.key.clone()))
    }

    /// Keeps the secrets for a file that is about to be opened: under the seal that there is, or for another key under
    /// a new one.
    pub(crate) fn keep_secrets(&self, secrets: &Secrets, is_new: bool, passphrase: Option<Password>) -> Result<Secret> {
        let outside = outside();
        if is_new {
            let keeper = passphrase.map_or(Keeper::System, Keeper::Passphrase);
            return self.keychain.create(keeper, secrets, &outside);
        }
        let present = match lock(&self.kept).take() {
            Some(open) => open,
            None => self.keychain.load(Keeper::System)?,
        };
        self.keychain.save(&present, secrets, &outside)?;
        Ok(present.with(secrets))
    }

    /// Opens the clinic's file with secrets that were just kept.
    pub(crate) fn open_again(&self, secret: Secret) -> Result<StartState> {
        self.close();
        self.remember(self.open(&secret, false)?)
    }

    /// Closes the clinic and waits until nobody has it in hand; opens it again for everybody where that takes too long.
    pub(crate) fn close_when_idle(&self) -> Result<()> {
        let taken = self.clinic.write().unwrap_or_else(PoisonError::into_inner).take();
        let Some(clinic) = taken else { return Ok(()) };
        let started = Instant::now();
        while Arc::strong_count(&clinic) > 1 {
            if started.elapsed() > CLOSING {
                *self.clinic.write().unwrap_or_else(PoisonError::into_inner) = Some(clinic);
                let sentence =
                    "The clinic is still at work, so it was not closed. Try again in a moment; nothing was changed.";
                return Err(Error::Refused { code: "backup_clinic_busy", sentence: sentence.into() });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        drop::<Arc<Clinic>>(clinic);
        Ok(())
    }

    /// Where the key is kept, in a word for the screen.
    pub fn key_place(&self) -> &'static str {
        match self.clinic().ok().and_then(|clinic| clinic.db().place()) {
            Some(place) if place.is_demo => "plain",
            _ if self.keychain.is_under_passphrase() => "passphrase",
            _ => "keyring",
        }
    }
}

/// How one goes on with an open clinic.
fn stage_of(clinic: &Clinic) -> Result<Stage> {
    let is_demo = clinic.db().place().is_some_and(|place| place.is_demo);
    if is_demo || clinic.call(None, "clinic_status", serde_json::Value::Null)?["is_set_up"] == true {
        return Ok(Stage::Ready);
    }
    let is_joining = exchange::server(clinic.db())?.is_some();
    Ok(if is_joining { Stage::Joining } else { Stage::FirstRun })
}

pub(crate) fn set_up_already() -> Error {
    let sentence = "This computer has a clinic already. Sign in instead.";
    Error::Refused { code: "set_up_already", sentence: sentence.into() }
}

fn wiped() -> Error {
    let sentence = "This computer was taken off the clinic by its server. What the clinic had here was destroyed; what was on the server is still there.";
    Error::Refused { code: "workstation_wiped", sentence: sentence.into() }
}

/// The computer's language; where it has none (`C`, `POSIX`), English.
fn language(found: Option<String>) -> String {
    let is_language = |name: &String| name.len() != 1 && !name.starts_with("C.") && name != "POSIX";
    found.filter(is_language).unwrap_or_else(|| "en".into())
}

fn not_open() -> Error {
    Error::Refused { code: "not_open", sentence: "The clinic is not open yet.".into() }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wrong_passphrase(reason: Error) -> Error {
    match reason {
        Error::Store(StoreError::WrongKey) => {
            let sentence = "This is not the passphrase. Try again, or use the recovery code.";
            healthsync_clinic::Invalid::new("passphrase", "wrong_passphrase", sentence).into()
        }
        other => other,
    }
}

pub(crate) fn remove_database(path: &Path) -> Result<()> {
    ["", "-wal", "-shm"].into_iter().try_for_each(|side| remove_file(&beside(path, side)))
}

/// A file that SQLite keeps beside a database's.
pub(crate) fn beside(path: &Path, side: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// A file that is gone already is as good.
pub fn remove_file(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(StoreError::File(reason).into()),
        _ => Ok(()),
    }
}
