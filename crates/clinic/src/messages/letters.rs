//! What of the messages leaves the clinic by email or SMS, and to whom. A host with a way out sends them: the centre.

use super::choices::{MyChoices, of_account};
use super::due::is_expected;
use super::inbox::{is_for, mark_id, outcome_id, outcome_of};
use super::notices::is_quiet_now;
use super::{Message, MessageKind, MessageMark, MessageOutcome};
use crate::accounts::Account;
use crate::appointments::Appointment;
use crate::clinic::Clinic;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::patients::{Patient, RemindedBy};
use crate::record::Stored;
use crate::sites::Site;
use chrono::{DateTime, NaiveDateTime, Timelike};
use uuid::Uuid;

/// What is older is not news to anybody.
const NEWS_MS: Millis = 2 * 86_400_000;
/// Patients are written to between these hours of the clinic's day.
const WAKING: std::ops::Range<u32> = 8..20;

/// A way out of the clinic, with the address at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// An email address.
    Email(String),
    /// A telephone number.
    Sms(String),
}

/// The ways out that a host has.
#[derive(Debug, Clone, Copy, Default)]
pub struct WaysOut {
    /// It can send email.
    pub email: bool,
    /// It can send SMS.
    pub sms: bool,
}

/// A letter that is due. It names neither the patient nor anything of the chart: who reads over a shoulder, or on a way
/// that is not encrypted, learns that there is a clinic and a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLetter {
    /// Follows from the message and whom it goes to: sent once, whoever sends it.
    pub id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// What it is about.
    pub kind: MessageKind,
    /// Where it goes.
    pub means: Means,
    /// The language of who reads it.
    pub language: String,
    /// The clinic's name.
    pub clinic: String,
    /// The clinic's telephone and address are on its papers; a letter says when to come, by the clinic's clock.
    pub comes_at: Option<NaiveDateTime>,
}

impl Clinic {
    /// The letters that are due, with the ways out that the host has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn due_letters(&self, ways: WaysOut) -> Result<Vec<DueLetter>> {
        if self.db.place().is_none() {
            return Ok(vec![]);
        }
        self.db.read(&self.outside, Uuid::nil(), |read| due(read, ways))
    }

    /// Notes that a reminder went out, so that nobody at the front desk calls the patient too. `how` is said there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_reminded(&self, message_id: Uuid, how: &str) -> Result<()> {
        let (_, changed) = self.db.write(&self.outside, Uuid::nil(), |write| {
            if outcome_of(write, message_id)?.is_some() || write.find::<Message>(message_id)?.is_none() {
                return Ok(());
            }
            let id = outcome_id(message_id);
            write.create(MessageOutcome { id, message_id, is_done: true, note: Some(how.to_owned()) }).map(drop)
        })?;
        self.tell(&changed);
        Ok(())
    }
}

fn due(read: &Read<'_>, ways: WaysOut) -> Result<Vec<DueLetter>> {
    if !ways.email && !ways.sms {
        return Ok(vec![]);
    }
    let Some(site) = read.find::<Site>(read.place.site_id)? else { return Ok(vec![]) };
    let new: Vec<Stored<Message>> = read.all(
        "entered_in_error IS NULL AND recorded_at >= ?1 ORDER BY recorded_at, id LIMIT 2000",
        [read.now - NEWS_MS],
    )?;
    let mut letters = vec![];
    let people = if ways.email { who_wish_email(read)? } else { vec![] };
    for message in &new {
        if outcome_of(read, message.id)?.is_some_and(|outcome| outcome.is_done) {
            continue;
        }
        if message.kind == MessageKind::Reminder {
            letters.extend(reminder(read, &site, message, ways)?);
        }
        for (account, choices) in &people {
            letters.extend(told(read, &site, message, account, choices)?);
        }
    }
    Ok(letters)
}

/// A patient who is still expected is reminded, by day.
fn reminder(read: &Read<'_>, site: &Site, message: &Message, ways: WaysOut) -> Result<Option<DueLetter>> {
    let zone = site.time_zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::UTC);
    let local = |at: Millis| DateTime::from_timestamp_millis(at).unwrap_or_default().with_timezone(&zone).naive_local();
    if !WAKING.contains(&local(read.now).hour()) {
        return Ok(None);
    }
    let (Some(patient_id), Some(subject)) = (message.patient_id, message.subject_id) else { return Ok(None) };
    let appointment = read.find::<Appointment>(subject)?.filter(|found| found.meta.entered_in_error.is_none());
    let Some(appointment) = appointment.filter(|found| is_expected(found) && found.starts_at == message.due_at) else {
        return Ok(None);
    };
    let Some(starts_at) = appointment.starts_at.filter(|at| *at > read.now) else { return Ok(None) };
    let Some(patient) = read.find::<Patient>(patient_id)?.filter(|found| found.meta.entered_in_error.is_none()) else {
        return Ok(None);
    };
    let email = patient.email.clone().filter(|_| ways.email).map(Means::Email);
    let sms = patient.phone.clone().filter(|_| ways.sms).map(Means::Sms);
    let means = match patient.reminded_by {
        Some(RemindedBy::Nobody) => None,
        Some(RemindedBy::Email) => email,
        Some(RemindedBy::Sms) => sms,
        None => sms.or(email),
    };
    Ok(means.map(|means| DueLetter {
        id: Uuid::new_v5(&message.id, b"letter"),
        message_id: message.id,
        kind: MessageKind::Reminder,
        means,
        language: site.language.clone(),
        clinic: site.name.clone(),
        comes_at: Some(local(starts_at)),
    }))
}

/// Those who have an address and chose to be told of something there.
fn who_wish_email(read: &Read<'_>) -> Result<Vec<(Stored<Account>, MyChoices)>> {
    let all = read.all::<Account>("entered_in_error IS NULL AND is_disabled = 0 AND email IS NOT NULL", [])?;
    let mut wish = vec![];
    for account in all {
        let choices = of_account(read, account.id)?;
        if !choices.emailed.is_empty() {
            wish.push((account, choices));
        }
    }
    Ok(wish)
}

/// Somebody who wants to be told of this kind by email, has not read it yet, and is not to be left in peace now.
fn told(
    read: &Read<'_>,
    site: &Site,
    message: &Stored<Message>,
    account: &Account,
    choices: &MyChoices,
) -> Result<Option<DueLetter>> {
    let Some(email) = account.email.clone().filter(|_| choices.emailed.contains(&message.kind)) else {
        return Ok(None);
    };
    let is_own_words = message.meta.recorded_by == account.id;
    if is_own_words || !is_for(read, message, account.id)? {
        return Ok(None);
    }
    if message.kind != MessageKind::Alert && is_quiet_now(read, choices)? {
        return Ok(None);
    }
    let mark = read.find::<MessageMark>(mark_id(message.id, account.id))?;
    if mark.is_some_and(|mark| mark.is_read) {
        return Ok(None);
    }
    Ok(Some(DueLetter {
        id: Uuid::new_v5(&message.id, account.id.as_bytes()),
        message_id: message.id,
        kind: message.kind,
        means: Means::Email(email),
        language: account.language.clone(),
        clinic: site.name.clone(),
        comes_at: None,
    }))
}
