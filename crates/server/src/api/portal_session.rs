//! Signing in at the portal: the refresh token lies in a cookie that no script reads and that is sent to these addresses
//! alone; the access token is told to the page, which keeps it in its memory.
//!
//! A page of another origin can do nothing here: the cookie is sent to pages of this origin only (`SameSite=Strict`), a
//! browser says where a request comes from (`Sec-Fetch-Site`), and each must carry a header that no form can set.

use super::Api;
use super::auth::who;
use super::door::{Asked, empty, read_json};
use super::logins::{self, ACCESS_SECONDS, Refresh, Tokens, seat};
use super::problem::Problem;
use super::site::Site;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use healthsync_hub::hub::Hub;
use serde_json::{Value, json};
use std::sync::Arc;

const COOKIE_NAME: &str = "__Secure-healthsync-portal";
const COOKIE_PATH: &str = "/api/v1/auth/portal";
/// As long as a sign-in that is not used lasts.
const COOKIE_SECONDS: i64 = 7 * 86_400;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/auth/portal/status", get(status::<H>))
        .route("/auth/portal/login", post(login::<H>))
        .route("/auth/portal/refresh", post(refresh::<H>))
        .route("/auth/portal/logout", post(logout::<H>))
        .route("/auth/portal/check", post(check::<H>))
        .route("/auth/portal/accept", post(accept::<H>))
        .route("/auth/portal/register", post(register::<H>))
}

async fn status<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Json<Value>, Problem> {
    let query = request.uri().query().unwrap_or_default();
    let named = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "site").map(|(_, site)| site);
    let site = api.site_named(named.as_deref()).await?;
    Ok(Json(site.call(None, "portal_status", json!({})).await?))
}

/// A request of the portal's own page: what it says, its site apart.
async fn said<H: Hub>(api: &Api<H>, request: Request) -> Result<(Arc<Site>, Value, String), Problem> {
    own_page(request.headers())?;
    api.gates.stranger(api.from(&request))?;
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("").to_owned();
    let mut input: Value = read_json(request).await?;
    let named = input.as_object_mut().and_then(|input| input.remove("site"));
    let site = api.site_named(named.as_ref().and_then(Value::as_str)).await?;
    Ok((site, input, agent))
}

fn own_page(headers: &HeaderMap) -> Result<(), Problem> {
    let is_elsewhere = headers.get("sec-fetch-site").is_some_and(|from| from != "same-origin");
    if is_elsewhere || !headers.contains_key("x-healthsync-portal") {
        return Err(Problem::new(403, "not_the_portal", "This address is for the portal's own page."));
    }
    Ok(())
}

async fn login<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let (site, input, agent) = said(&api, request).await?;
    enter(&api, &site, input, &agent).await
}

/// Signs a patient in, and nobody else: who works here has the window.
async fn enter<H: Hub>(api: &Api<H>, site: &Arc<Site>, input: Value, agent: &str) -> Result<Response, Problem> {
    let (signed_in, account_id) = who(site, input).await?;
    let is_patient = signed_in["rights"].as_array().is_some_and(|rights| rights.iter().any(|one| one == "own_chart"));
    if !is_patient {
        let detail = "This is the patients' portal. Your account is for the clinic's own program.";
        return Err(Problem::new(403, "not_a_patient", detail));
    }
    let (_, tokens) = logins::begin(&*api.hub, &api.keys, site, account_id, agent).await?;
    told(&tokens)
}

fn told(tokens: &Tokens) -> Result<Response, Problem> {
    let body = json!({ "access_token": tokens.access, "expires_in_seconds": ACCESS_SECONDS });
    let cookie = cookie(&tokens.refresh, COOKIE_SECONDS)?;
    Ok(([(SET_COOKIE, cookie)], Json(body)).into_response())
}

fn cookie(value: &str, seconds: i64) -> Result<HeaderValue, Problem> {
    let text =
        format!("{COOKIE_NAME}={value}; Path={COOKIE_PATH}; Max-Age={seconds}; HttpOnly; Secure; SameSite=Strict");
    HeaderValue::from_str(&text).map_err(Problem::broken)
}

fn shown(headers: &HeaderMap) -> Option<String> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value.to_owned())
}

/// A page that was opened again, or whose access token is old. Who was not signed in is told nothing.
async fn refresh<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    own_page(request.headers())?;
    let Some(text) = shown(request.headers()) else { return Ok(empty()) };
    let renewed = async {
        let shown = Refresh::read(&api.keys, &text)?;
        let site = api.site(shown.organization_id, shown.site_id).await?;
        let (login, tokens) = logins::renew(&*api.hub, &api.keys, &site, &shown, &api.known).await?;
        site.clinic.seat(&seat(login.id), login.account_id).map_err(|_| Problem::signed_out())?;
        Ok::<_, Problem>(tokens)
    };
    match renewed.await {
        Ok(tokens) => told(&tokens),
        Err(problem) if problem.status == 401 => Ok((forgotten()?, problem).into_response()),
        Err(problem) => Err(problem),
    }
}

fn forgotten() -> Result<[(axum::http::HeaderName, HeaderValue); 1], Problem> {
    Ok([(SET_COOKIE, cookie("", 0)?)])
}

async fn logout<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    own_page(request.headers())?;
    // Whose token is too old is signed out by losing the cookie.
    if let Ok(asked) = Asked::of(&api, request.headers()).await {
        asked.site.call(Some(asked.seat.clone()), "sign_out", json!({})).await?;
        logins::end(&*api.hub, &api.known, &asked.site, &[asked.bearer.login_id]).await?;
    }
    Ok((StatusCode::NO_CONTENT, forgotten()?).into_response())
}

async fn check<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let (site, input, _) = said(&api, request).await?;
    site.call(None, "check_invitation", input).await?;
    Ok(empty())
}

async fn accept<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    join(&api, request, "accept_invitation").await
}

async fn register<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    join(&api, request, "register_at_portal").await
}

/// Makes an account, and signs it in.
async fn join<H: Hub>(api: &Api<H>, request: Request, command: &'static str) -> Result<Response, Problem> {
    let (site, input, agent) = said(api, request).await?;
    let entering = json!({ "username": input["username"], "password": input["password"] });
    site.call(None, command, input).await?;
    // An account that a crash took away again would be a code lost to the patient.
    if !site.shared().await {
        let detail = "Your account is being kept. Sign in with it in a moment.";
        return Err(Problem { retry_after: Some(5), ..Problem::new(503, "saved_here_only", detail) });
    }
    enter(api, &site, entering, &agent).await
}
