//! Enrolment: a one-time code from an operator makes a computer a workstation of an organization.

use super::again::again;
use super::{Code, Hub, Transaction, Workstation};
use crate::tokens::{Bearer, Keys, RefreshToken};
use crate::{HubError, Result};
use healthsync_sync::{Scope, code_of_random, is_enrolment_signed, plain_code};
use uuid::Uuid;

/// Letters that look or sound alike (I, O, Q, U, V) are left out, as in the series of a workstation that works alone.
const LETTERS: &[u8; 21] = b"ABCDEFGHJKLMNPRSTWXYZ";
const MAX_NAME: usize = 120;

/// What an operator asks a code for.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// The organization, by name: it need not exist yet.
    pub organization_name: String,
    /// The site that the workstation joins; without one it brings a site that is not on the roll yet.
    pub site_id: Option<Uuid>,
    /// Until when, in milliseconds since 1970.
    pub expires_at_ms: i64,
}

/// What a computer says that wants to be enrolled.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The one-time code, as it was typed or scanned.
    pub code: String,
    /// The key of its origin.
    pub public_key: [u8; 32],
    /// By that key, over the code ([`healthsync_sync::OriginKey::sign_enrolment`]).
    pub signature: [u8; 64],
    /// What people call it.
    pub name: String,
    /// The organization that its records belong to: a new organization takes this id. None where it has no records, or
    /// comes with its site and all that it wrote there to an organization that is there already.
    pub organization_id: Option<Uuid>,
    /// The site that its records stand in.
    pub site_id: Option<Uuid>,
    /// The letters that it was given before, with the server's receipt for them: it keeps them if this database has
    /// forgotten it.
    pub series: Option<(String, String)>,
}

/// What it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// As it is on the roll now.
    pub workstation: Workstation,
    /// What it writes in; all but the audit of its site is pulled too.
    pub scopes: Vec<Scope>,
    /// The first of its refresh tokens.
    pub refresh_token: RefreshToken,
    /// The server's word that these letters were given to this key.
    pub series_receipt: String,
}

/// Makes a one-time code of random bytes, keeps its hash, and gives its text: it is seen this once.
///
/// # Errors
/// When the name is empty or too long, or the database fails.
pub async fn new_code(hub: &impl Hub, new: NewCode, random: [u8; 16]) -> Result<String> {
    let organization_name = named(&new.organization_name)?;
    let text = code_of_random(random);
    let code = Code { organization_name, site_id: new.site_id, expires_at_ms: new.expires_at_ms, used_by: None };
    hub.add_code(hash(&text), code).await?;
    Ok(text)
}

/// The letters of the series of an organization's nth workstation: A … Z, then AA …, never the four letters that a
/// workstation gives itself.
///
/// # Errors
/// When all were given away.
pub fn series_code(nth: u64) -> Result<String> {
    let base = LETTERS.len() as u64;
    let (mut rest, mut length, mut many) = (nth, 1, base);
    while rest >= many {
        rest -= many;
        length += 1;
        many *= base;
        if length > 3 {
            return Err(HubError::NoSeriesLeft);
        }
    }
    let letter = |place: u32| char::from(LETTERS[(rest / base.pow(place) % base) as usize]);
    Ok((0..length).rev().map(letter).collect())
}

/// Whose letters they are: the inverse of [`series_code`].
fn series_number(letters: &str) -> Option<u64> {
    let base = LETTERS.len() as u64;
    letters
        .bytes()
        .try_fold(0_u64, |number, letter| {
            let digit = LETTERS.iter().position(|known| *known == letter)? as u64;
            Some(number * base + digit + 1)
        })?
        .checked_sub(1)
}

/// Enrols a computer. Asked again by the same key (the answer was lost), it answers the same. `random` makes its id.
///
/// A code that names no site opens none that is on the roll: else whoever holds one could read any clinic of the
/// organization. To join a site the operator names it.
///
/// # Errors
/// When the code is not good, the key did not sign it, a new organization's id or a site is missing, the site is
/// another's, or the workstation's records belong to another organization or site. The code is still good then.
pub async fn enrol(hub: &impl Hub, keys: &Keys, asked: Enrolment, now_ms: i64, random: [u8; 10]) -> Result<Enrolled> {
    again(|| once(hub, keys, &asked, now_ms, random)).await
}

