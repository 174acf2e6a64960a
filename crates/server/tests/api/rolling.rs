//! An upgrade that nobody notices: two programs over one PostgreSQL, one after the other stopped and started anew, while
//! a client writes and listens.

use super::centre::{CLINIC, PASSWORD, text};
use super::nodes::shared;
use super::stores::Store;
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// Longer than anything takes on the slowest machine; nothing waits for it where things are well.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, at an address that it keeps from one start to the next.
pub struct Program {
    child: Child,
    pub port: u16,
}

impl Program {
    pub fn start(url: &str, files: &Path, port: u16) -> Program {
        let mut command = program(url, files);
        command.args(["serve", "--api", "Kadugli", "--listen", &format!("127.0.0.1:{port}")]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says where");
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        Program { child, port }
    }

    /// Ends it as an operator does: what is open is answered.
    fn stop(&mut self) {
        let asked = Command::new("sh").args(["-c", "kill -s TERM \"$0\"", &self.child.id().to_string()]).status();
        assert!(asked.expect("there is a shell").success(), "it runs until now");
        assert!(self.child.wait().expect("it ends").success(), "and ends well");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program over this database, with files of its own.
pub fn program(url: &str, files: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_healthsync-server"));
    command.arg("--database").arg(url).arg("--files").arg(files);
    command
}

/// Founds a clinic over this database, which programs with these files serve.
pub fn found(url: &str, files: [&Path; 2]) {
    let mut founding = program(url, files[0]);
    founding.args(["found", "--organization", "Kadugli", "--clinic", CLINIC, "--code", "kdg"]);
    founding.args(["--administrator", "Halima Osman", "--username", "halima"]).env("HEALTHSYNC_PASSWORD", PASSWORD);
    let founded = founding.output().expect("the program runs");
    assert!(founded.status.success(), "a clinic is founded: {}", String::from_utf8_lossy(&founded.stderr));
    std::fs::copy(files[0].with_extension("key"), files[1].with_extension("key")).expect("the secret is the same");
}

/// A client that knows two addresses: where one does not answer, it asks the other, with the same key.
pub struct Client {
    http: reqwest::Client,
    pub ports: [u16; 2],
    pub token: String,
}

impl Client {
    /// One that has not signed in yet.
    pub fn of(ports: [u16; 2]) -> Client {
        // The first of several tests in this process; the others find it there.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        Client { http: reqwest::Client::new(), ports, token: String::new() }
    }

    /// Signs in as a nurse whom the administrator hires.
    pub async fn sign_in_as_a_nurse(&mut self) {
        let login = json!({ "username": "halima", "password": PASSWORD });
        let (status, signed_in) = self.ask("POST", "/auth/login", &login, "in", 0).await;
        assert_eq!(status, 200, "she signs in: {signed_in}");
        self.token = text(&signed_in["access_token"]);
        let account = json!({ "name": "Nour", "username": "nour", "roles": ["nurse"], "language": "en", "password": "first-password" });
        let (status, hired) = self.ask("POST", "/accounts", &account, "nour", 0).await;
        assert_eq!(status, 201, "a nurse is hired: {hired}");
        let login = json!({ "username": "nour", "password": "first-password" });
        self.token = text(&self.ask("POST", "/auth/login", &login, "in too", 0).await.1["access_token"]);
        let change = json!({ "current": "first-password", "new": PASSWORD });
        assert_eq!(self.ask("PUT", "/profile/password", &change, "hers", 0).await.0, 200, "with a password of her own");
    }

    pub async fn ask(&self, method: &str, path: &str, body: &Value, key: &str, first: usize) -> (u16, Value) {
        let began = std::time::Instant::now();
        for turn in first.. {
            assert!(began.elapsed() < PATIENCE, "{method} {path} is answered by neither");
            let url = format!("http://127.0.0.1:{}/api/v1{path}", self.ports[turn % 2]);
            let mut request = self.http.request(method.parse().expect("a method"), url).bearer_auth(&self.token);
            if method != "GET" {
                request = request.header("content-type", "application/json").body(body.to_string());
                request = request.header("idempotency-key", key);
            }
            let Ok(answer) = request.send().await else {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            let status = answer.status().as_u16();
            let Ok(bytes) = answer.bytes().await else { continue };
            return (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null));
        }
        unreachable!("the turns do not end")
    }
}

/// What a listener heard of: the ids of recorded vitals, and how often it was told to look at everything anew.
async fn listen(client: Arc<Client>, patient: String, stop: Arc<AtomicBool>) -> (HashSet<String>, usize) {
    let (mut heard, mut cursor, mut looks) = (HashSet::new(), None::<String>, 0);
    for turn in 0.. {
        if stop.load(Ordering::SeqCst) {
            return (heard, looks);
        }
        let after = cursor.as_ref().map(|cursor| format!("?after={cursor}")).unwrap_or_default();
        let url = format!("ws://127.0.0.1:{}/api/v1/live{after}", client.ports[turn % 2]);
        let mut request = url.into_client_request().expect("a request");
        let shown = format!("Bearer {}", client.token).parse().expect("a token");
        request.headers_mut().insert("authorization", shown);
        let Ok(stream) = TcpStream::connect(("127.0.0.1", client.ports[turn % 2])).await else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Ok((mut socket, _)) = tokio_tungstenite::client_async(request, stream).await else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        while !stop.load(Ordering::SeqCst) {
            let Ok(next) = tokio::time::timeout(Duration::from_millis(200), socket.next()).await else { continue };
            let Some(Ok(message)) = next else { break };
            let Message::Text(said) = message else { continue };
            let said: Value = serde_json::from_str(&said).expect("events are JSON");
            cursor = said["cursor"].as_str().map(str::to_owned);
            if said["event"] == "vitals.recorded" {
                heard.insert(text(&said["data"]["vitals_id"]));
            } else if said["event"] == "resync" {
                // Told by the very server that listens from here on: what it shows now and what it tells is all.
                looks += 1;
                heard.extend(shown_at(&client, &patient, turn).await);
            }
        }
    }
    unreachable!("the turns do not end")
}

async fn shown_at(client: &Client, patient: &str, first: usize) -> HashSet<String> {
    let path = format!("/patients/{patient}/vitals?limit=1000");
    let (status, rows) = client.ask("GET", &path, &Value::Null, "", first).await;
    assert_eq!(status, 200, "the chart is shown: {rows}");
    rows.as_array().expect("a list").iter().map(|row| text(&row["vitals"]["id"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_upgrade_loses_no_write_shows_no_failure_and_lets_no_listener_miss_anything() {
    let Some(store) = shared().await else { return };
    let url = store.address();
    let folder = TempDir::new().expect("a temporary folder");
    let files = [folder.path().join("one"), folder.path().join("two")];
    found(&url, [&files[0], &files[1]]);
    let mut programs = [Program::start(&url, &files[0], 0), Program::start(&url, &files[1], 0)];
    let ports = [programs[0].port, programs[1].port];
    let mut client = Client::of(ports);
    client.sign_in_as_a_nurse().await;
    let (status, told) = client.ask("POST", "/patients", &json!({ "given_name": "Amina" }), "amina", 0).await;
    assert_eq!(status, 201, "a patient is registered: {told}");
    let patient = text(&told["patient"]["id"]);
    let began = std::time::Instant::now();
    while client.ask("GET", &format!("/patients/{patient}"), &Value::Null, "", 1).await.0 != 200 {
        assert!(began.elapsed() < PATIENCE, "the other knows her, too");
    }
    let (client, is_over, is_heard) =
        (Arc::new(client), Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let listening = tokio::spawn(listen(Arc::clone(&client), patient.clone(), Arc::clone(&is_heard)));
    let writing = {
        let (client, patient, is_over) = (Arc::clone(&client), patient.clone(), Arc::clone(&is_over));
        tokio::spawn(async move {
            let mut kept = HashSet::new();
            for count in 0_usize.. {
                let body = json!({ "heart_rate_bpm": 60 + count % 40 });
                let path = format!("/patients/{patient}/vitals");
                let (status, answer) = client.ask("POST", &path, &body, &format!("set {count}"), count).await;
                assert_eq!(status, 201, "write {count} is taken, by the one or the other: {answer}");
                kept.insert(text(&answer["vitals"]["id"]));
                if is_over.load(Ordering::SeqCst) {
                    return kept;
                }
            }
            kept
        })
    };
    for index in [0, 1, 0] {
        tokio::time::sleep(Duration::from_millis(700)).await;
        programs[index].stop();
        tokio::time::sleep(Duration::from_millis(300)).await;
        let port = programs[index].port;
        programs[index] = Program::start(&url, &files[index], port);
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    is_over.store(true, Ordering::SeqCst);
    let kept = writing.await.expect("every write was taken");
    assert!(kept.len() > 20, "it wrote all the while: {}", kept.len());
    for at in [0, 1] {
        let began = std::time::Instant::now();
        while shown_at(&client, &patient, at).await != kept {
            assert!(began.elapsed() < PATIENCE, "each shows every write, once");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    // What is on its way to the listener arrives.
    tokio::time::sleep(Duration::from_secs(1)).await;
    is_heard.store(true, Ordering::SeqCst);
    let (heard, looks) = listening.await.expect("it listened");
    assert_eq!(kept.difference(&heard).count(), 0, "it heard of every write");
    assert_eq!(looks, 0, "and never had to look at everything anew: a cursor holds at either");
}
