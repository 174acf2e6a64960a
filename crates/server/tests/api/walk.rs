//! Every operation of the document, by every role, of the own organization and of another: who may what, and that nothing
//! of another organization is told or touched.

use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use super::shapes::{Chance, Maker};
use healthsync_clinic::accounts::{Role, rights_of};
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_server::api::openapi::openapi;
use serde_json::{Value, json};
use std::collections::HashMap;

const SECRET: &str = "Zubaidahforeign";
const NOBODY: &str = "019b0000-0000-7000-8000-000000000000";
/// They end the very sign-in that walks, or begin with an upgrade.
const WAYS_OUT: &[&str] = &["logout", "logout_everywhere", "live"];

struct Asked {
    name: String,
    method: String,
    path: String,
    right: Option<String>,
    is_open: bool,
    body: Option<Value>,
}

fn operations() -> Vec<Asked> {
    let paths = openapi()["paths"].as_object().expect("paths");
    let mut found = vec![];
    for (path, methods) in paths {
        for (method, one) in methods.as_object().expect("methods") {
            found.push(Asked {
                name: text(&one["operationId"]),
                method: method.to_uppercase(),
                path: path.strip_prefix("/api/v1").expect("under the root").to_owned(),
                right: one["x-right"].as_str().map(str::to_owned),
                is_open: one["security"] == json!([]),
                body: one.pointer("/requestBody/content/application~1json/schema").cloned(),
            });
        }
    }
    found
}

/// The path with its parts filled in, each by the noun before it.
fn filled(path: &str, of: impl Fn(&str, &str) -> String) -> String {
    let mut noun = "";
    let segments =
        path.split('/').map(|segment| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => of(noun, name),
            None => {
                noun = segment;
                segment.to_owned()
            }
        });
    segments.collect::<Vec<_>>().join("/")
}

