//! A hub on a free loopback port over a store, and a client that can break off in the middle.

use super::meeting::SITE;
use super::stores::Store;
use super::workstation::Door;
use healthsync_hub::http::{Bounds, Centre, Metrics};
use healthsync_hub::hub::{NewCode, new_code};
use healthsync_hub::serve::serve;
use healthsync_hub::tls::Identity;
use healthsync_hub::tokens::Keys;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

pub const START_MS: i64 = 1_790_000_000_000;

pub const SECRET: [u8; 32] = [7; 32];

pub fn now_ms() -> i64 {
    START_MS
}

pub struct Server<S: Store> {
    pub store: S,
    pub hub: S::Hub,
    pub address: SocketAddr,
    pub metrics: Metrics,
    pub identity: Option<Identity>,
    running: tokio::task::JoinHandle<()>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the answer is JSON")
    }

    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "reasons are problem details");
        assert_eq!(self.json()["status"], self.status, "the problem repeats the status");
        self.json()["code"].as_str().expect("a reason has a code").to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next().unwrap_or_default()
    }
}

impl<S: Store> Server<S> {
    pub async fn start() -> Server<S> {
        Server::within(Bounds::default()).await
    }

    pub async fn within(bounds: Bounds) -> Server<S> {
        Server::opened(S::fresh().await, bounds, false).await
    }

    pub async fn with_tls() -> Server<S> {
        Server::opened(S::fresh().await, Bounds::default(), true).await
    }

    /// One more over a store.
    pub async fn over(store: S) -> Server<S> {
        Server::opened(store, Bounds::default(), false).await
    }

    async fn opened(store: S, bounds: Bounds, has_tls: bool) -> Server<S> {
        let hub = store.open().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let own = || Identity::self_signed(&store.files(), vec!["localhost".into()]).expect("a certificate");
        let identity = has_tls.then(own);
        let acceptor = identity.as_ref().map(|identity| identity.acceptor.clone());
        let metrics = Metrics::new();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let others = axum::Router::new();
        let centre = Centre { hub: hub.clone(), keys: Keys::from_secret(&SECRET), now_ms, others };
        let serving = serve(centre, listener, acceptor, bounds, metrics.clone(), async { drop(stopped.await) });
        let running = tokio::spawn(serving);
        Server { store, hub, address, metrics, identity, running, stop: Some(stop) }
    }

    /// Asks it to stop, and returns at once.
    pub fn stop(&mut self) {
        self.stop.take().expect("it runs").send(()).expect("it listens");
    }

    pub async fn ended(self) {
        self.running.await.expect("it ends in order");
    }

    /// Ends it, lets somebody at its store, and starts it again over what is there then.
    pub async fn restart(mut self, meanwhile: impl AsyncFnOnce(&S)) -> Server<S> {
        self.stop();
        self.running.await.expect("it ends in order");
        drop(self.hub);
        meanwhile(&self.store).await;
        Server::opened(self.store, Bounds::default(), self.identity.is_some()).await
    }

    /// A code for the site of these stories.
    pub async fn code(&self, organization: &str) -> String {
        self.code_for(organization, Some(SITE)).await
    }

    pub async fn code_for(&self, organization: &str, site_id: Option<Uuid>) -> String {
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("randomness");
        let new = NewCode { organization_name: organization.into(), site_id, expires_at_ms: now_ms() + 3_600_000 };
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
    Some(hear(&mut link, is_sent).await)
}

/// The answer on a link that the server closes after it.
pub async fn hear(link: &mut TcpStream, is_sent: bool) -> Answer {
    let mut bytes = vec![];
    let read = link.read_to_end(&mut bytes).await;
    assert!(is_sent || read.is_ok() || !bytes.is_empty(), "the server answers before it closes");
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head, body: bytes[split + 4..].to_vec() }
}
