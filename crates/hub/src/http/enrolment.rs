//! The two routes that need no access token: enrolling, and taking a refresh token for the next.

use super::{Centre, Room, read};
use crate::hub::{self, Enrolment, Hub};
use crate::tokens::{ACCESS_SECONDS, RefreshToken};
use crate::{HubError, Result};
use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

const MAX_JSON: usize = 16 * 1024;

#[derive(Deserialize)]
struct EnrolAsked {
    code: String,
    public_key: String,
    signature: String,
    workstation_name: String,
    organization_id: Option<Uuid>,
    site_id: Option<Uuid>,
    series_code: Option<String>,
    series_receipt: Option<String>,
}

#[derive(Serialize)]
struct EnrolTold {
    organization_id: Uuid,
    workstation_id: Uuid,
    site_id: Uuid,
    series_code: String,
    series_receipt: String,
    wipe_key: String,
    scopes: Vec<String>,
    #[serde(flatten)]
    tokens: TokensTold,
}

#[derive(Deserialize)]
struct TokenAsked {
    refresh_token: String,
    nonce: String,
}

#[derive(Serialize)]
struct TokensTold {
    access_token: String,
    expires_in_seconds: i64,
    refresh_token: String,
}

pub(super) async fn enrol<H: Hub>(State(room): State<Arc<Room<H>>>, request: Request) -> Response {
    enrolled(&room, request).await.map_or_else(|reason| reason.answer(None), IntoResponse::into_response)
}

async fn enrolled<H: Hub>(room: &Room<H>, request: Request) -> Result<Json<EnrolTold>> {
    let centre = &room.centre;
    room.gates.enrolment(from(room, &request))?;
    let asked: EnrolAsked = json(room, request).await?;
    let _place = room.gates.place().await?;
    let now_ms = (centre.now_ms)();
    let enrolment = Enrolment {
        code: asked.code,
        public_key: bytes(&asked.public_key, "public_key")?,
        signature: bytes(&asked.signature, "signature")?,
        name: asked.workstation_name,
        organization_id: asked.organization_id,
        site_id: asked.site_id,
        series: asked.series_code.zip(asked.series_receipt),
    };
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|reason| HubError::Broken(reason.to_string()))?;
    let enrolled = hub::enrol(&centre.hub, &centre.keys, enrolment, now_ms, random).await?;
    room.metrics.enrolments.inc();
    let workstation = enrolled.workstation;
    Ok(Json(EnrolTold {
        organization_id: workstation.organization_id,
        workstation_id: workstation.id,
        site_id: workstation.site_id,
        series_code: workstation.series_code,
        series_receipt: enrolled.series_receipt,
        wipe_key: STANDARD.encode(centre.keys.wipe_key().public_key()),
        scopes: enrolled.scopes.iter().map(ToString::to_string).collect(),
        tokens: tokens(centre, &enrolled.refresh_token, now_ms)?,
    }))
}

pub(super) async fn token<H: Hub>(State(room): State<Arc<Room<H>>>, request: Request) -> Response {
    let told = rotated(&room, request).await;
    told.map_or_else(|reason| reason.answer(Some(&room.centre.keys)), IntoResponse::into_response)
}

async fn rotated<H: Hub>(room: &Room<H>, request: Request) -> Result<Json<TokensTold>> {
    let centre = &room.centre;
    room.gates.token(from(room, &request))?;
    let asked: TokenAsked = json(room, request).await?;
    let _place = room.gates.place().await?;
    let now_ms = (centre.now_ms)();
    let next = hub::rotate(&centre.hub, &centre.keys, &asked.refresh_token, &asked.nonce, now_ms).await?;
    Ok(Json(tokens(centre, &next, now_ms)?))
}

fn from<H>(room: &Room<H>, request: &Request) -> Option<IpAddr> {
    room.gates.origin(request.headers(), request.extensions())
}

fn tokens<H>(centre: &Centre<H>, refresh: &RefreshToken, now_ms: i64) -> Result<TokensTold> {
    Ok(TokensTold {
        access_token: centre.keys.access_token(refresh.bearer, now_ms)?,
        expires_in_seconds: ACCESS_SECONDS,
        refresh_token: centre.keys.write(refresh),
    })
}

async fn json<T: DeserializeOwned, H>(room: &Room<H>, request: Request) -> Result<T> {
    let whole = read(request.into_body(), MAX_JSON, room.bounds.body).await?;
    serde_json::from_slice(&whole).map_err(|reason| HubError::Malformed(reason.to_string()))
}

fn bytes<const N: usize>(text: &str, name: &str) -> Result<[u8; N]> {
    let decoded = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    decoded.ok_or_else(|| HubError::Malformed(format!("{name} is not {N} bytes in base64")))
}
