//! The socket that says there is news, and says nothing else.

use super::meeting::{ORGANIZATION, SITE};
use super::program::{Program, code, command, said};
use super::server::{START_MS, Server};
use super::stores::{Store, on_both_stores};
use super::tls::{Secure, pinning};
use super::workstation::{Door, Workstation};
use futures_util::{SinkExt, StreamExt};
use healthsync_hub::http::Bounds;
use healthsync_hub::hub::{Wish, revoke};
use healthsync_sync::Scope;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use uuid::Uuid;

/// Longer than anything takes on the slowest machine; nothing waits for it where things are well.
const PATIENCE: Duration = Duration::from_secs(60);

on_both_stores!(
    news_is_for_who_lacks_something_and_may_pull_it,
    at_most_one_piece_of_news_is_pending,
    a_revoked_workstation_s_socket_is_closed,
    the_operator_s_word_reaches_open_sockets,
    who_is_not_let_in_hears_nothing,
    a_socket_that_answers_no_ping_is_dropped,
    a_server_that_stops_says_farewell,
    news_comes_over_tls,
);

pub trait Io: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

pub struct Socket(WebSocketStream<Box<dyn Io>>);

#[derive(Debug, PartialEq)]
pub enum Said {
    News,
    Pong,
    Closed(u16, String),
    /// The link broke without a farewell.
    Gone,
}

impl Socket {
    async fn over(stream: impl Io + 'static, token: &str) -> Result<Socket, Error> {
        let mut request = "ws://hub/sync/v1/news".into_client_request().expect("a request");
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().expect("a token"));
        let stream: Box<dyn Io> = Box::new(stream);
        tokio_tungstenite::client_async(request, stream).await.map(|(socket, _)| Socket(socket))
    }

    async fn open(address: SocketAddr, who: &Workstation) -> Socket {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        Socket::over(stream, &who.text("access_token")).await.expect("it is let in")
    }

    pub async fn over_tls(address: SocketAddr, pin: [u8; 32], who: &Workstation) -> Socket {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        let connector = tokio_rustls::TlsConnector::from(Arc::new(pinning(pin)));
        let stream = connector.connect("hub".try_into().expect("a name"), stream).await.expect("TLS is agreed on");
        Socket::over(stream, &who.text("access_token")).await.expect("it is let in")
    }

    /// The next that is said but pings.
    pub async fn hear(&mut self) -> Said {
        // However often the other side pings meanwhile.
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            let next = tokio::time::timeout_at(until, self.0.next()).await.expect("something is said at last");
            match next {
                Some(Ok(Message::Text(text))) => {
                    assert_eq!(text.as_str(), "news", "nothing else is said in words");
                    return Said::News;
                }
                Some(Ok(Message::Pong(_))) => return Said::Pong,
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Said::Closed(frame.code.into(), frame.reason.as_str().into());
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Said::Gone,
            }
        }
    }

    /// What was said until now.
    async fn so_far(&mut self) -> Vec<Said> {
        if self.0.send(Message::Ping(Default::default())).await.is_err() {
            return vec![Said::Gone];
        }
        let mut heard = vec![];
        loop {
            match self.hear().await {
                Said::Pong => return heard,
                Said::Gone => return vec![Said::Gone],
                other => heard.push(other),
            }
        }
    }
}

async fn three<S: Store>() -> (Server<S>, [Workstation; 3]) {
    let server = Server::<S>::start().await;
    let elsewhere = Uuid::from_u128(0xA2);
    let mut all = [Workstation::new(1, SITE), Workstation::new(2, SITE), Workstation::new(3, elsewhere)];
    for it in &mut all {
        let code = server.code_for("Clinic", Some(it.site)).await;
        it.enrol(&server, &code, Some(ORGANIZATION)).await;
    }
    (server, all)
}

async fn news_is_for_who_lacks_something_and_may_pull_it<S: Store>() {
    let (server, [mut one, mut two, mut three]) = three::<S>().await;
    let mut first = Socket::open(server.address, &one).await;
    let mut second = Socket::open(server.address, &two).await;
    let mut third = Socket::open(server.address, &three).await;
    one.write(Scope::Site(SITE), 3);
    one.sync(&server).await;
    assert_eq!(second.hear().await, Said::News, "a neighbour wrote");
    two.sync(&server).await;
    assert_eq!(first.so_far().await, vec![], "who wrote it knows it");
    assert_eq!(third.so_far().await, vec![], "it is of a site that this workstation does not pull");
    one.write(Scope::Org, 1);
    one.sync(&server).await;
    assert_eq!(second.hear().await, Said::News, "the organization is everybody's");
    assert_eq!(third.hear().await, Said::News, "the organization is everybody's");
    three.sync(&server).await;
    assert_eq!(third.so_far().await, vec![], "it has pulled, and nothing is new");
    // Who comes late is told what it lacks at once.
    drop(second);
    let mut late = Socket::open(server.address, &two).await;
    assert_eq!(late.hear().await, Said::News, "it has not pulled since");
    assert!(server.metrics.text().contains("healthsync_news_total 4"), "news are counted");
}

