//! `GET /live`: a WebSocket on which a program hears what happens at a site, by the rights of its account.

use super::Api;
use super::door::Asked;
use super::logins;
use super::problem::Problem;
use super::ring::{Beginning, KEPT, Missed, News, text};
use super::site::Site;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Extension, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use futures_util::SinkExt;
use healthsync_clinic::db::Changed;
use healthsync_clinic::live::{Ear, Standing, ToldUpto, is_told_of};
use healthsync_hub::http::stopped;
use healthsync_hub::hub::Hub;
use healthsync_hub::serve::Link;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

/// The sign-in is over, or its account may not listen.
pub const CLOSE_SIGNED_OUT: u16 = 4001;
/// The other side read too slowly: come back with the last cursor.
pub const CLOSE_TOO_SLOW: u16 = 4008;
/// The server stops: come again soon.
const CLOSE_AWAY: u16 = 1001;
/// What the other side says is small.
const MAX_MESSAGE: usize = 8192;
/// Who did not show a token in the request shows one so soon.
const INTRODUCTION: Duration = Duration::from_secs(10);
/// More changes than this at once are told as one: look at everything.
const MOST_AT_ONCE: usize = 800;

/// How long sockets are waited for.
#[derive(Clone, Copy, Debug)]
pub struct LiveBounds {
    /// A ping so often.
    pub ping: Duration,
    /// Who said nothing for so long, not even a pong, is gone.
    pub dead: Duration,
    /// So often it is looked whether the sign-in still stands.
    pub look: Duration,
    /// Who does not take a message for so long reads too slowly.
    pub write: Duration,
    /// Who is let go has so long to take the word of it.
    pub farewell: Duration,
}

impl Default for LiveBounds {
    fn default() -> LiveBounds {
        LiveBounds {
            ping: Duration::from_secs(20),
            dead: Duration::from_secs(50),
            look: Duration::from_secs(2),
            write: Duration::from_secs(10),
            farewell: Duration::from_secs(5),
        }
    }
}

/// What a program says first that could not say it in a header.
#[derive(Deserialize)]
struct Introduction {
    access_token: String,
    after: Option<String>,
}

pub(super) async fn live<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    link: Option<Extension<Link>>,
    uri: Uri,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let asked = match headers.contains_key(AUTHORIZATION) {
        true => Some(Asked::of(&api, &headers).await?),
        false => None,
    };
    let Ok(upgrade) = upgrade else {
        return Err(Problem::new(426, "no_websocket", "This address speaks WebSocket. Ask for an upgrade."));
    };
    // The buffers are what an idle socket costs.
    let upgrade = upgrade.read_buffer_size(4096).write_buffer_size(4096).max_message_size(MAX_MESSAGE);
    let upgrade = upgrade.max_frame_size(MAX_MESSAGE);
    let answer = upgrade.on_upgrade(async move |mut socket| {
        // The connection counts as open for as long as the socket is.
        let _held = link;
        let asking = uri.query().unwrap_or_default();
        let mut asking = form_urlencoded::parse(asking.as_bytes());
        let mut after = asking.find(|(name, _)| name == "after").map(|(_, after)| after.into_owned());
        let asked = match asked {
            Some(asked) => asked,
            None => match introduced(&api, &mut socket).await {
                Some((asked, said)) => {
                    after = said.or(after);
                    asked
                }
                None => {
                    return close(socket, CLOSE_SIGNED_OUT, "not_signed_in", api.live_bounds().farewell).await;
                }
            },
        };
        tell(&api, &asked, socket, after.as_deref()).await;
    });
    Ok(answer.into_response())
}

async fn introduced<H: Hub>(api: &Api<H>, socket: &mut WebSocket) -> Option<(Asked, Option<String>)> {
    let first = timeout(INTRODUCTION, socket.recv()).await.ok()??.ok()?;
    let said: Introduction = serde_json::from_str(first.to_text().ok()?).ok()?;
    let asked = Asked::with_token(api, &said.access_token).await.ok()?;
    Some((asked, said.after))
}

