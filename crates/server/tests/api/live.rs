//! The live socket: what happens is heard at once, by right, from a cursor on, and not by who signed out.

use super::centre::{Centre, PASSWORD, text};
use super::devices::{assign, device, now, patient, send};
use super::stores::{Store, on_both_stores};
use futures_util::{SinkExt, StreamExt};
use healthsync_hub::hub::Hub;
use healthsync_server::api::{CLOSE_SIGNED_OUT, CLOSE_TOO_SLOW, LiveBounds};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};

on_both_stores!(
    who_may_see_it_hears_what_happens_and_others_do_not,
    who_comes_back_with_a_cursor_misses_nothing_and_is_told_where_that_cannot_be,
    the_socket_ends_with_its_sign_in,
    a_patient_hears_of_the_own_chart_and_never_of_another_s,
);

/// Longer than anything takes on the slowest machine; nothing waits for it where things are well.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Ear(WebSocketStream<TcpStream>);

impl Ear {
    async fn connect<H: Hub>(centre: &Centre<H>, token: &str, after: Option<&str>) -> Result<Ear, Error> {
        let query = after.map(|after| format!("?after={after}")).unwrap_or_default();
        let mut request =
            format!("ws://{}/api/v1/live{query}", centre.address).into_client_request().expect("a request");
        if !token.is_empty() {
            request.headers_mut().insert("authorization", format!("Bearer {token}").parse().expect("a token"));
        }
        let stream = TcpStream::connect(centre.address).await.expect("the server listens");
        // As small as the server's, so that memory can be measured.
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
        let opened = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await;
        opened.map(|(socket, _)| Ear(socket))
    }

    /// A socket that is let in; returns where it begins.
    pub async fn open<H: Hub>(centre: &Centre<H>, token: &str, after: Option<&str>) -> (Ear, Value) {
        let mut ear = Ear::connect(centre, token, after).await.expect("who is signed in is let in");
        let first = ear.hear().await;
        (ear, first)
    }

    /// The next event.
    pub async fn hear(&mut self) -> Value {
        self.hear_any(|_| true).await
    }

    /// The next of the events that are wanted by their text.
    async fn hear_any(&mut self, is_wanted: impl Fn(&str) -> bool) -> Value {
        loop {
            match tokio::time::timeout(PATIENCE, self.0.next()).await.expect("something comes") {
                Some(Ok(Message::Text(text))) if is_wanted(&text) => {
                    return serde_json::from_str(&text).expect("events are JSON");
                }
                Some(Ok(Message::Text(_))) => {}
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("the socket ended: {other:?}"),
            }
        }
    }

    /// The next event of this name.
    pub async fn hear_of(&mut self, event: &str) -> Value {
        self.hear_any(|text| text.contains(event)).await
    }

    /// The code with which the socket is closed.
    async fn closed(&mut self) -> Option<u16> {
        loop {
            match tokio::time::timeout(PATIENCE, self.0.next()).await.expect("it ends") {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }
}

async fn who_may_see_it_hears_what_happens_and_others_do_not<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (nurse, desk) = (centre.hire("nour", "nurse").await, centre.hire("dalia", "front_desk").await);
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - 3_600_000).await;
    let (mut at_ward, first) = Ear::open(&centre, &nurse, None).await;
    assert_eq!(first["event"], "ready", "it begins: {first}");
    let (mut at_desk, _) = Ear::open(&centre, &desk, None).await;
    let sent = send(&centre, &device, &key, json!({ "type": "spo2", "value": 82, "effective_at": now() })).await;
    let recorded = at_ward.hear_of("vitals.recorded").await;
    assert_eq!(
        (&recorded["data"]["vitals_id"], &recorded["data"]["source"]),
        (&sent[0]["vitals_id"], &json!("device")),
        "a set was recorded: {recorded}"
    );
    let raised = at_ward.hear_of("alert.raised").await;
    assert_eq!(
        (&raised["data"]["alert_id"], &raised["data"]["patient_id"]),
        (&sent[0]["alerts"][0], &json!(patient)),
        "and an alert raised: {raised}"
    );
    let alert = text(&raised["data"]["alert_id"]);
    centre.post(&format!("/alerts/{alert}/acknowledge"), &admin, json!({})).await;
    let answered = at_ward.hear_of("alert.acknowledged").await;
    assert_eq!(answered["data"]["alert_id"], json!(alert), "somebody takes care: {answered}");
    let colleagues = centre.get("/colleagues", &admin).await.body;
    let dalia =
        colleagues.as_array().expect("a list").iter().find(|one| one["name"] == "dalia").expect("she works here");
    let note = json!({ "kind": "note", "to_account_id": dalia["id"], "text": "Call the laboratory", "is_task": false });
    let told = centre.post("/messages", &admin, note).await;
    assert_eq!(told.status, 201, "a note is sent: {}", told.body);
    let heard = at_desk.hear().await;
    assert_eq!(heard["event"], "message.created", "the desk hears of its message and of no chart: {heard}");
    assert_eq!(heard["data"]["message_id"], told.body["id"], "of this one");
}

