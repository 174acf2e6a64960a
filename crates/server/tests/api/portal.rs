//! The portal: an invitation becomes an account, which sees one chart and nothing of anybody else's.

use super::browser::{Browser, Look};
use super::centre::{Answer, Centre, PASSWORD, text};
use super::stores::{Store, on_both_stores};
use healthsync_clinic::COMMANDS;
use healthsync_clinic::command::Right;
use healthsync_hub::hub::Hub;
use healthsync_server::api::operations::OPERATIONS;
use serde_json::{Value, json};
use std::path::Path;

on_both_stores!(
    an_invitation_is_good_once_and_its_refresh_token_lies_in_a_cookie_that_no_script_reads,
    a_patient_s_new_password_ends_every_other_sign_in,
);

const OWN_PAGE: [(&str, &str); 1] = [("x-healthsync-portal", "1")];

impl<H: Hub> Centre<H> {
    async fn patient(&self, admin: &str, name: &str) -> String {
        let patient = json!({ "given_name": name, "family_name": "Osman", "sex": "female", "birth_on": "1976-02-03" });
        let made = self.post("/patients", admin, patient).await;
        text(&made.body["patient"]["id"])
    }

    async fn invite(&self, admin: &str, patient: &str) -> Value {
        let told = self.post(&format!("/patients/{patient}/portal/invitations"), admin, json!({})).await;
        assert_eq!(told.status, 200, "staff may invite: {}", told.body);
        told.body
    }

    async fn portal(&self, door: &str, said: Value) -> Answer {
        self.ask("POST", &format!("/auth/portal/{door}"), "", said, &OWN_PAGE).await
    }

    /// A patient with an account, and its access token.
    pub async fn patient_with_account(&self, admin: &str, name: &str, username: &str) -> (String, String) {
        let patient = self.patient(admin, name).await;
        let code = self.invite(admin, &patient).await["code"].clone();
        let said = json!({ "code": code, "username": username, "password": PASSWORD, "language": "en" });
        let entered = self.portal("accept", said).await;
        assert_eq!(entered.status, 200, "the code becomes an account: {}", entered.body);
        (patient, text(&entered.body["access_token"]))
    }
}

async fn an_invitation_is_good_once_and_its_refresh_token_lies_in_a_cookie_that_no_script_reads<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let patient = centre.patient(&admin, "Amina").await;
    let code = text(&centre.invite(&admin, &patient).await["code"]);
    let guess = json!({ "code": "AAAA-BBBB-CCCC", "username": "amina", "password": PASSWORD, "language": "en" });
    assert_eq!(centre.portal("accept", guess).await.body["code"], "bad_code", "a guess is not good");
    let typed = code.to_lowercase().replace('-', " ");
    let said = json!({ "code": typed, "username": "Amina@example.org", "password": PASSWORD, "language": "ar" });
    let entered = centre.portal("accept", said.clone()).await;
    assert_eq!(entered.status, 200, "however it is typed: {}", entered.body);
    assert!(entered.body.get("refresh_token").is_none(), "the page is not told the refresh token");
    let cookie = entered.headers["set-cookie"].to_str().expect("a cookie").to_owned();
    for rule in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1/auth/portal"] {
        assert!(cookie.contains(rule), "{cookie} has {rule}");
    }
    assert_eq!(centre.portal("accept", said).await.body["code"], "bad_code", "twice it is not good");
    let pair = cookie.split(';').next().expect("a pair").to_owned();
    let shown = [OWN_PAGE[0], ("cookie", pair.as_str())];
    let renewed = centre.ask("POST", "/auth/portal/refresh", "", json!({}), &shown).await;
    assert_eq!(renewed.status, 200, "the cookie renews: {}", renewed.body);
    let me = centre.get("/me", &text(&renewed.body["access_token"])).await;
    assert_eq!((me.body["name"].as_str(), me.body["is_tied"].as_bool()), (Some("Amina Osman"), Some(true)));
    let standing = centre.get(&format!("/patients/{patient}/portal"), &admin).await;
    assert_eq!(standing.body["accounts"][0]["username"], "amina@example.org", "staff see who: {}", standing.body);
    let forgot = centre.invite(&admin, &patient).await["code"].clone();
    let said = json!({ "code": forgot, "username": "amina@example.org", "password": "another one", "language": "ar" });
    assert_eq!(centre.portal("accept", said).await.status, 200, "who forgot the password gets a new one by a new code");
    let withdrawn = centre.ask("DELETE", &format!("/patients/{patient}/portal"), &admin, Value::Null, &[]).await;
    assert_eq!(withdrawn.body["accounts"], json!([]), "access can be taken away: {}", withdrawn.body);
    let out = centre.portal("login", json!({ "username": "amina@example.org", "password": "another one" })).await;
    assert_eq!(out.body["code"], "account_disabled", "then nobody comes in: {}", out.body);
}

