//! Reasons as answers: a status, a stable code, a sentence.

use crate::HubError;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use healthsync_sync::WireError;

fn status(reason: &HubError) -> StatusCode {
    match reason {
        HubError::NotSignedIn | HubError::TokenExpired | HubError::BadRefreshToken | HubError::RefreshTokenReused => {
            StatusCode::UNAUTHORIZED
        }
        HubError::Revoked | HubError::NotOfOrganization | HubError::BadCode | HubError::BadSignature => {
            StatusCode::FORBIDDEN
        }
        HubError::OrganizationIdMissing | HubError::SiteMissing => StatusCode::UNPROCESSABLE_ENTITY,
        HubError::OrganizationExists | HubError::NoSeriesLeft => StatusCode::CONFLICT,
        HubError::Wire(WireError::OtherVersion(_)) => StatusCode::UPGRADE_REQUIRED,
        HubError::BodyTooLarge(_) | HubError::Wire(WireError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        HubError::Malformed(_) | HubError::Wire(_) => StatusCode::BAD_REQUEST,
        HubError::NotFound(_) => StatusCode::NOT_FOUND,
        HubError::Database(_) | HubError::Postgres { .. } | HubError::Unreachable(_) | HubError::Migration(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        HubError::Damaged(_) | HubError::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for HubError {
    fn into_response(self) -> Response {
        let status = status(&self);
        let is_ours = status.is_server_error();
        if is_ours {
            tracing::error!(code = self.code(), reason = %self, "failed");
        } else {
            tracing::info!(code = self.code(), "refused");
        }
        // What failed inside is for the log alone.
        let message = if is_ours { "the server failed; nothing was taken".to_owned() } else { self.to_string() };
        let mut response =
            (status, Json(serde_json::json!({ "code": self.code(), "message": message }))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
