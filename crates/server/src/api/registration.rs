//! New accounts: by an invitation that an administrator made for a role, or open to anybody where the operator says so.

use super::Api;
use super::door::{Asked, empty, read_json};
use super::notes::opened;
use super::outbox::{self, Letter, Way};
use super::problem::Problem;
use super::site::Site;
use super::tickets::{self, Code};
use super::words;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use healthsync_clinic::accounts::{AccountSummary, Registration, Right, Role};
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::{Hub, Transaction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

const SHELF: &str = "invitations";
const DAY_MS: Millis = 86_400_000;
const USUAL_DAYS: u8 = 7;
const MOST_DAYS: u8 = 30;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/auth/register", post(register::<H>))
        .route("/auth/invitations", get(invitations::<H>).post(invite::<H>))
        .route("/auth/invitations/{id}", delete(withdraw::<H>))
}

/// An invitation that is to be made.
#[derive(Deserialize, JsonSchema)]
pub struct NewInvitation {
    /// What the person is to do here.
    pub role: Role,
    /// For whom it is meant: for the administrators' list alone.
    #[serde(default)]
    pub note: Option<String>,
    /// Where the person is written to: the code goes there in a letter. Left out, whoever invites hands it over.
    #[serde(default)]
    pub email: Option<String>,
    /// After so many days it is of no use any more: 1 to 30, 7 if left out.
    #[serde(default)]
    pub days: Option<u8>,
}

/// An invitation that nobody has accepted yet.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Invitation {
    /// The invitation.
    pub id: Uuid,
    /// What the person is to do here.
    pub role: Role,
    /// For whom it is meant.
    pub note: Option<String>,
    /// The account that made it.
    pub invited_by: Uuid,
    /// Until when it is good, in milliseconds since 1970.
    pub expires_at: Millis,
}

/// An invitation that was just made.
#[derive(Serialize, JsonSchema)]
pub struct MadeInvitation {
    /// What it is.
    pub invitation: Invitation,
    /// To be handed to the person. It is shown this once, and good for one account.
    pub code: String,
    /// Where it is accepted, with the code in it; none where neither the clinic nor the operator says.
    pub address: Option<String>,
    /// A letter with it waits to be sent.
    pub is_sent: bool,
}

/// Somebody who makes their own account.
#[derive(Deserialize, JsonSchema)]
pub struct RegistrationAsked {
    /// The code of the invitation; none where registration is open.
    #[serde(default)]
    pub code: Option<String>,
    /// The name of the clinic or its code, where the server has several and there is no invitation.
    #[serde(default)]
    pub site: Option<String>,
    /// Who it is.
    #[serde(flatten)]
    pub person: Registration,
}

async fn allowed<H: Hub>(api: &Api<H>, headers: &HeaderMap) -> Result<Asked, Problem> {
    let asked = Asked::of(api, headers).await?;
    asked.site.clinic.check(Some(&asked.seat), Right::ManageAccounts)?;
    Ok(asked)
}

async fn invite<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = allowed(&api, request.headers()).await?;
    let new: NewInvitation = read_json(request).await?;
    if new.role == Role::Patient {
        let detail = "Patients are invited to the portal, from their own record.";
        return Err(Problem { field: Some("role".into()), ..Problem::new(422, "by_invitation_only", detail) });
    }
    let days = new.days.unwrap_or(USUAL_DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        let detail = "An invitation is good for 1 to 30 days.";
        return Err(Problem { field: Some("days".into()), ..Problem::new(422, "bad_days", detail) });
    }
    if new.note.as_deref().is_some_and(|note| note.chars().count() > 200) {
        let detail = "This is too long: at most 200 letters fit.";
        return Err(Problem { field: Some("note".into()), ..Problem::new(422, "too_long", detail) });
    }
    let to = new.email.as_deref().map(str::trim).filter(|to| !to.is_empty()).map(str::to_owned);
    if let Some(to) = &to {
        if !api.served.settings.ways_out.has().email {
            let detail = "This server sends no email. Leave the address out, and hand the code over yourself.";
            return Err(Problem { field: Some("email".into()), ..Problem::new(422, "no_email", detail) });
        }
        if to.chars().count() > 200 || !is_address(to) {
            let detail = "This is no email address, such as nadia@example.org.";
            return Err(Problem { field: Some("email".into()), ..Problem::new(422, "bad_email", detail) });
        }
    }
    let settings = asked.site.call(Some(asked.seat.clone()), "portal_settings", serde_json::json!({})).await?;
    let known = asked.site.call(None, "clinic_status", serde_json::json!({})).await?;
    let (site, outside) = (&asked.site, asked.site.clinic.outside());
    let invitation = Invitation {
        id: outside.id(),
        role: new.role,
        note: new.note,
        invited_by: asked.bearer.account_id,
        expires_at: outside.now() + Millis::from(days) * DAY_MS,
    };
    let code = Code::new(site);
    let mut ledger = api.hub.begin(site.organization_id).await?;
    put(&mut ledger, &api, site, &code.key(), &invitation).await?;
    let code = code.write();
    // The clinic says at which address its server is found: what a request says of it is whatever its sender likes.
    let portal = settings["portal_address"].as_str().and_then(|portal| portal.strip_suffix("/portal/"));
    let address = portal.map(|server| format!("{server}/admin/#/join/{code}"));
    let is_sent = to.is_some();
    if let Some(to) = to {
        let (clinic, language) =
            (known["site"]["name"].as_str().unwrap_or_default(), known["site"]["language"].as_str());
        let is_arabic = language.is_some_and(|language| language.starts_with("ar"));
        let (subject, text) = words::invitation(clinic, &code, address.as_deref(), days, is_arabic);
        let letter = Letter { way: Way::Email, to, subject, text };
        outbox::put(&mut ledger, &api.keys, &api.outside, &letter).await?;
    }
    ledger.commit().await?;
    let made = MadeInvitation { invitation, code, address, is_sent };
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

