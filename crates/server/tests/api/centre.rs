//! A server with its API on a free loopback port, over a hub in a file, with a clinic that was founded there.

use super::stores::Store;
use healthsync_hub::http::{Bounds, Centre as Shared, Metrics};
use healthsync_hub::hub::Hub;
use healthsync_hub::hub::sqlite::SqliteHub;
use healthsync_hub::serve::serve;
use healthsync_hub::tokens::Keys;
use healthsync_server::api::{Api, Limits, Served, Settings};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

/// The clinic that [`Centre::start`] founds.
pub const CLINIC: &str = "Kadugli Clinic";
pub const PASSWORD: &str = "correct horse";
const SECRET: [u8; 32] = [9; 32];

/// The server.
pub struct Centre<H = SqliteHub> {
    folder: Arc<TempDir>,
    pub api: Arc<Api<H>>,
    pub hub: Arc<H>,
    pub address: SocketAddr,
    http: reqwest::Client,
    /// What the hub lies in is there for as long as the server is.
    _store: Option<Box<dyn std::any::Any + Send + Sync>>,
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
        centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
        centre
    }

    /// A server that nobody enrolled at.
    pub async fn empty() -> Centre {
        Centre::with(Settings { limits: Limits::wide(), ..Settings::default() }).await
    }

    /// A server over the files of another that is gone.
    pub async fn again(folder: TempDir) -> Centre {
        let hub = SqliteHub::open(&folder.path().join("hub.db")).expect("the file opens");
        let settings = Settings { limits: Limits::wide(), ..Settings::default() };
        let centre = Centre::over(hub, Arc::new(folder), settings).await;
        centre.api.open_sites().await.expect("its clinics open");
        centre
    }

    /// The same, as an operator sets it.
    pub async fn with(settings: Settings) -> Centre {
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let hub = SqliteHub::open(&folder.path().join("hub.db")).expect("the file opens");
        Centre::over(hub, folder, settings).await
    }
}

impl<H: Hub> Centre<H> {
    /// A server with one clinic over a database of this kind, whose administrator is a practitioner too.
    pub async fn start_on<S: Store<Hub = H>>() -> Centre<H> {
        let centre = Centre::with_on::<S>(Settings { limits: Limits::wide(), ..Settings::default() }).await;
        centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
        centre
    }

    /// A server that nobody enrolled at over a database of this kind, as an operator sets it.
    pub async fn with_on<S: Store<Hub = H>>(settings: Settings) -> Centre<H> {
        let (store, folder) = (S::fresh().await, Arc::new(TempDir::new().expect("a temporary folder")));
        let centre = Centre::over(store.open().await, folder, settings).await;
        Centre { _store: Some(Box::new(store)), ..centre }
    }

    /// Where its files lie.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A server over a hub, with a folder of its own.
    pub async fn over(hub: H, folder: Arc<TempDir>, settings: Settings) -> Centre<H> {
        // The first of several tests in this process; the others find it there.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        let hub = Arc::new(hub);
        let organizations = vec!["Kadugli".into(), "Other".into()];
        let served = Served { organizations, folder: folder.path().join("replicas"), settings };
        let (stopping_sender, stopping) = watch::channel(false);
        let api = Api::new(Arc::clone(&hub), &SECRET, served, stopping);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let shared = Shared { hub: Arc::clone(&hub), keys: Keys::from_secret(&SECRET), now_ms, others: api.router() };
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(serve(
            shared,
            listener,
            None,
            Bounds { connections: 4096, connections_of_address: 4096, ..Bounds::default() },
            Metrics::new(),
            async { drop(stopped.await) },
        ));
        // The server closes what is silent for half a minute: what is about to be closed is not used again.
        let idle = std::time::Duration::from_secs(10);
        let http = reqwest::Client::builder().pool_idle_timeout(idle).build().expect("a client");
        Centre { folder, api, hub, address, http, _store: None, _stop: stop, _stopping: stopping_sender }
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

    /// The access token of somebody of one of several clinics.
    pub async fn sign_in_at(&self, site: &str, username: &str, password: &str) -> String {
        let asked = json!({ "username": username, "password": password, "site": site });
        let answer = self.post("/auth/login", "", asked).await;
        assert_eq!(answer.status, 200, "who knows the password comes in: {}", answer.body);
        text(&answer.body["access_token"])
    }

    /// The access token of somebody new of a role, by an invitation of who holds `admin`.
    pub async fn join(&self, admin: &str, site: &str, username: &str, role: &str) -> String {
        if role == "patient" {
            return self.join_as_patient(admin, username).await.1;
        }
        let made = self.post("/auth/invitations", admin, json!({ "role": role })).await;
        assert_eq!(made.status, 201, "an invitation is made: {}", made.body);
        let person = json!({ "code": made.body["code"], "name": username, "username": username, "password": PASSWORD });
        let joined = self.post("/auth/register", "", person).await;
        assert_eq!(joined.status, 201, "it is accepted: {}", joined.body);
        self.sign_in_at(site, username, PASSWORD).await
    }

    /// A patient who accepted an invitation to the portal, and the access token.
    pub async fn join_as_patient(&self, admin: &str, username: &str) -> (String, String) {
        let made = self.post("/patients", admin, json!({ "given_name": username, "sex": "female" })).await;
        let patient = text(&made.body["patient"]["id"]);
        let invited = self.post(&format!("/patients/{patient}/portal/invitations"), admin, json!({})).await;
        let person = json!({ "code": invited.body["code"], "username": username, "password": PASSWORD, "language": "en", "site": CLINIC });
        let own_page = [("x-healthsync-portal", "1")];
        let joined = self.ask("POST", "/auth/portal/accept", "", person, &own_page).await;
        assert_eq!(joined.status, 200, "the code becomes an account: {}", joined.body);
        (patient, text(&joined.body["access_token"]))
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
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
