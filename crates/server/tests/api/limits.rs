//! Who comes too often, from where browsers may ask, and what every answer says of itself.

use super::centre::{CLINIC, Centre, PASSWORD, set_up};
use healthsync_hub::http::Rate;
use healthsync_server::api::{Limits, Settings, origin};
use serde_json::{Value, json};
use std::time::Duration;

async fn centre(settings: Settings) -> Centre {
    let centre = Centre::with(settings).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    centre
}

const fn few(burst: u32) -> Rate {
    Rate { burst, every: Duration::from_secs(3600) }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_too_often_waits_by_name_and_by_address() {
    let limits = Limits { sign_ins_of_name: few(3), sign_ins_of_address: few(5), ..Limits::wide() };
    let centre = centre(Settings { limits, ..Settings::default() }).await;
    let ask =
        async |name: &str| centre.post("/auth/login", "", json!({ "username": name, "password": PASSWORD })).await;
    for _ in 0..3 {
        assert_eq!(ask("halima").await.status, 200, "so often it goes");
    }
    let stopped = ask(" HALIMA").await;
    assert_eq!(
        (stopped.status, stopped.body["code"].as_str()),
        (429, Some("too_many_requests")),
        "however it is typed"
    );
    assert!(stopped.headers.contains_key("retry-after"), "and says for how long");
    assert_eq!(ask("nobody").await.status, 401, "another name may still be tried from here");
    assert_eq!(ask("nobody else").await.status, 429, "until the address came too often");
    assert_eq!(
        centre.post("/auth/reset", "", json!({ "code": "", "password": "" })).await.status,
        429,
        "for codes too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_asks_so_often_and_what_is_costly_less() {
    let limits = Limits { of_account: few(8), costly: few(2), ..Limits::wide() };
    let centre = centre(Settings { limits, ..Settings::default() }).await;
    let admin = centre.admin().await;
    let statuses = async |path: &str, times: usize| {
        let mut statuses = vec![];
        for _ in 0..times {
            statuses.push(centre.get(path, &admin).await.status);
        }
        statuses
    };
    assert_eq!(statuses("/audit/verify", 3).await, [200, 200, 429], "reading the whole log");
    assert_eq!(statuses("/profile", 6).await, [200, 200, 200, 200, 200, 429], "anything else, until it was too often");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_origins_ask_only_where_the_operator_allows_it() {
    let allowed = origin("https://Clinic.example").expect("an origin");
    let settings = Settings { allowed_origins: vec![allowed], is_tls: true, ..Settings::default() };
    let centre = centre(settings).await;
    let ask = async |origin: &str| {
        let headers = [("origin", origin), ("access-control-request-method", "PUT")];
        centre.ask("OPTIONS", "/profile", "", Value::Null, &headers).await
    };
    let asked = ask("https://clinic.example").await;
    assert_eq!(asked.headers["access-control-allow-origin"], "https://clinic.example", "it is allowed");
    assert!(!ask("https://evil.example").await.headers.contains_key("access-control-allow-origin"), "no other is");
    for bad in ["clinic.example", "https://*", "https://clinic.example/page", "null"] {
        assert!(origin(bad).is_err(), "'{bad}' is no origin");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_says_how_it_is_to_be_treated() {
    let centre = centre(Settings { is_tls: true, ..Settings::default() }).await;
    for path in ["/profile", "/nothing", "/openapi.json"] {
        let answer = centre.ask("GET", path, "", Value::Null, &[("x-request-id", "mine-1")]).await;
        let said = |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        assert_eq!(said("x-request-id"), "mine-1", "{path} names its request");
        assert_eq!(said("x-content-type-options"), "nosniff", "{path}");
        assert!(said("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(said("strict-transport-security").starts_with("max-age="), "{path} is for TLS only");
        assert_eq!(said("cache-control"), "no-store", "{path} is nobody's to keep");
    }
}
