//! Sites, letters and wishes: what enrolment and revocation write on the roll, and what a restored roll has forgotten.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{START_MS, Server};
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Fate, Workstation};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_hub::hub::{Wish, revoke};
use healthsync_hub::tls::beside;
use healthsync_sync::{Scope, is_wipe_signed};
use uuid::Uuid;

on_both_stores!(
    a_code_without_a_site_opens_no_site_that_is_there,
    who_is_revoked_is_asked_to_destroy_its_key_by_the_server_alone,
    a_workstation_that_a_restored_server_forgot_enrols_again_and_keeps_its_letter,
    letters_survive_even_where_the_note_of_them_is_lost,
    a_receipt_counts_the_letters_that_were_given_before_it,
    whose_records_belong_to_another_organization_is_not_taken_in,
);

async fn a_code_without_a_site_opens_no_site_that_is_there<S: Store>() {
    let server = Server::<S>::start().await;
    let open = async || server.code_for("Clinic", None).await;
    let mut founder = Workstation::new(1, SITE);
    founder.enrol(&server, &open().await, Some(ORGANIZATION)).await;
    let code = open().await;
    let curious = Workstation::new(2, SITE).ask_to_enrol(&server, &code, None).await;
    assert_eq!((curious.status, curious.code().as_str()), (403, "site_taken"), "nobody walks into another's clinic");
    let elsewhere = Uuid::from_u128(0xA2);
    let mut second = Workstation::new(2, elsewhere);
    second.enrol(&server, &code, None).await;
    assert_eq!(
        second.id("site_id"),
        elsewhere,
        "a clinic that worked alone brings its site, and the code is still good"
    );
    let third = Workstation::new(3, elsewhere);
    let code = server.code_for("Clinic", Some(SITE)).await;
    let refused = third.ask_to_enrol(&server, &code, None).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "other_site"), "its records stand in another site");
    let mut empty = Workstation::new(4, SITE);
    empty.enrol(&server, &code, None).await;
    assert_eq!(empty.id("site_id"), SITE, "and the code is still good for who has none there");
}

async fn who_is_revoked_is_asked_to_destroy_its_key_by_the_server_alone<S: Store>() {
    let server = Server::<S>::start().await;
    let [mut lost, mut leaving] = [Workstation::new(1, SITE), Workstation::new(2, SITE)];
    lost.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    leaving.enrol(&server, &server.code("Clinic").await, None).await;
    for (it, wish) in [(&lost, Wish::Wipe), (&leaving, Wish::KeepData)] {
        revoke(&server.hub, ORGANIZATION, it.id("workstation_id"), wish, START_MS).await.expect("it is enrolled");
    }
    let refused = lost.round(&server, Fate::Well).await.expect_err("it is refused");
    assert_eq!((refused.status, refused.code().as_str()), (403, "revoked"), "it is refused");
    assert_eq!(refused.json()["wipe"], true, "it is asked to destroy its key");
    let asked = serde_json::json!({ "refresh_token": lost.text("refresh_token"), "nonce": "nonce of the desk" });
    let at_token = server.post("/sync/v1/token", None, asked.to_string().as_bytes()).await;
    assert_eq!(at_token.json()["wipe_signature"], refused.json()["wipe_signature"], "wherever it asks");
    let bytes = |text: &serde_json::Value| STANDARD.decode(text.as_str().expect("it is told")).expect("base64");
    let key: [u8; 32] = bytes(&lost.told["wipe_key"]).try_into().expect("a key");
    let signature: [u8; 64] = bytes(&refused.json()["wipe_signature"]).try_into().expect("a signature");
    let [one, two] = [&lost, &leaving].map(|it| it.id("workstation_id"));
    assert!(is_wipe_signed(&key, ORGANIZATION, one, &signature), "it can check that the server asks");
    assert!(!is_wipe_signed(&key, ORGANIZATION, two, &signature), "and that it is asked, not another");
    let refused = leaving.round(&server, Fate::Well).await.expect_err("it is refused");
    assert_eq!(refused.json()["wipe"], false, "who leaves in peace keeps what it has");
    assert!(refused.json().get("wipe_signature").is_none(), "and nothing is signed that could be misused");
}