async fn at_most_one_piece_of_news_is_pending<S: Store>() {
    let (server, [mut one, mut two, _]) = three::<S>().await;
    let mut slow = Socket::open(server.address, &two).await;
    for _ in 0..6 {
        one.write(Scope::Site(SITE), 2);
        one.sync(&server).await;
    }
    assert_eq!(slow.hear().await, Said::News, "there is news");
    assert_eq!(slow.so_far().await, vec![], "and nothing more until it has exchanged");
    two.sync(&server).await;
    one.write(Scope::Site(SITE), 1);
    one.sync(&server).await;
    assert_eq!(slow.hear().await, Said::News, "then there is news again");
}

async fn a_revoked_workstation_s_socket_is_closed<S: Store>() {
    let (server, [one, two, _]) = three::<S>().await;
    let (mut first, mut second) = (Socket::open(server.address, &one).await, Socket::open(server.address, &two).await);
    revoke(&server.hub, ORGANIZATION, one.id("workstation_id"), Wish::Wipe, START_MS).await.expect("it is enrolled");
    assert_eq!(first.hear().await, Said::Closed(4001, "revoked".into()), "it hears no more");
    assert_eq!(second.so_far().await, vec![], "the others do not notice");
}

async fn the_operator_s_word_reaches_open_sockets<S: Store>() {
    let store = S::fresh().await;
    let program = Program::start(&store);
    let mut one = Workstation::new(1, SITE);
    one.enrol(&program, &code(&store), Some(ORGANIZATION)).await;
    let mut socket = Socket::open(program.address, &one).await;
    let (organization, id) = (ORGANIZATION.to_string(), one.text("workstation_id"));
    said(command(&store).args(["revoke", "--organization", &organization, "--workstation", &id]));
    assert_eq!(socket.hear().await, Said::Closed(4001, "revoked".into()), "another process wrote to the database");
}

async fn who_is_not_let_in_hears_nothing<S: Store>() {
    let (server, [one, ..]) = three::<S>().await;
    let status = async |token: &str| {
        let stream = TcpStream::connect(server.address).await.expect("the server listens");
        match Socket::over(stream, token).await {
            Err(Error::Http(response)) => response.status().as_u16(),
            _ => 0,
        }
    };
    assert_eq!(status("invented").await, 401, "only the server gives tokens");
    revoke(&server.hub, ORGANIZATION, one.id("workstation_id"), Wish::Wipe, START_MS).await.expect("it is enrolled");
    assert_eq!(status(&one.text("access_token")).await, 403, "who was revoked is told so");
    assert_eq!(server.get("/sync/v1/news").await.code(), "not_signed_in", "the token comes first");
}

async fn a_socket_that_answers_no_ping_is_dropped<S: Store>() {
    let (ping, dead) = (Duration::from_millis(20), Duration::from_millis(1500));
    let server = Server::<S>::within(Bounds { ping, dead, ..Bounds::default() }).await;
    let mut one = Workstation::new(1, SITE);
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let sockets = |count: usize| server.metrics.text().contains(&format!("healthsync_open_sockets {count}\n"));
    // Where the machine stands still for so long, both are silent, and it is told again.
    for _ in 0..5 {
        // Pongs go out while somebody reads: of the first nobody does.
        let mut silent = Socket::open(server.address, &one).await;
        // It is let in a little before it is counted.
        while !sockets(1) {
            tokio::task::yield_now().await;
        }
        let mut lively = Socket::open(server.address, &one).await;
        let _ = lively.so_far().await;
        let dropped = tokio::time::timeout(PATIENCE, async {
            while sockets(2) {
                assert!([vec![], vec![Said::Gone]].contains(&lively.so_far().await), "nothing is new");
            }
        });
        dropped.await.expect("the silent one is given up");
        if lively.so_far().await == vec![] {
            assert_eq!(silent.hear().await, Said::Gone, "there is nobody to say farewell to");
            assert_eq!(lively.so_far().await, vec![], "who answers stays");
            return;
        }
        drop((silent, lively));
        while !sockets(0) {
            tokio::time::sleep(ping).await;
        }
    }
    panic!("who answers is dropped");
}

async fn a_server_that_stops_says_farewell<S: Store>() {
    let (mut server, [one, ..]) = three::<S>().await;
    let mut socket = Socket::open(server.address, &one).await;
    server.stop();
    assert_eq!(socket.hear().await, Said::Closed(1001, "going away".into()), "come again soon");
    drop(socket);
    server.ended().await;
}

async fn news_comes_over_tls<S: Store>() {
    let server = Server::<S>::with_tls().await;
    let pin = server.identity.as_ref().expect("it has TLS").fingerprint;
    let secure = Secure::new(server.address, pin);
    let (mut one, mut two) = (Workstation::new(1, SITE), Workstation::new(2, SITE));
    one.enrol(&secure, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    two.enrol(&secure, &server.code("Clinic").await, None).await;
    let mut socket = Socket::over_tls(server.address, pin, &two).await;
    one.write(Scope::Site(SITE), 1);
    one.sync(&secure).await;
    assert_eq!(socket.hear().await, Said::News, "a neighbour wrote");
    let answer = secure.post("/sync/v1/exchange", Some(&two.text("access_token")), &two.request()).await;
    assert_eq!(answer.status, 200, "and it can be pulled");
}
