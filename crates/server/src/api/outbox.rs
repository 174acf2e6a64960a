//! Letters that wait to be sent: sealed notes beside the logs, so that any server over the database may send them. A
//! letter is written once, tried again after ever longer waits, and kept as dead once it was tried often enough.

use super::Api;
use super::logins::ApiKeys;
use super::notes::{opened, sealed};
use super::problem::Problem;
use healthsync_clinic::messages::DueLetter;
use healthsync_clinic::outside::{Millis, Outside};
use healthsync_hub::hub::{Hub, Transaction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A letter that nobody could send for so long is of no use any more.
const KEPT_MS: Millis = 7 * 86_400_000;
/// That a letter was sent is remembered for so long: longer than its message is news.
const SENT_MS: Millis = 30 * 86_400_000;
const SHELF: &str = "outbox";
const SENT: &str = "sent";
/// That a letter went is shown for so long.
const SHOWN_MS: Millis = 7 * 86_400_000;
const GONE: &str = "gone";
/// So many of the last letters are shown.
const MOST_SHOWN: usize = 200;
/// So often a letter is tried.
const MOST_TRIES: u32 = 8;
const FIRST_WAIT_MS: Millis = 60_000;
/// Who takes a letter to send it has so long; then another may.
const LEASE_MS: Millis = 2 * 60_000;

/// How a letter goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By email.
    #[default]
    Email,
    /// By SMS.
    Sms,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// How it goes.
    #[serde(default)]
    pub way: Way,
    /// An email address, or a telephone number.
    pub to: String,
    /// What it is about; nothing, of an SMS.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
}

/// A letter that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// The letter.
    #[serde(flatten)]
    pub letter: Letter,
    /// When it was written, in milliseconds since 1970.
    pub written_at: Millis,
    /// So often it was tried.
    pub tries: u32,
    /// It is tried again then.
    pub next_try_at: Millis,
    /// Why it could not be sent.
    pub problem: Option<String>,
    /// It is not tried any more, unless somebody asks.
    pub is_dead: bool,
    /// The message whose patient it reminds.
    pub reminds: Option<(Uuid, Uuid)>,
}

/// A letter that went: no word of it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Sent {
    /// How it went.
    pub way: Way,
    /// The end of the address.
    pub to: String,
    /// When it was written, in milliseconds since 1970.
    pub written_at: Millis,
    /// When it went.
    pub sent_at: Millis,
    /// At which try.
    pub tries: u32,
}

/// The end of an address: enough to tell two apart, too little to write to.
pub(super) fn end_of(address: &str) -> String {
    let end: String = address.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    format!("…{end}")
}

impl Waiting {
    fn new(letter: Letter, now: Millis) -> Waiting {
        Waiting { letter, written_at: now, tries: 0, next_try_at: now, problem: None, is_dead: false, reminds: None }
    }
}

/// Puts a letter into the outbox, in the transaction that it belongs to.
///
/// # Errors
/// When the hub's database fails.
pub async fn put<T: Transaction>(
    ledger: &mut T,
    keys: &ApiKeys,
    outside: &Outside,
    letter: &Letter,
) -> Result<(), Problem> {
    // An id of now: letters are sent in the order in which they were written.
    let key = outside.id().to_string();
    keep(ledger, keys, outside, &key, &Waiting::new(letter.clone(), outside.now())).await
}

/// Puts a letter into the outbox if it was not there before: two servers that write it at once have written it once.
///
/// # Errors
/// When the hub's database fails.
pub async fn put_once<T: Transaction>(
    ledger: &mut T,
    keys: &ApiKeys,
    outside: &Outside,
    id: Uuid,
    letter: Letter,
    reminds: Option<(Uuid, Uuid)>,
) -> Result<(), Problem> {
    let key = id.to_string();
    if ledger.note(SENT, &key).await?.is_some() {
        return Ok(());
    }
    let now = outside.now();
    ledger.put_note(SENT, &key, vec![], now + SENT_MS).await?;
    keep(ledger, keys, outside, &key, &Waiting { reminds, ..Waiting::new(letter, now) }).await
}

async fn keep<T: Transaction>(
    ledger: &mut T,
    keys: &ApiKeys,
    outside: &Outside,
    key: &str,
    waiting: &Waiting,
) -> Result<(), Problem> {
    Ok(ledger.put_note(SHELF, key, sealed(keys, outside, waiting)?, waiting.written_at + KEPT_MS).await?)
}

/// Which of these letters were never written: looked up without holding anybody up.
///
/// # Errors
/// When the hub's database fails.
pub async fn unwritten(ledger: &mut impl Transaction, due: Vec<DueLetter>) -> Result<Vec<DueLetter>, Problem> {
    let mut fresh = vec![];
    for one in due {
        if ledger.note(SENT, &one.id.to_string()).await?.is_none() {
            fresh.push(one);
        }
    }
    Ok(fresh)
}