/// A server whose database was put back to before all workstations but the first enrolled.
async fn set_back<S: Store, const MANY: usize>(and: impl FnOnce(&S)) -> (Server<S>, Workstation, [Workstation; MANY]) {
    let server = Server::<S>::start().await;
    let mut one = Workstation::new(1, SITE);
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let mut older = None;
    let server = server.restart(async |store: &S| older = Some(store.back_up().await)).await;
    let mut forgotten = std::array::from_fn(|nth| Workstation::new(u8::try_from(nth).expect("few") + 2, SITE));
    for (it, letter) in forgotten.iter_mut().zip(["B", "C"]) {
        it.enrol(&server, &server.code("Clinic").await, None).await;
        assert_eq!(it.text("series_code"), letter, "letters are given in order");
        it.write(Scope::Site(SITE), 5);
        it.sync(&server).await;
        it.peer = Default::default();
    }
    let older = older.expect("a backup");
    let put_back = async |store: &S| {
        store.put_back(&older).await;
        and(store);
    };
    (server.restart(put_back).await, one, forgotten)
}

async fn a_workstation_that_a_restored_server_forgot_enrols_again_and_keeps_its_letter<S: Store>() {
    let (server, mut one, [mut two]) = set_back::<S, 1>(|_| {}).await;
    let refused = two.round(&server, Fate::Well).await.expect_err("nobody knows it");
    assert_eq!((refused.status, refused.code().as_str()), (403, "not_on_roll"), "it is told what to do");
    let asked = serde_json::json!({ "refresh_token": two.text("refresh_token"), "nonce": "nonce of the desk" });
    let refused = server.post("/sync/v1/token", None, asked.to_string().as_bytes()).await;
    assert_eq!(refused.code(), "not_on_roll", "wherever it asks");
    let mut new = Workstation::new(3, SITE);
    new.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(
        new.text("series_code"),
        "C",
        "a letter that was given before the server was set back is not given again"
    );
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "it has the server's receipt for its letter");
    two.sync(&server).await;
    one.sync(&server).await;
    assert_eq!(one.vector.changes(), 5, "what it wrote is there again");
}

fn lose_note(store: &impl Store) {
    std::fs::remove_file(beside(&store.files(), ".letters")).expect("there is a note");
}

async fn letters_survive_even_where_the_note_of_them_is_lost<S: Store>() {
    let (server, _, [mut two]) = set_back::<S, 1>(lose_note).await;
    let mut thief = Workstation::new(4, SITE);
    thief.told = two.told.clone();
    thief.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(thief.text("series_code"), "B", "without the note the next letter is the one that was forgotten");
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "C", "no letter is ever held by two");
    let (server, _, [mut two]) = set_back::<S, 1>(lose_note).await;
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "who comes first with a receipt keeps its letter");
    let mut new = Workstation::new(3, SITE);
    new.told = two.told.clone();
    new.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(new.text("series_code"), "C", "a letter that somebody holds is passed over, and a receipt is its key's");
}

async fn a_receipt_counts_the_letters_that_were_given_before_it<S: Store>() {
    let (server, one, [mut two, mut three]) = set_back::<S, 2>(lose_note).await;
    three.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(three.text("series_code"), "C", "it has the server's receipt for its letter");
    let mut new = Workstation::new(4, SITE);
    new.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(new.text("series_code"), "D", "where C was given, B was too, and somebody may write with it");
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "whoever that is comes back to it");
    let mut forger = Workstation::new(5, SITE);
    forger.told = serde_json::json!({ "series_code": "ZZZ", "series_receipt": one.text("series_receipt") });
    forger.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(forger.text("series_code"), "E", "without a good receipt nothing is counted");
}

async fn whose_records_belong_to_another_organization_is_not_taken_in<S: Store>() {
    let server = Server::<S>::start().await;
    let mut one = Workstation::new(1, SITE);
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let code = server.code("Clinic").await;
    let alone = Workstation::new(2, Uuid::from_u128(0xA2));
    let refused = alone.ask_to_enrol(&server, &code, Some(Uuid::from_u128(0xB0))).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "other_organization"), "they could never be exchanged");
    let sentence = refused.json()["detail"].as_str().expect("a sentence").to_owned();
    assert!(sentence.contains("records belong to"), "it says why: {sentence}");
    let mut two = Workstation::new(2, SITE);
    two.enrol(&server, &code, Some(ORGANIZATION)).await;
    assert_eq!(two.text("series_code"), "B", "the code is still good, also for who knows the organization already");
}
