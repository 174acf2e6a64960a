//! What an administrator finds of the server itself: over HTTP, and in the page of a real Chromium.

use super::browser::{Browser, Look};
use super::centre::{CLINIC, Centre, PASSWORD, set_up, text};
use super::stores::{Store, on_both_stores};
use healthsync_hub::hub::{self, Enrolment, Hub, NewCode};
use healthsync_hub::tokens::{Bearer, Keys};
use healthsync_server::api::outbox::{Letter, Way, put};
use healthsync_server::api::{Limits, Settings, WaysOut};
use healthsync_sync::{Hello, OriginKey, Request, Vector};
use serde_json::{Value, json};
use std::path::Path;
use uuid::Uuid;

on_both_stores!(an_administrator_sees_when_each_workstation_was_heard_and_takes_one_off);

const SECRET: [u8; 32] = [9; 32];

impl<H: Hub> Centre<H> {
    async fn organization(&self) -> Uuid {
        self.hub.organization_named("Kadugli").await.expect("the hub answers").expect("it is there")
    }

    /// A computer that enrols, as a workstation of the first site.
    async fn enrol(&self, name: &str) -> Uuid {
        let (organization_id, now, outside) = (self.organization().await, self.now(), self.api.outside());
        let admin = self.admin().await;
        let site = self.get("/sites", &admin).await.body[0]["id"].clone();
        let site_id = Some(text(&site).parse().expect("an id"));
        let new = NewCode { organization_name: "Kadugli".into(), site_id, expires_at_ms: now + 60_000 };
        let code = hub::new_code(&*self.hub, new, outside.bytes()).await.expect("a code");
        let key = OriginKey::from_secret(&outside.bytes());
        let asked = Enrolment {
            public_key: key.public_key(),
            signature: key.sign_enrolment(&code),
            code,
            name: name.into(),
            organization_id: Some(organization_id),
            site_id,
            series: None,
        };
        let keys = Keys::from_secret(&SECRET);
        let told = hub::enrol(&*self.hub, &keys, asked, now, outside.bytes()).await.expect("it enrols");
        told.workstation.id
    }

    /// A workstation exchanges as its program does. Returns the status.
    async fn exchange(&self, workstation_id: Uuid, program: &str) -> u16 {
        let bearer = Bearer { organization_id: self.organization().await, workstation_id };
        let token = Keys::from_secret(&SECRET).access_token(bearer, self.now()).expect("a token");
        let nowhere = Vector::default();
        let hello = Hello::new(&nowhere, &nowhere, 0, self.now());
        let request = Request { hello, push: vec![], probes: vec![], pull_bytes: 0, assumes: nowhere.hash() };
        let sent = reqwest::Client::new()
            .post(format!("http://{}/sync/v1/exchange", self.address))
            .bearer_auth(token)
            .header("content-type", "application/x-healthsync")
            .header("user-agent", program)
            .body(request.to_bytes())
            .send();
        sent.await.expect("the server answers").status().as_u16()
    }

    /// What the audit knows of workstations that were taken off.
    async fn revocations(&self, admin: &str) -> Vec<Value> {
        let entries = self.get("/audit?kind=access", admin).await.body;
        let entries = entries.as_array().expect("a list").iter();
        let is_one = |one: &&Value| one["action"].as_str().is_some_and(|action| action.contains("revoked"));
        entries.filter(is_one).cloned().collect()
    }

    /// The note is taken down once, however often the server looks.
    async fn revoked_again_is_noted_once(&self, admin: &str) {
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
        assert_eq!(self.revocations(admin).await.len(), 1, "it is in the audit once");
    }

    /// A letter that waits.
    async fn write_letter(&self, way: Way, to: &str) {
        let letter = Letter { way, to: to.into(), subject: "Word".into(), text: "A secret word".into() };
        let mut ledger = self.hub.begin(self.organization().await).await.expect("it answers");
        put(&mut ledger, self.api.keys(), self.api.outside(), &letter).await.expect("it is written");
        healthsync_hub::hub::Transaction::commit(ledger).await.expect("it is kept");
    }
}

