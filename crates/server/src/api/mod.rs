//! The API: the commands of the clinic over HTTP, for other programs, devices and the portal.
//!
//! The server holds a replica of each site that it serves ([`site`]), and runs there the same commands as a window; what
//! they write is in the hub's log before they are answered, so that a replica can be thrown away.

mod again;
mod auth;
mod centre;
mod centre_paths;
mod devices;
mod door;
pub mod examples;
mod input;
mod keys;
mod letters;
mod limits;
mod live;
pub mod logins;
mod mqtt;
mod notes;
pub mod openapi;
pub mod operations;
pub mod operator;
pub mod outbox;
mod page_files;
mod pages;
mod passwords;
mod paths;
mod portal_chart;
mod portal_session;
mod prints;
mod problem;
mod refresh;
mod registration;
mod ring;
mod secrets;
mod settings;
mod shelf;
pub mod site;
mod tags;
mod tickets;
mod viewer;
mod ways_out;
mod words;
mod writer;

pub use limits::Limits;
pub use live::{CLOSE_SIGNED_OUT, CLOSE_TOO_SLOW, LiveBounds};
pub use mqtt::Broker;
pub use problem::Problem;
pub use settings::{Settings, origin};
pub use ways_out::WaysOut;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{any, get, post};
use healthsync_clinic::outside::{Millis, Outside};
use healthsync_hub::HubError;
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_hub::tokens::Keys;
use limits::Gates;
use logins::{ApiKeys, Known};
use shelf::SharedShelf;
pub use site::Founding;
use site::{Site, SiteError};
use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{RwLock, watch};
use uuid::Uuid;

/// Where the API begins.
pub const ROOT: &str = "/api/v1";

/// Whom the API serves, and where it keeps its replicas.
pub struct Served {
    /// The names of the organizations.
    pub organizations: Vec<String>,
    /// The folder of the replicas.
    pub folder: PathBuf,
    /// What whoever runs the server decides.
    pub settings: Settings,
}

/// The API of the organizations that a server serves.
pub struct Api<H> {
    hub: Arc<H>,
    hub_keys: Keys,
    keys: ApiKeys,
    served: Served,
    sites: RwLock<HashMap<(Uuid, Uuid), Arc<Site>>>,
    opening: tokio::sync::Mutex<()>,
    known: Known,
    gates: Gates,
    pace: devices::Pace,
    live: std::sync::RwLock<LiveBounds>,
    outside: Outside,
    started_at: Millis,
    mqtt: std::sync::Mutex<centre::MqttHealth>,
    stopping: watch::Receiver<bool>,
}

impl<H: Hub> Api<H> {
    /// The API over a hub. `secret` is the server's. `stopping` turns true when the server is to stop.
    pub fn new(hub: Arc<H>, secret: &[u8; 32], served: Served, stopping: watch::Receiver<bool>) -> Arc<Api<H>> {
        let gates = Gates::new(&served.settings.limits);
        let outside = site::outside();
        Arc::new(Api {
            hub,
            hub_keys: Keys::from_secret(secret),
            keys: ApiKeys::from_secret(secret),
            served,
            sites: RwLock::default(),
            opening: tokio::sync::Mutex::default(),
            known: Known::default(),
            gates,
            pace: devices::Pace::default(),
            live: std::sync::RwLock::default(),
            started_at: outside.now(),
            outside,
            mqtt: std::sync::Mutex::default(),
            stopping,
        })
    }

    /// The routes; the letters that are due are sent from now on. It is called within a runtime.
    pub fn router(self: &Arc<Self>) -> Router {
        let routes = Router::new()
            .merge(auth::routes())
            .merge(centre::routes())
            .merge(letters::routes())
            .merge(prints::routes())
            .merge(passwords::routes())
            .merge(registration::routes())
            .merge(viewer::routes())
            .merge(portal_session::routes())
            .merge(portal_chart::routes())
            .route("/live", get(live::live::<H>))
            .route("/devices/{device_id}/measurements", post(devices::measured::<H>).get(door::operate::<H>))
            .route("/openapi.json", get(openapi::document))
            .route("/{*path}", any(door::operate::<H>))
            .with_state(Arc::clone(self));
        let settings = &self.served.settings;
        let routes = match settings.cors() {
            Some(cors) => routes.layer(cors),
            None => routes,
        };
        let is_tls = settings.is_tls;
        tokio::spawn(letters::keep_sending(Arc::clone(self)));
        let pages = Router::new().nest(ROOT, routes).merge(page_files::routes());
        pages.layer(from_fn(move |request, next| headed(is_tls, request, next)))
    }

    /// Where a request comes from.
    fn from(&self, request: &Request) -> Option<IpAddr> {
        healthsync_hub::http::origin(request.headers(), request.extensions(), self.served.settings.is_behind_proxy)
    }

    /// The keys of the API.
    #[must_use]
    pub fn keys(&self) -> &ApiKeys {
        &self.keys
    }

    /// The time and chance.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// Waits for sockets no longer than this.
    pub fn bound_live(&self, bounds: LiveBounds) {
        *self.live.write().unwrap_or_else(std::sync::PoisonError::into_inner) = bounds;
    }

