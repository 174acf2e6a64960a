//! Who forgot a password: a letter with a one-time code, and a new password for it.

use super::Api;
use super::door::{empty, read_json};
use super::notes::opened;
use super::outbox::{self, Letter, Way};
use super::problem::Problem;
use super::site::Site;
use super::tickets::{self, Code};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use healthsync_clinic::accounts::Password;
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::{Hub, Transaction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

const SHELF: &str = "resets";
/// A code is good for so long.
const GOOD_MS: Millis = 30 * 60_000;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new().route("/auth/forgot", post(forgot::<H>)).route("/auth/reset", post(reset::<H>))
}

/// Who forgot a password.
#[derive(Deserialize, JsonSchema)]
pub struct Forgotten {
    /// The user name, or the account's email address.
    pub username: String,
    /// The clinic's name or code, where the server has several.
    #[serde(default)]
    pub site: Option<String>,
}

/// A new password, for the code of a letter.
#[derive(Deserialize, JsonSchema)]
pub struct Renewal {
    /// The code that the letter says.
    pub code: String,
    /// The new password.
    pub password: Password,
}

#[derive(Serialize, Deserialize)]
struct Held {
    account_id: Uuid,
    /// Of the password that is to be forgotten: once another is there, the code is of no use.
    password_mark: [u8; 16],
    expires_at: Millis,
}

async fn forgot<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    api.gates.stranger(api.from(&request))?;
    let asked: Forgotten = read_json(request).await?;
    let site = api.site_named(asked.site.as_deref()).await?;
    // Neither what is answered nor how long it takes says whether somebody is known.
    tokio::spawn(async move {
        if api.gates.may_write_to(&asked.username)
            && let Err(problem) = write(&api, &site, asked.username).await
        {
            tracing::error!(code = problem.code, "a letter to who forgot a password could not be written");
        }
    });
    Ok(StatusCode::ACCEPTED.into_response())
}

async fn write<H: Hub>(api: &Api<H>, site: &Arc<Site>, name: String) -> Result<(), Problem> {
    let clinic = Arc::clone(site);
    let known = site.blocking(move || {
        let account = clinic.clinic.account_known_as(&name)?;
        let mark = account.as_ref().map(|account| clinic.clinic.password_mark(account.id)).transpose()?.flatten();
        Ok(account.zip(mark))
    });
    let Some((account, password_mark)) = known.await? else { return Ok(()) };
    let Some(to) = account.email else { return Ok(()) };
    let (outside, code) = (site.clinic.outside(), Code::new(site));
    let expires_at = outside.now() + GOOD_MS;
    let held = Held { account_id: account.id, password_mark, expires_at };
    let mut ledger = api.hub.begin(site.organization_id).await?;
    tickets::put(&mut ledger, &api.keys, site, (SHELF, &code.key()), &held, expires_at).await?;
    let letter = letter(to, &account.language, &code.write());
    outbox::put(&mut ledger, &api.keys, outside, &letter).await?;
    Ok(ledger.commit().await?)
}

fn letter(to: String, language: &str, code: &str) -> Letter {
    let (subject, text) = match language {
        "ar" => (
            "كلمة مرور جديدة لـ HealthSync",
            format!(
                "طُلبت كلمة مرور جديدة لحسابك. رمزك، وهو صالح لمدة 30 دقيقة ولمرة واحدة:\n\n{code}\n\n\
                 إن لم تكن أنت من طلبها فلا تفعل شيئًا: تبقى كلمة مرورك كما هي.\n"
            ),
        ),
        _ => (
            "A new password for HealthSync",
            format!(
                "A new password was asked for your account. Your code, good for 30 minutes and once:\n\n{code}\n\n\
                 If it was not you who asked, do nothing: your password stays as it is.\n"
            ),
        ),
    };
    Letter { way: Way::Email, to, subject: subject.into(), text }
}

async fn reset<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    api.gates.stranger(api.from(&request))?;
    let asked: Renewal = read_json(request).await?;
    let bad = || {
        let detail = "This code is not good: it was used or is too old. Ask for another letter.";
        Problem { field: Some("code".into()), ..Problem::new(422, "bad_code", detail) }
    };
    let code = Code::read(&asked.code).ok_or_else(bad)?;
    let note = api.hub.begin_reading(code.organization_id).await?.note(SHELF, &code.key()).await?.ok_or_else(bad)?;
    let held: Held = opened(&api.keys, &note).ok_or_else(bad)?;
    if held.expires_at <= api.now() {
        return Err(bad());
    }
    let site = api.site(code.organization_id, code.site_id).await?;
    // The mark makes it good once, whoever else shows it meanwhile: the first new password changes it.
    if site.clinic.password_mark(held.account_id)? != Some(held.password_mark) {
        return Err(bad());
    }
    let clinic = Arc::clone(&site);
    site.blocking(move || clinic.clinic.renew_password(held.account_id, &asked.password)).await?;
    let mut ledger = api.hub.begin(code.organization_id).await?;
    ledger.forget_note(SHELF, &code.key()).await?;
    ledger.commit().await?;
    if !site.shared().await {
        return Err(Problem::saved_here_only());
    }
    Ok(empty())
}
