//! News: a WebSocket on which a workstation hears that there is something to pull, and nothing else.

use super::{Room, bearer_text, stopped};
use crate::hub::{Hub, Transaction};
use crate::serve::Link;
use crate::tokens::Bearer;
use crate::{HubError, Result};
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use axum::response::Response;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use uuid::Uuid;

/// The workstation was revoked.
pub const CLOSE_REVOKED: u16 = 4001;
/// The database has forgotten the workstation.
pub const CLOSE_NOT_ON_ROLL: u16 = 4002;
/// The server stops: come again soon.
const CLOSE_AWAY: u16 = 1001;
/// A workstation says nothing on this socket but pongs.
const MAX_MESSAGE: usize = 4096;
/// How long to wait for the other side's farewell.
const FAREWELL: Duration = Duration::from_secs(5);

pub(super) async fn news<H: Hub>(
    State(room): State<Arc<Room<H>>>,
    link: Option<Extension<Link>>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    // Subscribed before the first look, so that nothing falls between the two.
    let news = room.centre.hub.news();
    let bearer = match admitted(&room, &headers).await {
        Ok(bearer) => bearer,
        Err(reason) => return reason.answer(Some(&room.centre.keys)),
    };
    let Ok(upgrade) = upgrade else { return HubError::NoWebSocket.answer(None) };
    upgrade
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE)
        // The link is held for as long as the socket is open: it counts as a connection.
        .on_upgrade(async move |socket| {
            let _held = link;
            // Let go before the link is.
            let room = room;
            tell(&room, bearer, socket, news).await;
        })
}

async fn admitted<H: Hub>(room: &Room<H>, headers: &HeaderMap) -> Result<Bearer> {
    let bearer = room.centre.keys.bearer(bearer_text(headers)?, (room.centre.now_ms)())?;
    room.gates.workstation(bearer.workstation_id)?;
    lacking(&room.centre.hub, bearer).await?;
    Ok(bearer)
}

/// What the workstation has been told in exchanges (by hash), if the hub is further than any of it.
async fn lacking(hub: &impl Hub, bearer: Bearer) -> Result<Option<BTreeSet<[u8; 32]>>> {
    let mut ledger = hub.begin_reading(bearer.organization_id).await?;
    let workstation = ledger.workstation(bearer.workstation_id).await?.ok_or(HubError::NotOnRoll)?;
    if workstation.is_revoked {
        return Err(workstation.refused());
    }
    let scopes = workstation.scopes();
    let mine = ledger.vector().await?.only(|log| scopes.contains(&log.scope));
    let kept = ledger.kept(bearer.workstation_id).await?;
    let has_all = mine.changes() == 0 || kept.values().any(|known| mine.lacked_by(known).is_empty());
    Ok((!has_all).then(|| kept.into_keys().collect()))
}

/// Tells until one side ends it. However much comes meanwhile, one piece of news is on its way and no more.
async fn tell<H: Hub>(room: &Room<H>, bearer: Bearer, mut socket: WebSocket, mut news: Receiver<Uuid>) {
    let _open = room.metrics.open_socket();
    let bounds = &room.bounds;
    let mut ping = interval(bounds.ping);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    // What it had been told in exchanges when news were last said: until it exchanges, there is nothing to add.
    let mut told = None;
    let mut is_to_look = true;
    loop {
        if std::mem::take(&mut is_to_look) {
            match lacking(&room.centre.hub, bearer).await {
                Ok(Some(kept)) if told.as_ref() != Some(&kept) => {
                    told = Some(kept);
                    room.metrics.news.inc();
                    if !send(&mut socket, Message::text("news"), bounds.write).await {
                        return;
                    }
                }
                Ok(_) => {}
                Err(HubError::Revoked { .. }) => return close(socket, CLOSE_REVOKED, "revoked").await,
                Err(HubError::NotOnRoll) => return close(socket, CLOSE_NOT_ON_ROLL, "not_on_roll").await,
                // Of what could not be seen now the workstation hears when it comes by itself, or at the next news.
                Err(reason) => tracing::error!(code = reason.code(), %reason, "news could not be looked up"),
            }
        }
        tokio::select! {
            said = news.recv() => match said {
                Ok(id) => is_to_look = concerns(id, &mut news, bearer.organization_id),
                Err(RecvError::Lagged(_)) => is_to_look = true,
                Err(RecvError::Closed) => return close(socket, CLOSE_AWAY, "going away").await,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => heard = Instant::now(),
            },
            _ = ping.tick() => {
                if heard.elapsed() >= bounds.dead
                    || !send(&mut socket, Message::Ping(Default::default()), bounds.write).await
                {
                    return;
                }
            }
            () = stopped(room.stopping.clone()) => return close(socket, CLOSE_AWAY, "going away").await,
        }
    }
}

/// Whether any of what was said until now is about this organization: one look answers all of it.
fn concerns(first: Uuid, news: &mut Receiver<Uuid>, organization_id: Uuid) -> bool {
    let mut is_ours = first == organization_id;
    loop {
        match news.try_recv() {
            Ok(id) => is_ours |= id == organization_id,
            Err(TryRecvError::Lagged(_)) => is_ours = true,
            Err(TryRecvError::Empty | TryRecvError::Closed) => return is_ours,
        }
    }
}

/// Whether it went: who does not read is not waited for.
async fn send(socket: &mut WebSocket, message: Message, patience: Duration) -> bool {
    matches!(timeout(patience, socket.send(message)).await, Ok(Ok(())))
}

async fn close(mut socket: WebSocket, code: u16, reason: &'static str) {
    let frame = CloseFrame { code, reason: reason.into() };
    if send(&mut socket, Message::Close(Some(frame)), FAREWELL).await {
        // Closed before the other side has read it, the frame might be lost.
        let farewell = async { while let Some(Ok(_)) = socket.recv().await {} };
        let _ = timeout(FAREWELL, farewell).await;
    }
}
