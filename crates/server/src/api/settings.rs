//! What whoever runs a server decides about its API.

use super::WaysOut;
use super::limits::Limits;
use axum::http::Method;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH, LINK};
use axum::http::header::{LOCATION, RETRY_AFTER};
use healthsync_clinic::accounts::Role;
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The settings of an API.
#[derive(Clone, Default)]
pub struct Settings {
    /// Whoever registers without an invitation gets this role; none: nobody does.
    pub open_registration: Option<Role>,
    /// Pages of these origins, such as `https://clinic.example`, may ask from a browser.
    pub allowed_origins: Vec<HeaderValue>,
    /// It is reached over TLS only: browsers are told so.
    pub is_tls: bool,
    /// A proxy on this computer says in `X-Forwarded-For` where a request comes from.
    pub is_behind_proxy: bool,
    /// How often anybody may ask.
    pub limits: Limits,
    /// How letters leave this server.
    pub ways_out: WaysOut,
}

impl Settings {
    /// What browsers are told of other pages' requests; none where no origin is allowed.
    pub(super) fn cors(&self) -> Option<CorsLayer> {
        if self.allowed_origins.is_empty() {
            return None;
        }
        let key = HeaderName::from_static("idempotency-key");
        let id = HeaderName::from_static("x-request-id");
        let layer = CorsLayer::new()
            .allow_origin(AllowOrigin::list(self.allowed_origins.iter().cloned()))
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
            .allow_headers([AUTHORIZATION, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH, key, id.clone()])
            .expose_headers([ETAG, LINK, LOCATION, RETRY_AFTER, id])
            .max_age(Duration::from_secs(600));
        Some(layer)
    }
}

/// An origin as an operator writes it: scheme, host, and the port where it is not the usual one.
///
/// # Errors
/// When it is none.
pub fn origin(text: &str) -> Result<HeaderValue, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let is_plain = !host.is_empty() && !host.contains(['/', '*', ' ', ',', '@', '?', '#']);
    let value = HeaderValue::from_str(&text.to_lowercase()).ok().filter(|_| is_plain);
    value.ok_or_else(|| format!("'{text}' is no origin: write it like https://clinic.example"))
}
