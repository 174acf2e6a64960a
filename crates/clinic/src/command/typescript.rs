//! The types of the commands as TypeScript, made from the same schemas as `call --list` and the OpenAPI document.

use super::Description;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The TypeScript of all types and of the map from a command's name to its input and output.
#[must_use]
pub fn typescript(commands: &[Description], title: &str) -> String {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let mut map = String::new();
    let mut rights: BTreeSet<String> = BTreeSet::new();
    for command in commands {
        let (input, output) = ((command.input)(&mut generator), (command.output)(&mut generator));
        let right = format!("{:?}", command.right);
        let _ = writeln!(map, "  /** Needs the right: {right}. */");
        let _ = writeln!(
            map,
            "  {}: {{ input: {}; output: {} }};",
            command.name,
            of(input.as_value(), 1),
            of(output.as_value(), 1)
        );
        rights.insert(right);
    }
    let mut text = format!("// {title} Written by `cargo test`; do not edit.\n\n");
    let mut definitions: Vec<_> = generator.take_definitions(true).into_iter().collect();
    definitions.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, schema) in definitions {
        comment(&mut text, &schema, "");
        match schema.as_object().filter(|schema| is_plain_object(schema)) {
            Some(schema) => {
                let _ = writeln!(text, "export interface {name} {}\n", object(schema, 0));
            }
            None => {
                let _ = writeln!(text, "export type {name} = {};\n", of(&schema, 0));
            }
        }
    }
    let _ = write!(text, "/** Every command: its input and its output. */\nexport interface Commands {{\n{map}}}\n");
    text
}

fn is_plain_object(schema: &Map<String, Value>) -> bool {
    schema.contains_key("properties") && !schema.contains_key("oneOf") && !schema.contains_key("anyOf")
}

fn comment(text: &mut String, schema: &Value, indent: &str) {
    if let Some(words) = schema.get("description").and_then(Value::as_str) {
        let words = words.replace("\n\n", "\n").replace('\n', &format!("\n{indent} * "));
        let _ = writeln!(text, "{indent}/** {words} */");
    }
}

/// The type that a schema says, `depth` levels in.
fn of(schema: &Value, depth: usize) -> String {
    let Some(parts) = schema.as_object() else {
        return if schema == &Value::Bool(false) { "never".into() } else { "unknown".into() };
    };
    if let Some(target) = parts.get("$ref").and_then(Value::as_str) {
        return target.rsplit('/').next().unwrap_or("unknown").into();
    }
    if let Some(fixed) = parts.get("const") {
        return fixed.to_string();
    }
    if let Some(values) = parts.get("enum").and_then(Value::as_array) {
        return join(values.iter().map(Value::to_string));
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(options) = parts.get(choice).and_then(Value::as_array) {
            return join(options.iter().map(|option| of(option, depth)));
        }
    }
    match parts.get("type") {
        Some(Value::Array(types)) => join(types.iter().filter_map(Value::as_str).map(|name| named(name, parts, depth))),
        Some(Value::String(name)) => named(name, parts, depth),
        _ => "unknown".into(),
    }
}

fn named(name: &str, parts: &Map<String, Value>, depth: usize) -> String {
    match name {
        "string" => "string".into(),
        "integer" | "number" => "number".into(),
        "boolean" => "boolean".into(),
        "null" => "null".into(),
        "array" => match (parts.get("items"), parts.get("prefixItems").and_then(Value::as_array)) {
            (_, Some(items)) => {
                format!("[{}]", items.iter().map(|item| of(item, depth)).collect::<Vec<_>>().join(", "))
            }
            (Some(items), None) => {
                let item = of(items, depth);
                if item.contains(" | ") { format!("({item})[]") } else { format!("{item}[]") }
            }
            (None, None) => "unknown[]".into(),
        },
        "object" if parts.contains_key("properties") => object(parts, depth),
        "object" => match parts.get("additionalProperties") {
            Some(value) if value.is_object() => format!("Record<string, {}>", of(value, depth)),
            _ => "Record<string, never>".into(),
        },
        _ => "unknown".into(),
    }
}

fn object(parts: &Map<String, Value>, depth: usize) -> String {
    let required: BTreeSet<&str> =
        parts.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let indent = "  ".repeat(depth + 1);
    let mut text = String::from("{\n");
    let mut properties: Vec<_> = parts.get("properties").and_then(Value::as_object).into_iter().flatten().collect();
    properties.sort_by_key(|(name, _)| name.as_str());
    for (name, schema) in properties {
        comment(&mut text, schema, &indent);
        let mark = if required.contains(name.as_str()) { "" } else { "?" };
        let _ = writeln!(text, "{indent}{name}{mark}: {};", of(schema, depth + 1));
    }
    let _ = write!(text, "{}}}", "  ".repeat(depth));
    text
}

fn join(options: impl Iterator<Item = String>) -> String {
    let mut seen = vec![];
    for option in options {
        if !seen.contains(&option) {
            seen.push(option);
        }
    }
    seen.join(" | ")
}
