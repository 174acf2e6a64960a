//! What patients are written: of appointments to come, of invoices, that a report which they asked for is there, and that
//! the clinic sent a paper. By the way that their record chooses, by day, in the language of their account.

use super::due::is_expected;
use super::inbox::mark_id;
use super::letters::{DueLetter, Means, NEWS_MS, Says, WaysOut};
use super::{Message, MessageMark};
use crate::accounts::Account;
use crate::appointments::Appointment;
use crate::db::Read;
use crate::error::Result;
use crate::invoices::{Invoice, InvoiceStatus, invoices_of_patient};
use crate::outside::Millis;
use crate::patients::{OfPatient, Patient, RemindedBy, face_of, records_of_person};
use crate::portal::{self, PortalAccount};
use crate::record::Stored;
use crate::sites::Site;
use chrono::{DateTime, NaiveDateTime, Timelike};
use std::collections::HashMap;
use uuid::Uuid;

/// Patients are written to between these hours of the clinic's day.
const WAKING: std::ops::Range<u32> = 8..20;
/// Who asked for a report mostly waits for it: only who has not fetched it by then is written to.
const FETCHED_MS: Millis = 2 * 60_000;

/// Papers that are sent within so long of one another are told of in one letter.
const TOGETHER_MS: Millis = 60 * 60_000;

/// How patients are written to now.
pub(super) struct Post<'a> {
    site: &'a Site,
    ways: WaysOut,
    zone: chrono_tz::Tz,
}

impl<'a> Post<'a> {
    /// None at night.
    pub(super) fn by_day(read: &Read<'_>, site: &'a Site, ways: WaysOut) -> Option<Post<'a>> {
        let zone = site.time_zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::UTC);
        let post = Post { site, ways, zone };
        WAKING.contains(&post.local(read.now).hour()).then_some(post)
    }

    fn local(&self, at: Millis) -> NaiveDateTime {
        DateTime::from_timestamp_millis(at).unwrap_or_default().with_timezone(&self.zone).naive_local()
    }

    /// The way to a patient; none where there is none, or the patient wants no letters.
    fn means(&self, patient: &Patient) -> Option<Means> {
        let email = patient.email.clone().filter(|_| self.ways.email).map(Means::Email);
        let sms = patient.phone.clone().filter(|_| self.ways.sms).map(Means::Sms);
        match patient.reminded_by {
            Some(RemindedBy::Nobody) => None,
            Some(RemindedBy::Email) => email,
            Some(RemindedBy::Sms) => sms,
            None => sms.or(email),
        }
    }

    fn letter(
        &self,
        read: &Read<'_>,
        id: Uuid,
        message_id: Option<Uuid>,
        patient_id: Uuid,
        says: Says,
    ) -> Result<Option<DueLetter>> {
        let patient = read.find::<Patient>(patient_id)?.filter(|found| found.meta.entered_in_error.is_none());
        let Some(means) = patient.and_then(|patient| self.means(&patient)) else { return Ok(None) };
        let account = account_of(read, patient_id)?;
        let language = account.map_or_else(|| self.site.language.clone(), |account| account.record.language);
        Ok(Some(DueLetter { id, message_id, says, means, language, clinic: self.site.name.clone() }))
    }

    /// A patient who is still expected is reminded.
    pub(super) fn reminder(&self, read: &Read<'_>, message: &Message) -> Result<Option<DueLetter>> {
        let (Some(patient_id), Some(subject)) = (message.patient_id, message.subject_id) else { return Ok(None) };
        let appointment = read.find::<Appointment>(subject)?.filter(|found| found.meta.entered_in_error.is_none());
        let Some(appointment) = appointment.filter(|found| is_expected(found) && found.starts_at == message.due_at)
        else {
            return Ok(None);
        };
        let Some(starts_at) = appointment.starts_at.filter(|at| *at > read.now) else { return Ok(None) };
        let id = Uuid::new_v5(&message.id, b"letter");
        self.letter(read, id, Some(message.id), patient_id, Says::Appointment { at: self.local(starts_at) })
    }

    /// A patient who asked for a report in the portal and has not fetched it.
    pub(super) fn report(&self, read: &Read<'_>, message: &Stored<Message>) -> Result<Option<DueLetter>> {
        let (Some(account_id), Some(patient_id)) = (message.to_account_id, message.patient_id) else { return Ok(None) };
        let is_news = message.text.as_deref() == Some("done") && message.meta.recorded_at + FETCHED_MS <= read.now;
        if !is_news || portal::patient_of(read, account_id)? != Some(patient_id) {
            return Ok(None);
        }
        let mark = read.find::<MessageMark>(mark_id(message.id, account_id))?;
        if mark.is_some_and(|mark| mark.is_read) {
            return Ok(None);
        }
        self.letter(read, Uuid::new_v5(&message.id, b"letter"), Some(message.id), patient_id, Says::OwnReport)
    }

    /// Papers that the clinic sent to patients of the portal, and they have not opened: the first of those that were sent
    /// together. Who took a wrong one back at once has written to nobody.
    pub(super) fn sent_papers(&self, read: &Read<'_>) -> Result<Vec<DueLetter>> {
        let mut letters = vec![];
        let mut told: HashMap<Uuid, Millis> = HashMap::new();
        for sent in portal::unopened_since(read, read.now - NEWS_MS)? {
            let at = sent.meta.recorded_at;
            let before = told.insert(face_of(read, sent.patient_id)?, at);
            let is_told = before.is_some_and(|before| at - before < TOGETHER_MS);
            if is_told || at + FETCHED_MS > read.now || account_of(read, sent.patient_id)?.is_none() {
                continue;
            }
            let id = Uuid::new_v5(&sent.id, b"letter");
            letters.extend(self.letter(read, id, None, sent.patient_id, Says::SentPaper)?);
        }
        Ok(letters)
    }

    /// Invoices that were issued to patients of the portal, who find them there, and are not paid: who has no account
    /// was handed paper.
    pub(super) fn invoices(&self, read: &Read<'_>) -> Result<Vec<DueLetter>> {
        let issued = "recorded_at >= ?1 AND entered_in_error IS NULL ORDER BY recorded_at, id";
        let mut letters = vec![];
        for invoice in read.all::<Invoice>(issued, [read.now - NEWS_MS])? {
            if account_of(read, invoice.patient_id)?.is_none() {
                continue;
            }
            let rows = invoices_of_patient(read, OfPatient { patient_id: invoice.patient_id })?;
            let due = rows.into_iter().find(|row| row.id == invoice.id && row.status == InvoiceStatus::Issued);
            let Some(row) = due.filter(|row| row.standing.patient_due_minor > 0) else { continue };
            let says =
                Says::Invoice { due_minor: row.standing.patient_due_minor, currency: row.currency, due_on: row.due_on };
            let id = Uuid::new_v5(&invoice.id, b"letter");
            letters.extend(self.letter(read, id, None, invoice.patient_id, says)?);
        }
        Ok(letters)
    }
}

/// The account with which a person sees the own chart, where there is one.
fn account_of(read: &Read<'_>, patient_id: Uuid) -> Result<Option<Stored<Account>>> {
    for record in records_of_person(read, patient_id)? {
        let ties = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY id";
        for tie in read.all::<PortalAccount>(ties, [record.to_string()])? {
            let account = read.find::<Account>(tie.account_id)?.filter(|account| !account.is_disabled);
            if account.is_some() && portal::patient_of(read, tie.account_id)?.is_some() {
                return Ok(account);
            }
        }
    }
    Ok(None)
}
