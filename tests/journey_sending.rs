//! A paper goes from the chart to the patient's portal, and the server has it without having made anything.

use anyhow::{Context, Result, ensure};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{administer, enrol, register, set_up, within};
use healthsync_stories::{Desk, Window};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_report_is_sent_from_the_chart_with_a_word_and_the_patient_reads_it_at_home() -> Result<()> {
    within(async {
        let Some(desk) = Desk::set_up().await? else { return Ok(()) };
        desk.set_dark(std::env::var_os("HEALTHSYNC_DARK").is_some())?;
        let window = desk.open().await?;
        set_up(&window).await?;
        register(&window, "Amina", "Osman").await?;
        open_form(&window).await?;
        window.see("This patient cannot see the portal yet.").await?;
        window.picture("send-not-yet").await?;
        window.click_button("Invite to the portal").await?;
        window.click_button("Make an invitation").await?;
        window.see("Good until").await?;
        let code = window.eval("return document.querySelector('.code').innerText.trim()").await?;
        let code = code.as_str().context("the code is shown")?.to_owned();
        window.press("Escape").await?;

        // What was typed stays while something is wrong.
        open_form(&window).await?;
        window.fill("Message to the patient", "Please bring this report to the eye hospital.").await?;
        window.press("Control+Enter").await?;
        window.see("One field needs another look.").await?;
        window.picture("send-mistake").await?;
        window.choose("Paper", "Patient report").await?;
        let typed = window.value("Message to the patient").await?;
        ensure!(typed.starts_with("Please bring"), "nothing that was typed is lost: {typed}");
        window.picture("send-form").await?;
        window.press("Control+Enter").await?;
        window.see("Patient report: sent to the portal").await?;

        open_form(&window).await?;
        window.see("Not opened yet").await?;
        window.see("Please bring this report to the eye hospital.").await?;
        window.picture("send-sent").await?;
        window.press("Escape").await?;

        // Only now is there a server: what was sent with no network arrives with everything else.
        let hub = Hub::start_with_api()?;
        administer(&window, "This computer").await?;
        enrol(&window, &hub.invitation(false)?).await?;
        let said = json!({ "code": code, "username": "amina", "password": "a long password", "language": "en" });
        let mut told = Value::Null;
        soon(|| {
            told = hub.ask("POST", "/auth/portal/accept", "", &said).unwrap_or_default();
            told["access_token"].is_string()
        })
        .await
        .with_context(|| format!("she takes up the invitation: {told}"))?;
        let token = format!("Bearer {}", told["access_token"].as_str().context("she is signed in")?);
        let sent = hub.ask("GET", "/me/papers/sent", &token, &Value::Null)?;
        ensure!(sent[0]["message"] == "Please bring this report to the eye hospital.", "she reads it: {sent}");
        ensure!(sent[0]["from"] == "Halima Osman", "and from whom it is: {sent}");
        let path = format!("/me/papers/sent/{}", sent[0]["id"].as_str().context("it has an id")?);
        let asked = hub.ask("POST", &path, &token, &json!({}))?;
        let path = format!("/me/papers/asked/{}", asked["id"].as_str().context("it is being made")?);
        soon(|| hub.ask("GET", &path, &token, &Value::Null).is_ok_and(|job| job["state"] == "done")).await?;

        // The desk sees that it was opened, and takes it back.
        window.press("g").await?;
        window.press("p").await?;
        window.see("1 patient").await?;
        window.click("Amina Osman").await?;
        window.see("Overview").await?;
        open_form(&window).await?;
        window.see("Opened").await?;
        window.picture("send-opened").await?;
        window.click_button("Take back: Patient report").await?;
        window.see("Taken back: the patient sees it no more").await?;
        window.see_not("Sent before").await?;
        soon(|| hub.ask("GET", "/me/papers/sent", &token, &Value::Null).is_ok_and(|sent| sent == json!([]))).await?;
        window.close().await
    })
    .await
}

async fn open_form(window: &Window) -> Result<()> {
    window.click_button("More about this patient").await?;
    window.click("Send to the patient's portal").await
}

async fn soon(mut is_so: impl FnMut() -> bool) -> Result<()> {
    let began = Instant::now();
    while !is_so() {
        ensure!(began.elapsed() < Duration::from_secs(30), "it does not come about");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}