async fn who_comes_back_with_a_cursor_misses_nothing_and_is_told_where_that_cannot_be<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (ear, first) = Ear::open(&centre, &admin, None).await;
    drop(ear);
    let path = format!("/patients/{patient}/vitals");
    for rate in [70, 71, 72] {
        let recorded = centre.post(&path, &admin, json!({ "heart_rate_bpm": rate })).await;
        assert_eq!(recorded.status, 201, "a set is recorded: {}", recorded.body);
    }
    let (mut ear, again) = Ear::open(&centre, &admin, first["cursor"].as_str()).await;
    assert_eq!(again["event"], "ready", "the cursor is known: {again}");
    let mut cursors = vec![];
    for _ in 0..3 {
        cursors.push(text(&ear.hear_of("vitals.recorded").await["cursor"]));
    }
    let (mut ear, again) = Ear::open(&centre, &admin, Some(&cursors[1])).await;
    assert_eq!(text(&again["cursor"]), cursors[1], "who is cut off before the rest comes back from where it was");
    assert_eq!(text(&ear.hear_of("vitals.recorded").await["cursor"]), cursors[2], "from there on, and not twice");
    for old in ["0-0", "nonsense", "00000000000000000000000000000000-7", "0-0.?", "00-7.AAAA", "."] {
        let (_, said) = Ear::open(&centre, &admin, Some(old)).await;
        assert_eq!(said["event"], "resync", "what is not known any more is said: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_started_anew_goes_on_from_the_cursor_of_the_one_before() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let path = format!("/patients/{patient}/vitals");
    let (mut ear, _) = Ear::open(&centre, &admin, None).await;
    assert_eq!(centre.post(&path, &admin, json!({ "heart_rate_bpm": 70 })).await.status, 201, "a set is recorded");
    let heard = ear.hear_of("vitals.recorded").await;
    drop(ear);
    let missed = centre.post(&path, &admin, json!({ "heart_rate_bpm": 71 })).await.body;
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    copy(centre.folder(), folder.path());
    let after = Centre::again(folder).await;
    let (mut ear, first) = Ear::open(&after, &admin, heard["cursor"].as_str()).await;
    assert_eq!(first["event"], "ready", "nothing has to be looked at anew: {first}");
    let told = ear.hear_of("vitals.recorded").await;
    assert_eq!(told["data"]["vitals_id"], missed["vitals"]["id"], "what was missed, and nothing twice: {told}");
    assert_eq!(after.post(&path, &admin, json!({ "heart_rate_bpm": 72 })).await.status, 201, "it goes on");
    let next = ear.hear_of("vitals.recorded").await;
    let (_, first) = Ear::open(&after, &admin, next["cursor"].as_str()).await;
    assert_eq!((&first["event"], &first["cursor"]), (&json!("ready"), &next["cursor"]), "as a cursor of its own");
}

/// The files of a server, as a stopped one leaves them.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for one in std::fs::read_dir(from).expect("a folder").map(|one| one.expect("its entries")) {
        let target = to.join(one.file_name());
        if one.path().is_dir() {
            copy(&one.path(), &target);
        } else {
            std::fs::copy(one.path(), target).expect("a file");
        }
    }
}

