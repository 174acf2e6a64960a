//! Sites, letters and wishes: what enrolment and revocation write on the roll, and what a restored roll has forgotten.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{START_MS, Server};
use super::workstation::{Door, Fate, Workstation};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use healthsync_server::hub::{Wish, revoke};
use healthsync_sync::{Scope, is_wipe_signed};
use std::path::Path;
use uuid::Uuid;

#[tokio::test]
async fn a_code_without_a_site_opens_no_site_that_is_there() {
    let server = Server::start().await;
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
    let mut third = Workstation::new(3, elsewhere);
    third.enrol(&server, &server.code_for("Clinic", Some(SITE)).await, None).await;
    assert_eq!(third.id("site_id"), SITE, "the operator's word comes before the workstation's");
}

#[tokio::test]
async fn who_is_revoked_is_asked_to_destroy_its_key_by_the_server_alone() {
    let server = Server::start().await;
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

/// A server whose database was put back to before the second workstation enrolled.
async fn set_back(and: impl FnOnce(&Path)) -> (Server, Workstation, Workstation) {
    let server = Server::start().await;
    let [mut one, mut two] = [Workstation::new(1, SITE), Workstation::new(2, SITE)];
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let mut older = vec![];
    let server = server.restart(|file| older = std::fs::read(file).expect("the file")).await;
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "letters are given in order");
    two.write(Scope::Site(SITE), 5);
    two.sync(&server).await;
    let server = server
        .restart(|file| {
            std::fs::write(file, &older).expect("the backup is put back");
            for end in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(file.with_file_name(format!("hub.db{end}")));
            }
            and(file);
        })
        .await;
    (server, one, two)
}

#[tokio::test]
async fn a_workstation_that_a_restored_server_forgot_enrols_again_and_keeps_its_letter() {
    let (server, mut one, mut two) = set_back(|_| {}).await;
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
    two.peer = Default::default();
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "it has the server's receipt for its letter");
    two.sync(&server).await;
    one.sync(&server).await;
    assert_eq!(one.vector.changes(), 5, "what it wrote is there again");
}

#[tokio::test]
async fn letters_survive_even_where_the_note_beside_the_file_is_lost() {
    let note = |file: &Path| std::fs::remove_file(file.with_file_name("hub.db.letters")).expect("there is a note");
    let (server, _, mut two) = set_back(note).await;
    let mut thief = Workstation::new(4, SITE);
    thief.told = two.told.clone();
    thief.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(thief.text("series_code"), "B", "without the note the next letter is the one that was forgotten");
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "C", "no letter is ever held by two");
    let (server, _, mut two) = set_back(note).await;
    two.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(two.text("series_code"), "B", "who comes first with a receipt keeps its letter");
    let mut new = Workstation::new(3, SITE);
    new.told = two.told.clone();
    new.enrol(&server, &server.code("Clinic").await, None).await;
    assert_eq!(new.text("series_code"), "C", "a letter that somebody holds is passed over, and a receipt is its key's");
}
