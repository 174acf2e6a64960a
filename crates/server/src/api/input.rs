//! What a request says, as a command's input: the parts of its path, its query, its body, and `If-Match`.

use super::operations::{Operation, followed, property};
use super::problem::Problem;
use serde_json::{Map, Value};

/// Puts the input together. What the path says counts over what the body says.
pub(super) fn input(
    operation: &Operation,
    named: &[(&str, &str)],
    query: &str,
    body: &[u8],
    version: Option<&str>,
) -> Result<Value, Problem> {
    let mut input = match body {
        [] => Map::new(),
        body => match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Err(Problem::bad_input("the body is not a JSON object")),
            Err(reason) => return Err(Problem::bad_input(&reason.to_string())),
        },
    };
    let schema = &operation.input;
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        let (name, text) = (name.into_owned(), text.into_owned());
        let Some(known) = property(schema, &name) else {
            return Err(Problem::bad_input(&format!("there is no parameter named '{name}'")));
        };
        if is_list(known, schema) && !text.starts_with('[') {
            let item = known.get("items").map_or(known, |items| followed(items, schema));
            let list = input.entry(name).or_insert_with(|| Value::Array(vec![]));
            if let Some(list) = list.as_array_mut() {
                list.push(value(&text, item, schema));
            }
        } else {
            input.insert(name, value(&text, known, schema));
        }
    }
    for (name, text) in named {
        let text = decoded(text)?;
        let known = property(schema, name).cloned().unwrap_or(Value::Bool(true));
        input.insert((*name).to_owned(), value(&text, &known, schema));
    }
    if let Some(version) = version.filter(|_| property(schema, "version").is_some()) {
        let plain = version.trim().trim_start_matches("W/").trim_matches('"');
        let number = plain.parse::<i64>().map_err(|_| Problem::bad_input("If-Match is not an ETag of this server"))?;
        input.entry("version").or_insert_with(|| number.into());
    }
    Ok(Value::Object(input))
}

/// A text as the value that its schema says; what does not fit stays a text, and the command says what is wrong.
fn value(text: &str, schema: &Value, root: &Value) -> Value {
    let types = types(schema, root);
    let is = |name: &str| types.iter().any(|one| one == name);
    if is("integer")
        && let Ok(number) = text.parse::<i64>()
    {
        return number.into();
    }
    if is("number")
        && let Ok(number) = text.parse::<f64>()
    {
        return number.into();
    }
    if is("boolean") && matches!(text, "true" | "false") {
        return (text == "true").into();
    }
    if is("null") && text.is_empty() {
        return Value::Null;
    }
    if (is("object") || is("array"))
        && text.starts_with(['{', '['])
        && let Ok(read) = serde_json::from_str(text)
    {
        return read;
    }
    Value::String(text.to_owned())
}

fn is_list(schema: &Value, root: &Value) -> bool {
    types(schema, root).iter().any(|one| one == "array")
}

fn types(schema: &Value, root: &Value) -> Vec<String> {
    let schema = followed(schema, root);
    let mut types = match schema.get("type") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => vec![],
    };
    for choice in ["anyOf", "oneOf"] {
        let options = schema.get(choice).and_then(Value::as_array);
        types.extend(options.into_iter().flatten().flat_map(|option| self::types(option, root)));
    }
    types
}

fn decoded(text: &str) -> Result<String, Problem> {
    let plain = percent_encoding::percent_decode_str(text).decode_utf8();
    plain.map(Into::into).map_err(|_| Problem::bad_input("the address is no UTF-8 text"))
}
