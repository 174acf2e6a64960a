//! The page that shows the OpenAPI document and lets one try it: three small files of our own, nothing from elsewhere.

use super::Api;
use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use healthsync_hub::hub::Hub;
use std::sync::Arc;

/// What the page may do: its own script and style, and asking this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/docs", get(async || file("text/html; charset=utf-8", include_str!("viewer/viewer.html"))))
        .route("/docs/viewer.js", get(async || file("text/javascript", include_str!("viewer/viewer.js"))))
        .route("/docs/viewer.css", get(async || file("text/css", include_str!("viewer/viewer.css"))))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY)], text).into_response()
}
