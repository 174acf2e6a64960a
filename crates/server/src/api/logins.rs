//! Sign-ins over the API: access tokens of a quarter of an hour, and a family of refresh tokens each, kept beside the
//! logs so that every server over the database knows them. Who uses a refresh token twice ends its family.

pub use super::keys::ApiKeys;
use super::notes::{opened, sealed};
use super::problem::Problem;
pub use super::refresh::Refresh;
use super::site::Site;
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::{Hub, Transaction};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// An access token is good for so long.
pub const ACCESS_SECONDS: i64 = 15 * 60;
/// A family whose last token is not used for so long is over.
const FAMILY_MS: Millis = 7 * 86_400_000;
/// So long an ended sign-in may still be let in by another server over the same database.
const KNOWN_MS: Millis = 5_000;
const ISSUER: &str = "healthsync-api";
const SHELF: &str = "logins";

/// One sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Login {
    /// Its id.
    pub id: Uuid,
    /// The site that it is for.
    pub site_id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// When it began, in milliseconds since 1970.
    pub began_at: Millis,
    /// When its tokens were last renewed.
    pub seen_at: Millis,
    /// What the program said that signed in.
    pub agent: String,
    generation: u64,
    token_hash: [u8; 32],
    /// The mark of the password that was known then: a changed password ends the sign-in.
    password_mark: [u8; 16],
}

/// What who signed in shows from now on.
pub struct Tokens {
    /// Shown with each request.
    pub access: String,
    /// Good for one renewal.
    pub refresh: String,
}

/// Whom an access token names.
#[derive(Clone, Copy, Debug)]
pub struct Bearer {
    /// The sign-in.
    pub login_id: Uuid,
    /// The organization.
    pub organization_id: Uuid,
    /// The site.
    pub site_id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// The mark of the password with which it was signed in.
    pub(super) password_mark: [u8; 16],
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    jti: Uuid,
    sub: Uuid,
    org: Uuid,
    site: Uuid,
    iat: i64,
    exp: i64,
}

/// The sign-ins of which is known that they were good a moment ago.
#[derive(Default)]
pub struct Known(Mutex<HashMap<Uuid, (Millis, [u8; 16])>>);

impl Known {
    fn fresh(&self, id: Uuid, now: Millis) -> Option<[u8; 16]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > 10_000 {
            known.retain(|_, (at, _)| now - *at < KNOWN_MS);
        }
        known.get(&id).filter(|(at, _)| (0..KNOWN_MS).contains(&(now - at))).map(|(_, mark)| *mark)
    }

    fn note(&self, id: Uuid, now: Millis, mark: [u8; 16]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, (now, mark));
    }

    pub(super) fn forget(&self, id: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Begins a sign-in of an account that has shown who it is, and seats it.
///
/// # Errors
/// When the hub's database fails.
pub async fn begin<H: Hub>(
    hub: &H,
    keys: &ApiKeys,
    site: &Site,
    account_id: Uuid,
    agent: &str,
) -> Result<(Login, Tokens), Problem> {
    let outside = site.clinic.outside();
    let now = outside.now();
    let agent = agent.chars().take(200).collect();
    let (id, site_id) = (outside.id(), site.site_id);
    let password_mark = site.clinic.password_mark(account_id)?.ok_or_else(Problem::signed_out)?;
    let mut login = Login {
        id,
        site_id,
        account_id,
        began_at: now,
        seen_at: now,
        agent,
        generation: 0,
        token_hash: [0; 32],
        password_mark,
    };
    let tokens = next_tokens(keys, site, &mut login, now)?;
    let mut ledger = hub.begin(site.organization_id).await?;
    ledger.forget_notes(now).await?;
    put(&mut ledger, keys, site, &login).await?;
    ledger.commit().await?;
    site.clinic.seat(&seat(login.id), account_id)?;
    Ok((login, tokens))
}

/// Takes a refresh token for new tokens.
///
/// # Errors
/// When the token is not good, or was used before: its sign-in is over then.
pub async fn renew<H: Hub>(
    hub: &H,
    keys: &ApiKeys,
    site: &Site,
    shown: &Refresh,
    known: &Known,
) -> Result<(Login, Tokens), Problem> {
    let now = site.clinic.outside().now();
    let mut ledger = hub.begin(site.organization_id).await?;
    let mut login = find(&mut ledger, keys, shown.login_id).await?.ok_or_else(Problem::signed_out)?;
    let is_same_password = site.clinic.password_mark(login.account_id)? == Some(login.password_mark);
    if now - login.seen_at > FAMILY_MS || !is_same_password {
        return Err(Problem::signed_out());
    }
    if login.generation != shown.generation || login.token_hash != shown.hash() {
        ledger.put_note(SHELF, &login.id.to_string(), vec![], now).await?;
        ledger.commit().await?;
        known.forget(login.id);
        site.clinic.unseat(&seat(login.id));
        tracing::warn!(login = %login.id, "a refresh token of the API was used twice");
        return Err(Problem::new(
            401,
            "refresh_token_reused",
            "This sign-in was ended: its token was used twice. Sign in again.",
        ));
    }
    login.seen_at = now;
    let tokens = next_tokens(keys, site, &mut login, now)?;
    put(&mut ledger, keys, site, &login).await?;
    ledger.commit().await?;
    Ok((login, tokens))
}

/// Whom an access token names, if its sign-in is not over.
///
/// # Errors
/// When the token is not this server's, is too old, or its sign-in was ended.
pub async fn bearer<H: Hub>(
    hub: &H,
    keys: &ApiKeys,
    known: &Known,
    token: &str,
    now: Millis,
) -> Result<Bearer, Problem> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    // Time is an argument here.
    validation.validate_exp = false;
    let decoded = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(&keys.access), &validation);
    let claims = decoded.map_err(|_| Problem::not_signed_in())?.claims;
    if now / 1000 >= claims.exp {
        return Err(Problem::new(
            401,
            "token_expired",
            "The access token is too old. Renew it with the refresh token.",
        ));
    }
    let password_mark = match known.fresh(claims.jti, now) {
        Some(mark) => mark,
        None => {
            let mut ledger = hub.begin_reading(claims.org).await?;
            let login = find(&mut ledger, keys, claims.jti).await?.ok_or_else(Problem::signed_out)?;
            known.note(login.id, now, login.password_mark);
            login.password_mark
        }
    };
    let (organization_id, site_id) = (claims.org, claims.site);
    Ok(Bearer { login_id: claims.jti, organization_id, site_id, account_id: claims.sub, password_mark })
}

