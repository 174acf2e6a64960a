//! How workstations reach the hub: a few routes, each with bounds on what it reads and for how long.

mod bounds;
mod contacts;
mod enrolment;
mod gates;
mod metrics;
mod news;
mod reply;

pub use bounds::{Bounds, Rate};
pub use gates::{Gate, origin};
pub use metrics::Metrics;
pub(crate) use metrics::StillOpen;
pub use news::{CLOSE_NOT_ON_ROLL, CLOSE_REVOKED};

use crate::hub::{self, Hub};
use crate::tokens::Keys;
use crate::{HubError, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use contacts::Heard;
use gates::Gates;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// A request is at most so large: a chunk of 64 KiB, and a vector of many logs said whole.
pub const MAX_BODY: usize = 1024 * 1024;
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
    /// Routes that stand beside the hub's, behind the same door and its bounds.
    pub others: Router,
}

/// All that a request meets.
struct Room<H> {
    centre: Centre<H>,
    bounds: Bounds,
    gates: Gates,
    heard: Heard,
    metrics: Metrics,
    stopping: watch::Receiver<bool>,
}

/// The routes, within the usual bounds.
pub fn router<H: Hub>(centre: Centre<H>) -> Router {
    router_within(centre, Bounds::default(), Metrics::new(), watch::channel(false).1)
}

/// The routes. `stopping` turns true when the server is to stop: sockets are closed then.
pub fn router_within<H: Hub>(
    centre: Centre<H>,
    bounds: Bounds,
    metrics: Metrics,
    stopping: watch::Receiver<bool>,
) -> Router {
    let gates = Gates::new(&bounds);
    let others = centre.others.clone();
    let room = Arc::new(Room { centre, bounds, gates, heard: Heard::default(), metrics, stopping });
    Router::new()
        .route("/sync/v1/exchange", post(exchange::<H>))
        .route("/sync/v1/enrol", post(enrolment::enrol::<H>))
        .route("/sync/v1/token", post(enrolment::token::<H>))
        .route("/sync/v1/news", get(news::news::<H>))
        .route("/health", get(async || "ok"))
        .route("/ready", get(ready::<H>))
        .with_state(room.clone())
        .merge(others)
        .fallback(async || HubError::NotFound("route"))
        .method_not_allowed_fallback(async || HubError::BadMethod)
        .layer(from_fn_with_state(room, watched::<H>))
}

/// Counts every request, and sends away who comes too often.
async fn watched<H: Hub>(State(room): State<Arc<Room<H>>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let from = room.gates.origin(request.headers(), request.extensions());
    let response = match room.gates.address(from) {
        Ok(()) => next.run(request).await,
        Err(reason) => reason.answer(None),
    };
    if let Some(reply::Refused(code)) = response.extensions().get() {
        room.metrics.refused(code);
    }
    room.metrics.took(&route, start.elapsed());
    response
}

async fn ready<H: Hub>(State(room): State<Arc<Room<H>>>) -> Response {
    // Who decides where requests go should send no more of them here.
    if *room.stopping.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the server stops").into_response();
    }
    match room.centre.hub.check().await {
        Ok(()) => "ready".into_response(),
        Err(reason) => {
            tracing::error!(%reason, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

async fn exchange<H: Hub>(State(room): State<Arc<Room<H>>>, request: Request) -> Response {
    exchanged(&room, request).await.unwrap_or_else(|reason| reason.answer(Some(&room.centre.keys)))
}

async fn exchanged<H: Hub>(room: &Room<H>, request: Request) -> Result<Response> {
    let (centre, metrics) = (&room.centre, &room.metrics);
    // Who is not known is not listened to: the token comes before the body.
    let bearer = centre.keys.bearer(bearer_text(request.headers())?, (centre.now_ms)())?;
    let (organization, workstation) = (bearer.organization_id, bearer.workstation_id);
    room.gates.workstation(workstation)?;
    let program = request.headers().get(USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or("").to_owned();
    let body = read(request.into_body(), MAX_BODY, room.bounds.body).await?;
    let _place = room.gates.place().await?;
    metrics.received_bytes.inc_by(body.len() as u64);
    let done = hub::exchange(&centre.hub, organization, workstation, &body, (centre.now_ms)()).await?;
    room.heard.hear(&centre.hub, &bearer, hub::Contact::new((centre.now_ms)(), &program)).await;
    metrics.exchanges.inc();
    metrics.taken.inc_by(done.taken as u64);
    metrics.set_aside.inc_by(done.set_aside as u64);
    metrics.handed_out.inc_by(done.handed_out as u64);
    metrics.sent_bytes.inc_by(done.answer.len() as u64);
    Ok(([(CONTENT_TYPE, EXCHANGE_TYPE)], done.answer).into_response())
}

fn bearer_text(headers: &HeaderMap) -> Result<&str> {
    let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    text.and_then(|text| text.strip_prefix("Bearer ")).ok_or(HubError::NotSignedIn)
}

async fn read(body: Body, limit: usize, within: Duration) -> Result<Vec<u8>> {
    use axum::body::HttpBody;
    if body.size_hint().lower() > limit as u64 {
        return Err(HubError::BodyTooLarge(limit));
    }
    let timed = tokio::time::timeout(within, to_bytes(body, limit)).await;
    let whole = timed.map_err(|_| HubError::TooSlow)?;
    // The library does not tell a body that is too long from one that broke off; to the latter nobody listens.
    whole.map(Vec::from).map_err(|_| HubError::BodyTooLarge(limit))
}

/// Waits until the server is to stop: for ever, where nobody can say so any more.
pub async fn stopped(mut stopping: watch::Receiver<bool>) {
    if stopping.wait_for(|is_so| *is_so).await.is_err() {
        std::future::pending::<()>().await;
    }
}