async fn an_administrator_sees_when_each_workstation_was_heard_and_takes_one_off<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let desk = centre.enrol("Front desk").await;
    let of_desk = async || {
        let all = centre.get("/centre/workstations", &admin).await.body;
        all.as_array().expect("a list").iter().find(|one| one["id"] == json!(desk)).cloned().expect("it is listed")
    };
    let before = of_desk().await;
    assert_eq!((&before["last_contact_at"], &before["version"]), (&Value::Null, &Value::Null), "never heard: {before}");
    assert!(before["waiting"].as_u64().is_some_and(|count| count > 0), "all of the clinic waits for it: {before}");
    assert_eq!(before["site"], CLINIC, "its site is named");
    assert_eq!(centre.exchange(desk, "HealthSync/9.8.7").await, 200, "it may exchange");
    let heard = of_desk().await;
    assert!(heard["last_contact_at"].as_i64().is_some_and(|at| at <= centre.now()), "it was heard: {heard}");
    assert_eq!((&heard["version"], &heard["state"]), (&json!("9.8.7"), &json!("enrolled")), "{heard}");
    let own = centre.get("/centre/workstations", &admin).await.body;
    let own =
        own.as_array().expect("a list").iter().find(|one| one["state"] == "server").cloned().expect("its own copy");
    let path = |id: &Value| format!("/centre/workstations/{}", text(id));
    let refused = centre.ask("DELETE", &path(&own["id"]), &admin, Value::Null, &[]).await;
    assert_eq!(refused.body["code"], "this_server", "the server does not saw off its own branch");
    let unclear = format!("/centre/workstations/{desk}?keep_data=perhaps");
    let wrong = centre.ask("DELETE", &unclear, &admin, Value::Null, &[]).await;
    assert_eq!(wrong.status, 400, "what is meant must be clear");
    assert_eq!(centre.exchange(desk, "HealthSync/9.8.7").await, 200, "nothing was done yet");
    let nothing = centre.revocations(&admin).await;
    assert_eq!(nothing, Vec::<Value>::new(), "and nothing is noted");
    let path = format!("/centre/workstations/{desk}?reason=Left%20in%20a%20taxi");
    let revoked = centre.ask("DELETE", &path, &admin, Value::Null, &[]).await;
    assert_eq!(revoked.status, 204, "it is taken off: {}", revoked.body);
    assert_eq!(centre.exchange(desk, "HealthSync/9.8.7").await, 403, "nobody listens to it");
    assert_eq!(of_desk().await["state"], "revoked", "and it is shown as such");
    let letters = text(&of_desk().await["series_code"]);
    let noted = centre.revocations(&admin).await;
    let [entry] = &noted[..] else { panic!("it is in the audit once: {noted:?}") };
    assert_eq!(
        (&entry["action"], &entry["account"], &entry["fields"]["detail"]),
        (
            &json!("workstation_revoked"),
            &json!("Halima Osman"),
            &json!(format!("Front desk ({letters}): Left in a taxi"))
        ),
        "who, which and why: {entry}"
    );
    assert!(entry["at"].as_i64().is_some_and(|at| at <= centre.now()), "and when: {entry}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_operator_revokes_at_the_server_is_in_the_audit_too() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let desk = centre.enrol("Front desk").await;
    let organization = centre.organization().await;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_healthsync-server"));
    command.arg("--database").arg(centre.folder().join("hub.db")).arg("revoke");
    command.args(["--organization", &organization.to_string(), "--workstation", &desk.to_string()]);
    command.args(["--keep-data", "--reason", "Sold"]);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "it is done: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(centre.exchange(desk, "HealthSync/9.8.7").await, 403, "nobody listens to it");
    let start = std::time::Instant::now();
    let entry = loop {
        if let Some(entry) = centre.revocations(&admin).await.pop() {
            break entry;
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "the server takes it into the audit");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    };
    assert_eq!(
        (&entry["action"], &entry["account"]),
        (&json!("revoked_at_server"), &Value::Null),
        "by the operator, who has no account: {entry}"
    );
    let detail = text(&entry["fields"]["detail"]);
    assert!(detail.starts_with("Front desk (") && detail.ends_with("): keeps its data; Sold"), "which, why: {detail}");
    centre.revoked_again_is_noted_once(&admin).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_health_and_who_was_stopped_are_told_to_administrators() {
    let limits = Limits {
        sign_ins_of_name: healthsync_hub::http::Rate { burst: 6, every: std::time::Duration::from_secs(600) },
        ..Limits::wide()
    };
    let centre = Centre::with(Settings { limits, ..Settings::default() }).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let admin = centre.admin().await;
    centre.write_letter(Way::Email, "amina@example.org").await;
    let health = centre.get("/centre/health", &admin).await.body;
    assert_eq!((&health["is_ready"], &health["mqtt"]["state"]), (&json!(true), &json!("off")), "{health}");
    assert!(health["database_ms"].is_u64(), "its database answers: {health}");
    assert_eq!(health["outbox"]["waiting"], 1, "one letter waits: {health}");
    assert_eq!(health["outbox"]["sends_email"], false, "and nobody can send it: {health}");
    assert_eq!(health["replicas"][0]["name"], CLINIC, "{health}");
    for _ in 0..8 {
        centre.post("/auth/login", "", json!({ "username": "halima", "password": "a guess" })).await;
    }
    let told = centre.get("/centre/limits", &admin).await.body;
    let of_name = told["limits"].as_array().expect("rates").iter().find(|one| one["limit"] == "sign_ins_of_name");
    assert!(of_name.is_some_and(|one| one["burst"] == 6 && one["refused"].as_u64() >= Some(1)), "{told}");
    assert_eq!(told["refusals"][0]["whom"], "halima", "whose name it was: {told}");
    let nobody = told["refusals"].as_array().expect("a list").iter().any(|one| one["limit"] == "sign_ins_of_address");
    assert!(!nobody, "this server serves more than one organization, so addresses are not told: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_goes_by_email_where_the_server_sends_any() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let asked = json!({ "role": "nurse", "email": "nadia@example.org" });
    let refused = centre.post("/auth/invitations", &admin, asked.clone()).await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("no_email")), "{}", refused.body);
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    // Nobody listens there: the letter waits.
    let ways_out =
        WaysOut::default().with_email("smtp://127.0.0.1:9", "Clinic <clinic@example.org>").expect("a way out");
    let centre = Centre::with(Settings { ways_out, limits: Limits::wide(), ..Settings::default() }).await;
    centre.api.found("Kadugli", set_up(CLINIC, "kdg", "halima")).await.expect("a clinic is founded");
    let admin = centre.admin().await;
    let open = json!({ "address": "https://clinic.example.org", "is_registration_open": false, "version": 0 });
    centre.ask("PUT", "/portal/settings", &admin, open, &[]).await;
    let made = centre.post("/auth/invitations", &admin, asked).await;
    assert_eq!((made.status, &made.body["is_sent"]), (201, &json!(true)), "{}", made.body);
    let code = text(&made.body["code"]);
    assert_eq!(made.body["address"], format!("https://clinic.example.org/admin/#/join/{code}"), "where it is accepted");
    let letters = centre.api.letters(centre.organization().await).await.expect("it answers");
    let letter = &letters[0].1.letter;
    assert_eq!(letter.to, "nadia@example.org", "it goes to her");
    assert!(letter.text.contains(&code) && letter.text.contains(CLINIC), "it says where and how: {}", letter.text);
    let wrong = centre.post("/auth/invitations", &admin, json!({ "role": "nurse", "email": "nadia <x>@y.z" })).await;
    assert_eq!(wrong.body["code"], "bad_email", "what is no address is refused: {}", wrong.body);
}