async fn the_socket_ends_with_its_sign_in<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    centre.api.bound_live(LiveBounds { look: Duration::from_millis(50), ..LiveBounds::default() });
    let told = centre.sign_in("halima", PASSWORD).await;
    let token = text(&told["access_token"]);
    let (mut ear, _) = Ear::open(&centre, &token, None).await;
    assert_eq!(centre.post("/auth/logout", &token, json!({})).await.status, 204, "she signs out");
    assert_eq!(ear.closed().await, Some(CLOSE_SIGNED_OUT), "and hears no more");
    assert!(Ear::connect(&centre, &token, None).await.is_err(), "nor does she come in again");
    let admin = centre.admin().await;
    let nurse = centre.hire("nour", "nurse").await;
    let (mut ear, _) = Ear::open(&centre, &nurse, None).await;
    let accounts = centre.get("/accounts", &admin).await.body;
    let nour = accounts.as_array().expect("a list").iter().find(|one| one["username"] == "nour").expect("she is there");
    let change = json!({
        "name": "nour", "roles": ["nurse"], "is_disabled": true, "version": nour["version"], "language": "en",
    });
    let path = format!("/accounts/{}", text(&nour["id"]));
    let disabled = centre.ask("PUT", &path, &admin, change, &[]).await;
    assert_eq!(disabled.status, 200, "the account is disabled: {}", disabled.body);
    let patient = patient(&centre, &admin, "Amina").await;
    centre.post(&format!("/patients/{patient}/vitals"), &admin, json!({ "heart_rate_bpm": 70 })).await;
    assert_eq!(ear.closed().await, Some(CLOSE_SIGNED_OUT), "who may no longer sign in hears nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_be_shown_in_the_first_message_and_nothing_else_lets_in() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let mut ear = Ear::connect(&centre, "", None).await.expect("the socket opens");
    ear.0.send(Message::text(json!({ "access_token": admin }).to_string())).await.expect("it is said");
    assert_eq!(ear.hear().await["event"], "ready", "who shows a good token is told");
    let mut ear = Ear::connect(&centre, "", None).await.expect("the socket opens");
    ear.0.send(Message::text(json!({ "access_token": "nonsense" }).to_string())).await.expect("it is said");
    assert_eq!(ear.closed().await, Some(CLOSE_SIGNED_OUT), "who does not is not");
    assert!(Ear::connect(&centre, "nonsense", None).await.is_err(), "a bad token is refused before the socket opens");
    let plain = centre.get("/live", &admin).await;
    assert_eq!((plain.status, &plain.body["code"]), (426, &json!("no_websocket")), "it speaks WebSocket only");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_no_ping_is_gone() {
    let centre = Centre::start().await;
    let bounds =
        LiveBounds { ping: Duration::from_millis(50), dead: Duration::from_millis(300), ..LiveBounds::default() };
    centre.api.bound_live(bounds);
    let admin = centre.admin().await;
    let (ear, _) = Ear::open(&centre, &admin, None).await;
    // From here on bytes are read and nothing is answered.
    let mut stream = ear.0.into_inner();
    let mut bytes = [0; 4096];
    let silence = async { while stream.read(&mut bytes).await.is_ok_and(|count| count > 0) {} };
    tokio::time::timeout(PATIENCE, silence).await.expect("the server hangs up");
}

async fn a_patient_hears_of_the_own_chart_and_never_of_another_s<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (own, amina) = centre.join_as_patient(&admin, "amina").await;
    let (other, zahra) = centre.join_as_patient(&admin, "zahra").await;
    let (mut at_home, first) = Ear::open(&centre, &amina, None).await;
    assert_eq!(first["event"], "ready", "a patient may listen: {first}");
    let booked = centre.post("/me/appointments", &zahra, json!({ "reason": "Cough" })).await;
    assert_eq!(booked.status, 201, "Zahra asks for an appointment: {}", booked.body);
    let grave = json!({ "systolic_mmhg": 210, "diastolic_mmhg": 120, "is_confirmed": true });
    for patient in [&other, &own] {
        let kept = centre.post(&format!("/patients/{patient}/vitals"), &admin, grave.clone()).await;
        assert_eq!(kept.status, 201, "readings are kept: {}", kept.body);
        let alert = text(&kept.body["alerts"][0]["id"]);
        centre.post(&format!("/alerts/{alert}/acknowledge"), &admin, json!({})).await;
    }
    let booked = centre.post("/me/appointments", &amina, json!({ "reason": "Dizzy" })).await;
    let asked = centre.post("/me/papers", &amina, json!({ "paper": "patient_report", "subject_id": null })).await;
    assert_eq!(asked.status, 201, "she asks for her report: {}", asked.body);
    let mut heard = vec![];
    while heard.last() != Some(&"message.created".to_owned()) {
        let event = at_home.hear().await;
        if event["event"] != "message.created" {
            assert_eq!(event["data"]["patient_id"], json!(own), "only of her own chart: {event}");
        }
        if event["event"] == "appointment.changed" {
            assert_eq!(event["data"]["appointment_id"], booked.body["id"], "her own: {event}");
        }
        heard.push(text(&event["event"]));
    }
    heard.dedup();
    assert_eq!(
        heard,
        ["vitals.recorded", "alert.raised", "appointment.changed", "message.created"],
        "in order, and not who at the clinic took note"
    );
    let (mut again, _) = Ear::open(&centre, &zahra, first["cursor"].as_str()).await;
    let missed = again.hear().await;
    assert_eq!(
        (&missed["event"], &missed["data"]["appointment_id"].is_string()),
        (&json!("appointment.changed"), &true),
        "what was missed is told by the same right: {missed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_reader_is_let_go_with_4008_and_comes_back_with_its_cursor() {
    let centre = Centre::start().await;
    centre.api.bound_live(LiveBounds {
        write: Duration::from_millis(200),
        farewell: PATIENCE,
        ..LiveBounds::default()
    });
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    // A small window for what was not read yet, so that the server soon has nowhere to put more.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    let stream = socket.connect(centre.address).await.expect("the server listens");
    let mut request = format!("ws://{}/api/v1/live", centre.address).into_client_request().expect("a request");
    request.headers_mut().insert("authorization", format!("Bearer {admin}").parse().expect("a token"));
    let (socket, _) = tokio_tungstenite::client_async(request, stream).await.expect("it is let in");
    let mut slow = Ear(socket);
    let first = slow.hear().await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - 3_600_000).await;
    // It reads nothing while far more happens than fits between the two.
    let mut sent_all = 0;
    for batch in 0..40_i64 {
        let set = |index: i64| json!({ "type": "heart_rate", "value": 70, "effective_at": now() - 1_000_000 + batch * 20_000 + index * 50 });
        let sets: Vec<Value> = (0..400).map(set).collect();
        sent_all += send(&centre, &device, &key, json!(sets)).await.as_array().map_or(0, Vec::len);
    }
    assert_eq!(sent_all, 16_000, "all were taken");
    assert_eq!(slow.closed().await, Some(CLOSE_TOO_SLOW), "it is not waited for");
    let (_, again) = Ear::open(&centre, &admin, first["cursor"].as_str()).await;
    assert_eq!(again["event"], "resync", "so much is not kept: it looks at everything anew");
    let (_, last) = Ear::open(&centre, &admin, again["cursor"].as_str()).await;
    assert_eq!((&last["event"], &last["cursor"]), (&json!("ready"), &again["cursor"]), "and goes on from there");
}