/// Whether a letter can be written to it: one `@`, and a name on either side.
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    let is_plain =
        !text.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter));
    is_plain && parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

async fn put<H: Hub>(
    ledger: &mut H::Transaction,
    api: &Api<H>,
    site: &Site,
    key: &str,
    invitation: &Invitation,
) -> Result<(), Problem> {
    let until = invitation.expires_at;
    tickets::put(ledger, &api.keys, site, (SHELF, key), &Held { site_id: site.site_id, invitation }, until).await
}

/// An invitation as it is kept.
#[derive(Serialize, Deserialize)]
struct Held<I> {
    site_id: Uuid,
    invitation: I,
}

async fn open_ones<H: Hub>(api: &Api<H>, site: &Site) -> Result<Vec<(String, Invitation)>, Problem> {
    let notes = api.hub.begin_reading(site.organization_id).await?.notes(SHELF).await?;
    let read = |value: &[u8]| opened::<Held<Invitation>>(&api.keys, value);
    let held = notes.into_iter().filter_map(|(key, value)| Some((key, read(&value)?)));
    let good = held.filter(|(_, held)| held.site_id == site.site_id && held.invitation.expires_at > api.now());
    let mut open: Vec<(String, Invitation)> = good.map(|(key, held)| (key, held.invitation)).collect();
    open.sort_by_key(|(_, invitation)| std::cmp::Reverse(invitation.id));
    Ok(open)
}

async fn invitations<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = allowed(&api, request.headers()).await?;
    let open = open_ones(&api, &asked.site).await?;
    Ok(Json(open.into_iter().map(|(_, invitation)| invitation).collect::<Vec<_>>()).into_response())
}

async fn withdraw<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(id): Path<Uuid>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = allowed(&api, request.headers()).await?;
    let open = open_ones(&api, &asked.site).await?;
    let (key, _) = open.into_iter().find(|(_, one)| one.id == id).ok_or_else(Problem::not_found)?;
    let mut ledger = api.hub.begin(asked.site.organization_id).await?;
    ledger.forget_note(SHELF, &key).await?;
    ledger.commit().await?;
    Ok(empty())
}

async fn register<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    api.gates.stranger(api.from(&request))?;
    let asked: RegistrationAsked = read_json(request).await?;
    let made = match &asked.code {
        Some(code) => accept(&api, code, asked.person).await?,
        None => {
            let role = api.served.settings.open_registration.ok_or_else(|| {
                let detail = "Accounts are made by invitation here. Ask an administrator for a code.";
                Problem::new(403, "registration_closed", detail)
            })?;
            let site = api.site_named(asked.site.as_deref()).await?;
            admit(&site, Uuid::nil(), role, asked.person).await?
        }
    };
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

async fn accept<H: Hub>(api: &Api<H>, code: &str, person: Registration) -> Result<AccountSummary, Problem> {
    let bad = || {
        let detail = "This invitation is not good: it was used, withdrawn, or is too old. Ask for another.";
        Problem { field: Some("code".into()), ..Problem::new(422, "bad_invitation", detail) }
    };
    let code = Code::read(code).ok_or_else(bad)?;
    // It is taken before it is used: of two who show it at once, one comes too late.
    let mut ledger = api.hub.begin(code.organization_id).await?;
    let note = ledger.note(SHELF, &code.key()).await?.ok_or_else(bad)?;
    let held: Held<Invitation> = opened(&api.keys, &note).ok_or_else(bad)?;
    let invitation = held.invitation;
    if invitation.expires_at <= api.now() || held.site_id != code.site_id {
        return Err(bad());
    }
    ledger.forget_note(SHELF, &code.key()).await?;
    ledger.commit().await?;
    let site = api.site(code.organization_id, code.site_id).await?;
    let made = admit(&site, invitation.invited_by, invitation.role, person).await;
    if made.is_err() {
        let mut ledger = api.hub.begin(code.organization_id).await?;
        put(&mut ledger, api, &site, &code.key(), &invitation).await?;
        ledger.commit().await?;
    }
    made
}

async fn admit(site: &Arc<Site>, by: Uuid, role: Role, person: Registration) -> Result<AccountSummary, Problem> {
    let clinic = Arc::clone(site);
    let made = site.blocking(move || clinic.clinic.admit(by, role, person)).await?;
    if !site.shared().await {
        return Err(Problem::saved_here_only());
    }
    Ok(made)
}
