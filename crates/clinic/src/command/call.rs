//! One call through the door: who asks, whether they may, and the note that a chart was read.

use super::Command;
use crate::accounts::{self, Right};
use crate::audit;
use crate::clinic::Clinic;
use crate::db::{Changed, Read, Write};
use crate::error::{Error, Result};
use crate::outside::{Millis, Outside};
use crate::patients::Patient;
use crate::portal;
use std::cell::Cell;
use std::sync::PoisonError;
use uuid::Uuid;

/// Who is told when records changed, and how far long work has come.
pub trait Listener: Send + Sync {
    /// Records changed, and that is safe on the disk.
    fn changed(&self, records: &[Changed]);
    /// Long work has done `done` of `total`.
    fn progress(&self, job: &str, done: usize, total: usize);
}

/// Who is signed in, as of this call.
#[derive(Clone, Debug)]
pub struct Session {
    /// What the host shows to be let in.
    pub token: String,
    /// The account.
    pub account_id: Uuid,
    /// What its roles allow.
    pub rights: Vec<Right>,
    /// The charts that it opened in an emergency.
    pub emergencies: Vec<Uuid>,
    /// The paper of its own that it fetches just now.
    pub(crate) errand: Option<portal::Errand>,
}

/// Told what became of what a call wrote, once that is known.
pub type WhenKept = Box<dyn FnOnce(Result<()>) + Send>;

/// One call.
pub struct Call<'a> {
    /// The clinic.
    pub clinic: &'a Clinic,
    /// Who is signed in, if anybody.
    pub session: Option<Session>,
    /// Who is told later, where the host keeps no thread waiting.
    pub(crate) kept: Cell<Option<WhenKept>>,
}

impl<'a> Call<'a> {
    pub(crate) fn new(clinic: &'a Clinic, session: Option<Session>, kept: Option<WhenKept>) -> Call<'a> {
        Call { clinic, session, kept: Cell::new(kept) }
    }

    /// The account that calls; nil before anybody signed in.
    #[must_use]
    pub fn account_id(&self) -> Uuid {
        self.session.as_ref().map_or(Uuid::nil(), |session| session.account_id)
    }

    /// The time and chance.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.clinic.outside
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] where nobody is.
    pub fn signed_in(&self) -> Result<&Session> {
        self.session.as_ref().ok_or(Error::NotSignedIn)
    }

    /// Runs `work` on one snapshot.
    ///
    /// # Errors
    /// What `work` says.
    pub fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.clinic.db.read(self.outside(), self.account_id(), work)
    }

    /// Runs `work` in one transaction, then tells who listens.
    ///
    /// # Errors
    /// What `work` says: nothing was written then.
    pub fn write<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T>) -> Result<T> {
        let (done, changed) = self.clinic.db.write(self.outside(), self.account_id(), work)?;
        self.clinic.tell(&changed);
        Ok(done)
    }

    /// [`Call::write`] of a command that does nothing but this. Where the host is told later, who listens is too.
    pub(super) fn write_once<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T>) -> Result<T> {
        let Some(kept) = self.kept.take() else { return self.write(work) };
        let tell = self.clinic.teller();
        let told = Box::new(move |done: Result<Vec<Changed>>| kept(done.map(|changed| tell(&changed))));
        self.clinic.db.write_and_tell(self.outside(), self.account_id(), told, work)
    }

    /// Lets `command` through with `input`.
    pub(crate) fn through(&self, command: &Command, input: serde_json::Value) -> Result<String> {
        self.check(command.name, command.right, &input)?;
        let is_errand = self.session.as_ref().is_some_and(|session| session.errand.is_some());
        let is_known = command.right == Right::ReadChart && !is_errand;
        if !is_known
            && command.path.contains("{patient_id}")
            && let Some(patient) = patient_of(&input)
        {
            // Of whom nobody knows there is nothing, not an empty list.
            self.read(|read| read.check::<Patient>(patient))?;
        }
        (command.run)(self, input)
    }

    /// Whether who calls may use what needs `right`.
    pub(crate) fn check(&self, command: &str, right: Right, input: &serde_json::Value) -> Result<()> {
        if right == Right::Anyone {
            return Ok(());
        }
        let session = self.signed_in()?;
        self.check_lock(command, session)?;
        if right == Right::OwnAccount {
            return Ok(());
        }
        if let Some(errand) = session.errand
            && self.read(|read| errand.covers(read, command, input))?
        {
            return Ok(());
        }
        // What is for whoever works here is not for whoever is treated here.
        if right == Right::SignedIn {
            let is_patient = session.rights == [Right::OwnChart];
            return if is_patient { Err(Error::NotAllowed { right: right.words().into() }) } else { Ok(()) };
        }
        if right == Right::OwnChart && session.rights.contains(&right) {
            let patient = self.read(|read| portal::patient_of(read, session.account_id))?;
            return patient.map_or(Ok(()), |patient| self.note_reading(session, patient, true));
        }
        let patient = patient_of(input);
        let is_allowed = session.rights.contains(&right);
        if right == Right::ReadChart {
            let patient = patient.ok_or_else(|| Error::BadInput("the patient is missing".into()))?;
            if !is_allowed && !session.emergencies.contains(&patient) {
                return Err(Error::ChartClosed);
            }
            if self.is_noted(session, patient) {
                return Ok(());
            }
            // Of whom nobody knows there is no chart, and nothing to note.
            self.read(|read| read.check::<Patient>(patient))?;
            return self.note_reading(session, patient, is_allowed);
        }
        if is_allowed { Ok(()) } else { Err(Error::NotAllowed { right: right.words().into() }) }
    }

    fn check_lock(&self, command: &str, session: &Session) -> Result<()> {
        let is_way_out = matches!(command, "unlock_session" | "lock_session" | "sign_out" | "save_draft");
        if !is_way_out && accounts::is_locked(self.clinic, &session.token) {
            return Err(Error::Locked);
        }
        let may_come_first = is_way_out || matches!(command, "change_password" | "my_profile");
        if !may_come_first && accounts::must_change_password(self.clinic, &session.token) {
            return Err(Error::PasswordMustChange);
        }
        Ok(())
    }

    /// Whether a reading of the chart was noted a while ago: then it is this one, and the chart is there.
    fn is_noted(&self, session: &Session, patient: Uuid) -> bool {
        let noted = self.clinic.readings.lock().unwrap_or_else(PoisonError::into_inner);
        is_fresh(noted.get(&(session.account_id, patient)), self.outside().watch())
    }

    /// One note per account, chart and quarter of an hour: a chart is several calls, and its reading one event.
    fn note_reading(&self, session: &Session, patient: Uuid, is_in_role: bool) -> Result<()> {
        if self.clinic.db.read_only().is_some() {
            return Ok(());
        }
        let key = (session.account_id, patient);
        let watch = self.outside().watch();
        let mut noted = self.clinic.readings.lock().unwrap_or_else(PoisonError::into_inner);
        if is_fresh(noted.get(&key), watch) {
            return Ok(());
        }
        let event = if is_in_role { audit::Event::ChartRead } else { audit::Event::EmergencyRead };
        self.write(|write| audit::note(write, event, Some(patient), None))?;
        noted.insert(key, watch);
        Ok(())
    }
}

fn is_fresh(noted: Option<&Millis>, watch: Millis) -> bool {
    const QUARTER_MS: Millis = 15 * 60_000;
    noted.is_some_and(|at| watch - at < QUARTER_MS)
}

fn patient_of(input: &serde_json::Value) -> Option<Uuid> {
    Uuid::parse_str(input.get("patient_id")?.as_str()?).ok()
}
