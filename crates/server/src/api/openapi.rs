//! The OpenAPI 3.1 document, made of the very list that the requests go through.

use super::operations::{OPERATIONS, Operation};
use super::{Api, ROOT, examples, pages, tags};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use healthsync_charts::Frame;
use healthsync_clinic::command::Right;
use healthsync_hub::hub::Hub;
use healthsync_press::PaperOrder;
use healthsync_press::plots::ChartOrder;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::{Arc, LazyLock};

/// What is said of every list that comes in pages.
const PAGES: &str = "Comes in pages: at most `limit` rows, after the row that `after` names. The `Link` header says \
    where the next page is.";

static DOCUMENT: LazyLock<Value> = LazyLock::new(made);

/// The document.
#[must_use]
pub fn openapi() -> &'static Value {
    &DOCUMENT
}

pub(super) async fn document<H: Hub>(State(_): State<Arc<Api<H>>>) -> Response {
    Json(openapi()).into_response()
}

fn made() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for operation in OPERATIONS.iter() {
        let path = format!("{ROOT}{}", operation.command.path);
        let at = paths.entry(path).or_insert_with(|| json!({}));
        at[operation.command.method.to_lowercase()] = described(operation, &mut generator);
    }
    generator.subschema_for::<PaperOrder>();
    generator.subschema_for::<ChartOrder>();
    generator.subschema_for::<Frame>();
    super::paths::add(&mut paths, &mut generator);
    examples::add(&mut paths);
    super::paths::add_live(&mut paths);
    let tags = tags::used(&paths);
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".into(), problem());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "HealthSync", "version": env!("CARGO_PKG_VERSION"),
            "description": "The commands of a clinic over HTTP. Instants are milliseconds since 1970 UTC, days are \
                YYYY-MM-DD, amounts of money are whole minor units. A record that can be changed comes with an ETag; \
                send it back as If-Match, so that what somebody else changed meanwhile is not lost. With an \
                Idempotency-Key a request that is sent again is done once.",
        },
        "servers": [{ "url": "/" }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
                "device": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "'Device KEY', with the key that registering the device told.",
                },
            },
            "responses": {
                "Problem": {
                    "description": "What is wrong and what to do.",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
            },
        },
        "security": [{ "bearer": [] }],
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "What is wrong and what to do (RFC 9457).",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": { "type": "string" }, "title": { "type": ["string", "null"] }, "status": { "type": "integer" },
            "detail": { "type": "string" }, "code": { "type": "string", "description": "Stable: branch on this." },
            "field": { "type": "string", "description": "The field of the input, where there is one." },
            "details": { "description": "What the detail mentions." },
        },
    })
}

fn described(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let command = operation.command;
    let schema = (command.input)(generator);
    let output = (command.output)(generator);
    let in_path: Vec<&str> = operation.path_names().collect();
    let properties = operation.input.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let required: Vec<&str> = operation
        .input
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut parameters: Vec<Value> = in_path
        .iter()
        .map(|name| {
            let schema = properties.get(*name).map_or_else(|| json!({ "type": "string" }), referred);
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    let status = if operation.creates() { "201" } else { "200" };
    let mut described = json!({
        "operationId": command.name,
        "summary": summary(command.name),
        "tags": [tags::of(command.path)],
        "x-right": command.right,
        "responses": {
            status: {
                "description": "Done.",
                "headers": { "ETag": { "schema": { "type": "string" } } },
                "content": { "application/json": { "schema": output } },
            },
            "default": { "$ref": "#/components/responses/Problem" },
        },
    });
    if command.right == Right::Anyone {
        described["security"] = json!([]);
    }
    if operation.reads() {
        let rest = properties.iter().filter(|(name, _)| !in_path.contains(&name.as_str()));
        parameters.extend(rest.map(|(name, one)| {
            let mut schema = referred(one);
            // An address has an end.
            if schema["type"] == "string" && schema.get("format").is_none() {
                schema["maxLength"] = json!(1000);
            }
            json!({ "name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": schema })
        }));
        if let Some(paged) = pages::paged(operation) {
            described["description"] = json!(PAGES);
            described["responses"][status]["headers"]["Link"] = json!({
                "description": "Where there is more: the address of the next page, as `rel=\"next\"`.",
                "schema": { "type": "string" },
            });
            if paged.is_cut_here() {
                let limit = json!({ "type": "integer", "minimum": 1, "maximum": 1000 });
                parameters.push(json!({ "name": "limit", "in": "query", "schema": limit }));
                parameters.push(json!({ "name": "after", "in": "query", "schema": { "type": "string" } }));
            }
        }
    } else if properties.keys().any(|name| !in_path.contains(&name.as_str())) {
        let schema = without(schema.as_value(), operation, &in_path);
        described["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        if properties.contains_key("version") {
            let described = "The ETag that came with the record: the version that was seen.";
            parameters.push(
                json!({ "name": "If-Match", "in": "header", "description": described, "schema": { "type": "string" } }),
            );
        }
        let described = "A request that is sent again with the same key is done once.";
        parameters.push(json!({ "name": "Idempotency-Key", "in": "header", "description": described, "schema": { "type": "string" } }));
    }
    described["parameters"] = Value::Array(parameters);
    described
}

/// The input without what the path says already; where the version may come as `If-Match` it is not demanded.
fn without(schema: &Value, operation: &Operation, in_path: &[&str]) -> Value {
    if in_path.is_empty() && operation.input.get("properties").and_then(|all| all.get("version")).is_none() {
        return schema.clone();
    }
    let mut own = referred(&operation.input);
    if let Some(object) = own.as_object_mut() {
        object.remove("$defs");
        object.remove("$schema");
        object.remove("title");
        if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
            properties.retain(|name, _| !in_path.contains(&name.as_str()));
        }
        if let Some(required) = object.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| name.as_str().is_none_or(|name| name != "version" && !in_path.contains(&name)));
        }
    }
    own
}

/// The same schema with its references pointing into the document.
fn referred(schema: &Value) -> Value {
    let mut schema = schema.clone();
    point(&mut schema);
    schema
}

fn point(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get_mut("$ref") {
                *target = target.replace("#/$defs/", "#/components/schemas/");
            }
            object.values_mut().for_each(point);
        }
        Value::Array(list) => list.iter_mut().for_each(point),
        _ => {}
    }
}

fn summary(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
