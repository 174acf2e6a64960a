//! How people come to an account, and how a sign-in ends.

use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use super::stores::{Store, on_both_stores};
use healthsync_clinic::accounts::Role;
use healthsync_hub::hub::Hub;
use healthsync_server::api::outbox::Letter;
use healthsync_server::api::{Limits, Settings};
use serde_json::{Value, json};
use std::time::Duration;

on_both_stores!(
    an_invitation_makes_one_account_of_its_role,
    a_new_password_ends_every_other_sign_in_and_so_does_an_administrator,
    who_forgot_a_password_gets_a_letter_with_a_code_that_is_good_once,
);

async fn is_in(centre: &Centre<impl Hub>, token: &str) -> bool {
    centre.get("/profile", token).await.status == 200
}

async fn an_invitation_makes_one_account_of_its_role<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let made = centre.post("/auth/invitations", &admin, json!({ "role": "nurse", "note": "Nadia" })).await;
    assert_eq!(made.status, 201, "it is made: {}", made.body);
    let listed = centre.get("/auth/invitations", &admin).await;
    assert_eq!(listed.body[0]["note"], "Nadia", "it is listed: {}", listed.body);
    assert!(listed.body[0].get("code").is_none(), "without its code");
    let person = |username: &str, password: &str| json!({ "code": made.body["code"], "name": "Nadia", "username": username, "password": password });
    let weak = centre.post("/auth/register", "", person("nadia", "short")).await;
    assert_eq!((weak.status, weak.body["field"].as_str()), (422, Some("password")), "{}", weak.body);
    let joined = centre.post("/auth/register", "", person("nadia", PASSWORD)).await;
    assert_eq!((joined.status, &joined.body["roles"]), (201, &json!(["nurse"])), "after a slip it is still good");
    let again = centre.post("/auth/register", "", person("nadir", PASSWORD)).await;
    assert_eq!(again.body["code"], "bad_invitation", "it is good once: {}", again.body);
    let nurse = text(&centre.sign_in("nadia", PASSWORD).await["access_token"]);
    assert_eq!(centre.get("/patients", &nurse).await.status, 200, "no first password has to be changed");
    assert_eq!(
        centre.post("/auth/invitations", &nurse, json!({ "role": "nurse" })).await.status,
        403,
        "not for nurses"
    );
    let other = centre.post("/auth/invitations", &admin, json!({ "role": "cashier" })).await;
    let path = format!("/auth/invitations/{}", text(&other.body["invitation"]["id"]));
    assert_eq!(centre.ask("DELETE", &path, &admin, Value::Null, &[]).await.status, 204, "it is withdrawn");
    let late = json!({ "code": other.body["code"], "name": "Cara", "username": "cara", "password": PASSWORD });
    assert_eq!(centre.post("/auth/register", "", late).await.body["code"], "bad_invitation", "and of no use");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_registers_without_an_invitation_unless_the_operator_says_so() {
    let person = json!({ "name": "Dalia", "username": "dalia", "password": PASSWORD });
    let closed = Centre::start().await;
    let refused = closed.post("/auth/register", "", person.clone()).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (403, Some("registration_closed")));
    let settings = Settings { open_registration: Some(Role::FrontDesk), ..Settings::default() };
    let open = Centre::with(settings).await;
    open.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let joined = open.post("/auth/register", "", person).await;
    assert_eq!((joined.status, &joined.body["roles"]), (201, &json!(["front_desk"])), "{}", joined.body);
    open.sign_in("dalia", PASSWORD).await;
}

