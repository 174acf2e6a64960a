//! Letters leave by a mail server and by a gateway for SMS; what does not go out is shown, and can be tried again.

use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use super::stores::{Store, on_both_stores};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_server::api::outbox::{Letter, Way, put};
use healthsync_server::api::{Limits, Settings, WaysOut};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

on_both_stores!(
    who_wants_email_is_told_of_a_task_without_a_word_of_it,
    what_a_gateway_does_not_take_is_tried_again_and_shown_meanwhile,
);

type Received = Arc<Mutex<Vec<String>>>;

/// A mail server that takes every letter.
async fn mail_server() -> (String, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let received = Received::default();
    let kept = Arc::clone(&received);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let kept = Arc::clone(&kept);
            tokio::spawn(async move {
                let (reader, mut writer) = stream.into_split();
                let mut lines = BufReader::new(reader).lines();
                writer.write_all(b"220 test\r\n").await.ok();
                let mut letter: Option<String> = None;
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = match (&mut letter, line.as_str()) {
                        (Some(whole), ".") => {
                            kept.lock().expect("no story panics here").push(std::mem::take(whole));
                            letter = None;
                            "250 taken\r\n"
                        }
                        (Some(whole), line) => {
                            whole.push_str(line);
                            whole.push('\n');
                            continue;
                        }
                        (None, "DATA") => {
                            letter = Some(String::new());
                            "354 go on\r\n"
                        }
                        (None, "QUIT") => "221 bye\r\n",
                        (None, _) => "250 fine\r\n",
                    };
                    writer.write_all(answer.as_bytes()).await.ok();
                }
            });
        }
    });
    (url, received)
}

#[derive(Clone, Default)]
struct Gateway {
    received: Received,
    is_down: Arc<AtomicBool>,
}

/// A gateway that takes every SMS of who shows the key, while it is up.
async fn gateway(state: Gateway) -> String {
    async fn take(State(state): State<Gateway>, headers: HeaderMap, body: String) -> StatusCode {
        if headers["authorization"] != "Bearer the key" {
            return StatusCode::FORBIDDEN;
        }
        if state.is_down.load(Ordering::SeqCst) {
            return StatusCode::BAD_GATEWAY;
        }
        state.received.lock().expect("no story panics here").push(body);
        StatusCode::OK
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/send", listener.local_addr().expect("an address"));
    let routes = Router::new().route("/send", post(take)).with_state(state);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    url
}

async fn soon(mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..600 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it does not come about");
}

async fn who_wants_email_is_told_of_a_task_without_a_word_of_it<S: Store>() {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let (url, received) = mail_server().await;
    let ways_out = WaysOut::default().with_email(&url, "Kadugli <clinic@example.org>").expect("a good address");
    let centre = Centre::with_on::<S>(Settings { ways_out, limits: Limits::wide(), ..Settings::default() }).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let admin = centre.admin().await;
    let account = json!({ "name": "Grace", "username": "grace", "roles": ["nurse"], "language": "en",
        "password": "first-password", "email": "grace@example.org" });
    let made = centre.post("/accounts", &admin, account).await;
    let grace = text(&centre.sign_in("grace", "first-password").await["access_token"]);
    centre.ask("PUT", "/profile/password", &grace, json!({ "current": "first-password", "new": PASSWORD }), &[]).await;
    let grace = text(&centre.sign_in("grace", PASSWORD).await["access_token"]);
    let chosen = json!({ "notified": [], "emailed": ["task"], "quiet_from_min": null, "quiet_until_min": null });
    let chosen = centre.ask("PUT", "/messages/choices", &grace, chosen, &[]).await;
    assert_eq!(chosen.status, 200, "she chooses: {}", chosen.body);
    let task = json!({ "is_task": true, "to_account_id": made.body["id"], "text": "Call Amina Osman" });
    let sent = centre.post("/messages", &admin, task).await;
    assert_eq!(sent.status, 201, "a task is given: {}", sent.body);
    soon(async || !received.lock().expect("no story panics here").is_empty()).await;
    let letters = received.lock().expect("no story panics here").clone();
    assert!(letters[0].contains("grace@example.org") && letters[0].contains("A task waits for you"), "{}", letters[0]);
    assert!(!letters[0].contains("Amina"), "nobody's name leaves the clinic");
    soon(async || centre.get("/outbox", &admin).await.body == json!([])).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(received.lock().expect("no story panics here").len(), 1, "it goes once");
}

async fn what_a_gateway_does_not_take_is_tried_again_and_shown_meanwhile<S: Store>() {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let state = Gateway::default();
    state.is_down.store(true, Ordering::SeqCst);
    let url = gateway(state.clone()).await;
    let ways_out = WaysOut::default().with_sms(&url, Some("the key".into())).expect("a gateway");
    let centre = Centre::with_on::<S>(Settings { ways_out, limits: Limits::wide(), ..Settings::default() }).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let admin = centre.admin().await;
    let organization = centre.hub.organization_named("Kadugli").await.expect("it answers").expect("it is there");
    let letter =
        Letter { way: Way::Sms, to: "+249912345678".into(), subject: String::new(), text: "Your appointment".into() };
    let mut ledger = centre.hub.begin(organization).await.expect("it answers");
    put(&mut ledger, centre.api.keys(), centre.api.outside(), &letter).await.expect("it is written");
    ledger.commit().await.expect("it is kept");
    let mut shown = Value::Null;
    soon(async || {
        shown = centre.get("/outbox", &admin).await.body;
        shown[0]["problem"].is_string()
    })
    .await;
    assert_eq!((&shown[0]["to"], &shown[0]["is_dead"]), (&json!("…5678"), &json!(false)), "it waits: {shown}");
    let nurse = centre.hire("nurse", "nurse").await;
    assert_eq!(centre.get("/outbox", &nurse).await.status, 403, "that is an administrator's");
    state.is_down.store(false, Ordering::SeqCst);
    let key = text(&shown[0]["key"]);
    assert_eq!(centre.post(&format!("/outbox/{key}/retry"), &admin, json!({})).await.status, 204, "at once, if asked");
    soon(async || !state.received.lock().expect("no story panics here").is_empty()).await;
    assert!(state.received.lock().expect("no story panics here")[0].contains("Your appointment"), "it went");
    soon(async || centre.get("/outbox", &admin).await.body == json!([])).await;
}
