//! What a thousand listeners cost, and how soon they hear. Figures, not promises: run by hand with `--ignored`.

use super::centre::Centre;
use super::devices::{assign, device, now, patient, send};
use super::live::Ear;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const LISTENERS: usize = 1000;
const ALERTS: usize = 100;

/// Memory of this process that is in RAM, in kB: the server and its thousand clients are one process here.
fn resident_kb() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_thousand_sockets_and_a_burst_of_a_hundred_alerts() {
    let centre = Arc::new(Centre::start().await);
    let nurse = centre.hire("nour", "nurse").await;
    let admin = centre.admin().await;
    let mut patients = vec![];
    for number in 0..ALERTS {
        let patient = patient(&centre, &admin, &format!("Patient {number}")).await;
        let (device, key) = device(&centre, &admin).await;
        assign(&centre, &admin, &device, &patient, now() - 3_600_000).await;
        patients.push((device, key));
    }
    let before = resident_kb();
    let began = Instant::now();
    let heard = Arc::new(AtomicUsize::new(0));
    let (told, mut delays) = mpsc::unbounded_channel::<Duration>();
    let posted: Arc<std::sync::Mutex<std::collections::HashMap<String, Instant>>> = Arc::default();
    for _ in 0..LISTENERS {
        let (mut ear, _) = Ear::open(&centre, &nurse, None).await;
        let (told, posted, heard) = (told.clone(), Arc::clone(&posted), Arc::clone(&heard));
        tokio::spawn(async move {
            for _ in 0..ALERTS {
                let raised = ear.hear_of("alert.raised").await;
                let at = Instant::now();
                let patient = raised["data"]["effective_at"].to_string();
                let since = posted.lock().expect("nobody panics").get(&patient).copied();
                told.send(since.map_or(Duration::ZERO, |since| at - since)).expect("it is awaited");
                heard.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    let opened = began.elapsed();
    let after = resident_kb();
    println!("{LISTENERS} sockets opened in {opened:?}");
    println!("server and client together: {} kB a socket", (after.saturating_sub(before)) / LISTENERS);
    let burst = Instant::now();
    let mut posts = tokio::task::JoinSet::new();
    for (number, (device, key)) in patients.into_iter().enumerate() {
        let effective_at = now() - 60_000 - i64::try_from(number).expect("small") * 1000;
        let (centre, posted) = (Arc::clone(&centre), Arc::clone(&posted));
        posts.spawn(async move {
            posted.lock().expect("nobody panics").insert(effective_at.to_string(), Instant::now());
            let measured = json!({ "type": "spo2", "value": 82, "effective_at": effective_at });
            send(&centre, &device, &key, measured).await;
        });
    }
    posts.join_all().await;
    println!("{ALERTS} posts at once, the last answered after {:?}", burst.elapsed());
    let mut all = vec![];
    while all.len() < LISTENERS * ALERTS {
        match tokio::time::timeout(Duration::from_secs(120), delays.recv()).await {
            Ok(Some(delay)) => all.push(delay),
            _ => break,
        }
    }
    assert_eq!(heard.load(Ordering::SeqCst), LISTENERS * ALERTS, "everybody heard of every alert");
    all.sort_unstable();
    let at = |share: usize| all[(all.len() - 1) * share / 1000];
    println!("from the POST to the listener: p50 {:?}, p99 {:?}, worst {:?}", at(500), at(990), at(1000));
}