/// Why a socket ends.
enum End {
    Gone,
    Close(u16, &'static str),
}

async fn tell<H: Hub>(api: &Api<H>, asked: &Asked, mut socket: WebSocket, after: Option<&str>) {
    if let End::Close(code, reason) = told(api, asked, &mut socket, after).await {
        close(socket, code, reason, api.live_bounds().farewell).await;
    }
}

async fn told<H: Hub>(api: &Api<H>, asked: &Asked, socket: &mut WebSocket, after: Option<&str>) -> End {
    const OVER: End = End::Close(CLOSE_SIGNED_OUT, "signed_out");
    let (site, bounds) = (&asked.site, api.live_bounds());
    let mut accounts = site.ring.accounts();
    let Some(mut ear) = ear(asked).await else { return OVER };
    let Beginning { mut news, missed, cursor } = site.ring.begin(after);
    let texts: Option<Vec<Utf8Bytes>> = match missed {
        Missed::Known(told) => {
            Some(told.iter().filter(|told| ear.may_hear(&told.event)).map(|told| told.text.clone()).collect())
        }
        Missed::Elsewhere(upto) => lacked(asked, &ear, upto, after.unwrap_or_default(), &cursor).await,
        Missed::Unknown => None,
    };
    let (first, texts) = texts.map_or(("resync", vec![]), |texts| ("ready", texts));
    // Who is still to hear what was missed stands where it stood.
    let at = after.filter(|_| !texts.is_empty()).unwrap_or(&cursor);
    if !send(socket, Message::text(said(first, at)), bounds.write).await {
        return End::Gone;
    }
    for text in texts {
        if !send(socket, Message::Text(text), bounds.write).await {
            return End::Gone;
        }
    }
    let (mut ping, mut look) = (interval(bounds.ping), interval(bounds.look));
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            one = news.recv() => {
                if site.ring.accounts() != accounts {
                    accounts = site.ring.accounts();
                    match self::ear(asked).await {
                        Some(now) => ear = now,
                        None => return OVER,
                    }
                }
                // What is there already goes together: a burst is few writes, not many.
                let mut next = Some(one);
                while let Some(one) = next {
                    let message = match one {
                        Ok(News::Told(told)) if ear.may_hear(&told.event) => Some(Message::Text(told.text.clone())),
                        Ok(News::Told(_)) => None,
                        Ok(News::Resync) => Some(Message::text(said("resync", &site.ring.cursor()))),
                        Err(RecvError::Lagged(_)) => return End::Close(CLOSE_TOO_SLOW, "too_slow"),
                        Err(RecvError::Closed) => return End::Close(CLOSE_AWAY, "going away"),
                    };
                    if let Some(message) = message
                        && !matches!(timeout(bounds.write, socket.feed(message)).await, Ok(Ok(())))
                    {
                        return End::Close(CLOSE_TOO_SLOW, "too_slow");
                    }
                    next = match news.try_recv() {
                        Ok(one) => Some(Ok(one)),
                        Err(TryRecvError::Empty) => None,
                        Err(TryRecvError::Lagged(count)) => Some(Err(RecvError::Lagged(count))),
                        Err(TryRecvError::Closed) => Some(Err(RecvError::Closed)),
                    };
                }
                if !matches!(timeout(bounds.write, socket.flush()).await, Ok(Ok(()))) {
                    return End::Close(CLOSE_TOO_SLOW, "too_slow");
                }
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return End::Gone,
                Some(Ok(_)) => heard = Instant::now(),
            },
            _ = ping.tick() => {
                let is_dead = heard.elapsed() >= bounds.dead;
                if is_dead || !send(socket, Message::Ping(Default::default()), bounds.write).await {
                    return End::Gone;
                }
            }
            _ = look.tick() => {
                let stands = logins::stands(&*api.hub, &api.keys, &api.known, &asked.site, &asked.bearer, api.now()).await;
                // A database that does not answer ends nobody's sign-in.
                if matches!(stands, Ok(false)) {
                    return OVER;
                }
            }
            () = stopped(api.stopping.clone()) => return End::Close(CLOSE_AWAY, "going away"),
        }
    }
}

