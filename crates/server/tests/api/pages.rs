//! Long lists come a page at a time, each row once.

use super::centre::{Centre, text};
use super::stores::{Store, on_both_stores};
use healthsync_hub::hub::Hub;
use serde_json::{Value, json};

on_both_stores!(every_row_of_a_long_list_comes_once);

/// All rows behind a path, page by page, and how many pages there were.
async fn all(centre: &Centre<impl Hub>, token: &str, path: &str, rows: &str) -> (Vec<Value>, usize) {
    let (mut found, mut pages, mut next) = (vec![], 0, Some(path.to_owned()));
    while let Some(path) = next {
        let answer = centre.get(&path, token).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        found.extend(answer.body.pointer(rows).and_then(Value::as_array).expect("rows").clone());
        pages += 1;
        next = answer.headers.get("link").map(|link| {
            let link = link.to_str().expect("a text");
            let address = link.strip_prefix("</api/v1").and_then(|rest| rest.strip_suffix(">; rel=\"next\""));
            address.unwrap_or_else(|| panic!("{link} is a link to the next page")).to_owned()
        });
    }
    (found, pages)
}

fn distinct(rows: &[Value], id: &str) -> usize {
    let ids: std::collections::BTreeSet<String> =
        rows.iter().map(|row| row.pointer(id).expect("a row says which it is").to_string()).collect();
    ids.len()
}

async fn every_row_of_a_long_list_comes_once<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let mut id = String::new();
    for number in 0..5 {
        let made = centre.post("/patients", &admin, json!({ "given_name": format!("Amina {number}") })).await;
        id = text(&made.body["patient"]["id"]);
    }
    for number in 0..5 {
        // Two at the same instant: the page's end may lie between them.
        let vitals = json!({ "heart_rate_bpm": 150 + number, "effective_at": 1_760_000_000_000_i64 + number / 2, "is_confirmed": true });
        let made = centre.post(&format!("/patients/{id}/vitals"), &admin, vitals).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let charge = json!({ "description": "Visit", "quantity": 1, "unit_price_minor": 1000 });
        centre.post(&format!("/patients/{id}/charges"), &admin, charge).await;
    }
    for (path, rows, id, count) in [
        ("/patients?limit=2".to_owned(), "/rows", "/id", 5),
        (format!("/patients/{id}/vitals?limit=2"), "", "/vitals/id", 5),
        (format!("/patients/{id}/history?limit=1"), "", "/entry", 1),
    ] {
        let (found, pages) = all(&centre, &admin, &path, rows).await;
        assert_eq!((found.len(), distinct(&found, id)), (count, count), "{path}");
        assert!(pages <= count / 2 + 1, "{path} took {pages} pages");
    }
    let (entries, pages) = all(&centre, &admin, "/audit?limit=3", "").await;
    assert_eq!(distinct(&entries, "/entry"), entries.len(), "no entry of the audit comes twice");
    assert!(pages > 3, "and they come in pages");
    let whole = centre.get("/alerts", &admin).await;
    let (alerts, _) = all(&centre, &admin, "/alerts?limit=1", "").await;
    assert_eq!(whole.body, Value::Array(alerts), "what the API cuts itself is the same list");
    let gone = centre.get("/accounts?after=nobody&limit=5", &admin).await;
    assert_eq!(gone.body, json!([]), "after a row that is gone comes nothing");
    assert_eq!(centre.get("/accounts?limit=0", &admin).await.status, 400, "a page has a row");
}
