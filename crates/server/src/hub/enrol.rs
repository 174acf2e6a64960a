//! Enrolment: a one-time code from an operator makes a computer a workstation of an organization.

use super::again::again;
use super::{Code, Hub, Transaction, Workstation};
use crate::tokens::{Bearer, RefreshToken};
use crate::{HubError, Result};
use ed25519_dalek::VerifyingKey;
use healthsync_sync::Scope;
use uuid::Uuid;

/// What the signature over a code begins with, so that it can never be taken for another.
pub const ENROLMENT_MEANING: &[u8] = b"healthsync: I enrol with the code ";
/// Neither letters that look alike nor signs that a scanner may lose.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters that look or sound alike (I, O, Q, U, V) are left out, as in the series of a workstation that works alone.
const LETTERS: &[u8; 21] = b"ABCDEFGHJKLMNPRSTWXYZ";
const MAX_NAME: usize = 120;

/// What an operator asks a code for.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// The organization, by name: it need not exist yet.
    pub organization_name: String,
    /// The site that the workstation joins; without one it says itself where it stands.
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
    /// By that key, over [`ENROLMENT_MEANING`] and the code in capitals without its dashes.
    pub signature: [u8; 64],
    /// What people call it.
    pub name: String,
    /// The organization that it worked in alone: a new organization takes this id.
    pub organization_id: Option<Uuid>,
    /// The site that it worked in alone, or stands at.
    pub site_id: Option<Uuid>,
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
}

/// Makes a one-time code of random bytes, keeps its hash, and gives its text: it is seen this once.
///
/// # Errors
/// When the name is empty or too long, or the database fails.
pub async fn new_code(hub: &impl Hub, new: NewCode, random: [u8; 16]) -> Result<String> {
    let organization_name = named(&new.organization_name)?;
    let digits: Vec<u8> = random.iter().map(|byte| DIGITS[usize::from(byte & 31)]).collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    let text = groups.join("-");
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

/// Enrols a computer. Asked again by the same key (the answer was lost), it answers the same. `random` makes its id.
///
/// # Errors
/// When the code is not good, the key did not sign it, or a new organization's id or a site is missing.
pub async fn enrol(hub: &impl Hub, asked: Enrolment, now_ms: i64, random: [u8; 10]) -> Result<Enrolled> {
    again(|| once(hub, &asked, now_ms, random)).await
}

async fn once(hub: &impl Hub, asked: &Enrolment, now_ms: i64, random: [u8; 10]) -> Result<Enrolled> {
    let name = named(&asked.name)?;
    let code_hash = hash(&asked.code);
    let code = hub.code(code_hash).await?.filter(|code| now_ms < code.expires_at_ms).ok_or(HubError::BadCode)?;
    let key = VerifyingKey::from_bytes(&asked.public_key).map_err(|_| HubError::BadSignature)?;
    let said = [ENROLMENT_MEANING, plain(&asked.code).as_bytes()].concat();
    let signature = ed25519_dalek::Signature::from_bytes(&asked.signature);
    key.verify_strict(&said, &signature).map_err(|_| HubError::BadSignature)?;
    let existing = hub.organization_named(&code.organization_name).await?;
    let organization_id = existing.or(asked.organization_id).ok_or(HubError::OrganizationIdMissing)?;
    let mut ledger = hub.begin(organization_id).await?;
    if let Some(id) = code.used_by {
        let same = ledger.workstation(id).await?.filter(|found| found.public_key == asked.public_key);
        let fresh = same.filter(|found| found.generation == 1 && !found.is_revoked && !found.is_family_dead);
        return Ok(enrolled(fresh.ok_or(HubError::BadCode)?, &code_hash));
    }
    if existing.is_none() {
        ledger.found(&code.organization_name).await?;
    }
    let id = uuid::Builder::from_unix_timestamp_millis(now_ms.max(0).cast_unsigned(), &random).into_uuid();
    if !ledger.use_code(code_hash, id).await? {
        return Err(HubError::BadCode);
    }
    let mut workstation = Workstation {
        organization_id,
        id,
        site_id: code.site_id.or(asked.site_id).ok_or(HubError::SiteMissing)?,
        name,
        public_key: asked.public_key,
        series_code: series_code(ledger.take_series().await?)?,
        generation: 1,
        token_hash: [0; 32],
        is_family_dead: false,
        is_revoked: false,
    };
    workstation.token_hash = first_token(&workstation, &code_hash).hash();
    ledger.put_workstation(&workstation, now_ms).await?;
    ledger.commit().await?;
    tracing::info!(organization = %organization_id, workstation = %id, "enrolled");
    Ok(enrolled(workstation, &code_hash))
}

fn enrolled(workstation: Workstation, code_hash: &[u8; 32]) -> Enrolled {
    let site = workstation.site_id;
    let refresh_token = first_token(&workstation, code_hash);
    Enrolled { workstation, scopes: vec![Scope::Org, Scope::Site(site), Scope::Audit(site)], refresh_token }
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

/// A code without what people put between its letters.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

fn hash(code: &str) -> [u8; 32] {
    *blake3::hash(plain(code).as_bytes()).as_bytes()
}
