//! A clinic in a temporary folder, with a wall clock and a watch that stories set, called as any host calls it.

use healthsync_clinic::command::Listener;
use healthsync_clinic::db::{Changed, Db, Migrations, Opened, Secrets, released};
use healthsync_clinic::outside::Outside;
use healthsync_clinic::{Clinic, Error, PublicError, Result};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// 2026-06-01T09:00:00Z: when stories begin.
pub const START_MS: i64 = 1_780_304_400_000;
pub const MINUTE_MS: i64 = 60_000;
pub const DAY_MS: i64 = 86_400_000;
/// The password of everybody in stories.
pub const PASSWORD: &str = "correct horse";

/// The time that stories set.
#[derive(Clone, Default)]
pub struct Time {
    wall: Arc<AtomicI64>,
    watch: Arc<AtomicI64>,
}

impl Time {
    /// Lets time go by on the wall and on the watch.
    pub fn pass(&self, ms: i64) {
        self.wall.fetch_add(ms, Ordering::SeqCst);
        self.watch.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the wall's clock; the watch goes on.
    pub fn set_wall(&self, ms: i64) {
        self.wall.store(ms, Ordering::SeqCst);
    }

    pub fn now(&self) -> i64 {
        self.wall.load(Ordering::SeqCst)
    }
}

/// What the clinic told its host.
#[derive(Default)]
pub struct Heard {
    pub changed: Mutex<Vec<Changed>>,
    pub progress: Mutex<Vec<(usize, usize)>>,
}

impl Listener for Heard {
    fn changed(&self, records: &[Changed]) {
        self.changed.lock().expect("no story panics while it listens").extend_from_slice(records);
    }

