//! The routes of an administrator to the server itself, as the OpenAPI document tells of them.

use super::centre::{EnrolledWorkstation, Health, LimitsView};
use super::paths::{of, one, put};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

/// Adds them.
pub(super) fn add(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator) {
    let described = |mut described: Value| {
        (described["x-right"], described["tags"]) = (json!("manage_settings"), json!(["centre"]));
        described
    };
    let list = json!({ "type": "array", "items": of::<EnrolledWorkstation>(generator) });
    let all = described(one("enrolled_workstations", "Who is enrolled", None, Some(list)));
    put(paths, "/centre/workstations", "get", all);
    let mut revoke = described(one("revoke_workstation", "Take a workstation off the organization", None, None));
    revoke["description"] = json!(
        "From its next request on nobody listens to it. It is asked to destroy its key, and with it all that it holds, \
         unless `keep_data` is true. It stands in the audit, with the `reason` where one is given."
    );
    revoke["parameters"] = json!([
        { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } },
        { "name": "keep_data", "in": "query", "schema": { "type": "boolean" } },
        { "name": "reason", "in": "query", "schema": { "type": "string", "maxLength": 300 } },
    ]);
    put(paths, "/centre/workstations/{id}", "delete", revoke);
    let health = of::<Health>(generator);
    put(paths, "/centre/health", "get", described(one("server_health", "How the server does", None, Some(health))));
    let limits = of::<LimitsView>(generator);
    let limits = described(one("limits", "How often anybody may ask, and who was stopped", None, Some(limits)));
    put(paths, "/centre/limits", "get", limits);
}
