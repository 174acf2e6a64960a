//! A workstation as it ships, but for its window: the encrypted file with its promise to the disk, and the program's own
//! wire to the server.

use super::wire::{Enrolled as Told, Tokens, Trouble, Wire};
use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_clinic::Clinic;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Changed, Db, Opened, Secrets, released};
use healthsync_clinic::exchange::{self, Enrolled};
use healthsync_clinic::outside::Outside;
use healthsync_sync::{ChunkSize, Invitation, OriginKey};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// What the administrator signs in with.
pub const PASSWORD: &str = "long enough";

struct Deaf;

impl Listener for Deaf {
    fn changed(&self, _: &[Changed]) {}

    fn progress(&self, _: &str, _: usize, _: usize) {}
}

/// A workstation.
pub struct Workstation {
    /// Its clinic.
    pub clinic: Clinic,
    /// What its keychain holds.
    pub secrets: Secrets,
    /// What its wall shows while its past is made up; 0 while it shows the time.
    pub past: Arc<AtomicI64>,
    folder: PathBuf,
    pass: Option<Pass>,
    /// What the last exchange taught of the link.
    size: ChunkSize,
}

struct Pass {
    port: u16,
    pin: Option<[u8; 32]>,
    tokens: Tokens,
    wire: Wire,
}

/// What exchanges came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moved {
    /// Round trips that came to something.
    pub rounds: usize,
    /// Changes that went up, each as often as it was sent and answered.
    pub pushed: usize,
    /// Changes that came.
    pub pulled: usize,
    /// Bytes of bodies that went up.
    pub up: usize,
    /// Bytes of bodies that came.
    pub down: usize,
    /// Bytes of the body that was on its way when the link broke.
    pub lost: usize,
    /// Changes in it.
    pub lost_changes: usize,
    /// Making requests.
    pub asking: Duration,
    /// The wire and the server.
    pub away: Duration,
    /// Taking answers.
    pub hearing: Duration,
}

impl Moved {
    /// All of it.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.asking + self.away + self.hearing
    }
}

