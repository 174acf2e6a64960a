//! Small notes that servers over one database share: kept, replaced, forgotten in time, and each organization's alone.

use super::meeting::{ORGANIZATION, SITE};
use super::server::{START_MS, Server};
use super::stores::{Store, on_both_stores};
use super::workstation::Workstation;
use healthsync_hub::hub::{Hub, Transaction};
use uuid::Uuid;

on_both_stores!(a_note_is_kept_until_its_time_is_over_and_is_its_organizations_alone);

const SHELF: &str = "a shelf";

async fn a_note_is_kept_until_its_time_is_over_and_is_its_organizations_alone<S: Store>() {
    let server = Server::<S>::start().await;
    let (mut mine, mut theirs) = (Workstation::new(1, SITE), Workstation::new(2, SITE));
    let other = Uuid::from_u128(0xB0);
    mine.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    theirs.enrol(&server, &server.code("Neighbour").await, Some(other)).await;
    let mut ledger = server.hub.begin(ORGANIZATION).await.expect("the store answers");
    for (key, value) in [("one", b"first".to_vec()), ("one", b"second".to_vec()), ("two", b"third".to_vec())] {
        ledger.put_note(SHELF, key, value, START_MS + 1_000).await.expect("it is written");
    }
    ledger.put_note("another shelf", "one", vec![], START_MS + 5_000).await.expect("it is written");
    ledger.commit().await.expect("it is kept");
    let mut neighbour = server.hub.begin(other).await.expect("the store answers");
    assert_eq!(neighbour.note(SHELF, "one").await.expect("the store answers"), None, "nobody else sees it");
    neighbour.put_note(SHELF, "one", b"theirs".to_vec(), START_MS + 9_000).await.expect("it is written");
    neighbour.forget_notes(START_MS + 2_000).await.expect("what is over is forgotten");
    neighbour.commit().await.expect("it is kept");
    let mut ledger = server.hub.begin(ORGANIZATION).await.expect("the store answers");
    let held = ledger.notes(SHELF).await.expect("the store answers");
    let expected = vec![("one".to_owned(), b"second".to_vec()), ("two".to_owned(), b"third".to_vec())];
    assert_eq!(held, expected, "the latest of each key, and none of the neighbour's");
    ledger.forget_note(SHELF, "two").await.expect("one is forgotten");
    ledger.forget_notes(START_MS + 1_001).await.expect("what is over is forgotten");
    assert_eq!(ledger.notes(SHELF).await.expect("the store answers"), vec![], "its time is over");
    assert_eq!(
        ledger.note("another shelf", "one").await.expect("the store answers"),
        Some(vec![]),
        "that one's is not"
    );
}
