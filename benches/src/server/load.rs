//! Many clients at once that ask again as soon as they are answered, as lean as a client can be: what it costs is taken
//! from what is measured.

use crate::rounded;
use anyhow::{Context, Result, bail};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// What is asked again and again.
#[derive(Clone)]
pub struct Asked {
    /// POST or GET.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// The bearer token.
    pub token: String,
    /// JSON, or nothing.
    pub body: String,
}

/// How it was answered.
#[derive(Default)]
pub struct Answered {
    took: Vec<Duration>,
    within: Duration,
}

impl Answered {
    /// Answers a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.took.len() as f64 / self.within.as_secs_f64()
    }

    /// Adds another round's.
    pub fn add(&mut self, other: Answered) {
        self.took.extend(other.took);
        self.within += other.within;
    }

    /// The time within which so many of a hundred were answered, in milliseconds.
    #[must_use]
    pub fn percentile_ms(&mut self, of_a_hundred: usize) -> f64 {
        self.took.sort_unstable();
        let place = (self.took.len().saturating_sub(1)) * of_a_hundred / 100;
        self.took.get(place).map_or(0.0, |took| took.as_secs_f64() * 1e3)
    }

    /// As it is kept.
    #[must_use]
    pub fn figures(&mut self) -> Value {
        json!({
            "a_second": rounded(self.rate()),
            "p50_ms": rounded(self.percentile_ms(50)),
            "p99_ms": rounded(self.percentile_ms(99)),
        })
    }
}

/// So many clients ask for a while. Each begins at another of the questions.
///
/// # Errors
/// When a question is answered with anything but success.
pub async fn ask(address: SocketAddr, questions: &[Asked], count: usize, lasting: Duration) -> Result<Answered> {
    let began = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for nth in 0..count {
        let mut questions = questions.to_vec();
        let begin = nth % questions.len();
        questions.rotate_left(begin);
        clients.spawn(client(address, questions, began + lasting));
    }
    let mut answered = Answered::default();
    while let Some(took) = clients.join_next().await {
        answered.took.extend(took??);
    }
    answered.within = began.elapsed();
    Ok(answered)
}

async fn client(address: SocketAddr, questions: Vec<Asked>, until: Instant) -> Result<Vec<Duration>> {
    let mut took = vec![];
    let mut open = connect(address).await?;
    for question in questions.iter().cycle() {
        let began = Instant::now();
        if began >= until {
            break;
        }
        // Some servers close after each answer: opening again belongs to what asking them takes.
        if open.ready().await.is_err() {
            open = connect(address).await?;
        }
        one(&mut open, question).await?;
        took.push(began.elapsed());
    }
    Ok(took)
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (open, connection) = handshake(TokioIo::new(stream)).await?;
    // How it ends is seen by who asks.
    tokio::spawn(async move { drop(connection.await) });
    Ok(open)
}

async fn one(open: &mut SendRequest<Full<Bytes>>, asked: &Asked) -> Result<Bytes> {
    let mut request = Request::builder().method(asked.method).uri(&asked.path).header("host", "127.0.0.1");
    if !asked.token.is_empty() {
        request = request.header("authorization", format!("Bearer {}", asked.token));
    }
    if !asked.body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    let answer = open.send_request(request.body(Full::new(Bytes::from(asked.body.clone())))?).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes();
    if !status.is_success() {
        bail!("{} {}: {status} {}", asked.method, asked.path, String::from_utf8_lossy(&body));
    }
    Ok(body)
}

/// One question, and its answer.
///
/// # Errors
/// When it is refused.
pub async fn told(address: SocketAddr, method: &'static str, path: &str, token: &str, body: Value) -> Result<Value> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let asked = Asked { method, path: path.into(), token: token.into(), body };
    let mut open = connect(address).await?;
    let answer = one(&mut open, &asked).await?;
    serde_json::from_slice(&answer).with_context(|| format!("{method} {path} is answered with something else"))
}
