//! Signing in, and the commands behind it.

use super::centre::{Centre, PASSWORD, text};
use super::stores::{Store, on_both_stores};
use healthsync_hub::hub::{Hub, Transaction};
use serde_json::json;

on_both_stores!(
    what_is_written_over_the_api_is_in_the_hubs_log_when_it_is_answered,
    a_record_that_changed_meanwhile_is_not_overwritten_unseen,
    a_request_that_is_sent_again_with_its_key_is_done_once,
    a_refresh_token_that_is_used_twice_ends_its_sign_in,
    who_signs_out_everywhere_is_out_everywhere,
    nobody_comes_in_without_a_good_token,
);

fn amina() -> serde_json::Value {
    json!({ "given_name": "Amina", "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" })
}

async fn what_is_written_over_the_api_is_in_the_hubs_log_when_it_is_answered<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let organization =
        centre.hub.organization_named("Kadugli").await.expect("the hub answers").expect("it was founded");
    let held = async || {
        let mut ledger = centre.hub.begin_reading(organization).await.expect("the hub answers");
        ledger.vector().await.expect("the hub answers").iter().map(|(_, tip)| tip.seq).sum::<u64>()
    };
    let before = held().await;
    let made = centre.post("/patients", &admin, amina()).await;
    assert_eq!(made.status, 201, "a patient is registered: {}", made.body);
    assert!(held().await > before, "and the hub holds it already");
    let id = text(&made.body["patient"]["id"]);
    let found = centre.get(&format!("/patients/{id}"), &admin).await;
    assert_eq!(found.body["patient"]["given_name"], "Amina", "it is read back");
    let vitals = json!({ "systolic_mmhg": 150, "diastolic_mmhg": 95 });
    let recorded = centre.post(&format!("/patients/{id}/vitals"), &admin, vitals).await;
    assert_eq!(recorded.status, 201, "vitals are recorded: {}", recorded.body);
    let listed = centre.get(&format!("/patients/{id}/vitals?limit=5"), &admin).await;
    assert_eq!(listed.body.as_array().map(Vec::len), Some(1), "and listed: {}", listed.body);
}

async fn a_record_that_changed_meanwhile_is_not_overwritten_unseen<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let made = centre.post("/patients", &admin, amina()).await;
    let path = format!("/patients/{}", text(&made.body["patient"]["id"]));
    let shown = centre.get(&path, &admin).await;
    let tag = shown.headers["etag"].to_str().expect("a tag").to_owned();
    let same = centre.ask("GET", &path, &admin, serde_json::Value::Null, &[("if-none-match", &tag)]).await;
    assert_eq!(same.status, 304, "what is known already is not sent again");
    let mut details = amina();
    details["phone"] = json!("0912345678");
    let changed = centre.ask("PUT", &path, &admin, json!({ "details": details }), &[("if-match", &tag)]).await;
    assert_eq!(changed.status, 200, "the tag says what was seen: {}", changed.body);
    assert_ne!(changed.headers["etag"].to_str().expect("a tag"), tag, "and the next one differs");
}

async fn a_request_that_is_sent_again_with_its_key_is_done_once<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let key = [("idempotency-key", "the very same")];
    let first = centre.ask("POST", "/patients", &admin, amina(), &key).await;
    let again = centre.ask("POST", "/patients", &admin, amina(), &key).await;
    assert_eq!((first.status, again.status), (201, 201), "both are answered: {}", again.body);
    assert_eq!(first.body["patient"]["id"], again.body["patient"]["id"], "with the same answer");
    let other = centre.ask("POST", "/patients", &admin, json!({ "given_name": "Other" }), &key).await;
    assert_eq!(other.body["code"], "idempotency_key_reused", "the key is for that request alone");
    let listed = centre.get("/patients?limit=10", &admin).await;
    assert_eq!(listed.body["rows"].as_array().map(Vec::len), Some(1), "there is one patient: {}", listed.body);
}

async fn a_refresh_token_that_is_used_twice_ends_its_sign_in<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let told = centre.sign_in("halima", PASSWORD).await;
    let first = json!({ "refresh_token": told["refresh_token"] });
    let renewed = centre.post("/auth/refresh", "", first.clone()).await;
    assert_eq!(renewed.status, 200, "it is renewed: {}", renewed.body);
    let access = text(&renewed.body["access_token"]);
    assert_eq!(centre.get("/profile", &access).await.status, 200, "the new token is good");
    let stolen = centre.post("/auth/refresh", "", first).await;
    assert_eq!(
        (stolen.status, stolen.body["code"].as_str()),
        (401, Some("refresh_token_reused")),
        "the old one is not"
    );
    assert_eq!(centre.get("/profile", &access).await.status, 401, "and whoever holds the new one is out too");
    let renewed = centre.post("/auth/refresh", "", json!({ "refresh_token": renewed.body["refresh_token"] })).await;
    assert_eq!(renewed.status, 401, "for good");
}

async fn who_signs_out_everywhere_is_out_everywhere<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let (one, two) = (centre.admin().await, centre.admin().await);
    let listed = centre.get("/auth/sessions", &one).await;
    assert_eq!(listed.body.as_array().map(Vec::len), Some(2), "both are listed: {}", listed.body);
    assert_eq!(centre.post("/auth/logout-everywhere", &one, json!({})).await.status, 204, "it is done");
    for token in [one, two] {
        assert_eq!(centre.get("/profile", &token).await.status, 401, "nobody is let in any more");
    }
}

async fn nobody_comes_in_without_a_good_token<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    for token in ["", "nonsense", "eyJhbGciOiJub25lIn0.e30."] {
        let refused = centre.get("/patients?limit=10", token).await;
        assert_eq!(
            (refused.status, refused.headers["content-type"].to_str().ok()),
            (401, Some("application/problem+json"))
        );
    }
    let wrong = centre.post("/auth/login", "", json!({ "username": "halima", "password": "wrong" })).await;
    assert_eq!((wrong.status, wrong.body["code"].as_str()), (401, Some("wrong_password")));
    let nurse = centre.hire("nurse", "nurse").await;
    let refused = centre.get("/accounts", &nurse).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (403, Some("not_allowed")), "roles hold here too");
    assert_eq!(centre.get("/nothing", &nurse).await.status, 404);
    assert_eq!(centre.post("/profile", &nurse, json!({})).await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_power_cut_took_from_the_servers_own_file_comes_back_from_the_log() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let before = tempfile::TempDir::new().expect("a temporary folder");
    let first = centre.post("/patients", &admin, amina()).await;
    assert_eq!(first.status, 201, "one is registered: {}", first.body);
    copy(&centre.folder().join("replicas"), &before.path().join("replicas"));
    let second = centre.post("/patients", &admin, json!({ "given_name": "Bakri", "sex": "male" })).await;
    assert_eq!(second.status, 201, "and another, of whom the file is about to know nothing: {}", second.body);
    copy(centre.folder(), before.path());

    let after = Centre::again(before).await;
    let admin = after.admin().await;
    let listed = after.get("/patients?limit=10", &admin).await;
    assert_eq!(listed.body["rows"].as_array().map(Vec::len), Some(2), "both are there: {}", listed.body);
    let third = after.post("/patients", &admin, json!({ "given_name": "Chol", "sex": "male" })).await;
    assert_eq!(third.status, 201, "and it goes on: {}", third.body);
    let again = after.post("/patients", &admin, json!({ "given_name": "Deng", "sex": "male" })).await;
    assert_eq!(again.status, 201, "and on: {}", again.body);
}

/// The files of a folder that are not there yet.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("it can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_file() && !target.exists() {
            std::fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}
