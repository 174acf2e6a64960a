//! The door of the operations: who asks, what they say, the command, and the answer.

use super::Api;
use super::input::input;
use super::logins::{self, Bearer, seat};
use super::operations::{self, Operation};
use super::pages;
use super::problem::Problem;
use super::site::Site;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderValue, IF_MATCH, IF_NONE_MATCH, LINK};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use healthsync_clinic::command::Right;
use healthsync_hub::hub::Hub;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// A request is at most so large: a photo or a logo, a file of a hundred thousand lines.
const MAX_BODY: usize = 48 * 1024 * 1024;
/// A request's body has to come in so long.
const BODY_TIME: Duration = Duration::from_secs(120);

/// Who asks.
pub(super) struct Asked {
    pub bearer: Bearer,
    pub site: Arc<Site>,
    /// The seat in the clinic.
    pub seat: String,
}

impl Asked {
    /// Who sent these headers.
    pub(super) async fn of<H: Hub>(api: &Api<H>, headers: &HeaderMap) -> Result<Asked, Problem> {
        let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = text.and_then(|text| text.strip_prefix("Bearer ")).ok_or_else(Problem::not_signed_in)?;
        Asked::with_token(api, token).await
    }

    /// Who shows this access token.
    pub(super) async fn with_token<H: Hub>(api: &Api<H>, token: &str) -> Result<Asked, Problem> {
        let mut bearer = logins::bearer(&*api.hub, &api.keys, &api.known, token, api.now()).await?;
        let site = api.site(bearer.organization_id, bearer.site_id).await?;
        let mark = site.password_mark(bearer.account_id).await?;
        if mark != Some(bearer.password_mark) {
            // Another server over the same database may have kept the sign-in on after a new password.
            api.known.forget(bearer.login_id);
            bearer = logins::bearer(&*api.hub, &api.keys, &api.known, token, api.now()).await?;
            if mark != Some(bearer.password_mark) {
                return Err(Problem::signed_out());
            }
        }
        api.gates.account(bearer.account_id)?;
        let seat = seat(bearer.login_id);
        site.clinic.seat(&seat, bearer.account_id).map_err(|_| Problem::signed_out())?;
        Ok(Asked { bearer, site, seat })
    }
}

/// Runs the operation at the request's method and path.
pub(super) async fn operate<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let (operation, named) = match operations::at(parts.method.as_str(), path) {
        Ok(found) => found,
        Err(methods) if methods.is_empty() => return Err(Problem::not_found()),
        Err(methods) => return bad_method(&methods.join(", ")),
    };
    let asked = match operation.command.right {
        Right::Anyone => None,
        _ => Some(Asked::of(&api, &parts.headers).await?),
    };
    let body = read(body).await?;
    let version = parts.headers.get(IF_MATCH).and_then(|tag| tag.to_str().ok());
    let (page, query) = pages::split(operation, parts.uri.query().unwrap_or_default())?;
    let input = input(operation, &named, &query, &body, version)?;
    let asked = asked.ok_or_else(Problem::not_signed_in)?;
    api.gates.operation(asked.bearer.account_id, operation.command.name)?;
    let page = page.map(|page| page.of(&input));
    let again = parts.headers.get("idempotency-key").filter(|_| !operation.reads());
    if let Some(key) = again {
        return super::again::once(&api, &asked, operation, key, input).await;
    }
    let mut output = run(&api, &asked, operation, input).await?;
    let next = page.map(|page| page.turn(&mut output)).transpose().map_err(Problem::broken)?.flatten();
    let mut answer = answer(operation, output, parts.headers.get(IF_NONE_MATCH))?;
    if let Some(after) = next {
        answer.headers_mut().insert(LINK, pages::link(path, parts.uri.query().unwrap_or_default(), &after)?);
    }
    Ok(answer)
}

fn bad_method(allowed: &str) -> Result<Response, Problem> {
    let mut answer = Problem::new(405, "bad_method", "This address does not take this method.").into_response();
    answer.headers_mut().insert(ALLOW, HeaderValue::from_str(allowed).map_err(Problem::broken)?);
    Ok(answer)
}

/// Runs the command; what it wrote is in the hub's log before this returns.
pub(super) async fn run<H: Hub>(
    api: &Api<H>,
    asked: &Asked,
    operation: &Operation,
    input: Value,
) -> Result<String, Problem> {
    let output = asked.site.call_for_text(Some(asked.seat.clone()), operation.command.name, input).await?;
    if operation.command.name == "change_password" {
        logins::go_on(&*api.hub, &api.keys, &api.known, &asked.site, asked.bearer.login_id).await?;
    }
    if !operation.reads() && !asked.site.shared().await {
        return Err(Problem::saved_here_only());
    }
    Ok(output)
}

/// What of an output its tag is made of, where it has that.
#[derive(Deserialize)]
struct Versioned {
    version: Option<Value>,
}

/// The answer that an output comes to.
pub(super) fn answer(operation: &Operation, output: String, known: Option<&HeaderValue>) -> Result<Response, Problem> {
    // Only an object can have a version; a list or a word is no such thing.
    let read = || serde_json::from_str::<Versioned>(&output).ok()?.version?.as_i64();
    let tag = match output.starts_with('{').then(read).flatten() {
        Some(version) => format!("\"{version}\""),
        None => format!("W/\"{}\"", &blake3::hash(output.as_bytes()).to_hex()[..16]),
    };
    let tag = HeaderValue::from_str(&tag).map_err(Problem::broken)?;
    if operation.reads() && known == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let status = if operation.creates() { StatusCode::CREATED } else { StatusCode::OK };
    let kind = HeaderValue::from_static("application/json");
    Ok((status, [(CONTENT_TYPE, kind), (ETAG, tag)], output).into_response())
}

/// Nothing to say.
pub(super) fn empty() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// A request's body.
pub(super) async fn read(body: Body) -> Result<Vec<u8>, Problem> {
    let whole = tokio::time::timeout(BODY_TIME, to_bytes(body, MAX_BODY)).await;
    let whole = whole.map_err(|_| Problem::new(408, "too_slow", "The request came too slowly. Send it again."))?;
    whole.map(Vec::from).map_err(|_| Problem::new(413, "body_too_large", "The request is larger than 48 MB."))
}

/// A request's body as JSON.
pub(super) async fn read_json<T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    let body = read(request.into_body()).await?;
    serde_json::from_slice(&body).map_err(|reason| Problem::bad_input(&reason.to_string()))
}