async fn a_patient_s_new_password_ends_every_other_sign_in<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (patient, at_home) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let enter = async || centre.portal("login", json!({ "username": "amina", "password": PASSWORD })).await;
    let phone = enter().await;
    let cookie = phone.headers["set-cookie"].to_str().expect("a cookie").split(';').next().expect("a pair").to_owned();
    let at_phone = text(&phone.body["access_token"]);
    assert_eq!(centre.get("/me", &at_phone).await.status, 200, "she is in at two places");
    let change = json!({ "current": PASSWORD, "new": "another horse" });
    let changed = centre.ask("PUT", "/profile/password", &at_home, change, &[]).await;
    assert_eq!(changed.status, 200, "she changes her password: {}", changed.body);
    assert_eq!(centre.get("/me", &at_home).await.status, 200, "where she did she goes on");
    assert_eq!(centre.get("/me", &at_phone).await.status, 401, "the other is out");
    let shown = [OWN_PAGE[0], ("cookie", cookie.as_str())];
    let renewed = centre.ask("POST", "/auth/portal/refresh", "", json!({}), &shown).await;
    assert_eq!(renewed.status, 401, "and its cookie brings it back no more: {}", renewed.body);
    let code = centre.invite(&admin, &patient).await["code"].clone();
    let said = json!({ "code": code, "username": "amina", "password": "a third horse", "language": "en" });
    assert_eq!(centre.portal("accept", said).await.status, 200, "who forgot it comes in by a new invitation");
    assert_eq!(centre.get("/me", &at_home).await.status, 401, "which ends all that was before");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_page_signs_in_renews_or_signs_out_and_no_staff_comes_in_here() {
    let centre = Centre::start().await;
    let said = json!({ "username": "halima", "password": PASSWORD });
    for headers in [vec![], vec![OWN_PAGE[0], ("sec-fetch-site", "cross-site")]] {
        for door in ["login", "refresh", "logout", "accept", "register", "check"] {
            let refused = centre.ask("POST", &format!("/auth/portal/{door}"), "", said.clone(), &headers).await;
            assert_eq!((refused.status, refused.body["code"].as_str()), (403, Some("not_the_portal")), "{door}");
        }
    }
    let staff = centre.portal("login", said).await;
    assert_eq!((staff.status, staff.body["code"].as_str()), (403, Some("not_a_patient")), "the window is for staff");
    assert!(!staff.headers.contains_key("set-cookie"), "and nothing is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_is_refused_everything_that_is_not_the_own_chart_or_the_own_account() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let (_, amina) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let other = centre.patient(&admin, "Zahra").await;
    let mut refused = 0;
    for operation in OPERATIONS.iter() {
        if matches!(operation.command.right, Right::OwnChart | Right::OwnAccount | Right::Anyone) {
            continue;
        }
        let mut path = operation.command.path.to_owned();
        for name in operation.path_names() {
            path = path.replace(&format!("{{{name}}}"), &other);
        }
        let body = if operation.reads() { Value::Null } else { json!({}) };
        let answer = centre.ask(operation.command.method, &path, &amina, body, &[]).await;
        let code = answer.body["code"].as_str().unwrap_or_default();
        let is_stopped = answer.status == 403 && matches!(code, "not_allowed" | "chart_closed");
        assert!(is_stopped, "{} answered {}: {}", operation.command.name, answer.status, answer.body);
        refused += 1;
    }
    assert!(refused > 150, "all of them were asked: {refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_patient_may_do_is_done_to_the_own_record_whatever_is_named() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let (own, amina) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let (_, zahra) = centre.patient_with_account(&admin, "Zahra", "zahra").await;
    let staff = centre.post(&format!("/patients/{own}/vitals"), &admin, json!({ "heart_rate_bpm": 71 })).await;
    let by_staff = text(&staff.body["vitals"]["id"]);
    let recorded = centre.post("/me/vitals", &amina, json!({ "systolic_mmhg": 186, "diastolic_mmhg": 96 })).await;
    assert_eq!(recorded.status, 201, "readings of home are taken: {}", recorded.body);
    let booked = centre.post("/me/appointments", &amina, json!({ "reason": "Dizzy in the morning" })).await;
    assert_eq!(booked.status, 201, "an appointment is asked for: {}", booked.body);
    // No command takes a patient; one who names another anyway is given the own record.
    for command in COMMANDS.iter().filter(|command| command.right == Right::OwnChart) {
        let schema = (command.input)(&mut schemars::SchemaGenerator::default());
        assert!(!schema.as_value().to_string().contains("patient_id"), "{} takes no patient", command.name);
    }
    for path in ["vitals", "alerts", "appointments", "prescriptions", "invoices", "messages"] {
        let theirs = centre.get(&format!("/me/{path}"), &zahra).await;
        assert_eq!((theirs.status, &theirs.body), (200, &json!([])), "{path} of Zahra hold nothing of Amina's");
    }
    let set = text(&recorded.body["id"]);
    for (token, id, status) in [(&zahra, &set, 404), (&amina, &by_staff, 404), (&amina, &set, 200)] {
        let answer = centre.ask("DELETE", &format!("/me/vitals/{id}"), token, Value::Null, &[]).await;
        assert_eq!(answer.status, status, "one takes back what one typed, and nothing else: {}", answer.body);
    }
    let id = text(&booked.body["id"]);
    for (token, status) in [(&zahra, 404), (&amina, 200), (&amina, 409)] {
        let answer = centre.post(&format!("/me/appointments/{id}/cancel"), token, json!({})).await;
        assert_eq!(answer.status, status, "one cancels one's own, once: {}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registers_sees_nothing_until_the_front_desk_has_found_the_record() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let patient = centre.patient(&admin, "Amina").await;
    let said = json!({
        "name": "amina OSMAN", "birth_on": "1976-02-03", "username": "amina", "password": PASSWORD, "language": "en",
    });
    assert_eq!(
        centre.portal("register", said.clone()).await.body["code"],
        "registration_closed",
        "unless the site lets"
    );
    let open = json!({ "address": "https://clinic.example.org/", "is_registration_open": true, "version": 0 });
    let saved = centre.ask("PUT", "/portal/settings", &admin, open, &[]).await;
    assert_eq!(saved.body["portal_address"], "https://clinic.example.org/portal/", "{}", saved.body);
    let entered = centre.portal("register", said).await;
    assert_eq!(entered.status, 200, "then one registers: {}", entered.body);
    let token = text(&entered.body["access_token"]);
    assert_eq!(centre.get("/me", &token).await.body["is_tied"], false, "nobody has looked yet");
    assert_eq!(centre.get("/me/vitals", &token).await.body["code"], "not_tied_yet", "nothing is shown");
    let desk = centre.hire("desk", "front_desk").await;
    let waiting = centre.get("/portal/registrations", &desk).await.body[0].clone();
    assert_eq!(waiting["candidates"][0]["id"], json!(patient), "the record is found by birth date and name: {waiting}");
    let path = format!("/portal/registrations/{}/patient", text(&waiting["account_id"]));
    let tie = json!({ "patient_id": patient, "version": waiting["version"] });
    assert_eq!(centre.ask("PUT", &path, &desk, tie.clone(), &[]).await.status, 200, "the desk ties it");
    assert_eq!(centre.get("/me/vitals", &token).await.status, 200, "now the chart is shown");
    assert_eq!(centre.ask("PUT", &path, &desk, tie, &[]).await.body["code"], "registration_settled", "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_are_kept_by_their_hash_and_may_load_nothing_from_elsewhere() {
    let centre = Centre::start().await;
    let page = reqwest::get(format!("http://{}/portal/", centre.address)).await.expect("it answers");
    if page.status() == 404 {
        assert!(page.text().await.expect("a text").contains("built without the portal"), "it says what is missing");
        return;
    }
    let policy = page.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "no exception: {policy}");
    assert_eq!(page.headers()["cache-control"], "no-cache", "the page is asked for each time");
    let text = page.text().await.expect("a text");
    let script = text.split('"').find(|part| part.ends_with(".js")).expect("a script").to_owned();
    let file = reqwest::get(format!("http://{}{script}", centre.address)).await.expect("it answers");
    assert_eq!(file.headers()["cache-control"], "public, max-age=31536000, immutable", "{script} never changes");
    assert_eq!(
        reqwest::get(format!("http://{}/portal/nothing.js", centre.address)).await.expect("it answers").status(),
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_comes_in_by_an_invitation_adds_readings_asks_for_an_appointment_and_goes() {
    let centre = Centre::start().await;
    if !has_pages(&centre).await {
        return;
    }
    let Some(browser) = Browser::open(&Look::phone()).await else { return };
    let admin = centre.admin().await;
    let patient = centre.patient(&admin, "Amina").await;
    centre.post(&format!("/patients/{patient}/vitals"), &admin, json!({ "heart_rate_bpm": 71 })).await;
    open_the_desk(&centre, &admin).await;
    let code = text(&centre.invite(&admin, &patient).await["code"]);
    let home = format!("http://{}/portal/", centre.address);

    browser.go(&format!("{home}#/invitation/{code}")).await;
    browser.fill("username", "amina").await;
    browser.fill("password", "short").await;
    browser.press("Make my account").await;
    browser.says("A password has at least 8 characters.").await;
    let focused = browser.run("return document.activeElement.name").await;
    assert_eq!(focused, "password", "what is wrong has the focus");
    assert_eq!(browser.run("return document.querySelector('[name=username]').value").await, "amina", "nothing is lost");
    browser.fill("password", PASSWORD).await;
    browser.press("Make my account").await;
    browser.says("Hello, Amina Osman").await;
    browser.says("71").await;
    assert!(
        !browser.run("return document.cookie").await.as_str().unwrap_or("?").contains("healthsync"),
        "no script reads the cookie"
    );
    browser.go(&home).await;
    browser.says("Hello, Amina Osman").await;

    browser.press("Add readings").await;
    browser.fill("systolic_mmhg", "186").await;
    browser.fill("diastolic_mmhg", "96").await;
    browser.fill("heart_rate_bpm", "250").await;
    browser.press("Send to the clinic").await;
    browser.says("is unusual. Is it right?").await;
    browser.press("No, let me correct it").await;
    browser.fill("heart_rate_bpm", "88").await;
    browser.press("Send to the clinic").await;
    browser.says("One of your readings is outside your range, and the clinic has been told.").await;
    browser.press("See your readings").await;
    browser.says("186").await;
    browser.find(".chart svg").await;
    let alerts = centre.get("/alerts", &admin).await;
    assert_eq!(alerts.body[0]["metric"], "systolic", "the clinic is told: {}", alerts.body);
    let sets = centre.get(&format!("/patients/{patient}/vitals?limit=1"), &admin).await;
    assert_eq!(sets.body[0]["vitals"]["source"], "patient", "and where it comes from: {}", sets.body);

    browser.press("Appointments").await;
    browser.press("Ask for an appointment").await;
    browser.find(".chips label").await;
    browser.run("document.querySelector('.chips input').click()").await;
    browser.fill("reason", "Dizzy in the morning").await;
    browser.press("Ask for this appointment").await;
    browser.says("The front desk confirms it").await;
    let asked = centre.get(&format!("/patients/{patient}/appointments"), &admin).await;
    assert_eq!(asked.body[0]["appointment"]["status"], "proposed", "it waits for the desk: {}", asked.body);
    let id = text(&asked.body[0]["appointment"]["id"]);
    let confirmed = centre.post(&format!("/appointments/{id}/steps"), &admin, json!({ "step": "confirm" })).await;
    assert_eq!(confirmed.status, 200, "the desk agrees: {}", confirmed.body);
    browser.press("Appointments").await;
    browser.says("Confirmed").await;
    let desk = centre.hire("desk", "front_desk").await;
    let told = centre.get("/messages", &desk).await;
    assert!(told.body.to_string().contains("Dizzy in the morning"), "the desk has it in its inbox: {}", told.body);

    browser.press("العربية").await;
    browser.says("المواعيد").await;
    assert_eq!(browser.run("return document.dir").await, "rtl", "Arabic is written from the right");
    assert!(!browser.is_wider_than_its_window().await, "nothing sticks out");
    browser.press("تسجيل الخروج").await;
    browser.says("سجّلت الخروج.").await;
    browser.go(&home).await;
    browser.find("[name=password]").await;
    browser.close().await;
}

/// Whether the pages were built before the server was; they must be where `HEALTHSYNC_REQUIRE_BROWSER` says so.
pub async fn has_pages(centre: &Centre<impl Hub>) -> bool {
    let page = reqwest::get(format!("http://{}/portal/", centre.address)).await.expect("it answers");
    let has_pages = page.status() == 200;
    let must = std::env::var_os("HEALTHSYNC_REQUIRE_BROWSER").is_some();
    assert!(has_pages || !must, "the server was built without the portal: run `npm run build` in the folder ui first");
    if !has_pages {
        eprintln!("skipped: the server was built without the portal");
    }
    has_pages
}

/// Hours of the practitioner, a service, so that there are free times.
pub async fn open_the_desk(centre: &Centre<impl Hub>, admin: &str) -> String {
    let me = text(&centre.get("/profile", admin).await.body["id"]);
    let blocks: Vec<Value> = (1..=7).map(|day| json!({ "weekday": day, "from_min": 0, "to_min": 1440 })).collect();
    let hours = json!({ "version": 0, "blocks": blocks });
    let saved = centre.ask("PUT", &format!("/practitioners/{me}/hours"), admin, hours, &[]).await;
    assert_eq!(saved.status, 200, "hours are kept: {}", saved.body);
    let service = json!({ "name": "Consultation", "duration_min": 20, "price_minor": 500_000, "tax_basis_points": 0, "is_active": true });
    assert_eq!(centre.ask("PUT", "/services", admin, service, &[]).await.status, 200, "a service is offered");
    me
}

/// `HEALTHSYNC_PORTAL_PICTURES=folder cargo test … portal_pictures` keeps a picture of every page in every look.
#[tokio::test(flavor = "multi_thread")]
async fn portal_pictures_of_every_page_stay_within_the_window() {
    let folder = std::env::var_os("HEALTHSYNC_PORTAL_PICTURES");
    let looks: &[(u32, u32, bool)] = if folder.is_some() {
        &[(390, 844, false), (390, 844, true), (1280, 800, false), (1280, 800, true)]
    } else {
        &[(360, 740, false)]
    };
    let centre = Centre::start().await;
    if !has_pages(&centre).await {
        return;
    }
    let admin = centre.admin().await;
    let (full, _) = centre.patient_with_account(&admin, "Amina", "amina").await;
    centre.patient_with_account(&admin, "Abdulrahman-Muhammad-Abdulaziz Nasruddin-Abdulkarim", "new").await;
    live(&centre, &admin, &full).await;
    let open = json!({ "address": null, "is_registration_open": true, "version": 0 });
    centre.ask("PUT", "/portal/settings", &admin, open, &[]).await;
    for (width, height, is_dark) in looks {
        let look = Look { width: *width, height: *height, language: "en", is_dark: *is_dark };
        let Some(browser) = Browser::open(&look).await else { return };
        for language in ["en", "ar"] {
            let home = format!("http://{}/portal/", centre.address);
            let name = |page: &str| format!("{width}-{language}{}-{page}.png", if *is_dark { "-dark" } else { "" });
            let seen = async |page: &str| {
                assert!(!browser.is_wider_than_its_window().await, "{} sticks out of its window", name(page));
                if let Some(folder) = &folder {
                    browser.picture(&Path::new(folder).join(name(page))).await;
                }
            };
            browser.go(&home).await;
            browser.run(&format!("localStorage.setItem('healthsync-language', '{language}')")).await;
            for door in ["signin", "invitation/BAD", "register"] {
                browser.go(&format!("{home}#/{door}")).await;
                browser.find("[name=password]").await;
                browser.run("document.querySelector('form').requestSubmit()").await;
                browser.find(".error, .note.critical").await;
                seen(&format!("door-{}", door.replace("/BAD", ""))).await;
            }
            for username in ["amina", "new"] {
                browser.go(&format!("{home}#/signin")).await;
                browser.fill("username", username).await;
                browser.fill("password", PASSWORD).await;
                browser.run("document.querySelector('form').requestSubmit()").await;
                browser.find("nav").await;
                for page in [
                    "overview",
                    "trends",
                    "add",
                    "appointments",
                    "request",
                    "medicines",
                    "invoices",
                    "papers",
                    "messages",
                    "profile",
                ] {
                    browser.run(&format!("location.hash = '#/{page}'")).await;
                    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                    if page == "add" {
                        browser.fill("systolic_mmhg", "18x").await;
                        browser.run("document.querySelector('form').requestSubmit()").await;
                        browser.find(".error").await;
                    }
                    seen(&format!("{username}-{page}")).await;
                }
                browser.run("document.querySelectorAll('.who button')[1].click()").await;
                browser.find("[name=password]").await;
            }
        }
        browser.close().await;
    }
}

/// A year of readings, appointments, medicines and an invoice.
pub async fn live(centre: &Centre<impl Hub>, admin: &str, patient: &str) {
    let me = open_the_desk(centre, admin).await;
    let now = centre.now();
    for week in 0..30_i64 {
        let swing = (week * 7919) % 17;
        let vitals = json!({
            "effective_at": now - week * 7 * 86_400_000 - 3_600_000, "systolic_mmhg": 128 + swing, "diastolic_mmhg": 78 + swing / 2,
            "heart_rate_bpm": 66 + swing, "temperature_c": 36.4 + f64::from(i32::try_from(swing).unwrap_or(0)) / 20.0,
            "spo2_percent": 95 + swing % 4, "weight_kg": 71.5 + f64::from(i32::try_from(week).unwrap_or(0)) / 10.0,
            "glucose_mg_dl": 96 + swing * 2,
        });
        let kept = centre.post(&format!("/patients/{patient}/vitals"), admin, vitals).await;
        assert_eq!(kept.status, 201, "readings are kept: {}", kept.body);
    }
    let entered = centre.portal("login", json!({ "username": "amina", "password": PASSWORD })).await;
    let token = text(&entered.body["access_token"]);
    centre
        .post("/me/vitals", &token, json!({ "systolic_mmhg": 186, "diastolic_mmhg": 104, "heart_rate_bpm": 91 }))
        .await;
    let slots = centre.get("/me/appointments/free", &token).await;
    let later = |index: usize| slots.body[index]["starts_at"].clone();
    let asked = json!({ "starts_at": later(3), "practitioner_id": me, "reason": "Dizzy in the morning" });
    let asked = centre.post("/me/appointments", &token, asked).await;
    assert_eq!(asked.status, 201, "a time is asked for: {}", asked.body);
    let path = format!("/appointments/{}/steps", text(&asked.body["id"]));
    centre.post(&path, admin, json!({ "step": "confirm" })).await;
    centre.post("/me/appointments", &token, json!({ "reason": "To talk about the new medicine" })).await;
    let gone = centre.post("/me/appointments", &token, json!({ "reason": "Cough" })).await;
    centre.post(&format!("/me/appointments/{}/cancel", text(&gone.body["id"])), &token, json!({})).await;
    let flags = centre.get(&format!("/patients/{patient}/flags"), admin).await;
    let flags = json!({ "version": flags.body["version"], "uses_spo2_scale_2": false, "is_pregnant": false, "has_no_known_allergies": true });
    centre.ask("PUT", &format!("/patients/{patient}/flags"), admin, flags, &[]).await;
    let drugs = centre.get("/formulary/search?text=amlodipine", admin).await;
    let item =
        json!({ "drug_id": drugs.body[0]["drug"]["id"], "dose": 1.0, "frequency": "once_daily", "duration_days": 30 });
    let sheet = centre.post(&format!("/patients/{patient}/prescriptions"), admin, json!({ "items": [item] })).await;
    assert_eq!(sheet.status, 201, "a medicine is prescribed: {}", sheet.body);
    let cashier = centre.hire("cashier", "cashier").await;
    let charge =
        json!({ "description": "Consultation", "quantity": 1.0, "unit_price_minor": 500_000, "tax_basis_points": 0 });
    centre.post(&format!("/patients/{patient}/charges"), &cashier, charge).await;
    let draft = centre.post(&format!("/patients/{patient}/invoices"), &cashier, json!({})).await;
    let issue = json!({ "version": draft.body["version"] });
    let issued = centre.post(&format!("/invoices/{}/issue", text(&draft.body["id"])), &cashier, issue).await;
    assert_eq!(issued.status, 201, "an invoice is issued: {}", issued.body);
    let account = centre.get(&format!("/patients/{patient}/portal"), admin).await;
    assert_eq!(account.body["accounts"][0]["username"], "amina", "it is her chart");
}
