//! Signing in over the API, renewing, signing out, and the list of one's sign-ins.

use super::Api;
use super::door::{Asked, empty, read_json};
use super::logins::{self, ACCESS_SECONDS, Login, Refresh, Tokens};
use super::problem::Problem;
use super::site::Site;
use axum::extract::{Path, Request, State};
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use healthsync_hub::hub::Hub;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/auth/login", post(login::<H>))
        .route("/auth/refresh", post(refresh::<H>))
        .route("/auth/logout", post(logout::<H>))
        .route("/auth/logout-everywhere", post(logout_everywhere::<H>))
        .route("/auth/sessions", get(sessions::<H>))
        .route("/auth/sessions/{id}", delete(end::<H>))
}

#[derive(Deserialize)]
struct LoginAsked {
    username: String,
    password: String,
    /// The name of the clinic or its code, where the server has several.
    site: Option<String>,
}

async fn login<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("").to_owned();
    let from = api.from(&request);
    let asked: LoginAsked = read_json(request).await?;
    api.gates.sign_in(from, &asked.username)?;
    let site = api.site_named(asked.site.as_deref()).await?;
    let input = json!({ "username": asked.username, "password": asked.password });
    let (mut signed_in, account_id) = who(&site, input).await?;
    let (login, tokens) = logins::begin(&*api.hub, &api.keys, &site, account_id, &agent).await?;
    let mut told = told(&site, &login, &tokens);
    for name in ["account", "rights"] {
        told[name] = signed_in[name].take();
    }
    Ok(Json(told).into_response())
}

/// Whose user name and password these are, and what signing in tells. The seat of a window is not needed here.
pub(super) async fn who(site: &Arc<Site>, input: Value) -> Result<(Value, Uuid), Problem> {
    let signed_in = site.call(None, "sign_in", input).await?;
    if let Some(window) = signed_in["session"].as_str() {
        site.clinic.unseat(window);
    }
    let account_id = signed_in["account"]["id"].as_str().and_then(|id| Uuid::parse_str(id).ok());
    let account_id = account_id.ok_or_else(|| Problem::broken("signing in names no account"))?;
    Ok((signed_in, account_id))
}

fn told(site: &Site, login: &Login, tokens: &Tokens) -> Value {
    json!({
        "access_token": tokens.access, "token_type": "Bearer", "expires_in_seconds": ACCESS_SECONDS,
        "refresh_token": tokens.refresh, "session_id": login.id, "organization_id": site.organization_id,
        "site_id": site.site_id,
    })
}

#[derive(Deserialize)]
struct RefreshAsked {
    refresh_token: String,
}

async fn refresh<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked: RefreshAsked = read_json(request).await?;
    let shown = Refresh::read(&api.keys, &asked.refresh_token)?;
    let site = api.site(shown.organization_id, shown.site_id).await?;
    let (login, tokens) = logins::renew(&*api.hub, &api.keys, &site, &shown, &api.known).await?;
    Ok(Json(told(&site, &login, &tokens)).into_response())
}

async fn logout<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    asked.site.call(Some(asked.seat.clone()), "sign_out", json!({})).await?;
    logins::end(&*api.hub, &api.known, &asked.site, &[asked.bearer.login_id]).await?;
    Ok(empty())
}

async fn logout_everywhere<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    let ids: Vec<Uuid> = own(&api, &asked).await?.iter().map(|login| login.id).collect();
    asked.site.call(Some(asked.seat.clone()), "sign_out", json!({})).await?;
    logins::end(&*api.hub, &api.known, &asked.site, &ids).await?;
    Ok(empty())
}

async fn own<H: Hub>(api: &Api<H>, asked: &Asked) -> Result<Vec<Login>, Problem> {
    logins::of_account(&*api.hub, &api.keys, &asked.site, asked.bearer.account_id).await
}

async fn sessions<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    let shown = own(&api, &asked).await?.into_iter().map(|login| {
        json!({
            "id": login.id, "began_at": login.began_at, "seen_at": login.seen_at, "agent": login.agent,
            "is_this": login.id == asked.bearer.login_id,
        })
    });
    Ok(Json(shown.collect::<Vec<_>>()).into_response())
}

async fn end<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(id): Path<Uuid>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    own(&api, &asked).await?.iter().find(|login| login.id == id).ok_or_else(Problem::not_found)?;
    logins::end(&*api.hub, &api.known, &asked.site, &[id]).await?;
    Ok(empty())
}
