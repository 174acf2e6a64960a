//! What one visitor may not do to the others.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{Server, hear};
use super::stores::{Sqlite, Store, on_both_stores};
use super::workstation::{Door, Fate, Workstation};
use healthsync_hub::http::{Bounds, Rate};
use healthsync_sync::Scope;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

on_both_stores!(a_server_that_stops_answers_what_was_begun);

const HOUR: Duration = Duration::from_secs(3600);
const SOON: Duration = Duration::from_secs(1);

fn few(burst: u32) -> Rate {
    Rate { burst, every: HOUR }
}

async fn enrolled<S: Store>(bounds: Bounds) -> (Server<S>, Workstation) {
    let server = Server::<S>::within(bounds).await;
    let mut one = Workstation::new(1, SITE);
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    (server, one)
}

#[tokio::test]
async fn a_workstation_that_asks_too_often_is_told_when_to_come_again() {
    let (server, mut one) = enrolled::<Sqlite>(Bounds { of_workstation: few(2), ..Bounds::default() }).await;
    let mut two = Workstation::new(2, SITE);
    two.enrol(&server, &server.code("Clinic").await, None).await;
    for _ in 0..2 {
        assert!(one.round(&server, Fate::Well).await.is_ok(), "so much is usual");
    }
    let refused = one.round(&server, Fate::Well).await.expect_err("this is too much");
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_requests"), "the reason is said");
    let wait: u64 = refused.header("retry-after").parse().expect("in seconds");
    assert!((1..=3600).contains(&wait), "it is told when to come again");
    assert!(two.round(&server, Fate::Well).await.is_ok(), "another workstation is not held up");
}

#[tokio::test]
async fn an_address_that_guesses_is_slowed_down() {
    let bounds = Bounds { enrolments: few(2), tokens: few(1), ..Bounds::default() };
    let (server, one) = enrolled::<Sqlite>(bounds).await;
    let guess = one.ask_to_enrol(&server, "0000-0000-0000-0000", None).await;
    assert_eq!(guess.code(), "bad_code", "one mistake is human");
    let guess = one.ask_to_enrol(&server, "0000-0000-0000-0001", None).await;
    assert_eq!((guess.status, guess.code().as_str()), (429, "too_many_requests"), "codes are not guessed");
    let token = async || server.post("/sync/v1/token", None, b"{}").await;
    assert_eq!((token().await.status, token().await.status), (400, 429), "nor are tokens");
    assert_eq!(server.get("/health").await.status, 200, "the rest goes on");
}

#[tokio::test]
async fn an_address_that_floods_is_slowed_down() {
    let server = Server::<Sqlite>::within(Bounds { of_address: few(3), ..Bounds::default() }).await;
    let mut statuses = vec![];
    for _ in 0..4 {
        statuses.push(server.get("/health").await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 429], "whatever it asks for");
    let metrics = server.metrics.text();
    assert!(metrics.contains("healthsync_refusals_total{code=\"too_many_requests\"} 1"), "it is counted: {metrics}");
}

#[tokio::test]
async fn a_proxy_s_word_counts_only_where_it_was_asked_for() {
    let ask = async |server: &Server<Sqlite>, from: &str| {
        let mut link = TcpStream::connect(server.address).await.expect("the server listens");
        let head = format!("GET /health HTTP/1.1\r\nhost: hub\r\nconnection: close\r\nx-forwarded-for: {from}\r\n\r\n");
        link.write_all(head.as_bytes()).await.expect("the head goes");
        hear(&mut link, true).await.status
    };
    for is_behind_proxy in [true, false] {
        let server =
            Server::<Sqlite>::within(Bounds { of_address: few(1), is_behind_proxy, ..Bounds::default() }).await;
        assert_eq!(ask(&server, "192.0.2.1").await, 200, "the first request passes");
        let other = ask(&server, "192.0.2.1, 192.0.2.2").await;
        assert_eq!(other, if is_behind_proxy { 200 } else { 429 }, "behind a proxy they are two, else one who lies");
        assert_eq!(ask(&server, "192.0.2.1, 192.0.2.2").await, 429, "the last entry is the proxy's own");
    }
}

#[tokio::test]
async fn who_dawdles_is_cut_off() {
    let (server, one) = enrolled::<Sqlite>(Bounds { head: SOON, body: SOON, ..Bounds::default() }).await;
    let mut link = TcpStream::connect(server.address).await.expect("the server listens");
    link.write_all(b"POST /sync/v1/exch").await.expect("a little goes");
    let mut nothing = vec![];
    link.read_to_end(&mut nothing).await.expect("the server hangs up in order");
    assert!(!String::from_utf8_lossy(&nothing).contains(" 200 "), "half a head is no request");
    let mut link = TcpStream::connect(server.address).await.expect("the server listens");
    let token = one.text("access_token");
    let head = "POST /sync/v1/exchange HTTP/1.1\r\nhost: hub\r\ncontent-length: 1000";
    let head = format!("{head}\r\nauthorization: Bearer {token}\r\n\r\nHSYN");
    link.write_all(head.as_bytes()).await.expect("a little goes");
    let answer = hear(&mut link, true).await;
    assert_eq!((answer.status, answer.code().as_str()), (408, "too_slow"), "half a body is none");
}