/// Whether a sign-in is not over, however old its access token is, and its password is still that one.
///
/// # Errors
/// When the hub's database fails.
pub async fn stands<H: Hub>(
    hub: &H,
    keys: &ApiKeys,
    known: &Known,
    site: &Arc<Site>,
    bearer: &Bearer,
    now: Millis,
) -> Result<bool, Problem> {
    let mark = site.password_mark(bearer.account_id).await?;
    if known.fresh(bearer.login_id, now).is_some_and(|fresh| Some(fresh) == mark) {
        return Ok(true);
    }
    let mut ledger = hub.begin_reading(bearer.organization_id).await?;
    let login = find(&mut ledger, keys, bearer.login_id).await?;
    let going = login.filter(|login| now - login.seen_at <= FAMILY_MS && Some(login.password_mark) == mark);
    if let Some(login) = &going {
        known.note(login.id, now, login.password_mark);
    }
    Ok(going.is_some())
}

/// The sign-ins of an account that are not over, the latest first.
///
/// # Errors
/// When the hub's database fails.
pub async fn of_account<H: Hub>(hub: &H, keys: &ApiKeys, site: &Site, account_id: Uuid) -> Result<Vec<Login>, Problem> {
    let now = site.clinic.outside().now();
    let mark = site.clinic.password_mark(account_id)?;
    let mut ledger = hub.begin_reading(site.organization_id).await?;
    let notes = ledger.notes(SHELF).await?;
    let read = notes.iter().filter_map(|(_, value)| opened::<Login>(keys, value));
    let mut logins: Vec<Login> = read
        .filter(|login| login.account_id == account_id && now - login.seen_at <= FAMILY_MS)
        .filter(|login| Some(login.password_mark) == mark)
        .collect();
    logins.sort_by_key(|login| std::cmp::Reverse(login.seen_at));
    Ok(logins)
}

/// Keeps a sign-in whose own person just changed the password: all others of the account are over by that.
///
/// # Errors
/// When the hub's database fails.
pub async fn go_on<H: Hub>(hub: &H, keys: &ApiKeys, known: &Known, site: &Site, id: Uuid) -> Result<(), Problem> {
    let mut ledger = hub.begin(site.organization_id).await?;
    let mut login = find(&mut ledger, keys, id).await?.ok_or_else(Problem::signed_out)?;
    login.password_mark = site.clinic.password_mark(login.account_id)?.ok_or_else(Problem::signed_out)?;
    put(&mut ledger, keys, site, &login).await?;
    ledger.commit().await?;
    known.forget(id);
    Ok(())
}

/// Ends sign-ins.
///
/// # Errors
/// When the hub's database fails.
pub async fn end<H: Hub>(hub: &H, known: &Known, site: &Site, ids: &[Uuid]) -> Result<(), Problem> {
    let mut ledger = hub.begin(site.organization_id).await?;
    for id in ids {
        ledger.put_note(SHELF, &id.to_string(), vec![], site.clinic.outside().now()).await?;
    }
    ledger.commit().await?;
    for id in ids {
        known.forget(*id);
        site.clinic.unseat(&seat(*id));
    }
    Ok(())
}

/// The seat in the clinic of a sign-in.
#[must_use]
pub fn seat(login_id: Uuid) -> String {
    format!("api-{}", login_id.simple())
}

/// An ended one has nothing in its note.
async fn find<T: Transaction>(ledger: &mut T, keys: &ApiKeys, id: Uuid) -> Result<Option<Login>, Problem> {
    Ok(ledger.note(SHELF, &id.to_string()).await?.and_then(|value| opened(keys, &value)))
}

async fn put<T: Transaction>(ledger: &mut T, keys: &ApiKeys, site: &Site, login: &Login) -> Result<(), Problem> {
    let outside = site.clinic.outside();
    let note = sealed(keys, outside, login)?;
    Ok(ledger.put_note(SHELF, &login.id.to_string(), note, outside.now() + FAMILY_MS).await?)
}

fn next_tokens(keys: &ApiKeys, site: &Site, login: &mut Login, now: Millis) -> Result<Tokens, Problem> {
    login.generation += 1;
    let (organization_id, site_id) = (site.organization_id, site.site_id);
    let refresh = Refresh {
        organization_id,
        site_id,
        login_id: login.id,
        generation: login.generation,
        seed: site.clinic.outside().bytes(),
    };
    login.token_hash = refresh.hash();
    let iat = now / 1000;
    let claims = Claims {
        iss: ISSUER.into(),
        jti: login.id,
        sub: login.account_id,
        org: organization_id,
        site: site_id,
        iat,
        exp: iat + ACCESS_SECONDS,
    };
    let key = EncodingKey::from_secret(&keys.access);
    let access = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(Problem::broken)?;
    Ok(Tokens { access, refresh: refresh.write(keys) })
}
