//! What the server counts and writes down about its work, and what it never writes down.

use super::meeting::{ORGANIZATION, SITE};
use super::program::{Program, command, said};
use super::server::{Server, send};
use super::stores::{Sqlite, Store, on_both_stores};
use super::workstation::{Door, Fate, Workstation};
use healthsync_hub::tls::beside;
use healthsync_sync::Scope;

on_both_stores!(exchanges_are_counted, the_log_holds_no_secret_and_nothing_of_a_person);

async fn exchanges_are_counted<S: Store>() {
    let server = Server::<S>::start().await;
    let [mut one, mut two] = [Workstation::new(1, SITE), Workstation::new(2, SITE)];
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    two.enrol(&server, &server.code("Clinic").await, None).await;
    one.write(Scope::Site(SITE), 30);
    let mut exchanges = one.sync(&server).await;
    exchanges += two.sync(&server).await;
    let text = server.metrics.text();
    let wanted = [
        format!("healthsync_exchanges_total {exchanges}\n"),
        "healthsync_enrolments_total 2\n".into(),
        "healthsync_changes_taken_total 30\n".into(),
        "healthsync_changes_handed_out_total 30\n".into(),
        "healthsync_changes_set_aside_total 0\n".into(),
        "healthsync_open_sockets 0\n".into(),
        format!("healthsync_request_seconds_count{{route=\"/sync/v1/exchange\"}} {exchanges}\n"),
    ];
    for line in wanted {
        assert!(text.contains(&line), "{line} is among: {text}");
    }
    assert!(!text.contains("Clinic"), "no name is among the figures");
}

async fn the_log_holds_no_secret_and_nothing_of_a_person<S: Store>() {
    let store = S::fresh().await;
    let log = beside(&store.files(), ".log");
    let mut program = command(&store);
    // Everything that any part of the program has to say.
    program.env("RUST_LOG", "trace").args(["--log", "json", "serve", "--listen", "127.0.0.1:0"]);
    program.args(["--metrics", "127.0.0.1:0"]).stderr(std::fs::File::create(&log).expect("a file"));
    let mut program = Program::started(&mut program);
    let metrics = program.line();
    let metrics = metrics.strip_prefix("metrics on http://").and_then(|rest| rest.strip_suffix("/metrics"));
    let metrics = metrics.expect("it says where").parse().expect("an address");
    let code = said(command(&store).args(["enrol", "--organization", "Praxis Quellwasser"]));
    let mut one = Workstation::new(1, SITE);
    one.enrol(&program, &code, Some(ORGANIZATION)).await;
    one.write(Scope::Site(SITE), 10);
    one.sync(&program).await;
    let mut secrets = vec![code.clone(), code.replace('-', ""), "Quellwasser".into(), "desk at the door".into()];
    secrets.extend(["access_token", "refresh_token", "series_receipt"].map(|name| one.text(name)));
    secrets.extend(["c2lnbmF0dXJl", "Amina Okafor"].map(String::from));
    let refusals = [
        one.ask_to_enrol(&program, &code.replace('-', "+"), None).await,
        program.post("/sync/v1/enrol", None, br#"{"code":"c2lnbmF0dXJl","public_key":"x"}"#).await,
        program.post("/sync/v1/exchange", Some("c2lnbmF0dXJl"), b"Amina Okafor").await,
    ];
    assert!(refusals.iter().any(|answer| answer.status >= 400), "some of it is refused");
    let (organization, id) = (ORGANIZATION.to_string(), one.text("workstation_id"));
    said(command(&store).args(["revoke", "--organization", &organization, "--workstation", &id, "--keep-data"]));
    let refused = one.round(&program, Fate::Well).await.expect_err("it is refused");
    assert_eq!(refused.json()["wipe"], false, "the operator wished no wipe");
    let figures = send(metrics, "GET", "/metrics", None, &[], None).await.expect("an answer");
    let figures = String::from_utf8_lossy(&figures.body).into_owned();
    assert!(figures.contains("healthsync_refusals_total{code=\"revoked\"} 1"), "the program counts: {figures}");
    #[cfg(unix)]
    assert!(program.terminate(), "it ends in order");
    let text = std::fs::read_to_string(&log).expect("the log");
    for line in text.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "each line is JSON: {line}");
    }
    for said in ["\"enrolled\"", "\"exchanged\"", "\"refused\"", "\"stopped\""] {
        assert!(text.contains(said) || cfg!(not(unix)), "the log tells what was done: {said}");
    }
    for secret in secrets {
        assert!(!text.contains(&secret) && !figures.contains(&secret), "{secret} is nobody else's business");
    }
}

#[tokio::test]
async fn figures_leave_the_machine_on_no_account() {
    let store = Sqlite::fresh().await;
    let mut program = command(&store);
    let output = program.args(["serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:0"]).output();
    let output = output.expect("it runs");
    assert!(!output.status.success(), "metrics are for this computer");
    assert!(String::from_utf8_lossy(&output.stderr).contains("127.0.0.1:9464"), "it says what to do");
}