impl<H: Hub> Api<H> {
    /// What waits in an organization's outbox, the first first, each with its key.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn letters(&self, organization_id: Uuid) -> Result<Vec<(String, Waiting)>, Problem> {
        let notes = self.hub.begin_reading(organization_id).await?.notes(SHELF).await?;
        let mut letters: Vec<(String, Waiting)> =
            notes.into_iter().filter_map(|(key, value)| Some((key, opened(&self.keys, &value)?))).collect();
        letters.sort_by(|one, other| (one.1.written_at, &one.0).cmp(&(other.1.written_at, &other.0)));
        Ok(letters)
    }

    /// Takes the next letter that is due and that `can` be sent; nobody else takes it for a while.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn take_letter(
        &self,
        organization_id: Uuid,
        can: impl Fn(Way) -> bool + Send,
    ) -> Result<Option<(String, Waiting)>, Problem> {
        let now = self.now();
        let is_due = |one: &Waiting| !one.is_dead && one.next_try_at <= now && can(one.letter.way);
        // Looked at first without holding anybody up.
        if !self.letters(organization_id).await?.iter().any(|(_, one)| is_due(one)) {
            return Ok(None);
        }
        let mut ledger = self.hub.begin(organization_id).await?;
        let notes = ledger.notes(SHELF).await?;
        let due = notes.into_iter().filter_map(|(key, value)| Some((key, opened::<Waiting>(&self.keys, &value)?)));
        let Some((key, mut waiting)) = due.filter(|(_, one)| is_due(one)).min_by_key(|(_, one)| one.next_try_at) else {
            return Ok(None);
        };
        waiting.tries += 1;
        waiting.next_try_at = now + LEASE_MS;
        keep(&mut ledger, &self.keys, &self.outside, &key, &waiting).await?;
        ledger.commit().await?;
        Ok(Some((key, waiting)))
    }

    /// Takes a letter out of the outbox: it was sent, or, without it, nobody wants it any more.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn letter_is_sent(
        &self,
        organization_id: Uuid,
        key: &str,
        sent: Option<&Waiting>,
    ) -> Result<(), Problem> {
        let mut ledger = self.hub.begin(organization_id).await?;
        if let Some(Waiting { letter, written_at, tries, .. }) = sent {
            let (to, sent_at) = (end_of(&letter.to), self.now());
            let note = Sent { way: letter.way, to, written_at: *written_at, sent_at, tries: *tries };
            let value = sealed(&self.keys, &self.outside, &note)?;
            ledger.put_note(GONE, key, value, sent_at + SHOWN_MS).await?;
        }
        ledger.forget_note(SHELF, key).await?;
        Ok(ledger.commit().await?)
    }

    /// The last letters that were sent, the newest first.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn sent_letters(&self, organization_id: Uuid) -> Result<Vec<Sent>, Problem> {
        let notes = self.hub.begin_reading(organization_id).await?.notes(GONE).await?;
        let mut sent: Vec<Sent> = notes.into_iter().filter_map(|(_, value)| opened(&self.keys, &value)).collect();
        sent.sort_by_key(|one| std::cmp::Reverse(one.sent_at));
        sent.truncate(MOST_SHOWN);
        Ok(sent)
    }

    /// Notes why a letter could not be sent. `for_good`: trying again is in vain.
    ///
    /// # Errors
    /// When the hub's database fails.
    pub async fn letter_failed(
        &self,
        organization_id: Uuid,
        key: &str,
        mut waiting: Waiting,
        problem: String,
        for_good: bool,
    ) -> Result<(), Problem> {
        waiting.is_dead = for_good || waiting.tries >= MOST_TRIES;
        waiting.next_try_at = self.now() + (FIRST_WAIT_MS << waiting.tries.saturating_sub(1).min(9));
        waiting.problem = Some(problem);
        let mut ledger = self.hub.begin(organization_id).await?;
        keep(&mut ledger, &self.keys, &self.outside, key, &waiting).await?;
        Ok(ledger.commit().await?)
    }

    /// Has a letter tried again now.
    ///
    /// # Errors
    /// When there is no such letter, or the hub's database fails.
    pub async fn retry_letter(&self, organization_id: Uuid, key: &str) -> Result<Waiting, Problem> {
        let mut ledger = self.hub.begin(organization_id).await?;
        let found = ledger.note(SHELF, key).await?.and_then(|value| opened::<Waiting>(&self.keys, &value));
        let waiting = found.ok_or_else(Problem::not_found)?;
        let again = Waiting { tries: 0, next_try_at: self.now(), is_dead: false, ..waiting };
        keep(&mut ledger, &self.keys, &self.outside, key, &again).await?;
        ledger.commit().await?;
        Ok(again)
    }
}