/// Records of the other organization, by the noun of their path.
async fn strangers(centre: &Centre, token: &str) -> HashMap<&'static str, String> {
    let patient = centre.post("/patients", token, json!({ "given_name": SECRET })).await.body;
    let id = text(&patient["patient"]["id"]);
    let mut known = HashMap::from([("patients", id.clone())]);
    let me = centre.get("/profile", token).await.body;
    known.insert("accounts", text(&me["id"]));
    known.insert("practitioners", text(&me["id"]));
    let of_patient = |rest: &str| format!("/patients/{id}/{rest}");
    let all = [
        ("vitals", of_patient("vitals"), json!({ "heart_rate_bpm": 190, "is_confirmed": true }), "/vitals/id"),
        ("encounters", of_patient("encounters"), json!({}), "/encounter/id"),
        (
            "conditions",
            of_patient("conditions"),
            json!({ "details": { "name": SECRET, "status": "active" } }),
            "/condition/id",
        ),
        ("invoices", of_patient("invoices"), json!({}), "/id"),
        ("holidays", "/holidays".into(), json!({ "day_on": "2031-01-01", "name": SECRET }), "/holiday/holiday/id"),
        ("messages", "/messages".into(), json!({ "text": SECRET, "is_task": true, "to_account_id": me["id"] }), "/id"),
    ];
    for (noun, path, body, at) in all {
        let made = centre.post(&path, token, body).await;
        if let Some(id) = made.body.pointer(at).and_then(Value::as_str) {
            known.insert(noun, id.to_owned());
        }
    }
    let limits = json!({ "metric": "spo2", "age_band": "any", "limits": { "warning_low": 93 } });
    let threshold = centre.ask("PUT", "/thresholds", token, limits, &[]).await.body;
    known.insert("thresholds", text(&threshold["threshold"]["id"]));
    let alerts = centre.get("/alerts", token).await.body;
    known.insert("alerts", text(&alerts[0]["id"]));
    assert!(known.len() >= 8, "the other organization has something to be told: {known:?}");
    known
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_holds_every_role_to_its_right_and_tells_nothing_of_another_organization() {
    let centre = Centre::start().await;
    centre.api.found("Other", set_up("Foreign Clinic", "fgn", "zeinab")).await.expect("another organization");
    let foreign = centre.sign_in_at("Foreign Clinic", "zeinab", PASSWORD).await;
    let strangers = strangers(&centre, &foreign).await;
    let other = centre.hub.organization_named("Other").await.expect("the hub answers").expect("it is there");
    let held = async || {
        let mut ledger = centre.hub.begin_reading(other).await.expect("the hub answers");
        ledger.vector().await.expect("the hub answers").iter().map(|(_, tip)| tip.seq).sum::<u64>()
    };
    let before = held().await;
    let admin = centre.sign_in_at(CLINIC, "halima", PASSWORD).await;
    let own = text(&centre.post("/patients", &admin, json!({ "given_name": "Amina" })).await.body["patient"]["id"]);
    let operations = operations();
    for asked in operations.iter().filter(|asked| !asked.is_open && asked.name != "live") {
        let path = filled(&asked.path, |_, _| NOBODY.into());
        let answer = centre.ask(&asked.method, &path, "", json!({}), &[]).await;
        assert_eq!(answer.status, 401, "{} by nobody: {}", asked.name, answer.body);
    }
    let (mut cases, mut chance, mut faults) = (0, Chance(5), vec![]);
    for role in Role::ALL {
        let username = format!("one-{}", role.code().replace('_', "-"));
        let token = centre.join(&admin, CLINIC, &username, role.code()).await;
        let rights: Vec<Value> = rights_of(&[role]).iter().map(|right| json!(right)).collect();
        for asked in operations.iter().filter(|asked| !asked.is_open && !WAYS_OUT.contains(&asked.name.as_str())) {
            let what = format!("{} by {}", asked.name, role.code());
            let may = match asked.right.as_deref() {
                None | Some("own_account") => true,
                Some("signed_in") => role != Role::Patient,
                Some(right) => rights.contains(&json!(right)),
            };
            // Beyond being somebody of the clinic, a command may ask for more of what it is about.
            let is_special =
                !may || asked.right.as_deref().is_some_and(|right| right != "signed_in" && right != "own_account");
            let path = filled(&asked.path, |noun, _| if noun == "patients" { own.clone() } else { NOBODY.into() });
            let body = if asked.method == "GET" { Value::Null } else { json!({}) };
            let answer = centre.ask(&asked.method, &path, &token, body, &[]).await;
            let is_held = !is_special || (answer.status == 403) != may;
            if answer.status >= 500 || answer.status == 401 || !is_held {
                faults.push(format!("{what}: {} {}", answer.status, answer.body));
            }
            cases += 1;
            if !asked.path.contains('{') {
                continue;
            }
            let path = filled(&asked.path, |noun, _| {
                strangers.get(noun).or(strangers.get("patients")).cloned().unwrap_or_default()
            });
            let body = asked
                .body
                .as_ref()
                .map_or(Value::Null, |schema| Maker { chance: &mut chance, wrong: 0, ids: &[] }.value(schema, 0));
            let is_told_of_body = !body.is_null();
            let answer = centre.ask(&asked.method, &path, &token, body, &[]).await;
            let what = format!("{what}, of another organization: {} {}", answer.status, answer.body);
            let is_about_body = is_told_of_body && may && matches!(answer.status, 400 | 422);
            let is_nothing = matches!(answer.status, 401 | 403 | 404) || is_about_body;
            let is_same_for_nobody = asked.name == "threshold_history" && answer.body == json!([]);
            let is_told = answer.body.to_string().contains(SECRET);
            if is_told || !(is_nothing || is_same_for_nobody || is_silent(asked)) {
                faults.push(what);
            }
            cases += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(cases > 1_000, "{cases} cases");
    assert_eq!(held().await, before, "nothing of the other organization was written");
    println!("{cases} cases over {} operations", operations.len());
}

/// What is done by a name that need not be known: to stop work that may be over.
fn is_silent(asked: &Asked) -> bool {
    asked.name == "cancel_job"
}
