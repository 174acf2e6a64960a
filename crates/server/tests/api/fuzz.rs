//! A thousand requests and more by every role, made from the document's own schemas: the server never fails, and every
//! answer is what the document says. A failure prints its seed: `HEALTHSYNC_SEED=… cargo test` makes the same requests.

use super::centre::{CLINIC, Centre, text};
use super::shapes::{Chance, Maker};
use healthsync_clinic::accounts::Role;
use healthsync_server::api::openapi::openapi;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const CASES: usize = 1_000;
/// They end the very sign-in that asks.
const WAYS_OUT: &[&str] = &["logout", "logout_everywhere"];
/// So many ids that answers told are used again in requests.
const REMEMBERED: usize = 300;

fn validator(schema: &Value) -> Validator {
    let whole = json!({ "allOf": [schema], "components": openapi()["components"] });
    jsonschema::draft202012::new(&whole).expect("a schema of the document is one")
}

/// Remembers the ids that an answer tells.
fn remember(value: &Value, ids: &mut Vec<String>, chance: &mut Chance) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                match inner {
                    Value::String(id) if id.len() == 36 && name.ends_with("id") => {
                        if ids.len() < REMEMBERED {
                            ids.push(id.clone());
                        } else {
                            let at = chance.below(REMEMBERED);
                            ids[at].clone_from(id);
                        }
                    }
                    _ => remember(inner, ids, chance),
                }
            }
        }
        Value::Array(list) => list.iter().take(5).for_each(|inner| remember(inner, ids, chance)),
        _ => {}
    }
}

struct Visitor {
    centre: Arc<Centre>,
    token: String,
    chance: Chance,
    ids: Vec<String>,
    validators: HashMap<String, Validator>,
    problem: Validator,
    done: usize,
    faults: Vec<String>,
}

impl Visitor {
    async fn ask(&mut self, path: &str, method: &str, operation: &Value) {
        let name = text(&operation["operationId"]);
        // Whom an account's own operations are about is not chosen among those who walk here.
        let ids = if path.contains("/accounts") || path.contains("/auth") { vec![] } else { self.ids.clone() };
        let wrong = [0, 0, 2, 10][self.chance.below(4)];
        let mut maker = Maker { chance: &mut self.chance, wrong, ids: &ids };
        let mut address = path.strip_prefix("/api/v1").expect("under the root").to_owned();
        let (mut query, mut headers) = (vec![], vec![]);
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let (at, key) = (parameter["in"].as_str().unwrap_or_default(), text(&parameter["name"]));
            let is_needed = parameter["required"] == true;
            if !is_needed && maker.chance.percent(50) {
                continue;
            }
            let value = maker.value(&parameter["schema"], 1);
            let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            // An address has an end; long texts are sent in bodies.
            let written: String = written.chars().take(300).collect();
            let plain = percent_encoding::utf8_percent_encode(&written, percent_encoding::NON_ALPHANUMERIC).to_string();
            match at {
                "path" => address = address.replace(&format!("{{{key}}}"), if plain.is_empty() { "-" } else { &plain }),
                "query" => query.push(format!("{key}={plain}")),
                _ => headers.push((key, plain)),
            }
        }
        let body =
            operation.pointer("/requestBody/content/application~1json/schema").map(|schema| maker.value(schema, 0));
        if !query.is_empty() {
            address += &format!("?{}", query.join("&"));
        }
        let headers: Vec<(&str, &str)> = headers.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let sent = body.unwrap_or(Value::Null);
        let answer = self.centre.ask(method, &address, &self.token, sent.clone(), &headers).await;
        let what = || {
            let sent: String = sent.to_string().chars().take(600).collect();
            let told: String = answer.body.to_string().chars().take(600).collect();
            format!("{name}: {method} {address} {sent} {headers:?}: {} {told}", answer.status)
        };
        let fault = |words: &str| Some(format!("{words}: {}", what()));
        let said = &operation["responses"][answer.status.to_string()];
        let at = format!("/responses/{}/content/application~1json/schema", answer.status);
        let found = if answer.status >= 500 {
            fault("the server failed")
        } else if answer.status >= 400 {
            let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok());
            let is_problem = kind == Some("application/problem+json") && self.problem.is_valid(&answer.body);
            if is_problem { None } else { fault("a refusal is no problem") }
        } else if said.is_null() && answer.status != 304 {
            fault("the document does not know of this status")
        } else if let Some(schema) = operation.pointer(&at) {
            let validator = self.validators.entry(name.clone()).or_insert_with(|| validator(schema));
            let wrong =
                validator.iter_errors(&answer.body).next().map(|error| format!("{error} at {}", error.instance_path()));
            wrong.and_then(|wrong| fault(&format!("the document says otherwise, {wrong}")))
        } else {
            None
        };
        if answer.status < 400 {
            self.done += 1;
            remember(&answer.body, &mut self.ids, &mut self.chance);
        }
        self.faults.extend(found);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_by_whoever_the_server_never_fails_and_answers_as_the_document_says() {
    let seed = std::env::var("HEALTHSYNC_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    println!("HEALTHSYNC_SEED={seed}");
    let centre = Arc::new(Centre::start().await);
    let admin = centre.admin().await;
    let mut known = vec![];
    let mut chance = Chance(seed);
    for number in 0..3 {
        let made =
            centre.post("/patients", &admin, json!({ "given_name": format!("Amina {number}"), "sex": "female" })).await;
        remember(&made.body, &mut known, &mut chance);
    }
    remember(&centre.get("/practitioners", &admin).await.body, &mut known, &mut chance);
    let mut visits = tokio::task::JoinSet::new();
    for (number, role) in Role::ALL.into_iter().enumerate() {
        let username = format!("one-{}", role.code().replace('_', "-"));
        let token = centre.join(&admin, CLINIC, &username, role.code()).await;
        let mut visitor = Visitor {
            centre: Arc::clone(&centre),
            token,
            chance: Chance(seed + number as u64),
            ids: known.clone(),
            validators: HashMap::new(),
            problem: validator(&openapi()["components"]["schemas"]["Problem"]),
            done: 0,
            faults: vec![],
        };
        visits.spawn(async move {
            let paths = openapi()["paths"].as_object().expect("paths");
            let mut cases = 0;
            while cases < CASES {
                for (path, methods) in paths {
                    for (method, operation) in methods.as_object().expect("methods") {
                        if !WAYS_OUT.contains(&operation["operationId"].as_str().unwrap_or_default()) {
                            visitor.ask(path, &method.to_uppercase(), operation).await;
                            cases += 1;
                        }
                    }
                }
            }
            (role, cases, visitor.done, visitor.faults)
        });
    }
    let mut all = vec![];
    while let Some(visit) = visits.join_next().await {
        let (role, cases, done, faults) = visit.expect("no visitor falls");
        println!("{}: {cases} cases, of which {done} were done", role.code());
        for fault in &faults {
            println!("{}: {fault}", role.code());
        }
        all.extend(faults);
        // What is for patients is little.
        assert!(
            done * 10 > cases || role == Role::Patient,
            "{} {done} of {cases}: enough comes through to what lies behind",
            role.code()
        );
    }
    assert!(all.is_empty(), "{} answers were not as they should be; they are above", all.len());
}
