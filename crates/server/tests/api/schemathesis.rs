//! A fuzzer of others' making over the document, as every role. `cargo xtask test` installs it and names it in
//! `HEALTHSYNC_SCHEMATHESIS`; without that, this is left out. There each operation is covered by one of the roles that may
//! do it, and tried by all; `cargo xtask fuzz-api` sets `HEALTHSYNC_CASES`, and every role covers everything.

use super::centre::{CLINIC, Centre, text};
use futures_util::{StreamExt, stream};
use healthsync_clinic::accounts::{Role, rights_of};
use healthsync_server::api::openapi::openapi;
use serde_json::{Value, json};
use std::ffi::OsString;
use tokio::process::Command;

/// What must hold of every answer. Left out is what the document leaves to the commands: that a request which fits it is
/// taken (a patient must exist, a limit must rise), and that one which does not is refused in one way.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,unsupported_method,ignored_auth";
/// They end the sign-in that asks, or whoever else is asking.
const WAYS_OUT: &[&str] = &["logout", "logout_everywhere", "disable_account", "update_account", "reset_password"];
/// Every role asks at least so often.
const CASES: u64 = 1_000;
/// Each is a program that keeps a processor busy.
const AT_ONCE: usize = 2;

/// The operations of the document: their names, and the right that each needs.
fn operations() -> Vec<(String, Value)> {
    let paths = openapi()["paths"].as_object().expect("the document lists its paths");
    let all = paths.values().filter_map(Value::as_object).flat_map(|path| path.values());
    let named = all.filter_map(|one| Some((one["operationId"].as_str()?.to_owned(), one["x-right"].clone())));
    named.filter(|(name, _)| !WAYS_OUT.contains(&name.as_str())).collect()
}

fn may(role: Role, right: &Value) -> bool {
    match right.as_str() {
        None | Some("anyone" | "own_account") => true,
        Some("signed_in") => role != Role::Patient,
        Some(_) => rights_of(&[role]).iter().any(|one| json!(one) == *right),
    }
}

/// Which role covers which operations: each is covered by one that may do it, and none has many more than another.
fn shares() -> Vec<(Role, Vec<String>)> {
    let mut shares: Vec<(Role, Vec<String>)> = Role::ALL.into_iter().map(|role| (role, vec![])).collect();
    let mut all = operations();
    // Those that few may do are dealt out first.
    all.sort_by_key(|(_, right)| Role::ALL.into_iter().filter(|role| may(*role, right)).count());
    for (name, right) in all {
        let fitting = shares.iter_mut().filter(|(role, _)| may(*role, &right));
        fitting.min_by_key(|(_, names)| names.len()).expect("somebody may do it").1.push(name);
    }
    shares
}

/// One run as a role. Says how many cases it made.
async fn ask(program: &OsString, centre: &Centre, token: &str, more: &[&str]) -> Result<u64, String> {
    let seed = std::env::var("HEALTHSYNC_SEED").unwrap_or_else(|_| "2026".into());
    let document = format!("http://{}/api/v1/openapi.json", centre.address);
    let mut run = Command::new(program);
    run.args(["run", document.as_str(), "--header", &format!("Authorization: Bearer {token}")]);
    run.args(["--checks", CHECKS, "--seed", &seed]).args(more);
    run.args(["--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off", "--no-color"]);
    run.args(["--exclude-operation-id-regex", &format!("^({})$", WAYS_OUT.join("|"))]);
    let ended = run.output().await.expect("it can be started");
    let said = String::from_utf8_lossy(&ended.stdout);
    let told = said.split_once(" generated").map(|(before, _)| before);
    let cases = told.and_then(|before| before.split_whitespace().next_back()?.parse().ok());
    match cases {
        Some(cases) if ended.status.success() => Ok(cases),
        _ => Err(format!("{said}\n{}", String::from_utf8_lossy(&ended.stderr))),
    }
}

/// The ordinary run of a role: its own share in every way that the schemas give, and a look at everything.
async fn ordinary(program: &OsString, centre: &Centre, token: &str, share: &[String]) -> Result<u64, String> {
    let mine = format!("^({})$", share.join("|"));
    let mut covering = vec!["--phases", "examples,coverage"];
    if !share.is_empty() {
        covering.extend(["--include-operation-id-regex", &mine]);
    }
    let covered = ask(program, centre, token, &covering).await?;
    Ok(covered + ask(program, centre, token, &["--phases", "fuzzing", "--max-examples", "1"]).await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_answer_that_the_document_does_not_say() {
    let Some(program) = std::env::var_os("HEALTHSYNC_SCHEMATHESIS") else { return };
    let wanted = std::env::var("HEALTHSYNC_CASES").ok();
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let amina = centre.post("/patients", &admin, json!({ "given_name": "Amina" })).await;
    assert!(!text(&amina.body["patient"]["id"]).is_empty(), "there is somebody to ask of");
    let mut roles = vec![];
    for (role, share) in shares() {
        let username = format!("one-{}", role.code().replace('_', "-"));
        roles.push((role, share, centre.join(&admin, CLINIC, &username, role.code()).await));
    }
    let (program, centre, wanted) = (&program, &centre, wanted.as_deref());
    let asking = roles.iter().map(async |(role, share, token)| {
        let cases = match wanted {
            Some(most) => {
                let all = ["--phases", "examples,coverage,fuzzing", "--max-examples", most];
                ask(program, centre, token, &all).await
            }
            None => ordinary(program, centre, token, share).await,
        };
        let cases =
            cases.unwrap_or_else(|said| panic!("{}: an answer is not as the document says\n{said}", role.code()));
        println!("{}: {cases} cases of schemathesis's", role.code());
        assert!(cases >= CASES, "as {} it asks {CASES} times and more: {cases}", role.code());
    });
    let asked = stream::iter(asking).buffer_unordered(AT_ONCE).count().await;
    assert_eq!(asked, Role::ALL.len(), "every role asked");
}