    fn live_bounds(&self) -> LiveBounds {
        *self.live.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The sites that are open by now.
    async fn sites_now(&self) -> Vec<Arc<Site>> {
        self.sites.read().await.values().cloned().collect()
    }

    fn now(&self) -> Millis {
        self.outside.now()
    }

    /// Founds an organization and its first site on this server. Returns the site, and what setting it up told.
    ///
    /// # Errors
    /// When there is an organization of that name, or the set-up is not good: nothing is left of it then.
    pub async fn found(
        &self,
        name: &str,
        founding: impl Into<Founding> + Send,
    ) -> Result<(Uuid, serde_json::Value), SiteError> {
        if self.hub.organization_named(name).await?.is_some() {
            return Err(HubError::OrganizationExists.into());
        }
        let (id, site_id) = (self.outside.id(), self.outside.id());
        let (seal, folder) = (self.keys.replicas, &self.served.folder);
        let (site, told) =
            Site::found(&*self.hub, &self.hub_keys, seal, folder, (id, name), site_id, founding.into()).await?;
        self.take(site).await;
        Ok((site_id, told))
    }

    async fn take(&self, site: Arc<Site>) {
        let exchanging = Arc::clone(&site).keep_exchanging(Arc::clone(&self.hub), self.stopping.clone());
        tokio::spawn(exchanging);
        let (hub, keys) = (Arc::clone(&self.hub), self.keys.clone());
        let shelf = Arc::new(SharedShelf::new(hub, keys, &site, self.outside.id()));
        let (clinic_of, shared) = (Arc::clone(&site), Arc::clone(&shelf));
        if let Err(reason) = site.blocking(move || clinic_of.clinic.keep_reports_on(shared)).await {
            tracing::error!(%reason, "the reports of an earlier version could not be shared");
        }
        tokio::spawn(prints::keep_making(Arc::clone(&site), shelf, self.stopping.clone()));
        let changes = site.changes();
        let standing = live::begin(&site).await;
        tokio::spawn(live::follow(Arc::clone(&site), standing, changes, self.stopping.clone()));
        tracing::info!(organization = %site.organization_id, site = %site.site_id, "serves the API of a site");
        self.sites.write().await.insert((site.organization_id, site.site_id), site);
    }

    /// Opens the replicas of all sites that are enrolled by now.
    ///
    /// # Errors
    /// When the hub's database fails, or a replica cannot be opened.
    pub async fn open_sites(&self) -> Result<(), SiteError> {
        for name in &self.served.organizations {
            let Some(id) = self.hub.organization_named(name).await? else { continue };
            let roll = self.hub.begin_reading(id).await?.roll().await?;
            for site_id in roll.iter().filter(|one| !one.is_revoked).map(|one| one.site_id) {
                // One at a time: two that open the same file would each take the other for a copy.
                let _turn = self.opening.lock().await;
                if self.sites.read().await.contains_key(&(id, site_id)) {
                    continue;
                }
                let (seal, folder) = (self.keys.replicas, &self.served.folder);
                let site = Site::open(&*self.hub, &self.hub_keys, seal, folder, (id, name), site_id).await?;
                self.take(site).await;
            }
        }
        Ok(())
    }

    /// A site that is served.
    async fn site(&self, organization_id: Uuid, site_id: Uuid) -> Result<Arc<Site>, Problem> {
        let key = (organization_id, site_id);
        if let Some(site) = self.sites.read().await.get(&key) {
            return Ok(Arc::clone(site));
        }
        self.open_sites().await.map_err(Problem::broken)?;
        self.sites.read().await.get(&key).map(Arc::clone).ok_or_else(Problem::signed_out)
    }

    /// The site of a name or code; the only one, where nobody says which.
    async fn site_named(&self, name: Option<&str>) -> Result<Arc<Site>, Problem> {
        if self.sites.read().await.is_empty() {
            self.open_sites().await.map_err(Problem::broken)?;
        }
        let Some(name) = name else {
            return match self.sites_now().await.as_slice() {
                [only] => Ok(Arc::clone(only)),
                [] => Err(Problem::new(503, "no_site", "No clinic has enrolled at this server yet.")),
                _ => {
                    let detail = "This server has several clinics: name yours as 'site', by its name or its code.";
                    Err(Problem { field: Some("site".into()), ..Problem::new(422, "site_missing", detail) })
                }
            };
        };
        if let Some(site) = self.open_site_named(name).await? {
            return Ok(site);
        }
        // It may have enrolled a moment ago.
        self.open_sites().await.map_err(Problem::broken)?;
        let detail = "This server has no clinic of that name or code.";
        let unknown = || Problem { field: Some("site".into()), ..Problem::new(422, "site_unknown", detail) };
        self.open_site_named(name).await?.ok_or_else(unknown)
    }

    /// The site of a name, code or id, of those that are open.
    async fn open_site_named(&self, name: &str) -> Result<Option<Arc<Site>>, Problem> {
        for site in self.sites_now().await {
            let settings = site.call(None, "clinic_status", serde_json::json!({})).await?;
            let is_it =
                |field: &str| settings["site"][field].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name));
            if is_it("name") || is_it("code") || site.site_id.to_string() == name {
                return Ok(Some(site));
            }
        }
        Ok(None)
    }
}

/// What every answer says of itself: nobody on the way keeps it, guesses its kind, or shows it in a frame.
async fn headed(is_tls: bool, request: Request, next: Next) -> Response {
    let named = request.headers().get("x-request-id").filter(|id| id.len() <= 100).cloned();
    let is_api = request.uri().path().starts_with(ROOT);
    let response = next.run(request).await;
    let is_problem = !is_api || response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == problem::KIND);
    let mut response =
        if response.status().is_client_error() && !is_problem { Problem::instead_of(response) } else { response };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    set(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    set(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    set(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    set(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    set(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if is_tls {
        set(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    let own = HeaderValue::from_str(&Uuid::now_v7().to_string()).ok();
    if let Some(id) = named.or(own) {
        set(HeaderName::from_static("x-request-id"), id);
    }
    response
}
