//! A device's measurement reaches people at another desktop, and who answers answers for all.

use anyhow::{Context, Result, ensure};
use healthsync_stories::hub::Hub;
use healthsync_stories::journey::{PASSWORD, administer, enrol, keep_the_code, register, set_up, sign_in, within};
use healthsync_stories::{Desk, Window};
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[tokio::test]
async fn what_a_device_posts_is_a_notification_on_every_desktop_and_answered_once() -> Result<()> {
    within(async {
        let (Some(desk), Some(room)) = (Desk::set_up().await?, Desk::set_up().await?) else { return Ok(()) };
        let hub = Hub::start_with_api()?;
        let first = desk.open().await?;
        set_up(&first).await?;
        register(&first, "Amina", "Osman").await?;
        administer(&first, "This computer").await?;
        enrol(&first, &hub.invitation(false)?).await?;
        let second = room.open().await?;
        join(&second, &hub).await?;

        // Another program registers a device at the API, for the patient that the first computer registered.
        let token = signed_in(&hub).await?;
        let found = hub.ask("GET", "/patients/search?query=Amina&limit=5", &token, &Value::Null)?;
        let patient = found[0]["id"].as_str().context("the server knows the patient")?;
        let made = hub.ask("POST", "/devices", &token, &json!({ "name": "Monitor 3", "kind": "pulse_oximeter" }))?;
        let device = made["device"]["id"].as_str().context("the device has an id")?;
        let key = format!("Device {}", made["key"].as_str().context("and a key")?);
        let path = format!("/devices/{device}/assignments");
        let assigned = hub.ask("POST", &path, &token, &json!({ "patient_id": patient }))?;
        ensure!(assigned["assignment"]["patient_id"] == patient, "it is assigned: {assigned}");

        // The device posts; both desktops tell their people.
        let began = Instant::now();
        let measured = json!({ "type": "spo2", "value": 82, "unit": "%", "effective_at": now()? });
        let path = format!("/devices/{device}/measurements");
        let outcome = hub.ask("POST", &path, &key, &measured)?;
        ensure!(outcome[0]["became"] == "recorded", "it is taken: {outcome}");
        let posted = began.elapsed();
        room.notifications().see("SpO").await?;
        println!("from the POST to the notification: {:?}, of which the answer took {posted:?}", began.elapsed());
        desk.notifications().see("SpO").await?;

        // Acknowledged on one is acknowledged on all.
        for window in [&first, &second] {
            window.press("g").await?;
            window.press("a").await?;
            window.see("Amina Osman").await?;
        }
        second.click("Amina Osman").await?;
        second.click_button("Acknowledge").await?;
        first.see("No open alerts").await?;
        let open = hub.ask("GET", "/alerts?state=open", &token, &Value::Null)?;
        ensure!(open == json!([]), "the server knows it, too: {open}");
        first.close().await?;
        second.close().await
    })
    .await
}

async fn join(window: &Window, hub: &Hub) -> Result<()> {
    window.click_button("Join a clinic that is there already").await?;
    window.fill("Invitation", &hub.invitation(true)?).await?;
    window.fill("Name of this computer", "Room 2").await?;
    window.press("Control+Enter").await?;
    keep_the_code(window).await?;
    sign_in(window).await
}

/// What the Authorization header says of Halima, once the server's replica has heard of her.
pub async fn signed_in(hub: &Hub) -> Result<String> {
    let login = json!({ "username": "halima", "password": PASSWORD });
    loop {
        // Whoever waits here for ever is ended by the story's own time.
        let told = hub.ask("POST", "/auth/login", "", &login)?;
        if let Some(token) = told["access_token"].as_str() {
            return Ok(format!("Bearer {token}"));
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

fn now() -> Result<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?)
}
