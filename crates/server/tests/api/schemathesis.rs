//! A fuzzer of others' making over the document, as every role. `cargo xtask fuzz-api` installs it and names it in
//! `HEALTHSYNC_SCHEMATHESIS`; without that, this is left out.

use super::centre::{CLINIC, Centre};
use healthsync_clinic::accounts::Role;
use serde_json::json;
use tokio::process::Command;

/// What must hold of every answer. Left out is what the document leaves to the commands: that a request which fits it is
/// taken (a patient must exist, a limit must rise), and that one which does not is refused in one way.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,unsupported_method,ignored_auth";

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_answer_that_the_document_does_not_say() {
    let Some(program) = std::env::var_os("HEALTHSYNC_SCHEMATHESIS") else { return };
    let cases = std::env::var("HEALTHSYNC_CASES").unwrap_or_else(|_| "10".into());
    let seed = std::env::var("HEALTHSYNC_SEED").unwrap_or_else(|_| "2026".into());
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    centre.post("/patients", &admin, json!({ "given_name": "Amina" })).await;
    let document = format!("http://{}/api/v1/openapi.json", centre.address);
    for role in Role::ALL {
        let username = format!("one-{}", role.code().replace('_', "-"));
        let token = centre.join(&admin, CLINIC, &username, role.code()).await;
        println!("== {}", role.code());
        let mut run = Command::new(&program);
        run.args(["run", document.as_str(), "--header", &format!("Authorization: Bearer {token}")]);
        run.args([
            "--checks",
            CHECKS,
            "--max-examples",
            &cases,
            "--seed",
            &seed,
            "--phases",
            "examples,coverage,fuzzing",
        ]);
        run.args(["--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off", "--no-color"]);
        // They end the sign-in that asks, or whoever else is asking.
        run.args([
            "--exclude-operation-id-regex",
            "^(logout|logout_everywhere|disable_account|update_account|reset_password)$",
        ]);
        let ended = run.status().await.expect("it can be started");
        assert!(ended.success(), "{}: what it found is above", role.code());
    }
}
