//! Patients' own papers: made on their behalf as the desk would print them, and nobody else's.

use super::browser::{Browser, Look};
use super::centre::{Answer, Centre, PASSWORD, text};
use super::portal::{has_pages, live, open_the_desk};
use super::stores::{Store, on_both_stores};
use healthsync_hub::hub::Hub;
use serde_json::{Value, json};
use std::time::Duration;

on_both_stores!(a_patient_has_every_own_paper_made_and_of_nobody_else_s_is_told_anything);

impl<H: Hub> Centre<H> {
    /// A paper that was asked for, once it is made or cannot be.
    pub async fn made(&self, token: &str, asked: &Answer) -> Value {
        assert!([200, 201].contains(&asked.status), "it is asked for: {}", asked.body);
        let path = format!("/me/papers/asked/{}", text(&asked.body["id"]));
        for _ in 0..600 {
            let one = self.get(&path, token).await.body;
            if one["state"] == "done" || one["state"] == "failed" {
                return one;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the paper is never made");
    }
}

/// Takes the whole of an invoice in cash.
async fn pay(centre: &Centre<impl Hub>, cashier: &str, patient: &str) -> String {
    let opened = centre.post("/shifts", cashier, json!({ "opening_float_minor": 0 })).await;
    assert_eq!(opened.status, 200, "a till is opened: {}", opened.body);
    let invoices = centre.get(&format!("/patients/{patient}/invoices"), cashier).await.body;
    let share = json!({ "invoice_id": invoices[0]["id"], "amount_minor": 500_000 });
    let payment = json!({ "patient_id": patient, "payer": "patient", "method": "cash", "amount_minor": 500_000,
        "tendered_minor": 500_000, "shares": [share] });
    let paid = centre.post("/payments", cashier, payment).await;
    assert_eq!(paid.status, 201, "it is paid: {}", paid.body);
    text(&invoices[0]["id"])
}

async fn a_patient_has_every_own_paper_made_and_of_nobody_else_s_is_told_anything<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let (patient, amina) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let (_, zahra) = centre.patient_with_account(&admin, "Zahra", "zahra").await;
    let only = centre.get("/me/papers", &zahra).await.body;
    assert_eq!(only.as_array().map(Vec::len), Some(1), "of whom little is known there is the report: {only}");
    live(&centre, &admin, &patient).await;
    let cashier = text(&centre.sign_in("cashier", PASSWORD).await["access_token"]);
    let invoice = pay(&centre, &cashier, &patient).await;
    let papers = centre.get("/me/papers", &amina).await.body;
    let kinds: Vec<&str> =
        papers.as_array().expect("a list").iter().filter_map(|paper| paper["paper"].as_str()).collect();
    assert_eq!(kinds, ["patient_report", "statement", "prescription", "invoice", "receipt"], "{papers}");
    let mut last = String::new();
    for paper in papers.as_array().expect("a list") {
        let wish = json!({ "paper": paper["paper"], "subject_id": paper["subject_id"], "language": "ar" });
        if !paper["subject_id"].is_null() {
            let theirs = centre.post("/me/papers", &zahra, wish.clone()).await;
            assert_eq!(theirs.status, 404, "what is Amina's is not there for Zahra: {}", theirs.body);
        }
        let asked = centre.post("/me/papers", &amina, wish).await;
        let made = centre.made(&amina, &asked).await;
        assert_eq!((&made["state"], &made["done"]), (&json!("done"), &made["total"]), "it is made: {made}");
        assert!(made["expires_at"].as_i64() > Some(centre.now()), "and kept for a while: {made}");
        last = text(&made["id"]);
        let file = centre.get(&format!("/me/papers/asked/{last}/file"), &amina).await;
        assert!(text(&file.body["pdf_base64"]).starts_with("JVBERi"), "{} is a PDF", paper["paper"]);
    }
    for rest in ["", "/file"] {
        let path = format!("/me/papers/asked/{last}{rest}");
        assert_eq!(centre.get(&path, &zahra).await.status, 404, "nor what was made for her");
        assert_eq!(centre.get(&path, &admin).await.status, 403, "and the desk has papers of its own");
    }
    let path = format!("/me/papers/asked/{last}");
    assert_eq!(centre.ask("DELETE", &path, &zahra, Value::Null, &[]).await.status, 404, "nor is it hers to remove");
    assert_eq!(centre.ask("DELETE", &path, &amina, Value::Null, &[]).await.status, 200, "it is Amina's");
    assert_eq!(centre.get(&path, &amina).await.status, 404, "and gone then");
    let history = format!("/papers/history?paper=invoice&subject_id={invoice}&patient_id={patient}");
    let history = centre.get(&history, &cashier).await.body;
    assert_eq!(
        (&history["issued"][0]["paper"]["outlet"], &history["issued"][0]["paper"]["is_copy"]),
        (&json!("portal"), &json!(true)),
        "the desk sees that she fetched it, as a copy: {history}"
    );
    assert_eq!(history["is_next_copy"], false, "and prints the original still");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_errand_for_a_paper_gives_the_account_no_other_right_and_ends_with_its_access() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let (patient, amina) = centre.patient_with_account(&admin, "Amina", "amina").await;
    open_the_desk(&centre, &admin).await;
    let wish = json!({ "paper": "patient_report", "subject_id": null });
    for _ in 0..3 {
        let asked = centre.post("/me/papers", &amina, wish.clone()).await;
        assert_eq!(asked.status, 201, "she asks again: {}", asked.body);
        for path in ["", "/flags", "/encounters", "/statement?from_on=2026-01-01&to_on=2026-12-31"] {
            let answer = centre.get(&format!("/patients/{patient}{path}"), &amina).await;
            assert_eq!(answer.status, 403, "{path} is the desk's while hers is made: {}", answer.body);
        }
    }
    let kept = centre.get("/me/papers/asked", &amina).await.body;
    assert_eq!(kept.as_array().map(Vec::len), Some(1), "the same paper is kept once: {kept}");
    let asked = centre.post("/me/papers", &amina, json!({ "paper": "day_list", "subject_id": null })).await;
    assert_eq!(asked.status, 404, "what is no paper of hers is none: {}", asked.body);
    let asked = centre.post("/me/papers", &amina, json!({ "paper": "statement", "subject_id": null })).await;
    assert_eq!(asked.status, 404, "nor one of which there is nothing to say: {}", asked.body);
    let mixed =
        json!({ "paper": "patient_report", "subject_id": null, "from_on": "2026-02-01", "to_on": "2026-01-01" });
    assert_eq!(centre.post("/me/papers", &amina, mixed).await.status, 422, "days have an order");
    let withdrawn = centre.ask("DELETE", &format!("/patients/{patient}/portal"), &admin, Value::Null, &[]).await;
    assert_eq!(withdrawn.status, 200, "access is taken away");
    assert_eq!(centre.get("/me/papers/asked", &amina).await.status, 401, "and with it all that was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_browser_a_paper_is_downloaded_and_an_open_page_shows_what_just_happened() {
    let centre = Centre::start().await;
    if !has_pages(&centre).await {
        return;
    }
    let admin = centre.admin().await;
    let (patient, _) = centre.patient_with_account(&admin, "Amina", "amina").await;
    let Some(browser) = Browser::open(&Look::phone()).await else { return };
    let home = format!("http://{}/portal/", centre.address);
    browser.go(&home).await;
    browser.fill("username", "amina").await;
    browser.fill("password", PASSWORD).await;
    browser.run("document.querySelector('form').requestSubmit()").await;
    browser.find("nav").await;
    // The page listens by now or soon; what happened before it did is shown as it is looked at.
    for rate in [143, 144, 145] {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let kept = centre.post(&format!("/patients/{patient}/vitals"), &admin, json!({ "heart_rate_bpm": rate })).await;
        assert_eq!(kept.status, 201, "the clinic measures: {}", kept.body);
    }
    browser.says("145").await;
    browser.run("location.hash = '#/papers'").await;
    let watch = "window.saved = []; const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => { void blob.text().then((text) => window.saved.push([blob.type, text.slice(0, 5)])); return make(blob); };";
    browser.run(watch).await;
    browser.press("Download").await;
    browser.says("was downloaded").await;
    browser.says("Made lately").await;
    assert_eq!(browser.run("return window.saved").await, json!([["application/pdf", "%PDF-"]]), "it is the paper");
    let heard = browser.run("return document.querySelector('[role=status]').textContent").await;
    assert!(heard.as_str().is_some_and(|text| text.contains(".pdf")), "who hears the page is told: {heard}");
    browser.press("Remove").await;
    let start = std::time::Instant::now();
    while browser.text().await.contains("Made lately") {
        assert!(start.elapsed() < Duration::from_secs(20), "what was removed is gone");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    browser.close().await;
}
