//! Two servers over one PostgreSQL are one: what is written through either is at the other, and who signs in at one is
//! known at both.

use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use healthsync_cluster::{Cluster, Promise, WITHOUT};
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_server::api::{Limits, Settings};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

type Node = Centre<PostgresHub>;

async fn node(url: &str) -> Node {
    let folder = Arc::new(TempDir::new().expect("a temporary folder"));
    let hub = PostgresHub::open_noting(url, None, &folder.path().join("hub")).await.expect("the database opens");
    Centre::over(hub, folder, Settings { limits: Limits::wide(), ..Settings::default() }).await
}

pub async fn cluster() -> Option<(Cluster, String)> {
    let cluster = match Cluster::start(Promise::Nothing, "") {
        Ok(cluster) => cluster,
        Err(reason) if std::env::var_os(WITHOUT).is_some() => {
            println!("skipped: {reason}");
            return None;
        }
        Err(reason) => panic!("{reason}"),
    };
    let url = cluster.url("owner", "postgres");
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("it answers");
    tokio::spawn(async move { drop(connection.await) });
    client.batch_execute("CREATE ROLE clinic LOGIN CREATEROLE").await.expect("the cluster is new");
    client.batch_execute("CREATE DATABASE hub OWNER clinic").await.expect("the name is fresh");
    let url = cluster.url("clinic", "hub");
    Some((cluster, url))
}

async fn soon(mut is_so: impl AsyncFnMut() -> bool) {
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
    let Some((_cluster, url)) = cluster().await else { return };
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