async fn once(hub: &impl Hub, keys: &Keys, asked: &Enrolment, now_ms: i64, random: [u8; 10]) -> Result<Enrolled> {
    let name = named(&asked.name)?;
    let code_hash = hash(&asked.code);
    let code = hub.code(code_hash).await?.filter(|code| now_ms < code.expires_at_ms).ok_or(HubError::BadCode)?;
    if !is_enrolment_signed(&asked.public_key, &asked.code, &asked.signature) {
        return Err(HubError::BadSignature);
    }
    let existing = hub.organization_named(&code.organization_name).await?;
    // Its records bear its organization's id, and could never be taken into another.
    if existing.is_some_and(|id| asked.organization_id.is_some_and(|own| own != id)) {
        return Err(HubError::OtherOrganization);
    }
    let organization_id = existing.or(asked.organization_id).ok_or(HubError::OrganizationIdMissing)?;
    let mut ledger = hub.begin(organization_id).await?;
    if let Some(id) = code.used_by {
        let same = ledger.workstation(id).await?.filter(|found| found.public_key == asked.public_key);
        let fresh = same.filter(|found| found.generation == 1 && !found.is_revoked && !found.is_family_dead);
        return Ok(enrolled(keys, fresh.ok_or(HubError::BadCode)?, &code_hash));
    }
    if existing.is_none() {
        ledger.found(&code.organization_name).await?;
    }
    let id = uuid::Builder::from_unix_timestamp_millis(now_ms.max(0).cast_unsigned(), &random).into_uuid();
    if !ledger.use_code(code_hash, id).await? {
        return Err(HubError::BadCode);
    }
    let roll = ledger.roll().await?;
    let site_id = match (code.site_id, asked.site_id) {
        (Some(named), Some(own)) if named != own => return Err(HubError::OtherSite),
        (Some(named), _) => named,
        (None, Some(brought)) if roll.iter().any(|other| other.site_id == brought) => return Err(HubError::SiteTaken),
        (None, Some(brought)) => brought,
        (None, None) => return Err(HubError::SiteMissing),
    };
    let is_free = |letters: &str| roll.iter().all(|other| other.series_code != letters);
    let was_given = |(letters, receipt): &&(String, String)| {
        keys.series_receipt(organization_id, &asked.public_key, letters) == *receipt
    };
    let held = asked.series.as_ref().filter(was_given).map(|(letters, _)| letters);
    if let Some(nth) = held.and_then(|letters| series_number(letters)) {
        ledger.count_series(nth + 1).await?;
    }
    let series_code = match held.filter(|letters| is_free(letters)) {
        Some(letters) => letters.clone(),
        None => free_series(&mut ledger, is_free).await?,
    };
    let mut workstation = Workstation {
        organization_id,
        id,
        site_id,
        name,
        public_key: asked.public_key,
        series_code,
        generation: 1,
        token_hash: [0; 32],
        is_family_dead: false,
        is_revoked: false,
        keeps_data: false,
    };
    workstation.token_hash = first_token(&workstation, &code_hash).hash();
    ledger.put_workstation(&workstation, now_ms).await?;
    ledger.commit().await?;
    tracing::info!(organization = %organization_id, workstation = %id, site = %site_id, "enrolled");
    Ok(enrolled(keys, workstation, &code_hash))
}

/// The next letters that nobody has: in a database that was put back, some that it has yet to count may have been
/// brought back by who holds them.
async fn free_series(ledger: &mut impl Transaction, is_free: impl Fn(&str) -> bool) -> Result<String> {
    loop {
        let letters = series_code(ledger.take_series().await?)?;
        if is_free(&letters) {
            return Ok(letters);
        }
    }
}

fn enrolled(keys: &Keys, workstation: Workstation, code_hash: &[u8; 32]) -> Enrolled {
    let site = workstation.site_id;
    let refresh_token = first_token(&workstation, code_hash);
    let (organization, key) = (workstation.organization_id, &workstation.public_key);
    let series_receipt = keys.series_receipt(organization, key, &workstation.series_code);
    let scopes = vec![Scope::Org, Scope::Site(site), Scope::Audit(site)];
    Enrolled { workstation, scopes, refresh_token, series_receipt }
}

fn first_token(workstation: &Workstation, code_hash: &[u8; 32]) -> RefreshToken {
    let bearer = Bearer { organization_id: workstation.organization_id, workstation_id: workstation.id };
    RefreshToken::first(bearer, &[code_hash.as_slice(), &workstation.public_key].concat())
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    let is_good = !name.is_empty() && name.len() <= MAX_NAME;
    is_good.then(|| name.to_owned()).ok_or_else(|| HubError::Malformed("a name has 1 to 120 bytes".into()))
}

fn hash(code: &str) -> [u8; 32] {
    *blake3::hash(plain_code(code).as_bytes()).as_bytes()
}