/// One answer to a request without a body, or whose body is sent a little later than its head.
async fn asked(stream: &mut TcpStream, head: &str, body: &[u8]) -> String {
    stream.write_all(head.as_bytes()).await.expect("it takes the head");
    tokio::time::sleep(Duration::from_millis(20)).await;
    // It may be gone already.
    drop(stream.write_all(body).await);
    let mut answer = vec![0; 4096];
    let length = stream.read(&mut answer).await.unwrap_or(0);
    String::from_utf8_lossy(&answer[..length]).to_lowercase()
}

#[tokio::test]
async fn a_refusal_before_all_was_sent_leaves_a_connection_that_can_be_used_or_says_that_it_ends() {
    let server = Server::<Sqlite>::within(Bounds::default()).await;
    let mut stream = TcpStream::connect(server.address).await.expect("it is open");
    let exchange = |length: usize| {
        format!(
            "POST /sync/v1/exchange HTTP/1.1\r\nhost: clinic\r\nauthorization: Bearer no\r\ncontent-length: {length}\r\n\r\n"
        )
    };
    for _ in 0..3 {
        let answer = asked(&mut stream, &exchange(3_000), &[0; 3_000]).await;
        assert!(answer.starts_with("http/1.1 401"), "nobody knows this token: {answer}");
        assert!(!answer.contains("connection: close"), "the rest is thrown away");
    }
    let answer = asked(&mut stream, "GET /health HTTP/1.1\r\nhost: clinic\r\n\r\n", &[]).await;
    assert!(answer.starts_with("http/1.1 200"), "the connection is as good as new: {answer}");
    let answer = asked(&mut stream, &exchange(900_000), &[]).await;
    assert!(answer.starts_with("http/1.1 401") && answer.contains("connection: close"), "so much is not waited for");
}

#[tokio::test]
async fn when_everybody_is_busy_it_says_so() {
    let (server, one) = enrolled::<Sqlite>(Bounds::default()).await;
    let busy = Server::<Sqlite>::within(Bounds { at_once: 0, patience: SOON, ..Bounds::default() }).await;
    assert_eq!(busy.get("/ready").await.status, 200, "busy is not broken");
    let answer = one.ask_to_enrol(&busy, &server.code("Clinic").await, None).await;
    assert_eq!((answer.status, answer.code().as_str()), (503, "busy"), "nobody waits for ever");
    assert_eq!(answer.header("retry-after"), "1", "it is told when to come again");
}

#[tokio::test]
async fn one_address_cannot_take_all_connections() {
    let server = Server::<Sqlite>::within(Bounds { connections_of_address: 1, ..Bounds::default() }).await;
    let mut held = TcpStream::connect(server.address).await.expect("the server listens");
    held.write_all(b"GET /health HTTP/1.1\r\nhost: hub\r\n\r\n").await.expect("it goes");
    let mut start = [0; 12];
    held.read_exact(&mut start).await.expect("an answer");
    assert_eq!(&start, b"HTTP/1.1 200", "the first is served, and stays open");
    let mut second = TcpStream::connect(server.address).await.expect("the server listens");
    let mut nothing = vec![];
    // A reset is as good as an end.
    let _ = second.read_to_end(&mut nothing).await;
    assert!(nothing.is_empty(), "the second is not let in");
}

async fn a_server_that_stops_answers_what_was_begun<S: Store>() {
    let (mut server, mut one) = enrolled::<S>(Bounds::default()).await;
    one.write(Scope::Site(SITE), 20);
    let body = one.request();
    let mut link = TcpStream::connect(server.address).await.expect("the server listens");
    let (token, length) = (one.text("access_token"), body.len());
    let head = "POST /sync/v1/exchange HTTP/1.1\r\nhost: hub\r\nexpect: 100-continue";
    let head = format!("{head}\r\ncontent-length: {length}\r\nauthorization: Bearer {token}\r\n\r\n");
    link.write_all(head.as_bytes()).await.expect("the head goes");
    let mut go_on = [0; 25];
    link.read_exact(&mut go_on).await.expect("the server listens to the body");
    assert!(go_on.starts_with(b"HTTP/1.1 100 Continue"), "the request is begun");
    let address = server.address;
    server.stop();
    link.write_all(&body).await.expect("the body goes");
    let answer = hear(&mut link, true).await;
    assert_eq!(answer.status, 200, "what was begun is finished");
    server.ended().await;
    assert!(TcpStream::connect(address).await.is_err(), "and nobody else is let in");
}
