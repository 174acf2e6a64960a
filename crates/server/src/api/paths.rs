//! The routes that are not commands, as the OpenAPI document tells of them.

use super::ROOT;
use super::outbox::Sent;
use super::passwords::{Forgotten, Renewal};
use super::registration::{Invitation, MadeInvitation, NewInvitation, RegistrationAsked};
use healthsync_clinic::accounts::AccountSummary;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Adds them.
pub(super) fn add(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator) {
    add_sign_ins(paths, generator);
    add_accounts(paths, generator);
    super::centre_paths::add(paths, generator);
}

pub(super) fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

pub(super) fn put(paths: &mut Map<String, Value>, path: &str, method: &str, described: Value) {
    paths.entry(format!("{ROOT}{path}")).or_insert_with(|| json!({}))[method] = described;
}

/// A route that anybody may ask.
fn open(mut described: Value) -> Value {
    described["security"] = json!([]);
    described
}

/// A route whose answer has another status than 200 or 204.
fn told(status: &str, mut described: Value) -> Value {
    if let Some(responses) = described["responses"].as_object_mut() {
        let usual = responses.remove("200").or_else(|| responses.remove("204"));
        responses.insert(status.into(), usual.unwrap_or_default());
    }
    described
}

fn add_accounts(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator) {
    let account = of::<AccountSummary>(generator);
    let registration = of::<RegistrationAsked>(generator);
    let register = one("register", "Make one's own account", Some(registration), Some(account));
    put(paths, "/auth/register", "post", open(told("201", register)));
    let manage = |mut described: Value| {
        described["x-right"] = json!("manage_accounts");
        described
    };
    let (new, made) = (of::<NewInvitation>(generator), of::<MadeInvitation>(generator));
    put(
        paths,
        "/auth/invitations",
        "post",
        manage(told("201", one("invite", "Invite somebody", Some(new), Some(made)))),
    );
    let list = json!({ "type": "array", "items": of::<Invitation>(generator) });
    put(paths, "/auth/invitations", "get", manage(one("invitations", "Invitations that wait", None, Some(list))));
    let mut withdraw = manage(one("withdraw_invitation", "Withdraw an invitation", None, None));
    withdraw["parameters"] =
        json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }]);
    put(paths, "/auth/invitations/{id}", "delete", withdraw);
    let forgotten = of::<Forgotten>(generator);
    let mut forgot = told("202", one("forgot_password", "Ask for a new password", Some(forgotten), None));
    forgot["description"] =
        json!("The answer is the same whether somebody is known or not. Who has an email address gets a letter.");
    put(paths, "/auth/forgot", "post", open(forgot));
    let renewal = of::<Renewal>(generator);
    put(
        paths,
        "/auth/reset",
        "post",
        open(one("renew_password", "A new password by a letter's code", Some(renewal), None)),
    );
}

fn add_sign_ins(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator) {
    let sent = json!({ "type": "array", "items": of::<Sent>(generator) });
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
    let outbox = json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["key", "way", "to", "written_at", "tries", "next_try_at", "is_dead"],
            "properties": {
                "key": text, "way": { "enum": ["email", "sms"] }, "written_at": { "type": "integer" },
                "to": { "type": "string", "description": "The end of the address." }, "tries": { "type": "integer" },
                "next_try_at": { "type": "integer" }, "problem": { "type": ["string", "null"] },
                "is_dead": { "type": "boolean" },
            },
        },
    });
    let managed = |mut described: Value| {
        described["x-right"] = json!("manage_settings");
        described
    };
    let of_letter = |mut described: Value| {
        described["parameters"] =
            json!([{ "name": "key", "in": "path", "required": true, "schema": { "type": "string" } }]);
        described["tags"] = json!(["messages"]);
        described
    };
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
    let all = [
        ("/auth/login", "post", open(one("login", "Sign in", Some(sign_in), Some(tokens.clone())))),
        ("/auth/refresh", "post", open(one("refresh", "Renew the tokens", Some(renewal), Some(tokens)))),
        ("/auth/logout", "post", one("logout", "Sign out", None, None)),
        ("/auth/logout-everywhere", "post", one("logout_everywhere", "Sign out everywhere", None, None)),
        ("/auth/sessions", "get", one("sessions", "My sign-ins", None, Some(sessions))),
        ("/outbox", "get", managed(one("outbox", "Letters that wait", None, Some(outbox)))),
        ("/outbox/sent", "get", managed(one("sent_letters", "Letters that were sent", None, Some(sent)))),
        ("/outbox/{key}/retry", "post", managed(of_letter(one("retry_letter", "Try a letter again", None, None)))),
        ("/outbox/{key}", "delete", managed(of_letter(one("remove_letter", "Give a letter up", None, None)))),
        ("/papers/pdf", "post", paper),
        ("/charts/trends", "post", chart),
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
        put(paths, path, method, described);
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
         appointment.changed, message.created, paper.sent. A cursor holds at every server over the same logs. The \
         first is 'ready', or 'resync' where more happened since the cursor than can be told: then look at everything \
         anew. It is closed with 4001 when the sign-in is over, with 4008 when it is read too slowly."
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

pub(super) fn one(id: &str, summary: &str, asked: Option<Value>, told: Option<Value>) -> Value {
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
