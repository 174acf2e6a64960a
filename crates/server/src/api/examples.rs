//! Examples in the OpenAPI document: real requests and answers, which a test asks anew and compares.

use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// By operation: `request` and `answer`.
pub static EXAMPLES: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("examples.json")).unwrap_or_default());

/// Puts them where they belong.
pub(super) fn add(paths: &mut Map<String, Value>) {
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        let Some(example) = operation["operationId"].as_str().and_then(|name| EXAMPLES.get(name)).cloned() else {
            continue;
        };
        if let (Some(request), Some(content)) =
            (example.get("request"), operation.pointer_mut("/requestBody/content/application~1json"))
        {
            content["examples"] = json!({ "usual": { "value": request } });
        }
        for status in ["200", "201"] {
            let at = format!("/responses/{status}/content/application~1json");
            if let (Some(answer), Some(content)) = (example.get("answer"), operation.pointer_mut(&at)) {
                content["examples"] = json!({ "usual": { "value": answer } });
            }
        }
    }
}