/// What somebody lacks who was told elsewhere, out of the logs; none where that is more than can be told. Only the last
/// carries the cursor of here: who is cut off before it comes back with the one it came with.
async fn lacked(asked: &Asked, ear: &Ear, upto: ToldUpto, after: &str, cursor: &str) -> Option<Vec<Utf8Bytes>> {
    let site = Arc::clone(&asked.site);
    let events = match asked.site.blocking(move || site.clinic.live_lacking(&upto, KEPT)).await {
        Ok(events) => events?,
        Err(reason) => {
            tracing::error!(%reason, "what a listener lacks could not be looked up");
            return None;
        }
    };
    let heard: Vec<_> = events.into_iter().filter(|event| ear.may_hear(event)).collect();
    let last = heard.len();
    let at = |place: usize| if place + 1 == last { cursor } else { after };
    Some(heard.iter().enumerate().map(|(place, event)| text(event, at(place))).collect())
}

async fn ear(asked: &Asked) -> Option<Ear> {
    let (site, seat) = (Arc::clone(&asked.site), asked.seat.clone());
    asked.site.blocking(move || site.clinic.ear(&seat)).await.ok().flatten()
}

fn said(event: &str, cursor: &str) -> String {
    json!({ "cursor": cursor, "event": event }).to_string()
}

/// Whether it went: who does not read is not waited for.
async fn send(socket: &mut WebSocket, message: Message, patience: Duration) -> bool {
    matches!(timeout(patience, socket.send(message)).await, Ok(Ok(())))
}

async fn close(mut socket: WebSocket, code: u16, reason: &'static str, patience: Duration) {
    let frame = CloseFrame { code, reason: reason.into() };
    if send(&mut socket, Message::Close(Some(frame)), patience).await {
        // Closed before the other side has read it, the frame might be lost.
        let farewell = async { while let Some(Ok(_)) = socket.recv().await {} };
        let _ = timeout(patience, farewell).await;
    }
}

/// Where telling begins: before anybody can listen.
pub(super) async fn begin(site: &Arc<Site>) -> Standing {
    let looking = Arc::clone(site);
    match site.blocking(move || looking.clinic.live_standing()).await {
        Ok(standing) => {
            site.ring.begins_at(&standing.told);
            standing
        }
        Err(reason) => {
            tracing::error!(%reason, "where the logs stand could not be looked up: listeners begin anew");
            Standing::default()
        }
    }
}

/// Puts what changes at a site into its ring, for as long as the server runs.
pub(super) async fn follow(
    site: Arc<Site>,
    mut standing: Standing,
    mut changes: Receiver<Arc<[Changed]>>,
    stopping: watch::Receiver<bool>,
) {
    loop {
        let changed = tokio::select! {
            changed = changes.recv() => changed,
            () = stopped(stopping.clone()) => return,
        };
        let (mut together, mut is_lost) = (vec![], false);
        match changed {
            Ok(changed) => together.extend_from_slice(&changed),
            Err(RecvError::Lagged(_)) => is_lost = true,
            Err(RecvError::Closed) => return,
        }
        // What waits already is looked up together.
        while together.len() <= MOST_AT_ONCE {
            match changes.try_recv() {
                Ok(changed) => together.extend_from_slice(&changed),
                Err(TryRecvError::Lagged(_)) => is_lost = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        // Who may hear of what follows from these.
        if is_lost || together.iter().any(|one| one.kind.ends_with("account") || one.kind == "patient_link") {
            site.ring.note_accounts();
        }
        if !is_lost && !together.iter().any(is_told_of) {
            continue;
        }
        let (looking, mut at) = (Arc::clone(&site), standing);
        let looked = site.blocking(move || {
            let news = looking.clinic.live_news(&mut at, &together, MOST_AT_ONCE)?;
            Ok((at, news))
        });
        standing = match looked.await {
            Ok((now, Some(events))) if !is_lost => {
                site.ring.tell(events, &now.told);
                now
            }
            Ok((now, _)) => {
                site.ring.forget(site.clinic.outside().id(), Some(&now.told));
                now
            }
            Err(reason) => {
                tracing::error!(%reason, "what changed could not be looked up for who listens");
                site.ring.forget(site.clinic.outside().id(), None);
                begin(&site).await
            }
        };
    }
}
