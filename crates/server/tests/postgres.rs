//! What PostgreSQL alone has: policies that the service cannot pass by, news between processes, connections that end.

use super::meeting::{ORGANIZATION, SITE};
use super::news::{Said, Socket};
use super::program::{Program, code, command, said};
use super::server::Server;
use super::stores::{Postgres, Store, connect, say, started};
use super::tls::Secure;
use super::workstation::{Door, Workstation};
use healthsync_hub::hub::postgres::PostgresHub;
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_hub::tls::{beside, fingerprint_of, self_signed_file};
use healthsync_sync::Scope;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

/// Only so that what never comes fails and does not hang.
const AT_MOST: Duration = Duration::from_secs(60);
const ALL: [&str; 7] = ["organizations", "sites", "workstations", "logs", "changes", "closed_logs", "kept_vectors"];

async fn enrolled() -> Option<(Server<Postgres>, Workstation)> {
    if !Postgres::is_there() {
        return None;
    }
    let server = Server::<Postgres>::start().await;
    let mut one = Workstation::new(1, SITE);
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    one.write(Scope::Site(SITE), 20);
    one.sync(&server).await;
    Some((server, one))
}

async fn counts(database: &tokio_postgres::Client) -> Vec<i64> {
    let mut counts = vec![];
    for table in ALL {
        let row = database.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.expect("it may be asked");
        counts.push(row.get(0));
    }
    counts
}

#[tokio::test]
async fn without_an_organizations_setting_the_service_sees_and_writes_nothing_of_it() {
    let Some((server, _)) = enrolled().await else { return };
    let as_service = format!("{}?options=-c%20role%3Dhealthsync_service", server.store.address());
    let database = connect(&as_service).await.expect("the owner may become the service");
    assert_eq!(counts(&database).await, [0; 7], "without the setting there is nothing");
    let set = |id: Uuid| format!("SET app.organization_id = '{id}'");
    database.batch_execute(&set(Uuid::from_u128(0xB0))).await.expect("it may be set");
    assert_eq!(counts(&database).await, [0; 7], "with another organization's there is nothing");
    let insert = format!("INSERT INTO sites (organization_id, id) VALUES ('{ORGANIZATION}', '{ORGANIZATION}')");
    let refused = database.batch_execute(&insert).await.expect_err("it is not its own");
    assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "nor can anything be put there");
    let altered = database.execute("UPDATE logs SET seq = 0", &[]).await.expect("it may be tried");
    assert_eq!(altered, 0, "nor altered");
    for forbidden in ["SELECT * FROM codes", "DELETE FROM changes", "SELECT * FROM changes_0", "DROP TABLE sites"] {
        let refused = database.batch_execute(forbidden).await.expect_err("it has no right to it");
        assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{forbidden}: the service may not");
    }
    database.batch_execute(&set(ORGANIZATION)).await.expect("it may be set");
    assert_eq!(counts(&database).await[4], 20, "with its own setting it is all there");
}

#[tokio::test]
async fn the_policies_are_forced_on_every_table() {
    let Some((server, _)) = enrolled().await else { return };
    let database = connect(&server.store.address()).await.expect("the database answers");
    let sql = "SELECT count(*), count(*) FILTER (WHERE NOT (relrowsecurity AND relforcerowsecurity))
               FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                   AND relname <> 'refinery_schema_history'";
    let row = database.query_one(sql, &[]).await.expect("the catalogue answers");
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (25, 0), "nine tables and the parts of one, all forced");
    assert_eq!(counts(&database).await[4], 0, "not even the owner of the tables sees a change");
}

#[tokio::test]
async fn a_server_that_knows_no_password_of_the_owner_serves_what_the_owner_migrated() {
    if !Postgres::is_there() {
        return;
    }
    let store = Postgres::fresh().await;
    let owner = store.address();
    let member = format!("member_{}", store.url("").rsplit('/').next().expect("a name"));
    // The owner's first migration of the cluster makes the service's role.
    drop(Postgres::fresh().await.open().await);
    let role = format!("CREATE ROLE {member} LOGIN IN ROLE healthsync_service");
    say(&store.url("owner"), &role).await.expect("the name is fresh");
    let member = store.url(&member);
    let empty = PostgresHub::open(&member, None).await;
    assert!(empty.is_err(), "who owns nothing cannot migrate");
    PostgresHub::open(&member, Some(&owner)).await.expect("the owner migrates").check().await.expect("it serves");
    let hub = PostgresHub::open(&member, None).await.expect("there is nothing left to migrate");
    hub.begin(ORGANIZATION).await.expect("it serves").found("Clinic").await.expect("it may write");
}

#[tokio::test]
async fn a_login_that_is_no_superuser_makes_the_services_role_and_works_as_it() {
    let Some(cluster) = started("") else { return };
    let all = cluster.url("owner", "postgres");
    say(&all, "CREATE ROLE hub LOGIN CREATEROLE").await.expect("the name is fresh");
    say(&all, "CREATE DATABASE hub OWNER hub").await.expect("the name is fresh");
    let url = cluster.url("hub", "hub");
    let hub = PostgresHub::open(&url, None).await.expect("it migrates, and may become the role that it made");
    hub.begin(ORGANIZATION).await.expect("it serves").found("Clinic").await.expect("it may write");
    say(&all, "REVOKE healthsync_service FROM hub").await.expect("it is a member no more");
    let refused = PostgresHub::open(&url, None).await.err().expect("it cannot work as the service");
    assert!(refused.to_string().contains("GRANT healthsync_service"), "it says what to do: {refused}");
}

