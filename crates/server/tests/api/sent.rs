//! Papers that the clinic sends to a patient's portal, over HTTP and in the browser.

use super::browser::{Browser, Look};
use super::centre::{Centre, PASSWORD, text};
use super::live::Ear;
use super::portal::{has_pages, live};
use super::stores::{Store, on_both_stores};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

on_both_stores!(a_paper_that_the_clinic_sends_is_heard_of_at_once_made_when_opened_and_gone_when_taken_back);

async fn a_paper_that_the_clinic_sends_is_heard_of_at_once_made_when_opened_and_gone_when_taken_back<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (patient, amina) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let (_, zahra) = centre.patient_with_account(&admin, "Zahra", "zahra").await;
    let (mut hers, _) = Ear::open(&centre, &amina, None).await;
    let at = format!("/patients/{patient}/portal/papers");
    let sent = centre.post(&at, &admin, json!({ "paper": "patient_report", "message": "For the eye hospital" })).await;
    assert_eq!(sent.status, 201, "it is sent: {}", sent.body);
    let id = text(&sent.body["sent"]["id"]);
    let heard = hers.hear_of("paper.sent").await;
    assert_eq!(heard["data"]["shared_paper_id"], json!(id), "her page hears of it at once: {heard}");
    assert!(!heard.to_string().contains("eye hospital"), "and reads what was said where she is signed in: {heard}");
    let shown = centre.get("/me/papers/sent", &amina).await.body;
    assert_eq!(shown[0]["message"], "For the eye hospital", "there it is: {shown}");
    assert_eq!(centre.get("/me/papers/sent", &zahra).await.body, json!([]), "and nobody else sees it");
    let path = format!("/me/papers/sent/{id}");
    assert_eq!(centre.post(&path, &zahra, json!({})).await.status, 404, "nor opens it");
    let asked = centre.post(&path, &amina, json!({ "language": "ar" })).await;
    let made = centre.made(&amina, &asked).await;
    assert_eq!(made["state"], "done", "it is made by the errand that makes every paper of hers: {made}");
    let file = centre.get(&format!("/me/papers/asked/{}/file", text(&made["id"])), &amina).await;
    assert!(text(&file.body["pdf_base64"]).starts_with("JVBERi"), "and is a PDF");
    assert_eq!(centre.get("/me/papers/sent", &amina).await.body[0]["is_opened"], true, "it is new no more");
    let back = centre.ask("DELETE", &format!("/portal/papers/{id}"), &amina, Value::Null, &[]).await;
    assert_eq!(back.status, 403, "what the clinic sent is the clinic's to take back");
    let back = centre.ask("DELETE", &format!("/portal/papers/{id}"), &admin, Value::Null, &[]).await;
    assert_eq!(back.status, 200, "it is taken back: {}", back.body);
    assert_eq!(centre.get("/me/papers/sent", &amina).await.body, json!([]), "and gone");
    assert_eq!(centre.post(&path, &amina, json!({})).await.status, 404, "for whoever kept the address too");
    let audit = centre.get("/audit?kind=shared_paper", &admin).await.body;
    assert_eq!(audit[0]["action"], "voided", "the audit tells who took it back: {audit}");
}

/// `HEALTHSYNC_PORTAL_PICTURES=folder` keeps a picture of each look.
#[tokio::test(flavor = "multi_thread")]
async fn in_the_browser_what_the_clinic_sent_is_on_top_with_its_message_and_is_new_until_it_is_opened() {
    let centre = Centre::start().await;
    if !has_pages(&centre).await {
        return;
    }
    let admin = centre.admin().await;
    let (patient, _) = centre.patient_with_account(&admin, "Amina", "amina").await;
    live(&centre, &admin, &patient).await;
    let folder = std::env::var_os("HEALTHSYNC_PORTAL_PICTURES");
    let looks: &[(u32, u32, bool)] = match &folder {
        Some(_) => &[(390, 844, false), (390, 844, true), (1280, 800, false), (1280, 800, true)],
        None => &[(390, 844, false)],
    };
    let at = format!("/patients/{patient}/portal/papers");
    let message = "Please bring this report to the eye hospital on Tuesday. Call us if anything in it is not right.";
    for (width, height, is_dark) in looks {
        let look = Look { width: *width, height: *height, language: "en", is_dark: *is_dark };
        let Some(browser) = Browser::open(&look).await else { return };
        let picture = async |page: &str| {
            assert!(!browser.is_wider_than_its_window().await, "{page} sticks out of its window");
            if let Some(folder) = &folder {
                let name = format!("{width}{}-sent-{page}.png", if *is_dark { "-dark" } else { "" });
                browser.picture(&Path::new(folder).join(name)).await;
            }
        };
        browser.go(&format!("http://{}/portal/", centre.address)).await;
        browser.fill("username", "amina").await;
        browser.fill("password", PASSWORD).await;
        browser.run("document.querySelector('form').requestSubmit()").await;
        browser.find("nav").await;
        // The page listens by now or soon; what was sent before it did is shown as it is looked at.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let statement = json!({ "paper": "statement", "from_on": "2026-01-01", "to_on": "2026-06-30" });
        let mut ids = vec![];
        for wish in [statement, json!({ "paper": "patient_report", "message": message })] {
            let sent = centre.post(&at, &admin, wish).await;
            assert_eq!(sent.status, 201, "it is sent: {}", sent.body);
            ids.push(text(&sent.body["sent"]["id"]));
        }
        browser.says("Your clinic sent you 2 papers.").await;
        picture("overview").await;
        browser.run("location.hash = '#/papers'").await;
        browser.says("From your clinic").await;
        browser.says("Please bring this report").await;
        browser.says("Sent by Halima Osman").await;
        let marks = "return document.querySelectorAll('.paper.unread').length";
        assert_eq!(browser.run(marks).await, json!(2), "both are new");
        let first = "return document.querySelector('main h2').textContent";
        assert_eq!(browser.run(first).await, json!("From your clinic"), "they are on top");
        picture("papers").await;
        browser.run("document.querySelector('.paper.unread button').click()").await;
        browser.says("was downloaded").await;
        let start = std::time::Instant::now();
        while browser.run(marks).await != json!(1) {
            assert!(start.elapsed() < Duration::from_secs(20), "what was opened is new no more");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        picture("opened").await;
        for id in ids {
            centre.ask("DELETE", &format!("/portal/papers/{id}"), &admin, Value::Null, &[]).await;
        }
        browser.run("location.hash = '#/overview'").await;
        browser.run("location.hash = '#/papers'").await;
        browser.says("Statement").await;
        let text = browser.text().await;
        assert!(!text.contains("From your clinic"), "what was taken back is gone: {text}");
        browser.close().await;
    }
}