    fn progress(&self, _: &str, done: usize, total: usize) {
        self.progress.lock().expect("no story panics while it listens").push((done, total));
    }
}

/// A clinic that a story uses.
pub struct TestClinic {
    folder: Arc<TempDir>,
    pub time: Time,
    pub heard: Arc<Heard>,
    pub secrets: Arc<Mutex<Secrets>>,
    seed: Arc<AtomicU64>,
    clinic: Option<Clinic>,
    /// The first administrator, who is a practitioner too.
    pub admin: String,
}

/// Random bytes that are the same in each run.
fn outside(time: &Time, seed: &Arc<AtomicU64>) -> Outside {
    let (wall, watch, seed) = (time.wall.clone(), time.watch.clone(), seed.clone());
    Outside::new(
        move || wall.load(Ordering::SeqCst),
        move || watch.load(Ordering::SeqCst),
        move |bytes| {
            for byte in bytes {
                let mut mixed = seed.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                mixed ^= mixed >> 29;
                *byte = (mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as u8;
            }
        },
    )
}

impl TestClinic {
    /// An empty file, founded and not yet set up.
    pub fn founded(is_demo: bool) -> TestClinic {
        let time = Time::default();
        time.set_wall(START_MS);
        TestClinic::found(time, 1, |db, secrets, outside, keep| db.found(secrets, is_demo, outside, keep))
    }

    /// A clinic of another organization.
    pub fn stranger() -> TestClinic {
        let time = Time::default();
        time.set_wall(START_MS);
        let found = |db: &Db, secrets: &Secrets, outside: &Outside, keep: &dyn Fn(&Secrets) -> Result<()>| {
            db.found(secrets, false, outside, keep)
        };
        TestClinic::found(time, 99 << 32, found)
    }

    /// An empty file of a clinic that is there already, on another computer. Both have the same time; `number` tells
    /// the computers apart.
    pub fn joining(other: &TestClinic, number: u64) -> TestClinic {
        let place = other.clinic().db().place().expect("the other was set up");
        let at = (place.organization_id, place.site_id);
        TestClinic::found(other.time.clone(), number << 32, |db, secrets, outside, keep| {
            db.found_at(at, secrets, false, outside, keep)
        })
    }

    /// An empty file on another computer, of no clinic yet.
    pub fn unfounded(other: &TestClinic, number: u64) -> TestClinic {
        TestClinic::found(other.time.clone(), number << 32, |_, secrets, _, _| Ok(secrets.clone()))
    }

    fn found(
        time: Time,
        seed: u64,
        found: impl FnOnce(&Db, &Secrets, &Outside, &dyn Fn(&Secrets) -> Result<()>) -> Result<Secrets>,
    ) -> TestClinic {
        let seed = Arc::new(AtomicU64::new(seed));
        let outside = outside(&time, &seed);
        let secrets = Secrets::new(&outside);
        let mut clinic = TestClinic {
            folder: Arc::new(TempDir::new().expect("a temporary folder")),
            time,
            heard: Arc::default(),
            secrets: Arc::new(Mutex::new(secrets.clone())),
            seed,
            clinic: None,
            admin: String::new(),
        };
        let keep = clinic.keeper();
        let Opened { db, secrets, .. } =
            Db::open(&clinic.path(), &secrets, &outside, &released(), &keep).expect("an empty folder opens");
        let secrets = found(&db, &secrets, &outside, &keep).expect("a new file is founded");
        clinic.clinic = Some(Clinic::new(db, outside, clinic.heard.clone(), secrets.anchors.clone()));
        clinic
    }

    /// A clinic that was set up, its administrator signed in.
    pub fn open() -> TestClinic {
        let mut clinic = TestClinic::founded(false);
        let signed_in = clinic.call_as("", "set_up_clinic", set_up());
        clinic.admin = signed_in["session"].as_str().expect("a session").to_owned();
        clinic
    }

    pub fn keeper(&self) -> impl Fn(&Secrets) -> Result<()> + use<> {
        let kept = self.secrets.clone();
        move |secrets| {
            *kept.lock().expect("one story at a time") = secrets.clone();
            Ok(())
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("clinic.db")
    }

    pub fn clinic(&self) -> &Clinic {
        self.clinic.as_ref().expect("the clinic is open")
    }

    /// Closes the program.
    pub fn close(&mut self) {
        self.clinic = None;
    }

    /// Opens the file again, with the secrets that were kept outside it.
    pub fn reopen(&mut self) -> Result<bool> {
        self.reopen_with(&released())
    }

    /// Opens the file again with another program's migrations. Says whether it went on under a new origin.
    pub fn reopen_with(&mut self, migrations: &Migrations) -> Result<bool> {
        self.close();
        let outside = outside(&self.time, &self.seed);
        let before = self.secrets.lock().expect("one story at a time").clone();
        let keep = self.keeper();
        let opened = Db::open(&self.path(), &before, &outside, migrations, &keep)?;
        let anchors = opened.secrets.anchors.clone();
        self.clinic = Some(Clinic::new(opened.db, outside, self.heard.clone(), anchors));
        Ok(opened.is_new_origin)
    }

    /// Calls a command as a session; the empty one is nobody's.
    pub fn try_as(&self, session: &str, name: &str, input: Value) -> Result<Value> {
        self.clinic().call(Some(session).filter(|session| !session.is_empty()), name, input)
    }

    pub fn call_as(&self, session: &str, name: &str, input: Value) -> Value {
        self.try_as(session, name, input.clone()).unwrap_or_else(|reason| panic!("{name} {input}: {reason:?}"))
    }

    pub fn refused_as(&self, session: &str, name: &str, input: Value) -> PublicError {
        match self.try_as(session, name, input.clone()) {
            Ok(output) => panic!("{name} {input} should be refused, and answered {output}"),
            Err(reason) => reason.public(),
        }
    }

    /// Calls a command as the administrator.
    pub fn call(&self, name: &str, input: Value) -> Value {
        self.call_as(&self.admin, name, input)
    }

    /// Calls a command as the administrator that must be refused.
    pub fn refused(&self, name: &str, input: Value) -> PublicError {
        self.refused_as(&self.admin, name, input)
    }

    /// Somebody of a role, signed in, the first password changed. A patient comes by an invitation.
    pub fn hire(&self, username: &str, role: &str) -> String {
        if role == "patient" {
            let patient = self.patient(username);
            let code = self.call("invite_patient", json!({ "patient_id": patient }))["code"].clone();
            let said = json!({ "code": code, "username": username, "password": PASSWORD, "language": "en" });
            self.call_as("", "accept_invitation", said);
            return self.sign_in(username, PASSWORD).expect("a new account signs in");
        }
        self.call(
            "create_account",
            json!({ "name": username, "username": username, "roles": [role], "language": "en", "password": "first-password" }),
        );
        let session = self.sign_in(username, "first-password").expect("a new account signs in");
        self.call_as(&session, "change_password", json!({ "current": "first-password", "new": PASSWORD }));
        session
    }

    pub fn sign_in(&self, username: &str, password: &str) -> std::result::Result<String, Error> {
        let signed_in = self.try_as("", "sign_in", json!({ "username": username, "password": password }))?;
        Ok(signed_in["session"].as_str().expect("a session").to_owned())
    }

    /// A patient of 50 years.
    pub fn patient(&self, given_name: &str) -> String {
        let details =
            json!({ "given_name": given_name, "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
        id(&self.call("register_patient", details)["patient"])
    }

    /// A second connection to the file, for what no program of ours would do.
    pub fn raw(&self) -> rusqlite::Connection {
        let conn = rusqlite::Connection::open(self.path()).expect("the file is there");
        let key: String =
            self.secrets.lock().expect("one story at a time").key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).expect("the key is right");
        conn
    }
}

/// The steps of a version that comes after this one: the released ones, and one more.
///
/// # Panics
/// When its name is not that of a step.
#[must_use]
pub fn released_and(name: &str, sql: &str) -> Migrations {
    let released = released();
    let mut steps: Vec<(String, &str)> = released.steps().map(|(name, sql, _)| (name, sql)).collect();
    steps.push((name.into(), sql));
    let steps: Vec<(&str, &str)> = steps.iter().map(|(name, sql)| (name.as_str(), *sql)).collect();
    Migrations::of(&steps).expect("well named")
}

/// The answers of the first screen.
pub fn set_up() -> Value {
    json!({
        "clinic_name": "Kadugli Clinic", "site_code": "kdg", "time_zone": "Africa/Khartoum", "currency": "SDG",
        "language": "en", "country": "Sudan", "temperature_unit": "celsius", "weight_unit": "kilogram",
        "height_unit": "centimetre", "glucose_unit": "mg_dl", "administrator_name": "Halima Osman",
        "username": "halima", "password": PASSWORD, "roles": ["practitioner"],
    })
}

/// The id of a record.
pub fn id(record: &Value) -> String {
    record["id"].as_str().unwrap_or_else(|| panic!("no id in {record}")).to_owned()
}