#[tokio::test]
async fn a_role_that_could_see_past_the_policies_is_refused() {
    // Roles are the cluster's, and the others' is not to be altered.
    let Some(cluster) = started("") else { return };
    let url = cluster.url("owner", "postgres");
    drop(PostgresHub::open(&url, None).await.expect("a superuser may migrate: it works as the service's role"));
    say(&url, "ALTER ROLE healthsync_service BYPASSRLS").await.expect("it is altered");
    let refused = PostgresHub::open(&url, None).await.err().expect("it is refused");
    assert!(refused.to_string().contains("BYPASSRLS"), "the reason is said: {refused}");
    let keeper = format!("/proc/{}", cluster.keeper_id());
    drop(cluster);
    assert!(!Path::new(&keeper).exists(), "a cluster ends with whoever started it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_process_takes_another_hears_of() {
    let Some((server, mut one)) = enrolled().await else { return };
    let mut news = server.hub.news();
    let program = Program::start(&server.store);
    let mut two = Workstation::new(2, SITE);
    two.enrol(&program, &code(&server.store), None).await;
    two.write(Scope::Site(SITE), 1);
    two.sync(&program).await;
    let heard = tokio::time::timeout(AT_MOST, news.recv()).await.expect("it comes").expect("it is heard");
    assert_eq!(heard, ORGANIZATION, "it says whose news it is");
    one.sync(&server).await;
    assert_eq!(one.vector, two.vector, "the change was there when the news came");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_end_are_made_anew() {
    let Some((server, mut one)) = enrolled().await else { return };
    let mut news = server.hub.news();
    for _ in 0..3 {
        server.store.end_connections().await;
        one.write(Scope::Site(SITE), 1);
        one.sync(&server).await;
    }
    let heard = tokio::time::timeout(AT_MOST, news.recv()).await.expect("it comes").expect("it is heard");
    assert_eq!(heard, ORGANIZATION, "who listens is told of what may have come while the connection was away");
    assert_eq!(server.get("/ready").await.status, 200, "its database answers");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_only_asks_waits_for_no_writer() {
    let Some((server, mut one)) = enrolled().await else { return };
    let writer = server.hub.begin(ORGANIZATION).await.expect("the store answers");
    let asked = tokio::time::timeout(AT_MOST, one.sync(&server)).await;
    assert_eq!(asked.expect("nobody is in the way"), 1, "an idle check goes by a writer that is not done");
    drop(writer);
    one.write(Scope::Site(SITE), 1);
    one.sync(&server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_of_one_workstation_that_clash_are_done_again() {
    let Some((server, mut one)) = enrolled().await else { return };
    let mut two = Workstation::new(2, SITE);
    two.enrol(&server, &server.code("Clinic").await, None).await;
    let server = Arc::new(server);
    for _ in 0..5 {
        two.write(Scope::Site(SITE), 1);
        two.sync(&*server).await;
        let (body, token) = (one.request(), one.text("access_token"));
        let mut asked = vec![];
        for _ in 0..8 {
            let (server, body, token) = (server.clone(), body.clone(), token.clone());
            asked.push(tokio::spawn(async move { server.post("/sync/v1/exchange", Some(&token), &body).await.status }));
        }
        for answer in asked {
            assert_eq!(answer.await.expect("it is answered"), 200, "a clash is nobody's business outside");
        }
        one.sync(&*server).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_over_tls_tell_each_other_s_workstations() {
    if !Postgres::is_there() {
        return;
    }
    let store = Postgres::fresh().await;
    let programs = [(); 2].map(|()| Program::serving(&store, &["--self-signed"]));
    let pin = fingerprint_of(&self_signed_file(&store.files())).expect("it was made");
    let [here, there] = programs.each_ref().map(|program| Secure::new(program.address, pin));
    let [mut one, mut two] = [Workstation::new(1, SITE), Workstation::new(2, SITE)];
    one.enrol(&here, &code(&store), Some(ORGANIZATION)).await;
    two.enrol(&there, &code(&store), None).await;
    let mut socket = Socket::over_tls(programs[1].address, pin, &two).await;
    one.write(Scope::Site(SITE), 3);
    one.sync(&here).await;
    assert_eq!(socket.hear().await, Said::News, "what one server took the other tells");
    two.sync(&there).await;
    assert_eq!(two.vector, one.vector, "and hands out");
    let (organization, id) = (ORGANIZATION.to_string(), two.text("workstation_id"));
    said(command(&store).args(["revoke", "--organization", &organization, "--workstation", &id]));
    assert_eq!(socket.hear().await, Said::Closed(4001, "revoked".into()), "a third process revoked it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_one_server_gave_no_other_gives_again_after_a_restore() {
    if !Postgres::is_there() {
        return;
    }
    let server = Server::<Postgres>::start().await;
    Workstation::new(1, SITE).enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let older = server.store.back_up().await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let files = elsewhere.path().join("other");
    let other = PostgresHub::open_noting(&server.store.address(), None, &files).await.expect("another server");
    Workstation::new(2, SITE).enrol(&server, &server.code("Clinic").await, None).await;
    let heard = async {
        while std::fs::read_to_string(beside(&files, ".letters")).map_or(true, |note| !note.contains(" 2\n")) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(AT_MOST, heard).await.expect("every server notes what another gives");
    // The server that gave it is lost with its files, and the database is put back.
    drop(server.restart(async |store: &Postgres| store.put_back(&older).await).await);
    let mut ledger = other.begin(ORGANIZATION).await.expect("its connections are made anew");
    assert_eq!(ledger.take_series().await.expect("it answers"), 2, "the third letter is next");
}
