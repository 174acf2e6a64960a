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
    let pdf = json!({ "200": { "description": "The paper.", "content": { "application/pdf": {} } }, "default": { "$ref": "#/components/responses/Problem" } });
    let print = |id: &str, summary: &str, asked: &str| {
        let mut printed = one(id, summary, Some(json!({ "$ref": format!("#/components/schemas/{asked}") })), None);
        printed["tags"] = json!(["papers"]);
        printed
    };
    let mut paper = print("paper_pdf", "A paper as PDF, noted as issued", "PaperOrder");
    paper["responses"] = pdf;
    let mut chart = print("trends_chart", "A picture of a patient's trends", "ChartOrder");
    chart["responses"] = json!({
        "200": {
            "description": "The picture: SVG, axes and points.",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Frame" } } },
        },
        "default": { "$ref": "#/components/responses/Problem" },
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
        ("/papers/pdf", "post", paper),
        ("/charts/trends", "post", chart),
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
