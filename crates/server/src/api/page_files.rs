//! The pages of the portal and of the administrators: they lie in the program, and are served with a policy that lets
//! them load nothing else.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName,
    HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

struct File {
    name: &'static str,
    bytes: &'static [u8],
    /// The same, packed with gzip, where that is smaller.
    packed: Option<&'static [u8]>,
}

/// A page with its files.
struct Pages {
    first: &'static str,
    files: &'static [File],
}

static PORTAL: Pages = Pages { first: "portal.html", files: include!(concat!(env!("OUT_DIR"), "/portal_files.rs")) };
static ADMIN: Pages = Pages { first: "admin.html", files: include!(concat!(env!("OUT_DIR"), "/admin_files.rs")) };

/// Only what the program itself serves, no script in a page, no frame around it, no address to send a form to.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>HealthSync</title>\
    <p>This server was built without the portal and the administrators' page. Build them first (npm run build in the folder ui), then the \
    server; cargo xtask server does both.</p></html>";

/// The routes of the pages.
pub(super) fn routes() -> Router {
    let portal = async |headers: HeaderMap| page(&PORTAL, &headers);
    let admin = async |headers: HeaderMap| page(&ADMIN, &headers);
    Router::new()
        .route("/portal", get(async || Redirect::permanent("/portal/")))
        .route("/portal/", get(portal))
        .route(
            "/portal/{*name}",
            get(async |Path(name): Path<String>, headers: HeaderMap| named(&PORTAL, &name, &headers)),
        )
        .route("/admin", get(async || Redirect::permanent("/admin/")))
        .route("/admin/", get(admin))
        .route(
            "/admin/{*name}",
            get(async |Path(name): Path<String>, headers: HeaderMap| named(&ADMIN, &name, &headers)),
        )
}

fn page(pages: &Pages, headers: &HeaderMap) -> Response {
    match pages.files.iter().find(|file| file.name == pages.first) {
        Some(file) => serve(file, headers),
        None => {
            let kind = [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
            (StatusCode::NOT_FOUND, kind, NOT_BUILT).into_response()
        }
    }
}

fn named(pages: &'static Pages, name: &str, headers: &HeaderMap) -> Response {
    match pages.files.iter().find(|file| file.name == name) {
        Some(file) => serve(file, headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn serve(file: &'static File, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", &blake3::hash(file.bytes).to_hex()[..16]);
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    let is_known = headers.get(IF_NONE_MATCH) == Some(&tag);
    let takes_packed = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let packed = file.packed.filter(|_| takes_packed.is_some_and(|kinds| kinds.contains("gzip")));
    let mut response = match packed {
        _ if is_known => StatusCode::NOT_MODIFIED.into_response(),
        Some(packed) => ([(CONTENT_ENCODING, HeaderValue::from_static("gzip"))], packed).into_response(),
        None => file.bytes.into_response(),
    };
    let set = response.headers_mut();
    set.insert(CONTENT_TYPE, HeaderValue::from_static(kind_of(file.name)));
    set.insert(ETAG, tag);
    set.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // The name of what lies under assets says what is in it: it never changes. The page is asked for each time.
    let keeping = if file.name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    set.insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
    set.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    set.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    set.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    let nothing = HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()");
    set.insert(HeaderName::from_static("permissions-policy"), nothing);
    response
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
