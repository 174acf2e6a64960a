//! What of the messages leaves the clinic by email or SMS, and to whom. A host with a way out sends them: the centre.

use super::choices::{MyChoices, of_account};
use super::inbox::{is_for, mark_id, outcome_id, outcome_of};
use super::notices::is_quiet_now;
use super::patient_letters::Post;
use super::{Message, MessageKind, MessageMark, MessageOutcome};
use crate::accounts::Account;
use crate::clinic::Clinic;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::record::Stored;
use crate::sites::Site;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is older is not news to anybody.
pub(super) const NEWS_MS: Millis = 2 * 86_400_000;
/// So many messages are looked at, the newest.
const MOST: usize = 2_000;

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

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A patient is expected, by the clinic's clock.
    Appointment {
        /// Then.
        at: NaiveDateTime,
    },
    /// An invoice was issued. What for is not told.
    Invoice {
        /// What is due of the patient, in minor units.
        due_minor: i64,
        /// The ISO 4217 code of its currency.
        currency: String,
        /// When it is due.
        due_on: Option<NaiveDate>,
    },
    /// The report that a patient asked for is there.
    OwnReport,
    /// The clinic sent a paper to the patient's portal. Which is not told.
    SentPaper,
    /// Something waits for somebody who works here.
    Waits(MessageKind),
}

/// A letter that is due. It names neither the patient nor anything of the chart: who reads over a shoulder, or on a way
/// that is not encrypted, learns that there is a clinic, a time or an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLetter {
    /// Follows from what it is about and whom it goes to: sent once, whoever sends it.
    pub id: Uuid,
    /// The message; none of an invoice.
    pub message_id: Option<Uuid>,
    /// What it says.
    pub says: Says,
    /// Where it goes.
    pub means: Means,
    /// The language of who reads it.
    pub language: String,
    /// The clinic's name.
    pub clinic: String,
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
    let people = if ways.email { who_wish_email(read)? } else { vec![] };
    let post = Post::by_day(read, &site, ways);
    let mut letters = post.as_ref().map_or(Ok(vec![]), |post| post.invoices(read))?;
    if let Some(post) = &post {
        letters.extend(post.sent_papers(read)?);
    }
    for message in &news(read, &people)? {
        match (&post, message.kind) {
            (Some(post), MessageKind::Reminder) => letters.extend(post.reminder(read, message)?),
            (Some(post), MessageKind::Report) => letters.extend(post.report(read, message)?),
            _ => {}
        }
        for (account, choices) in &people {
            letters.extend(told(read, &site, message, account, choices)?);
        }
    }
    Ok(letters)
}

/// The messages that somebody may have to be written of, in order: of many the newest, for what is older than they are was
/// looked at when it was new.
fn news(read: &Read<'_>, people: &[(Stored<Account>, MyChoices)]) -> Result<Vec<Stored<Message>>> {
    let of_patients = [MessageKind::Reminder, MessageKind::Report];
    let wished = people.iter().flat_map(|(_, choices)| &choices.emailed);
    let kinds: BTreeSet<&str> = of_patients.iter().chain(wished).map(|kind| kind.code()).collect();
    let kinds = kinds.into_iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
    let mut found: Vec<Stored<Message>> = read.all(
        &format!(
            "entered_in_error IS NULL AND recorded_at >= ?1 AND kind IN ({kinds}) AND NOT EXISTS (
                 SELECT 1 FROM message_outcomes WHERE message_id = messages.id AND is_done = 1
                 AND entered_in_error IS NULL)
             ORDER BY recorded_at DESC, id DESC LIMIT {MOST}"
        ),
        [read.now - NEWS_MS],
    )?;
    found.reverse();
    Ok(found)
}

/// Those who have an address and chose to be told of something there.
fn who_wish_email(read: &Read<'_>) -> Result<Vec<(Stored<Account>, MyChoices)>> {
    let all = read.all::<Account>("entered_in_error IS NULL AND is_disabled = 0 AND email IS NOT NULL", [])?;
    let mut wish = vec![];
    for account in all.into_iter().filter(|account| account.is_for(read.place)) {
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
        message_id: Some(message.id),
        says: Says::Waits(message.kind),
        means: Means::Email(email),
        language: account.language.clone(),
        clinic: site.name.clone(),
    }))
}
