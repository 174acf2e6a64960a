//! How workstations reach the hub: a few routes, each with bounds on what it reads and for how long.

mod enrolment;
mod reply;

use crate::hub::{self, Hub};
use crate::tokens::Keys;
use crate::{HubError, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Duration;

/// A request is at most so large: a chunk of 64 KiB, and a vector of many logs said whole.
pub const MAX_BODY: usize = 1024 * 1024;
/// Who is slower than this with a body has a link on which 4 KiB chunks would not pass either.
const BODY_TIMEOUT: Duration = Duration::from_secs(120);
/// What an exchange is made of.
pub const EXCHANGE_TYPE: &str = "application/x-healthsync";

/// What the routes share.
pub struct Centre<H> {
    /// The database.
    pub hub: H,
    /// The server's keys.
    pub keys: Keys,
    /// The wall, in milliseconds since 1970.
    pub now_ms: fn() -> i64,
}

/// The routes.
pub fn router<H: Hub>(centre: Centre<H>) -> Router {
    Router::new()
        .route("/sync/v1/exchange", post(exchange::<H>))
        .route("/sync/v1/enrol", post(enrolment::enrol::<H>))
        .route("/sync/v1/token", post(enrolment::token::<H>))
        .route("/health", get(async || "ok"))
        .route("/ready", get(ready::<H>))
        .fallback(async || HubError::NotFound("route").into_response())
        .with_state(Arc::new(centre))
}

async fn ready<H: Hub>(State(centre): State<Arc<Centre<H>>>) -> Response {
    match centre.hub.check().await {
        Ok(()) => "ready".into_response(),
        Err(reason) => {
            tracing::error!(%reason, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

async fn exchange<H: Hub>(State(centre): State<Arc<Centre<H>>>, request: Request) -> Result<Response> {
    // Who is not known is not listened to: the token comes before the body.
    let bearer = centre.keys.bearer(bearer_text(request.headers())?, (centre.now_ms)())?;
    let body = read(request.into_body(), MAX_BODY).await?;
    let (organization, workstation) = (bearer.organization_id, bearer.workstation_id);
    let answer = hub::exchange(&centre.hub, organization, workstation, &body, (centre.now_ms)()).await?;
    Ok(([(CONTENT_TYPE, EXCHANGE_TYPE)], answer).into_response())
}

fn bearer_text(headers: &HeaderMap) -> Result<&str> {
    let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    text.and_then(|text| text.strip_prefix("Bearer ")).ok_or(HubError::NotSignedIn)
}

async fn read(body: Body, limit: usize) -> Result<Vec<u8>> {
    use axum::body::HttpBody;
    if body.size_hint().lower() > limit as u64 {
        return Err(HubError::BodyTooLarge(limit));
    }
    let timed = tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, limit)).await;
    let whole = timed.map_err(|_| HubError::Malformed("the body did not come in time".into()))?;
    // The library does not tell a body that is too long from one that broke off; to the latter nobody listens.
    whole.map(Vec::from).map_err(|_| HubError::BodyTooLarge(limit))
}
