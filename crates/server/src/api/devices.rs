//! `POST /devices/{device_id}/measurements`: what a device sends itself, with its own key; over MQTT it comes here too.

use super::Api;
use super::door;
use super::problem::Problem;
use super::site::Site;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::response::{IntoResponse, Response};
use healthsync_clinic::Error;
use healthsync_clinic::devices::KEY_MARK;
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::Hub;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// A batch is at most so large.
pub(super) const MAX_BATCH: usize = 512 * 1024;
const BODY_TIME: Duration = Duration::from_secs(60);
/// A device may send so often at once, and from then on so often a second.
const BURST: f64 = 120.0;
const A_SECOND: f64 = 2.0;

/// Sites that enrolled lately are looked for so often at most.
const LOOK_AGAIN_MS: Millis = 10_000;

/// How often each device sent lately, and when sites were last looked for.
#[derive(Default)]
pub(super) struct Pace {
    devices: Mutex<HashMap<Uuid, (f64, Millis)>>,
    looked_at: AtomicI64,
}

impl Pace {
    /// Whether a device may send once more.
    fn admits(&self, device: Uuid, now: Millis) -> bool {
        let mut paces = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        let gained = |since: Millis| (now - since).max(0) as f64 / 1000.0 * A_SECOND;
        if paces.len() > 10_000 {
            paces.retain(|_, (left, since)| *left + gained(*since) < BURST);
        }
        let (left, since) = paces.entry(device).or_insert((BURST, now));
        *left = (*left + gained(*since)).min(BURST);
        *since = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }

    fn may_look(&self, now: Millis) -> bool {
        let looked_at = self.looked_at.load(Ordering::SeqCst);
        let is_due = now - looked_at >= LOOK_AGAIN_MS;
        is_due && self.looked_at.compare_exchange(looked_at, now, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

pub(super) async fn measured<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(device_id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let text = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bearer = text.strip_prefix("Bearer ").filter(|key| key.starts_with(KEY_MARK));
    let Some(key) = text.strip_prefix("Device ").or(bearer).map(|key| key.trim().to_owned()) else {
        // Somebody who is signed in.
        return door::operate(State(api), request).await;
    };
    let device_id = Uuid::parse_str(&device_id).map_err(|_| wrong_key())?;
    let site = admitted(&api, device_id, &key).await?;
    let body = batch(request.into_body()).await?;
    let outcomes = receive(&site, device_id, &key, &body).await?;
    let is_new = outcomes.as_array().is_some_and(|all| all.iter().any(|one| one["became"] == "recorded"));
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(outcomes)).into_response())
}

/// The site of a device that shows its key and does not send too often.
pub(super) async fn admitted<H: Hub>(api: &Api<H>, device_id: Uuid, key: &str) -> Result<Arc<Site>, Problem> {
    let found = match find(api, device_id, key).await? {
        Some(site) => Some(site),
        // The server started a moment ago, or the site enrolled lately.
        None if api.pace.may_look(api.now()) => {
            api.open_sites().await.map_err(Problem::broken)?;
            find(api, device_id, key).await?
        }
        None => None,
    };
    let site = found.ok_or_else(wrong_key)?;
    if !api.pace.admits(device_id, api.now()) {
        let detail = "This device sends too often. Send several measurements at once.";
        return Err(Problem { retry_after: Some(1), ..Problem::new(429, "too_many_requests", detail) });
    }
    Ok(site)
}

async fn find<H: Hub>(api: &Api<H>, device_id: Uuid, key: &str) -> Result<Option<Arc<Site>>, Problem> {
    for site in api.sites_now().await {
        let (looking, key) = (Arc::clone(&site), key.to_owned());
        if site.blocking(move || looking.clinic.is_device(device_id, &key)).await? {
            return Ok(Some(site));
        }
    }
    Ok(None)
}

/// Takes what a device sent: one measurement, several in a list, or `{"measurements": [...]}`. Returns what became of
/// each, once that is in the hub's log.
pub(super) async fn receive(site: &Arc<Site>, device_id: Uuid, key: &str, body: &[u8]) -> Result<Value, Problem> {
    let sent: Value = serde_json::from_slice(body).map_err(|reason| Problem::bad_input(&reason.to_string()))?;
    let measurements = match sent {
        Value::Array(all) => Value::Array(all),
        Value::Object(mut object) => match object.remove("measurements") {
            Some(all) => all,
            None => Value::Array(vec![Value::Object(object)]),
        },
        _ => return Err(Problem::bad_input("the body is neither a measurement nor a list of them")),
    };
    let input = json!({ "device_id": device_id, "key": key, "measurements": measurements });
    let outcomes = site.call(None, "receive_measurements", input).await.map_err(|reason| match reason {
        Error::Refused { code: "wrong_device_key", .. } => wrong_key(),
        other => other.into(),
    })?;
    if !site.shared().await {
        let detail = "It is saved on this server and will be sent on as soon as its database answers.";
        return Err(Problem::new(503, "saved_here_only", detail));
    }
    Ok(outcomes)
}

fn wrong_key() -> Problem {
    let detail = "There is no device here with this id and key. Register it, or check its key.";
    Problem::new(401, "wrong_device_key", detail)
}

async fn batch(body: Body) -> Result<Vec<u8>, Problem> {
    let whole = tokio::time::timeout(BODY_TIME, to_bytes(body, MAX_BATCH)).await;
    let whole = whole.map_err(|_| Problem::new(408, "too_slow", "The request came too slowly. Send it again."))?;
    whole.map(Vec::from).map_err(|_| Problem::new(413, "body_too_large", "The request is larger than 512 kB."))
}
