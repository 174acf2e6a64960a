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
    for (path, method, described) in all {
        paths.entry(format!("{ROOT}{path}")).or_insert_with(|| json!({}))[method] = described;
    }
}

/// What devices and listening programs use, which no command describes.
pub(super) fn add_live(paths: &mut Map<String, Value>) {
    let text = json!({ "type": "string" });
    let mut live = one("live", "Hear what happens, over a WebSocket", None, None);
    live["tags"] = json!(["live"]);
    live["description"] = json!(
        "Ask for an upgrade with the access token in the Authorization header, or say {\"access_token\", \"after\"} \
         first. Each message is {cursor, event, at, data}: alert.raised, alert.acknowledged, vitals.recorded, \
         appointment.changed, message.created. The first is 'ready', or 'resync' where more happened since the cursor \
         than can be told: then look at everything anew. It is closed with 4001 when the sign-in is over, with 4008 \
         when it is read too slowly."
    );
    live["parameters"] = json!([{ "name": "after", "in": "query", "schema": text, "description": "The last cursor." }]);
    live["responses"] = json!({
        "101": { "description": "The socket is open." }, "default": { "$ref": "#/components/responses/Problem" },
    });
    paths.insert(format!("{ROOT}/live"), json!({ "get": live }));
    let measured = format!("{ROOT}/devices/{{device_id}}/measurements");
    if let Some(post) = paths.get_mut(&measured).and_then(|path| path.get_mut("post")) {
        post["security"] = json!([{ "bearer": [] }, { "device": [] }]);
        post["description"] = json!(
            "A device sends itself with 'Authorization: Device KEY': one measurement, several in a list, or \
             {\"measurements\": [...]}. The answer says of each, in the same order, what became of it."
        );
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
