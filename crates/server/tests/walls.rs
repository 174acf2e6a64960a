//! Whoever holds a good token of one organization learns nothing of another with it.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{SECRET, START_MS, Server};
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Workstation};
use healthsync_hub::HubError;
use healthsync_hub::hub::{Hub, Transaction, Wish, revoke};
use healthsync_hub::tokens::{Bearer, Keys, RefreshToken};
use healthsync_sync::{Needs, Scope, Vector};
use uuid::Uuid;

on_both_stores!(
    a_token_opens_nothing_of_another_organization,
    a_transaction_sees_nothing_of_another_organization,
    an_operator_names_the_organization_too,
);

const OTHER: Uuid = Uuid::from_u128(0xB0);

/// Two organizations, a workstation in each, and something written in the second.
async fn neighbours<S: Store>() -> (Server<S>, Workstation, Workstation) {
    let server = Server::<S>::start().await;
    let (mut mine, mut theirs) = (Workstation::new(1, SITE), Workstation::new(2, SITE));
    mine.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    theirs.enrol(&server, &server.code("Neighbour").await, Some(OTHER)).await;
    theirs.write(Scope::Site(SITE), 10);
    theirs.sync(&server).await;
    (server, mine, theirs)
}

async fn a_token_opens_nothing_of_another_organization<S: Store>() {
    let (server, mut mine, theirs) = neighbours::<S>().await;
    let keys = Keys::from_secret(&SECRET);
    let body = mine.request();
    // The server itself would sign none of these; the walls stand behind its signature too.
    let crossed = [
        Bearer { organization_id: ORGANIZATION, workstation_id: theirs.id("workstation_id") },
        Bearer { organization_id: OTHER, workstation_id: mine.id("workstation_id") },
    ];
    for bearer in crossed {
        let token = keys.access_token(bearer, START_MS).expect("a token");
        let answer = server.post("/sync/v1/exchange", Some(&token), &body).await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "not_on_roll"), "no exchange across the wall");
        let refresh = keys.write(&RefreshToken { bearer, generation: 1, seed: [0; 16] });
        let asked = serde_json::json!({ "refresh_token": refresh, "nonce": "the nonce of a thief" });
        let answer = server.post("/sync/v1/token", Some(&token), asked.to_string().as_bytes()).await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "not_on_roll"), "no token across the wall");
    }
    let token = mine.text("access_token");
    let used = mine.enrolment(&server.code("Clinic").await, Some(OTHER)).to_string();
    let answer = server.post("/sync/v1/enrol", Some(&token), used.as_bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (409, "other_organization"), "a code opens one organization");
    let id = theirs.text("workstation_id");
    for path in [format!("/sync/v1/workstations/{id}"), format!("/sync/v1/organizations/{OTHER}"), format!("/{id}")] {
        let answer = server.post(&path, Some(&token), b"").await;
        assert_eq!(answer.status, 404, "there is no other door");
    }
    mine.sync(&server).await;
    assert_eq!(mine.vector, Vector::default(), "nothing of the neighbour's came");
}

async fn a_transaction_sees_nothing_of_another_organization<S: Store>() {
    let (server, _, theirs) = neighbours::<S>().await;
    let ids: Vec<_> = theirs.ids().into_iter().collect();
    let places: Vec<_> = theirs.vector.iter().map(|(log, tip)| log.at(tip.seq)).collect();
    for organization in [ORGANIZATION, Uuid::from_u128(0xC0)] {
        let mut ledger = server.hub.begin(organization).await.expect("the store answers");
        let found = ledger.workstation(theirs.id("workstation_id")).await.expect("the store answers");
        assert_eq!(found, None, "a workstation is of its organization alone");
        assert_eq!(ledger.vector().await.expect("the store answers"), Vector::default(), "and so are logs");
        let needs = Needs { places: places.clone(), ids: ids.clone() };
        let known = ledger.look_up(needs).await.expect("the store answers");
        assert!(known.places.is_empty() && known.clocks.is_empty(), "nor is a change found by its place or its id");
    }
}

async fn an_operator_names_the_organization_too<S: Store>() {
    let (server, mine, mut theirs) = neighbours::<S>().await;
    let crossed = revoke(&server.hub, ORGANIZATION, theirs.id("workstation_id"), Wish::Wipe, START_MS).await;
    assert!(matches!(crossed, Err(HubError::NotFound(_))), "a workstation is revoked in its own organization only");
    theirs.sync(&server).await;
    let crossed = revoke(&server.hub, OTHER, mine.id("workstation_id"), Wish::Wipe, START_MS).await;
    assert!(matches!(crossed, Err(HubError::NotFound(_))), "nor the other way round");
}