async fn a_new_password_ends_every_other_sign_in_and_so_does_an_administrator<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let one = centre.join(&admin, CLINIC, "nadia", "nurse").await;
    let other = centre.sign_in("nadia", PASSWORD).await;
    let two = text(&other["access_token"]);
    assert!(is_in(&centre, &one).await && is_in(&centre, &two).await, "both are in");
    let change = json!({ "current": PASSWORD, "new": "another horse" });
    assert_eq!(centre.ask("PUT", "/profile/password", &one, change, &[]).await.status, 200, "it is changed");
    assert!(is_in(&centre, &one).await, "who changed it goes on");
    assert!(!is_in(&centre, &two).await, "the other is out");
    let renewed = centre.post("/auth/refresh", "", json!({ "refresh_token": other["refresh_token"] })).await;
    assert_eq!(renewed.status, 401, "and stays out");
    assert_eq!(centre.get("/auth/sessions", &one).await.body.as_array().map(Vec::len), Some(1), "one is listed");
    let id = text(&centre.get("/profile", &one).await.body["id"]);
    let first = json!({ "password": "first-password" });
    let reset = centre.ask("PUT", &format!("/accounts/{id}/password"), &admin, first, &[]).await;
    assert_eq!(reset.status, 200, "an administrator resets it: {}", reset.body);
    assert!(!is_in(&centre, &one).await, "everybody is out");
    let three = text(&centre.sign_in("nadia", "first-password").await["access_token"]);
    let disabled = centre.ask("DELETE", &format!("/accounts/{id}"), &admin, Value::Null, &[]).await;
    assert_eq!((disabled.status, &disabled.body["is_disabled"]), (200, &json!(true)), "{}", disabled.body);
    assert!(!is_in(&centre, &three).await, "at once");
}

async fn letters(centre: &Centre<impl Hub>) -> Vec<Letter> {
    let organization = centre.hub.organization_named("Kadugli").await.expect("the hub answers").expect("it is there");
    let letters = centre.api.letters(organization).await.expect("the hub answers");
    letters.into_iter().map(|(_, waiting)| waiting.letter).collect()
}

async fn who_forgot_a_password_gets_a_letter_with_a_code_that_is_good_once<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let account = json!({ "name": "Nadia", "username": "nadia", "roles": ["nurse"], "language": "ar",
        "password": "first-password", "email": "Nadia@Example.org" });
    assert_eq!(centre.post("/accounts", &admin, account).await.body["email"], "nadia@example.org", "it is kept");
    for name in ["nobody", "nobody@example.org", "halima"] {
        let asked = centre.post("/auth/forgot", "", json!({ "username": name })).await;
        assert_eq!((asked.status, asked.body), (202, Value::Null), "{name}: nothing is said");
    }
    let asked = centre.post("/auth/forgot", "", json!({ "username": "nadia@example.org" })).await;
    assert_eq!((asked.status, asked.body), (202, Value::Null), "the very same");
    let mut waiting = vec![];
    for _ in 0..200 {
        waiting = letters(&centre).await;
        if !waiting.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let [letter] = waiting.as_slice() else { panic!("one letter: {waiting:?}") };
    assert_eq!(letter.to, "nadia@example.org", "to her");
    assert!(letter.subject.contains("كلمة مرور"), "in her language: {}", letter.subject);
    let code = letter.text.lines().nth(2).expect("the code has a line of its own");
    let renew =
        async |password: &str| centre.post("/auth/reset", "", json!({ "code": code, "password": password })).await;
    assert_eq!(renew("short").await.body["code"], "password_too_short", "a slip costs nothing");
    assert_eq!(renew(PASSWORD).await.status, 204, "the new password is taken");
    assert_eq!(renew("yet another horse").await.body["code"], "bad_code", "once");
    centre.sign_in("nadia@example.org", PASSWORD).await;
    let nonsense = centre.post("/auth/reset", "", json!({ "code": "nonsense", "password": PASSWORD })).await;
    assert_eq!(nonsense.body["code"], "bad_code", "{}", nonsense.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_of_a_role_and_of_a_patients_registration_is_told() {
    let centre = Centre::with(Settings { limits: Limits::wide(), ..Settings::default() }).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let admin = centre.admin().await;
    let roles = centre.get("/roles", &admin).await;
    assert_eq!(roles.body.as_array().map(Vec::len), Some(Role::ALL.len()), "every role: {}", roles.body);
    let made = centre.post("/patients", &admin, json!({ "given_name": "Amina" })).await;
    let id = text(&made.body["patient"]["id"]);
    let change =
        json!({ "details": { "given_name": "Amina", "phone": "0912345678" }, "version": made.body["version"] });
    centre.ask("PUT", &format!("/patients/{id}"), &admin, change, &[]).await;
    let history = centre.get(&format!("/patients/{id}/history"), &admin).await;
    assert_eq!(history.body[0]["fields"], json!({ "phone": "0912345678" }), "the latest first: {}", history.body);
    assert_eq!(history.body[1]["action"], "created", "and how it began");
}
