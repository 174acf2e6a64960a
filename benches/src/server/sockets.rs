//! A thousand open sockets, and a burst of a hundred alerts that all of them hear.

use super::memory_mib;
use super::ours::{Ours, text};
use crate::rounded;
use anyhow::{Context, Result, bail};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

const LISTENERS: usize = 1_000;
const ALERTS: usize = 100;
/// Longer than anything takes; nothing waits for it where things are well.
const PATIENCE: Duration = Duration::from_secs(120);

/// An alert was heard: of the measurement of this time.
type Heard = (i64, Instant);

pub async fn run() -> Result<Value> {
    let folder = tempfile::Builder::new().prefix("sockets").tempdir_in(crate::folder()?)?;
    let (_cluster, url) = super::store().await?;
    let ours = Ours::start(&url, folder.path()).await?;
    let nurse = ours.hire("nour", "nurse").await?;
    let began_at = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let mut devices = vec![];
    for nth in 0..ALERTS {
        let patient = ours.patient(nth).await?;
        let made = ours.told("POST", "/devices", &ours.admin, json!({ "name": "Monitor", "kind": "other" })).await?;
        let (device, key) = (text(&made["device"]["id"])?, text(&made["key"])?);
        let assigned = json!({ "patient_id": patient, "from_at": began_at - 3_600_000 });
        ours.told("POST", &format!("/devices/{device}/assignments"), &ours.doctor, assigned).await?;
        devices.push((device, key));
    }
    let before = memory_mib(ours.id());
    let (told, mut heard) = unbounded_channel();
    for _ in 0..LISTENERS {
        tokio::spawn(listen(open(&ours, &nurse).await?, told.clone()));
    }
    let after = memory_mib(ours.id());
    // The first of several in this process; the others find it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::new();
    let mut posts = tokio::task::JoinSet::new();
    let burst = Instant::now();
    for (nth, (device, key)) in devices.into_iter().enumerate() {
        let effective_at = began_at - 60_000 - i64::try_from(nth)? * 1_000;
        let url = format!("http://{}/api/v1/devices/{device}/measurements", ours.address);
        let measured = json!({ "type": "spo2", "value": 82, "effective_at": effective_at });
        let post =
            http.post(url).header("authorization", format!("Device {key}")).header("content-type", "application/json");
        let post = post.body(measured.to_string());
        posts.spawn(async move {
            let posted = Instant::now();
            let answer = post.send().await?.error_for_status();
            answer.map(|_| (effective_at, posted))
        });
    }
    let posted: std::collections::HashMap<i64, Instant> =
        posts.join_all().await.into_iter().collect::<Result<_, reqwest::Error>>()?;
    let answered = burst.elapsed();
    let mut delays = vec![];
    while delays.len() < LISTENERS * ALERTS {
        let next = tokio::time::timeout(PATIENCE, heard.recv()).await;
        let Ok(Some((effective_at, at))) = next else {
            bail!("only {} of {} were heard", delays.len(), LISTENERS * ALERTS)
        };
        delays.push(at - *posted.get(&effective_at).context("an alert of one of the measurements")?);
    }
    delays.sort_unstable();
    let ms = |of_a_thousand: usize| rounded(delays[(delays.len() - 1) * of_a_thousand / 1000].as_secs_f64() * 1e3);
    Ok(json!({
        "sockets": LISTENERS,
        "memory_mib": { "before": rounded(before), "with_sockets": rounded(after) },
        "kib_a_socket": rounded((after - before) * 1024.0 / LISTENERS as f64),
        "alerts": ALERTS,
        "all_posts_answered_ms": rounded(answered.as_secs_f64() * 1e3),
        "from_post_to_listener_ms": { "p50": ms(500), "p99": ms(990), "worst": ms(1000) },
    }))
}

async fn open(ours: &Ours, token: &str) -> Result<WebSocketStream<TcpStream>> {
    let mut request = format!("ws://{}/api/v1/live", ours.address).into_client_request()?;
    request.headers_mut().insert("authorization", format!("Bearer {token}").parse()?);
    let stream = TcpStream::connect(ours.address).await?;
    let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    Ok(tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await?.0)
}

async fn listen(mut socket: WebSocketStream<TcpStream>, told: UnboundedSender<Heard>) {
    while let Some(Ok(message)) = socket.next().await {
        let at = Instant::now();
        let Message::Text(text) = message else { continue };
        if !text.contains("alert.raised") {
            continue;
        }
        let event: Value = serde_json::from_str(&text).expect("events are JSON");
        let effective_at = event["data"]["effective_at"].as_i64().expect("when it was measured");
        if told.send((effective_at, at)).is_err() {
            return;
        }
    }
}
