//! A server with its API on a free loopback port, over a hub in a file, with a clinic that was founded there.

use healthsync_hub::http::{Bounds, Centre as Shared, Metrics};
use healthsync_hub::hub::sqlite::SqliteHub;
use healthsync_hub::serve::serve;
use healthsync_hub::tokens::Keys;
use healthsync_server::api::{Api, Served};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

pub const PASSWORD: &str = "correct horse";
const SECRET: [u8; 32] = [9; 32];

/// The server.
pub struct Centre {
    _folder: Arc<TempDir>,
    pub api: Arc<Api<SqliteHub>>,
    pub hub: Arc<SqliteHub>,
    pub address: SocketAddr,
    http: reqwest::Client,
    _stop: oneshot::Sender<()>,
    _stopping: watch::Sender<bool>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("the wall is no further than any machine lives")
}

impl Centre {
    /// A server with one clinic, whose administrator is a practitioner too.
    pub async fn start() -> Centre {
        let centre = Centre::empty().await;
        centre.api.found("Kadugli", set_up("Kadugli Clinic", "kdg", "halima")).await.expect("a clinic is founded");
        centre
    }

    /// A server that nobody enrolled at.
    pub async fn empty() -> Centre {
        // The first of several tests in this process; the others find it there.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let hub = Arc::new(SqliteHub::open(&folder.path().join("hub.db")).expect("the file opens"));
        let served =
            Served { organizations: vec!["Kadugli".into(), "Other".into()], folder: folder.path().join("replicas") };
        let (stopping_sender, stopping) = watch::channel(false);
        let api = Api::new(Arc::clone(&hub), &SECRET, served, stopping);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let shared = Shared { hub: Arc::clone(&hub), keys: Keys::from_secret(&SECRET), now_ms, others: api.router() };
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(serve(shared, listener, None, Bounds::default(), Metrics::new(), async { drop(stopped.await) }));
        let http = reqwest::Client::new();
        Centre { _folder: folder, api, hub, address, http, _stop: stop, _stopping: stopping_sender }
    }

    /// The time.
    pub fn now(&self) -> i64 {
        now_ms()
    }

    /// A request; the empty token is nobody's.
    pub async fn ask(&self, method: &str, path: &str, token: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let method = method.parse().expect("a method");
        let mut request = self.http.request(method, format!("http://{}/api/v1{path}", self.address));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.expect("the server answers");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("the answer comes whole");
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, headers, body }
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask("GET", path, token, Value::Null, &[]).await
    }

    pub async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.ask("POST", path, token, body, &[]).await
    }

    /// Signs in, and returns what was told.
    pub async fn sign_in(&self, username: &str, password: &str) -> Value {
        let answer = self.post("/auth/login", "", json!({ "username": username, "password": password })).await;
        assert_eq!(answer.status, 200, "who knows the password comes in: {}", answer.body);
        answer.body
    }

    /// The access token of the first administrator.
    pub async fn admin(&self) -> String {
        text(&self.sign_in("halima", PASSWORD).await["access_token"])
    }

    /// The access token of somebody new of a role.
    pub async fn hire(&self, username: &str, role: &str) -> String {
        let admin = self.admin().await;
        let account = json!({ "name": username, "username": username, "roles": [role], "language": "en", "password": "first-password" });
        let made = self.post("/accounts", &admin, account).await;
        assert_eq!(made.status, 201, "an account is made: {}", made.body);
        let token = text(&self.sign_in(username, "first-password").await["access_token"]);
        let change = json!({ "current": "first-password", "new": PASSWORD });
        let changed = self.ask("PUT", "/profile/password", &token, change, &[]).await;
        assert_eq!(changed.status, 200, "the first password is changed: {}", changed.body);
        token
    }
}

/// What setting up a clinic asks.
pub fn set_up(name: &str, code: &str, username: &str) -> Value {
    json!({
        "clinic_name": name, "site_code": code, "time_zone": "Africa/Khartoum", "currency": "SDG",
        "language": "en", "country": "Sudan", "temperature_unit": "celsius", "weight_unit": "kilogram",
        "height_unit": "centimetre", "glucose_unit": "mg_dl", "administrator_name": "Halima Osman",
        "username": username, "password": PASSWORD, "roles": ["practitioner"],
    })
}

/// A text of an answer.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
