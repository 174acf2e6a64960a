//! A centre in a temporary folder, and workstations that exchange with it: the wire is left out, nothing else is.

use crate::clinic::TestClinic;
use healthsync_clinic::db::Secrets;
use healthsync_clinic::exchange::{self, Asked, Enrolled, Heard, Move};
use healthsync_hub::hub::sqlite::SqliteHub;
use healthsync_hub::hub::{self, Enrolment, NewCode};
use healthsync_hub::tokens::Keys;
use healthsync_sync::{ChunkSize, OriginKey};
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Nobody needs more round trips than this to be done.
const MOST_ROUNDS: usize = 2_000;

/// A centre.
pub struct Centre {
    folder: TempDir,
    hub: Option<SqliteHub>,
    runtime: Runtime,
}

impl Centre {
    pub fn open() -> Centre {
        let folder = TempDir::new().expect("a temporary folder");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let hub = SqliteHub::open(&folder.path().join("hub.db")).expect("the file opens");
        Centre { folder, hub: Some(hub), runtime }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("hub.db")
    }

    fn hub(&self) -> &SqliteHub {
        self.hub.as_ref().expect("the centre runs")
    }

    /// The centre stops; this is its file.
    pub fn stop(&mut self) -> Vec<u8> {
        self.hub = None;
        std::fs::read(self.file()).expect("the file is there")
    }

    /// The centre starts on a file.
    pub fn start(&mut self, file: &[u8]) {
        std::fs::write(self.file(), file).expect("the file is put there");
        self.hub = Some(SqliteHub::open(&self.file()).expect("the file opens"));
    }

    /// Enrols a clinic's computer under the name that people give it.
    pub fn enrol(&self, clinic: &TestClinic, name: &str) -> Uuid {
        let place = clinic.clinic().db().place().expect("it was founded");
        let own = (Some(place.organization_id), Some(place.site_id));
        let code = self.code(clinic, name, own.1);
        let key = OriginKey::from_secret(&Centre::secrets(clinic).origin_secret);
        let told = self.ask_to_enrol(clinic, name, &code, &key, own).expect("a good code enrols");
        Centre::write_down(clinic, name, told)
    }

    /// A clinic of another organization comes to this one with all it has: its first computer by a code that names no site.
    pub fn bring(&self, clinic: &TestClinic, name: &str, code_names: Option<Uuid>) -> Uuid {
        let code = self.code(clinic, name, code_names);
        let (told, fresh) = self.ask_to_come(clinic, name, &code).expect("a good code lets it in");
        let mut secrets = Centre::secrets(clinic);
        let to = Move { organization_id: told.workstation.organization_id, fresh, name };
        exchange::move_to(clinic.clinic(), &mut secrets, &clinic.keeper(), to).expect("it moves");
        Centre::write_down(clinic, name, told)
    }

    /// What the centre says to a clinic that would come, and the secret that it would go on under.
    pub fn ask_to_come(
        &self,
        clinic: &TestClinic,
        name: &str,
        code: &str,
    ) -> healthsync_hub::Result<(hub::Enrolled, [u8; 32])> {
        let site = clinic.clinic().db().place().map(|place| place.site_id);
        let fresh = exchange::moving_secret(&Centre::secrets(clinic), code);
        let told = self.ask_to_enrol(clinic, name, code, &OriginKey::from_secret(&fresh), (None, site))?;
        Ok((told, fresh))
    }

    /// A code of the centre's organization, that names a site or none.
    pub fn code(&self, clinic: &TestClinic, name: &str, site_id: Option<Uuid>) -> String {
        let expires_at_ms = clinic.time.now() + 1_000;
        let new = NewCode { organization_name: "Kadugli".into(), site_id, expires_at_ms };
        let mut random = [0; 16];
        random.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
        self.runtime.block_on(hub::new_code(self.hub(), new, random)).expect("a code is made")
    }

    /// Asks as a computer whose records belong to an organization and a site.
    pub fn ask_to_enrol(
        &self,
        clinic: &TestClinic,
        name: &str,
        code: &str,
        key: &OriginKey,
        (organization_id, site_id): (Option<Uuid>, Option<Uuid>),
    ) -> healthsync_hub::Result<hub::Enrolled> {
        let asked = Enrolment {
            public_key: key.public_key(),
            signature: key.sign_enrolment(code),
            code: code.into(),
            name: name.into(),
            organization_id,
            site_id,
            series: None,
        };
        let mut unlike = [0; 10];
        unlike.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..10]);
        let (keys, now) = (Keys::from_secret(&[7; 32]), clinic.time.now());
        self.runtime.block_on(hub::enrol(self.hub(), &keys, asked, now, unlike))
    }

    /// Writes down that a computer is enrolled.
    pub fn write_down(clinic: &TestClinic, name: &str, told: hub::Enrolled) -> Uuid {
        let enrolled = Enrolled {
            address: "https://centre.example".into(),
            pin: None,
            wipe_key: None,
            workstation_id: told.workstation.id,
            name: name.into(),
            series_code: told.workstation.series_code,
            series_receipt: Some(told.series_receipt),
        };
        exchange::enrol(clinic.clinic(), &enrolled).expect("it is written down");
        told.workstation.id
    }

    fn secrets(clinic: &TestClinic) -> Secrets {
        clinic.secrets.lock().expect("one story at a time").clone()
    }

    pub fn ask(clinic: &TestClinic) -> Asked {
        Centre::ask_for(clinic, ChunkSize::default())
    }

    /// The next request, over a link that carries chunks of this size.
    pub fn ask_for(clinic: &TestClinic, size: ChunkSize) -> Asked {
        let clinic_of = clinic.clinic();
        exchange::ask(clinic_of.db(), clinic_of.outside(), &Centre::secrets(clinic), size).expect("a request is made")
    }

    /// The centre's answer to a request, or why there is none.
    pub fn answer(&self, clinic: &TestClinic, workstation: Uuid, body: &[u8]) -> healthsync_hub::Result<Vec<u8>> {
        self.answer_at(clinic, workstation, body, clinic.time.now())
    }

    /// The same, by another wall.
    pub fn answer_at(
        &self,
        clinic: &TestClinic,
        workstation: Uuid,
        body: &[u8],
        now_ms: i64,
    ) -> healthsync_hub::Result<Vec<u8>> {
        let organization = clinic.clinic().db().place().expect("it was founded").organization_id;
        let exchanged = hub::exchange(self.hub(), organization, workstation, body, now_ms);
        Ok(self.runtime.block_on(exchanged)?.answer)
    }

    pub fn hear(clinic: &TestClinic, asked: Asked, answer: &[u8]) -> healthsync_clinic::Result<Heard> {
        let mut secrets = Centre::secrets(clinic);
        exchange::hear(clinic.clinic(), &mut secrets, &clinic.keeper(), asked, answer)
    }

    /// One round trip. Returns whether there is more to do.
    pub fn round(&self, clinic: &TestClinic, workstation: Uuid) -> Heard {
        let asked = Centre::ask(clinic);
        let answer = self.answer(clinic, workstation, &asked.body).expect("the centre answers");
        Centre::hear(clinic, asked, &answer).expect("the answer is taken")
    }

    /// Exchanges until nothing is left. Returns how many round trips it took.
    pub fn sync(&self, clinic: &TestClinic, workstation: Uuid) -> usize {
        for nth in 1..=MOST_ROUNDS {
            if !self.round(clinic, workstation).is_more {
                return nth;
            }
        }
        panic!("the exchange never comes to an end");
    }
}
