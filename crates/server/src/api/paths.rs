//! The routes that are not commands, as the OpenAPI document tells of them.

use super::ROOT;
use serde_json::{Map, Value, json};

/// Adds them.
pub(super) fn add(paths: &mut Map<String, Value>) {
    let text = json!({ "type": "string" });
    let tokens = json!({
        "type": "object",
        "required": ["access_token", "token_type", "expires_in_seconds", "refresh_token", "session_id", "organization_id", "site_id"],
        "properties": {
            "access_token": text, "token_type": { "const": "Bearer" }, "expires_in_seconds": { "type": "integer" },
            "refresh_token": text, "session_id": { "type": "string", "format": "uuid" },
            "organization_id": { "type": "string", "format": "uuid" }, "site_id": { "type": "string", "format": "uuid" },
            "account": { "$ref": "#/components/schemas/AccountSummary" },
            "rights": { "type": "array", "items": { "$ref": "#/components/schemas/Right" } },
        },
    });
    let sign_in = json!({
        "type": "object", "required": ["username", "password"],
        "properties": {
            "username": text, "password": text,
            "site": { "type": ["string", "null"], "description": "The clinic's name or code, where the server has several." },
        },
    });
    let renewal = json!({ "type": "object", "required": ["refresh_token"], "properties": { "refresh_token": text } });
    let sessions = json!({
        "type": "array",
        "items": {
            "type": "object", "required": ["id", "began_at", "seen_at", "agent", "is_this"],
            "properties": {
                "id": { "type": "string", "format": "uuid" }, "began_at": { "type": "integer" },
                "seen_at": { "type": "integer" }, "agent": text, "is_this": { "type": "boolean" },
            },
        },
    });
    let session_id =
        json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } });
    let open = |one: Value| {
        let mut one = one;
        one["security"] = json!([]);
        one
    };
    let all = [
        ("/auth/login", "post", open(one("login", "Sign in", Some(sign_in), Some(tokens.clone())))),
        ("/auth/refresh", "post", open(one("refresh", "Renew the tokens", Some(renewal), Some(tokens)))),
        ("/auth/logout", "post", one("logout", "Sign out", None, None)),
        ("/auth/logout-everywhere", "post", one("logout_everywhere", "Sign out everywhere", None, None)),
        ("/auth/sessions", "get", one("sessions", "My sign-ins", None, Some(sessions))),
        ("/auth/sessions/{id}", "delete", {
            let mut end = one("end_session", "End a sign-in", None, None);
            end["parameters"] = json!([session_id]);
            end
        }),
    ];
    let entered = json!({
        "type": "object", "required": ["access_token", "expires_in_seconds"],
        "properties": { "access_token": text, "expires_in_seconds": { "type": "integer" } },
    });
    // The portal's own page alone asks these: the refresh token is a cookie there.
    let portal = [
        (
            "/auth/portal/status",
            "get",
            open(one("portal_status", "The portal, before signing in", None, Some(json!({ "type": "object" })))),
        ),
        (
            "/auth/portal/login",
            "post",
            open(one(
                "portal_login",
                "Sign in at the portal",
                Some(json!({ "type": "object" })),
                Some(entered.clone()),
            )),
        ),
        (
            "/auth/portal/refresh",
            "post",
            open(one("portal_refresh", "Renew the portal's access token", None, Some(entered.clone()))),
        ),
        ("/auth/portal/logout", "post", open(one("portal_logout", "Sign out of the portal", None, None))),
        (
            "/auth/portal/check",
            "post",
            open(one("portal_check", "Whether an invitation is good", Some(json!({ "type": "object" })), None)),
        ),
        (
            "/auth/portal/accept",
            "post",
            open(one(
                "portal_accept",
                "Take up an invitation",
                Some(json!({ "type": "object" })),
                Some(entered.clone()),
            )),
        ),
        (
            "/auth/portal/register",
            "post",
            open(one("portal_register", "Ask for an account", Some(json!({ "type": "object" })), Some(entered))),
        ),
        (
            "/me/vitals/chart",
            "post",
            one(
                "my_chart",
                "A picture of one's own trends",
                Some(json!({ "type": "object" })),
                Some(json!({ "type": "object" })),
            ),
        ),
    ];
    let all = all.into_iter().chain(portal);
    for (path, method, described) in all {
        paths.entry(format!("{ROOT}{path}")).or_insert_with(|| json!({}))[method] = described;
    }
}

fn one(id: &str, summary: &str, asked: Option<Value>, told: Option<Value>) -> Value {
    let done = match told {
        Some(schema) => {
            json!({ "200": { "description": "Done.", "content": { "application/json": { "schema": schema } } } })
        }
        None => json!({ "204": { "description": "Done." } }),
    };
    let mut described = json!({ "operationId": id, "summary": summary, "tags": ["auth"], "responses": done });
    described["responses"]["default"] = json!({ "$ref": "#/components/responses/Problem" });
    if let Some(schema) = asked {
        described["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    described
}
