//! Reasons as answers: problem details (RFC 9457) with a stable code and a sentence.

use crate::HubError;
use crate::tokens::Keys;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_sync::WireError;
use serde_json::{Value, json};

/// The code of the reason, left on the answer for whoever counts.
#[derive(Clone, Copy)]
pub(super) struct Refused(pub(super) &'static str);

fn status(reason: &HubError) -> StatusCode {
    match reason {
        HubError::NotSignedIn | HubError::TokenExpired | HubError::BadRefreshToken | HubError::RefreshTokenReused => {
            StatusCode::UNAUTHORIZED
        }
        HubError::Revoked { .. }
        | HubError::NotOnRoll
        | HubError::BadCode
        | HubError::BadSignature
        | HubError::SiteTaken => StatusCode::FORBIDDEN,
        HubError::OrganizationIdMissing | HubError::SiteMissing => StatusCode::UNPROCESSABLE_ENTITY,
        HubError::OrganizationExists | HubError::OtherOrganization | HubError::OtherSite | HubError::NoSeriesLeft => {
            StatusCode::CONFLICT
        }
        HubError::Wire(WireError::OtherVersion(_)) | HubError::NoWebSocket => StatusCode::UPGRADE_REQUIRED,
        HubError::BodyTooLarge(_) | HubError::Wire(WireError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        HubError::TooSlow => StatusCode::REQUEST_TIMEOUT,
        HubError::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        HubError::Malformed(_) | HubError::Wire(_) => StatusCode::BAD_REQUEST,
        HubError::NotFound(_) => StatusCode::NOT_FOUND,
        HubError::BadMethod => StatusCode::METHOD_NOT_ALLOWED,
        HubError::Database(_)
        | HubError::Postgres { .. }
        | HubError::Unreachable(_)
        | HubError::Migration(_)
        | HubError::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
        HubError::Damaged(_) | HubError::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl HubError {
    /// The answer. A workstation that is asked to destroy its key is asked with the server's signature.
    pub(super) fn answer(&self, keys: Option<&Keys>) -> Response {
        let (status, code) = (status(self), self.code());
        let is_busy = matches!(self, HubError::Busy(_));
        let is_ours = status.is_server_error() && !is_busy;
        if is_ours {
            tracing::error!(code, reason = %self, "failed");
        } else {
            tracing::info!(code, "refused");
        }
        // What failed inside is for the log alone.
        let detail = if is_ours { "the server failed; nothing was taken".to_owned() } else { self.to_string() };
        let title = status.canonical_reason();
        let mut problem =
            json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail, "code": code });
        if let HubError::Revoked { wipe } = self {
            problem["wipe"] = Value::Bool(wipe.is_some());
            if let (Some(bearer), Some(keys)) = (wipe, keys) {
                let wish = keys.wipe_key().sign(bearer.organization_id, bearer.workstation_id);
                problem["wipe_signature"] = Value::String(STANDARD.encode(wish));
            }
        }
        let mut response = (status, Body::from(problem.to_string())).into_response();
        response.extensions_mut().insert(Refused(code));
        let mut set = |name: HeaderName, value: HeaderValue| drop(response.headers_mut().insert(name, value));
        set(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self {
            HubError::TooMany(seconds) | HubError::Busy(seconds) => set(RETRY_AFTER, HeaderValue::from(*seconds)),
            _ if status == StatusCode::SERVICE_UNAVAILABLE => set(RETRY_AFTER, HeaderValue::from(5_u16)),
            _ if status == StatusCode::UNAUTHORIZED => set(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            // The rest of the body may still be on its way.
            HubError::BodyTooLarge(_) | HubError::TooSlow => set(CONNECTION, HeaderValue::from_static("close")),
            _ => {}
        }
        response
    }
}

impl IntoResponse for HubError {
    fn into_response(self) -> Response {
        self.answer(None)
    }
}
