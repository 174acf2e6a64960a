//! The OpenAPI document and the page that shows it.

use super::centre::Centre;
use healthsync_server::api::openapi::openapi;
use serde_json::Value;
use std::collections::BTreeSet;

fn operations() -> impl Iterator<Item = (&'static String, &'static Value)> {
    let paths = openapi()["paths"].as_object().expect("paths");
    paths.values().flat_map(|methods| methods.as_object().expect("methods"))
}

fn refs(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get("$ref") {
                found.insert(target.clone());
            }
            object.values().for_each(|inner| refs(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| refs(inner, found)),
        _ => {}
    }
}

#[test]
fn the_document_is_whole() {
    let mut found = BTreeSet::new();
    refs(openapi(), &mut found);
    for target in &found {
        let at = target.strip_prefix('#').expect("nothing elsewhere is referred to");
        assert!(openapi().pointer(at).is_some(), "{target} is there");
    }
    let mut ids = BTreeSet::new();
    let groups = openapi()["tags"].as_array().expect("tags");
    for (_, operation) in operations() {
        let id = operation["operationId"].as_str().expect("an id");
        assert!(ids.insert(id), "{id} is one operation's");
        let tag = &operation["tags"][0];
        let group = groups.iter().find(|group| &group["name"] == tag);
        assert!(group.is_some_and(|group| group["description"] != ""), "{id}: the group {tag} has words");
        assert_ne!(tag, "other", "{id} has a group");
    }
    assert!(ids.len() > 180, "{} operations", ids.len());
    // Where a validator of others' making is asked, it is asked about this very text.
    if let Some(path) = std::env::var_os("HEALTHSYNC_OPENAPI") {
        std::fs::write(path, openapi().to_string()).expect("the folder can be written");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_shows_it_needs_nothing_from_elsewhere() {
    let centre = Centre::empty().await;
    for (path, kind) in
        [("/docs", "text/html"), ("/docs/viewer.js", "text/javascript"), ("/docs/viewer.css", "text/css")]
    {
        let answer = centre.get(path, "").await;
        assert_eq!(answer.status, 200, "{path} is served to anybody");
        let said = answer.headers["content-type"].to_str().expect("a text");
        assert!(said.starts_with(kind), "{path} is {said}");
        let policy = answer.headers["content-security-policy"].to_str().expect("a text");
        assert!(policy.contains("default-src 'none'") && !policy.contains("http"), "{path} asks nobody else: {policy}");
        let bytes = reqwest::get(format!("http://{}/api/v1{path}", centre.address)).await.expect("it answers");
        let text = bytes.text().await.expect("a text");
        assert!(!text.contains("http://") && !text.contains("https://") && !text.contains("url("), "{path} is whole");
    }
}
