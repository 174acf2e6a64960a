//! Reports and papers of servers over one PostgreSQL: asked for at one, they are listed, followed and fetched at any
//! other, also when the first is gone; and what one that died had begun another makes.

use super::centre::{CLINIC, set_up, text};
use super::nodes::{Node, node, shared, soon};
use super::rolling::{Client, Program, found};
use super::stores::Store;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// The state of one's only paper or report as a server shows it, once it is made.
async fn made_at(at: &Node, list: &str, token: &str) -> Value {
    let began = Instant::now();
    loop {
        let listed = at.get(list, token).await;
        assert_eq!(listed.status, 200, "{list} is shown: {}", listed.body);
        let rows = listed.body.as_array().expect("a list");
        assert_eq!(rows.len(), 1, "it is listed as soon as it was asked for, wherever that was: {rows:?}");
        if rows[0]["state"] == "done" {
            return rows[0].clone();
        }
        assert!(began.elapsed() < PATIENCE, "it is made: {}", rows[0]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_for_at_one_server_is_fetched_at_another_also_when_the_first_is_gone() {
    let Some(store) = shared().await else { return };
    let url = store.address();
    let one = node(&url).await;
    one.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let two = node(&url).await;
    let admin = one.admin().await;
    let nurse = one.hire("nour", "nurse").await;
    let (patient, amina) = one.join_as_patient(&admin, "amina").await;
    let (_, zahra) = one.join_as_patient(&admin, "zahra").await;
    for token in [&amina, &zahra] {
        soon(async || two.get("/me/papers", token).await.status == 200).await;
    }
    soon(async || two.get("/profile", &nurse).await.status == 200).await;

    // The desk's report: asked for at one, followed and fetched at the other.
    let asked = one.post(&format!("/patients/{patient}/report"), &admin, json!({})).await;
    assert_eq!(asked.status, 201, "it is asked for: {}", asked.body);
    let report = made_at(&two, "/reports", &admin).await;
    assert_eq!(report["id"], asked.body["id"], "it is that one");
    assert!(report["bytes"].as_i64() > Some(1_000), "and its size is told: {report}");
    assert!(report["expires_at"].as_i64() > Some(two.now()), "and how long it is kept: {report}");
    let report_file = format!("/reports/{}/file", text(&report["id"]));
    assert_eq!(two.get(&report_file, &nurse).await.status, 404, "it is the asker's own, at every server");

    // A patient's paper: asked for at the other, fetched at the first, and nobody else's anywhere.
    let wish = json!({ "paper": "patient_report", "language": "ar" });
    let asked = two.post("/me/papers", &amina, wish.clone()).await;
    assert_eq!(asked.status, 201, "it is asked for: {}", asked.body);
    let paper = made_at(&one, "/me/papers/asked", &amina).await;
    assert_eq!(paper["id"], asked.body["id"], "it is that one");
    let path = format!("/me/papers/asked/{}", text(&paper["id"]));
    let file = one.get(&format!("{path}/file"), &amina).await;
    assert!(text(&file.body["pdf_base64"]).starts_with("JVBERi"), "it is a PDF: {}", file.body);
    for at in [&one, &two] {
        assert_eq!(at.get(&path, &zahra).await.status, 404, "another patient is told of none");
        assert_eq!(at.get(&format!("{path}/file"), &zahra).await.status, 404, "and given none");
    }
    check_that_it_is_sealed(&store.url("owner"), &[text(&report["id"]), text(&paper["id"])]).await;

    // The same paper, asked for anew at the first: the older one goes, at both.
    let again = one.post("/me/papers", &amina, wish).await;
    assert_eq!(again.status, 201, "it is asked for again: {}", again.body);
    let newer = made_at(&two, "/me/papers/asked", &amina).await;
    assert_eq!(newer["id"], again.body["id"], "one's own list has the newer");
    assert_eq!(one.get(&path, &amina).await.status, 404, "and nowhere the older");

    // The first is stopped, and its folder with all that it kept is gone.
    drop(one);
    for (path, token) in [(&report_file, &admin), (&format!("/me/papers/asked/{}/file", text(&newer["id"])), &amina)] {
        let file = two.get(path, token).await;
        assert!(text(&file.body["pdf_base64"]).starts_with("JVBERi"), "{path} is there: {}", file.body);
    }
    let removing = format!("/reports/{}", text(&report["id"]));
    assert_eq!(two.ask("DELETE", &removing, &admin, Value::Null, &[]).await.status, 200, "it can be removed");
    assert_eq!(two.get("/reports", &admin).await.body, json!([]), "and is gone then");
    check_that_it_is_sealed(&store.url("owner"), &[text(&newer["id"])]).await;
}

/// What whoever owns the database can see of it: the files of these reports and no other, none in the clear, and each for its time.
async fn check_that_it_is_sealed(url: &str, ids: &[String]) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it answers");
    tokio::spawn(async move { drop(connection.await) });
    let rows = client.query("SELECT shelf, key, value, until FROM notes", &[]).await.expect("the table is there");
    let mut files = HashSet::new();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970").as_millis();
    for row in rows {
        let (shelf, key, value): (String, String, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
        if !shelf.starts_with("report") {
            continue;
        }
        for clear in [b"%PDF".as_slice(), b"patient_report", b"amina"] {
            assert!(!value.windows(clear.len()).any(|part| part == clear), "what lies on '{shelf}' is sealed");
        }
        assert!(u128::try_from(row.get::<_, i64>(3)).expect("a time") > now, "what lies on '{shelf}' has its time");
        if shelf == "report files" {
            files.insert(key);
        }
    }
    assert_eq!(files, ids.iter().cloned().collect(), "a file lies there for each report that is wanted, and no other");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_that_died_had_begun_another_makes_and_tells_of_once() {
    let Some(store) = shared().await else { return };
    let url = store.address();
    let folder = TempDir::new().expect("a temporary folder");
    let files = [folder.path().join("one"), folder.path().join("two")];
    found(&url, [&files[0], &files[1]]);
    let one = Program::start(&url, &files[0], 0);
    let mut client = Client::of([one.port, one.port]);
    client.sign_in_as_a_nurse().await;
    let (_, told) = client.ask("POST", "/patients", &json!({ "given_name": "Amina" }), "amina", 0).await;
    let order = format!("/patients/{}/report", text(&told["patient"]["id"]));
    let mut asked = HashSet::new();
    for count in 0..6 {
        let (status, job) = client.ask("POST", &order, &json!({}), &format!("report {count}"), 0).await;
        assert_eq!(status, 201, "it is asked for: {job}");
        asked.insert(text(&job["id"]));
    }
    let states = async |client: &Client| -> Vec<String> {
        let (_, rows) = client.ask("GET", "/reports", &Value::Null, "", 0).await;
        rows.as_array().expect("a list").iter().map(|row| text(&row["state"])).collect()
    };
    soon(async || states(&client).await.iter().any(|state| state == "running")).await;
    // Killed, it has no time to say anything to anybody.
    drop(one);
    let two = Program::start(&url, &files[1], 0);
    client.ports = [two.port, two.port];
    let left = states(&client).await;
    assert_eq!(left.len(), asked.len(), "the other lists them all: {left:?}");
    assert!(left.iter().any(|state| state != "done"), "and not all were made: {left:?}");
    soon(async || states(&client).await.iter().all(|state| state == "done")).await;
    for id in &asked {
        let (status, file) = client.ask("GET", &format!("/reports/{id}/file"), &Value::Null, "", 0).await;
        assert_eq!(status, 200, "each can be fetched: {file}");
        assert!(text(&file["pdf_base64"]).starts_with("JVBERi"), "and is a PDF");
    }
    let (_, inbox) = client.ask("GET", "/messages?limit=100", &Value::Null, "", 0).await;
    let messages = inbox.as_array().expect("a list").iter().map(|row| &row["message"]);
    let of_reports = messages.filter(|message| message["kind"] == "report");
    let told: Vec<String> = of_reports.map(|message| text(&message["subject_id"])).collect();
    assert_eq!(told.len(), asked.len(), "who asked is told of each once: {inbox}");
    assert_eq!(told.into_iter().collect::<HashSet<_>>(), asked, "and of those");
}
