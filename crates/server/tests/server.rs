//! A hub on a free loopback port over a store, and a client that can break off in the middle.

use super::stores::Store;
use super::workstation::Door;
use healthsync_server::http::{Centre, router};
use healthsync_server::hub::{NewCode, new_code};
use healthsync_server::tokens::Keys;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const START_MS: i64 = 1_790_000_000_000;

pub const SECRET: [u8; 32] = [7; 32];

pub fn now_ms() -> i64 {
    START_MS
}

pub struct Server<S: Store> {
    pub store: S,
    pub hub: S::Hub,
    pub address: SocketAddr,
    running: tokio::task::JoinHandle<()>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the answer is JSON")
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().expect("a reason has a code").to_owned()
    }
}

impl<S: Store> Server<S> {
    pub async fn start() -> Server<S> {
        Server::over(S::fresh().await).await
    }

    /// One more over a store.
    pub async fn over(store: S) -> Server<S> {
        let hub = store.open().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let routes = router(Centre { hub: hub.clone(), keys: Keys::from_secret(&SECRET), now_ms });
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            let served = axum::serve(listener, routes).with_graceful_shutdown(async { drop(stopped.await) });
            served.await.expect("it serves");
        });
        Server { store, hub, address, running, stop: Some(stop) }
    }

    /// Ends it, lets somebody at its store, and starts it again over what is there then.
    pub async fn restart(mut self, meanwhile: impl AsyncFnOnce(&S)) -> Server<S> {
        self.stop.take().expect("it runs").send(()).expect("it listens");
        self.running.await.expect("it ends in order");
        drop(self.hub);
        meanwhile(&self.store).await;
        Server::over(self.store).await
    }

    pub async fn code(&self, organization: &str) -> String {
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("randomness");
        let new =
            NewCode { organization_name: organization.into(), site_id: None, expires_at_ms: now_ms() + 3_600_000 };
        new_code(&self.hub, new, random).await.expect("a code")
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.address, "GET", path, None, &[], None).await.expect("an answer")
    }
}

impl<S: Store> Door for Server<S> {
    async fn post(&self, path: &str, token: Option<&str>, body: &[u8]) -> Answer {
        send(self.address, "POST", path, token, body, None).await.expect("an answer")
    }

    async fn cut(&self, path: &str, token: &str, body: &[u8], upto: usize) {
        send(self.address, "POST", path, Some(token), body, Some(upto)).await;
    }
}

/// Announces a whole body and sends it; or only so many bytes of it, and nobody waits for an answer.
pub async fn send(
    to: SocketAddr,
    verb: &str,
    path: &str,
    token: Option<&str>,
    body: &[u8],
    upto: Option<usize>,
) -> Option<Answer> {
    let mut link = TcpStream::connect(to).await.expect("the server listens");
    let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    let length = body.len();
    let head =
        format!("{verb} {path} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n{bearer}content-length: {length}\r\n\r\n");
    link.write_all(head.as_bytes()).await.expect("the head goes");
    // A server that does not want the body may close before all of it went.
    let is_sent = link.write_all(&body[..upto.unwrap_or(length)]).await.is_ok();
    if upto.is_some() {
        return None;
    }
    let mut bytes = vec![];
    let read = link.read_to_end(&mut bytes).await;
    assert!(is_sent || read.is_ok() || !bytes.is_empty(), "the server answers before it closes");
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Some(Answer { status, body: bytes[split + 4..].to_vec() })
}
