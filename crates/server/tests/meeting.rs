//! Workstations that meet through the hub, over links and stores that fail.

use super::server::Server;
use super::stores::{Store, on_both_stores};
use super::workstation::{Door, Fate, Workstation};
use healthsync_hub::hub::{Hub, Transaction};
use healthsync_sync::{Scope, Vector};
use uuid::Uuid;

pub const ORGANIZATION: Uuid = Uuid::from_u128(0xA0);
pub const SITE: Uuid = Uuid::from_u128(0xA1);

on_both_stores!(
    two_workstations_meet_through_the_hub,
    a_link_that_is_cut_loses_and_doubles_nothing,
    a_server_that_is_restarted_goes_on,
    a_server_that_was_set_back_is_noticed_and_given_again_what_it_lost,
    organizations_see_nothing_of_each_other,
    many_workstations_exchange_at_once,
);

/// A server and two workstations of one site, enrolled.
async fn two<S: Store>() -> (Server<S>, Workstation, Workstation) {
    let server = Server::<S>::start().await;
    let (mut one, mut two) = (Workstation::new(1, SITE), Workstation::new(2, SITE));
    one.enrol(&server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    two.enrol(&server, &server.code("Clinic").await, None).await;
    (server, one, two)
}

fn assert_same(one: &Workstation, two: &Workstation, why: &str) {
    let site = |of: &Workstation| of.vector.only(|log| !matches!(log.scope, Scope::Audit(_)));
    assert_eq!(site(one), site(two), "{why}");
}

async fn two_workstations_meet_through_the_hub<S: Store>() {
    let (server, mut one, mut two) = two::<S>().await;
    assert_eq!(one.id("organization_id"), ORGANIZATION, "a clinic that worked alone keeps its id");
    assert_eq!(two.id("organization_id"), ORGANIZATION, "a later workstation joins the organization of the code");
    assert_eq!((one.text("series_code"), two.text("series_code")), ("A".into(), "B".into()), "each has its own letter");
    one.write(Scope::Site(SITE), 700);
    one.write(Scope::Org, 3);
    one.write(Scope::Audit(SITE), 5);
    two.write(Scope::Site(SITE), 40);
    two.sync(&server).await;
    one.sync(&server).await;
    two.sync(&server).await;
    assert_same(&one, &two, "what one wrote the other has");
    assert_eq!(one.vector.changes(), 748, "everything of both, and the audit of the one");
    assert_eq!(two.vector.changes(), 743, "who read what is sent and never pulled");
    assert_eq!(two.sync(&server).await, 1, "an idle check is one round trip");
    two.write(Scope::Site(SITE), 1);
    assert_eq!(two.sync(&server).await, 1, "one change is one round trip");
}

async fn a_link_that_is_cut_loses_and_doubles_nothing<S: Store>() {
    let (server, mut one, mut two) = two::<S>().await;
    one.write(Scope::Site(SITE), 900);
    for fate in [Fate::CutRequest, Fate::Deaf, Fate::Twice, Fate::CutRequest, Fate::Well, Fate::Deaf] {
        assert!(one.round(&server, fate).await.is_ok(), "a cut is no refusal");
    }
    for _ in 0..20 {
        assert!(one.round(&server, Fate::HangUp).await.is_ok(), "nobody waits for an answer");
        assert!(one.round(&server, Fate::Well).await.is_ok(), "what was begun and not finished is undone");
    }
    one.sync(&server).await;
    two.sync(&server).await;
    assert_same(&one, &two, "a cut costs a round trip and nothing else");
    assert_eq!(two.ids().len(), 900, "nothing is lost and nothing doubled");
}

async fn a_server_that_is_restarted_goes_on<S: Store>() {
    let (server, mut one, mut two) = two::<S>().await;
    one.write(Scope::Site(SITE), 10);
    one.sync(&server).await;
    let server = server.restart(async |_| {}).await;
    one.write(Scope::Site(SITE), 10);
    assert_eq!(one.sync(&server).await, 1, "the vectors that hellos start from are in the store");
    two.sync(&server).await;
    assert_same(&one, &two, "the store holds everything");
}

async fn a_server_that_was_set_back_is_noticed_and_given_again_what_it_lost<S: Store>() {
    let (server, mut one, mut two) = two::<S>().await;
    one.write(Scope::Site(SITE), 20);
    one.sync(&server).await;
    let mut older = None;
    let server = server.restart(async |store: &S| older = Some(store.back_up().await)).await;
    one.write(Scope::Site(SITE), 300);
    one.sync(&server).await;
    let newer_token = refresh(&server, &one, "the nonce of the day after").await;
    let older = older.expect("it was backed up");
    let server = server.restart(async |store: &S| store.put_back(&older).await).await;
    one.write(Scope::Site(SITE), 1);
    assert!(one.round(&server, Fate::Well).await.is_ok(), "being set back is no error");
    assert_eq!(held(&server).await, 20, "nothing that builds on what was lost is taken");
    one.sync(&server).await;
    two.sync(&server).await;
    assert_same(&one, &two, "the server has again what it lost");
    assert_eq!(two.ids().len(), 321, "all of it, once");
    one.told["refresh_token"] = newer_token.into();
    refresh(&server, &one, "a token that the backup never saw").await;
}

/// How many changes the hub's store holds.
async fn held(server: &Server<impl Store>) -> u64 {
    let mut ledger = server.hub.begin(ORGANIZATION).await.expect("the store answers");
    ledger.vector().await.expect("the store answers").changes()
}

async fn refresh(server: &Server<impl Store>, one: &Workstation, nonce: &str) -> String {
    let asked = serde_json::json!({ "refresh_token": one.text("refresh_token"), "nonce": nonce });
    let answer = server.post("/sync/v1/token", None, asked.to_string().as_bytes()).await;
    assert_eq!(answer.status, 200, "a good refresh token is taken");
    answer.json()["refresh_token"].as_str().expect("the next one").to_owned()
}

async fn organizations_see_nothing_of_each_other<S: Store>() {
    let (server, mut one, _) = two::<S>().await;
    one.write(Scope::Site(SITE), 10);
    one.write(Scope::Org, 10);
    one.sync(&server).await;
    // It claims the other's site, and its key too.
    let mut stranger = Workstation::new(1, SITE);
    stranger.enrol(&server, &server.code("Another clinic").await, Some(Uuid::from_u128(0xB0))).await;
    stranger.sync(&server).await;
    assert_eq!(stranger.vector, Vector::default(), "the same names in another organization are other logs");
    stranger.write(Scope::Site(SITE), 3);
    stranger.sync(&server).await;
    assert_eq!(one.sync(&server).await, 1, "nothing of the stranger's came");
    assert_eq!(one.vector.changes(), 20, "nothing of the stranger's came");
    let elsewhere = Uuid::from_u128(0xB9);
    stranger.write(Scope::Site(elsewhere), 1);
    assert!(stranger.round(&server, Fate::Well).await.is_ok(), "one bad log stops nobody");
    assert!(stranger.refusals[0].why.contains("may not write"), "a site that is not its own takes nothing of it");
}

async fn many_workstations_exchange_at_once<S: Store>() {
    let server = std::sync::Arc::new(Server::<S>::start().await);
    let mut founder = Workstation::new(100, SITE);
    founder.enrol(&*server, &server.code("Clinic").await, Some(ORGANIZATION)).await;
    let mut tasks = vec![];
    for number in 1..=6 {
        let server = server.clone();
        tasks.push(tokio::spawn(async move {
            let mut one = Workstation::new(number, SITE);
            one.enrol(&*server, &server.code("Clinic").await, None).await;
            for _ in 0..8 {
                one.write(Scope::Site(SITE), 15);
                one.sync(&*server).await;
            }
            one
        }));
    }
    let mut letters = std::collections::BTreeSet::new();
    founder.sync(&*server).await;
    for task in tasks {
        let mut one = task.await.expect("it ends");
        letters.insert(one.text("series_code"));
        one.sync(&*server).await;
        founder.sync(&*server).await;
        assert!(one.ids().is_subset(&founder.ids()), "no reader skips what another wrote meanwhile");
    }
    assert_eq!(letters.len(), 6, "no letter is given twice, however many ask at once");
    assert_eq!(founder.ids().len(), 6 * 8 * 15, "nothing is lost and nothing doubled");
}
