//! Who is let in, and who is not.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{Answer, SECRET, START_MS, Server};
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Fate, Workstation};
use healthsync_hub::http::MAX_BODY;
use healthsync_hub::hub::{Wish, revoke, series_code};
use healthsync_hub::tokens::{Bearer, Keys};
use healthsync_sync::{MAX_INFLATED, PROTOCOL, Scope};
use uuid::Uuid;

on_both_stores!(
    a_code_is_good_once,
    an_organization_is_founded_once,
    a_refresh_token_used_twice_ends_its_family,
    a_revoked_workstation_is_refused_at_its_next_request,
    who_has_no_good_token_is_not_listened_to,
    what_is_no_request_is_refused_with_its_reason,
);

async fn enrolled<S: Store>() -> (Server<S>, Workstation, String) {
    let server = Server::start().await;
    let mut one = Workstation::new(1, SITE);
    let code = server.code("Clinic").await;
    one.enrol(&server, &code, Some(ORGANIZATION)).await;
    (server, one, code)
}

async fn token(server: &Server<impl Store>, refresh_token: &str, nonce: &str) -> Answer {
    let asked = serde_json::json!({ "refresh_token": refresh_token, "nonce": nonce });
    server.post("/sync/v1/token", None, asked.to_string().as_bytes()).await
}

async fn a_code_is_good_once<S: Store>() {
    let (server, one, code) = enrolled::<S>().await;
    let thief = Workstation::new(9, SITE).ask_to_enrol(&server, &code, None).await;
    assert_eq!((thief.status, thief.code().as_str()), (403, "bad_code"), "a used code opens nothing");
    let again = one.ask_to_enrol(&server, &code, Some(ORGANIZATION)).await;
    assert_eq!(again.json()["workstation_id"], one.told["workstation_id"], "a lost answer is given again, not a place");
    let invented = one.ask_to_enrol(&server, "0000-0000-0000-0000", None).await;
    assert_eq!((invented.status, invented.code().as_str()), (403, "bad_code"), "an invented code opens nothing");
    let mut forged = one.enrolment(&server.code("Clinic").await, None);
    forged["signature"] = one.enrolment(&code, None)["signature"].clone();
    let forged = server.post("/sync/v1/enrol", None, forged.to_string().as_bytes()).await;
    assert_eq!((forged.status, forged.code().as_str()), (403, "bad_signature"), "the key has to sign this code");
}

async fn an_organization_is_founded_once<S: Store>() {
    let (server, ..) = enrolled::<S>().await;
    let taken = Workstation::new(2, SITE).ask_to_enrol(&server, &server.code("Thief").await, Some(ORGANIZATION)).await;
    assert_eq!((taken.status, taken.code().as_str()), (409, "organization_exists"), "an id belongs to one name");
    let nameless = Workstation::new(2, SITE).ask_to_enrol(&server, &server.code("New").await, None).await;
    assert_eq!((nameless.status, nameless.code().as_str()), (422, "organization_id_missing"), "a new one needs an id");
}

async fn a_refresh_token_used_twice_ends_its_family<S: Store>() {
    let (server, one, _) = enrolled::<S>().await;
    let first = one.text("refresh_token");
    let next = token(&server, &first, "nonce of the desk").await;
    assert_eq!(next.status, 200, "a refresh token is taken for the next");
    let again = token(&server, &first, "nonce of the desk").await;
    assert_eq!(again.json()["refresh_token"], next.json()["refresh_token"], "a lost answer is given again");
    let thief = token(&server, &first, "nonce of a thief").await;
    assert_eq!((thief.status, thief.code().as_str()), (401, "refresh_token_reused"), "a copy is noticed");
    let next = next.json()["refresh_token"].as_str().expect("a token").to_owned();
    let owner = token(&server, &next, "nonce of the desk").await;
    assert_eq!((owner.status, owner.code().as_str()), (401, "refresh_token_reused"), "nobody knows who the thief is");
    let altered = token(&server, &format!("BBBB{}", &first[4..]), "nonce of a thief").await;
    assert_eq!((altered.status, altered.code().as_str()), (401, "bad_refresh_token"), "only the server makes tokens");
}

