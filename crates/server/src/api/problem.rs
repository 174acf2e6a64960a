//! Reasons as answers: problem details (RFC 9457) with the same codes and sentences as the window's.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use healthsync_clinic::Error;
use healthsync_hub::HubError;
use serde_json::{Value, json};

/// What a problem is sent as.
pub(super) const KIND: &str = "application/problem+json";

/// Why a request came to nothing.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// Stable: what a program branches on.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
    /// The field of the input, where there is one.
    pub field: Option<String>,
    /// What the detail mentions.
    pub details: Value,
    /// After so many seconds it may be asked again.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// A problem with a code and a sentence.
    #[must_use]
    pub fn new(status: u16, code: &str, detail: &str) -> Problem {
        let (code, detail) = (code.into(), detail.into());
        Problem { status, code, detail, field: None, details: Value::Null, retry_after: None }
    }

    pub(super) fn not_signed_in() -> Problem {
        Problem::new(401, "not_signed_in", "Sign in first: send the access token as a bearer token.")
    }

    pub(super) fn signed_out() -> Problem {
        Problem::new(401, "signed_out", "This sign-in is over. Sign in again.")
    }

    pub(super) fn not_found() -> Problem {
        Problem::new(404, "not_found", "There is nothing at this address.")
    }

    pub(super) fn saved_here_only() -> Problem {
        let detail =
            "It is saved on this server and will be sent on as soon as its database answers. Do not send it again.";
        Problem::new(503, "saved_here_only", detail)
    }

    pub(super) fn bad_input(reason: &str) -> Problem {
        Problem::new(400, "bad_input", &format!("The request could not be read: {reason}."))
    }

    /// What failed inside is for the log alone.
    pub(super) fn broken(reason: impl std::fmt::Display) -> Problem {
        tracing::error!(%reason, "failed");
        Problem::new(500, "broken", "The server failed at this. The reason is in its log.")
    }

    /// The problem as the JSON that is sent.
    #[must_use]
    pub fn body(&self) -> Value {
        let title = StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason());
        let mut body = json!({
            "type": "about:blank", "title": title, "status": self.status, "detail": self.detail, "code": self.code,
        });
        if let Some(field) = &self.field {
            body["field"] = json!(field);
        }
        if !self.details.is_null() {
            body["details"] = self.details.clone();
        }
        body
    }
}

/// The status of a reason of the clinic.
fn status(reason: &Error) -> u16 {
    match reason {
        Error::NotSignedIn | Error::WrongPassword => 401,
        Error::TooManyAttempts { .. } => 429,
        Error::Locked
        | Error::AccountDisabled
        | Error::PasswordMustChange
        | Error::NotAllowed { .. }
        | Error::ChartClosed => 403,
        Error::NotFound { .. } | Error::UnknownCommand(_) => 404,
        Error::Invalid(_) => 422,
        Error::Refused { code: "broken", .. } => 500,
        Error::Refused { .. } | Error::Cancelled => 409,
        Error::BadInput(_) => 400,
        Error::ReadOnly(_) | Error::Store(_) => 503,
    }
}

impl From<Error> for Problem {
    fn from(reason: Error) -> Problem {
        let (status, public) = (status(&reason), reason.public());
        let retry_after = match reason {
            Error::TooManyAttempts { wait_s } => u32::try_from(wait_s).ok(),
            _ if status == 503 => Some(5),
            _ => None,
        };
        if status >= 500 {
            tracing::error!(code = public.code, %reason, "failed");
            let detail = "The server failed at this. Nothing was changed; try again.";
            return Problem { retry_after, ..Problem::new(status, &public.code, detail) };
        }
        let (code, detail) = (public.code, public.message);
        Problem { status, code, detail, field: public.field, details: public.details, retry_after }
    }
}

impl From<HubError> for Problem {
    fn from(reason: HubError) -> Problem {
        tracing::error!(code = reason.code(), %reason, "failed");
        let detail = "The server's database does not answer. Try again in a moment.";
        Problem { retry_after: Some(5), ..Problem::new(503, "database", detail) }
    }
}

impl Problem {
    /// What a router or a library refused in its own words, in ours.
    pub(super) fn instead_of(refused: Response) -> Response {
        let (parts, _) = refused.into_parts();
        let (code, detail) = match parts.status.as_u16() {
            404 => ("not_found", "There is nothing at this address."),
            405 => ("bad_method", "This address does not take this method."),
            _ => ("bad_input", "The request could not be read. Look into the API's documentation."),
        };
        let mut response = Problem::new(parts.status.as_u16(), code, detail).into_response();
        if let Some(allowed) = parts.headers.get(ALLOW) {
            response.headers_mut().insert(ALLOW, allowed.clone());
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Body::from(self.body().to_string())).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(KIND));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