impl Workstation {
    /// One that belongs to no clinic yet, or to the one at a place.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn found(folder: &Path, at: Option<(Uuid, Uuid)>) -> Result<Workstation> {
        let past = Arc::new(AtomicI64::new(0));
        let outside = outside(&past);
        let (secrets, keep) = (Secrets::new(&outside), |_: &Secrets| Ok(()));
        let opened = Db::open(&folder.join("clinic.db"), &secrets, &outside, &released(), &keep)?;
        let Opened { db, secrets, .. } = opened;
        let secrets = match at {
            Some(at) => db.found_at(at, &secrets, false, &outside, &keep)?,
            None => db.found(&secrets, false, &outside, &keep)?,
        };
        let clinic = Clinic::new(db, outside, Arc::new(Deaf), secrets.anchors.clone());
        Ok(Workstation { clinic, secrets, past, folder: folder.into(), pass: None, size: ChunkSize::default() })
    }

    /// A copy of one that is closed, as a disk image would be: the same file, the same keychain.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn open(from: &Path, secrets: &Secrets, folder: &Path) -> Result<Workstation> {
        let file = folder.join("clinic.db");
        std::fs::copy(from.join("clinic.db"), &file)?;
        // The copy is not to be paid for while something is measured.
        std::fs::File::open(&file)?.sync_all()?;
        let past = Arc::new(AtomicI64::new(0));
        let outside = outside(&past);
        let Opened { db, secrets, .. } = Db::open(&file, secrets, &outside, &released(), &|_| Ok(()))?;
        let clinic = Clinic::new(db, outside, Arc::new(Deaf), secrets.anchors.clone());
        Ok(Workstation { clinic, secrets, past, folder: folder.into(), pass: None, size: ChunkSize::default() })
    }

    /// Closes it, and says where its file is and what opens it.
    #[must_use]
    pub fn close(self) -> (PathBuf, Secrets) {
        (self.folder, self.secrets)
    }

    /// The organization and the site.
    ///
    /// # Errors
    /// Before it belongs to one.
    pub fn at(&self) -> Result<(Uuid, Uuid)> {
        let place = self.clinic.db().place().context("a place")?;
        Ok((place.organization_id, place.site_id))
    }

    /// Signs the administrator in.
    ///
    /// # Errors
    /// When nobody is known yet.
    pub fn sign_in(&self) -> Result<String> {
        let input = json!({ "username": "bench", "password": PASSWORD });
        let signed_in = self.clinic.call(None, "sign_in", input)?;
        Ok(signed_in["session"].as_str().context("a session")?.to_owned())
    }

    /// Calls a command.
    ///
    /// # Errors
    /// What the command says.
    pub fn call(&self, session: &str, name: &str, input: Value) -> Result<Value> {
        Ok(self.clinic.call(Some(session), name, input)?)
    }

    /// The same file past the clinic, for bare questions.
    ///
    /// # Errors
    /// When the database fails.
    pub fn bare(&self) -> Result<Connection> {
        let bare = Connection::open(self.folder.join("clinic.db"))?;
        let key: String = self.secrets.key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        bare.execute_batch(&format!("PRAGMA key = \"x'{key}'\""))?;
        Ok(bare)
    }

    /// Enrols as the window does.
    ///
    /// # Errors
    /// When the server does not let it in.
    pub fn enrol(&mut self, invitation: &str, name: &str) -> Result<()> {
        let invitation = Invitation::parse(invitation).map_err(|reason| anyhow!("{reason}"))?;
        let key = OriginKey::from_secret(&self.secrets.origin_secret);
        let (organization_id, site_id) = self.at()?;
        let asked = json!({
            "code": invitation.code(),
            "public_key": STANDARD.encode(key.public_key()),
            "signature": STANDARD.encode(key.sign_enrolment(invitation.code())),
            "workstation_name": name,
            "organization_id": organization_id,
            "site_id": site_id,
        });
        let pin = invitation.pin().copied();
        let wire = Wire::to(invitation.address(), pin)?;
        let told: Told = wire.enrol(&asked).map_err(|trouble| anyhow!("{trouble:?}"))?;
        let port = invitation.address().rsplit(':').next().and_then(|port| port.parse().ok()).context("a port")?;
        let enrolled = Enrolled {
            address: invitation.address().into(),
            pin: None,
            wipe_key: None,
            workstation_id: told.workstation_id,
            name: name.into(),
            series_code: told.series_code,
            series_receipt: told.series_receipt,
        };
        exchange::enrol(&self.clinic, &enrolled)?;
        self.pass = Some(Pass { port, pin, tokens: told.tokens, wire });
        Ok(())
    }

    /// From now on over this port: a fresh connection to the same certificate.
    ///
    /// # Errors
    /// Before it is enrolled.
    pub fn goes_through(&mut self, port: u16) -> Result<()> {
        let pass = self.pass.as_mut().context("it is not enrolled")?;
        pass.port = port;
        pass.wire = Wire::to(&format!("https://127.0.0.1:{port}"), pass.pin)?;
        // Nothing is known of this link.
        self.size = ChunkSize::default();
        Ok(())
    }

    /// Exchanges until nothing is left, as the program's worker does. After each round `on` is told how far it is.
    ///
    /// # Errors
    /// When something else than the link fails.
    pub fn exchange(&mut self, mut on: impl FnMut(&Workstation, &Moved) -> Result<()>) -> Result<Moved> {
        let mut moved = Moved::default();
        let mut size = self.size;
        let mut ahead = None;
        loop {
            let begun = Instant::now();
            let (db, outside) = (self.clinic.db(), self.clinic.outside());
            let asked = match ahead.take() {
                Some(made) => made,
                None => exchange::ask(db, outside, &self.secrets, size)?,
            };
            moved.asking += begun.elapsed();
            let (bytes, pushed) = (asked.body.len(), asked.pushed);
            let begun = Instant::now();
            let pass = self.pass.as_mut().context("it is not enrolled")?;
            let send = || pass.wire.exchange(&pass.tokens.access_token, asked.body.clone());
            let (answered, next) = exchange::while_away(&self.clinic, size, &asked, send);
            let answer = match answered {
                Ok(answer) => answer,
                Err(Trouble::TokenExpired) => {
                    pass.refresh(outside)?;
                    continue;
                }
                Err(Trouble::Away(_)) => {
                    // The worker waits before it begins again; here somebody has asked.
                    (moved.lost, moved.lost_changes) = (moved.lost + bytes, moved.lost_changes + pushed);
                    moved.away += begun.elapsed();
                    pass.wire = Wire::to(&format!("https://127.0.0.1:{}", pass.port), pass.pin)?;
                    size = size.after_cut();
                    continue;
                }
                Err(trouble) => return Err(anyhow!("{trouble:?}")),
            };
            let took = begun.elapsed();
            moved.away += took;
            size = size.after(bytes.max(answer.len()), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
            self.size = size;
            let begun = Instant::now();
            let heard = exchange::hear(&self.clinic, &mut self.secrets, &|_| Ok(()), asked, &answer)?;
            ahead = next.filter(|_| heard.is_as_foreseen);
            moved.hearing += begun.elapsed();
            moved.rounds += 1;
            moved.pushed += pushed;
            moved.pulled += heard.pulled;
            moved.up += bytes;
            moved.down += answer.len();
            on(self, &moved)?;
            if !heard.is_more {
                return Ok(moved);
            }
        }
    }
}

impl Pass {
    fn refresh(&mut self, outside: &Outside) -> Result<()> {
        let nonce = outside.id().simple().to_string();
        let tokens = self.wire.refresh(&self.tokens.refresh_token, &nonce);
        self.tokens = tokens.map_err(|trouble| anyhow!("{trouble:?}"))?;
        Ok(())
    }
}

fn outside(past: &Arc<AtomicI64>) -> Outside {
    let real = crate::outside();
    let (started, past) = (Instant::now(), past.clone());
    let now = move || match past.load(Ordering::Acquire) {
        0 => real.now(),
        past => past,
    };
    let watch = move || i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    Outside::new(now, watch, |bytes| getrandom::fill(bytes).expect("the system gives random bytes"))
}