async fn a_revoked_workstation_is_refused_at_its_next_request<S: Store>() {
    let (server, mut one, _) = enrolled::<S>().await;
    let mut carrier = Workstation::new(2, SITE);
    carrier.enrol(&server, &server.code("Clinic").await, None).await;
    one.write(Scope::Site(SITE), 5);
    one.sync(&server).await;
    revoke(&server.hub, ORGANIZATION, one.id("workstation_id"), Wish::Wipe, START_MS).await.expect("it is on the roll");
    one.write(Scope::Site(SITE), 5);
    let refused = one.round(&server, Fate::Well).await.expect_err("it is refused");
    assert_eq!((refused.status, refused.code().as_str()), (403, "revoked"), "its access token is good no longer");
    let refused = token(&server, &one.text("refresh_token"), "nonce of the desk").await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "revoked"), "nor is its refresh token");
    carrier.sync(&server).await;
    assert_eq!(carrier.vector.changes(), 5, "what it had sent before stands");
    // Whoever holds its key may enrol it anew, but not write on under it.
    let mut same_key = Workstation::new(1, SITE);
    same_key.enrol(&server, &server.code("Clinic").await, None).await;
    same_key.sync(&server).await;
    same_key.write(Scope::Site(SITE), 1);
    assert!(same_key.round(&server, Fate::Well).await.is_ok(), "the exchange itself is good");
    assert!(same_key.refusals[0].why.contains("may not write"), "a closed origin takes nothing more");
    assert_eq!(same_key.text("series_code"), "C", "its letter is never given again");
}

async fn who_has_no_good_token_is_not_listened_to<S: Store>() {
    let (server, mut one, _) = enrolled::<S>().await;
    let body = one.request();
    let keys = Keys::from_secret(&SECRET);
    let bearer = |organization_id| Bearer { organization_id, workstation_id: one.id("workstation_id") };
    let old = keys.access_token(bearer(ORGANIZATION), START_MS - 601_000).expect("a token");
    let foreign = keys.access_token(bearer(Uuid::from_u128(0xB0)), START_MS).expect("a token");
    let forged = Keys::from_secret(&[8; 32]).access_token(bearer(ORGANIZATION), START_MS).expect("a token");
    let cases = [
        (None, 401, "not_signed_in"),
        (Some(forged.as_str()), 401, "not_signed_in"),
        (Some(old.as_str()), 401, "token_expired"),
        (Some(foreign.as_str()), 403, "not_on_roll"),
    ];
    for (token, status, code) in cases {
        let answer = server.post("/sync/v1/exchange", token, &body).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "nothing is said to a stranger");
    }
}

async fn what_is_no_request_is_refused_with_its_reason<S: Store>() {
    let (server, mut one, _) = enrolled::<S>().await;
    let access = one.text("access_token");
    let good = one.request();
    let mut newer = good.clone();
    newer[4] = 99;
    let large = vec![0; MAX_BODY + 1];
    let bomb = bomb();
    let cases: [(&[u8], u16, &str); 5] = [
        (b"<html>sign in to the hotel</html>", 400, "not_ours"),
        (&good[..good.len() - 1], 400, "damaged"),
        (&newer, 426, "other_version"),
        (&large, 413, "body_too_large"),
        (&bomb, 413, "too_large"),
    ];
    for (body, status, code) in cases {
        let answer = server.post("/sync/v1/exchange", Some(&access), body).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "the reason is said");
    }
    assert_eq!(server.get("/health").await.status, 200, "it lives");
    assert_eq!(server.get("/ready").await.status, 200, "its database answers");
    assert_eq!(server.get("/elsewhere").await.code(), "not_found", "there is nothing else");
    assert_eq!(server.get("/sync/v1/exchange").await.code(), "bad_method", "a route knows its verb");
}

/// A small request that would inflate to more than the engine lets out.
fn bomb() -> Vec<u8> {
    let deflated = zstd::bulk::compress(&vec![0; MAX_INFLATED + 1], 3).expect("it shrinks");
    let head = [b"HSYN".as_slice(), &[PROTOCOL, 1, 1]].concat();
    let sum = blake3::hash(&[head.as_slice(), &deflated].concat());
    assert!(deflated.len() < MAX_BODY, "it would pass by its size");
    [head.as_slice(), &sum.as_bytes()[..8], &deflated].concat()
}

#[test]
fn letter_codes_are_never_given_twice() {
    let codes: Vec<String> = (0..9723).map(|nth| series_code(nth).expect("there is one")).collect();
    let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
    assert_eq!(distinct.len(), 9723, "each is its own");
    assert_eq!((codes[20].as_str(), codes[21].as_str(), codes[9722].as_str()), ("Z", "AA", "ZZZ"), "short ones first");
    assert!(series_code(9723).is_err(), "four letters are a workstation's own");
}