/// Whether the page was built before the server was; it must be where `HEALTHSYNC_REQUIRE_BROWSER` says so.
async fn has_page(centre: &Centre<impl Hub>) -> bool {
    let page = reqwest::get(format!("http://{}/admin/", centre.address)).await.expect("it answers");
    let has_page = page.status() == 200;
    let must = std::env::var_os("HEALTHSYNC_REQUIRE_BROWSER").is_some();
    assert!(has_page || !must, "the server was built without the page: run `npm run build` in the folder ui first");
    has_page
}

async fn sign_in(browser: &Browser, centre: &Centre<impl Hub>, username: &str) {
    browser.go(&format!("http://{}/admin/", centre.address)).await;
    browser.fill("username", username).await;
    browser.fill("password", PASSWORD).await;
    browser.run("document.querySelector('form').requestSubmit()").await;
}

/// The row or the card that says these words, as if it were clicked.
async fn open_row(browser: &Browser, words: &str) {
    browser.says(words).await;
    let script = format!(
        "const row = [...document.querySelectorAll('tbody tr')].find(one => one.textContent.includes({words:?}));
         row?.click(); return Boolean(row);"
    );
    assert_eq!(browser.run(&script).await, true, "{words} is a row");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_works_in_the_browser_and_nobody_else_gets_in() {
    let centre = Centre::start().await;
    if !has_page(&centre).await {
        return;
    }
    let look = Look { width: 1280, height: 720, language: "en", is_dark: false };
    let Some(browser) = Browser::open(&look).await else { return };
    let admin = centre.admin().await;
    centre.hire("nora", "nurse").await;
    let desk = centre.enrol("Front desk").await;
    assert_eq!(centre.exchange(desk, "HealthSync/0.1.0").await, 200, "it was heard");
    centre.write_letter(Way::Sms, "+249912345678").await;

    sign_in(&browser, &centre, "nora").await;
    browser.says("This page is for administrators").await;
    sign_in(&browser, &centre, "halima").await;
    browser.says("Version").await;
    browser.says("Answers").await;
    browser.says("1 waiting").await;
    let kept = browser
        .run("return JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie")
        .await;
    assert!(!text(&kept).contains("eyJ"), "no token is kept in the browser: {kept}");

    browser.press("Workstations").await;
    open_row(&browser, "Front desk").await;
    browser.press("Revoke this workstation").await;
    browser.says("This cannot be taken back.").await;
    browser.fill("reason", "Left in a taxi").await;
    assert_eq!(centre.exchange(desk, "HealthSync/0.1.0").await, 200, "asked only: nothing was done");
    browser.press("Revoke for good").await;
    browser.says("Front desk was revoked").await;
    assert_eq!(centre.exchange(desk, "HealthSync/0.1.0").await, 403, "now it is off");

    let noted = centre.revocations(&admin).await;
    assert!(noted[0]["fields"]["detail"].to_string().contains("Left in a taxi"), "with the reason: {noted:?}");

    browser.press("Accounts").await;
    open_row(&browser, "nora").await;
    browser.run("document.querySelector('[name=is_disabled]').click()").await;
    browser.run("document.querySelector('aside form').requestSubmit()").await;
    let is_out = async || {
        let all = centre.get("/accounts", &admin).await.body;
        all.as_array().expect("a list").iter().any(|one| one["username"] == "nora" && one["is_disabled"] == true)
    };
    let start = std::time::Instant::now();
    while !is_out().await {
        assert!(
            start.elapsed().as_secs() < 20,
            "she may not sign in any more; the page says: {}",
            browser.text().await
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }

    browser.press("Letters").await;
    open_row(&browser, "…5678").await;
    browser.press("Give up").await;
    browser.press("Give up for good").await;
    browser.says("No letters").await;
    assert_eq!(centre.get("/outbox", &admin).await.body, json!([]), "nothing waits");

    browser.press("Rates").await;
    browser.says("Nobody was stopped").await;
    browser.press("Organization").await;
    browser.says("Sites of the organization").await;
    browser.press("Audit").await;
    browser.says("Halima Osman").await;
    browser.press("Devices").await;
    browser.says("No devices yet").await;

    browser.press("Invitations").await;
    browser.press("Invite somebody").await;
    browser.fill("note", "Nadia").await;
    browser.run("document.querySelector('aside form').requestSubmit()").await;
    browser.says("Hand this over to the person:").await;
    let code = text(&browser.run("return document.querySelector('.code').textContent").await);
    browser.go(&format!("http://{}/admin/#/join/{code}", centre.address)).await;
    browser.fill("name", "Nadia Ahmed").await;
    browser.fill("username", "nadia").await;
    browser.fill("password", PASSWORD).await;
    browser.run("document.querySelector('form').requestSubmit()").await;
    browser.says("Your account is made").await;
    assert!(!text(&centre.sign_in("nadia", PASSWORD).await["access_token"]).is_empty(), "she signs in");
    browser.close().await;
}

/// `HEALTHSYNC_ADMIN_PICTURES=folder cargo test … admin_pictures` keeps a picture of every part in every look.
#[tokio::test(flavor = "multi_thread")]
async fn admin_pictures_of_every_part_stay_within_the_window() {
    let folder = std::env::var_os("HEALTHSYNC_ADMIN_PICTURES");
    let looks: &[(u32, u32, bool)] = match folder {
        Some(_) => &[(390, 844, false), (1280, 720, false), (1280, 720, true)],
        None => &[(360, 740, false)],
    };
    let centre = Centre::start().await;
    if !has_page(&centre).await {
        return;
    }
    let admin = centre.admin().await;
    let desk = centre.enrol("Front desk of the eastern building, second floor").await;
    centre.exchange(desk, "HealthSync/0.1.0").await;
    centre.enrol("Laboratory").await;
    centre.write_letter(Way::Sms, "+249912345678").await;
    centre.write_letter(Way::Email, "amina@example.org").await;
    centre.hire("nora", "nurse").await;
    centre.post("/auth/invitations", &admin, json!({ "role": "nurse", "note": "Nadia" })).await;
    let device = json!({ "name": "Monitor 3", "kind": "blood_pressure_monitor" });
    assert_eq!(centre.post("/devices", &admin, device).await.status, 201, "a device is registered");
    for (width, height, is_dark) in looks {
        let look = Look { width: *width, height: *height, language: "en", is_dark: *is_dark };
        let Some(browser) = Browser::open(&look).await else { return };
        for language in ["en", "ar"] {
            let name = |part: &str| format!("{width}-{language}{}-{part}.png", if *is_dark { "-dark" } else { "" });
            let seen = async |part: &str| {
                assert!(!browser.is_wider_than_its_window().await, "{} sticks out of its window", name(part));
                if let Some(folder) = &folder {
                    browser.picture(&Path::new(folder).join(name(part))).await;
                }
            };
            let home = format!("http://{}/admin/", centre.address);
            browser.go(&home).await;
            browser.run(&format!("localStorage.setItem('language', '{language}')")).await;
            browser.go(&format!("{home}#/join/ABCD")).await;
            browser.find("[name=code]").await;
            seen("join").await;
            sign_in(&browser, &centre, "halima").await;
            browser.find("[data-tab=health]").await;
            if *is_dark {
                browser.run("document.documentElement.dataset.theme = 'dark'").await;
            }
            let parts = [
                "health",
                "organization",
                "workstations",
                "accounts",
                "invitations",
                "devices",
                "outbox",
                "rates",
                "audit",
            ];
            for part in parts {
                browser.run(&format!("location.hash = '#/{part}'")).await;
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                seen(part).await;
                if matches!(part, "workstations" | "accounts" | "devices" | "outbox") {
                    browser.run("document.querySelector('tbody tr').click()").await;
                    browser.find("aside h2").await;
                    seen(&format!("{part}-one")).await;
                    browser.run("document.querySelector('aside header button').click()").await;
                }
            }
        }
        browser.close().await;
    }
}
