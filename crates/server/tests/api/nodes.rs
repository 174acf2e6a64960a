//! Two servers over one PostgreSQL are one: what is written through either is at the other, and who signs in at one is
//! known at both.

use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use super::live::Ear;
use super::stores::{Postgres, Store};
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_server::api::{Limits, Settings};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

pub type Node = Centre<PostgresHub>;

/// A server over this database.
pub async fn node(url: &str) -> Node {
    let folder = Arc::new(TempDir::new().expect("a temporary folder"));
    let hub = PostgresHub::open_noting(url, None, &folder.path().join("hub")).await.expect("the database opens");
    Centre::over(hub, folder, Settings { limits: Limits::wide(), ..Settings::default() }).await
}

/// A database for several servers, unless this machine is said to have no PostgreSQL.
pub async fn shared() -> Option<Postgres> {
    if Postgres::is_there() { Some(Postgres::fresh().await) } else { None }
}

/// Waits until it is so, and not for ever.
pub async fn soon(mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..300 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it does not come about");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_over_one_database_are_one() {
    let Some(store) = shared().await else { return };
    let url = store.address();
    let one = node(&url).await;
    one.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let two = node(&url).await;
    let told = one.sign_in("halima", PASSWORD).await;
    let token = text(&told["access_token"]);
    assert_eq!(two.get("/profile", &token).await.status, 200, "who signed in at one is known at the other");

    let amina = json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03" });
    let key = [("idempotency-key", "the very same")];
    let made = one.ask("POST", "/patients", &token, amina.clone(), &key).await;
    assert_eq!(made.status, 201, "written through one: {}", made.body);
    let again = two.ask("POST", "/patients", &token, amina, &key).await;
    assert_eq!(again.body["patient"]["id"], made.body["patient"]["id"], "sent again to the other, it is done once");
    let path = format!("/patients/{}", text(&made.body["patient"]["id"]));
    soon(async || two.get(&path, &token).await.status == 200).await;
    let vitals = json!({ "heart_rate_bpm": 80 });
    assert_eq!(two.post(&format!("{path}/vitals"), &token, vitals).await.status, 201, "and goes on from there");
    soon(async || {
        let listed = one.get(&format!("{path}/vitals"), &token).await.body;
        listed.as_array().is_some_and(|rows| rows.len() == 1)
    })
    .await;

    let renewed = two.post("/auth/refresh", "", json!({ "refresh_token": told["refresh_token"] })).await;
    assert_eq!(renewed.status, 200, "a sign-in is renewed at either: {}", renewed.body);
    let stolen = one.post("/auth/refresh", "", json!({ "refresh_token": told["refresh_token"] })).await;
    assert_eq!(stolen.body["code"], "refresh_token_reused", "and what was used at one is used at the other");
    soon(async || two.ask("GET", "/profile", &token, Value::Null, &[]).await.status == 401).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_listens_at_one_server_goes_on_at_the_other_and_is_told_of_each_event() {
    let Some(store) = shared().await else { return };
    let url = store.address();
    let one = node(&url).await;
    one.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let two = node(&url).await;
    let token = text(&one.sign_in("halima", PASSWORD).await["access_token"]);
    let made = one.post("/patients", &token, json!({ "given_name": "Amina" })).await;
    let path = format!("/patients/{}", text(&made.body["patient"]["id"]));
    soon(async || two.get(&path, &token).await.status == 200).await;
    let measure = async |at: &Node, rate: u32| {
        let kept = at.post(&format!("{path}/vitals"), &token, json!({ "heart_rate_bpm": rate })).await;
        assert_eq!(kept.status, 201, "{rate} is recorded: {}", kept.body);
        text(&kept.body["vitals"]["id"])
    };
    let (mut ear, _) = Ear::open(&one, &token, None).await;
    let told_of = [measure(&one, 70).await, measure(&two, 71).await];
    let mut cursor = String::new();
    for _ in 0..2 {
        let told = ear.hear_of("vitals.recorded").await;
        assert!(told_of.contains(&text(&told["data"]["vitals_id"])), "the first tells of both servers: {told}");
        cursor = text(&told["cursor"]);
    }
    assert!(cursor.len() < 300, "a cursor is short: {cursor}");
    drop(ear);

    // What happens at the first before it stops, and at the second afterwards, nobody has told the listener of.
    let mut missed = vec![measure(&one, 72).await];
    drop(one);
    for rate in 73..80 {
        missed.push(measure(&two, rate).await);
    }
    soon(async || {
        let listed = two.get(&format!("{path}/vitals?limit=100"), &token).await.body;
        listed.as_array().is_some_and(|rows| rows.len() == missed.len() + told_of.len())
    })
    .await;
    let (mut ear, first) = Ear::open(&two, &token, Some(&cursor)).await;
    assert_eq!(first["event"], "ready", "nothing has to be looked at anew: {first}");
    let mut heard = vec![];
    let mut last = json!(null);
    while heard.len() < missed.len() {
        last = ear.hear_of("vitals.recorded").await;
        heard.push(text(&last["data"]["vitals_id"]));
        if heard.len() < missed.len() {
            assert_eq!(text(&last["cursor"]), cursor, "who is cut off here comes back to all of it");
        }
    }
    // In the order in which they came to the second: what the first had written may come in between.
    heard.sort_by_key(|id| missed.iter().position(|one| one == id));
    assert_eq!(heard, missed, "each once, and nothing that it was told of before");
    let next = measure(&two, 90).await;
    assert_eq!(text(&ear.hear_of("vitals.recorded").await["data"]["vitals_id"]), next, "and what happens now");
    let (mut ear, first) = Ear::open(&two, &token, last["cursor"].as_str()).await;
    assert_eq!(first["event"], "ready", "the last cursor is one of the second: {first}");
    assert_eq!(text(&ear.hear_of("vitals.recorded").await["data"]["vitals_id"]), next, "from which it goes on");
}
